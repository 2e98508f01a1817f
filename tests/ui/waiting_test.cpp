#include "support/table_driver.h"

#include <gtest/gtest.h>

// Who still has to confirm: said at the case and before sealing, and one touch away from there.

namespace casustafel::test {

namespace {

bool shows(const TableDriver& table, std::string_view words)
{
    return table.golden().find(words) != std::string::npos;
}

void decide_case(TableDriver& table)
{
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
}

void confirm(TableDriver& table, const std::string& person)
{
    table.tap("bevestigen/wie/" + person).digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
}

core::ConfirmationState answer_to(const TableDriver& table, std::size_t agreement)
{
    return table.open_case().agreements.at(agreement).confirmation.state;
}

} // namespace

TEST(StillToConfirm, says_that_the_bureau_asks_the_absent)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Advies over de vervolging geven", "e-lambregts", 6);
    table.tap("casus/bevestigen").tap("bevestigen/wie/e-lambregts");
    EXPECT_TRUE(shows(table, "Te bevestigen"));
    EXPECT_TRUE(shows(table, "E. Lambregts is er niet. Het bureau vraagt na het overleg om akkoord."));
    EXPECT_FALSE(table.has("bevestigen/pad/1"));
    EXPECT_TRUE(shows(table, "NIET AAN TAFEL"));
    EXPECT_TRUE(shows(table, "Advies over de vervolging geven")) << "what the bureau will ask about";
}

TEST(StillToConfirm, asks_again_for_other_words_whoever_said_yes_or_no_to_the_old_ones)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Depot voortzetten", "r-hoekstra", 20);
    table.tap("casus/bevestigen");
    confirm(table, "m-de-vries");
    table.tap_all({"bevestigen/wie/r-hoekstra", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Te vroeg").tap("key/klaar").digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    ASSERT_EQ(answer_to(table, 0), core::ConfirmationState::confirmed);
    ASSERT_EQ(answer_to(table, 1), core::ConfirmationState::declined);
    table.tap("bevestigen/casus");
    for (const char* number : {"1", "2"}) {
        const std::size_t index = number[0] == '1' ? 0 : 1;
        core::AgreementContent content = table.open_case().agreements[index].content;
        content.text += " in januari";
        table.give(
            core::command::Change{table.conference().open_case, table.open_case().agreements[index].id, content});
        EXPECT_EQ(answer_to(table, index), core::ConfirmationState::open);
    }
    table.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries");
    EXPECT_TRUE(shows(table, "Briefadres regelen in januari"));
    EXPECT_TRUE(shows(table, "Gewijzigd"));
    confirm(table, "m-de-vries");
    confirm(table, "r-hoekstra");
    for (const std::size_t index : {0U, 1U}) {
        EXPECT_EQ(answer_to(table, index), core::ConfirmationState::confirmed);
        EXPECT_EQ(table.open_case().agreements[index].confirmation.version, 2);
    }
}

TEST(StillToConfirm, leads_from_sealing_to_the_person_and_back)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Advies geven", "e-lambregts", 6);
    decide_case(table);
    table.tap("agenda/afronden");
    EXPECT_TRUE(shows(table, "Nog te bevestigen"));
    EXPECT_TRUE(table.has("afronden/wacht/0"));
    EXPECT_FALSE(table.has("afronden/wacht/1")) << "who isn't here can't be asked";
    table.tap("afronden/wacht/0");
    EXPECT_EQ(table.state().screen, ui::Screen::confirm);
    EXPECT_EQ(table.state().person, core::ParticipantId{"m-de-vries"});
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    EXPECT_EQ(answer_to(table, 0), core::ConfirmationState::confirmed);
    table.tap("bevestigen/afronden");
    EXPECT_EQ(table.state().screen, ui::Screen::seal);
    EXPECT_FALSE(table.has("afronden/wacht/0"));
}

TEST(StillToConfirm, asks_the_one_who_came_in_after_all)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Advies geven", "e-lambregts", 6);
    decide_case(table);
    table.give(core::command::CheckIn{core::ParticipantId{"e-lambregts"}});
    table.tap("agenda/afronden");
    EXPECT_TRUE(table.has("afronden/wacht/0"));
}

TEST(Sealing, leads_to_a_case_that_was_left_on_the_table)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1").tap("casus/agenda").tap("agenda/afronden");
    EXPECT_FALSE(table.target_enabled("afronden/verzegel"));
    table.tap("afronden/stap/0");
    EXPECT_EQ(table.state().screen, ui::Screen::decision);
    table.tap_all({"besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    EXPECT_EQ(table.state().screen, ui::Screen::seal);
    EXPECT_TRUE(table.target_enabled("afronden/verzegel"));
}

TEST(Sealing, leaves_a_decided_case_that_was_opened_again)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    decide_case(table);
    table.tap_all({"agenda/open/1", "casus/agenda", "agenda/afronden"});
    EXPECT_TRUE(shows(table, "K.D. is nog open"));
    table.tap("afronden/stap/0");
    EXPECT_EQ(table.state().screen, ui::Screen::seal);
    EXPECT_TRUE(table.conference().open_case.empty());
}

TEST(Sealing, names_the_case_of_a_point_without_owner_and_leads_there)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Uitzoeken wie dit oppakt", "", 6);
    decide_case(table);
    table.tap("agenda/afronden");
    EXPECT_TRUE(shows(table, "K.D.: 1 aandachtspunt zonder actiehouder of datum"));
    table.tap("afronden/stap/1");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    EXPECT_EQ(table.conference().open_case, table.conference().cases.front().brief->id);
}

TEST(Sealing, forgets_the_jump_when_the_case_may_not_be_opened)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    decide_case(table);
    table.tap("agenda/open/2").tap("casus/agenda").tap("agenda/afronden").tap("afronden/wacht/0");
    EXPECT_EQ(table.state().screen, ui::Screen::seal); // another case is on the table
    EXPECT_TRUE(shows(table, "Rond eerst de casus af die nu aan tafel is")) << table.golden();
}

} // namespace casustafel::test
