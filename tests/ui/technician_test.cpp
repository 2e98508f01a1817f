#include "support/screen_driver.h"
#include "support/table_driver.h"
#include "ui/in_english.h"
#include "ui/journal_words.h"
#include "ui/technician_scenes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <variant>

// The technician's screen by touch, and how it looks on every panel.

namespace casustafel::test {
namespace {

namespace technician = ui::technician;
using technician::Action;
using technician::Facts;
using technician::Gate;
using technician::Outcome;
using testing::HasSubstr;

/// The only request, if it is to do something.
std::optional<Action> asked(TechnicianDriver& driver)
{
    const auto requests = driver.take_requests();
    if (requests.size() != 1) return std::nullopt;
    const auto* one = std::get_if<technician::request::Do>(&requests.front());
    return one == nullptr ? std::nullopt : std::optional{one->action};
}

template <class T>
bool asked_only_for(TechnicianDriver& driver)
{
    const auto requests = driver.take_requests();
    return requests.size() == 1 && std::holds_alternative<T>(requests.front());
}

} // namespace

namespace {

struct Panel {
    int width;
    int height;
    double px_per_mm;
};
constexpr std::array panels{Panel{1920, 1080, 5.58}, Panel{1280, 800, 3.86}, Panel{2560, 1440, 7.44}};

/// The lock screen with the door over it, as the device draws them.
class LockedDevice {
public:
    LockedDevice(const Panel& panel, bool with_pad, int percent, bool left_handed = false)
    {
        table_.prefer({.text_percent = percent, .left_handed = left_handed});
        snapshot_ = table_.snapshot();
        snapshot_.device.development = with_pad;
        auto made = ui::OffscreenShell::create(font_folder, ui::Metrics{panel.width, panel.height, panel.px_per_mm},
                                               [this](ui::Frame& frame) {
                                                   ui::draw(frame, table_.state(), snapshot_);
                                                   if (ui::technician::draw_door(frame)) ++opened_;
                                                   return frame.next();
                                               });
        shell_ = std::make_unique<ui::OffscreenShell>(std::move(*made));
        shell_->settle();
    }
    ui::OffscreenShell& shell() { return *shell_; }
    int opened() const { return opened_; }

private:
    TableDriver table_;
    ui::Snapshot snapshot_;
    int opened_ = 0;
    std::unique_ptr<ui::OffscreenShell> shell_;
};

} // namespace

TEST(TechnicianDoor, looks_as_it_did_on_the_lock_screen)
{
    LockedDevice device{panels.front(), true, 100};
    expect_golden(device.shell(), "vergrendeld-met-beheer");
    EXPECT_TRUE(device.shell().tap("lock/beheer"));
    EXPECT_EQ(device.opened(), 1);
}

TEST(TechnicianDoor, can_be_touched_on_every_panel_at_every_size_of_text_and_beside_a_keyboard)
{
    for (const Panel& panel : panels)
        for (const int percent : {100, 125, 150})
            for (const bool with_pad : {true, false})
                for (const bool left : {true, false}) {
                    SCOPED_TRACE(std::to_string(panel.width) + " at " + std::to_string(percent) +
                                 (with_pad ? " with a pad" : " with a keyboard"));
                    LockedDevice device{panel, with_pad, percent, left};
                    expect_usable(device.shell());
                    EXPECT_TRUE(device.shell().tap("lock/beheer"));
                    EXPECT_EQ(device.opened(), 1);
                }
}

TEST(TechnicianGate, opens_with_the_right_pin_only)
{
    TechnicianDriver driver;
    driver.digits("60481");
    EXPECT_FALSE(driver.enabled("beheer/pin/ok"));
    driver.digits("3").tap("beheer/pin/ok");
    EXPECT_EQ(driver.facts().gate, Gate::closed);
    EXPECT_THAT(driver.shell().golden(), HasSubstr("Dat klopt niet."));
    EXPECT_FALSE(driver.has("beheer/blad/0"));
    EXPECT_FALSE(driver.has("beheer/klaar"));
    EXPECT_TRUE(driver.state().typed.empty());
    driver.enter();
    EXPECT_TRUE(driver.has("beheer/blad/0"));
    EXPECT_TRUE(driver.state().typed.empty());
}

TEST(TechnicianGate, takes_no_pin_while_the_wait_is_not_over_or_the_wrong_ones_can_not_be_counted)
{
    TechnicianDriver driver;
    for (int n = 0; n < 4; ++n) driver.digits("604813").tap("beheer/pin/ok");
    EXPECT_FALSE(driver.enabled("beheer/pin/1"));
    EXPECT_THAT(driver.shell().golden(), HasSubstr("Probeer het opnieuw om 12:53."));
    driver.learn([](Facts& facts) { facts.now = *facts.retry_at; });
    EXPECT_TRUE(driver.enabled("beheer/pin/1"));
    driver.learn([](Facts& facts) { facts.not_counted = true; });
    EXPECT_FALSE(driver.enabled("beheer/pin/1"));
}

TEST(TechnicianGate, can_be_asked_again_when_the_wrong_ones_could_not_be_counted)
{
    TechnicianDriver driver;
    EXPECT_FALSE(driver.has("beheer/opnieuw"));
    driver.learn([](Facts& facts) { facts.not_counted = true; }).tap("beheer/opnieuw");
    EXPECT_TRUE(asked_only_for<technician::request::AskAgain>(driver));
    driver.learn([](Facts& facts) { facts.not_counted = false; });
    EXPECT_FALSE(driver.has("beheer/opnieuw"));
    driver.enter();
    EXPECT_EQ(driver.facts().gate, Gate::open);
}

TEST(TechnicianGate, does_nothing_for_any_other_wish_while_it_is_closed)
{
    const TechnicianDriver driver;
    const std::vector<technician::Intent> wishes{
        technician::intent::LookAgain{},
        technician::intent::Do{Action::restart},
        technician::intent::Do{Action::report},
        technician::intent::AskRestart{},
        technician::intent::Show{technician::Page::journal},
        technician::intent::TestTouch{},
    };
    for (const Gate gate : {Gate::absent, Gate::closed, Gate::trying})
        for (const technician::Intent& wish : wishes) {
            Facts facts = driver.facts();
            facts.gate = gate;
            const technician::Update update = technician::reduce({}, wish, facts);
            EXPECT_TRUE(update.requests.empty());
            EXPECT_EQ(update.state.page, technician::Page::device);
            EXPECT_EQ(update.state.step, technician::Step::pages);
            EXPECT_FALSE(update.state.restarting);
        }
}

TEST(TechnicianGate, leads_back_with_and_without_a_pin)
{
    TechnicianDriver driver;
    driver.digits("604").tap("beheer/terug");
    EXPECT_TRUE(asked_only_for<technician::request::Leave>(driver));
    EXPECT_TRUE(driver.state().typed.empty());
    driver.learn([](Facts& facts) { facts.gate = Gate::absent; });
    EXPECT_FALSE(driver.has("beheer/pin/1"));
    driver.tap("beheer/terug");
    EXPECT_TRUE(asked_only_for<technician::request::Leave>(driver));
    driver.learn([](Facts& facts) { facts.gate = Gate::closed; }).enter().tap("beheer/klaar");
    EXPECT_TRUE(asked_only_for<technician::request::Leave>(driver));
}

TEST(TechnicianPages, look_again_and_test_the_glass)
{
    TechnicianDriver driver;
    driver.enter().tap("beheer/kijk");
    EXPECT_TRUE(asked_only_for<technician::request::Look>(driver));
    driver.learn([](Facts& facts) { facts.looking = true; });
    EXPECT_FALSE(driver.enabled("beheer/kijk"));
    driver.learn([](Facts& facts) { facts.looking = false; }).tap("beheer/test").touch_points();
    EXPECT_THAT(driver.shell().golden(), HasSubstr("alle punten doen het"));
    driver.tap("beheer/test").tap("beheer/overslaan");
    EXPECT_THAT(driver.shell().golden(), HasSubstr("overgeslagen, 0 van 9"));
}

TEST(TechnicianPages, send_only_what_waits_and_renew_only_what_can_be_read)
{
    TechnicianDriver driver;
    driver.enter().tap("beheer/blad/2");
    EXPECT_FALSE(driver.enabled("beheer/verstuur"));
    driver.learn([](Facts& facts) { facts.waiting = 2; }).tap("beheer/verstuur");
    EXPECT_EQ(asked(driver), Action::send);
    driver.tap("beheer/certificaat");
    EXPECT_EQ(asked(driver), Action::renew);
    driver.answer(Action::renew, Outcome::busy);
    EXPECT_FALSE(driver.enabled("beheer/certificaat")) << "one thing at a time";
    EXPECT_FALSE(driver.enabled("beheer/verstuur"));
    driver.answer(Action::renew, Outcome::failed).learn([](Facts& facts) { facts.certificate_ends.reset(); });
    EXPECT_FALSE(driver.enabled("beheer/certificaat"));
}

TEST(TechnicianPages, restart_only_after_a_second_touch)
{
    TechnicianDriver driver;
    driver.enter().tap("beheer/blad/1").tap("beheer/herstart");
    EXPECT_TRUE(driver.take_requests().empty());
    driver.tap("beheer/herstart/nee");
    EXPECT_FALSE(driver.has("beheer/herstart/ja"));
    driver.tap("beheer/herstart").tap("beheer/herstart/ja");
    EXPECT_EQ(asked(driver), Action::restart);
}

TEST(TechnicianPages, offer_as_the_next_thing_only_what_the_device_asks_for)
{
    using enum core::UpdateStage;
    TechnicianDriver driver;
    driver.enter();
    const auto wanted = [&] {
        std::vector<Action> all;
        for (const Action one :
             {Action::send, Action::renew, Action::update, Action::update_from_stick, Action::restart})
            if (technician::wanted(one, driver.facts())) all.push_back(one);
        return all;
    };
    EXPECT_THAT(wanted(), testing::IsEmpty());
    driver.learn([](Facts& facts) { facts.update.stage = fetching; });
    EXPECT_THAT(wanted(), testing::IsEmpty()) << "nobody has to start it again half way";
    driver.learn([](Facts& facts) { facts.update.stage = offered; });
    EXPECT_THAT(wanted(), testing::ElementsAre(Action::update));
    driver.learn([](Facts& facts) { facts.update.on_stick = true; });
    EXPECT_THAT(wanted(), testing::ElementsAre(Action::update_from_stick));
    driver.learn([](Facts& facts) { facts.update.stage = restart_waiting; });
    EXPECT_THAT(wanted(), testing::ElementsAre(Action::restart));
    driver.learn([](Facts& facts) {
        facts.update = {};
        facts.waiting = 1;
    });
    EXPECT_THAT(wanted(), testing::ElementsAre(Action::send));
    driver.learn([](Facts& facts) {
        facts.waiting = 0;
        facts.certificate_ends = facts.now + std::chrono::hours{24};
    });
    EXPECT_THAT(wanted(), testing::ElementsAre(Action::renew));
}

TEST(TechnicianPages, offer_the_restart_that_a_new_certificate_needs)
{
    TechnicianDriver driver;
    driver.enter().tap("beheer/blad/2");
    EXPECT_FALSE(driver.has("beheer/herstart"));
    driver.answer(Action::renew, Outcome::done).tap("beheer/herstart");
    EXPECT_TRUE(driver.take_requests().empty());
    driver.tap("beheer/herstart/ja");
    EXPECT_EQ(asked(driver), Action::restart);
}

TEST(TechnicianPages, show_no_outcome_of_before_while_a_new_version_is_looked_for)
{
    TechnicianDriver driver;
    driver.enter().tap("beheer/blad/1");
    EXPECT_THAT(driver.shell().golden(), HasSubstr("Er wacht geen nieuwe versie"));
    driver.learn([](Facts& facts) { facts.update.looking = true; });
    EXPECT_THAT(driver.shell().golden(), testing::Not(HasSubstr("Er wacht geen nieuwe versie")));
    driver.learn([](Facts& facts) { facts.update = {core::UpdateStage::done, facts.software, 0, {}, false, false}; });
    EXPECT_THAT(driver.shell().golden(), testing::Not(HasSubstr("Nieuwe versie")));
}

TEST(TechnicianJournal, says_what_is_known_in_words_and_leaves_the_rest_as_it_is)
{
    EXPECT_EQ(ui::in_words("technician's PIN: wrong"), "Pincode van technisch beheer: fout");
    EXPECT_EQ(ui::in_words("package P-7 waits: no key set of the bureau yet"),
              "Pakket P-7 wacht: nog geen sleutels van het bureau");
    EXPECT_EQ(ui::in_words("package P-7 imported"), "Pakket P-7 ingelezen");
    EXPECT_EQ(ui::in_words("bureau not reached: connect: Connection refused"),
              "Bureau niet bereikt: verbinden: verbinding geweigerd");
    EXPECT_EQ(ui::in_words("/data/vault.head: No space left on device"), "/data/vault.head: geen ruimte meer");
    EXPECT_EQ(ui::in_words("something new: 42"), "something new: 42");
    EXPECT_EQ(ui::in_words(""), "");
    const InEnglish english;
    EXPECT_EQ(ui::in_words("bureau not reached: connect: Connection refused"),
              "bureau not reached: connect: Connection refused");
}

TEST(TechnicianJournal, gives_the_day_of_what_was_not_today)
{
    TechnicianDriver driver;
    driver.enter().tap("beheer/blad/3");
    EXPECT_THAT(driver.shell().golden(), HasSubstr("\n12:51\n"));
    EXPECT_THAT(driver.shell().golden(), HasSubstr("\nvr 20 nov 16:31\n"));
}

TEST(TechnicianPages, update_from_the_bureau_and_from_a_stick_that_has_one)
{
    TechnicianDriver driver;
    driver.enter().tap("beheer/blad/1").tap("beheer/bijwerken");
    EXPECT_EQ(asked(driver), Action::update);
    EXPECT_FALSE(driver.enabled("beheer/stick"));
    driver.learn([](Facts& facts) { facts.update.on_stick = true; }).tap("beheer/stick");
    EXPECT_EQ(asked(driver), Action::update_from_stick);
    driver.learn([](Facts& facts) { facts.update.stage = core::UpdateStage::installing; });
    for (const char* one : {"beheer/bijwerken", "beheer/stick", "beheer/herstart"})
        EXPECT_FALSE(driver.enabled(one)) << one;
}

TEST(TechnicianReport, holds_the_device_its_version_and_the_checks)
{
    TechnicianDriver driver;
    driver.enter().learn([](Facts& facts) { facts.reached = ui::BureauContact::not_reached; });
    driver.tap("beheer/blad/3").tap("beheer/verslag");
    EXPECT_EQ(asked(driver), Action::report);
    const std::string text = technician::report(driver.facts(), driver.state());
    for (const char* part :
         {"zaterdag 21 november 2026, 12:52", "Apparaat: CT-0017", "Zaal: De Meent", "casustafel 0.1.0",
          "192.0.2.17/24", "[ok] Scherm: 1920 bij 1080", "[!]  Netwerk: het bureau antwoordt niet",
          "[ok] Certificaat: geldig tot vrijdag 19 februari 2027"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_THAT(text, testing::Not(HasSubstr("PIN"))) << "nothing of the journal";
}

namespace {

class TechnicianPictures : public testing::TestWithParam<std::size_t> {
protected:
    static TechnicianScene scene() { return technician_scenes()[GetParam()]; }
};

} // namespace

TEST_P(TechnicianPictures, look_as_they_did)
{
    TechnicianDriver driver;
    scene().reach(driver);
    expect_golden(driver.shell(), scene().name);
    EXPECT_THAT(driver.shell().clipped(), testing::IsEmpty());
}

TEST_P(TechnicianPictures, can_be_used_on_every_panel_and_at_every_size_of_text)
{
    for (const Panel& panel : panels)
        for (const int percent : {100, 125, 150}) {
            SCOPED_TRACE(std::to_string(panel.width) + " at " + std::to_string(percent));
            TechnicianDriver driver{panel.width, panel.height, panel.px_per_mm};
            scene().reach(driver);
            driver.prefer({.text_percent = percent});
            expect_usable(driver.shell());
        }
}

TEST_P(TechnicianPictures, have_room_for_the_english_words)
{
    const InEnglish english;
    for (const int percent : {100, 150}) {
        TechnicianDriver driver;
        scene().reach(driver);
        driver.prefer({.text_percent = percent, .left_handed = true});
        EXPECT_THAT(driver.shell().clipped(), testing::IsEmpty()) << percent;
    }
}

INSTANTIATE_TEST_SUITE_P(Every, TechnicianPictures, testing::Range(std::size_t{0}, technician_scenes().size()),
                         [](const auto& which) {
                             std::string name = technician_scenes()[which.param].name;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

} // namespace casustafel::test
