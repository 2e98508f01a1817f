#include "seal/parties.h"

#include <gtest/gtest.h>

#include <limits>

namespace casustafel::seal {
namespace {

TEST(Jws, a_signed_message_verifies_and_is_the_same)
{
    const Parties parties;
    Frame frame = minutes_frame({{"type", "casustafel/minutes"}, {"naam", "Fictief é"}, {"n", 2.5}});
    frame.aud = sorted_kids(parties.minutes_recipients());
    frame.prev = protocol::to_base64url(sha256(core::bytes_of("the minutes before")));
    const auto jws = sign(parties.device, MessageType::minutes, frame);
    ASSERT_TRUE(jws);
    const auto verified = verify(*jws, MessageType::minutes, parties.device_signers());
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->frame, frame);
    EXPECT_EQ(verified->kid, parties.device.public_key().kid());
    EXPECT_EQ(verified->jws, *jws);
    EXPECT_EQ(verified->jws_digest, sha256(core::bytes_of(*jws)));
}

TEST(Jws, has_exactly_the_four_header_members_and_a_canonical_payload)
{
    const Parties parties;
    const auto jws = sign(parties.desk, MessageType::receipt, package_frame({{"b", 1}, {"a", 2}})).value();
    const auto header = protocol::from_base64url(jws.substr(0, jws.find('.'))).value();
    EXPECT_EQ(core::text_of(header), R"({"alg":"ES256","cty":"application/json","kid":")" +
                                         parties.desk.public_key().kid() + R"(","typ":"casustafel-receipt+jws"})");
    const auto begin = jws.find('.') + 1;
    const auto payload = protocol::from_base64url(jws.substr(begin, jws.rfind('.') - begin)).value();
    EXPECT_EQ(
        core::text_of(payload),
        R"({"aud":[],"body":{"a":2,"b":1},"iat":1795000000,"iss":"zvh-rivierenkust","pad":"","prev":"","seq":3})");
}

TEST(Jws, the_right_one_of_several_signers_is_found)
{
    const Parties parties;
    const std::vector<Signer> trusted{{"CT-0018", signing_key("CT-0018").public_key()},
                                      {"CT-0017", parties.device.public_key()}};
    const auto jws = sign(parties.device, MessageType::minutes, minutes_frame()).value();
    EXPECT_TRUE(verify(jws, MessageType::minutes, trusted));
}

TEST(Jws, does_not_sign_what_no_receiver_would_take)
{
    const Parties parties;
    const auto judge = [&](const Frame& frame) { return refusal(sign(parties.device, MessageType::minutes, frame)); };
    Frame frame = minutes_frame();
    frame.seq = std::uint64_t{1} << 53;
    EXPECT_TRUE(judge(frame).starts_with("not to be signed: JSON: number out of range"));
    frame = minutes_frame();
    frame.iat = -1;
    EXPECT_EQ(judge(frame), "not to be signed: payload: wrong iat");
    frame = minutes_frame();
    frame.iss = "";
    EXPECT_EQ(judge(frame), "not to be signed: payload: wrong iss");
    frame = minutes_frame({{"text", "\xff"}});
    EXPECT_TRUE(judge(frame).starts_with("not to be signed: JSON: not valid JSON"));
    frame = minutes_frame({{"number", std::numeric_limits<double>::infinity()}});
    EXPECT_TRUE(judge(frame).starts_with("not to be signed: JSON: not valid JSON"));
    frame = minutes_frame(nlohmann::json::array());
    EXPECT_EQ(judge(frame), "not to be signed: payload: wrong body");
    frame = minutes_frame({{"text", std::string(8U << 20, 'x')}});
    EXPECT_TRUE(judge(frame).starts_with("not to be signed: JSON: too long"));
    frame = minutes_frame({{"text", std::string(7U << 20, 'x')}});
    EXPECT_EQ(judge(frame), "JWS: larger than 8 MiB");
}

} // namespace
} // namespace casustafel::seal
