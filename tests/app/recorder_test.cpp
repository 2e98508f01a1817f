#include "app/recording_fixture.h"

#include "support/crash_vfs.h"

#include <gmock/gmock.h>

// People at the device, and a disk that fails.

namespace casustafel::app {
namespace {

using namespace std::chrono_literals;

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

TEST_F(Recording, locks_when_what_unlocked_it_is_pulled_out)
{
    EXPECT_FALSE(world.watch_key()) << "while locked there is nothing to look at";
    world.hold_conference();
    EXPECT_TRUE(world.watch_key());
    EXPECT_TRUE(world.published()->unlocked);
    world.key_plugged_in = false;
    EXPECT_FALSE(world.watch_key());
    EXPECT_FALSE(world.published()->unlocked);
    EXPECT_FALSE(world.published()->conference);
    EXPECT_THAT(world.log, testing::Contains("the key was pulled out"));
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

TEST_F(Recording, keeps_what_is_being_filled_in_over_a_power_cut_until_it_is_taken_away)
{
    core::AgreementContent content;
    content.text = "Intake inplannen";
    const core::Facts draft{core::fact::AgreementProposed{
        first_case, core::AgreementId{"6f2d3c7e-58c1-4d2a-9b0f-0d3f1c2b4a5e"}, 1, content}};
    world.open_conference();
    const auto before = world.published()->conference->fact_count;
    world.handle(KeepDraft{draft});
    world.switch_on();
    EXPECT_TRUE(world.published()->draft.empty()) << "nothing is read while it is locked";
    world.unlock();
    world.handle(OpenConference{conference_id});
    EXPECT_EQ(world.published()->draft, draft);
    EXPECT_EQ(world.published()->conference->fact_count, before) << "a draft is no fact";
    world.handle(KeepDraft{});
    world.handle(CloseConference{});
    EXPECT_TRUE(world.published()->draft.empty());
    world.handle(OpenConference{conference_id});
    EXPECT_TRUE(world.published()->draft.empty());
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

} // namespace
} // namespace casustafel::app
