#include "app/recorder_world.h"

#include "support/crash_vfs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace casustafel::app {
namespace {

using namespace std::chrono_literals;
using core::EnvelopeState;
using core::ReceiptStage;
using testing::IsEmpty;
using testing::SizeIs;

class Recording : public testing::Test {
protected:
    Recording() { world.switch_on(); }
    Notice last_notice() const { return world.published()->notices.back().what; }

    RecorderWorld world;
};

// --- packages

TEST_F(Recording, keeps_a_package_that_comes_while_locked_and_imports_it_after_unlocking)
{
    world.arrive(world.package());
    EXPECT_EQ(world.published()->waiting_packages, 1);
    EXPECT_THAT(world.published()->conferences, IsEmpty());
    world.switch_on();
    EXPECT_EQ(world.published()->waiting_packages, 1) << "it survives switching off";
    world.unlock();
    EXPECT_EQ(world.published()->waiting_packages, 0);
    EXPECT_THAT(world.published()->conferences, SizeIs(1));
    EXPECT_THAT(world.published()->notices, IsEmpty());
}

TEST_F(Recording, refuses_a_damaged_package_and_leaves_earlier_data_alone)
{
    world.open_conference();
    core::Bytes bytes = world.package([](nlohmann::json& one) { one["id"] = "aaaaaaaa-0000-4000-8000-000000000001"; });
    bytes[bytes.size() / 2] ^= 1;
    world.arrive(bytes, "package-2");
    EXPECT_EQ(last_notice(), Notice::package_damaged);
    EXPECT_EQ(world.published()->waiting_packages, 0);
    ASSERT_TRUE(world.published()->conference);
    EXPECT_EQ(world.published()->conference->package.id.value(), "f631dc90-0a28-54be-8e18-88d643ae30a9");
}

TEST_F(Recording, refuses_a_package_by_a_stranger_or_for_another_device)
{
    world.unlock();
    world.arrive(world.package([](nlohmann::json& one) { one["device_ids"] = {"CT-0099"}; }));
    EXPECT_EQ(world.published()->notices.size(), 1U);
    world.parties.desk = seal::signing_key("somebody else");
    world.arrive(world.package(), "package-2");
    EXPECT_EQ(world.published()->notices.size(), 2U);
    EXPECT_EQ(last_notice(), Notice::package_damaged);
    EXPECT_THAT(world.published()->conferences, IsEmpty());
}

TEST_F(Recording, says_that_a_package_is_past_its_end)
{
    world.unlock();
    world.arrive(world.package([](nlohmann::json& one) { one["expires_at"] = "2026-11-21T12:59:59+01:00"; }));
    EXPECT_EQ(last_notice(), Notice::package_expired);
    EXPECT_THAT(world.published()->conferences, IsEmpty());
}

TEST_F(Recording, takes_a_package_that_comes_again_for_the_same_one)
{
    world.hold_conference();
    const auto before = world.published()->conference->fact_count;
    world.arrive(world.package(), "package-2");
    EXPECT_EQ(world.published()->conference->fact_count, before);
    EXPECT_THAT(world.published()->notices, IsEmpty());
    EXPECT_THAT(world.published()->conferences, SizeIs(1));
}

TEST_F(Recording, replaces_a_package_until_the_conference_starts)
{
    const auto newer = [](const char* id) {
        return [id](nlohmann::json& one) {
            one["id"] = id;
            one["conference"]["room"] = "De Oude Zaal";
        };
    };
    world.open_conference();
    world.arrive(world.package(newer("aaaaaaaa-0000-4000-8000-000000000001")), "package-2");
    EXPECT_EQ(world.published()->conference->package.conference.room, "De Oude Zaal");
    world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}});
    world.perform(core::command::StartConference{});
    world.arrive(world.package(newer("aaaaaaaa-0000-4000-8000-000000000002")), "package-3");
    EXPECT_EQ(last_notice(), Notice::package_for_started_conference);
    EXPECT_EQ(world.published()->conference->package.id.value(), "aaaaaaaa-0000-4000-8000-000000000001");
}

