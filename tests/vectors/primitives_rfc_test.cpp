#include "seal/crypto.h"
#include "seal/p256.h"
#include "vectors/hex.h"

#include <gtest/gtest.h>

#include <algorithm>

// The examples of the documents below JOSE. The ones that `start` checks at every start of a program aren't repeated.

namespace casustafel::vectors {
namespace {

const char* const wrapping_key = "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";

void expect_wraps(const char* key, const char* wrapped)
{
    EXPECT_EQ(seal::wrap_key(from_hex(wrapping_key), from_hex(key)).value(), from_hex(wrapped));
    const auto opened = seal::unwrap_key(from_hex(wrapping_key), from_hex(wrapped)).value();
    EXPECT_TRUE(std::ranges::equal(opened, from_hex(key)));
}

TEST(Rfc3394, wraps_128_bits_of_key_data_as_section_4_3)
{
    expect_wraps("00112233445566778899AABBCCDDEEFF", "64E8C3F9CE0F5BA2 63E9777905818A2A 93C8191E7D6E8AE7");
}

TEST(Rfc3394, wraps_192_bits_of_key_data_as_section_4_5)
{
    expect_wraps("00112233445566778899AABBCCDDEEFF0001020304050607",
                 "A8F9BC1612C68B3F F6E6F4FBE30E71E4 769C8B80A32CB895 8CD5D17D6B254DA1");
}

TEST(Rfc3394, any_bit_flipped_in_a_wrapped_key_is_noticed)
{
    core::Bytes wrapped = from_hex("28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21");
    ASSERT_TRUE(seal::unwrap_key(from_hex(wrapping_key), wrapped));
    for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
        wrapped[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        EXPECT_FALSE(seal::unwrap_key(from_hex(wrapping_key), wrapped)) << bit;
        wrapped[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
    EXPECT_FALSE(seal::unwrap_key(from_hex(wrapping_key), core::ByteView{wrapped}.first(16)));
    EXPECT_FALSE(seal::unwrap_key(from_hex(wrapping_key), core::ByteView{wrapped}.first(39)));
    EXPECT_FALSE(seal::unwrap_key(from_hex(wrapping_key), {}));
}

TEST(Rfc5869, derives_with_long_inputs_as_appendix_a_2)
{
    const auto range = [](int first, int last) {
        core::Bytes bytes;
        for (int value = first; value <= last; ++value) bytes.push_back(static_cast<std::uint8_t>(value));
        return bytes;
    };
    const auto key = seal::hkdf_sha256(range(0x00, 0x4f), range(0x60, 0xaf), range(0xb0, 0xff), 82).value();
    EXPECT_EQ(core::to_hex(key),
              "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e"
              "09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
}

TEST(Rfc5869, derives_without_salt_and_info_as_appendix_a_3)
{
    const auto key = seal::hkdf_sha256(core::Bytes(22, 0x0b), {}, {}, 42).value();
    EXPECT_EQ(core::to_hex(key),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(Rfc6979, signs_the_message_test_as_appendix_a_2_5)
{
    const auto scalar = from_hex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    EXPECT_EQ(core::to_hex(seal::p256_sign(scalar, core::bytes_of("test")).value()),
              "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
              "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083");
}

TEST(Rfc5903, agrees_from_the_other_side_as_section_8_1)
{
    const auto responder = from_hex("C6EF9C5D78AE012A011164ACB397CE2088685D8F06BF9BE0B283AB46476BEE53");
    seal::P256Point initiator{};
    std::ranges::copy(from_hex("DAD0B65394221CF9B051E1FECA5787D098DFE637FC90B9EF945D0C3772581180"
                               "5271A0461CDB8252D61F1C456FA3E59AB1F45B33ACCF5F58389E0577B8990BB3"),
                      initiator.begin());
    EXPECT_EQ(core::to_hex(seal::p256_agree(responder, initiator).value()),
              "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de");
}

TEST(Sp80038d, seals_nothing_under_a_key_of_zeros_as_test_case_13_of_the_gcm_specification)
{
    const auto sealed = seal::gcm_seal(core::Bytes(32), core::Bytes(12), {}, {}).value();
    EXPECT_TRUE(sealed.ciphertext.empty());
    EXPECT_EQ(core::to_hex(sealed.tag), "530f8afbc74536b9a963b4f1c4cb738b");
}

TEST(Sp80038d, seals_a_block_of_zeros_as_test_case_14_of_the_gcm_specification)
{
    const auto sealed = seal::gcm_seal(core::Bytes(32), core::Bytes(12), core::Bytes(16), {}).value();
    EXPECT_EQ(core::to_hex(sealed.ciphertext), "cea7403d4d606b6e074ec5d3baf39d18");
    EXPECT_EQ(core::to_hex(sealed.tag), "d0d1c8a799996bf0265b98b5d48ab919");
}

} // namespace
} // namespace casustafel::vectors
