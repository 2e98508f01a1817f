#include "core/delivery.h"

#include "support/builders.h"

#include <gtest/gtest.h>
#include <map>
#include <random>

using namespace casustafel::core;
using namespace casustafel::support;
using namespace std::chrono_literals;

namespace {

const MinutesId minutes{"m-1"};
const MinutesId others{"m-2"};

/// What the planner wants next; sleeping is cut short by moving the clock.
DeliveryAction wake(const DeliveryPlanner& planner, Instant& now)
{
    DeliveryAction action = planner.next(now);
    while (const auto* sleep = std::get_if<SleepUntil>(&action)) {
        EXPECT_GT(sleep->when, now) << "a sleep that is over before it begins never ends";
        now = std::max(sleep->when, now + 1ms);
        action = planner.next(now);
    }
    return action;
}

/// The waits between one failed sending and the next.
std::vector<Instant::duration> waits_of_failures(double jitter, int failures)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    std::vector<Instant::duration> waits;
    Instant now = noon();
    for (int n = 0; n < failures; ++n) {
        planner.finished(Send{minutes}, Attempt::unreachable, now, jitter);
        const Instant failed = now;
        while (planner.next(now) != DeliveryAction{Send{minutes}}) now += 500ms;
        waits.push_back(now - failed);
    }
    return waits;
}

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
    EXPECT_EQ(planner.next(noon()), DeliveryAction{SleepUntil{noon() + 60s}});
}

TEST(Delivery, asks_at_once_about_an_envelope_that_was_stored_before_a_restart)
{
    DeliveryPlanner planner;
    planner.offer(minutes, true, noon());
    EXPECT_EQ(planner.next(noon()), DeliveryAction{AskReceipt{minutes}});
}

TEST(Delivery, waits_longer_after_each_failure_up_to_a_quarter_of_an_hour)
{
    EXPECT_EQ(waits_of_failures(1, 12),
              (std::vector<Instant::duration>{2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 512s, 900s, 900s, 900s}));
}

TEST(Delivery, spreads_each_wait_over_its_second_half)
{
    EXPECT_EQ(waits_of_failures(0, 3), (std::vector<Instant::duration>{1s, 2s, 4s}));
    EXPECT_EQ(waits_of_failures(0.5, 3), (std::vector<Instant::duration>{1500ms, 3s, 6s}));
    EXPECT_EQ(waits_of_failures(-7, 3), waits_of_failures(0, 3));
    EXPECT_EQ(waits_of_failures(7, 3), waits_of_failures(1, 3));
}

TEST(Delivery, forgets_the_waits_and_how_long_they_had_become_when_hurried)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    for (int n = 0; n < 9; ++n) planner.finished(Send{minutes}, Attempt::unreachable, noon(), 1);
    for (int n = 0; n < 9; ++n) planner.finished(AskInbox{}, Attempt::unreachable, noon(), 1);
    EXPECT_TRUE(std::holds_alternative<SleepUntil>(planner.next(noon())));
    planner.hurry(noon());
    EXPECT_EQ(planner.next(noon()), DeliveryAction{Send{minutes}});
    planner.finished(Send{minutes}, Attempt::unreachable, noon(), 1);
    EXPECT_EQ(planner.next(noon()), DeliveryAction{AskInbox{}});
    planner.finished(AskInbox{}, Attempt::unreachable, noon(), 1);
    EXPECT_EQ(planner.next(noon()), DeliveryAction{SleepUntil{noon() + 2s}});
    EXPECT_EQ(planner.next(noon() + 2s), DeliveryAction{Send{minutes}}) << "the envelope's wait began anew";
    planner.finished(Send{minutes}, Attempt::refused, noon(), 1);
    EXPECT_EQ(planner.next(noon() + 2s), DeliveryAction{AskInbox{}}) << "and so did the inbox's";
}

TEST(Delivery, keeps_its_wait_when_the_same_envelope_is_offered_twice)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    planner.finished(Send{minutes}, Attempt::unreachable, noon(), 1);
    planner.finished(AskInbox{}, Attempt::waiting, noon(), 1);
    planner.offer(minutes, false, noon());
    EXPECT_EQ(planner.next(noon()), DeliveryAction{SleepUntil{noon() + 2s}});
    planner.finished(Send{minutes}, Attempt::refused, noon(), 1);
    EXPECT_EQ(planner.next(noon() + 2s), DeliveryAction{SleepUntil{noon() + 60s}}) << "it was in the queue once";
}

