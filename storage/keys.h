#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace casustafel::storage {

/// Gives secret memory back: wiped first.
struct FreeSecret {
    void operator()(std::uint8_t* memory) const;
};

/// A key in memory that is fenced off, not swapped out, and wiped when it goes. Empty after a move.
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);
    static SecretBytes random(std::size_t size);
    static SecretBytes copy_of(core::ByteView bytes);

    std::span<std::uint8_t> bytes() { return {memory_.get(), size_}; }
    core::ByteView view() const { return {memory_.get(), size_}; }
    bool empty() const { return size_ == 0; }
    void wipe();

private:
    std::unique_ptr<std::uint8_t, FreeSecret> memory_;
    std::size_t size_{};
};

inline constexpr std::size_t key_bytes = 32;
inline constexpr std::size_t salt_bytes = 16;
/// A database's raw key: 32 bytes of key, 16 of salt.
inline constexpr std::size_t database_key_bytes = key_bytes + salt_bytes;
inline constexpr std::size_t nonce_bytes = 24;
inline constexpr std::size_t tag_bytes = 16;

/// HKDF with SHA-256 (RFC 5869).
SecretBytes hkdf_sha256(core::ByteView input, core::ByteView salt, core::ByteView info, std::size_t size);

/// XChaCha20-Poly1305: a random nonce, then `secret` encrypted under `key` and bound to `about`.
core::Bytes wrap(core::ByteView secret, core::ByteView key, core::ByteView about);

/// Errc::denied: not wrapped under this key, or about something else.
core::Result<SecretBytes> unwrap(core::ByteView wrapped, core::ByteView key, core::ByteView about);

/// The key that wraps one conference's database key: from the device's own secret and the vault's master, bound to the
/// conference (so one slot's key says nothing about another's).
SecretBytes slot_key(core::ByteView device_secret, core::ByteView master, std::string_view conference);

/// The key of the database with the device's own keys.
SecretBytes device_keys_key(core::ByteView device_secret, core::ByteView master);

/// The key of the device's log: from the device's secret alone, so that it is written while nobody has unlocked it.
SecretBytes device_log_key(core::ByteView device_secret);

/// SHA-256 (FIPS 180-4).
core::Digest sha256(core::ByteView bytes);

/// Readies the cryptography and refuses a program that was not linked with SQLCipher 4 (Errc::crypto). Call it first;
/// calling it again is fine. Any thread.
core::Result<> check_cipher();

} // namespace casustafel::storage
