#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

/// The channel of a device that nobody put in another one.
inline constexpr std::string_view usual_channel = "vast";

/// What is published: a bundle, and for whom.
struct UpdateOffer {
    std::string sha256_hex;
    std::int64_t size = 0;
    std::string compatible;
    std::string version;
    std::string channel;              ///< empty: for `devices`
    std::vector<std::string> devices; ///< empty: for the channel
};

struct UpdateRow {
    std::int64_t number = 0;
    std::string sha256_hex;
    std::int64_t size = 0;
    std::string compatible;
    std::string version;
    std::string channel;      ///< empty: for devices by name
    std::string state;        ///< offered, withdrawn or replaced
    std::int64_t devices = 0; ///< for how many it is: of the channel, or by name
    std::string published_at;
};

} // namespace casustafel::bureau