TEST_F(Recording, lets_a_package_wait_until_there_are_keys_to_judge_it)
{
    world.has_keys = false;
    world.switch_on();
    world.unlock();
    world.arrive(world.package());
    EXPECT_EQ(world.published()->waiting_packages, 1);
    EXPECT_THAT(world.published()->notices, IsEmpty());
    world.handle(KeysArrived{world.key_set(5, world.now + 24h)});
    EXPECT_EQ(world.published()->waiting_packages, 0);
    EXPECT_THAT(world.published()->conferences, SizeIs(1));
}

TEST_F(Recording, moves_the_term_with_the_package_that_replaces_another)
{
    world.open_conference();
    const auto later = [](nlohmann::json& one) {
        one["id"] = "aaaaaaaa-0000-4000-8000-000000000001";
        one["expires_at"] = "2026-12-20T00:00:00+01:00";
    };
    world.arrive(world.package(later), "package-2");
    ASSERT_THAT(world.published()->conferences, SizeIs(1));
    EXPECT_EQ(world.published()->conferences.front().expires_at, *core::parse_instant("2026-12-20T00:00:00+01:00"));
    ASSERT_TRUE(world.published()->conference);
    EXPECT_FALSE(world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}}).fault) << "still writable";
}

TEST_F(Recording, erases_a_conference_past_its_term_once_it_is_unlocked)
{
    world.open_conference();
    world.now = *core::parse_instant("2026-11-28T00:00:00+01:00");
    world.switch_on();
    EXPECT_THAT(world.published()->conferences, SizeIs(1)) << "locked, it could be one that was sealed just now";
    world.unlock();
    EXPECT_THAT(world.published()->conferences, IsEmpty());
}

TEST_F(Recording, imports_a_package_whose_first_fact_the_power_cut_off)
{
    int cuts = 0;
    for (int nth = 1; cuts < 12; ++nth, ++cuts) {
        RecorderWorld other;
        other.switch_on();
        other.unlock();
        const core::Bytes package = other.package();
        other.power.cut_at(nth, true);
        other.arrive(package);
        if (!other.power.is_cut()) break;
        other.power.restore();
        other.switch_on();
        other.unlock();
        other.arrive(package); // the relay gives it again, or it waited here
        ASSERT_THAT(other.published()->conferences, SizeIs(1)) << "cut " << nth;
        other.handle(OpenConference{conference_id});
        ASSERT_TRUE(other.published()->conference) << "cut " << nth;
        EXPECT_EQ(other.published()->conference->cases.size(), 3U) << "cut " << nth;
    }
    EXPECT_GE(cuts, 3);
}

// --- people

TEST_F(Recording, makes_wrong_pins_wait_longer_and_longer)
{
    for (int i = 0; i < 4; ++i) {
        world.handle(Unlock{{"0000"}});
        EXPECT_FALSE(world.published()->unlocked);
        if (const auto retry = world.published()->last_unlocking.retry_at) world.now = *retry;
    }
    EXPECT_EQ(world.published()->last_unlocking.wrong_attempts, 4);
    world.handle(Unlock{{"0000"}});
    const auto retry = world.published()->last_unlocking.retry_at;
    ASSERT_TRUE(retry);
    world.unlock();
    EXPECT_FALSE(world.published()->unlocked) << "the right PIN waits too";
    world.switch_on();
    world.unlock();
    EXPECT_FALSE(world.published()->unlocked) << "switching off doesn't shorten the wait";
    world.now = *retry;
    world.unlock();
    EXPECT_TRUE(world.published()->unlocked);
}

TEST_F(Recording, shows_nothing_of_a_conference_once_locked)
{
    world.hold_conference();
    ASSERT_TRUE(world.published()->conference);
    world.handle(Lock{});
    EXPECT_FALSE(world.published()->conference);
    EXPECT_FALSE(world.published()->unlocked);
    EXPECT_FALSE(world.perform(core::command::OpenCase{first_case}).accepted());
}

TEST_F(Recording, answers_a_refused_command_with_its_reason_and_changes_nothing)
{
    world.open_conference();
    const auto before = world.published()->conference->fact_count;
    const Answer answer = world.perform(core::command::OpenCase{first_case});
    ASSERT_TRUE(answer.rejected);
    EXPECT_EQ(answer.rejected->why, core::Refusal::not_started);
    EXPECT_EQ(world.published()->conference->fact_count, before);
}

