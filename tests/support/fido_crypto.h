#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

// What a virtual FIDO2 token computes with: P-256, SHA-256, HMAC, AES, and CTAP's two PIN protocols over them.

namespace casustafel::support {

struct Point {
    std::array<std::uint8_t, 32> x{};
    std::array<std::uint8_t, 32> y{};
};

/// A fresh key pair on P-256.
class P256Key {
public:
    P256Key();
    Point point() const;
    /// The x coordinate of the shared point.
    std::vector<std::uint8_t> agree(const Point& other) const;
    /// ECDSA with SHA-256, as DER.
    std::vector<std::uint8_t> sign(std::span<const std::uint8_t> message) const;

private:
    struct Pair;
    std::shared_ptr<Pair> pair_;
};

std::vector<std::uint8_t> random_bytes(std::size_t size);
std::vector<std::uint8_t> sha256(std::span<const std::uint8_t> bytes);
std::vector<std::uint8_t> hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> bytes);

/// The encrypted channel of PIN protocol 1 or 2 (CTAP 2.1, 6.5.6 and 6.5.7), from the x coordinate both sides know.
class PinChannel {
public:
    PinChannel(int protocol, std::span<const std::uint8_t> shared);
    std::vector<std::uint8_t> encrypt(std::span<const std::uint8_t> plain) const;
    std::vector<std::uint8_t> decrypt(std::span<const std::uint8_t> cipher) const;
    bool proves(std::span<const std::uint8_t> message, std::span<const std::uint8_t> proof) const;

private:
    int protocol_;
    std::vector<std::uint8_t> hmac_key_;
    std::vector<std::uint8_t> aes_key_;
};

/// What shows that somebody got the PIN token: HMAC, cut to 16 bytes in protocol 1.
std::vector<std::uint8_t> pin_proof(int protocol, std::span<const std::uint8_t> key,
                                    std::span<const std::uint8_t> message);

} // namespace casustafel::support
