#include "storage/protector.h"

#include <sodium.h>

#include <algorithm>

namespace casustafel::storage {

namespace {

core::Result<SecretBytes> argon2id(std::string_view text, core::ByteView salt, const Argon2Cost& cost)
{
    static_assert(salt_bytes == crypto_pwhash_SALTBYTES);
    if (salt.size() != salt_bytes) return core::fail(core::Errc::corrupt, "a protector's salt has the wrong size");
    SecretBytes key{key_bytes};
    if (crypto_pwhash(key.bytes().data(), key_bytes, text.data(), text.size(), salt.data(), cost.passes,
                      static_cast<std::size_t>(cost.memory_bytes), crypto_pwhash_ALG_ARGON2ID13) != 0)
        return core::fail(core::Errc::crypto,
                          "Argon2id needs " + std::to_string(cost.memory_bytes >> 20) + " MiB of memory");
    return key;
}

/// A file's or a test's: knows nothing of PINs.
class ChallengeToken : public Token {
public:
    explicit ChallengeToken(PinProtector::Challenge challenge) : challenge_{std::move(challenge)} {}
    core::Result<core::Bytes> enrol(const core::Secret&, core::ByteView) override { return core::Bytes{}; }
    core::Result<KeyAnswer> answer(const core::Secret&, core::ByteView salt, core::ByteView) override
    {
        auto secret = challenge_(salt);
        if (!secret) return std::unexpected(secret.error());
        return KeyAnswer{.key = *std::move(secret)};
    }

private:
    PinProtector::Challenge challenge_;
};

} // namespace

bool is_pin(const core::Secret& typed)
{
    constexpr std::size_t fewest = 4;
    constexpr std::size_t most = 12;
    return typed.size() >= fewest && typed.size() <= most &&
           std::ranges::all_of(typed.view(), [](char c) { return c >= '0' && c <= '9'; });
}

core::Result<KeyAnswer> PassphraseProtector::key(const core::Secret& typed, const ProtectorRecord& record)
{
    auto key = argon2id(typed.view(), record.salt, record.cost);
    if (!key) return std::unexpected(key.error());
    return KeyAnswer{.key = *std::move(key)};
}

PinProtector::PinProtector(std::string name, Challenge token)
    : PinProtector{std::move(name), std::make_unique<ChallengeToken>(std::move(token))}
{
}

core::Result<KeyAnswer> PinProtector::key(const core::Secret& typed, const ProtectorRecord& record)
{
    auto answer = token_->answer(typed, record.salt, record.kept);
    if (!answer || answer->key.empty()) return answer;
    auto typed_key = argon2id(typed.view(), record.salt, record.cost);
    if (!typed_key) return std::unexpected(typed_key.error());
    SecretBytes both{typed_key->view().size() + answer->key.view().size()};
    const auto end = std::ranges::copy(typed_key->view(), both.bytes().begin()).out;
    std::ranges::copy(answer->key.view(), end);
    answer->key = hkdf_sha256(both.view(), record.salt, core::bytes_of("casustafel pin v1"), key_bytes);
    return answer;
}

} // namespace casustafel::storage
