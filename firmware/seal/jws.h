#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "seal/frame.h"
#include "seal/keys.h"

#include <span>
#include <string>
#include <string_view>

namespace casustafel::seal {

inline constexpr std::size_t largest_message = 8U << 20; ///< bytes of an envelope or a JWS
inline constexpr std::size_t largest_header = 2U << 10;  ///< bytes of a protected header

/// A message whose signature, type and signer were right.
struct Verified {
    Frame frame;
    std::string kid;         ///< of the signer
    std::string jws;         ///< as received
    core::Digest jws_digest; ///< SHA-256 of `jws`: the next message's `prev`, a receipt's `inner_sha256`
};

/// A compact JWS with ES256 (RFC 7515) over `frame`. `Errc::crypto` for a frame that no receiver would take.
core::Result<std::string> sign(const SigningKey& key, MessageType type, const Frame& frame);

/// The message in `compact`, if it is of `type`, signed by one of `trusted` and from that signer's id.
///
/// `Errc::corrupt` for a form that `sign` doesn't write, `Errc::denied` for a signature, signer or id that isn't right.
/// The detail is one sentence without content. `aud`, `seq` and `prev` are the caller's to judge.
core::Result<Verified> verify(std::string_view compact, MessageType type, std::span<const Signer> trusted);

} // namespace casustafel::seal
