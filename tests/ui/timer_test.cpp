#include "support/table_driver.h"
#include "ui/views/timer.h"
#include "ui/views/views.h"

#include <gtest/gtest.h>

// The time box of a case: calm, and nothing is drawn until it shows something else.

namespace casustafel::test {

using namespace std::chrono_literals;

namespace {

std::string timer_after(const TableDriver& table, std::chrono::milliseconds open)
{
    ui::Snapshot later = table.snapshot();
    later.now = *table.open_case().open_since + open;
    return ui::case_view(later, table.state()).timer;
}

} // namespace

TEST(Timer, moves_in_steps_of_ten_seconds)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    EXPECT_EQ(timer_after(table, 0ms), "00:00");
    EXPECT_EQ(timer_after(table, 9'999ms), "00:00");
    EXPECT_EQ(timer_after(table, 10s), "00:10");
    EXPECT_EQ(timer_after(table, 12min + 49s), "12:40");
}

TEST(Timer, asks_for_no_frame_before_it_shows_something_else)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    ui::Snapshot later = table.snapshot();
    for (const auto open : {0ms, 1ms, 9'999ms, 10'000ms, 754'321ms}) {
        later.now = *table.open_case().open_since + open;
        const auto left = ui::until_timer_moves(later);
        EXPECT_GT(left, 0ms);
        EXPECT_EQ(timer_after(table, open), timer_after(table, open + left - 1ms));
        EXPECT_NE(timer_after(table, open), timer_after(table, open + left));
    }
}

TEST(Timer, stands_still_when_the_clock_is_put_back)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    EXPECT_EQ(timer_after(table, -5s), "00:00");
}

} // namespace casustafel::test
