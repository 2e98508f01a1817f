#include "protocol/base64url.h"
#include "seal/crypto.h"
#include "seal/keys.h"
#include "vectors/hex.h"

#include <gtest/gtest.h>

#include <algorithm>

// The examples of the JOSE documents that use our algorithms. Our own message forms are stricter than these documents,
// so the examples go through the primitives underneath.

namespace casustafel::vectors {
namespace {

using protocol::from_base64url;
using protocol::to_base64url;

seal::PublicKey key(const char* x, const char* y)
{
    return seal::PublicKey::from_jwk({{"kty", "EC"}, {"crv", "P-256"}, {"x", x}, {"y", y}}).value();
}

core::Bytes scalar(const char* d)
{
    return from_base64url(d).value();
}

seal::P256Signature signature(std::string_view text)
{
    const auto bytes = from_base64url(text).value();
    seal::P256Signature value{};
    EXPECT_EQ(bytes.size(), value.size());
    std::ranges::copy_n(bytes.begin(), 64, value.begin());
    return value;
}

/// RFC 7515 appendix A.3: a JWS with ES256.
struct Es256Example {
    seal::PublicKey verifies =
        key("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    core::Bytes signs = scalar("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");
    std::string signed_part =
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const char* signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
};

TEST(Rfc7515, the_es256_example_of_appendix_a_3_verifies)
{
    const Es256Example example;
    EXPECT_EQ(seal::p256_public(example.signs).value(), example.verifies.point());
    EXPECT_TRUE(
        seal::p256_verify(example.verifies.point(), core::bytes_of(example.signed_part), signature(example.signature)));
    EXPECT_FALSE(seal::p256_verify(example.verifies.point(), core::bytes_of(example.signed_part + "A"),
                                   signature(example.signature)));
}

TEST(Rfc7515, the_example_s_header_and_payload_are_canonical_base64url)
{
    const Es256Example example;
    const auto dot = example.signed_part.find('.');
    EXPECT_EQ(core::text_of(from_base64url(example.signed_part.substr(0, dot)).value()), R"({"alg":"ES256"})");
    EXPECT_EQ(core::text_of(from_base64url(example.signed_part.substr(dot + 1)).value()),
              "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}");
}

TEST(Rfc7515, our_signature_of_the_example_verifies_with_its_key)
{
    const Es256Example example;
    const auto made = seal::p256_sign(example.signs, core::bytes_of(example.signed_part)).value();
    EXPECT_TRUE(seal::p256_verify(example.verifies.point(), core::bytes_of(example.signed_part), made));
    EXPECT_EQ(made, seal::p256_sign(example.signs, core::bytes_of(example.signed_part)).value())
        << "RFC 6979: no randomness";
}

TEST(Rfc7515, the_example_of_appendix_c_is_written_without_padding)
{
    EXPECT_EQ(to_base64url(core::Bytes{3, 236, 255, 224, 193}), "A-z_4ME");
}

TEST(Rfc7517, the_public_key_of_appendix_a_1_is_read_without_its_further_members)
{
    EXPECT_TRUE(seal::PublicKey::from_jwk({{"kty", "EC"},
                                           {"crv", "P-256"},
                                           {"x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"},
                                           {"y", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}}));
}

TEST(Rfc7518, the_ecdh_es_example_of_appendix_c_gives_its_key_on_both_sides)
{
    const auto alice = scalar("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
    const auto alice_open =
        key("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps");
    const auto bob = scalar("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw");
    const auto bob_open =
        key("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ", "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck");
    EXPECT_EQ(seal::p256_public(alice).value(), alice_open.point());
    EXPECT_EQ(seal::p256_public(bob).value(), bob_open.point());

    const auto shared = seal::p256_agree(alice, bob_open.point()).value();
    EXPECT_EQ(shared, seal::p256_agree(bob, alice_open.point()).value());
    EXPECT_EQ(core::to_hex(shared), "9e56d91d817135d372834283bf84269cfb316ea3da806a48f6daa7798cfe90c4");
    EXPECT_EQ(to_base64url(seal::concat_kdf(shared, "A128GCM", core::bytes_of("Alice"), core::bytes_of("Bob"), 16)),
              "VqqN6vgjbSBcIijNcacQGg");
}

TEST(Rfc7520, the_key_agreement_of_section_5_5_gives_its_content_key)
{
    // Its recipient is on P-256 and there is no apu and apv, as in our profile.
    const auto recipient = scalar("r_kHyZ-a06rmxM3yESK84r1otSg-aQcVStkRhA-iCM8");
    EXPECT_EQ(
        seal::p256_public(recipient).value(),
        key("Ze2loSV3wrroKUN_4zhwGhCqo3Xhu1td4QjeQ5wIVR0", "HlLtdXARY_f55A3fnzQbPcm6hgr34Mp8p-nuzQCE0Zw").point());
    const auto ephemeral =
        key("mPUKT_bAWGHIhg0TpjjqVsP1rXWQu_vwVOHHtNkdYoA", "8BQAsImGeAS46fyWw5MhYfGTT0IjBpFw2SS34Dv4Irs");
    const auto shared = seal::p256_agree(recipient, ephemeral.point()).value();
    EXPECT_EQ(to_base64url(seal::concat_kdf(shared, "A128CBC-HS256", {}, {}, 32)),
              "hzHdlfQIAEehb8Hrd_mFRhKsKLEzPfshfXs9l6areCc");
}

} // namespace
} // namespace casustafel::vectors
