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

} // namespace

core::Result<SecretBytes> PassphraseProtector::key(const core::Secret& typed, core::ByteView salt,
                                                   const Argon2Cost& cost)
{
    return argon2id(typed.view(), salt, cost);
}

core::Result<SecretBytes> PinProtector::key(const core::Secret& typed, core::ByteView salt, const Argon2Cost& cost)
{
    auto typed_key = argon2id(typed.view(), salt, cost);
    if (!typed_key) return std::unexpected(typed_key.error());
    auto answer = token_(salt);
    if (!answer) return std::unexpected(answer.error());
    SecretBytes both{typed_key->view().size() + answer->view().size()};
    const auto end = std::ranges::copy(typed_key->view(), both.bytes().begin()).out;
    std::ranges::copy(answer->view(), end);
    return hkdf_sha256(both.view(), salt, core::bytes_of("casustafel pin v1"), key_bytes);
}

} // namespace casustafel::storage
