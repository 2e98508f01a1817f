#include "link/random.h"
#include "seal/crypto.h"
#include "seal/keys.h"
#include "seal/p256.h"
#include "vectors/hex.h"
#include "vectors/wycheproof.h"

#include "protocol/base64url.h"

#include <mbedtls/pk.h>
#include <psa/crypto.h>

#include <algorithm>
#include <array>
#include <optional>

namespace casustafel::vectors {
namespace {

using core::Bytes;
using core::ByteView;
using nlohmann::json;

Bytes hex_of(const json& object, const char* name)
{
    return from_hex(object.at(name).get_ref<const std::string&>());
}

Verdict verdict(bool accepted)
{
    return accepted ? Verdict::accepted : Verdict::refused;
}

template <std::size_t size>
std::optional<std::array<std::uint8_t, size>> exactly(ByteView bytes)
{
    if (bytes.size() != size) return std::nullopt;
    std::array<std::uint8_t, size> whole{};
    std::ranges::copy(bytes, whole.begin());
    return whole;
}

/// The point of an uncompressed encoding (SEC 1, 2.3.3); the only one that is ever made of what we read.
std::optional<seal::P256Point> uncompressed(ByteView bytes)
{
    if (bytes.size() != 65 || bytes.front() != 4) return std::nullopt;
    return exactly<64>(bytes.subspan(1));
}

/// A scalar as the vectors write it, with zeros in front or without.
Bytes scalar_of(Bytes bytes)
{
    while (bytes.size() > 32 && bytes.front() == 0) bytes.erase(bytes.begin());
    if (bytes.size() < 32) bytes.insert(bytes.begin(), 32 - bytes.size(), 0);
    return bytes;
}

/// A public JWK without what our keys never carry and what doesn't change the point.
core::Result<seal::PublicKey> bare_key(json jwk)
{
    for (const char* name : {"kid", "use", "alg", "key_ops", "ext"}) jwk.erase(name);
    return seal::PublicKey::from_jwk(jwk);
}

/// A shared secret of zero is allowed by the standard and refused by us.
Verdict agree(ByteView scalar, const seal::P256Point& point, const json& test)
{
    if (hex_of(test, "shared") == Bytes(32))
        return seal::p256_agree(scalar, point) ? Verdict::accepted : Verdict::outside;
    const auto shared = seal::p256_agree(scalar, point);
    return verdict(shared && std::ranges::equal(*shared, hex_of(test, "shared")));
}

Verdict verify_raw(const seal::P256Point& point, const json& test)
{
    const auto signature = exactly<64>(hex_of(test, "sig"));
    return verdict(signature && seal::p256_verify(point, hex_of(test, "msg"), *signature));
}

/// A public key as the library reads it from a certificate.
class LibraryKey {
public:
    explicit LibraryKey(ByteView der_or_pem)
    {
        mbedtls_pk_init(&key_);
        read_ = mbedtls_pk_parse_public_key(&key_, der_or_pem.data(), der_or_pem.size()) == 0;
    }
    ~LibraryKey() { mbedtls_pk_free(&key_); }
    LibraryKey(const LibraryKey&) = delete;
    LibraryKey& operator=(const LibraryKey&) = delete;

    bool read() const { return read_; }
    /// Its point, when it is one of P-256.
    std::optional<seal::P256Point> point() const
    {
        psa_key_attributes_t attributes = psa_key_attributes_init();
        if (!read_ || mbedtls_pk_get_psa_attributes(&key_, PSA_KEY_USAGE_VERIFY_HASH, &attributes) != 0)
            return std::nullopt;
        if (psa_get_key_type(&attributes) != PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1) ||
            psa_get_key_bits(&attributes) != 256)
            return std::nullopt;
        psa_key_id_t id = 0;
        Bytes bytes(65);
        std::size_t size = 0;
        const bool exported = mbedtls_pk_import_into_psa(&key_, &attributes, &id) == 0 &&
                              psa_export_public_key(id, bytes.data(), bytes.size(), &size) == PSA_SUCCESS &&
                              size == bytes.size();
        psa_destroy_key(id);
        return exported ? uncompressed(bytes) : std::nullopt;
    }
    bool verifies(ByteView message, ByteView signature)
    {
        const auto digest = seal::sha256(message);
        return mbedtls_pk_verify(&key_, MBEDTLS_MD_SHA256, digest.data(), digest.size(), signature.data(),
                                 signature.size()) == 0;
    }

private:
    mbedtls_pk_context key_;
    bool read_ = false;
};

Verdict agree_with_certificate_key(ByteView key_bytes, ByteView scalar, const json& test)
{
    const LibraryKey key{key_bytes};
    if (!key.read()) return Verdict::refused;
    const auto point = key.point();
    return point ? agree(scalar, *point, test) : Verdict::refused;
}

/// The scalar inside a PKCS#8 key in PEM, read by the library.
std::optional<Bytes> pem_scalar(const std::string& pem)
{
    mbedtls_pk_context key;
    mbedtls_pk_init(&key);
    std::optional<Bytes> scalar;
    // The library wants the zero byte behind a PEM text counted.
    const core::ByteView text = core::bytes_of(pem);
    if (mbedtls_pk_parse_key(&key, text.data(), text.size() + 1, nullptr, 0, link::random_bytes, nullptr) == 0) {
        psa_key_attributes_t attributes = psa_key_attributes_init();
        psa_key_id_t id = 0;
        Bytes bytes(32);
        std::size_t size = 0;
        if (mbedtls_pk_get_psa_attributes(&key, PSA_KEY_USAGE_SIGN_HASH, &attributes) == 0) {
            psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_EXPORT);
            if (mbedtls_pk_import_into_psa(&key, &attributes, &id) == 0 &&
                psa_export_key(id, bytes.data(), bytes.size(), &size) == PSA_SUCCESS)
                scalar = bytes;
        }
        psa_destroy_key(id);
    }
    mbedtls_pk_free(&key);
    return scalar;
}

} // namespace