TEST(Delivery, parks_what_is_refused_and_goes_on_with_the_rest)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    planner.offer(others, false, noon());
    planner.finished(Send{minutes}, Attempt::refused, noon(), 0);
    EXPECT_EQ(planner.next(noon()), DeliveryAction{Send{others}});
}

TEST(Delivery, tries_what_is_refused_again_after_hours_that_grow_to_a_day)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    Instant now = noon();
    for (const auto wait : {1h, 2h, 4h, 8h, 16h, 24h, 24h}) {
        planner.finished(Send{minutes}, Attempt::refused, now, 1);
        planner.finished(AskInbox{}, Attempt::waiting, now + wait - 1s, 1);
        EXPECT_EQ(planner.next(now + wait - 1ms), DeliveryAction{SleepUntil{now + wait}});
        now += wait;
        EXPECT_EQ(planner.next(now), DeliveryAction{Send{minutes}});
    }
    planner.finished(Send{minutes}, Attempt::unreachable, now, 1);
    EXPECT_EQ(planner.next(now + 2s), DeliveryAction{Send{minutes}}) << "a broken line is another matter";
    planner.finished(Send{minutes}, Attempt::refused, now, 1);
    planner.hurry(now);
    EXPECT_EQ(planner.next(now), DeliveryAction{Send{minutes}});
}

TEST(Delivery, takes_no_notice_of_what_it_was_never_offered)
{
    DeliveryPlanner planner;
    planner.finished(Send{minutes}, Attempt::unreachable, noon(), 1);
    planner.finished(AskReceipt{minutes}, Attempt::waiting, noon(), 1);
    EXPECT_EQ(planner.next(noon()), DeliveryAction{AskInbox{}});
}

TEST(Delivery, is_not_put_off_for_days_when_the_clock_is_set_back)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    planner.finished(Send{minutes}, Attempt::unreachable, noon(), 1);
    planner.finished(AskInbox{}, Attempt::waiting, noon(), 1);
    EXPECT_EQ(planner.next(noon() - 72h), DeliveryAction{Send{minutes}});
}

TEST(Delivery, tries_on_for_days_without_a_network_and_calls_hardly_ever)
{
    DeliveryPlanner planner;
    planner.offer(minutes, false, noon());
    Instant now = noon();
    int attempts = 0;
    while (now < noon() + 72h) {
        const DeliveryAction action = wake(planner, now);
        ++attempts;
        if (const auto* send = std::get_if<Send>(&action))
            planner.finished(*send, Attempt::unreachable, now, 1);
        else
            planner.finished(AskInbox{}, Attempt::unreachable, now, 1);
    }
    EXPECT_LT(attempts, 2 * (72 * 4 + 12));
    EXPECT_GT(attempts, 72 * 4);
    planner.hurry(now);
    EXPECT_EQ(planner.next(now), DeliveryAction{Send{minutes}});
}

TEST(Delivery, lets_every_envelope_and_the_inbox_have_their_turn)
{
    DeliveryPlanner planner;
    for (int n = 0; n < 8; ++n) planner.offer(MinutesId{"m-" + std::to_string(n)}, n % 2 == 0, noon());
    std::mt19937 random{20261121};
    std::uniform_real_distribution<double> jitter{0, 1};
    std::map<std::string, int> turns;
    Instant now = noon();
    while (now < noon() + 6h) {
        const DeliveryAction action = wake(planner, now);
        now += 20s; // each attempt takes as long as a network that doesn't answer
        if (const auto* send = std::get_if<Send>(&action)) {
            ++turns[send->minutes.value()];
            planner.finished(*send, Attempt::unreachable, now, jitter(random));
        } else if (const auto* ask = std::get_if<AskReceipt>(&action)) {
            ++turns[ask->minutes.value()];
            planner.finished(*ask, Attempt::unreachable, now, jitter(random));
        } else {
            ++turns["inbox"];
            planner.finished(AskInbox{}, Attempt::unreachable, now, jitter(random));
        }
    }
    ASSERT_EQ(turns.size(), 9U);
    for (const auto& [who, times] : turns) EXPECT_GT(times, 15) << who;
}
