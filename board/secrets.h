#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace casustafel::board {

inline constexpr std::size_t secret_bytes = 32;
/// Where a secret goes: memory that the caller locks and wipes.
using SecretOut = std::span<std::uint8_t, secret_bytes>;

/// Secrets that only this device, or what a person plugs into it, has. The shape for fuses, a TPM and a token.
class Secrets {
public:
    virtual ~Secrets() = default;
    /// The device's own secret: 32 bytes, always the same.
    virtual core::Result<> device_secret(SecretOut into) = 0;
    /// A token's answer to a challenge: always the same for the same challenge, and of no help with any other (as
    /// FIDO2's hmac-secret). Errc::denied: no token.
    virtual core::Result<> token_answer(core::ByteView challenge, SecretOut into) = 0;
};

/// The secrets of a development device: two files, made at the first use. They protect nothing from who copies them.
class FileSecrets : public Secrets {
public:
    explicit FileSecrets(std::filesystem::path folder) : folder_{std::move(folder)} {}
    core::Result<> device_secret(SecretOut into) override;
    core::Result<> token_answer(core::ByteView challenge, SecretOut into) override;

private:
    std::filesystem::path folder_;
};

} // namespace casustafel::board