Verdict ecdsa_raw(const json& group, const json& test)
{
    const auto point = uncompressed(hex_of(group.at("publicKey"), "uncompressed"));
    return point ? verify_raw(*point, test) : Verdict::refused;
}

Verdict ecdsa_jwk(const json& group, const json& test)
{
    const auto key = bare_key(group.at("publicKeyJwk"));
    return key ? verify_raw(key->point(), test) : Verdict::refused;
}

Verdict ecdsa_der(const json& group, const json& test)
{
    LibraryKey key{hex_of(group, "publicKeyDer")};
    if (!key.read() || !key.verifies(hex_of(test, "msg"), hex_of(test, "sig"))) return Verdict::refused;
    // mbedTLS reads r and s from longer spellings too. Both numbers are the signer's own, so nobody can make one.
    const bool zeros_in_front = test.at("comment").get_ref<const std::string&>().starts_with("prepending 0's to ");
    const bool spelled_otherwise = zeros_in_front || std::ranges::any_of(test.at("flags"), [](const json& flag) {
                                       return flag == "BerEncodedSignature" || flag == "MissingZero";
                                   });
    return spelled_otherwise ? Verdict::lenient : Verdict::accepted;
}

Verdict ecdh_point(const json& /*group*/, const json& test)
{
    const Bytes encoded = hex_of(test, "public");
    const auto point = uncompressed(encoded);
    if (point) return agree(scalar_of(hex_of(test, "private")), *point, test);
    return encoded.size() == 33 ? Verdict::outside : Verdict::refused;
}

Verdict ecdh_jwk(const json& /*group*/, const json& test)
{
    const auto key = bare_key(test.at("public"));
    if (!key) return Verdict::refused;
    const auto scalar = protocol::from_base64url(test.at("private").at("d").get<std::string>());
    return scalar ? agree(*scalar, key->point(), test) : Verdict::refused;
}

Verdict ecdh_der(const json& /*group*/, const json& test)
{
    return agree_with_certificate_key(hex_of(test, "public"), scalar_of(hex_of(test, "private")), test);
}

Verdict ecdh_pem(const json& /*group*/, const json& test)
{
    const auto scalar = pem_scalar(test.at("private"));
    const std::string pem = test.at("public");
    const core::ByteView text = core::bytes_of(pem);
    // The zero byte behind the text counts for the library.
    return scalar ? agree_with_certificate_key({text.data(), text.size() + 1}, *scalar, test) : Verdict::refused;
}

Verdict aes_gcm(const json& group, const json& test)
{
    if (group.at("keySize") != 256 || group.at("ivSize") != 96 || group.at("tagSize") != 128) {
        const auto opened = seal::gcm_open(hex_of(test, "key"), hex_of(test, "iv"), hex_of(test, "ct"),
                                           hex_of(test, "tag"), hex_of(test, "aad"));
        return opened ? Verdict::accepted : Verdict::outside;
    }
    const Bytes key = hex_of(test, "key");
    const Bytes nonce = hex_of(test, "iv");
    const Bytes associated = hex_of(test, "aad");
    const Bytes plain = hex_of(test, "msg");
    const auto opened = seal::gcm_open(key, nonce, hex_of(test, "ct"), hex_of(test, "tag"), associated);
    if (!opened) return Verdict::refused;
    const auto sealed = seal::gcm_seal(key, nonce, plain, associated);
    return verdict(sealed && std::ranges::equal(*opened, plain) && sealed->ciphertext == hex_of(test, "ct") &&
                   sealed->tag == hex_of(test, "tag"));
}

Verdict aes_wrap(const json& group, const json& test)
{
    const Bytes key = hex_of(test, "key");
    const Bytes plain = hex_of(test, "msg");
    const auto opened = seal::unwrap_key(key, hex_of(test, "ct"));
    if (group.at("keySize") != 256) return opened ? Verdict::accepted : Verdict::outside;
    if (!opened) return Verdict::refused;
    const auto wrapped = seal::wrap_key(key, plain);
    return verdict(std::ranges::equal(*opened, plain) && wrapped && *wrapped == hex_of(test, "ct"));
}

Verdict hkdf(const json& /*group*/, const json& test)
{
    const auto key = seal::hkdf_sha256(hex_of(test, "ikm"), hex_of(test, "salt"), hex_of(test, "info"),
                                       test.at("size").get<std::size_t>());
    return verdict(key && std::ranges::equal(*key, hex_of(test, "okm")));
}

} // namespace casustafel::vectors
