#include "seal/crypto.h"

#include "seal/psa.h"

extern "C" { // this header alone doesn't say that it is C
#include <mbedtls/constant_time.h>
}
#include <mbedtls/nist_kw.h>
#include <mbedtls/platform_util.h>

#include <algorithm>
#include <cstdlib>

namespace casustafel::seal {

using core::Bytes;
using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

/// The library's AES key wrap, which isn't behind its newer interface yet. Wiped when it goes.
class KeyWrap {
public:
    KeyWrap(ByteView key, bool wrapping)
    {
        mbedtls_nist_kw_init(&context_);
        valid_ = key.size() == key_size && mbedtls_nist_kw_setkey(&context_, MBEDTLS_CIPHER_ID_AES, key.data(),
                                                                  key_size * 8, wrapping ? 1 : 0) == 0;
    }
    ~KeyWrap() { mbedtls_nist_kw_free(&context_); }
    KeyWrap(const KeyWrap&) = delete;
    KeyWrap& operator=(const KeyWrap&) = delete;

    bool valid() const { return valid_; }
    mbedtls_nist_kw_context* context() { return &context_; }

private:
    mbedtls_nist_kw_context context_{};
    bool valid_ = false;
};

void fill_randomly(std::uint8_t* bytes, std::size_t size)
{
    if (!psa_started() || psa_generate_random(bytes, size) != PSA_SUCCESS) std::abort();
}

void append_big_endian(SecretBytes& bytes, std::size_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

void append_with_length(SecretBytes& bytes, ByteView part)
{
    append_big_endian(bytes, part.size());
    bytes.insert(bytes.end(), part.begin(), part.end());
}

} // namespace

void wipe(void* memory, std::size_t size)
{
    mbedtls_platform_zeroize(memory, size);
}

bool psa_started()
{
    static const bool started = psa_crypto_init() == PSA_SUCCESS;
    return started;
}

core::Digest sha256(ByteView bytes)
{
    core::Digest digest{};
    std::size_t size = 0;
    // Fails only when the library can't start at all, which `start` has ruled out.
    if (!psa_started() || psa_hash_compute(PSA_ALG_SHA_256, bytes.data(), bytes.size(), digest.data(), digest.size(),
                                           &size) != PSA_SUCCESS)
        std::abort();
    return digest;
}

struct Sha256::State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { psa_hash_abort(&operation); }
    psa_hash_operation_t operation = psa_hash_operation_init();
};