TEST_F(Recording, says_that_it_isn_t_saved_when_the_disk_fails_and_goes_on_readable)
{
    world.open_conference();
    world.power.cut_at(1, false);
    const Answer lost = world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}});
    EXPECT_TRUE(lost.fault);
    EXPECT_TRUE(world.published()->storage_fault);
    ASSERT_TRUE(world.published()->conference);
    EXPECT_EQ(world.published()->conference->fact_count, 1U) << "what wasn't saved isn't shown";
    world.power.restore();
    EXPECT_TRUE(world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}}).accepted());
    EXPECT_FALSE(world.published()->storage_fault);
}

TEST(FullDisk, is_said_at_the_command_and_over_when_there_is_room_again)
{
    for (const support::DiskFault fault : {support::DiskFault::full, support::DiskFault::read_only}) {
        support::CrashDisk disk;
        RecorderWorld world{disk.name()};
        world.switch_on();
        world.open_conference();
        disk.fail_at_write(1, fault, true);
        const Answer lost = world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}});
        ASSERT_TRUE(disk.fault_happened());
        ASSERT_TRUE(lost.fault);
        EXPECT_EQ(lost.fault->code, core::Errc::full);
        ASSERT_TRUE(world.published()->conference);
        EXPECT_EQ(world.published()->conference->fact_count, 1U);
        disk.restart();
        EXPECT_TRUE(world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}}).accepted());
        EXPECT_FALSE(world.published()->storage_fault);
        world.switch_off();
    }
}

// --- sealing

TEST_F(Recording, seals_into_an_envelope_for_the_bureau_and_destroys_its_own_key)
{
    world.hold_conference();
    world.for_courier();
    const core::MinutesId minutes = world.seal();
    EXPECT_THAT(world.published()->conferences, IsEmpty());
    EXPECT_EQ(world.envelope(minutes).state, EnvelopeState::sealed);
    const auto opened = world.opened(minutes);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->cases.front().agreements.front().content.text, "Intake inplannen");
    const auto offers = world.for_courier();
    EXPECT_TRUE(std::ranges::any_of(offers, [](const ToCourier& one) { return std::holds_alternative<Offer>(one); }));
    EXPECT_THAT(world.published()->notices, IsEmpty());
}

TEST_F(Recording, never_brings_a_sealed_conference_back_to_life)
{
    const core::Bytes package = world.package();
    world.hold_conference();
    const core::MinutesId minutes = world.seal();
    world.handle(Lock{});
    world.unlock();
    world.arrive(package, "package-1-again");
    EXPECT_THAT(world.published()->conferences, IsEmpty());
    EXPECT_EQ(last_notice(), Notice::package_for_started_conference);
    EXPECT_TRUE(world.opened(minutes));
}

TEST(Sealing, keeps_a_conference_past_its_term_until_its_envelope_is_made)
{
    RecorderWorld world;
    world.switch_on();
    world.hold_conference();
    world.power.cut_at(3, true); // the fact `Sealed` is committed, the envelope isn't made
    const core::MinutesId minutes = world.seal();
    ASSERT_TRUE(world.power.is_cut());
    world.now += 24h * 60;
    world.switch_on();
    ASSERT_THAT(world.published()->envelopes, IsEmpty()) << "cut too late for what this test is about";
    ASSERT_THAT(world.published()->conferences, SizeIs(1));
    world.unlock();
    const auto opened = world.opened(minutes);
    EXPECT_TRUE(opened) << opened.error().detail;
}

TEST(Sealing, ends_with_one_whole_envelope_and_no_key_whichever_step_the_power_cuts)
{
    int cuts = 0;
    for (const bool after : {false, true}) {
        for (int nth = 1;; ++nth) {
            RecorderWorld world;
            world.switch_on();
            world.hold_conference();
            world.power.cut_at(nth, after);
            const core::MinutesId minutes = world.seal();
            if (!world.power.is_cut()) break; // that was one more than sealing takes
            ++cuts;
            world.switch_on();
            world.unlock();
            world.handle(OpenConference{conference_id});
            if (!world.published()->conferences.empty()) {
                // The fact wasn't committed: an open conference, whole, that can be sealed now.
                ASSERT_TRUE(world.published()->conference) << "cut " << nth;
                EXPECT_FALSE(world.published()->conference->sealed_at) << "cut " << nth;
                world.seal();
            }
            EXPECT_THAT(world.published()->conferences, IsEmpty()) << "cut " << nth;
            ASSERT_THAT(world.published()->envelopes, SizeIs(1)) << "cut " << nth;
            EXPECT_EQ(world.envelope(minutes).seq, 1U);
            const auto opened = world.opened(minutes);
            ASSERT_TRUE(opened) << "cut " << nth << ": " << opened.error().detail;
            EXPECT_THAT(opened->cases.front().agreements, SizeIs(1));
        }
    }
    EXPECT_GE(cuts, 14) << "a test that cuts nothing proves nothing";
}

