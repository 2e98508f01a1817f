#include "storage/keys.h"

#include <gtest/gtest.h>

#include <charconv>

namespace casustafel::storage {
namespace {

core::Bytes from_hex(std::string_view hex)
{
    core::Bytes bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
        std::uint8_t byte = 0;
        std::from_chars(hex.data() + at, hex.data() + at + 2, byte, 16);
        bytes.push_back(byte);
    }
    return bytes;
}

/// RFC 5869, appendix A, the three cases with SHA-256.
TEST(Hkdf, gives_the_values_of_the_rfc)
{
    ASSERT_TRUE(check_cipher());
    const core::Bytes input(22, 0x0b);
    const auto first = hkdf_sha256(input, from_hex("000102030405060708090a0b0c"), from_hex("f0f1f2f3f4f5f6f7f8f9"), 42);
    EXPECT_EQ(core::to_hex(first.view()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");

    core::Bytes long_input, long_salt, long_info;
    for (int i = 0; i < 80; ++i) {
        long_input.push_back(static_cast<std::uint8_t>(i));
        long_salt.push_back(static_cast<std::uint8_t>(0x60 + i));
        long_info.push_back(static_cast<std::uint8_t>(0xb0 + i));
    }
    EXPECT_EQ(core::to_hex(hkdf_sha256(long_input, long_salt, long_info, 82).view()),
              "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da32"
              "75600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");

    EXPECT_EQ(core::to_hex(hkdf_sha256(input, {}, {}, 42).view()),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(Wrap, opens_with_the_same_key_and_about_the_same_thing_only)
{
    ASSERT_TRUE(check_cipher());
    const SecretBytes key = SecretBytes::random(key_bytes);
    const SecretBytes other = SecretBytes::random(key_bytes);
    const core::ByteView about = core::bytes_of("conference 1");
    core::Bytes wrapped = wrap(core::bytes_of("the secret"), key.view(), about);
    EXPECT_EQ(core::text_of(unwrap(wrapped, key.view(), about)->view()), "the secret");
    EXPECT_EQ(unwrap(wrapped, other.view(), about).error().code, core::Errc::denied);
    EXPECT_EQ(unwrap(wrapped, key.view(), core::bytes_of("conference 2")).error().code, core::Errc::denied);
    EXPECT_NE(wrapped, wrap(core::bytes_of("the secret"), key.view(), about)) << "a fresh nonce each time";
    for (std::size_t at = 0; at < wrapped.size(); ++at) {
        wrapped[at] ^= 1;
        EXPECT_FALSE(unwrap(wrapped, key.view(), about));
        wrapped[at] ^= 1;
    }
    for (std::size_t size = 0; size < wrapped.size(); ++size)
        EXPECT_FALSE(unwrap(core::ByteView{wrapped}.first(size), key.view(), about));
}

TEST(SlotKey, differs_for_each_conference_device_and_master)
{
    ASSERT_TRUE(check_cipher());
    const SecretBytes device = SecretBytes::random(key_bytes);
    const SecretBytes master = SecretBytes::random(key_bytes);
    const auto hex = [](const SecretBytes& key) { return core::to_hex(key.view()); };
    const std::string key = hex(slot_key(device.view(), master.view(), "c-1"));
    EXPECT_EQ(key, hex(slot_key(device.view(), master.view(), "c-1")));
    EXPECT_NE(key, hex(slot_key(device.view(), master.view(), "c-2")));
    EXPECT_NE(key, hex(slot_key(master.view(), device.view(), "c-1")));
    EXPECT_NE(key, hex(device_keys_key(device.view(), master.view())).substr(0, 64));
}

} // namespace
} // namespace casustafel::storage
