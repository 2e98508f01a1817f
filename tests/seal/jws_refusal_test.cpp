#include "seal/forger.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace casustafel::seal {
namespace {

using nlohmann::json;

/// Each test spoils one thing of a message that would be accepted.
class JwsRefusal : public ::testing::Test {
protected:
    std::string judge(std::string_view jws) const { return refusal(verify(jws, MessageType::minutes, trusted)); }
    /// The sentence for a correctly signed message with another header.
    std::string judge_header(const json& other) const
    {
        return judge(forge_jws(parties.device, other.dump(), payload));
    }
    std::string judge_header_text(const std::string& text) const
    {
        return judge(forge_jws(parties.device, text, payload));
    }
    std::string judge_payload(const std::string& text) const
    {
        return judge(forge_jws(parties.device, header.dump(), text));
    }

    const Parties parties;
    const std::vector<Signer> trusted = parties.device_signers();
    const json header = jws_header(parties.device, MessageType::minutes);
    const std::string payload = write_payload(minutes_frame(), 0).value();
    const std::string good = forge_jws(parties.device, header.dump(), payload);
    const std::string kid = parties.device.public_key().kid();
};

TEST_F(JwsRefusal, the_message_is_accepted_as_long_as_it_is_not_spoiled)
{
    EXPECT_EQ(judge(good), "accepted");
    EXPECT_EQ(good, sign(parties.device, MessageType::minutes, minutes_frame()).value());
}

TEST_F(JwsRefusal, n1_algorithm_none_in_any_spelling)
{
    for (const char* alg : {"none", "NoNe", ""}) {
        json spoiled = header;
        spoiled["alg"] = alg;
        EXPECT_EQ(judge_header(spoiled), "JWS: wrong alg");
        EXPECT_EQ(judge(encoded(spoiled.dump()) + "." + encoded(payload) + "."), "JWS: wrong alg");
    }
    EXPECT_EQ(judge(encoded(header.dump()) + "." + encoded(payload) + "."), "JWS: a signature has 64 bytes");
}

TEST_F(JwsRefusal, n2_a_mac_keyed_with_the_public_key)
{
    for (const char* alg : {"HS256", "HS512", "RS256", "PS256", "ES384", "ES512", "ES256K", "EdDSA", "es256"}) {
        json spoiled = header;
        spoiled["alg"] = alg;
        EXPECT_EQ(judge_header(spoiled), "JWS: wrong alg") << alg;
    }
}

TEST_F(JwsRefusal, n3_a_signature_of_zeros_or_in_der)
{
    const std::string signed_part = good.substr(0, good.rfind('.') + 1);
    EXPECT_EQ(judge(signed_part + protocol::to_base64url(core::Bytes(64))), "JWS: the signature is wrong");

    const auto raw = protocol::from_base64url(good.substr(good.rfind('.') + 1)).value();
    core::Bytes der{0x30, 0x44, 0x02, 0x20};
    der.insert(der.end(), raw.begin(), raw.begin() + 32);
    der.insert(der.end(), {0x02, 0x20});
    der.insert(der.end(), raw.begin() + 32, raw.end());
    EXPECT_EQ(judge(signed_part + protocol::to_base64url(der)), "JWS: a signature has 64 bytes");
    core::Bytes long_one = raw;
    long_one.push_back(0);
    EXPECT_EQ(judge(signed_part + protocol::to_base64url(long_one)), "JWS: a signature has 64 bytes");
}

TEST_F(JwsRefusal, n4_n5_n6_any_crit_known_or_not_empty_or_not)
{
    for (const json& crit : {json{"unknown"}, json::array(), json{"exp"}, json{"b64"}, json("x")}) {
        json spoiled = header;
        spoiled["crit"] = crit;
        EXPECT_EQ(judge_header(spoiled), "JWS: a header member too many");
    }
}

TEST_F(JwsRefusal, n7_an_unencoded_payload)
{
    json spoiled = header;
    spoiled["b64"] = false;
    EXPECT_EQ(judge_header(spoiled), "JWS: a header member too many");
}

TEST_F(JwsRefusal, n8_a_key_that_the_message_brings_itself)
{
    const SigningKey attacker = signing_key("attacker");
    json spoiled = jws_header(attacker, MessageType::minutes);
    EXPECT_EQ(judge(forge_jws(attacker, spoiled.dump(), payload)), "JWS: signed by an unknown key");
    for (const char* name : {"jwk", "jku", "x5c", "x5u", "x5t", "x5t#S256"}) {
        spoiled = header;
        spoiled[name] = attacker.public_key().jwk();
        EXPECT_EQ(judge(forge_jws(attacker, spoiled.dump(), payload)), "JWS: a header member too many") << name;
    }
    EXPECT_EQ(judge(forge_jws(attacker, header.dump(), payload)), "JWS: the signature is wrong");
}

TEST_F(JwsRefusal, n9_the_same_name_twice_in_the_header_whichever_is_the_good_one)
{
    const std::string rest = R"("cty":"application/json","kid":")" + kid + R"(","typ":"casustafel-minutes+jws"})";
    EXPECT_TRUE(judge_header_text(R"({"alg":"none","alg":"ES256",)" + rest)
                    .starts_with("JWS: header: JSON: a name stands twice"));
    EXPECT_TRUE(judge_header_text(R"({"alg":"ES256","alg":"none",)" + rest)
                    .starts_with("JWS: header: JSON: a name stands twice"));
    EXPECT_TRUE(judge_header_text(R"({"alg":"ES256","\u0061lg":"ES256",)" + rest)
                    .starts_with("JWS: header: JSON: a name stands twice"));
}

TEST_F(JwsRefusal, n9c_a_payload_that_was_changed)
{
    const auto parts_end = good.find('.');
    std::string other = payload;
    other.replace(other.find("\"seq\":7"), 7, "\"seq\":8");
    EXPECT_EQ(judge(good.substr(0, parts_end + 1) + encoded(other) + good.substr(good.rfind('.'))),
              "JWS: the signature is wrong");
}

TEST_F(JwsRefusal, n10_n11_padding_and_white_space_around_or_inside)
{
    for (const std::string& spoiled :
         {good + "=", good + "==", good + "\n", " " + good, good + " ", "\xEF\xBB\xBF" + good})
        EXPECT_NE(judge(spoiled), "accepted");
    std::string inside = good;
    inside.insert(good.find('.') + 3, "\n");
    EXPECT_NE(judge(inside), "accepted");
    std::string padded = good;
    padded.insert(good.find('.'), "=");
    EXPECT_NE(judge(padded), "accepted");
}

TEST_F(JwsRefusal, unused_bits_of_the_last_character_that_are_set)
{
    // 64 bytes leave four unused bits in the last character; a lax reader ignores them.
    std::string spoiled = good;
    spoiled.back() = static_cast<char>(spoiled.back() + 1);
    EXPECT_EQ(judge(spoiled), "JWS: signature: base64url: unused bits are set");
}

TEST_F(JwsRefusal, other_numbers_of_parts_than_three)
{
    for (const std::string& spoiled : {std::string{}, std::string{"."}, std::string{".."}, good + ".", good + ".e30",
                                       "." + good, good.substr(0, good.rfind('.')), encoded("{}")})
        EXPECT_NE(judge(spoiled), "accepted");
}

TEST_F(JwsRefusal, the_json_serializations)
{
    const json flattened{{"protected", encoded(header.dump())},
                         {"payload", encoded(payload)},
                         {"signature", good.substr(good.rfind('.') + 1)}};
    EXPECT_EQ(judge(flattened.dump()), "JWS: not three parts");
}

TEST_F(JwsRefusal, a_header_member_that_is_missing_or_not_a_text)
{
    for (const char* name : {"alg", "cty", "kid", "typ"}) {
        json spoiled = header;
        spoiled.erase(name);
        EXPECT_EQ(judge_header(spoiled), std::string{"JWS: wrong "} + name);
        spoiled[name] = json::array({header[name]});
        EXPECT_EQ(judge_header(spoiled), std::string{"JWS: wrong "} + name);
        spoiled[name] = nullptr;
        EXPECT_EQ(judge_header(spoiled), std::string{"JWS: wrong "} + name);
    }
    EXPECT_EQ(judge_header(json::array()), "JWS: header is not an object");
    EXPECT_EQ(judge_header_text(""), "JWS: header: JSON: not valid JSON at byte 0");
}

TEST_F(JwsRefusal, a_message_of_one_type_used_as_another_in_any_direction)
{
    const std::vector types{MessageType::package, MessageType::minutes, MessageType::receipt,
                            MessageType::keys,    MessageType::order,   MessageType::log_head};
    for (const MessageType made : types)
        for (const MessageType used : types) {
            const auto jws = sign(parties.device, made, minutes_frame()).value();
            EXPECT_EQ(refusal(verify(jws, used, trusted)), made == used ? "accepted" : "JWS: wrong typ");
        }
    json spoiled = header;
    spoiled["typ"] = "JWT";
    EXPECT_EQ(judge_header(spoiled), "JWS: wrong typ");
    spoiled = header;
    spoiled["cty"] = "application/jwt";
    EXPECT_EQ(judge_header(spoiled), "JWS: wrong cty");
}

TEST_F(JwsRefusal, an_unknown_signer_and_one_of_another_house)
{
    EXPECT_EQ(refusal(verify(good, MessageType::minutes, {})), "JWS: signed by an unknown key");
    const SigningKey other = signing_key("device of zvh-elders");
    const auto foreign = sign(other, MessageType::minutes, minutes_frame()).value();
    EXPECT_EQ(judge(foreign), "JWS: signed by an unknown key");
}

TEST_F(JwsRefusal, a_signer_that_speaks_for_somebody_else)
{
    const std::vector<Signer> two{{"CT-0017", parties.device.public_key()},
                                  {"CT-0018", signing_key("CT-0018").public_key()}};
    const auto jws = sign(signing_key("CT-0018"), MessageType::minutes, minutes_frame()).value(); // iss is CT-0017
    const auto judged = verify(jws, MessageType::minutes, two);
    ASSERT_FALSE(judged);
    EXPECT_EQ(judged.error(), (core::Error{core::Errc::denied, "JWS: the key does not speak for this iss"}));
}

TEST_F(JwsRefusal, a_header_above_2_kib_also_one_of_16_mib)
{
    json spoiled = header;
    spoiled["kid"] = std::string(2048, 'A');
    EXPECT_EQ(judge_header(spoiled), "JWS: header larger than 2 KiB");
    EXPECT_EQ(judge(std::string(16U << 20, 'A') + ".e30.AAAA"), "JWS: larger than 8 MiB");
    EXPECT_EQ(judge(std::string(7U << 20, 'A') + ".e30.AAAA"), "JWS: header larger than 2 KiB");
}

TEST_F(JwsRefusal, a_payload_member_that_is_missing_wrong_or_too_many)
{
    const json frame = json::parse(payload);
    const auto with = [&](const char* name, const json& value) {
        json spoiled = frame;
        spoiled[name] = value;
        return judge_payload(protocol::canonical_json(spoiled));
    };
    for (const char* name : {"iss", "aud", "iat", "seq", "prev", "body", "pad"}) {
        json spoiled = frame;
        spoiled.erase(name);
        EXPECT_EQ(judge_payload(spoiled.dump()), std::string{"payload: no "} + name);
        EXPECT_EQ(with(name, nullptr), std::string{"payload: wrong "} + name);
        EXPECT_EQ(with(name, true), std::string{"payload: wrong "} + name);
    }
    EXPECT_EQ(with("iss", ""), "payload: wrong iss");
    EXPECT_EQ(with("iss", "CT 17"), "payload: wrong iss");
    EXPECT_EQ(with("iss", std::string(129, 'x')), "payload: wrong iss");
    EXPECT_EQ(with("iat", -1), "payload: wrong iat");
    EXPECT_EQ(with("iat", 1.5), "payload: wrong iat");
    EXPECT_EQ(with("seq", -1), "payload: wrong seq");
    EXPECT_EQ(with("seq", "7"), "payload: wrong seq");
    EXPECT_EQ(with("prev", "AAAA"), "payload: wrong prev");
    EXPECT_EQ(with("pad", "x"), "payload: wrong pad");
    EXPECT_EQ(with("pad", " \n"), "payload: wrong pad");
    EXPECT_EQ(with("body", "text"), "payload: wrong body");
    EXPECT_EQ(with("aud", kid), "payload: wrong aud");
    EXPECT_EQ(with("aud", {kid, kid}), "payload: wrong aud");
    EXPECT_EQ(with("aud", {"short"}), "payload: wrong aud");
    EXPECT_EQ(with("aud", {std::string(43, 'B')}), "payload: wrong aud") << "unused bits are set";
    EXPECT_EQ(with("aud", {1}), "payload: wrong aud");
    EXPECT_EQ(with("exp", 1), "payload: a member too many");
    EXPECT_EQ(with("__proto__", json::object()), "payload: a member too many");
}

TEST_F(JwsRefusal, an_aud_that_is_not_sorted)
{
    std::vector<std::string> kids = sorted_kids(parties.minutes_recipients());
    std::ranges::reverse(kids);
    json spoiled = json::parse(payload);
    spoiled["aud"] = kids;
    EXPECT_EQ(judge_payload(spoiled.dump()), "payload: wrong aud");
}

TEST_F(JwsRefusal, a_payload_that_is_not_in_canonical_form)
{
    EXPECT_EQ(judge_payload(payload + " "), "payload: not in canonical form");
    EXPECT_EQ(judge_payload("{ " + payload.substr(1)), "payload: not in canonical form");
    std::string escaped = payload;
    escaped.replace(escaped.find("CT-0017"), 7, "\\u0043T-0017");
    EXPECT_EQ(judge_payload(escaped), "payload: not in canonical form");
    std::string order = payload;
    order.erase(order.find(R"("seq":7)") - 1, 8); // it is the last member
    EXPECT_EQ(judge_payload(R"({"seq":7,)" + order.substr(1)), "payload: not in canonical form");
}

TEST_F(JwsRefusal, a_payload_that_is_not_strict_json)
{
    const auto with_body = [&](const std::string& body) {
        std::string spoiled = payload;
        const std::string old = R"({"type":"casustafel/minutes"})";
        return judge_payload(spoiled.replace(spoiled.find(old), old.size(), body));
    };
    EXPECT_EQ(with_body("{}"), "accepted");
    EXPECT_TRUE(with_body(R"({"a":1,"a":1})").starts_with("JSON: a name stands twice"));
    EXPECT_TRUE(with_body("{\"a\":\"\xff\"}").starts_with("JSON: not valid JSON"));
    EXPECT_TRUE(with_body(R"({"a":"\ud800"})").starts_with("JSON: not valid JSON"));
    EXPECT_TRUE(with_body(R"({"a":1e400})").starts_with("JSON: number out of range"));
    EXPECT_TRUE(with_body(R"({"a":)" + std::string(10'000, '[')).starts_with("JSON: nested too deeply"));
    EXPECT_TRUE(judge_payload(std::string{payload} + std::string(1, '\0')).starts_with("JSON: zero byte"));
    EXPECT_EQ(judge_payload("[]"), "payload: not an object");
}

TEST_F(JwsRefusal, a_bit_flipped_at_any_place)
{
    for (std::size_t i = 0; i < good.size(); ++i)
        for (const std::size_t bit : {std::size_t{0}, 1 + i % 7}) {
            std::string spoiled = good;
            spoiled[i] = static_cast<char>(static_cast<unsigned char>(spoiled[i]) ^ (1U << bit));
            EXPECT_NE(judge(spoiled), "accepted") << "byte " << i << " bit " << bit;
        }
}

TEST_F(JwsRefusal, any_message_that_ends_early)
{
    for (std::size_t size = 0; size < good.size(); ++size) EXPECT_NE(judge(good.substr(0, size)), "accepted") << size;
}

} // namespace
} // namespace casustafel::seal
