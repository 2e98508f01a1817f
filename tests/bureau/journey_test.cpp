#include "bureau_world.h"

#include "protocol/minutes_codec.h"
#include "protocol/package_codec.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "system/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

// Package to device, minutes to bureau, receipts back: with the device's own client and sealer over real TLS.

namespace casustafel::test {
namespace {

using core::Errc;
using testing::HasSubstr;

constexpr std::string_view first_id = "aaaaaaaa-0000-4000-8000-000000000001";
constexpr std::string_view second_id = "aaaaaaaa-0000-4000-8000-000000000002";

class Journey : public testing::Test {
protected:
    core::Sealer::SealedMinutes sealed(Device& device, std::string_view id, std::uint64_t seq,
                                       const std::optional<core::Digest>& previous)
    {
        auto made = device.sealer().seal(example_minutes(std::string{id}, device.id()), {seq, previous}, test::now());
        if (!made) throw std::runtime_error(made.error().detail);
        return *made;
    }
    core::Receipt newest_receipt(Device& device, std::string_view id)
    {
        const auto jws = device.bureau().receipt(core::MinutesId{std::string{id}});
        if (!jws || !*jws) throw std::runtime_error("no receipt");
        const auto receipt = device.sealer().verify_receipt(**jws);
        if (!receipt) throw std::runtime_error(receipt.error().detail);
        return *receipt;
    }
    Ran sync() { return bureau({"desk", "sync", world_.dir()}); }

    BureauWorld world_;
    RunningRelay relay_{world_.dir()};
};

TEST_F(Journey, a_package_reaches_the_device_it_was_sealed_to)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    const core::Package package = example_package();
    ASSERT_TRUE(system::write_durably(world_.file("package.json"), protocol::write_package(package),
                                      system::Readers::everyone));
    const Ran ran = bureau({"package", "seal", world_.dir(), world_.file("package.json").string(), "--to", "CT-0017"});
    ASSERT_EQ(ran.code, 0) << ran.err;

    const auto inbox = device.bureau().inbox();
    ASSERT_TRUE(inbox) << inbox.error().detail;
    ASSERT_EQ(inbox->size(), 1U);
    const auto bytes = device.bureau().fetch(inbox->front());
    ASSERT_TRUE(bytes) << bytes.error().detail;
    EXPECT_EQ(core::text_of(*bytes).find("Urgentie"), std::string::npos);
    const auto opened = device.sealer().open_package(*bytes, test::now());
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(*opened, package);
    ASSERT_TRUE(device.bureau().forget(inbox->front()));
    EXPECT_TRUE(device.bureau().inbox()->empty());
}

TEST_F(Journey, a_package_for_a_device_without_keys_is_refused_with_a_sentence)
{
    const Device device{world_, relay_, "CT-0017"};
    ASSERT_TRUE(system::write_durably(world_.file("p.json"), protocol::write_package(example_package()),
                                      system::Readers::everyone));
    const Ran ran = bureau({"package", "seal", world_.dir(), world_.file("p.json").string(), "--to", "CT-0017"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("has published no key yet"));
}

TEST_F(Journey, a_package_that_breaks_the_schema_is_refused_by_path)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    std::string text = protocol::write_package(example_package());
    text.replace(text.find("\"permanent\""), 11, "\"onbekends\"");
    ASSERT_TRUE(system::write_durably(world_.file("p.json"), text, system::Readers::everyone));
    const Ran ran = bureau({"package", "seal", world_.dir(), world_.file("p.json").string(), "--to", "CT-0017"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("partners[0].kind"));
    EXPECT_TRUE(device.bureau().inbox()->empty());
}

TEST_F(Journey, minutes_come_out_at_the_desk_and_the_receipt_proves_it)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    ASSERT_TRUE(system::write_durably(world_.file("p.json"), protocol::write_package(example_package()),
                                      system::Readers::everyone));
    ASSERT_EQ(bureau({"package", "seal", world_.dir(), world_.file("p.json").string(), "--to", "CT-0017"}).code, 0);
    const auto envelope = sealed(device, first_id, 1, std::nullopt);
    const auto stored = device.bureau().deliver(core::MinutesId{std::string{first_id}}, envelope.bytes);
    ASSERT_TRUE(stored) << stored.error().detail;
    const auto first = device.sealer().verify_receipt(*stored);
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(first->stage, core::ReceiptStage::stored);
    EXPECT_EQ(first->sha256, seal::sha256(envelope.bytes));

    const Ran synced = sync();
    ASSERT_EQ(synced.code, 0) << synced.err;
    EXPECT_EQ(synced.out, "opened " + std::string{first_id} + " from CT-0017\nsynced 1\n");
    const core::Receipt opened = newest_receipt(device, first_id);
    EXPECT_EQ(opened.stage, core::ReceiptStage::opened);
    EXPECT_EQ(opened.sha256, seal::sha256(envelope.bytes));
    EXPECT_EQ(opened.inner_sha256, envelope.inner_sha256);
    EXPECT_EQ(opened.minutes_seq, 1U);
    EXPECT_EQ(opened.device.value(), "CT-0017");

    const Ran json = bureau({"minutes", "show", world_.dir(), std::string{first_id}, "--json"});
    const auto minutes = protocol::read_minutes(json.out);
    ASSERT_TRUE(minutes) << minutes.error().detail;
    EXPECT_EQ(*minutes, example_minutes(std::string{first_id}, "CT-0017"));
    const Ran shown = bureau({"minutes", "show", world_.dir(), std::string{first_id}});
    EXPECT_THAT(shown.out, HasSubstr("Urgentie aanvragen bij de woningverdeling"));
    EXPECT_THAT(shown.out, HasSubstr("Zorg- en Veiligheidshuis Rivierenkust"));
    EXPECT_THAT(bureau({"minutes", "list", world_.dir()}).out, HasSubstr(std::string{first_id} + "\tCT-0017\t1\t"));

    EXPECT_EQ(sync().out, "synced 0\n");
    // Nothing of the content lies readable in either database.
    for (const auto& file : {world_.folder().relay_database(), world_.folder().desk_database()})
        EXPECT_EQ(read_text(file).find("woningverdeling"), std::string::npos) << file;
}

TEST_F(Journey, minutes_sent_twice_give_the_same_receipt_and_one_row)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    const auto envelope = sealed(device, first_id, 1, std::nullopt);
    const auto first = device.bureau().deliver(core::MinutesId{std::string{first_id}}, envelope.bytes);
    const auto second = device.bureau().deliver(core::MinutesId{std::string{first_id}}, envelope.bytes);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
    EXPECT_THAT(bureau({"device", "list", world_.dir()}).out, HasSubstr("minutes=1"));
}

