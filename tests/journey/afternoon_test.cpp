#include "journey/journey_fixture.h"

#include <atomic>
#include <format>

// Conferences that go on for long, or are held otherwise than by the right hand in good light.

namespace casustafel::journey {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view table_code = "2468";
constexpr int cases = 15;

/// A clock that goes when the test says so.
class Afternoon : public WithBureau {
protected:
    Afternoon()
    {
        bureau_.set_up_device(device_id, data(), secret);
        seal_longer_package(cases);
    }
    std::unique_ptr<Hands> switch_on_with_clock()
    {
        Hands::Faked faked;
        faked.clock = [this] { return device::now() + later_.load(); };
        return std::make_unique<Hands>(
            data(), desk(), [](const std::string&) {}, std::filesystem::path{}, std::move(faked));
    }
    void let_pass(std::chrono::milliseconds time) { later_ = later_.load() + time; }

private:
    std::atomic<std::chrono::milliseconds> later_{0ms};
};

void hold_case(Hands& hands, int number)
{
    hands.tap(std::format("agenda/open/{}", number)).wait_for("casus/nieuw");
    hands.tap("casus/nieuw").tap("nieuw/zin/0").tap("nieuw/datum/3").tap("nieuw/wie/m-de-vries");
    hands.tap("nieuw/vastleggen").wait_for("casus/bevestigen");
    hands.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", table_code);
    hands.tap("bevestigen/pad/ok").tap("bevestigen/casus").tap("casus/besluit").tap("besluit/soort/0");
    hands.tap("besluit/datum/0");
}

TEST_F(Afternoon, of_fifteen_cases_at_ten_minutes_each_is_held_left_handed_at_150_percent)
{
    const auto hands = switch_on_with_clock();
    hands->tap("weergave").tap("weergave/letters/2").tap("weergave/links").tap("sluiten");
    hands->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
    hands->digits("lock", secret).tap("lock/ok").wait_for("agenda/kies/0");
    hands->tap("agenda/kies/0").wait_for("agenda/aanwezigheid");
    hands->tap("agenda/aanwezigheid");
    for (const char* id : {"s-bouazza", "m-de-vries"}) {
        const std::string tile = std::format("aanwezig/{}", id);
        hands->tap(tile).tap(tile).tap("persoon/code").digits("code", table_code).tap("code/ok");
        hands->digits("code", table_code).tap("code/ok");
    }
    hands->tap("aanwezig/start").wait_for("agenda/open/1");
    for (int number = 1; number <= cases; ++number) {
        hold_case(*hands, number);
        let_pass(10min);
        hands->tap("besluit/vastleggen").wait_for("agenda/afronden");
    }
    EXPECT_TRUE(hands->state().preferences.left_handed);
    hands->tap("agenda/afronden").tap("afronden/verzegel");
    hands->wait_until("sending", [](const ui::Snapshot& now) {
        return now.envelopes.size() == 1 && now.envelopes.front().state >= core::EnvelopeState::sent;
    });
    bureau_.sync_desk();
    const core::Minutes minutes = bureau_.read_minutes(hands->snapshot().envelopes.front().minutes.value());
    EXPECT_EQ(minutes.absent_domains, std::vector{core::Domain::care});
    ASSERT_EQ(minutes.cases.size(), static_cast<std::size_t>(cases));
    EXPECT_GE(minutes.sealed_at - minutes.started_at, cases * 10min);
    for (const core::MinutesCase& one : minutes.cases) {
        EXPECT_TRUE(one.discussed);
        EXPECT_NEAR(one.minutes_spent.value_or(0), 10.0, 1.0) << one.case_id.value();
        ASSERT_EQ(one.agreements.size(), 1U);
        EXPECT_EQ(one.agreements.front().confirmation.state, core::ConfirmationState::confirmed);
    }
}

} // namespace
} // namespace casustafel::journey
