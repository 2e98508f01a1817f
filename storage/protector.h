#pragma once

#include "core/ports.h"
#include "storage/keys.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace casustafel::storage {

/// What deriving a key from a typed secret costs: Argon2id passes and memory.
struct Argon2Cost {
    std::uint64_t passes{4};
    std::uint64_t memory_bytes{256u << 20};
    bool operator==(const Argon2Cost&) const = default;
};

/// Turns what a person types into the key that wraps the vault's master. The shape for a token or a TPM later.
class Protector {
public:
    virtual ~Protector() = default;
    /// Names the protector in the vault's header, on the screen and in the log; never changes.
    virtual std::string_view name() const = 0;
    /// Errc::crypto: not enough memory; Errc::denied: the token said no.
    virtual core::Result<SecretBytes> key(const core::Secret& typed, core::ByteView salt, const Argon2Cost& cost) = 0;
};

/// A passphrase alone, of six random words or more.
class PassphraseProtector : public Protector {
public:
    std::string_view name() const override { return "wachtwoordzin"; }
    core::Result<SecretBytes> key(const core::Secret& typed, core::ByteView salt, const Argon2Cost& cost) override;
};

/// A PIN together with a token that answers a challenge. On a development device the token is a file beside the vault:
/// no protection against who takes both, and named so.
class PinProtector : public Protector {
public:
    /// The token's answer to a challenge: 32 bytes, always the same for the same challenge.
    using Token = std::function<core::Result<SecretBytes>(core::ByteView challenge)>;
    PinProtector(std::string name, Token token) : name_{std::move(name)}, token_{std::move(token)} {}
    std::string_view name() const override { return name_; }
    core::Result<SecretBytes> key(const core::Secret& typed, core::ByteView salt, const Argon2Cost& cost) override;

private:
    std::string name_;
    Token token_;
};

} // namespace casustafel::storage
