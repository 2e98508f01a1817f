#include "seal/device_sealer.h"

#include "core/time.h"
#include "protocol/documents.h"
#include "protocol/minutes_codec.h"
#include "protocol/package_codec.h"
#include "protocol/receipt_codec.h"
#include "seal/parties.h"

#include <gtest/gtest.h>

#include <chrono>

namespace casustafel::seal {
namespace {

using namespace std::chrono_literals;

/// A device of the example package's bureau, with all keys and a key set in force.
class DeviceSealing : public ::testing::Test {
protected:
    static std::int64_t seconds(core::Instant at)
    {
        return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
    }

    std::string key_set(std::uint64_t seq, core::Instant until) const
    {
        const KeySet set{.owner = KeySetOwner::bureau,
                         .id = "zvh-rivierenkust",
                         .seq = seq,
                         .nbf = seconds(noon - 24h),
                         .exp = seconds(until),
                         .keys = {{parties.desk.public_key(), KeyUse::desk_signature},
                                  {relay.public_key(), KeyUse::relay_receipt},
                                  {parties.operational.public_key(), KeyUse::operational},
                                  {parties.recovery.public_key(), KeyUse::recovery}}};
        return sign_key_set(root, set, seconds(noon)).value();
    }
    DeviceSealer device(const std::string& kept_before)
    {
        auto made = DeviceSealer::create(
            {core::DeviceId{"CT-0017"}, "zvh-rivierenkust", root.public_key()},
            {[this]() -> core::Result<SecretBytes> { return secret(parties.device.scalar()); },
             [this]() -> core::Result<SecretBytes> { return secret(parties.device_opens.scalar()); }},
            kept_before, [this](std::string_view jws) -> core::Result<> {
                if (disk_is_full) return core::fail(core::Errc::full, "no room");
                kept = jws;
                return {};
            });
        EXPECT_TRUE(made) << refusal(made);
        return std::move(*made);
    }
    core::Result<SecretBytes> secret(const SecretBytes& scalar) const
    {
        if (locked) return core::fail(core::Errc::denied, "the vault is locked");
        return scalar;
    }
    std::string package_envelope(const nlohmann::json& body) const
    {
        return seal_envelope(parties.desk, MessageType::package, package_frame(body), parties.package_recipients())
            ->jwe;
    }
    std::string judge_package(DeviceSealer& sealer, const nlohmann::json& body, core::Instant at) const
    {
        return refusal(sealer.open_package(core::bytes_of(package_envelope(body)), at));
    }
    std::string receipt(const SigningKey& by, core::ReceiptStage stage) const
    {
        core::Receipt said;
        said.stage = stage;
        said.minutes = core::MinutesId{"0b6f8a52-51c6-4f0e-9a0b-3f7f3c5d9a11"};
        said.device = core::DeviceId{"CT-0017"};
        said.minutes_seq = 7;
        said.at = noon;
        if (stage == core::ReceiptStage::opened) said.inner_sha256 = core::Digest{};
        if (stage == core::ReceiptStage::refused) said.reason = "onleesbaar";
        const Frame frame = package_frame(nlohmann::json::parse(protocol::write_receipt(said)));
        return sign(by, MessageType::receipt, frame).value();
    }

