#include "seal/forger.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace casustafel::seal {
namespace {

using nlohmann::json;

/// Each test spoils one thing of an envelope that would be opened.
class JweRefusal : public ::testing::Test {
protected:
    std::string judge_text(std::string_view jwe) const
    {
        return refusal(open(jwe, MessageType::minutes, parties.operational, trusted));
    }
    std::string judge(const json& jwe) const { return judge_text(jwe.dump()); }
    std::string judge(const Forgery& forgery) const { return judge(forge_jwe(forgery)); }
    /// The sentence for an envelope that is encrypted rightly under another protected header.
    std::string judge_header(const std::string& header) const
    {
        Forgery forgery = good_minutes(parties);
        forgery.header = header;
        return judge(forgery);
    }
    /// The protected header with another or a further member.
    std::string judge_header(const char* name, const json& value) const
    {
        json header = json::parse(good_minutes(parties).header);
        header[name] = value;
        return judge_header(header.dump());
    }
    std::string judge_without_header(const char* name) const
    {
        json header = json::parse(good_minutes(parties).header);
        header.erase(name);
        return judge_header(header.dump());
    }
    /// The sentence for another ephemeral key of the first recipient, whose envelope the test opens.
    std::string judge_epk(const json& other) const
    {
        json jwe = good;
        jwe["recipients"][0]["header"]["epk"] = other;
        return judge(jwe);
    }

    const Parties parties;
    const std::vector<Signer> trusted = parties.device_signers();
    const json good = forge_jwe(good_minutes(parties));
    const json epk = good["recipients"][0]["header"]["epk"];
};

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

TEST_F(JweRefusal, a_header_member_that_is_missing_or_of_another_type)
{
    for (const char* name : {"alg", "enc", "typ", "cty"}) {
        EXPECT_EQ(judge_without_header(name), std::string{"JWE: wrong "} + name);
        EXPECT_EQ(judge_header(name, 1), std::string{"JWE: wrong "} + name);
    }
    EXPECT_EQ(judge_header("typ", "casustafel-package+jwe"), "JWE: wrong typ");
    EXPECT_EQ(judge_header("typ", "casustafel-minutes+jws"), "JWE: wrong typ");
    EXPECT_EQ(judge_header("cty", "casustafel-package+jws"), "JWE: wrong cty");
    EXPECT_EQ(judge_header("cty", "casustafel-receipt+jws"), "JWE: wrong cty");
}

TEST_F(JweRefusal, an_envelope_of_one_type_opened_as_another)
{
    EXPECT_EQ(refusal(open(good.dump(), MessageType::package, parties.operational, trusted)), "JWE: wrong cty");
    for (const MessageType type : {MessageType::receipt, MessageType::keys, MessageType::order})
        EXPECT_EQ(refusal(open(good.dump(), type, parties.operational, trusted)),
                  "JWE: messages of this type are only signed");
}

TEST_F(JweRefusal, a_message_of_another_type_inside)
{
    Forgery forgery = good_minutes(parties);
    Frame frame = minutes_frame();
    frame.aud = sorted_kids(forgery.recipients);
    forgery.plain = sign(parties.device, MessageType::receipt, frame).value();
    EXPECT_EQ(judge(forgery), "JWS: wrong typ");
    forgery.plain = "not signed at all";
    EXPECT_EQ(judge(forgery), "JWS: not three parts");
    forgery.plain = "";
    EXPECT_EQ(judge(forgery), "JWS: not three parts");
}

TEST_F(JweRefusal, a_message_inside_by_an_unknown_signer)
{
    Forgery forgery = good_minutes(parties);
    Frame frame = minutes_frame();
    frame.aud = sorted_kids(forgery.recipients);
    forgery.plain = sign(signing_key("attacker"), MessageType::minutes, frame).value();
    EXPECT_EQ(judge(forgery), "JWS: signed by an unknown key");
}

TEST_F(JweRefusal, an_envelope_for_somebody_else)
{
    const auto opened = open(good.dump(), MessageType::minutes, parties.device_opens, trusted);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error(), (core::Error{core::Errc::denied, "JWE: not sealed to this key"}));
}

TEST_F(JweRefusal, a_message_sealed_anew_by_one_of_its_readers_for_a_third_party)
{
    Forgery forgery = good_minutes(parties);
    forgery.recipients = {decryption_key("third").public_key(), decryption_key("fourth").public_key()};
    const auto judged = open(forge_jwe(forgery).dump(), MessageType::minutes, decryption_key("third"), trusted);
    EXPECT_EQ(refusal(judged), "JWE: aud is not the list of recipients");
}

