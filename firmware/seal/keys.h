#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "seal/p256.h"
#include "seal/secret.h"

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::seal {

/// A point of P-256 that somebody else's messages are verified with or that messages are sealed to. Always on the
/// curve.
class PublicKey {
public:
    /// `Errc::corrupt` for a point off the curve.
    static core::Result<PublicKey> from_point(const P256Point& point);

    /// Reads a public JWK with exactly the members kty, crv, x and y (RFC 7518 section 6.2.1). `Errc::corrupt` for
    /// another type or curve, a missing or further member (so also a private `d`), coordinates that aren't 32 bytes,
    /// or a point off the curve.
    static core::Result<PublicKey> from_jwk_text(std::string_view text);
    static core::Result<PublicKey> from_jwk(const nlohmann::json& jwk);

    const P256Point& point() const { return point_; } ///< x||y
    const std::string& kid() const { return kid_; }   ///< RFC 7638 thumbprint, SHA-256, base64url
    nlohmann::json jwk() const;
    std::string jwk_text() const; ///< canonical

    bool operator==(const PublicKey& other) const { return point_ == other.point_; }

private:
    explicit PublicKey(const P256Point& point);

    P256Point point_;
    std::string kid_;
};

/// Who may have signed a message: a pinned key and the id (`iss`) it speaks for.
struct Signer {
    std::string id;
    PublicKey key;
};

/// A private key for signatures. Wiped when it goes; can't open anything, so that one key never has two uses.
class SigningKey {
public:
    static core::Result<SigningKey> generate();
    /// `Errc::crypto` unless `scalar` is 32 bytes and between 1 and the order of the curve.
    static core::Result<SigningKey> from_scalar(core::ByteView scalar);

    SigningKey(SigningKey&&) = default;
    SigningKey& operator=(SigningKey&&) = default;

    const PublicKey& public_key() const { return public_key_; }
    /// For the vault only.
    const SecretBytes& scalar() const { return scalar_; }

private:
    SigningKey(SecretBytes scalar, PublicKey public_key);

    SecretBytes scalar_;
    PublicKey public_key_;
};

/// A private key that opens envelopes. Wiped when it goes; can't sign anything.
class DecryptionKey {
public:
    static core::Result<DecryptionKey> generate();
    /// `Errc::crypto` unless `scalar` is 32 bytes and between 1 and the order of the curve.
    static core::Result<DecryptionKey> from_scalar(core::ByteView scalar);

    DecryptionKey(DecryptionKey&&) = default;
    DecryptionKey& operator=(DecryptionKey&&) = default;

    const PublicKey& public_key() const { return public_key_; }
    /// For the vault only.
    const SecretBytes& scalar() const { return scalar_; }

private:
    DecryptionKey(SecretBytes scalar, PublicKey public_key);

    SecretBytes scalar_;
    PublicKey public_key_;
};

/// Whether `text` can be a `kid`: the canonical base64url of 32 bytes.
bool is_kid(std::string_view text);

/// The kids of `keys` in the order in which `aud` lists them.
std::vector<std::string> sorted_kids(std::span<const PublicKey> keys);

} // namespace casustafel::seal