Sha256::Sha256() : state_{std::make_unique<State>()}
{
    if (!psa_started() || psa_hash_setup(&state_->operation, PSA_ALG_SHA_256) != PSA_SUCCESS) std::abort();
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(ByteView piece)
{
    if (psa_hash_update(&state_->operation, piece.data(), piece.size()) != PSA_SUCCESS) std::abort();
}

core::Digest Sha256::finish()
{
    core::Digest digest{};
    std::size_t size = 0;
    if (psa_hash_finish(&state_->operation, digest.data(), digest.size(), &size) != PSA_SUCCESS) std::abort();
    return digest;
}

Bytes random_bytes(std::size_t size)
{
    Bytes bytes(size);
    fill_randomly(bytes.data(), bytes.size());
    return bytes;
}

SecretBytes random_secret(std::size_t size)
{
    SecretBytes bytes(size);
    fill_randomly(bytes.data(), bytes.size());
    return bytes;
}

bool equal_in_constant_time(ByteView a, ByteView b)
{
    return a.size() == b.size() && mbedtls_ct_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<GcmSealed> gcm_seal(ByteView key, ByteView nonce, ByteView plain, ByteView associated)
{
    if (key.size() != key_size || nonce.size() != nonce_size)
        return fail(Errc::crypto, "AES-GCM: wrong key or nonce size");
    const PsaKey handle{PSA_KEY_TYPE_AES, PSA_KEY_USAGE_ENCRYPT, PSA_ALG_GCM, key};
    Bytes out(plain.size() + tag_size);
    std::size_t size = 0;
    if (!handle.valid() ||
        psa_aead_encrypt(handle.id(), PSA_ALG_GCM, nonce.data(), nonce.size(), associated.data(), associated.size(),
                         plain.data(), plain.size(), out.data(), out.size(), &size) != PSA_SUCCESS ||
        size != out.size())
        return fail(Errc::crypto, "AES-GCM: could not encrypt");
    Bytes tag(out.end() - tag_size, out.end());
    out.resize(plain.size());
    return GcmSealed{std::move(out), std::move(tag)};
}

Result<SecretBytes> gcm_open(ByteView key, ByteView nonce, ByteView ciphertext, ByteView tag, ByteView associated)
{
    if (key.size() != key_size) return fail(Errc::crypto, "AES-GCM: wrong key size");
    if (nonce.size() != nonce_size || tag.size() != tag_size)
        return fail(Errc::denied, "AES-GCM: wrong nonce or tag size");
    const PsaKey handle{PSA_KEY_TYPE_AES, PSA_KEY_USAGE_DECRYPT, PSA_ALG_GCM, key};
    Bytes joined(ciphertext.begin(), ciphertext.end());
    joined.insert(joined.end(), tag.begin(), tag.end());
    SecretBytes plain(ciphertext.size());
    std::size_t size = 0;
    if (!handle.valid() ||
        psa_aead_decrypt(handle.id(), PSA_ALG_GCM, nonce.data(), nonce.size(), associated.data(), associated.size(),
                         joined.data(), joined.size(), plain.data(), plain.size(), &size) != PSA_SUCCESS ||
        size != plain.size())
        return fail(Errc::denied, "AES-GCM: key or bytes are not the right ones");
    return plain;
}

Result<Bytes> aead_seal(ByteView key, ByteView plain, ByteView associated)
{
    Bytes sealed = random_bytes(nonce_size);
    const auto parts = gcm_seal(key, sealed, plain, associated);
    if (!parts) return std::unexpected(parts.error());
    sealed.reserve(plain.size() + aead_overhead);
    sealed.insert(sealed.end(), parts->ciphertext.begin(), parts->ciphertext.end());
    sealed.insert(sealed.end(), parts->tag.begin(), parts->tag.end());
    return sealed;
}

Result<SecretBytes> aead_open(ByteView key, ByteView sealed, ByteView associated)
{
    if (sealed.size() < aead_overhead) return fail(Errc::denied, "AES-GCM: too short");
    return gcm_open(key, sealed.first(nonce_size), sealed.subspan(nonce_size, sealed.size() - aead_overhead),
                    sealed.last(tag_size), associated);
}

Result<SecretBytes> hkdf_sha256(ByteView secret, ByteView salt, ByteView info, std::size_t size)
{
    constexpr psa_algorithm_t algorithm = PSA_ALG_HKDF(PSA_ALG_SHA_256);
    const PsaKey handle{PSA_KEY_TYPE_DERIVE, PSA_KEY_USAGE_DERIVE, algorithm, secret};
    SecretBytes out(size);
    psa_key_derivation_operation_t operation = psa_key_derivation_operation_init();
    const bool done =
        handle.valid() && psa_key_derivation_setup(&operation, algorithm) == PSA_SUCCESS &&
        psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_SALT, salt.data(), salt.size()) ==
            PSA_SUCCESS &&
        psa_key_derivation_input_key(&operation, PSA_KEY_DERIVATION_INPUT_SECRET, handle.id()) == PSA_SUCCESS &&
        psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_INFO, info.data(), info.size()) ==
            PSA_SUCCESS &&
        psa_key_derivation_output_bytes(&operation, out.data(), out.size()) == PSA_SUCCESS;
    psa_key_derivation_abort(&operation);
    if (!done) return fail(Errc::crypto, "HKDF: could not derive " + std::to_string(size) + " bytes");
    return out;
}

Result<Bytes> wrap_key(ByteView wrapping_key, ByteView key)
{
    KeyWrap wrap{wrapping_key, true};
    Bytes out(key.size() + 8);
    std::size_t size = 0;
    if (!wrap.valid() || mbedtls_nist_kw_wrap(wrap.context(), MBEDTLS_KW_MODE_KW, key.data(), key.size(), out.data(),
                                              &size, out.size()) != 0)
        return fail(Errc::crypto, "AES key wrap: could not wrap");
    out.resize(size);
    return out;
}

Result<SecretBytes> unwrap_key(ByteView wrapping_key, ByteView wrapped)
{
    KeyWrap wrap{wrapping_key, false};
    if (!wrap.valid()) return fail(Errc::crypto, "AES key wrap: wrong key size");
    SecretBytes out(wrapped.size());
    std::size_t size = 0;
    if (mbedtls_nist_kw_unwrap(wrap.context(), MBEDTLS_KW_MODE_KW, wrapped.data(), wrapped.size(), out.data(), &size,
                               out.size()) != 0)
        return fail(Errc::denied, "AES key wrap: not wrapped with this key");
    out.resize(size);
    return out;
}

SecretBytes concat_kdf(ByteView shared, std::string_view algorithm, ByteView party_u, ByteView party_v,
                       std::size_t size)
{
    SecretBytes input;
    append_big_endian(input, 1); // one round gives 32 bytes, all that is ever needed here
    input.insert(input.end(), shared.begin(), shared.end());
    append_with_length(input, core::bytes_of(algorithm));
    append_with_length(input, party_u);
    append_with_length(input, party_v);
    append_big_endian(input, size * 8);
    core::Digest digest = sha256(input);
    SecretBytes key(digest.begin(), digest.begin() + static_cast<std::ptrdiff_t>(std::min(size, digest.size())));
    wipe(digest.data(), digest.size());
    return key;
}

} // namespace casustafel::seal
