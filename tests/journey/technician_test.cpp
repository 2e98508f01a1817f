#include "firmware/technician_pin.h"
#include "journey/journey_fixture.h"
#include "journey/stage_hands.h"
#include "storage/attempts.h"
#include "system/file.h"
#include "system/pin_hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>

// The technician's screen of a device at work: its PIN, what it does with a bureau that works, and that no case gets
// there.

namespace casustafel::journey {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using ui::technician::Gate;

constexpr const char* technician_pin = "604812";
constexpr std::int64_t five_minutes_ms = 5 * 60 * 1000;

// --- the PIN and its count
// ----------------------------------------------------------------------------------------------

class PinOfTechnician : public testing::Test {
protected:
    device::TechnicianPin pin() const { return device::TechnicianPin{temp_.path(), hash_}; }
    core::Unlocking give(const char* typed, core::Instant at) const
    {
        const auto how = pin().try_pin(core::Secret{typed}, at); // each time as after a restart
        if (!how) throw std::runtime_error(how.error().detail);
        return *how;
    }
    std::filesystem::path tries() const { return temp_ / "technician-tries"; }

    support::TempDir temp_;
    std::string hash_ = *system::hash_pin(core::Secret{technician_pin}, {1, 8U << 20});
    core::Instant start_ = *core::parse_instant("2026-11-21T11:52:00Z");
};

TEST_F(PinOfTechnician, opens_and_forgets_the_wrong_ones)
{
    EXPECT_FALSE(give("604813", start_).open);
    EXPECT_EQ(give("604813", start_).wrong_attempts, 2);
    EXPECT_TRUE(give(technician_pin, start_).open);
    EXPECT_EQ(give("604813", start_).wrong_attempts, 1);
}

TEST_F(PinOfTechnician, costs_a_growing_wait_that_a_restart_and_a_clock_turned_back_do_not_shorten)
{
    for (int n = 0; n < 5; ++n) give("604813", start_ + 1min * n);
    const core::Instant last = start_ + 4min;
    const auto wait = storage::wait_after(5);
    EXPECT_EQ(pin().waiting(last)->retry_at, last + wait);
    EXPECT_FALSE(give(technician_pin, last + wait - 1ms).open) << "not even the right one";
    EXPECT_EQ(give(technician_pin, start_ - 24h).retry_at, start_ - 24h + wait) << "the whole wait from then";
    EXPECT_TRUE(give(technician_pin, start_ - 24h + wait).open);
}

TEST_F(PinOfTechnician, counts_a_damaged_count_as_many_wrong_ones)
{
    for (const std::string text :
         {"", "0", "0 0", "nul 0 0\n", "0 0 0\n0 0 0\n", "-1 0 0\n", "0 0 0 \n", "5 9 3\n", "0 0 99999999999999\n",
          "0 -9223372036854775808 9223372036854775807\n", "99999999999999999999999 0 0\n"}) {
        ASSERT_TRUE(system::write_durably(tries(), text));
        const auto waiting = pin().waiting(start_);
        ASSERT_TRUE(waiting);
        EXPECT_EQ(waiting->retry_at, start_ + storage::wait_after(8)) << text;
        EXPECT_FALSE(give(technician_pin, start_ + 14min).open) << text;
        EXPECT_TRUE(give(technician_pin, start_ + 16min).open) << text;
    }
    ASSERT_TRUE(system::write_durably(tries(), std::string(100'000, '0')));
    EXPECT_EQ(pin().waiting(start_)->retry_at, start_ + storage::wait_after(8));
}

TEST_F(PinOfTechnician, is_not_tried_when_it_can_not_be_counted)
{
    std::filesystem::create_directory(tries());
    const auto how = pin().try_pin(core::Secret{technician_pin}, start_);
    EXPECT_FALSE(how);
}

TEST_F(PinOfTechnician, is_nothing_that_opens_when_the_bureau_gave_none)
{
    const device::TechnicianPin none{temp_.path(), ""};
    EXPECT_FALSE(none.is_set());
    EXPECT_FALSE(none.try_pin(core::Secret{""}, start_));
}

// --- the screen
// ---------------------------------------------------------------------------------------------------------

class TechnicianAtWork : public WithBureau {
protected:
    void set_up(const std::string& pin = technician_pin)
    {
        bureau_.add_device(device_id, "De Meent", pin);
        bureau_.set_up_device(device_id, data(), secret);
    }
    std::filesystem::path stick() const { return temp_ / "stick"; }
    static Gate gate(const StageHands& device) { return device.stage().technician()->facts().gate; }
    static StageHands& to_gate(StageHands& device)
    {
        device.wait_for("lock/beheer").tap("lock/beheer").wait_for("beheer/terug");
        return device.wait_until("the gate", [&] { return gate(device) != Gate::trying; });
    }
    static StageHands& enter(StageHands& device)
    {
        to_gate(device).digits("beheer/pin", technician_pin).tap("beheer/pin/ok").wait_for("beheer/klaar");
        return device.wait_until("the checks", [&] { return !device.stage().technician()->facts().looking; });
    }
    static const ui::Snapshot& table(const StageHands& device) { return device.stage().table()->snapshot(); }
};

} // namespace

TEST_F(TechnicianAtWork, sees_the_device_its_bureau_and_what_the_checks_say)
{
    set_up();
    StageHands device{data(), desk()};
    enter(device);
    const std::string shown = device.golden();
    for (const char* part :
         {"CT-0017", "De Meent", "Netwerk: het bureau antwoordt", "Opslag:", "Certificaat: geldig tot"})
        EXPECT_THAT(shown, HasSubstr(part));
    device.tap("beheer/klaar").wait_for("lock/1");
    EXPECT_FALSE(device.stage().technician()->is_open());
}

TEST_F(TechnicianAtWork, never_reaches_a_case_while_a_conference_is_on_the_device)
{
    set_up();
    seal_todays_package();
    StageHands device{data(), desk()};
    // The conference is opened once, so that it is on the device with its key, and locked again.
    device.wait_until("the package", [&] { return table(device).device.waiting_packages > 0; });
    device.digits("lock", secret).tap("lock/ok");
    device.wait_until("the conference", [&] { return table(device).conference != nullptr; });
    const std::string label = table(device).conference->cases.front().brief->label;
    EXPECT_THAT(device.golden(), HasSubstr(label));
    EXPECT_EQ(device.shell().find("lock/beheer"), nullptr);
    device.tap("agenda/vergrendel");
    enter(device);
    for (const char* page : {"0", "1", "2", "3"}) {
        device.tap(std::string{"beheer/blad/"} + page);
        EXPECT_THAT(device.golden(), Not(HasSubstr(label)));
        EXPECT_FALSE(table(device).device.unlocked);
        EXPECT_EQ(table(device).conference, nullptr);
        EXPECT_TRUE(table(device).headers.empty());
    }
    EXPECT_THAT(ui::technician::report(device.stage().technician()->facts(), {}), Not(HasSubstr(label)));
    // The chair's secret is still asked for, and the technician's isn't it.
    device.tap("beheer/klaar").wait_for("lock/1").digits("lock", technician_pin).tap("lock/ok");
    device.wait_until("the refusal", [&] { return table(device).device.wrong_attempts == 1; });
    EXPECT_FALSE(table(device).device.unlocked);
}

TEST_F(TechnicianAtWork, goes_when_the_device_is_unlocked_behind_it)
{
    set_up();
    StageHands device{data(), desk()};
    device.wait_for("lock/1").digits("lock", secret).tap("lock/ok");
    if (device.shell().find("lock/beheer") != nullptr) device.tap("lock/beheer");
    device.wait_until("the table", [&] { return table(device).device.unlocked; });
    EXPECT_FALSE(device.stage().technician()->is_open());
    EXPECT_EQ(device.shell().find("beheer/pin/1"), nullptr);
}

TEST_F(TechnicianAtWork, keeps_the_wait_after_wrong_pins_over_a_restart_and_apart_from_the_chairs)
{
    set_up();
    std::atomic<core::Instant> now = device::now();
    const auto clock = [&now] { return now.load(); };
    {
        StageHands device{data(), desk(), {}, clock};
        to_gate(device);
        for (int wrong = 1; wrong <= 5; ++wrong) {
            device.wait_for("beheer/pin/1").digits("beheer/pin", "604813").tap("beheer/pin/ok");
            device.wait_until("the refusal", [&] { return device.stage().technician()->facts().wrong_pins == wrong; });
            if (wrong < 5) now = now.load() + 1min;
        }
        EXPECT_FALSE(device.shell().find("beheer/pin/1")->enabled);
    }
    StageHands device{data(), desk(), {}, clock};
    to_gate(device).wait_until("the count", [&] { return device.stage().technician()->facts().wrong_pins == 5; });
    EXPECT_FALSE(device.shell().find("beheer/pin/1")->enabled);
    EXPECT_THAT(device.golden(), HasSubstr("Probeer het opnieuw om"));
    device.tap("beheer/terug").wait_for("lock/1").digits("lock", secret).tap("lock/ok");
    device.wait_until("the table", [&] { return table(device).device.unlocked; }); // the chair doesn't wait
}

TEST_F(TechnicianAtWork, is_not_there_without_a_pin_and_says_so)
{
    set_up("");
    StageHands device{data(), desk()};
    to_gate(device);
    EXPECT_EQ(gate(device), Gate::absent);
    EXPECT_THAT(device.golden(), HasSubstr("Dit apparaat heeft geen technisch beheer"));
    device.tap("beheer/terug").wait_for("lock/1");
}

TEST_F(TechnicianAtWork, goes_by_itself_after_five_minutes_without_a_touch)
{
    set_up();
    StageHands device{data(), desk()};
    enter(device);
    device.shell().advance(five_minutes_ms - 10'000);
    device.tap("beheer/blad/1");
    device.shell().advance(five_minutes_ms - 1'000);
    EXPECT_TRUE(device.stage().technician()->is_open());
    device.shell().advance(2'000);
    EXPECT_FALSE(device.stage().technician()->is_open());
    device.wait_for("lock/1");
    to_gate(device);
    EXPECT_EQ(gate(device), Gate::closed) << "the PIN is asked again";
    device.shell().advance(five_minutes_ms + 1'000);
    device.wait_for("lock/1");
}

TEST_F(TechnicianAtWork, sends_what_waits_and_says_when_the_bureau_does_not_answer)
{
    set_up();
    seal_todays_package();
    switch_on()->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
    bureau_.stop_relay(SIGTERM);
    {
        support::Process story{CASUSTAFEL_STORY_PROGRAM, {data().string(), secret, panel().name, "sealed"}};
        EXPECT_THAT(story.rest(), HasSubstr("sealed"));
    }
    StageHands device{data(), desk()};
    enter(device).tap("beheer/blad/2");
    EXPECT_THAT(device.golden(), HasSubstr("1 verslag"));
    device.tap("beheer/verstuur");
    device.wait_until("no contact", [&] { return device.golden().find("antwoordt niet") != std::string::npos; });
    bureau_.start_relay();
    device.wait_for("beheer/verstuur").tap("beheer/verstuur");
    device.wait_until("the sending", [&] { return device.golden().find("Alles is verzonden") != std::string::npos; });
}

TEST_F(TechnicianAtWork, renews_the_certificate_and_says_when_that_fails)
{
    set_up();
    const auto certificate = [&] { return device::DeviceFiles{data()}.identity()->certificate_pem; };
    const std::string first = certificate();
    StageHands device{data(), desk()};
    enter(device).tap("beheer/blad/2").tap("beheer/certificaat");
    device.wait_until("the certificate",
                      [&] { return device.golden().find("Er is een nieuw certificaat") != std::string::npos; });
    EXPECT_NE(certificate(), first);
    EXPECT_NE(device.shell().find("beheer/herstart"), nullptr) << "it is used from the next start";
    bureau_.stop_relay(SIGTERM);
    device.wait_for("beheer/certificaat").tap("beheer/certificaat");
    device.wait_until("the failure", [&] { return device.golden().find("antwoordt niet") != std::string::npos; });
    device.tap("beheer/blad/3");
    EXPECT_THAT(device.golden(), HasSubstr("Certificaat vernieuwd, in gebruik na opnieuw starten"));
}

TEST_F(TechnicianAtWork, puts_the_result_on_a_stick_once_there_is_one)
{
    set_up();
    StageHands device{data(), desk(), stick()};
    enter(device).tap("beheer/blad/3").tap("beheer/verslag");
    device.wait_until("the answer", [&] { return device.golden().find("geen stick") != std::string::npos; });
    std::filesystem::create_directories(stick());
    device.tap("beheer/verslag");
    device.wait_until("the answer", [&] { return device.golden().find("geen stick") != std::string::npos; });
    EXPECT_TRUE(std::filesystem::is_empty(stick())) << "only the folder that a stick would be mounted on";
    std::filesystem::create_directories(stick() / "casustafel");
    device.tap("beheer/verslag");
    device.wait_until("the result", [&] { return device.golden().find("staat op de stick") != std::string::npos; });
    const auto text = system::read_whole(stick() / "casustafel-CT-0017.txt");
    ASSERT_TRUE(text);
    EXPECT_THAT(*text, testing::AllOf(HasSubstr("CT-0017"), HasSubstr("De Meent"), HasSubstr("casustafel")));
    EXPECT_THAT(*text, Not(HasSubstr(technician_pin)));
}

} // namespace casustafel::journey
