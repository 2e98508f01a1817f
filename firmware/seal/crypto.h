#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "seal/secret.h"

#include <cstddef>
#include <memory>
#include <string_view>

// The only door to the symmetric primitives. Everything here may be called from any thread.

namespace casustafel::seal {

/// Starts the crypto library and proves each primitive on a known answer, once per process; later calls repeat the
/// first answer. A program that uses keys calls this first and doesn't go on when it fails (`Errc::crypto`, naming the
/// primitive).
core::Result<> start();

/// SHA-256 (FIPS 180-4).
core::Digest sha256(core::ByteView bytes);

/// The same of what comes in pieces.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();
    void add(core::ByteView piece);
    /// Of everything added; nothing can be added any more.
    core::Digest finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Bytes nobody can guess, from the system's generator. Ends the program if there are none: a device without randomness
/// must not make keys.
core::Bytes random_bytes(std::size_t size);
SecretBytes random_secret(std::size_t size);

/// Compares without telling by its duration where the difference is. The sizes aren't secret.
bool equal_in_constant_time(core::ByteView a, core::ByteView b);

inline constexpr std::size_t aead_overhead = 12 + 16; ///< nonce in front, tag behind

/// AES-256-GCM (NIST SP 800-38D) under a fresh random nonce: nonce, ciphertext, tag. `key` is 32 bytes.
/// One key may seal at most 2^32 messages. `Errc::crypto` for a key of another size.
core::Result<core::Bytes> aead_seal(core::ByteView key, core::ByteView plain, core::ByteView associated);

/// What `aead_seal` sealed. `Errc::denied` if key, bytes or associated data are others; then nothing is given out.
core::Result<SecretBytes> aead_open(core::ByteView key, core::ByteView sealed, core::ByteView associated);

/// HKDF with SHA-256 (RFC 5869). `size` is at most 8160.
core::Result<SecretBytes> hkdf_sha256(core::ByteView secret, core::ByteView salt, core::ByteView info,
                                      std::size_t size);

/// AES-256-GCM with nonce (12 bytes) and tag (16 bytes) apart, as JWE has them. A nonce is used once per key.
struct GcmSealed {
    core::Bytes ciphertext;
    core::Bytes tag;
};
core::Result<GcmSealed> gcm_seal(core::ByteView key, core::ByteView nonce, core::ByteView plain,
                                 core::ByteView associated);
core::Result<SecretBytes> gcm_open(core::ByteView key, core::ByteView nonce, core::ByteView ciphertext,
                                   core::ByteView tag, core::ByteView associated);

/// AES key wrap (RFC 3394). `Errc::denied` if the wrapped key isn't one that this key wrapped.
core::Result<core::Bytes> wrap_key(core::ByteView wrapping_key, core::ByteView key);
core::Result<SecretBytes> unwrap_key(core::ByteView wrapping_key, core::ByteView wrapped);

/// The Concat KDF of RFC 7518 section 4.6.2 with SHA-256: `size` bytes (at most 32) for `algorithm` from the ECDH
/// result. `party_u` and `party_v` are `apu` and `apv`, decoded.
SecretBytes concat_kdf(core::ByteView shared, std::string_view algorithm, core::ByteView party_u,
                       core::ByteView party_v, std::size_t size);

} // namespace casustafel::seal
