#include "core/time.h"

#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace std::chrono_literals;

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
