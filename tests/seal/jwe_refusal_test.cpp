// The cases N12 to N25: what public tools are known to accept wrongly.

#include "seal/jwe_refusal.h"

namespace casustafel::seal {
namespace {

using nlohmann::json;

TEST_F(JweRefusal, the_envelope_is_opened_as_long_as_it_is_not_spoiled)
{
    EXPECT_EQ(judge(good), "accepted");
    EXPECT_EQ(judge_text(good.dump(2)), "accepted") << "JSON's white space is allowed";
}

TEST_F(JweRefusal, n12_a_tag_that_was_changed_shortened_or_left_out)
{
    const auto tag = protocol::from_base64url(good["tag"].get<std::string>()).value();
    json spoiled = good;
    core::Bytes flipped = tag;
    flipped[0] ^= 1;
    spoiled["tag"] = protocol::to_base64url(flipped);
    EXPECT_EQ(judge(spoiled), "JWE: does not decrypt");
    for (const std::size_t size : {0U, 4U, 8U, 12U, 15U}) {
        spoiled["tag"] = protocol::to_base64url(core::ByteView{tag}.first(size));
        EXPECT_EQ(judge(spoiled), "JWE: wrong size of tag");
    }
    spoiled.erase("tag");
    EXPECT_EQ(judge(spoiled), "JWE: no tag");
}

TEST_F(JweRefusal, n13_a_protected_header_that_was_written_anew)
{
    json spoiled = good;
    spoiled["protected"] = encoded(
        R"({"enc":"A256GCM","alg":"ECDH-ES+A256KW","cty":"casustafel-minutes+jws","typ":"casustafel-minutes+jwe"})");
    EXPECT_EQ(judge(spoiled), "JWE: does not decrypt");
}

TEST_F(JweRefusal, n14_crit_wherever_it_stands)
{
    EXPECT_EQ(judge_header("crit", json{"unknown"}), "JWE: a header member too many");
    EXPECT_EQ(judge_header("crit", json::array()), "JWE: a header member too many");
    json spoiled = good;
    spoiled["unprotected"] = {{"crit", {"unknown"}}};
    EXPECT_EQ(judge(spoiled), "JWE: a member too many");
    spoiled = good;
    spoiled["recipients"][0]["header"]["crit"] = {"unknown"};
    EXPECT_EQ(judge(spoiled), "JWE: a recipient's header is not kid and epk");
}

TEST_F(JweRefusal, n15_an_ephemeral_key_off_the_curve_or_on_another)
{
    const std::string zero = protocol::to_base64url(core::Bytes(32));
    json spoiled = epk;
    spoiled["y"] = spoiled["x"];
    EXPECT_EQ(judge_epk(spoiled), "JWE: epk: JWK: the point is not on P-256");
    spoiled["x"] = spoiled["y"] = zero;
    EXPECT_EQ(judge_epk(spoiled), "JWE: epk: JWK: the point is not on P-256");
    for (const char* curve : {"P-384", "P-521", "secp256k1", "X25519", "p-256", ""}) {
        spoiled = epk;
        spoiled["crv"] = curve;
        EXPECT_EQ(judge_epk(spoiled), "JWE: epk: JWK: crv is not P-256");
    }
    spoiled = epk;
    spoiled["kty"] = "OKP";
    EXPECT_EQ(judge_epk(spoiled), "JWE: epk: JWK: kty is not EC");
    spoiled = epk;
    spoiled["x"] = protocol::to_base64url(core::Bytes(31, 1));
    EXPECT_EQ(judge_epk(spoiled), "JWE: epk: JWK: x has not 32 bytes");
}

TEST_F(JweRefusal, n16_a_coordinate_with_a_zero_byte_in_front)
{
    core::Bytes padded{0};
    const auto x = protocol::from_base64url(epk["x"].get<std::string>()).value();
    padded.insert(padded.end(), x.begin(), x.end());
    json spoiled = epk;
    spoiled["x"] = protocol::to_base64url(padded);
    EXPECT_EQ(judge_epk(spoiled), "JWE: epk: JWK: x has not 32 bytes");
}

TEST_F(JweRefusal, n17_an_ephemeral_key_with_its_private_part_or_anything_else)
{
    for (const char* name : {"d", "kid", "use", "__proto__"}) {
        json spoiled = epk;
        spoiled[name] = protocol::to_base64url(core::Bytes(32, 1));
        EXPECT_EQ(judge_epk(spoiled), "JWE: epk: JWK: a member too many") << name;
    }
}

TEST_F(JweRefusal, n18_a_nonce_of_another_size)
{
    for (const std::size_t size : {0U, 8U, 16U}) {
        json spoiled = good;
        spoiled["iv"] = protocol::to_base64url(core::Bytes(size, 7));
        EXPECT_EQ(judge(spoiled), "JWE: wrong size of iv");
    }
}

TEST_F(JweRefusal, n19_n20_an_algorithm_in_a_recipients_header)
{
    for (const char* alg : {"ECDH-ES+A256KW", "dir", "ECDH-ES"}) {
        json spoiled = good;
        spoiled["recipients"][0]["header"]["alg"] = alg;
        EXPECT_EQ(judge(spoiled), "JWE: a recipient's header is not kid and epk");
        spoiled["recipients"][0]["header"].erase("epk");
        EXPECT_EQ(judge(spoiled), "JWE: no epk");
    }
    EXPECT_EQ(judge_header("kid", parties.operational.public_key().kid()), "JWE: a header member too many");
    EXPECT_EQ(judge_header("epk", epk), "JWE: a header member too many");
}

TEST_F(JweRefusal, n21_a_recipient_that_was_stripped_added_or_exchanged)
{
    const PublicKey third = decryption_key("third").public_key();
    Forgery forgery = good_minutes(parties);
    forgery.recipients.push_back(third);
    json three = forge_jwe(forgery); // aud still names two
    EXPECT_EQ(judge(three), "JWE: aud is not the list of recipients");
    forgery.recipients.erase(forgery.recipients.begin() + 1);
    EXPECT_EQ(judge(forgery), "JWE: aud is not the list of recipients");

    forgery = good_minutes(parties);
    Frame frame = minutes_frame();
    auto all = forgery.recipients;
    all.push_back(third);
    frame.aud = sorted_kids(all); // signed for three, and the third was taken away on the way
    forgery.plain = sign(parties.device, MessageType::minutes, frame).value();
    EXPECT_EQ(judge(forgery), "JWE: aud is not the list of recipients");

    json one = good;
    one["recipients"].erase(1);
    EXPECT_EQ(judge(one), "JWE: a recipient is missing") << "minutes have two at least";
}

TEST_F(JweRefusal, n21_members_that_nobody_protects)
{
    for (const char* name : {"unprotected", "aad", "header", "encrypted_key", "x", "__proto__"}) {
        json spoiled = good;
        spoiled[name] = json::object();
        EXPECT_EQ(judge(spoiled), "JWE: a member too many") << name;
    }
}

TEST_F(JweRefusal, n22_the_same_name_twice_on_any_level)
{
    const std::string rest = R"("cty":"casustafel-minutes+jws","typ":"casustafel-minutes+jwe"})";
    EXPECT_TRUE(judge_header(R"({"alg":"ECDH-ES+A256KW","enc":"A128GCM","enc":"A256GCM",)" + rest)
                    .starts_with("JWE: header: JSON: a name stands twice"));
    const std::string text = good.dump();
    EXPECT_TRUE(
        judge_text(R"({"iv":"AAAAAAAAAAAAAAAA",)" + text.substr(1)).starts_with("JWE: JSON: a name stands twice"));
    std::string inside = text;
    inside.insert(inside.find("\"kid\""), R"("kid":"x",)");
    EXPECT_TRUE(judge_text(inside).starts_with("JWE: JSON: a name stands twice"));
}

TEST_F(JweRefusal, n23_n24_any_compression)
{
    EXPECT_EQ(judge_header("zip", "DEF"), "JWE: a header member too many");
    EXPECT_EQ(judge_header("zip", ""), "JWE: a header member too many");
}

TEST_F(JweRefusal, n25_every_other_way_to_agree_or_encrypt)
{
    for (const char* alg :
         {"PBES2-HS512+A256KW", "ECDH-ES", "ECDH-ES+A128KW", "dir", "A256KW", "RSA-OAEP", "RSA1_5", "none", ""})
        EXPECT_EQ(judge_header("alg", alg), "JWE: wrong alg") << alg;
    for (const char* enc : {"A128GCM", "A256CBC-HS512", "A192GCM", "none", ""})
        EXPECT_EQ(judge_header("enc", enc), "JWE: wrong enc") << enc;
    for (const char* name : {"p2c", "p2s", "apu", "apv", "jwk", "jku", "x5c", "b64", "iv", "tag"})
        EXPECT_EQ(judge_header(name, 1), "JWE: a header member too many") << name;
}

} // namespace
} // namespace casustafel::seal