TEST_F(Journey, the_same_minutes_with_other_bytes_are_a_conflict)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    const core::MinutesId id{std::string{first_id}};
    ASSERT_TRUE(device.bureau().deliver(id, sealed(device, first_id, 1, std::nullopt).bytes));
    const auto other = device.bureau().deliver(id, sealed(device, first_id, 1, std::nullopt).bytes);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, Errc::conflict);
}

TEST_F(Journey, a_tampered_envelope_is_refused_and_the_next_one_still_opened)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    auto bad = sealed(device, first_id, 1, std::nullopt);
    const std::size_t at = core::text_of(bad.bytes).find("\"ciphertext\":\"") + 40;
    bad.bytes[at] = bad.bytes[at] == 'A' ? 'B' : 'A';
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{first_id}}, bad.bytes));
    const auto good = sealed(device, second_id, 1, std::nullopt);
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{second_id}}, good.bytes));

    const Ran synced = sync();
    ASSERT_EQ(synced.code, 0) << synced.err;
    EXPECT_THAT(synced.out, HasSubstr("refused " + std::string{first_id}));
    EXPECT_THAT(synced.out, HasSubstr("opened " + std::string{second_id}));
    const core::Receipt refused = newest_receipt(device, first_id);
    EXPECT_EQ(refused.stage, core::ReceiptStage::refused);
    EXPECT_EQ(refused.sha256, seal::sha256(bad.bytes));
    EXPECT_NE(refused.reason, "");
}

TEST_F(Journey, minutes_under_another_id_than_their_own_are_refused)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{second_id}},
                                        sealed(device, first_id, 1, std::nullopt).bytes));
    EXPECT_THAT(sync().out, HasSubstr("refused " + std::string{second_id}));
}

TEST_F(Journey, minutes_signed_by_another_device_are_refused)
{
    Device mine{world_, relay_, "CT-0017"};
    Device other{world_, relay_, "CT-0018"};
    mine.publish_keys();
    other.publish_keys();
    const auto envelope = sealed(other, first_id, 1, std::nullopt);
    ASSERT_TRUE(mine.bureau().deliver(core::MinutesId{std::string{first_id}}, envelope.bytes));
    EXPECT_THAT(sync().out, HasSubstr("refused " + std::string{first_id}));
}

TEST_F(Journey, a_sequence_number_used_twice_is_refused_and_reported)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{first_id}},
                                        sealed(device, first_id, 1, std::nullopt).bytes));
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{second_id}},
                                        sealed(device, second_id, 1, std::nullopt).bytes));
    const Ran synced = sync();
    EXPECT_THAT(synced.out, HasSubstr("opened " + std::string{first_id}));
    EXPECT_THAT(synced.out, HasSubstr("refused " + std::string{second_id} + " from CT-0017: Volgnummer 1"));
}

