#pragma once

#include "storage/fixture.h"
#include "storage/vault.h"

#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace casustafel::storage {

/// The same code as in the product, at a price that tests can pay.
inline constexpr Argon2Cost cheap{.passes = 1, .memory_bytes = 64 << 10};

/// Known bytes that don't stand in this program as they are: searches of memory and disk must not find themselves.
inline SecretBytes hidden_bytes(std::uint8_t seed)
{
    SecretBytes made{key_bytes};
    std::uint8_t value = seed;
    for (std::uint8_t& byte : made.bytes()) {
        value = static_cast<std::uint8_t>(value * 167 + 13);
        byte = value;
    }
    return made;
}

inline const core::Secret pin{"2580"};
inline const core::Secret passphrase{"zes woorden die niemand anders zo kiest"};
inline const core::Secret nonsense{"0000"};

inline VaultParts parts(const std::filesystem::path& folder, const std::string& vfs = {})
{
    VaultParts made;
    made.folder = folder;
    made.device_secret = [] { return hidden_bytes(1); };
    made.protectors.push_back(
        std::make_unique<PinProtector>("ontwikkelapparaat", [](core::ByteView challenge) -> core::Result<SecretBytes> {
            return hkdf_sha256(hidden_bytes(2).view(), challenge, {}, key_bytes);
        }));
    made.protectors.push_back(std::make_unique<PassphraseProtector>());
    made.format = format();
    made.vfs = vfs;
    return made;
}

inline core::Result<> create_vault(const std::filesystem::path& folder, const std::string& vfs = {})
{
    return FileVault::create(parts(folder, vfs),
                             {{"ontwikkelapparaat", pin, cheap}, {"wachtwoordzin", passphrase, cheap}});
}

inline core::Instant at(std::chrono::milliseconds after)
{
    return core::Instant{std::chrono::milliseconds{1795000000000}} + after;
}

inline core::ConferenceOnDevice conference(const std::string& id)
{
    using namespace std::chrono_literals;
    return {.id = core::ConferenceId{id}, .starts_at = at(1h), .expires_at = at(24h * 30)};
}

} // namespace casustafel::storage
