#include "seal/parties.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace casustafel::seal {
namespace {

using nlohmann::json;

const json good_jwk = {{"kty", "EC"},
                       {"crv", "P-256"},
                       {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                       {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}};

std::string judge(const json& jwk)
{
    return refusal(PublicKey::from_jwk(jwk));
}

TEST(Keys, a_public_key_is_the_same_after_going_through_its_jwk)
{
    const auto key = signing_key("a").public_key();
    EXPECT_EQ(PublicKey::from_jwk_text(key.jwk_text()).value(), key);
    EXPECT_EQ(PublicKey::from_point(key.point()).value(), key);
    EXPECT_NE(signing_key("b").public_key(), key);
}

TEST(Keys, the_kid_is_the_thumbprint_of_rfc_7638)
{
    // Computed by two independent programs for the key of RFC 7515 appendix A.3; see tests/interop.
    EXPECT_EQ(PublicKey::from_jwk(good_jwk)->kid(), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
}

TEST(Keys, a_jwk_with_any_other_member_is_refused_above_all_the_private_one)
{
    EXPECT_EQ(judge(good_jwk), "accepted");
    for (const char* name : {"d", "kid", "use", "alg", "key_ops", "x5c", "__proto__"}) {
        json jwk = good_jwk;
        jwk[name] = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";
        EXPECT_EQ(judge(jwk), "JWK: a member too many") << name;
    }
}

TEST(Keys, a_jwk_of_another_kind_or_curve_is_refused)
{
    const auto with = [](const char* name, const json& value) {
        json jwk = good_jwk;
        jwk[name] = value;
        return judge(jwk);
    };
    EXPECT_EQ(with("kty", "oct"), "JWK: kty is not EC");
    EXPECT_EQ(with("kty", 1), "JWK: kty is not EC");
    EXPECT_EQ(with("crv", "P-384"), "JWK: crv is not P-256");
    EXPECT_EQ(with("x", 1), "JWK: no x");
    EXPECT_EQ(with("y", "AA"), "JWK: y has not 32 bytes");
    EXPECT_EQ(with("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a1"), "JWK: y: base64url: unused bits are set");
    EXPECT_EQ(with("y", good_jwk["x"]), "JWK: the point is not on P-256");
    for (const char* name : {"kty", "crv", "x", "y"}) {
        json jwk = good_jwk;
        jwk.erase(name);
        EXPECT_NE(judge(jwk), "accepted") << name;
    }
    EXPECT_EQ(judge(json::array()), "JWK: not an object");
}

TEST(Keys, a_jwk_text_is_read_strictly)
{
    std::string text = good_jwk.dump();
    EXPECT_TRUE(PublicKey::from_jwk_text(text));
    EXPECT_FALSE(PublicKey::from_jwk_text(text + "x"));
    EXPECT_FALSE(PublicKey::from_jwk_text(R"({"crv":"P-256",)" + text.substr(1))) << "crv stands twice";
    EXPECT_FALSE(PublicKey::from_jwk_text(text + std::string(3000, ' ')));
}

TEST(Keys, coordinates_of_the_field_size_or_above_are_refused)
{
    P256Point point{};
    point.fill(0xff);
    EXPECT_FALSE(PublicKey::from_point(point));
    EXPECT_FALSE(PublicKey::from_point(P256Point{}));
}

TEST(Keys, generated_keys_differ_and_come_back_from_their_scalar)
{
    const auto signs = SigningKey::generate().value();
    EXPECT_NE(signs.public_key(), SigningKey::generate()->public_key());
    EXPECT_EQ(SigningKey::from_scalar(signs.scalar())->public_key(), signs.public_key());
    const auto opens = DecryptionKey::generate().value();
    EXPECT_EQ(DecryptionKey::from_scalar(opens.scalar())->public_key(), opens.public_key());
}

TEST(Keys, scalars_outside_the_curves_order_are_refused)
{
    core::Bytes scalar(32);
    EXPECT_FALSE(SigningKey::from_scalar(scalar)) << "zero";
    scalar.back() = 1;
    EXPECT_TRUE(SigningKey::from_scalar(scalar));
    scalar.assign(32, 0xff);
    EXPECT_FALSE(DecryptionKey::from_scalar(scalar)) << "above the order";
    EXPECT_FALSE(SigningKey::from_scalar(core::Bytes(31, 1)));
    EXPECT_FALSE(DecryptionKey::from_scalar(core::Bytes(33, 1)));
}

TEST(Keys, private_keys_are_moved_and_never_copied_and_their_uses_do_not_mix)
{
    static_assert(!std::is_copy_constructible_v<SigningKey> && std::is_nothrow_move_constructible_v<SigningKey>);
    static_assert(!std::is_copy_constructible_v<DecryptionKey>);
    static_assert(!std::is_convertible_v<SigningKey, DecryptionKey> &&
                  !std::is_convertible_v<DecryptionKey, SigningKey>);
    SigningKey first = signing_key("a");
    const SigningKey second = std::move(first);
    EXPECT_EQ(second.public_key(), signing_key("a").public_key());
    EXPECT_TRUE(second.scalar().size() == 32);
}

TEST(Keys, a_kid_is_32_bytes_in_canonical_base64url)
{
    EXPECT_TRUE(is_kid(signing_key("a").public_key().kid()));
    EXPECT_FALSE(is_kid(""));
    EXPECT_FALSE(is_kid(std::string(43, 'B')));
    EXPECT_FALSE(is_kid(std::string(42, 'A')));
    EXPECT_FALSE(is_kid(std::string(44, 'A')));
}

} // namespace
} // namespace casustafel::seal
