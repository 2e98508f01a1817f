// What the profile doesn't allow beyond the known attacks.

#include "seal/jwe_refusal.h"

namespace casustafel::seal {
namespace {

using nlohmann::json;

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
    for (const MessageType type : {MessageType::receipt, MessageType::keys, MessageType::order, MessageType::log_head})
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

TEST_F(JweRefusal, a_bit_flipped_at_any_place_of_an_envelope)
{
    Forgery forgery = good_minutes(parties);
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
        for (const std::size_t bit : {std::size_t{0}, 1 + i % 7}) {
            std::string spoiled = text;
            spoiled[i] = static_cast<char>(static_cast<unsigned char>(spoiled[i]) ^ (1U << bit));
            EXPECT_NE(judge_package(spoiled), "accepted") << "byte " << i << " bit " << bit;
        }
    for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_NE(judge_package(text.substr(0, size)), "accepted") << size;
}

} // namespace
} // namespace casustafel::seal
