#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>

namespace casustafel::core {

/// What kind of failure it was; decides who is told and whether it is tried again.
enum class Errc : std::uint8_t {
    rejected,  ///< a person asked for something that the rules refuse
    not_found, ///< what was named isn't there
    conflict,  ///< something else is there already
    corrupt,   ///< bytes that should be ours aren't what they were
    denied,    ///< wrong secret, wrong key, not trusted
    full,      ///< no room or not writable: 'niet opgeslagen'
    storage,   ///< the disk failed
    network,   ///< the other side could not be reached or broke off; try again later
    refused,   ///< the other side answered and said no; trying again won't help
    crypto,    ///< a primitive failed
};

/// A failure. `detail` is for the log of a technician: ids, paths and numbers, never case text and never shown to a
/// participant.
struct [[nodiscard]] Error {
    Errc code;
    std::string detail;
    bool operator==(const Error&) const = default;
};

template <class T = void>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Errc code, std::string detail)
{
    return std::unexpected{Error{code, std::move(detail)}};
}

/// Makes one visitor of several lambdas, for `std::visit`.
template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};

} // namespace casustafel::core
