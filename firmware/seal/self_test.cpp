#include "seal/crypto.h"
#include "seal/p256.h"
#include "seal/psa.h"

#include <algorithm>

namespace casustafel::seal {

using core::Bytes;
using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::uint8_t nibble(char digit)
{
    return static_cast<std::uint8_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/// The bytes of a hexadecimal literal of this file.
Bytes operator""_hex(const char* text, std::size_t size)
{
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < size; i += 2)
        bytes.push_back(static_cast<std::uint8_t>(nibble(text[i]) << 4 | nibble(text[i + 1])));
    return bytes;
}

bool same(ByteView a, ByteView b)
{
    return std::ranges::equal(a, b);
}

P256Point point_of(const Bytes& bytes)
{
    P256Point point{};
    std::ranges::copy_n(bytes.begin(), static_cast<std::ptrdiff_t>(std::min(bytes.size(), point.size())),
                        point.begin());
    return point;
}

/// FIPS 180-4, the example of one block.
bool sha256_works()
{
    return same(sha256(core::bytes_of("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_hex);
}

/// Test case 16 of the GCM specification: 256-bit key, 60 bytes of text, 20 associated bytes.
bool gcm_works()
{
    const Bytes key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"_hex;
    const Bytes nonce = "cafebabefacedbaddecaf888"_hex;
    const Bytes associated = "feedfacedeadbeeffeedfacedeadbeefabaddad2"_hex;
    const Bytes plain = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"_hex;
    const Bytes ciphertext = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                             "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"_hex;
    Bytes tag = "76fc6ece0f4e1768cddf8853bb2d551b"_hex;
    const auto sealed = gcm_seal(key, nonce, plain, associated);
    if (!sealed || !same(sealed->ciphertext, ciphertext) || !same(sealed->tag, tag)) return false;
    const auto opened = gcm_open(key, nonce, ciphertext, tag, associated);
    if (!opened || !same(*opened, plain)) return false;
    tag.back() ^= 1;
    return !gcm_open(key, nonce, ciphertext, tag, associated);
}

/// RFC 3394 section 4.6: 256 bits of key data with a 256-bit key.
bool key_wrap_works()
{
    const Bytes wrapping = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"_hex;
    const Bytes key = "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"_hex;
    Bytes wrapped = "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"_hex;
    const auto made = wrap_key(wrapping, key);
    const auto opened = unwrap_key(wrapping, wrapped);
    if (!made || !same(*made, wrapped) || !opened || !same(*opened, key)) return false;
    wrapped.front() ^= 1;
    return !unwrap_key(wrapping, wrapped);
}

/// RFC 5869 appendix A.1.
bool hkdf_works()
{
    const auto key = hkdf_sha256("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"_hex, "000102030405060708090a0b0c"_hex,
                                 "f0f1f2f3f4f5f6f7f8f9"_hex, 42);
    return key &&
           same(*key, "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"_hex);
}

/// RFC 6979 appendix A.2.5: curve P-256, SHA-256, message 'sample'.
bool ecdsa_works()
{
    const Bytes scalar = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"_hex;
    const P256Point expected_point = point_of("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                                              "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"_hex);
    const Bytes expected = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                           "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"_hex;
    const auto point = p256_public(scalar);
    auto signature = p256_sign(scalar, core::bytes_of("sample"));
    if (!point || *point != expected_point || !signature || !same(*signature, expected)) return false;
    return p256_verify(*point, core::bytes_of("sample"), *signature) &&
           !p256_verify(*point, core::bytes_of("simple"), *signature);
}

/// RFC 5903 section 8.1.
bool ecdh_works()
{
    const auto shared = p256_agree("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433"_hex,
                                   point_of("d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"
                                            "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab"_hex));
    return shared && same(*shared, "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"_hex);
}

/// Two draws are never alike unless the generator stands still.
bool random_works()
{
    return !same(random_bytes(32), random_bytes(32));
}

Result<> run_self_test()
{
    struct Primitive {
        const char* name;
        bool (*works)();
    };
    constexpr Primitive primitives[] = {{"SHA-256", sha256_works},         {"AES-256-GCM", gcm_works},
                                        {"AES key wrap", key_wrap_works},  {"HKDF", hkdf_works},
                                        {"ECDSA P-256", ecdsa_works},      {"ECDH P-256", ecdh_works},
                                        {"random generator", random_works}};
    if (!psa_started()) return fail(Errc::crypto, "the crypto library does not start");
    for (const Primitive& primitive : primitives)
        if (!primitive.works())
            return fail(Errc::crypto, std::string{primitive.name} + " does not give its known answer");
    return {};
}

} // namespace

Result<> start()
{
    static const Result<> outcome = run_self_test();
    return outcome;
}

} // namespace casustafel::seal
