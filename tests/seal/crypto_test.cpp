#include "seal/crypto.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace casustafel::seal {
namespace {

TEST(Crypto, gives_the_known_answers_of_every_primitive)
{
    const auto started = start();
    EXPECT_TRUE(started) << started.error().detail;
    EXPECT_TRUE(start()) << "starting again gives the same answer";
}

TEST(Crypto, opens_what_it_sealed_and_nothing_else)
{
    const auto key = random_secret(32);
    const auto text = core::bytes_of("een fictieve zin");
    const auto about = core::bytes_of("slot 1");
    auto sealed = aead_seal(key, text, about);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(sealed->size(), text.size() + aead_overhead);
    const auto opened = aead_open(key, *sealed, about);
    ASSERT_TRUE(opened);
    EXPECT_EQ(core::text_of(*opened), "een fictieve zin");

    EXPECT_FALSE(aead_open(key, *sealed, core::bytes_of("slot 2")));
    EXPECT_FALSE(aead_open(random_secret(32), *sealed, about));
    EXPECT_FALSE(aead_open(key, core::ByteView{*sealed}.first(27), about));
    for (std::size_t i = 0; i < sealed->size(); ++i) {
        (*sealed)[i] ^= 1;
        EXPECT_EQ(aead_open(key, *sealed, about).error().code, core::Errc::denied) << "byte " << i;
        (*sealed)[i] ^= 1;
    }
}

TEST(Crypto, digests_pieces_as_the_whole)
{
    const core::Bytes bytes = random_bytes(10'000);
    const core::ByteView all{bytes};
    Sha256 digest;
    for (std::size_t at = 0; at < bytes.size(); at += 777)
        digest.add(all.subspan(at, std::min<std::size_t>(777, all.size() - at)));
    EXPECT_EQ(digest.finish(), sha256(bytes));
    EXPECT_EQ(Sha256{}.finish(), sha256({}));
}

TEST(Crypto, seals_the_same_bytes_differently_each_time)
{
    const auto key = random_secret(32);
    EXPECT_NE(aead_seal(key, core::bytes_of("x"), {}).value(), aead_seal(key, core::bytes_of("x"), {}).value());
}

TEST(Crypto, seals_and_opens_nothing_at_all)
{
    const auto key = random_secret(32);
    const auto sealed = aead_seal(key, {}, {});
    ASSERT_TRUE(sealed);
    EXPECT_EQ(aead_open(key, *sealed, {}).value(), SecretBytes{});
}

TEST(Crypto, refuses_a_key_of_another_size)
{
    EXPECT_EQ(aead_seal(random_secret(16), core::bytes_of("x"), {}).error().code, core::Errc::crypto);
    EXPECT_EQ(aead_open(random_secret(31), core::Bytes(40), {}).error().code, core::Errc::crypto);
    EXPECT_FALSE(wrap_key(random_secret(16), random_secret(32)));
}

TEST(Crypto, compares_whole_values)
{
    EXPECT_TRUE(equal_in_constant_time(core::bytes_of("abc"), core::bytes_of("abc")));
    EXPECT_FALSE(equal_in_constant_time(core::bytes_of("abc"), core::bytes_of("abd")));
    EXPECT_FALSE(equal_in_constant_time(core::bytes_of("abc"), core::bytes_of("ab")));
    EXPECT_TRUE(equal_in_constant_time({}, {}));
}

TEST(Crypto, wiping_leaves_nothing)
{
    std::array<std::uint8_t, 64> memory{};
    memory.fill(0xAA);
    wipe(memory.data(), memory.size());
    EXPECT_EQ(memory, (std::array<std::uint8_t, 64>{}));
}

TEST(Crypto, derives_at_most_what_hkdf_allows)
{
    EXPECT_EQ(hkdf_sha256(random_secret(32), {}, core::bytes_of("use"), 8160).value().size(), 8160u);
    EXPECT_FALSE(hkdf_sha256(random_secret(32), {}, core::bytes_of("use"), 8161));
}

TEST(Crypto, derives_other_keys_for_other_uses)
{
    const auto secret = random_secret(32);
    const auto a = hkdf_sha256(secret, core::bytes_of("salt"), core::bytes_of("a"), 32);
    EXPECT_EQ(a.value(), hkdf_sha256(secret, core::bytes_of("salt"), core::bytes_of("a"), 32).value());
    EXPECT_NE(a.value(), hkdf_sha256(secret, core::bytes_of("salt"), core::bytes_of("b"), 32).value());
}

} // namespace
} // namespace casustafel::seal
