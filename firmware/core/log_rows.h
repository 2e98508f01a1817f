#pragma once

#include "core/bytes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace casustafel::core {

/// Everything that a log holds, as whoever didn't write it judges it (seal/log_check.h).
struct LogRows {
    struct Line {
        std::uint64_t n{}; ///< from 0
        std::string body;
        Digest root{}; ///< of the tree up to and with this line
        bool operator==(const Line&) const = default;
    };
    struct Head {
        std::uint64_t number{}; ///< from 1
        std::uint64_t size{};
        std::string jws;
        std::string jwk; ///< the public key it is signed with
        bool operator==(const Head&) const = default;
    };
    std::uint64_t removed{};      ///< how many lines were removed after their term
    std::vector<Digest> subtrees; ///< what stands for them
    std::vector<Line> lines;
    std::vector<Head> heads;
    std::uint64_t size{};
    std::vector<Digest> ends; ///< the subtrees of the whole
    bool operator==(const LogRows&) const = default;
};

} // namespace casustafel::core
