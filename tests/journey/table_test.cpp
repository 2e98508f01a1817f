#include "journey/journey_fixture.h"

namespace casustafel::journey {
namespace {

using namespace std::chrono_literals;

class Table : public ReadyDevice {};

TEST_F(Table, locks_by_itself_when_nobody_touched_it_for_ten_minutes)
{
    const auto hands = switch_on();
    hands->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
    hands->digits("lock", secret).tap("lock/ok").wait_for("agenda/aanwezigheid");
    hands->let_pass(9min);
    hands->tap("agenda/aanwezigheid").wait_for("aanwezig/start");
    hands->let_pass(9min + 50s);
    EXPECT_TRUE(hands->snapshot().device.unlocked) << "the touch began the ten minutes anew";
    hands->let_pass(11s);
    hands->wait_until("the lock", [](const ui::Snapshot& now) { return !now.device.unlocked; });
    EXPECT_TRUE(hands->has("lock/ok"));
    EXPECT_FALSE(hands->snapshot().conference);
    EXPECT_TRUE(hands->state().texts.empty());
}

TEST_F(Table, says_that_a_wrong_pin_is_wrong_and_goes_on)
{
    const auto hands = switch_on();
    hands->digits("lock", "0000").tap("lock/ok");
    hands->wait_until("the refusal", [](const ui::Snapshot& now) { return now.device.wrong_attempts == 1; });
    EXPECT_TRUE(hands->has("lock/ok"));
    hands->digits("lock", secret).tap("lock/ok");
    hands->wait_until("unlocking", [](const ui::Snapshot& now) { return now.device.unlocked; });
}

} // namespace
} // namespace casustafel::journey
