#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "seal/keys.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What jwe.cpp and recovery.cpp share; nobody else includes this.

namespace casustafel::seal {

inline constexpr std::size_t content_key_size = 32;
inline constexpr std::size_t wrapped_size = content_key_size + 8;
inline constexpr std::size_t nonce_size = 12;
inline constexpr std::size_t tag_size = 16;

/// What the protected header of an envelope says of its content, and for how many it must be at least.
struct JweKind {
    std::string_view typ;
    std::string_view cty;
    std::size_t fewest_recipients;
};

struct Recipient {
    std::string kid;
    PublicKey ephemeral;
    core::Bytes wrapped;
};

/// What stands in an envelope, all of it in the form that the profile allows.
struct Envelope {
    std::string protected_header; ///< as sent: the associated data
    std::vector<Recipient> recipients;
    std::vector<std::string> kids; ///< sorted
    core::Bytes nonce;
    core::Bytes ciphertext;
    core::Bytes tag;
};

/// The encoded protected header of an envelope of this kind.
std::string protected_header(const JweKind& kind);

/// Encrypts under a fresh content key for each of the recipients. Errc::crypto: too few, too many or the same twice.
core::Result<Envelope> make_envelope(core::ByteView plain, const JweKind& kind, std::span<const PublicKey> recipients);

/// General JSON serialization, canonical.
std::string write_envelope(const Envelope& envelope);

/// Errc::corrupt for every form that the profile doesn't allow.
core::Result<Envelope> read_envelope(std::string_view text, const JweKind& kind);

/// Errc::denied: not sealed to this key, or not what was sealed.
core::Result<SecretBytes> decrypt(const Envelope& envelope, const DecryptionKey& own);

} // namespace casustafel::seal
