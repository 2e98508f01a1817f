#pragma once

#include "core/ports.h"
#include "storage/keys.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace casustafel::storage {

/// What deriving a key from a typed secret costs: Argon2id passes and memory.
struct Argon2Cost {
    std::uint64_t passes{4};
    std::uint64_t memory_bytes{256u << 20};
    bool operator==(const Argon2Cost&) const = default;
};

/// How a protector finds its way from the typed secret back to the vault's master. Not secret.
struct ProtectorRecord {
    std::string name;
    core::Bytes salt;
    Argon2Cost cost;
    core::Bytes wrapped_master;
    core::Bytes kept{}; ///< what a token, TPM or card wants back at each opening; empty for others
};

/// What came of asking for a key.
struct KeyAnswer {
    SecretBytes key{};                          ///< empty: none was given
    std::optional<core::Hindrance> hindrance{}; ///< the secret could not be judged
    std::optional<int> tries_left{};            ///< after a wrong PIN, as the token itself counts
    std::optional<std::chrono::seconds> wait{}; ///< with Hindrance::waiting: at most so long
};

/// A thing that gives a secret to who has it and knows its PIN: a FIDO2 token, a TPM, a card. Counts wrong PINs itself.
/// Recorder thread only, except `is_there`.
class Token {
public:
    virtual ~Token() = default;
    /// Readies the token for one vault; gives what must be kept (at most `most_kept` bytes, not secret) to find the
    /// same secret again. Errc::denied: the PIN is wrong; Errc::not_found: there is no token; Errc::refused: it can't
    /// do it.
    virtual core::Result<core::Bytes> enrol(const core::Secret& pin, core::ByteView salt) = 0;
    /// 32 bytes or more, always the same for the same salt and `kept`; or why not.
    virtual core::Result<KeyAnswer> answer(const core::Secret& pin, core::ByteView salt, core::ByteView kept) = 0;
    /// Whether it is plugged in now. Any thread; quick.
    virtual bool is_there() { return true; }
};

inline constexpr std::size_t most_kept = 8192;

/// Turns what a person types into the key that wraps the vault's master.
class Protector {
public:
    virtual ~Protector() = default;
    /// Names the protector in the vault's header, on the screen and in the log; never changes.
    virtual std::string_view name() const = 0;
    /// Whether `typed` has the form of its secret. Others' secrets must not cost a token one of its tries.
    virtual bool takes(const core::Secret& typed) const = 0;
    /// What `key` will find in `ProtectorRecord::kept`. Errors as `Token::enrol`.
    virtual core::Result<core::Bytes> enrol(const core::Secret& typed, core::ByteView salt) = 0;
    /// Errc::crypto: not enough memory. A wrong secret gives another key, or no key without a hindrance.
    virtual core::Result<KeyAnswer> key(const core::Secret& typed, const ProtectorRecord& record) = 0;
    /// Whether what it needs besides a typed secret is there now. Any thread.
    virtual bool is_there() { return true; }
};

/// Whether it is four to twelve digits, as many as the lock screen takes.
bool is_pin(const core::Secret& typed);

/// A passphrase alone, of six random words or more. A PIN is never one: beside a key that isn't plugged in it is no
/// wrong attempt.
class PassphraseProtector : public Protector {
public:
    std::string_view name() const override { return "wachtwoordzin"; }
    bool takes(const core::Secret& typed) const override { return !is_pin(typed); }
    core::Result<core::Bytes> enrol(const core::Secret&, core::ByteView) override { return core::Bytes{}; }
    core::Result<KeyAnswer> key(const core::Secret& typed, const ProtectorRecord& record) override;
};

/// A PIN together with a token. The key comes of both, so that a token that gives its secret away isn't enough.
class PinProtector : public Protector {
public:
    /// Answers a challenge: 32 bytes, always the same for the same challenge.
    using Challenge = std::function<core::Result<SecretBytes>(core::ByteView challenge)>;
    PinProtector(std::string name, std::unique_ptr<Token> token) : name_{std::move(name)}, token_{std::move(token)} {}
    /// With a token that doesn't ask for the PIN: on a development device a file beside the vault. No protection
    /// against who takes both, and named so.
    PinProtector(std::string name, Challenge token);
    std::string_view name() const override { return name_; }
    bool takes(const core::Secret& typed) const override { return is_pin(typed); }
    core::Result<core::Bytes> enrol(const core::Secret& typed, core::ByteView salt) override
    {
        return token_->enrol(typed, salt);
    }
    core::Result<KeyAnswer> key(const core::Secret& typed, const ProtectorRecord& record) override;
    bool is_there() override { return token_->is_there(); }

private:
    std::string name_;
    std::unique_ptr<Token> token_;
};

} // namespace casustafel::storage
