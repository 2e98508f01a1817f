#include "firmware/proposed_secret.h"

#include "seal/crypto.h"

#include <cstdint>
#include <string_view>

namespace casustafel::device {

namespace {

constexpr std::size_t words = 5;
// Without letters that look or sound like another one.
constexpr std::string_view begins = "bdfghklmnprstvwz";
constexpr std::string_view middles = "aeiou";
constexpr std::string_view ends = "fgklmnprst";

/// A letter of `from`; bytes that would favour some letters are thrown away.
char any_of(std::string_view from)
{
    const std::size_t fair = 256 / from.size() * from.size();
    for (;;) {
        const std::size_t byte = seal::random_bytes(1).front();
        if (byte < fair) return from[byte % from.size()];
    }
}

} // namespace

core::Secret propose_passphrase()
{
    core::Secret secret;
    for (std::size_t n = 0; n < words; ++n) {
        if (n > 0) secret.push_back(' ');
        for (const std::string_view from : {begins, middles, begins, middles, ends}) secret.push_back(any_of(from));
    }
    return secret;
}

} // namespace casustafel::device
