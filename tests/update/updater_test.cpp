#include "update/updates_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// A device's updates from a real relay over loopback, with a clock, a cable and a person that the test moves: how they
// are fetched.

namespace casustafel::device {
namespace {

using namespace std::chrono_literals;
using core::UpdateRefusal;
using core::UpdateStage;
using testing::HasSubstr;
namespace fs = std::filesystem;

TEST_F(Updates, one_is_fetched_in_pieces_at_night_and_ordered_to_be_installed)
{
    publish(bytes_, "0.2.0");
    work();
    ASSERT_TRUE(ordered());
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_THAT(cable_.pieces, testing::ElementsAre(0, 1U << 20, 2U << 20));
    const std::string order = test::read_text(folder() / "new.json");
    EXPECT_THAT(order, HasSubstr("\"sha256\":\"" + hex_of(bytes_) + "\""));
    EXPECT_EQ(state().stage, UpdateStage::ready);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("version=0.1.0\tupdate=ready\tseen="));
}

TEST_F(Updates, by_day_one_waits_for_an_hour_of_rest)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    publish(bytes_, "0.2.0");
    work();
    EXPECT_EQ(state().stage, UpdateStage::offered);
    EXPECT_EQ(state().version, "0.2.0");
    EXPECT_TRUE(cable_.pieces.empty());
    use_.unlocked = true;
    later(50min);
    use_.unlocked = false;
    later(50min);
    EXPECT_FALSE(ordered()) << "it was used in between";
    later(11min);
    EXPECT_TRUE(ordered());
}

TEST_F(Updates, one_for_another_kind_of_device_or_the_version_that_runs_is_left)
{
    publish(bytes_, "0.2.0", "casustafel-raspberrypi-4");
    publish(some_bytes(1000, 2), "0.1.0");
    work();
    EXPECT_EQ(state().stage, UpdateStage::none);
    EXPECT_FALSE(fs::exists(folder()));
}

TEST_F(Updates, a_pulled_cable_costs_only_what_was_under_way)
{
    publish(bytes_, "0.2.0");
    cable_.breaks_after = (1U << 20) + 300'000;
    work();
    EXPECT_EQ(half(bytes_), (1U << 20) + 300'000U);
    EXPECT_FALSE(ordered());
    cable_.unplugged = false;
    cable_.breaks_after = std::numeric_limits<std::size_t>::max();
    cable_.pieces.clear();
    later(30s);
    EXPECT_TRUE(cable_.pieces.empty()) << "not at once again";
    later(1min);
    EXPECT_EQ(cable_.pieces.front(), (1U << 20) + 300'000U);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_device_that_was_switched_off_goes_on_where_it_was)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    updater_->turn();
    EXPECT_EQ(half(bytes_), 2U << 20);
    switch_on();
    cable_.pieces.clear();
    work();
    EXPECT_THAT(cable_.pieces, testing::ElementsAre(2U << 20));
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_tail_that_a_power_cut_took_is_fetched_again)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    updater_->turn();
    const fs::path file = folder() / (hex_of(bytes_) + ".unfinished");
    fs::resize_file(file, 1'500'000);
    switch_on();
    work();
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, cut_off_between_the_bundle_and_its_order_it_only_needs_the_order)
{
    publish(bytes_, "0.2.0");
    work();
    fs::remove(folder() / "new.json");
    switch_on();
    cable_.pieces.clear();
    work();
    EXPECT_TRUE(ordered());
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_TRUE(cable_.pieces.empty());
}

TEST_F(Updates, bytes_that_are_not_their_digest_are_thrown_away_and_fetched_again_ever_more_slowly)
{
    publish(bytes_, "0.2.0");
    cable_.spoils = true;
    work();
    EXPECT_FALSE(ordered());
    EXPECT_EQ(half(bytes_), 0U);
    EXPECT_EQ(state().stage, UpdateStage::refused);
    EXPECT_EQ(state().refusal, UpdateRefusal::damaged);
    EXPECT_THAT(log_, HasSubstr("it isn't what its digest says"));
    const std::size_t once = cable_.pieces.size();
    later(59min);
    EXPECT_EQ(cable_.pieces.size(), once);
    later(1min);
    EXPECT_EQ(cable_.pieces.size(), 2 * once);
    later(119min);
    EXPECT_EQ(cable_.pieces.size(), 2 * once);
    cable_.spoils = false;
    later(1min);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, somebody_who_unlocks_stops_it_within_a_piece)
{
    publish(bytes_, "0.2.0");
    cable_.in_the_middle = [this] { use_.unlocked = true; };
    work();
    EXPECT_GT(half(bytes_), 0U);
    EXPECT_LT(half(bytes_), 1U << 20);
    EXPECT_EQ(cable_.pieces.size(), 1U);
    later(3s);
    EXPECT_EQ(cable_.pieces.size(), 1U);
    cable_.in_the_middle = {};
    use_.unlocked = false;
    later(3s);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_full_disk_is_left_its_room)
{
    publish(bytes_, "0.2.0");
    free_ = std::uint64_t{65} << 20;
    work();
    EXPECT_TRUE(cable_.pieces.empty());
    EXPECT_EQ(state().refusal, UpdateRefusal::no_room);
    free_ = std::uint64_t{128} << 20;
    later(1min);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_withdrawn_one_is_forgotten_with_what_is_here_of_it)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    EXPECT_GT(half(bytes_), 0U);
    withdraw(1);
    work();
    EXPECT_EQ(half(bytes_), 0U);
    EXPECT_EQ(state().stage, UpdateStage::none);
}

TEST_F(Updates, a_newer_one_takes_its_place_in_the_middle)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    const std::string newer = some_bytes(700'000, 9);
    publish(newer, "0.3.0");
    work();
    EXPECT_EQ(half(bytes_), 0U) << "the relay doesn't know it any more";
    later(1h);
    EXPECT_EQ(bundle(), newer);
}

} // namespace
} // namespace casustafel::device
