#include "update/updates_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <future>

// The same: what a person wishes, the stick, the start that an update begins with, and what the bureau hears of it.

namespace casustafel::device {
namespace {

using namespace std::chrono_literals;
using core::UpdateRefusal;
using core::UpdateStage;
using testing::HasSubstr;
namespace fs = std::filesystem;

TEST_F(Updates, what_was_refused_or_fell_back_is_tried_again_only_at_a_persons_wish)
{
    publish(bytes_, "0.2.0");
    for (const UpdateStage stage : {UpdateStage::refused, UpdateStage::fell_back}) {
        installed_as({.stage = stage,
                      .version = "0.2.0",
                      .percent = 0,
                      .refusal = stage == UpdateStage::refused ? UpdateRefusal::too_old : UpdateRefusal::none,
                      .sha256 = seal::sha256(core::bytes_of(bytes_))});
        switch_on();
        later(2h);
        EXPECT_FALSE(ordered());
        EXPECT_EQ(state().stage, stage);
        updater_->update_now();
        EXPECT_TRUE(state().looking);
        work();
        EXPECT_FALSE(state().looking);
        EXPECT_TRUE(ordered());
    }
}

TEST_F(Updates, a_wish_is_seen_to_at_any_hour_but_not_while_a_conference_is_open)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    publish(bytes_, "0.2.0");
    use_.unlocked = true;
    updater_->update_now();
    work();
    EXPECT_FALSE(ordered());
    use_.unlocked = false;
    later(3s);
    EXPECT_TRUE(ordered());
}

TEST_F(Updates, a_wish_without_contact_says_so)
{
    cable_.unplugged = true;
    updater_->update_now();
    work();
    EXPECT_EQ(state().stage, UpdateStage::refused);
    EXPECT_EQ(state().refusal, UpdateRefusal::unreachable);
    cable_.unplugged = false;
    updater_->update_now();
    work();
    EXPECT_EQ(state().stage, UpdateStage::none) << "nothing is offered";
}

TEST_F(Updates, progress_of_installing_is_shown_and_the_start_is_asked_for_when_it_is_quiet)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    installed_as({.stage = UpdateStage::installing, .version = "0.2.0", .percent = 40, .refusal = {}, .sha256 = {}});
    work();
    EXPECT_EQ(state(), (core::UpdateState{.stage = UpdateStage::installing, .version = "0.2.0", .percent = 40}));
    later(2h);
    EXPECT_FALSE(fs::exists(folder() / "restart")) << "not while it is installed";
    installed_as(
        {.stage = UpdateStage::restart_waiting, .version = "0.2.0", .percent = 100, .refusal = {}, .sha256 = {}});
    use_.unlocked = true;
    later(3s);
    EXPECT_EQ(state().stage, UpdateStage::restart_waiting);
    EXPECT_FALSE(fs::exists(folder() / "restart"));
    use_.unlocked = false;
    later(30min);
    EXPECT_FALSE(fs::exists(folder() / "restart"));
    later(31min);
    EXPECT_TRUE(fs::exists(folder() / "restart"));
}

TEST_F(Updates, it_does_not_start_again_before_somebodys_eyes)
{
    installed_as(
        {.stage = UpdateStage::restart_waiting, .version = "0.2.0", .percent = 100, .refusal = {}, .sha256 = {}});
    updater_->attend();
    work();
    later(9min);
    EXPECT_FALSE(fs::exists(folder() / "restart")) << "at night, but a technician is at work";
    later(1min);
    EXPECT_TRUE(fs::exists(folder() / "restart"));
}

TEST_F(Updates, a_person_may_start_the_device_again_at_once)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    updater_->restart();
    work();
    EXPECT_TRUE(fs::exists(folder() / "restart"));
}

TEST_F(Updates, one_on_a_stick_is_seen_and_taken_only_when_asked_for)
{
    put_on_stick("notes.txt", "hello");
    put_on_stick("casustafel-0.2.0.raucb", bytes_);
    work();
    EXPECT_TRUE(state().on_stick);
    EXPECT_FALSE(ordered());
    updater_->update_from_stick();
    work();
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_THAT(test::read_text(folder() / "new.json"), HasSubstr(hex_of(bytes_)));
    EXPECT_EQ(state().stage, UpdateStage::ready);
}

TEST_F(Updates, a_stick_that_is_gone_or_a_full_disk_is_said)
{
    updater_->update_from_stick();
    work();
    EXPECT_EQ(state().refusal, UpdateRefusal::stick_unreadable);
    put_on_stick("update.raucb", bytes_);
    free_ = 1000;
    updater_->update_from_stick();
    work();
    EXPECT_EQ(state().refusal, UpdateRefusal::no_room);
    EXPECT_FALSE(ordered());
    EXPECT_FALSE(fs::exists(folder() / "stick.unfinished"));
    free_ = std::uint64_t{1} << 30;
    updater_->update_from_stick();
    work();
    EXPECT_TRUE(ordered());
}

TEST_F(Updates, the_bureau_hears_of_each_change_and_once_an_hour)
{
    work();
    EXPECT_EQ(cable_.reports, 1);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("version=0.1.0\tupdate=none\tseen="));
    later(30min);
    EXPECT_EQ(cable_.reports, 1);
    later(30min);
    EXPECT_EQ(cable_.reports, 2);
    installed_as({.stage = UpdateStage::fell_back, .version = "0.2.0", .percent = 0, .refusal = {}, .sha256 = {}});
    later(3s);
    EXPECT_EQ(cable_.reports, 3);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("update=fell-back:0.2.0\t"));
}

TEST_F(Updates, without_contact_it_asks_and_reports_ever_more_slowly_and_at_once_when_it_is_back)
{
    publish(bytes_, "0.2.0");
    cable_.unplugged = true;
    work();
    later(30s);
    cable_.unplugged = false;
    later(10s);
    EXPECT_EQ(cable_.reports, 0) << "it waits";
    later(4min);
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_GT(cable_.reports, 0);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("update=ready\t"));
}

TEST_F(Updates, a_result_that_cannot_be_read_is_none)
{
    for (const std::string text : {"", "{", "{\"type\":\"casustafel/update-result\"}", "[]"}) {
        std::ofstream{result_file()} << text;
        work();
        EXPECT_EQ(state().stage, UpdateStage::none) << text;
    }
}

TEST_F(Updates, work_on_a_thread_of_its_own_ends_at_once)
{
    publish(bytes_, "0.2.0");
    std::promise<void> ready;
    updater_->start([&] {
        if (updater_->state().stage == UpdateStage::ready) ready.set_value();
    });
    EXPECT_EQ(ready.get_future().wait_for(20s), std::future_status::ready);
    updater_->stop();
    EXPECT_EQ(bundle(), bytes_);
}

} // namespace
} // namespace casustafel::device
