#include "relay_rules.h"

namespace casustafel::bureau {
namespace {

using testing::HasSubstr;

TEST_F(RelayRules, a_code_enrols_its_own_device_once)
{
    const HttpResponse first = enrol("CT-1", code, "CT-1");
    EXPECT_EQ(first.status, 200U) << body(first);
    EXPECT_EQ(header(first, "Content-Type"), "application/pkcs7-mime; smime-type=certs-only");
    EXPECT_EQ(enrol("CT-1", code, "CT-1").status, 401U);
}

TEST_F(RelayRules, a_code_is_taken_as_somebody_types_it)
{
    EXPECT_EQ(enrol("CT-1", "abcd efgh jklm npqr stuv", "CT-1").status, 200U);
}

TEST_F(RelayRules, a_wrong_code_is_refused)
{
    EXPECT_EQ(enrol("CT-1", "ABCD-EFGH-JKLM-NPQR-STUW", "CT-1").status, 401U);
}

TEST_F(RelayRules, an_unknown_device_is_refused_in_the_same_words)
{
    EXPECT_EQ(body(enrol("CT-9", code, "CT-9")), body(enrol("CT-1", "wrong", "CT-1")));
}

TEST_F(RelayRules, a_code_is_void_after_a_day)
{
    now_ += std::chrono::hours{24};
    EXPECT_EQ(enrol("CT-1", code, "CT-1").status, 401U);
}

TEST_F(RelayRules, a_request_for_another_id_is_refused_and_leaves_the_code_valid)
{
    EXPECT_EQ(enrol("CT-1", code, "CT-2").status, 400U);
    EXPECT_EQ(enrol("CT-1", code, "CT-1").status, 200U);
}

TEST_F(RelayRules, enrolment_asks_for_credentials_when_there_are_none)
{
    const HttpResponse response = call(std::nullopt, "POST", "/.well-known/est/simpleenroll", "AAAA");
    EXPECT_EQ(response.status, 401U);
    EXPECT_THAT(header(response, "WWW-Authenticate"), HasSubstr("Basic"));
}

TEST_F(RelayRules, guessing_codes_is_slowed_down)
{
    for (int i = 0; i < 10; ++i) EXPECT_EQ(enrol("CT-1", "wrong", "CT-1").status, 401U);
    EXPECT_EQ(enrol("CT-1", code, "CT-1").status, 429U);
    now_ += std::chrono::seconds{11};
    EXPECT_EQ(enrol("CT-1", code, "CT-1").status, 200U);
}

TEST_F(RelayRules, a_new_enrolment_voids_the_certificate_before)
{
    const Peer old = enrolled("CT-1");
    ASSERT_TRUE(store_.expect_device("CT-1", "room", hash_of_code(code), now_, now_ + std::chrono::hours{24}));
    EXPECT_EQ(call(old, "GET", "/v1/keys").status, 200U);
    const Peer fresh = enrolled("CT-1");
    EXPECT_EQ(call(old, "GET", "/v1/keys").status, 403U);
    EXPECT_EQ(call(fresh, "GET", "/v1/keys").status, 200U);
}

TEST_F(RelayRules, a_device_renews_its_certificate_with_the_present_one)
{
    const Peer peer = enrolled("CT-1");
    const std::string csr{core::text_of(request_for("CT-1"))};
    EXPECT_EQ(call(peer, "POST", "/.well-known/est/simplereenroll", csr).status, 200U);
    const std::string foreign{core::text_of(request_for("CT-2"))};
    EXPECT_EQ(call(peer, "POST", "/.well-known/est/simplereenroll", foreign).status, 400U);
    EXPECT_EQ(call(std::nullopt, "POST", "/.well-known/est/simplereenroll", csr).status, 401U);
}

TEST_F(RelayRules, a_revoked_device_may_do_nothing)
{
    const Peer peer = enrolled("CT-1");
    EXPECT_EQ(call(desk_, "PUT", "/v1/desk/devices/CT-1/state", R"({"state":"revoked"})").status, 204U);
    EXPECT_EQ(call(peer, "GET", "/v1/devices/CT-1/inbox").status, 403U);
    EXPECT_EQ(put_minutes(peer, some_id, "x").status, 403U);
    const std::string csr{core::text_of(request_for("CT-1"))};
    EXPECT_EQ(call(peer, "POST", "/.well-known/est/simplereenroll", csr).status, 403U);
}

TEST_F(RelayRules, a_revoked_certificate_stays_void_when_the_device_is_expected_again)
{
    const Peer stolen = enrolled("CT-1");
    ASSERT_TRUE(store_.revoke("CT-1"));
    ASSERT_TRUE(store_.expect_device("CT-1", "room", hash_of_code(code), now_, now_ + std::chrono::hours{24}));
    EXPECT_EQ(call(stolen, "GET", "/v1/keys").status, 403U);
    EXPECT_EQ(call(enrolled("CT-1"), "GET", "/v1/keys").status, 200U);
}

TEST_F(RelayRules, a_certificate_that_the_relay_did_not_note_is_refused)
{
    Peer peer = enrolled("CT-1");
    peer.serial_hex = "40";
    EXPECT_EQ(call(peer, "GET", "/v1/keys").status, 403U);
}

class DeviceKeys : public RelayRules {
protected:
    std::string key_set(const std::string& id, std::uint64_t seq, const seal::SigningKey& by, int life_s = 1000)
    {
        const std::int64_t now_s = std::chrono::floor<std::chrono::seconds>(now_).time_since_epoch().count();
        return must(seal::sign_key_set(by,
                                       {seal::KeySetOwner::device,
                                        id,
                                        seq,
                                        now_s,
                                        now_s + life_s,
                                        {{by.public_key(), seal::KeyUse::device_signature},
                                         {decryption_.public_key(), seal::KeyUse::device_encryption}}},
                                       now_s));
    }
    unsigned put(std::string_view jws) { return call(peer_, "PUT", "/v1/devices/CT-1/keys", jws).status; }

    Peer peer_ = enrolled("CT-1");
    seal::SigningKey signing_ = must(seal::SigningKey::generate());
    seal::DecryptionKey decryption_ = must(seal::DecryptionKey::generate());
};

TEST_F(DeviceKeys, are_taken_and_the_same_again_is_fine)
{
    const std::string set = key_set("CT-1", 1, signing_);
    EXPECT_EQ(put(set), 204U);
    EXPECT_EQ(put(set), 204U);
    EXPECT_EQ(body(call(desk_, "GET", "/v1/desk/devices/CT-1/keys")), set);
    EXPECT_EQ(call(desk_, "GET", "/v1/desk/devices/CT-2/keys").status, 404U);
}

TEST_F(DeviceKeys, of_another_device_are_refused)
{
    EXPECT_EQ(put(key_set("CT-2", 1, signing_)), 400U);
    EXPECT_EQ(put("not a key set"), 400U);
}

TEST_F(DeviceKeys, only_count_upwards)
{
    EXPECT_EQ(put(key_set("CT-1", 2, signing_)), 204U);
    EXPECT_EQ(put(key_set("CT-1", 2, signing_, 2000)), 409U);
    EXPECT_EQ(put(key_set("CT-1", 1, signing_)), 409U);
    EXPECT_EQ(put(key_set("CT-1", 3, signing_)), 204U);
}

TEST_F(DeviceKeys, are_only_replaced_by_a_key_known_already)
{
    EXPECT_EQ(put(key_set("CT-1", 1, signing_)), 204U);
    EXPECT_EQ(put(key_set("CT-1", 2, must(seal::SigningKey::generate()))), 409U);
}

} // namespace
} // namespace casustafel::bureau
