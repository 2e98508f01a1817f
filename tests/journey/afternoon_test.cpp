#include "journey/journey_fixture.h"
#include "support/crash_vfs.h"

#include <algorithm>
#include <atomic>
#include <format>

// Conferences that go on for long, or are held otherwise than by the right hand in good light.

namespace casustafel::journey {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view table_code = "2468";
constexpr int cases = 15;

/// A device whose clock and disk do what the test says.
class OddDevice : public WithBureau {
protected:
    explicit OddDevice(int number)
    {
        bureau_.set_up_device(device_id, data(), secret);
        seal_longer_package(number);
    }
    std::unique_ptr<Hands> switch_on_oddly(const std::string& vfs = {})
    {
        Hands::Faked faked;
        faked.clock = [this] { return device::now() + later_.load(); };
        faked.vfs = vfs;
        return std::make_unique<Hands>(
            data(), desk(panel()), [](const std::string&) {}, std::filesystem::path{}, std::move(faked));
    }
    void let_pass(std::chrono::milliseconds time) { later_ = later_.load() + time; }

private:
    std::atomic<std::chrono::milliseconds> later_{0ms};
};

class LongAgenda : public OddDevice {
protected:
    LongAgenda() : OddDevice{cases} {}
};
using Afternoon = AtEachSize<LongAgenda>;
INSTANTIATE_TEST_SUITE_P(, Afternoon, testing::ValuesIn(panels), panel_name);

class ShortAgenda : public OddDevice {
protected:
    ShortAgenda() : OddDevice{3} {}
};
using Misfortune = AtEachSize<ShortAgenda>;
INSTANTIATE_TEST_SUITE_P(, Misfortune, testing::ValuesIn(panels), panel_name);

/// Whatever stays open: what that is, is asked first.
void seal_as_it_is(Hands& hands)
{
    hands.tap("afronden/verzegel");
    if (hands.has("verzegelen/toch")) hands.tap("verzegelen/toch");
}

void start(Hands& hands)
{
    hands.wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
    hands.digits("lock", secret).tap("lock/ok").wait_for("agenda/aanwezigheid");
    hands.tap("agenda/aanwezigheid");
    for (const char* id : {"s-bouazza", "m-de-vries"}) {
        const std::string tile = std::format("aanwezig/{}", id);
        hands.tap(tile).tap(tile).tap("persoon/code").digits("code", table_code).tap("code/ok");
        hands.digits("code", table_code).tap("code/ok");
    }
    hands.tap("aanwezig/start").wait_for("agenda/open/1");
}

void hold_case(Hands& hands, int number)
{
    hands.tap(std::format("agenda/open/{}", number)).wait_for("casus/nieuw");
    hands.tap("casus/nieuw").tap("nieuw/zin/0").tap("nieuw/datum/3").tap("nieuw/wie/m-de-vries");
    hands.tap("nieuw/vastleggen").wait_for("casus/bevestigen");
    hands.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", table_code);
    hands.tap("bevestigen/pad/ok").tap("bevestigen/casus").tap("casus/besluit").tap("besluit/soort/0");
    hands.tap("besluit/datum/0");
}

TEST_P(Afternoon, of_fifteen_cases_at_ten_minutes_each_is_held_left_handed_at_150_percent)
{
    const auto hands = switch_on_oddly();
    hands->tap("weergave").tap("weergave/letters/2").tap("weergave/links").tap("sluiten");
    start(*hands);
    for (int number = 1; number <= cases; ++number) {
        hold_case(*hands, number);
        let_pass(10min);
        hands->tap("besluit/vastleggen").wait_for("agenda/afronden");
    }
    EXPECT_TRUE(hands->state().preferences.left_handed);
    hands->tap("agenda/afronden");
    seal_as_it_is(*hands);
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

const core::CaseState& open_case(const Hands& hands)
{
    const core::Conference& conference = *hands.snapshot().conference;
    return *core::find(conference, conference.open_case);
}

TEST_P(Misfortune, a_full_disk_costs_no_word_and_a_power_cut_nothing_that_was_saved)
{
    support::CrashDisk disk;
    auto hands = switch_on_oddly(disk.name());
    start(*hands);
    hands->tap("agenda/open/1").wait_for("casus/nieuw");
    hands->tap("casus/nieuw").write("nieuw/tekst", "Briefadres regelen").tap("nieuw/datum/3");
    hands->tap("nieuw/wie/m-de-vries");
    disk.fail_at_write(1, support::DiskFault::full, true);
    hands->tap("nieuw/vastleggen");
    EXPECT_TRUE(disk.fault_happened());
    EXPECT_NE(hands->golden().find("Niet opgeslagen"), std::string::npos) << hands->golden();
    EXPECT_NE(hands->golden().find("Briefadres regelen"), std::string::npos) << "what was typed waits in the form";
    disk.fail_at_write(1'000'000, support::DiskFault::full, false); // there is room again
    hands->tap("nieuw/vastleggen").wait_for("casus/nieuw");
    ASSERT_EQ(open_case(*hands).agreements.size(), 1U) << "trying again makes no second";
    const std::uint64_t acknowledged = hands->snapshot().conference->fact_count;

    hands->tap("casus/nieuw").write("nieuw/tekst", "Zus bellen").tap("nieuw/datum/3").tap("nieuw/wie/s-bouazza");
    disk.cut();
    hands->tap("nieuw/vastleggen");
    hands.reset();
    disk.restart();
    hands = switch_on_oddly(disk.name());
    EXPECT_EQ(hands->golden().find("K.D."), std::string::npos) << "it comes back locked";
    hands->digits("lock", secret).tap("lock/ok");
    hands->wait_until("the conference", [](const ui::Snapshot& now) { return now.conference != nullptr; });
    EXPECT_EQ(hands->snapshot().conference->fact_count, acknowledged);
    ASSERT_EQ(open_case(*hands).agreements.size(), 1U);
    EXPECT_EQ(open_case(*hands).agreements.front().content.text, "Briefadres regelen");
}

TEST_P(Misfortune, a_clock_that_jumps_back_keeps_the_minutes_in_order)
{
    const auto hands = switch_on_oddly();
    start(*hands);
    hold_case(*hands, 1);
    let_pass(10min);
    hands->tap("besluit/vastleggen").wait_for("agenda/open/2");
    let_pass(-3h);
    hold_case(*hands, 2);
    hands->tap("besluit/vastleggen").wait_for("agenda/afronden");
    hands->tap("agenda/afronden");
    seal_as_it_is(*hands);
    hands->wait_until("sending", [](const ui::Snapshot& now) {
        return now.envelopes.size() == 1 && now.envelopes.front().state >= core::EnvelopeState::sent;
    });
    bureau_.sync_desk();
    const core::Minutes minutes = bureau_.read_minutes(hands->snapshot().envelopes.front().minutes.value());
    EXPECT_LE(minutes.started_at, minutes.sealed_at);
    for (const core::MinutesCase& one : minutes.cases) {
        EXPECT_GE(one.minutes_spent.value_or(0), 0) << one.case_id.value();
        for (const core::Agreement& agreement : one.agreements)
            EXPECT_EQ(agreement.confirmation.state, core::ConfirmationState::confirmed);
    }
}

} // namespace
} // namespace casustafel::journey