TEST_F(JweRefusal, an_ephemeral_key_that_is_a_recipients_own_or_used_twice)
{
    EXPECT_EQ(judge_epk(parties.operational.public_key().jwk()), "JWE: an ephemeral key is used twice");
    EXPECT_EQ(judge_epk(parties.recovery.public_key().jwk()), "JWE: an ephemeral key is used twice");
    EXPECT_EQ(judge_epk(good["recipients"][1]["header"]["epk"]), "JWE: an ephemeral key is used twice");
}

TEST_F(JweRefusal, a_shared_secret_of_zero)
{
    // The point with x = 0 is on P-256; times the scalar 1 it gives a shared secret of zero.
    core::Bytes one(32);
    one.back() = 1;
    const auto own = DecryptionKey::from_scalar(one).value();
    Forgery forgery = good_minutes(parties);
    forgery.recipients[0] = own.public_key();
    json jwe = forge_jwe(forgery);
    jwe["recipients"][0]["header"]["epk"]["x"] = protocol::to_base64url(core::Bytes(32));
    jwe["recipients"][0]["header"]["epk"]["y"] = "ZkhceA4vg9ckM71dhKBrtlQcKvMdrocXKL-FahdPk_Q";
    EXPECT_EQ(refusal(open(jwe.dump(), MessageType::minutes, own, trusted)), "ECDH: the result is zero");
}

TEST_F(JweRefusal, a_wrapped_key_of_zeros_or_of_another_size_or_wrapped_for_another_algorithm)
{
    json spoiled = good;
    spoiled["recipients"][0]["encrypted_key"] = protocol::to_base64url(core::Bytes(40));
    EXPECT_EQ(judge(spoiled), "JWE: the content key does not unwrap");
    Forgery forgery = good_minutes(parties);
    forgery.content_key = random_secret(16); // A128GCM's, under A256GCM
    EXPECT_EQ(judge(forgery), "JWE: wrong size of encrypted_key");
    forgery = good_minutes(parties);
    forgery.wrapping_alg = "ECDH-ES+A128KW";
    EXPECT_EQ(judge(forgery), "JWE: the content key does not unwrap");
    forgery = good_minutes(parties);
    forgery.content_key = SecretBytes(32);
    EXPECT_EQ(judge(forgery), "JWE: the content key is zero");
}

TEST_F(JweRefusal, a_recipient_of_any_other_form)
{
    const auto judge_recipient = [&](const auto& spoil) {
        json spoiled = good;
        spoil(spoiled["recipients"][0]);
        return judge(spoiled);
    };
    EXPECT_EQ(judge_recipient([](json& r) { r = "text"; }), "JWE: a recipient is not an object");
    EXPECT_EQ(judge_recipient([](json& r) { r.erase("header"); }), "JWE: no header");
    EXPECT_EQ(judge_recipient([](json& r) { r.erase("encrypted_key"); }), "JWE: no encrypted_key");
    EXPECT_EQ(judge_recipient([](json& r) { r["encrypted_key"] = 1; }), "JWE: wrong encrypted_key");
    EXPECT_EQ(judge_recipient([](json& r) { r["x"] = 1; }), "JWE: a recipient has a member too many");
    EXPECT_EQ(judge_recipient([](json& r) { r["header"]["kid"] = "short"; }), "JWE: wrong kid");
    EXPECT_EQ(judge_recipient([](json& r) { r["header"]["kid"] = 1; }), "JWE: wrong kid");
    EXPECT_EQ(judge_recipient([](json& r) { r["header"]["epk"] = "x"; }), "JWE: epk: JWK: not an object");
    EXPECT_EQ(judge_recipient([](json& r) { r["header"]["apu"] = "QQ"; }),
              "JWE: a recipient's header is not kid and epk");
    EXPECT_EQ(judge_recipient([](json& r) { r["header"] = json::array({1, 2}); }),
              "JWE: a recipient's header is not kid and epk");
}

TEST_F(JweRefusal, no_recipient_the_same_twice_and_more_than_eight)
{
    json spoiled = good;
    spoiled["recipients"] = json::array();
    EXPECT_EQ(judge(spoiled), "JWE: a recipient is missing");
    spoiled["recipients"] = json::object();
    EXPECT_EQ(judge(spoiled), "JWE: wrong recipients");
    spoiled["recipients"] = json::array({good["recipients"][0], good["recipients"][0]});
    EXPECT_EQ(judge(spoiled), "JWE: a recipient stands twice");
    spoiled["recipients"] = json(9, good["recipients"][0]);
    EXPECT_EQ(judge(spoiled), "JWE: more than 8 recipients");
}

