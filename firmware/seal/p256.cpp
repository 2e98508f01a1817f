#include "seal/p256.h"

#include "seal/psa.h"

#include <algorithm>

namespace casustafel::seal {

using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr psa_key_type_t private_type = PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1);
constexpr psa_key_type_t public_type = PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1);
constexpr psa_algorithm_t signing = PSA_ALG_DETERMINISTIC_ECDSA(PSA_ALG_SHA_256);
constexpr psa_algorithm_t verifying = PSA_ALG_ECDSA(PSA_ALG_SHA_256);
constexpr std::size_t scalar_size = 32;

/// A point as the library takes it: uncompressed (SEC 1 section 2.3.3).
using Uncompressed = std::array<std::uint8_t, 65>;

Uncompressed uncompressed(const P256Point& point)
{
    Uncompressed bytes{4};
    std::ranges::copy(point, bytes.begin() + 1);
    return bytes;
}

Result<> check_size(ByteView scalar)
{
    if (scalar.size() != scalar_size) return fail(Errc::crypto, "P-256: a private key has 32 bytes");
    return {};
}

} // namespace

Result<SecretBytes> p256_generate()
{
    if (!psa_started()) return fail(Errc::crypto, "P-256: no crypto library");
    psa_key_attributes_t attributes = psa_key_attributes_init();
    psa_set_key_type(&attributes, private_type);
    psa_set_key_bits(&attributes, scalar_size * 8);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_EXPORT);
    psa_key_id_t id = 0;
    if (psa_generate_key(&attributes, &id) != PSA_SUCCESS) return fail(Errc::crypto, "P-256: could not make a key");
    SecretBytes scalar(scalar_size);
    std::size_t size = 0;
    const psa_status_t exported = psa_export_key(id, scalar.data(), scalar.size(), &size);
    psa_destroy_key(id);
    if (exported != PSA_SUCCESS || size != scalar_size) return fail(Errc::crypto, "P-256: could not make a key");
    return scalar;
}

Result<P256Point> p256_public(ByteView scalar)
{
    if (auto sized = check_size(scalar); !sized) return std::unexpected(sized.error());
    const PsaKey key{private_type, PSA_KEY_USAGE_SIGN_MESSAGE, signing, scalar};
    Uncompressed bytes{};
    std::size_t size = 0;
    if (!key.valid() || psa_export_public_key(key.id(), bytes.data(), bytes.size(), &size) != PSA_SUCCESS ||
        size != bytes.size())
        return fail(Errc::crypto, "P-256: no private key of this curve");
    P256Point point{};
    std::copy(bytes.begin() + 1, bytes.end(), point.begin());
    return point;
}

bool p256_on_curve(const P256Point& point)
{
    // The library checks the curve's equation when it imports a public key.
    return PsaKey{public_type, PSA_KEY_USAGE_VERIFY_MESSAGE, verifying, uncompressed(point)}.valid();
}

Result<P256Signature> p256_sign(ByteView scalar, ByteView message)
{
    if (auto sized = check_size(scalar); !sized) return std::unexpected(sized.error());
    const PsaKey key{private_type, PSA_KEY_USAGE_SIGN_MESSAGE, signing, scalar};
    P256Signature signature{};
    std::size_t size = 0;
    if (!key.valid() ||
        psa_sign_message(key.id(), signing, message.data(), message.size(), signature.data(), signature.size(),
                         &size) != PSA_SUCCESS ||
        size != signature.size())
        return fail(Errc::crypto, "ES256: could not sign");
    return signature;
}

bool p256_verify(const P256Point& point, ByteView message, const P256Signature& signature)
{
    const PsaKey key{public_type, PSA_KEY_USAGE_VERIFY_MESSAGE, verifying, uncompressed(point)};
    return key.valid() && psa_verify_message(key.id(), verifying, message.data(), message.size(), signature.data(),
                                             signature.size()) == PSA_SUCCESS;
}

Result<SecretBytes> p256_agree(ByteView scalar, const P256Point& point)
{
    if (auto sized = check_size(scalar); !sized) return std::unexpected(sized.error());
    const PsaKey key{private_type, PSA_KEY_USAGE_DERIVE, PSA_ALG_ECDH, scalar};
    if (!key.valid()) return fail(Errc::crypto, "P-256: no private key of this curve");
    const Uncompressed peer = uncompressed(point);
    SecretBytes shared(scalar_size);
    std::size_t size = 0;
    if (psa_raw_key_agreement(PSA_ALG_ECDH, key.id(), peer.data(), peer.size(), shared.data(), shared.size(), &size) !=
            PSA_SUCCESS ||
        size != shared.size())
        return fail(Errc::denied, "ECDH: the point is not on P-256");
    if (std::ranges::all_of(shared, [](std::uint8_t byte) { return byte == 0; }))
        return fail(Errc::denied, "ECDH: the result is zero");
    return shared;
}

} // namespace casustafel::seal
