#include "system/pin_hash.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace casustafel::system {

using core::Errc;
using core::Result;

namespace {

constexpr std::size_t fewest_digits = 6;
constexpr std::size_t most_digits = 12; // as many as the screen takes

} // namespace

Result<> check_new_pin(const core::Secret& pin)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (pin.size() < fewest_digits || pin.size() > most_digits || !std::ranges::all_of(pin.view(), is_digit))
        return core::fail(Errc::rejected, "the technician's PIN has six to twelve digits and nothing else");
    return {};
}

Result<std::string> hash_pin(const core::Secret& pin, const PinCost& cost)
{
    if (sodium_init() < 0) return core::fail(Errc::crypto, "libsodium doesn't start");
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), pin.view().data(), pin.size(), cost.passes,
                              static_cast<std::size_t>(cost.memory_bytes), crypto_pwhash_ALG_ARGON2ID13) != 0)
        return core::fail(Errc::crypto, "Argon2id needs " + std::to_string(cost.memory_bytes >> 20) + " MiB of memory");
    return std::string{text.data()};
}

bool is_pin(const core::Secret& pin, const std::string& hash)
{
    // No PIN is no memory to point at.
    if (pin.view().empty()) return false;
    return sodium_init() >= 0 && crypto_pwhash_str_verify(hash.c_str(), pin.view().data(), pin.size()) == 0;
}

} // namespace casustafel::system
