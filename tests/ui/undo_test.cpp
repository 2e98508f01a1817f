#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

// The last action in a case is taken back by one tap, and it is said what was taken back; a slip of the finger costs
// nothing.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::Not;

const char* const secret = "Depot voortzetten na vrijlating";

class UndoOffer : public testing::Test {
protected:
    UndoOffer() { table.start_conference().tap("agenda/open/1"); }
    const core::Agreement& last() const { return table.open_case().agreements.back(); }
    std::string offer() { return table.shell().find("ongedaan")->label; }

    TableDriver table;
};

} // namespace

TEST_F(UndoOffer, names_what_was_added_and_withdraws_it_in_one_tap)
{
    EXPECT_FALSE(table.has("ongedaan")) << "nothing happened yet";
    table.agree("Briefadres regelen", "m-de-vries", 6);
    const std::string number = std::to_string(last().number);
    EXPECT_EQ(offer(), "Ongedaan maken: afspraak " + number + " toegevoegd");
    const int before = table.touches();
    table.tap("ongedaan");
    EXPECT_EQ(table.touches() - before, 1);
    EXPECT_TRUE(last().withdrawn_at);
    EXPECT_EQ(table.state().toast, "Ongedaan gemaakt: afspraak " + number + " toegevoegd");
    EXPECT_EQ(table.state().toast_status, ui::Status::ok);
    EXPECT_FALSE(table.has("ongedaan"));
}

TEST_F(UndoOffer, goes_one_further_back_each_time)
{
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap("vorige/0").tap("uitkomst/0");
    EXPECT_THAT(offer(), HasSubstr("status van afspraak"));
    table.tap("ongedaan");
    EXPECT_TRUE(table.open_case().earlier.empty());
    EXPECT_THAT(offer(), HasSubstr("toegevoegd"));
}

TEST_F(UndoOffer, takes_an_answer_back_where_it_was_given)
{
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", "1111");
    table.tap("bevestigen/pad/ok");
    ASSERT_EQ(last().confirmation.state, core::ConfirmationState::confirmed);
    EXPECT_THAT(offer(), HasSubstr("antwoord op afspraak " + std::to_string(last().number)));
    table.tap("ongedaan");
    EXPECT_EQ(last().confirmation.state, core::ConfirmationState::open);
    EXPECT_TRUE(table.has("bevestigen/pad/ok")) << "the owner is asked again";
}

TEST_F(UndoOffer, never_says_what_is_masked)
{
    table.agree(secret, "r-hoekstra", 6, core::Confidentiality::care_secret);
    table.let_guest_in();
    EXPECT_THAT(offer(), HasSubstr("toegevoegd"));
    EXPECT_THAT(table.golden(), Not(HasSubstr("Depot")));
    table.give(core::command::RecordWithheld{table.conference().open_case, core::PartnerId{"ggz"}, "",
                                             core::WithheldGround::other, ""});
    EXPECT_EQ(offer(), "Ongedaan maken: wat het laatst is vastgelegd");
    table.tap("ongedaan").tap("ongedaan");
    EXPECT_THAT(table.golden(), Not(HasSubstr("Depot")));
    EXPECT_TRUE(table.open_case().withheld.empty());
}

TEST_F(UndoOffer, is_taken_with_the_keyboard_as_well_but_never_while_typing_or_over_a_sheet)
{
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap("casus/tafel").key(ui::Key::undo);
    EXPECT_FALSE(last().withdrawn_at) << "a sheet lies over the offer";
    table.tap("sluiten").tap("casus/nieuw").tap("nieuw/tekst").type("Bel").key(ui::Key::undo);
    EXPECT_FALSE(last().withdrawn_at) << "the field takes its own typing back";
    table.tap("key/klaar").tap("nieuw/annuleren");
    table.key(ui::Key::undo);
    EXPECT_TRUE(last().withdrawn_at);
}

TEST_F(UndoOffer, stays_while_the_disk_takes_nothing_and_is_sent_once)
{
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.take_commands();
    table.hold();
    table.tap("ongedaan").wait(std::chrono::seconds{1}).tap("ongedaan");
    EXPECT_EQ(table.take_commands().size(), 1U);
    table.commit();
    EXPECT_TRUE(last().withdrawn_at);
}

TEST_F(UndoOffer, calls_what_has_no_owner_yet_a_point_of_attention)
{
    table.agree("Wie belt de zus?", "", 6);
    EXPECT_EQ(offer(), "Ongedaan maken: aandachtspunt " + std::to_string(last().number) + " toegevoegd");
}

TEST_F(UndoOffer, says_what_it_does_with_the_largest_text_too)
{
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.prefer({.text_percent = 150});
    EXPECT_THAT(table.golden(), HasSubstr("Ongedaan maken"));
}

} // namespace casustafel::test
