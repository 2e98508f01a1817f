#include "core/delivery.h"

#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;
using namespace std::chrono_literals;

namespace {

const MinutesId minutes{"m-1"};

} // namespace

TEST(Delivery, sends_then_asks_until_the_bureau_opened_it)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    EXPECT_EQ(planner.next(noon()), DeliveryAction{Send{minutes}});
    planner.finished(Send{minutes}, Attempt::stored, noon(), 1);
    EXPECT_EQ(planner.next(noon() + 10s), DeliveryAction{AskReceipt{minutes}});
    planner.finished(AskReceipt{minutes}, Attempt::opened, noon(), 1);
    planner.finished(AskInbox{}, Attempt::waiting, noon(), 1);
    EXPECT_TRUE(std::holds_alternative<SleepUntil>(planner.next(noon())));
}

TEST(Delivery, waits_longer_after_each_failure_up_to_a_quarter_of_an_hour)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    planner.finished(AskInbox{}, Attempt::waiting, noon() + 24h, 1);
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 12; ++i) {
        planner.finished(Send{minutes}, Attempt::unreachable, noon(), 1);
        waits.push_back((std::get<SleepUntil>(planner.next(noon())).when - noon()).count());
    }
    EXPECT_EQ(waits.front(), 2'000);
    EXPECT_EQ(waits[1], 4'000);
    EXPECT_EQ(waits.back(), 900'000);
    planner.hurry(noon());
    EXPECT_EQ(planner.next(noon()), DeliveryAction{Send{minutes}});
}

TEST(Delivery, parks_what_is_refused_and_goes_on_with_the_rest)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    planner.offer(MinutesId{"m-2"}, false, noon());
    planner.finished(Send{minutes}, Attempt::refused, noon(), 0);
    EXPECT_EQ(planner.next(noon()), DeliveryAction{Send{MinutesId{"m-2"}}});
}
