#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// How the person at the table wants to see, touch and hear the screen.

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using ui::Key;

/// Tab until something has the focus, then Enter.
void choose(TableDriver& table, const std::string& target)
{
    constexpr int most_stops = 200;
    for (int i = 0; i < most_stops && table.shell().interaction().focus != target; ++i) table.key(Key::tab);
    ASSERT_EQ(table.shell().interaction().focus, target) << table.golden();
    table.key(Key::enter);
}

} // namespace

TEST(Preferences, are_chosen_on_the_lock_screen_and_outlive_the_lock)
{
    TableDriver table;
    table.tap("weergave").tap("weergave/contrast").tap("weergave/rustig").tap("sluiten");
    table.open_conference().tap("hulp").tap("weergave").tap("weergave/links").key(Key::escape);
    table.tap("agenda/vergrendel");
    EXPECT_EQ(table.state().preferences, (ui::Preferences{100, true, true, true, false}));
}

TEST(Preferences, make_everything_larger_at_once)
{
    TableDriver table;
    table.tap("weergave").tap("weergave/letters/2");
    EXPECT_EQ(table.shell().metrics().width(), 1280);
    EXPECT_EQ(table.shell().metrics().em_px(ui::Font::body), 39);
    table.tap("weergave/letters/0");
    EXPECT_EQ(table.shell().metrics().width(), 1920);
}

TEST(Preferences, leave_the_names_of_who_leads_and_a_whole_agreement_in_sight_at_the_largest_text)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen en urgentie opnieuw indienen", "m-de-vries", 6);
    table.agree("Depot voortzetten na vrijlating", "r-hoekstra", 20);
    table.prefer({.text_percent = 150});
    EXPECT_THAT(table.golden(), HasSubstr("\nProcesregisseur N. Aalbers\nCasusregisseur S. Bouazza\n"));
    const ui::Target* last = table.shell().find("afspraak/6");
    ASSERT_NE(last, nullptr);
    EXPECT_EQ(last->rect, last->full) << "what was agreed on last is whole";
    const ui::Target* undo = table.shell().find("ongedaan");
    const ui::Target* fresh = table.shell().find("casus/nieuw");
    ASSERT_TRUE(undo && fresh);
    EXPECT_EQ(undo->rect.centre().y, fresh->rect.centre().y) << "beside each other";
}

TEST(Preferences, show_what_is_typed_on_a_sheet_at_the_largest_text)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1").prefer({.text_percent = 150});
    table.tap_all({"perspectief/aanvullen", "blad/tekst"}).type("Ik wil een eigen plek");
    const ui::Target* field = table.shell().find("blad/tekst");
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(field->rect, field->full) << table.golden();
    EXPECT_TRUE(table.has("blad/ok")) << "and it can be saved";
    EXPECT_FALSE(table.has("sluiten")) << "the keyboard took that room";
    table.tap("key/klaar");
    EXPECT_TRUE(table.has("sluiten"));
}

TEST(Preferences, bring_the_pad_to_the_left_hand)
{
    TableDriver table;
    EXPECT_GT(table.shell().find("lock/5")->rect.x, 960);
    table.tap("weergave").tap("weergave/links").tap("sluiten");
    EXPECT_LT(table.shell().find("lock/5")->rect.right(), 960);
    EXPECT_LT(table.shell().find("lock/ok")->rect.x, table.shell().find("lock/wis")->rect.x);
    EXPECT_LT(table.shell().find("lock/1")->rect.x, table.shell().find("lock/3")->rect.x); // digits stay as they are
}

TEST(Preferences, let_sheets_come_without_sliding_in_calm_mode)
{
    TableDriver table;
    table.tap("weergave").tap("weergave/rustig").tap("sluiten");
    table.shell().advance(ui::echo_ms);
    const std::int64_t before = table.shell().now_ms();
    table.tap("weergave");
    EXPECT_LE(table.shell().now_ms() - before, 100); // the touch itself
}

TEST(Keyboard, makes_and_confirms_an_agreement_without_a_touch)
{
    TableDriver table;
    table.start_conference();
    choose(table, "agenda/open/1");
    choose(table, "casus/nieuw");
    choose(table, "nieuw/zin/1");
    choose(table, "nieuw/datum/3");
    choose(table, "nieuw/wie/r-hoekstra");
    choose(table, "nieuw/mandaat/0");
    choose(table, "nieuw/vastleggen");
    ASSERT_EQ(table.open_case().agreements.size(), 1U) << table.golden();
    choose(table, "casus/bevestigen");
    choose(table, "bevestigen/wie/r-hoekstra");
    table.type("1111").key(Key::enter);
    EXPECT_EQ(table.open_case().agreements.front().confirmation.state, core::ConfirmationState::confirmed)
        << table.golden();
}

TEST(Speech, reads_at_the_first_touch_and_acts_at_the_second)
{
    TableDriver table;
    table.tap("weergave").tap("weergave/spraak");
    table.shell().take_speech();
    table.tap("sluiten");
    EXPECT_NE(table.state().sheet, ui::Sheet::none);
    EXPECT_THAT(table.shell().take_speech(), testing::Contains("Sluiten, knop"));
    table.tap("sluiten");
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    table.key(Key::tab);
    table.shell().take_speech();
    table.key(Key::tab);
    EXPECT_THAT(table.shell().take_speech(), testing::Contains(testing::Not(IsEmpty())));
}

TEST(Speech, reads_ones_own_agreements_on_request)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Depot voortzetten", "r-hoekstra", 20, core::Confidentiality::care_secret);
    table.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries");
    table.shell().take_speech();
    table.tap("bevestigen/voorlezen");
    const std::vector<std::string> said = table.shell().take_speech();
    EXPECT_THAT(said, testing::Contains(HasSubstr("Briefadres regelen")));
    EXPECT_THAT(said, testing::Not(testing::Contains(HasSubstr("Depot"))));
}

TEST(Speech, says_nothing_unasked)
{
    TableDriver table;
    table.open_conference().tap("hulp").tap("sluiten").key(Key::tab);
    for (const std::string& sentence : table.shell().take_speech()) EXPECT_EQ(sentence, "");
}

TEST(Speech, never_says_what_is_masked_or_secret)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Depot voortzetten na vrijlating", "r-hoekstra", 20, core::Confidentiality::care_secret);
    table.let_guest_in();
    table.tap("hulp").tap("weergave").tap("weergave/spraak").key(Key::escape);
    std::string all;
    for (int i = 0; i < 60; ++i) table.key(Key::tab);
    for (int y = 110; y < 1060; y += 40) {
        for (const int x : {200, 500, 900, 1300, 1700}) table.shell().drag({x, y}, {x, y});
    }
    for (const std::string& sentence : table.shell().take_speech()) all += sentence + "\n";
    EXPECT_THAT(all, testing::Not(HasSubstr("Depot")));
    EXPECT_THAT(all, HasSubstr("knop"));
}

} // namespace casustafel::test