TEST_F(Journey, minutes_that_do_not_follow_the_one_before_are_kept_apart_and_reported)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{first_id}},
                                        sealed(device, first_id, 1, std::nullopt).bytes));
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{second_id}},
                                        sealed(device, second_id, 2, core::Digest{7}).bytes));
    EXPECT_THAT(sync().out,
                HasSubstr("refused " + std::string{second_id} + " from CT-0017: Het verslag sluit niet aan"));
    EXPECT_THAT(bureau({"minutes", "list", world_.dir()}).out, HasSubstr("\tapart\n"));
    EXPECT_EQ(newest_receipt(device, second_id).stage, core::ReceiptStage::refused);
}

TEST_F(Journey, minutes_that_follow_the_one_before_are_opened)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    const auto first = sealed(device, first_id, 1, std::nullopt);
    const auto second = sealed(device, second_id, 2, first.inner_sha256);
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{first_id}}, first.bytes));
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{second_id}}, second.bytes));
    EXPECT_EQ(sync().out, "opened " + std::string{first_id} + " from CT-0017\nopened " + std::string{second_id} +
                              " from CT-0017\nsynced 2\n");
}

TEST_F(Journey, a_gap_in_the_sequence_is_accepted_and_flagged)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    ASSERT_TRUE(device.bureau().deliver(core::MinutesId{std::string{first_id}},
                                        sealed(device, first_id, 3, core::Digest{7}).bytes));
    EXPECT_THAT(sync().out, HasSubstr("opened " + std::string{first_id} + " from CT-0017 gap"));
}

TEST_F(Journey, the_relay_keeps_taking_minutes_with_the_desk_taken_away)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    ASSERT_EQ(relay_.stop(), 0);
    std::filesystem::rename(world_.folder().desk(), world_.file("desk-elsewhere"));
    std::filesystem::rename(world_.folder().offline(), world_.file("offline-elsewhere"));
    const RunningRelay again{world_.dir()};
    const std::string ca = read_text(world_.folder().ca().string() + ".pem");
    auto https = link::HttpsClient::create({"localhost", again.port()}, {.ca_pem = ca}, device.identity());
    ASSERT_TRUE(https);
    link::BureauClient client{std::move(*https), core::DeviceId{device.id()}, std::chrono::seconds{20}};
    EXPECT_TRUE(
        client.deliver(core::MinutesId{std::string{first_id}}, sealed(device, first_id, 1, std::nullopt).bytes));
}

TEST_F(Journey, what_was_acknowledged_is_there_after_the_relay_starts_again)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    const auto envelope = sealed(device, first_id, 1, std::nullopt);
    const auto stored = device.bureau().deliver(core::MinutesId{std::string{first_id}}, envelope.bytes);
    ASSERT_TRUE(stored);
    ASSERT_EQ(relay_.stop(), 0);
    const RunningRelay again{world_.dir()};
    link::BureauClient client{world_.client(again, device.identity()), core::DeviceId{device.id()},
                              std::chrono::seconds{20}};
    EXPECT_EQ(client.deliver(core::MinutesId{std::string{first_id}}, envelope.bytes), *stored);
}

TEST_F(Journey, a_revoked_device_is_turned_away_at_once)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    ASSERT_EQ(bureau({"device", "revoke", world_.dir(), "CT-0017"}).code, 0);
    const auto inbox = device.bureau().inbox();
    ASSERT_FALSE(inbox);
    EXPECT_EQ(inbox.error().code, Errc::denied);
}

TEST_F(Journey, a_receipt_validates_against_the_schema_that_stands_with_the_code)
{
    Device device{world_, relay_, "CT-0017"};
    device.publish_keys();
    const auto stored = device.bureau().deliver(core::MinutesId{std::string{first_id}},
                                                sealed(device, first_id, 1, std::nullopt).bytes);
    ASSERT_TRUE(stored);
    ASSERT_EQ(sync().code, 0);
    for (const core::Receipt& receipt : {*device.sealer().verify_receipt(*stored), newest_receipt(device, first_id)}) {
        ASSERT_TRUE(system::write_durably(world_.file("receipt.json"), protocol::write_receipt(receipt),
                                          system::Readers::everyone));
        const std::string command =
            "python3 -c 'import json, jsonschema, sys; jsonschema.Draft202012Validator(json.load(open(sys.argv[1])), "
            "format_checker=jsonschema.FormatChecker()).validate(json.load(open(sys.argv[2])))' " CASUSTAFEL_SCHEMAS
            "/receipt.schema.json " +
            world_.file("receipt.json").string();
        EXPECT_EQ(std::system(command.c_str()), 0);
    }
}

} // namespace
} // namespace casustafel::test
