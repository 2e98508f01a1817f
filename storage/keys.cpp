#include "storage/keys.h"

#include "storage/sql/database.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>

namespace casustafel::storage {

void FreeSecret::operator()(std::uint8_t* memory) const
{
    sodium_free(memory); // wipes before it unmaps
}

SecretBytes::SecretBytes(std::size_t size) : memory_{static_cast<std::uint8_t*>(sodium_malloc(size))}, size_{size}
{
    if (!memory_) throw std::bad_alloc{};
}

SecretBytes SecretBytes::random(std::size_t size)
{
    SecretBytes made{size};
    randombytes_buf(made.memory_.get(), size);
    return made;
}

SecretBytes SecretBytes::copy_of(core::ByteView bytes)
{
    SecretBytes made{bytes.size()};
    std::ranges::copy(bytes, made.memory_.get());
    return made;
}

void SecretBytes::wipe()
{
    memory_.reset();
    size_ = 0;
}

namespace {

/// One HMAC-SHA256 over several pieces, into 32 bytes.
void hmac(core::ByteView key, std::initializer_list<core::ByteView> pieces, std::uint8_t* into)
{
    constexpr std::array<std::uint8_t, 1> no_key{}; // libsodium takes no null pointers, also for nothing
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.empty() ? no_key.data() : key.data(), key.size());
    for (const core::ByteView piece : pieces)
        if (!piece.empty()) crypto_auth_hmacsha256_update(&state, piece.data(), piece.size());
    crypto_auth_hmacsha256_final(&state, into);
    sodium_memzero(&state, sizeof state);
}

SecretBytes from_both(core::ByteView device_secret, core::ByteView master, const std::string& info, std::size_t size)
{
    SecretBytes both{device_secret.size() + master.size()};
    std::ranges::copy(device_secret, both.bytes().begin());
    std::ranges::copy(master, both.bytes().begin() + static_cast<std::ptrdiff_t>(device_secret.size()));
    return hkdf_sha256(both.view(), {}, core::bytes_of(info), size);
}

} // namespace

SecretBytes hkdf_sha256(core::ByteView input, core::ByteView salt, core::ByteView info, std::size_t size)
{
    constexpr std::size_t block = crypto_auth_hmacsha256_BYTES;
    SecretBytes extracted{block};
    hmac(salt, {input}, extracted.bytes().data());

    SecretBytes expanded{(size + block - 1) / block * block};
    core::ByteView previous;
    std::uint8_t counter = 0;
    for (std::size_t at = 0; at < size; at += block) {
        ++counter;
        hmac(extracted.view(), {previous, info, {&counter, 1}}, expanded.bytes().data() + at);
        previous = expanded.view().subspan(at, block);
    }
    return SecretBytes::copy_of(expanded.view().first(size));
}

core::Bytes wrap(core::ByteView secret, core::ByteView key, core::ByteView about)
{
    core::Bytes wrapped(nonce_bytes + secret.size() + tag_bytes);
    randombytes_buf(wrapped.data(), nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped.data() + nonce_bytes, nullptr, secret.data(), secret.size(),
                                               about.data(), about.size(), nullptr, wrapped.data(), key.data());
    return wrapped;
}

core::Result<SecretBytes> unwrap(core::ByteView wrapped, core::ByteView key, core::ByteView about)
{
    if (wrapped.size() <= nonce_bytes + tag_bytes) return core::fail(core::Errc::corrupt, "a wrapped key is too short");
    SecretBytes secret{wrapped.size() - nonce_bytes - tag_bytes};
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(secret.bytes().data(), nullptr, nullptr,
                                                   wrapped.data() + nonce_bytes, wrapped.size() - nonce_bytes,
                                                   about.data(), about.size(), wrapped.data(), key.data()) != 0)
        return core::fail(core::Errc::denied, "a wrapped key doesn't open with this key");
    return secret;
}

SecretBytes slot_key(core::ByteView device_secret, core::ByteView master, std::string_view conference)
{
    return from_both(device_secret, master, "casustafel slot v1" + std::string{conference}, key_bytes);
}

SecretBytes device_keys_key(core::ByteView device_secret, core::ByteView master)
{
    return from_both(device_secret, master, "casustafel device keys v1", database_key_bytes);
}

SecretBytes device_log_key(core::ByteView device_secret)
{
    return hkdf_sha256(device_secret, {}, core::bytes_of("casustafel device log v1"), database_key_bytes);
}

core::Digest sha256(core::ByteView bytes)
{
    core::Digest digest{};
    crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
    return digest;
}

core::Result<> check_cipher()
{
    if (sodium_init() < 0) return core::fail(core::Errc::crypto, "libsodium does not start");
    if (const auto version = sql::cipher_version(); !version) return std::unexpected(version.error());
    return {};
}

} // namespace casustafel::storage
