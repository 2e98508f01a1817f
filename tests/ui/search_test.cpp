#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

// Searching at the table, by touch.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::Not;

TableDriver& in_first_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
    table.agree("Zus Esmée uitnodigen in de PI", "s-bouazza", 13);
    table.agree("Depot voortzetten na vrijlating", "r-hoekstra", 20, core::Confidentiality::care_secret);
    return table;
}

} // namespace

TEST(Searching, finds_an_agreement_without_its_accents_and_goes_there)
{
    TableDriver table;
    in_first_case(table).tap("casus/tab/3").tap("casus/zoek").type("esmee uitnod");
    EXPECT_THAT(table.golden(), HasSubstr("Zus Esmée uitnodigen in de PI"));
    EXPECT_THAT(table.golden(), HasSubstr("1 regel gevonden"));
    table.tap("key/klaar").tap("zoek/0");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    EXPECT_EQ(table.state().tab, ui::CaseTab::overview);
}

TEST(Searching, forgets_within_the_frame_what_a_guest_may_not_see)
{
    TableDriver table;
    in_first_case(table).tap("casus/zoek").type("depot vrij");
    EXPECT_THAT(table.golden(), HasSubstr("Depot voortzetten na vrijlating"));
    table.let_guest_in();
    EXPECT_THAT(table.golden(), Not(HasSubstr("Depot voortzetten")));
    EXPECT_THAT(table.golden(), HasSubstr("Niets gevonden"));
}

TEST(Searching, opens_the_case_where_it_was_found)
{
    TableDriver table;
    table.start_conference().tap("agenda/zoek").type("gezin").tap("key/klaar");
    ASSERT_TRUE(table.has("zoek/0")) << table.golden();
    table.tap("zoek/0");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    EXPECT_FALSE(table.conference().open_case.empty());
    EXPECT_THAT(table.open_case().brief->label, HasSubstr("Gezin"));
}

TEST(Searching, says_that_another_case_has_to_be_finished_first)
{
    TableDriver table;
    in_first_case(table).tap("casus/zoek").type("gezin").tap("key/klaar").tap("zoek/0");
    EXPECT_EQ(table.state().screen, ui::Screen::search);
    EXPECT_THAT(table.golden(), HasSubstr("Rond eerst de casus af"));
}

TEST(Searching, gives_the_room_of_the_keyboard_to_help_and_display_and_types_on_afterwards)
{
    TableDriver table;
    in_first_case(table).tap("casus/zoek");
    ASSERT_TRUE(table.has("key/a"));
    table.tap("hulp");
    EXPECT_FALSE(table.has("key/a"));
    EXPECT_TRUE(table.has("sluiten")) << "the way out can be seen";
    table.tap("weergave");
    EXPECT_FALSE(table.has("key/a"));
    table.tap("sluiten").type("esmee uitnod");
    EXPECT_THAT(table.golden(), HasSubstr("1 regel gevonden"));
}

TEST(Searching, calls_no_agreement_what_has_no_owner_yet)
{
    TableDriver table;
    in_first_case(table).agree("Huurschuld uitzoeken", "", 6);
    table.tap("casus/zoek").type("huurschuld uit");
    EXPECT_THAT(table.golden(), HasSubstr("Aandachtspunt"));
    EXPECT_THAT(table.golden(), Not(HasSubstr("] Afspraak")));
}

TEST(Searching, leads_back_to_where_it_began)
{
    TableDriver table;
    in_first_case(table).tap("casus/zoek").tap("zoek/terug");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    table.tap("casus/agenda").tap("agenda/zoek").key(ui::Key::escape);
    EXPECT_EQ(table.state().screen, ui::Screen::today);
    table.tap("agenda/zoek").type("won").key(ui::Key::escape); // what was typed stays: only the keyboard goes
    EXPECT_EQ(table.state().screen, ui::Screen::search);
    table.key(ui::Key::escape);
    EXPECT_EQ(table.state().screen, ui::Screen::today);
}

TEST(Searching, is_forgotten_when_the_device_locks)
{
    TableDriver table;
    table.start_conference().tap("agenda/zoek").type("gezin").tap("zoek/terug").tap("agenda/vergrendel");
    EXPECT_TRUE(table.state().texts.empty());
}

} // namespace casustafel::test
