#pragma once

#include "core/result.h"
#include "seal/frame.h"
#include "seal/jws.h"
#include "seal/keys.h"

#include <span>
#include <string>
#include <string_view>

namespace casustafel::seal {

inline constexpr std::size_t most_recipients = 8;

/// An envelope that was opened: everything about the message inside, and to whom it was sealed.
struct Opened {
    Verified message;
    std::vector<std::string> recipients; ///< kids, sorted; equal to the message's `aud`
};

/// A JWE in general JSON serialization (RFC 7516) of a signed message, ECDH-ES+A256KW and A256GCM, fresh keys each
/// time. `type` is package or minutes; 1 to 8 different recipients, for minutes at least two (operational and
/// recovery). `Errc::crypto` otherwise. The caller signed over the same recipients; `seal_envelope` does both.
core::Result<std::string> encrypt(std::string_view jws, MessageType type, std::span<const PublicKey> recipients);

/// An envelope and what its sender must remember of the message inside.
struct SealedEnvelope {
    std::string jwe;
    core::Digest jws_digest; ///< SHA-256 of the inner JWS: the next message's `prev`
};

/// Signs `frame` (its `aud` is set here, to the sorted kids) and encrypts it, padded so that the envelope's size is a
/// multiple of 4 KiB up to 64 KiB and of 16 KiB above. `Errc::crypto` also when it would exceed 8 MiB.
core::Result<SealedEnvelope> seal_envelope(const SigningKey& key, MessageType type, Frame frame,
                                           std::span<const PublicKey> recipients);

/// Opens an envelope with one's own key, verifies the message inside and that it was meant for exactly the recipients
/// that the envelope has.
///
/// `Errc::corrupt` for a form that the profile doesn't allow, `Errc::denied` for what isn't meant for this key, doesn't
/// decrypt or isn't signed by one of `trusted`. The detail is one sentence without content.
core::Result<Opened> open(std::string_view jwe, MessageType type, const DecryptionKey& own,
                          std::span<const Signer> trusted);

/// The size that an envelope of `size` bytes is padded to.
constexpr std::size_t padded_size(std::size_t size)
{
    constexpr std::size_t fine = 4U << 10;
    constexpr std::size_t coarse = 16U << 10;
    const std::size_t step = size <= 64U << 10 ? fine : coarse;
    return (size + step - 1) / step * step;
}

} // namespace casustafel::seal
