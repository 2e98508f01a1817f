#include "core/time.h"

#include "support/builders.h"

#include <gtest/gtest.h>
#include <random>

using namespace casustafel::core;
using namespace std::chrono_literals;

namespace {

Instant noon_utc()
{
    return std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 12h;
}

} // namespace

TEST(Dates, that_are_not_in_the_calendar_are_refused)
{
    EXPECT_EQ(format(*parse_date("2028-02-29")), "2028-02-29");
    for (const char* wrong : {"2026-02-30", "2026-13-01", "2026-2-03", "2026-02-03 ", "", "20260203", "-026-02-03"})
        EXPECT_FALSE(parse_date(wrong)) << wrong;
}

TEST(Instants, are_read_with_their_offset_and_written_in_utc)
{
    EXPECT_EQ(format(*parse_instant("2026-11-21T13:00:00+01:00")), "2026-11-21T12:00:00.000Z");
    EXPECT_EQ(format(*parse_instant("2026-11-21T12:34:56.78999Z")), "2026-11-21T12:34:56.789Z");
    EXPECT_EQ(parse_instant("2026-12-31T23:59:60Z"), parse_instant("2027-01-01T00:00:00Z"));
    for (const char* wrong :
         {"2026-11-21T13:00:00", "2026-11-21 13:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T13:60:00Z",
          "2026-11-21T13:00:00.Z", "2026-11-21T13:00:00+1:00", "2026-02-30T13:00:00Z", "2026-11-21T13:00:00Zx"})
        EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

TEST(Calendars, turn_midnight_in_summer_and_winter_into_the_local_day)
{
    const Calendar calendar = casustafel::support::dutch_calendar();
    EXPECT_EQ(format(calendar.day_of(*parse_instant("2026-07-01T22:30:00Z"))), "2026-07-02");
    EXPECT_EQ(format(calendar.day_of(*parse_instant("2026-12-01T22:30:00Z"))), "2026-12-01");
    EXPECT_EQ(calendar.time_of_day(*parse_instant("2026-12-01T22:30:00Z")), 23h + 30min);
    EXPECT_EQ(format(calendar.start_of(*parse_date("2026-07-01"))), "2026-06-30T22:00:00.000Z");
    EXPECT_EQ(format(plus_days(*parse_date("2026-12-31"), 1)), "2027-01-01");
}

TEST(Instants, take_a_leap_second_only_at_the_end_of_a_month_in_utc)
{
    EXPECT_EQ(parse_instant("2026-12-31T23:59:60.5Z"), *parse_instant("2027-01-01T00:00:00Z") + 500ms);
    EXPECT_EQ(parse_instant("1991-01-01T00:59:60+01:00"), parse_instant("1991-01-01T00:00:00Z"));
    EXPECT_FALSE(parse_instant("2026-12-31T23:59:60+01:00"));
    EXPECT_FALSE(parse_instant("2026-11-21T12:00:60Z"));
    EXPECT_FALSE(parse_instant("2026-11-21T23:59:60Z"));
    EXPECT_FALSE(parse_instant("2026-12-31T23:59:61Z"));
}

TEST(Instants, are_read_in_small_letters_with_far_offsets_and_long_fractions)
{
    EXPECT_EQ(parse_instant("2026-11-21t12:00:00z"), parse_instant("2026-11-21T12:00:00Z"));
    EXPECT_EQ(parse_instant("2026-11-21T12:00:00-00:00"), parse_instant("2026-11-21T12:00:00Z"));
    EXPECT_EQ(parse_instant("2026-11-21T00:30:00+14:00"), parse_instant("2026-11-20T10:30:00Z"));
    EXPECT_EQ(parse_instant("2026-11-21T12:00:00.0019999999999999999Z"), noon_utc() + 1ms);
    EXPECT_EQ(parse_instant("2026-11-21T12:00:00.1Z"), noon_utc() + 100ms);
    for (const char* wrong : {"2026-11-21T12:00:00,1Z", "2026-11-21T12:00Z", "2026-11-21T12:00:00+24:00",
                              "2026-11-21T12:00:00+01:60", "2026-11-21T12:00:00+0100", " 2026-11-21T12:00:00Z",
                              "+2026-11-21T12:00:00Z", "2026-11-21T1a:00:00Z", "2026-11-21"})
        EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

TEST(Instants, come_back_as_they_were_written)
{
    std::mt19937_64 random{20261121};
    std::uniform_int_distribution<std::int64_t> any{0, 4'102'444'800'000}; // up to the year 2100
    for (int n = 0; n < 10'000; ++n) {
        const Instant at{std::chrono::milliseconds{any(random)}};
        ASSERT_EQ(parse_instant(format(at)), at);
    }
}

TEST(Calendars, know_the_day_on_which_the_clock_goes_forward)
{
    const Calendar calendar = casustafel::support::dutch_calendar();
    const Date day = *parse_date("2026-03-29");
    EXPECT_EQ(calendar.start_of(plus_days(day, 1)) - calendar.start_of(day), 23h);
    EXPECT_EQ(calendar.time_of_day(*parse_instant("2026-03-29T00:59:59Z")), 1h + 59min);
    EXPECT_EQ(calendar.time_of_day(*parse_instant("2026-03-29T01:00:00Z")), 3h);
    EXPECT_EQ(calendar.day_of(calendar.start_of(day)), day);
    EXPECT_EQ(calendar.day_of(calendar.start_of(day) - 1ms), plus_days(day, -1));
}

TEST(Calendars, know_the_day_on_which_the_clock_goes_back)
{
    const Calendar calendar = casustafel::support::dutch_calendar();
    const Date day = *parse_date("2026-10-25");
    EXPECT_EQ(calendar.start_of(plus_days(day, 1)) - calendar.start_of(day), 25h);
    EXPECT_EQ(calendar.time_of_day(*parse_instant("2026-10-25T00:30:00Z")), 2h + 30min);
    EXPECT_EQ(calendar.time_of_day(*parse_instant("2026-10-25T01:30:00Z")), 2h + 30min);
    EXPECT_EQ(calendar.day_of(calendar.start_of(plus_days(day, 1)) - 1ms), day);
}

TEST(Dates, are_counted_over_months_leap_days_and_years)
{
    EXPECT_EQ(format(plus_days(*parse_date("2028-02-28"), 1)), "2028-02-29");
    EXPECT_EQ(format(plus_days(*parse_date("2027-02-28"), 1)), "2027-03-01");
    EXPECT_EQ(format(plus_days(*parse_date("2027-01-01"), -1)), "2026-12-31");
    EXPECT_FALSE(parse_date("2100-02-29"));
    EXPECT_TRUE(parse_date("2000-02-29"));
}
