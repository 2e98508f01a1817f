#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "seal/secret.h"

#include <array>

// The only door to the curve P-256 (FIPS 186-5, SP 800-186). Scalars are 32 bytes, points x||y, signatures r||s, all
// big-endian. Everything here may be called from any thread.

namespace casustafel::seal {

using P256Point = std::array<std::uint8_t, 64>;
using P256Signature = std::array<std::uint8_t, 64>;

core::Result<SecretBytes> p256_generate();

/// The point of a scalar; `Errc::crypto` unless it is between 1 and the order of the curve.
core::Result<P256Point> p256_public(core::ByteView scalar);

/// Whether the point is on the curve (and so of the prime order: the cofactor is 1).
bool p256_on_curve(const P256Point& point);

/// ECDSA with SHA-256, nonce by RFC 6979: no randomness at signing time can leak the key.
core::Result<P256Signature> p256_sign(core::ByteView scalar, core::ByteView message);
bool p256_verify(const P256Point& point, core::ByteView message, const P256Signature& signature);

/// ECDH: the x coordinate of `scalar` times `point`. `Errc::denied` for a point off the curve or a result of zero.
core::Result<SecretBytes> p256_agree(core::ByteView scalar, const P256Point& point);

} // namespace casustafel::seal
