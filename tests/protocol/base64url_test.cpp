#include "protocol/base64url.h"

#include <gtest/gtest.h>

namespace casustafel::protocol {
namespace {

core::Bytes bytes(std::string_view text)
{
    const auto view = core::bytes_of(text);
    return {view.begin(), view.end()};
}

TEST(Base64url, writes_the_examples_of_rfc_4648_without_padding)
{
    EXPECT_EQ(to_base64url(bytes("")), "");
    EXPECT_EQ(to_base64url(bytes("f")), "Zg");
    EXPECT_EQ(to_base64url(bytes("fo")), "Zm8");
    EXPECT_EQ(to_base64url(bytes("foo")), "Zm9v");
    EXPECT_EQ(to_base64url(bytes("foob")), "Zm9vYg");
    EXPECT_EQ(to_base64url(bytes("fooba")), "Zm9vYmE");
    EXPECT_EQ(to_base64url(bytes("foobar")), "Zm9vYmFy");
    EXPECT_EQ(to_base64url(core::Bytes{0xfb, 0xff, 0xfe}), "-__-");
}

TEST(Base64url, reads_back_every_length_and_every_byte)
{
    core::Bytes all;
    for (int i = 0; i < 256; ++i) {
        all.push_back(static_cast<std::uint8_t>(i * 7));
        const std::string text = to_base64url(all);
        EXPECT_EQ(text.size(), base64url_size(all.size()));
        EXPECT_EQ(from_base64url(text), all);
    }
}

TEST(Base64url, refuses_padding)
{
    EXPECT_FALSE(from_base64url("Zg=="));
    EXPECT_FALSE(from_base64url("Zm8="));
}

TEST(Base64url, refuses_white_space_and_foreign_characters_and_says_where)
{
    for (const char* text : {"Zm9v\n", " Zm9v", "Zm 9v", "Zm9+", "Zm9/", "Zm9\xC3\xA9"})
        EXPECT_FALSE(from_base64url(text));
    EXPECT_EQ(from_base64url("Zm+v").error(), (core::Error{core::Errc::corrupt, "base64url: foreign character at 2"}));
}

TEST(Base64url, refuses_unused_bits_that_are_set)
{
    EXPECT_TRUE(from_base64url("Zg"));
    EXPECT_FALSE(from_base64url("Zh"));
    EXPECT_TRUE(from_base64url("Zm8"));
    EXPECT_FALSE(from_base64url("Zm9"));
}

TEST(Base64url, refuses_a_length_that_no_bytes_have)
{
    EXPECT_FALSE(from_base64url("Z"));
    EXPECT_FALSE(from_base64url("Zm9vY"));
}

} // namespace
} // namespace casustafel::protocol
