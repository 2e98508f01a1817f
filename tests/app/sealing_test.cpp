#include "app/recording_fixture.h"

#include "support/crash_vfs.h"

#include <gmock/gmock.h>

#include <algorithm>

// From the last decision to an envelope without a key.

namespace casustafel::app {
namespace {

using namespace std::chrono_literals;
using core::EnvelopeState;
using testing::IsEmpty;
using testing::SizeIs;

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

TEST(Sealing, keeps_the_key_until_the_disk_has_the_envelope_and_makes_it_anew_after_a_spoiled_one)
{
    support::CrashDisk disk;
    RecorderWorld world{disk.name()};
    world.switch_on();
    world.hold_conference();
    disk.spoil_writes_with("\"ciphertext\""); // says 'done' and has something else
    const core::MinutesId minutes = world.seal();
    ASSERT_TRUE(disk.fault_happened());
    EXPECT_THAT(world.published()->conferences, SizeIs(1)) << "the only copy is the conference";
    EXPECT_EQ(world.published()->notices.back().what, Notice::sealing_failed);
    disk.restart();
    world.switch_on();
    EXPECT_THAT(world.published()->conferences, SizeIs(1)) << "a spoiled draft destroys no key";
    world.unlock();
    EXPECT_THAT(world.published()->conferences, IsEmpty());
    ASSERT_THAT(world.published()->envelopes, SizeIs(1));
    EXPECT_EQ(world.envelope(minutes).seq, 1U);
    EXPECT_TRUE(world.opened(minutes));
    world.switch_off();
}

TEST(Sealing, sends_without_unlocking_a_draft_that_the_disk_has_whole)
{
    RecorderWorld world;
    world.switch_on();
    world.hold_conference();
    const core::MinutesId minutes = world.seal();
    world.switch_off();
    {
        auto database = sql::Database::open(world.folder() / "queue.db", {});
        ASSERT_TRUE(database->execute("UPDATE envelope SET state = 'sealing'")); // cut before the last step of storing
    }
    world.switch_on();
    EXPECT_EQ(world.envelope(minutes).state, EnvelopeState::sealed);
    EXPECT_THAT(world.published()->conferences, IsEmpty());
    EXPECT_THAT(world.for_courier(), SizeIs(1));
}

} // namespace
} // namespace casustafel::app
