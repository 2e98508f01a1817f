#include "core/update_policy.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace std::chrono_literals;

namespace {

Calendar amsterdam()
{
    return Calendar{*std::chrono::locate_zone("Europe/Amsterdam")};
}

Instant at(const char* text)
{
    return *parse_instant(text);
}

bool quiet(const DeviceUse& use)
{
    return is_quiet(use, amsterdam());
}

const Instant afternoon = at("2026-11-24T14:00:00+01:00");

TEST(UpdatePolicy, the_night_is_from_ten_to_six_in_amsterdam)
{
    for (const auto& [time, expected] : {std::pair{"2026-11-24T21:59:59+01:00", false},
                                         {"2026-11-24T22:00:00+01:00", true},
                                         {"2026-11-25T05:59:59+01:00", true},
                                         {"2026-11-25T06:00:00+01:00", false},
                                         {"2026-07-01T21:59:59+02:00", false},
                                         {"2026-07-01T22:00:00+02:00", true}})
        EXPECT_EQ(quiet({.locked_for = 1min, .now = at(time), .clock_trusted = true}), expected) << time;
}

TEST(UpdatePolicy, an_hour_locked_is_as_good_as_the_night)
{
    EXPECT_FALSE(quiet({.locked_for = 59min, .now = afternoon, .clock_trusted = true}));
    EXPECT_TRUE(quiet({.locked_for = 60min, .now = afternoon, .clock_trusted = true}));
}

TEST(UpdatePolicy, an_unlocked_device_is_never_disturbed)
{
    EXPECT_FALSE(
        quiet({.unlocked = true, .locked_for = 24h, .now = at("2026-11-24T03:00:00+01:00"), .clock_trusted = true}));
}

TEST(UpdatePolicy, nor_somebody_who_stands_before_a_locked_one)
{
    EXPECT_FALSE(
        quiet({.attended = true, .locked_for = 24h, .now = at("2026-11-24T03:00:00+01:00"), .clock_trusted = true}));
}

TEST(UpdatePolicy, neither_is_one_with_a_conference_going_on_or_near)
{
    const auto with = [](Instant::duration from_now) {
        return quiet({.locked_for = 3h, .now = afternoon, .clock_trusted = true, .starts = {afternoon + from_now}});
    };
    EXPECT_FALSE(with(0min)) << "begins now";
    EXPECT_FALSE(with(119min)) << "begins soon";
    EXPECT_TRUE(with(120min));
    EXPECT_FALSE(with(-5h)) << "locked in the break";
    EXPECT_FALSE(with(-11h));
    EXPECT_TRUE(with(-12h)) << "never sealed, forgotten";
    EXPECT_FALSE(quiet({.locked_for = 3h,
                        .now = at("2026-11-24T23:00:00+01:00"),
                        .clock_trusted = true,
                        .starts = {at("2026-12-24T13:00:00+01:00"), at("2026-11-24T19:00:00+01:00")}}))
        << "an evening conference that isn't sealed";
}

TEST(UpdatePolicy, without_a_trusted_clock_only_an_idle_device_without_conferences_is_quiet)
{
    const Instant night = at("2026-11-24T03:00:00+01:00");
    EXPECT_FALSE(quiet({.locked_for = 5min, .now = night}));
    EXPECT_TRUE(quiet({.locked_for = 1h, .now = night}));
    EXPECT_FALSE(quiet({.locked_for = 48h, .now = night, .starts = {night + 240h}}));
}

InboxItem update(const char* version)
{
    return {"update-1", Digest{7}, 100, "update", version, "casustafel-pc"};
}

TEST(UpdatePolicy, only_an_update_for_this_kind_of_device_is_wanted_and_not_the_version_that_runs)
{
    EXPECT_TRUE(wants_update(update("2"), "casustafel-pc", "1", {}, false));
    EXPECT_FALSE(wants_update(update("1"), "casustafel-pc", "1", {}, true));
    EXPECT_FALSE(wants_update(update("2"), "casustafel-pc-debug", "1", {}, true));
    EXPECT_FALSE(wants_update(update("2"), "", "1", {}, true)) << "a computer that is no device";
    InboxItem package = update("2");
    package.kind = "package";
    EXPECT_FALSE(wants_update(package, "casustafel-pc", "1", {}, true));
}

TEST(UpdatePolicy, what_was_tried_is_tried_again_only_when_a_person_wishes_it)
{
    for (const UpdateStage stage : {UpdateStage::refused, UpdateStage::fell_back, UpdateStage::done}) {
        const UpdateResult last{.stage = stage, .version = "2", .percent = 0, .refusal = {}, .sha256 = Digest{7}};
        EXPECT_FALSE(wants_update(update("2"), "casustafel-pc", "1", last, false));
        EXPECT_TRUE(wants_update(update("2"), "casustafel-pc", "1", last, true));
        UpdateResult other = last;
        other.sha256 = Digest{8};
        EXPECT_TRUE(wants_update(update("2"), "casustafel-pc", "1", other, false)) << "the next one is another one";
    }
}

TEST(UpdatePolicy, what_is_being_installed_or_waits_for_a_start_is_not_fetched_again)
{
    for (const UpdateStage stage : {UpdateStage::installing, UpdateStage::restart_waiting}) {
        const UpdateResult last{.stage = stage, .version = "2", .percent = 0, .refusal = {}, .sha256 = Digest{7}};
        EXPECT_FALSE(wants_update(update("2"), "casustafel-pc", "1", last, true));
    }
}

} // namespace