// --- receipts

class Delivering : public Recording {
protected:
    Delivering()
    {
        world.hold_conference();
        minutes = world.seal();
        world.for_courier();
    }
    void hear(const std::string& receipt) { world.handle(ReceiptArrived{minutes, receipt}); }
    EnvelopeState state() const { return world.envelope(minutes).state; }

    core::MinutesId minutes;
};

TEST_F(Delivering, marks_as_sent_what_the_relay_stored_though_it_can_t_know_the_number_inside)
{
    hear(world.receipt(world.envelope(minutes), ReceiptStage::stored));
    EXPECT_EQ(state(), EnvelopeState::sent);
    EXPECT_TRUE(world.opened(minutes)) << "the bytes stay until the desk has opened them";
}

TEST_F(Delivering, erases_the_envelope_when_the_desk_has_proven_that_it_opened_these_bytes)
{
    hear(world.receipt(world.envelope(minutes), ReceiptStage::opened));
    EXPECT_EQ(state(), EnvelopeState::opened);
    EXPECT_FALSE(world.opened(minutes));
}

TEST_F(Delivering, erases_nothing_for_a_receipt_about_other_bytes)
{
    const core::Envelope envelope = world.envelope(minutes);
    hear(world.receipt(envelope, ReceiptStage::opened, [](core::Receipt& one) { one.sha256[0] ^= 1; }));
    hear(world.receipt(envelope, ReceiptStage::opened, [](core::Receipt& one) { (*one.inner_sha256)[0] ^= 1; }));
    hear(world.receipt(envelope, ReceiptStage::opened, [](core::Receipt& one) { one.minutes_seq += 1; }));
    hear(world.receipt(envelope, ReceiptStage::opened,
                       [](core::Receipt& one) { one.device = core::DeviceId{"CT-0099"}; }));
    EXPECT_EQ(state(), EnvelopeState::sealed);
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, erases_nothing_for_a_receipt_by_the_wrong_key)
{
    const core::Receipt opened = world.receipt_for(world.envelope(minutes), ReceiptStage::opened);
    hear(world.receipt_by(world.relay, opened));
    hear(world.receipt_by(seal::signing_key("somebody else"), opened));
    hear("not even a receipt");
    EXPECT_EQ(state(), EnvelopeState::sealed);
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, keeps_the_reason_of_a_refusal_and_the_envelope_with_it)
{
    hear(world.receipt(world.envelope(minutes), ReceiptStage::refused));
    EXPECT_EQ(state(), EnvelopeState::refused);
    EXPECT_EQ(world.envelope(minutes).refused_because, "onleesbaar");
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, offers_what_waits_again_after_switching_on_without_anyone_unlocking)
{
    world.switch_on();
    const auto offers = world.for_courier();
    ASSERT_THAT(offers, SizeIs(1));
    const auto* offer = std::get_if<Offer>(&offers.front());
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->minutes, minutes);
    EXPECT_FALSE(offer->already_stored);
}

TEST_F(Delivering, never_erases_unsent_minutes_however_late_it_gets)
{
    world.now += 24h * 365;
    world.switch_on();
    EXPECT_EQ(state(), EnvelopeState::sealed);
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, gives_the_courier_the_stored_bytes_unchanged_each_time)
{
    world.handle(WantEnvelope{minutes});
    world.handle(WantEnvelope{minutes});
    const auto messages = world.for_courier();
    ASSERT_THAT(messages, SizeIs(2));
    const auto& first = std::get<EnvelopeReady>(messages[0]);
    const auto& second = std::get<EnvelopeReady>(messages[1]);
    ASSERT_TRUE(first.bytes && second.bytes);
    EXPECT_EQ(*first.bytes, *second.bytes);
    EXPECT_EQ(seal::sha256(*first.bytes), world.envelope(minutes).sha256);
}

} // namespace
} // namespace casustafel::app