TEST_F(JweRefusal, the_flattened_and_compact_serializations)
{
    json flattened = good;
    flattened["header"] = good["recipients"][0]["header"];
    flattened["encrypted_key"] = good["recipients"][0]["encrypted_key"];
    flattened.erase("recipients");
    EXPECT_EQ(judge(flattened), "JWE: no recipients");
    EXPECT_TRUE(judge_text("eyJhbGciOiJub25lIn0..AAAA.AAAA.AAAA").starts_with("JWE: JSON: "));
}

TEST_F(JweRefusal, base64url_that_is_not_canonical)
{
    for (const char* name : {"protected", "iv", "ciphertext", "tag"}) {
        for (const char* tail : {"=", "\n", " ", "+"}) {
            json spoiled = good;
            spoiled[name] = good[name].get<std::string>() + tail;
            EXPECT_NE(judge(spoiled), "accepted") << name;
        }
        json spoiled = good;
        spoiled[name] = 1;
        EXPECT_EQ(judge(spoiled), std::string{"JWE: wrong "} + name);
        spoiled.erase(name);
        EXPECT_EQ(judge(spoiled), std::string{"JWE: no "} + name);
    }
    // The tag's 16 bytes leave four unused bits in its last character.
    json spoiled = good;
    std::string tag = good["tag"];
    tag.back() = static_cast<char>(tag.back() + 1);
    spoiled["tag"] = tag;
    EXPECT_EQ(judge(spoiled), "JWE: tag: base64url: unused bits are set");
}

TEST_F(JweRefusal, an_envelope_above_8_mib_and_a_header_above_2_kib)
{
    const std::string text = good.dump();
    EXPECT_EQ(judge_text(text + std::string(largest_message - text.size(), ' ')), "accepted");
    EXPECT_EQ(judge_text(text + std::string(largest_message - text.size() + 1, ' ')), "JWE: larger than 8 MiB");
    EXPECT_EQ(judge_header("typ", std::string(2048, 'x')), "JWE: header larger than 2 KiB");
    json spoiled = good;
    spoiled["protected"] = std::string(4U << 20, 'A');
    EXPECT_EQ(judge(spoiled), "JWE: header larger than 2 KiB");
}

TEST_F(JweRefusal, anything_that_is_not_strict_json)
{
    const std::string text = good.dump();
    EXPECT_TRUE(judge_text(text + "x").starts_with("JWE: JSON: not valid JSON"));
    EXPECT_TRUE(judge_text("\xEF\xBB\xBF" + text).starts_with("JWE: JSON: byte order mark"));
    EXPECT_TRUE(judge_text(text + std::string(1, '\0')).starts_with("JWE: JSON: zero byte"));
    EXPECT_TRUE(judge_text(std::string(10'000, '[')).starts_with("JWE: JSON: nested too deeply"));
    EXPECT_EQ(judge_text("[]"), "JWE: not an object");
    EXPECT_EQ(judge_text("{}"), "JWE: no protected");
    EXPECT_TRUE(judge_text("").starts_with("JWE: JSON: not valid JSON"));
}

TEST_F(JweRefusal, any_bit_flipped_at_any_place_of_an_envelope)
{
    Forgery forgery = good_minutes(parties);
    forgery.type = MessageType::package;
    forgery.header =
        R"({"alg":"ECDH-ES+A256KW","cty":"casustafel-package+jws","enc":"A256GCM","typ":"casustafel-package+jwe"})";
    forgery.recipients = parties.package_recipients();
    Frame frame = package_frame();
    frame.aud = sorted_kids(forgery.recipients);
    forgery.plain = sign(parties.desk, MessageType::package, frame).value();
    const std::string text = forge_jwe(forgery).dump();
    const auto judge_package = [&](const std::string& spoiled) {
        return refusal(open(spoiled, MessageType::package, parties.device_opens, parties.desk_signers()));
    };
    ASSERT_EQ(judge_package(text), "accepted");
    for (std::size_t i = 0; i < text.size(); ++i)
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string spoiled = text;
            spoiled[i] = static_cast<char>(static_cast<unsigned char>(spoiled[i]) ^ (1U << bit));
            EXPECT_NE(judge_package(spoiled), "accepted") << "byte " << i << " bit " << bit;
        }
    for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_NE(judge_package(text.substr(0, size)), "accepted") << size;
}

} // namespace
} // namespace casustafel::seal
