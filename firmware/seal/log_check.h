#pragma once

#include "core/log_rows.h"
#include "core/receipt.h"
#include "seal/keys.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace casustafel::seal {

/// What the verifier found.
struct LogVerdict {
    std::uint64_t lines{};
    std::uint64_t heads{};
    std::string first_broken; ///< one sentence; empty: all is well
    bool sound() const { return first_broken.empty(); }
};

/// How a log is to be judged.
struct LogRules {
    std::string device;              ///< whose heads they are
    std::span<const Signer> trusted; ///< by whom; none: by the key that stands beside each head
    /// Every head that was signed is there, as on the device itself; else those that somebody else was given.
    bool all_heads{true};
    /// Heads without a signature of their own, which others hold.
    std::span<const core::LogHead> witnessed{};
};

/// Judges a log without a line of the code that writes it: computes the tree anew by its definition (RFC 9162, section
/// 2.1.1), compares the root after each line, and holds every head against the tree, its signature, and the line that
/// names it. Says which entry is the first that isn't what it was.
LogVerdict check_log(const core::LogRows& rows, const LogRules& rules);

} // namespace casustafel::seal