    const core::Instant noon = core::parse_instant("2026-11-21T12:00:00Z").value();
    const Parties parties;
    const SigningKey root = signing_key("root of zvh-rivierenkust");
    const SigningKey relay = signing_key("relay of zvh-rivierenkust");
    const std::string keys = key_set(5, noon + 24h);
    const nlohmann::json example = nlohmann::json::parse(test::example_package_text());
    bool locked = false;
    bool disk_is_full = false;
    std::string kept;
};

TEST_F(DeviceSealing, minutes_can_be_opened_by_the_bureau_and_by_its_recovery_key_but_not_by_the_device)
{
    DeviceSealer sealer = device(keys);
    core::Minutes minutes;
    minutes.id = core::MinutesId{"0b6f8a52-51c6-4f0e-9a0b-3f7f3c5d9a11"};
    const core::Digest before = sha256(core::bytes_of("the minutes before"));
    const auto sealed = sealer.seal(minutes, {7, before}, noon);
    ASSERT_TRUE(sealed) << refusal(sealed);
    EXPECT_EQ(sealed->sha256, sha256(sealed->bytes));
    const auto jwe = core::text_of(sealed->bytes);
    for (const DecryptionKey* key : {&parties.operational, &parties.recovery}) {
        const auto opened = open(jwe, MessageType::minutes, *key, parties.device_signers());
        ASSERT_TRUE(opened) << refusal(opened);
        EXPECT_EQ(opened->message.jws_digest, sealed->inner_sha256);
        EXPECT_EQ(opened->message.frame.seq, 7u);
        EXPECT_EQ(opened->message.frame.iat, seconds(noon));
        EXPECT_EQ(opened->message.frame.prev, protocol::to_base64url(before));
        EXPECT_EQ(opened->message.frame.body, nlohmann::json::parse(protocol::write_minutes(minutes)));
    }
    EXPECT_EQ(refusal(open(jwe, MessageType::minutes, parties.device_opens, parties.device_signers())),
              "JWE: not sealed to this key");
}

TEST_F(DeviceSealing, minutes_are_sealed_to_an_expired_key_set_rather_than_not_at_all)
{
    DeviceSealer sealer = device(key_set(5, noon - 1h));
    EXPECT_TRUE(sealer.seal(core::Minutes{}, {1, {}}, noon));
}

TEST_F(DeviceSealing, nothing_is_sealed_or_opened_while_the_vault_is_locked_or_before_there_are_keys)
{
    DeviceSealer without = device("");
    EXPECT_EQ(without.seal(core::Minutes{}, {1, {}}, noon).error().code, core::Errc::not_found);
    EXPECT_EQ(judge_package(without, example, noon), "no key set of the bureau yet");
    DeviceSealer sealer = device(keys);
    locked = true;
    EXPECT_EQ(sealer.seal(core::Minutes{}, {1, {}}, noon).error().code, core::Errc::denied);
    EXPECT_EQ(judge_package(sealer, example, noon), "the vault is locked");
}

TEST_F(DeviceSealing, a_package_of_the_bureau_is_opened_and_read)
{
    DeviceSealer sealer = device(keys);
    const auto opened = sealer.open_package(core::bytes_of(package_envelope(example)), noon);
    ASSERT_TRUE(opened) << refusal(opened);
    EXPECT_EQ(*opened, protocol::read_package(test::example_package_text()).value());
}

TEST_F(DeviceSealing, a_package_that_is_foreign_expired_or_damaged_is_refused)
{
    DeviceSealer sealer = device(keys);
    nlohmann::json other = example;
    other["device_ids"] = {"CT-0018"};
    EXPECT_NE(judge_package(sealer, other, noon), "accepted");
    other = example;
    other["bureau"]["id"] = "zvh-elders";
    EXPECT_NE(judge_package(sealer, other, noon), "accepted");
    other = example;
    other["expires_at"] = "2026-11-21T11:59:59Z";
    EXPECT_NE(judge_package(sealer, other, noon), "accepted");
    other = example;
    other["version"] = 2;
    EXPECT_NE(judge_package(sealer, other, noon), "accepted");

    const Frame frame = package_frame(example);
    const auto by_relay = seal_envelope(relay, MessageType::package, frame, parties.package_recipients())->jwe;
    EXPECT_EQ(refusal(sealer.open_package(core::bytes_of(by_relay), noon)), "JWS: signed by an unknown key");
    std::string damaged = package_envelope(example);
    damaged[damaged.size() / 2] ^= 1;
    EXPECT_NE(refusal(sealer.open_package(core::bytes_of(damaged), noon)), "accepted");
}

TEST_F(DeviceSealing, a_package_is_not_believed_under_an_expired_key_set)
{
    DeviceSealer sealer = device(key_set(5, noon - 1s));
    EXPECT_EQ(judge_package(sealer, example, noon), "key set: expired");
}

TEST_F(DeviceSealing, a_receipt_counts_only_when_signed_by_the_key_for_its_stage)
{
    DeviceSealer sealer = device(keys);
    const auto judge = [&](const SigningKey& by, core::ReceiptStage stage) {
        return refusal(sealer.verify_receipt(receipt(by, stage)));
    };
    const char* const wrong = "the receipt is signed by the wrong key for its stage";
    EXPECT_EQ(judge(relay, core::ReceiptStage::stored), "accepted");
    EXPECT_EQ(judge(parties.desk, core::ReceiptStage::opened), "accepted");
    EXPECT_EQ(judge(parties.desk, core::ReceiptStage::refused), "accepted");
    EXPECT_EQ(judge(relay, core::ReceiptStage::opened), wrong) << "the relay is blind";
    EXPECT_EQ(judge(relay, core::ReceiptStage::refused), wrong);
    EXPECT_EQ(judge(parties.desk, core::ReceiptStage::stored), wrong);
    EXPECT_EQ(judge(signing_key("TLS key of the relay"), core::ReceiptStage::opened), "JWS: signed by an unknown key");
    EXPECT_EQ(judge(parties.device, core::ReceiptStage::opened), "JWS: signed by an unknown key");
}

TEST_F(DeviceSealing, a_newer_key_set_is_kept_and_an_older_or_contradicting_one_refused)
{
    DeviceSealer sealer = device(keys);
    EXPECT_TRUE(sealer.take_keys(keys)) << "the same again";
    EXPECT_EQ(kept, "") << "needs no writing";
    EXPECT_EQ(refusal(sealer.take_keys(key_set(4, noon + 24h))), "key set: older than one seen before");
    EXPECT_EQ(refusal(sealer.take_keys(key_set(5, noon + 48h))), "key set: same seq, other keys");
    const std::string newer = key_set(6, noon + 48h);
    EXPECT_TRUE(sealer.take_keys(newer));
    EXPECT_EQ(kept, newer);
    EXPECT_EQ(refusal(sealer.take_keys(keys)), "key set: older than one seen before");
}

TEST_F(DeviceSealing, a_key_set_that_could_not_be_kept_is_not_used)
{
    DeviceSealer sealer = device(key_set(5, noon - 1h));
    disk_is_full = true;
    EXPECT_EQ(sealer.take_keys(key_set(6, noon + 24h)).error().code, core::Errc::full);
    EXPECT_EQ(judge_package(sealer, example, noon), "key set: expired");
    disk_is_full = false;
    EXPECT_TRUE(sealer.take_keys(key_set(6, noon + 24h)));
    EXPECT_EQ(judge_package(sealer, example, noon), "accepted");
}

TEST_F(DeviceSealing, a_kept_key_set_that_is_not_the_bureau_s_is_found_at_the_start)
{
    std::string damaged = keys;
    damaged[damaged.size() / 2] ^= 1;
    EXPECT_FALSE(
        DeviceSealer::create({core::DeviceId{"CT-0017"}, "zvh-rivierenkust", root.public_key()}, {}, damaged, {}));
    EXPECT_FALSE(
        DeviceSealer::create({core::DeviceId{"CT-0017"}, "zvh-rivierenkust", relay.public_key()}, {}, keys, {}));
}

} // namespace
} // namespace casustafel::seal
