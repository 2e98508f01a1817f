#include "seal/forger.h"
#include "seal/key_set.h"

#include <gtest/gtest.h>

namespace casustafel::seal {
namespace {

using nlohmann::json;

constexpr std::int64_t now = 1'795'000'000;
constexpr std::int64_t day = 86'400;

class KeySets : public ::testing::Test {
protected:
    /// The sentence for a set whose body was spoiled before the root signed it.
    std::string judge(const json& body, std::uint64_t seq = 5) const
    {
        const Frame frame{.iss = "zvh-rivierenkust", .aud = {}, .iat = now, .seq = seq, .prev = {}, .body = body};
        return refusal(verify_key_set(sign(root, MessageType::keys, frame).value(), pinned, 0));
    }
    json good_body() const
    {
        const auto jws = sign_key_set(root, set, now).value();
        return verify(jws, MessageType::keys, std::span{&pinned, 1})->frame.body;
    }

    const Parties parties;
    const SigningKey root = signing_key("root of zvh-rivierenkust");
    const SigningKey relay = signing_key("relay of zvh-rivierenkust");
    const Signer pinned{"zvh-rivierenkust", root.public_key()};
    const KeySet set{.owner = KeySetOwner::bureau,
                     .id = "zvh-rivierenkust",
                     .seq = 5,
                     .nbf = now - day,
                     .exp = now + 90 * day,
                     .keys = {{parties.desk.public_key(), KeyUse::desk_signature},
                              {relay.public_key(), KeyUse::relay_receipt},
                              {parties.operational.public_key(), KeyUse::operational},
                              {parties.recovery.public_key(), KeyUse::recovery}}};
    const KeySet device_set{.owner = KeySetOwner::device,
                            .id = "CT-0017",
                            .seq = 1,
                            .nbf = now,
                            .exp = now + 365 * day,
                            .keys = {{parties.device.public_key(), KeyUse::device_signature},
                                     {parties.device_opens.public_key(), KeyUse::device_encryption}}};
};

TEST_F(KeySets, a_set_signed_by_the_pinned_root_is_accepted_and_tells_each_key_s_use)
{
    const auto jws = sign_key_set(root, set, now);
    ASSERT_TRUE(jws) << jws.error().detail;
    const auto verified = verify_key_set(*jws, pinned, 5);
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->set, set);
    EXPECT_EQ(verified->jws_digest, sha256(core::bytes_of(*jws)));
    EXPECT_EQ(verified->set.keys_for(KeyUse::operational), std::vector{parties.operational.public_key()});
    const auto signers = verified->set.signers_for(KeyUse::desk_signature);
    ASSERT_EQ(signers.size(), 1u);
    EXPECT_EQ(signers[0].id, "zvh-rivierenkust");
    EXPECT_EQ(signers[0].key, parties.desk.public_key());
    EXPECT_TRUE(verified->set.keys_for(KeyUse::device_signature).empty());
}

TEST_F(KeySets, a_set_with_a_lower_seq_than_one_seen_is_refused)
{
    const auto jws = sign_key_set(root, set, now).value();
    EXPECT_TRUE(verify_key_set(jws, pinned, 5)) << "the same one again";
    EXPECT_EQ(verify_key_set(jws, pinned, 6).error(),
              (core::Error{core::Errc::denied, "key set: older than one seen before"}));
}

TEST_F(KeySets, an_expired_set_is_told_from_one_in_force)
{
    EXPECT_TRUE(in_force(set, now));
    EXPECT_TRUE(in_force(set, set.nbf));
    EXPECT_EQ(in_force(set, set.nbf - 1).error().detail, "key set: not valid yet");
    EXPECT_EQ(in_force(set, set.exp).error().detail, "key set: expired");
    EXPECT_TRUE(in_force(set, set.exp - 1));
}

TEST_F(KeySets, a_set_by_another_root_or_of_another_bureau_is_refused)
{
    EXPECT_EQ(refusal(verify_key_set(sign_key_set(relay, set, now).value(), pinned, 0)),
              "JWS: signed by an unknown key");
    KeySet other = set;
    other.id = "zvh-elders";
    EXPECT_EQ(refusal(verify_key_set(sign_key_set(root, other, now).value(), pinned, 0)),
              "JWS: the key does not speak for this iss");
    json body = good_body();
    body["bureau"] = "zvh-elders";
    EXPECT_EQ(judge(body), "key set: of somebody else");
}

TEST_F(KeySets, a_message_of_another_type_is_no_key_set)
{
    const Frame frame{.iss = "zvh-rivierenkust", .aud = {}, .iat = now, .seq = 5, .prev = {}, .body = good_body()};
    EXPECT_EQ(refusal(verify_key_set(sign(root, MessageType::order, frame).value(), pinned, 0)), "JWS: wrong typ");
    Frame addressed = frame;
    addressed.aud = {parties.desk.public_key().kid()};
    EXPECT_EQ(refusal(verify_key_set(sign(root, MessageType::keys, addressed).value(), pinned, 0)),
              "key set: aud is not empty");
}

TEST_F(KeySets, a_set_of_any_other_form_is_refused)
{
    ASSERT_EQ(judge(good_body()), "accepted");
    EXPECT_EQ(judge(good_body(), 6), "key set: two different seq");
    for (const char* name : {"bureau", "seq", "nbf", "exp", "keys"}) {
        json body = good_body();
        body.erase(name);
        EXPECT_EQ(judge(body), std::string{"key set: wrong "} + name);
        body[name] = -1;
        EXPECT_EQ(judge(body), std::string{"key set: wrong "} + name);
    }
    json body = good_body();
    body["more"] = 1;
    EXPECT_EQ(judge(body), "key set: a member too many");
    body = good_body();
    body["exp"] = body["nbf"];
    EXPECT_EQ(judge(body), "key set: ends before it begins");
    body = good_body();
    body["keys"] = json::array();
    EXPECT_EQ(judge(body), "key set: wrong keys");
}

TEST_F(KeySets, a_key_of_any_other_form_is_refused)
{
    const auto with = [&](const char* name, const json& value) {
        json body = good_body();
        body["keys"][0][name] = value;
        return judge(body);
    };
    EXPECT_EQ(with("kid", parties.operational.public_key().kid()), "key set: a kid is not its key's thumbprint");
    EXPECT_EQ(with("kid", 1), "key set: wrong kid");
    EXPECT_EQ(with("use", "enc"), "key set: unknown use of a key") << "a desk key signs";
    EXPECT_EQ(with("role", "device"), "key set: unknown use of a key") << "no device's key in a bureau's set";
    EXPECT_EQ(with("role", "king"), "key set: unknown use of a key");
    EXPECT_EQ(with("d", "AAAA"), "JWK: a member too many");
    EXPECT_EQ(with("crv", "P-384"), "JWK: crv is not P-256");
    json body = good_body();
    body["keys"][1] = 7;
    EXPECT_EQ(judge(body), "key set: a key is not an object");
    body = good_body();
    body["keys"].push_back(body["keys"][0]);
    EXPECT_EQ(judge(body), "key set: a key stands twice");
}

TEST_F(KeySets, one_key_never_has_two_uses)
{
    KeySet both = set;
    both.keys.push_back({parties.desk.public_key(), KeyUse::operational});
    EXPECT_EQ(refusal(sign_key_set(root, both, now)), "not to be signed: key set: a key stands twice");
}

TEST_F(KeySets, a_device_s_set_is_consistent_in_itself)
{
    const auto jws = sign_key_set(parties.device, device_set, now).value();
    const auto verified = verify_device_key_set(jws, "CT-0017", 0);
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->set, device_set);

    EXPECT_EQ(refusal(verify_device_key_set(jws, "CT-0018", 0)), "key set: of another device");
    EXPECT_EQ(refusal(verify_device_key_set(jws, "CT-0017", 2)), "key set: older than one seen before");
    const auto foreign = sign_key_set(signing_key("attacker"), device_set, now).value();
    EXPECT_EQ(refusal(verify_device_key_set(foreign, "CT-0017", 0)), "JWS: signed by an unknown key");
    EXPECT_FALSE(verify_device_key_set("", "CT-0017", 0));
    EXPECT_FALSE(verify_device_key_set("..", "CT-0017", 0));
    EXPECT_FALSE(verify_device_key_set(sign_key_set(root, set, now).value(), "zvh-rivierenkust", 0))
        << "a bureau's set is no device's";
}

} // namespace
} // namespace casustafel::seal
