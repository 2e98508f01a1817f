#include "support/screen_driver.h"
#include "support/table_driver.h"

#include "ui/say.h"
#include "ui/views/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Nothing that somebody filled in goes without a question.

namespace casustafel::test {

namespace {

void on_new_agreement(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1").tap("casus/nieuw");
}

/// A touch of the corner of the screen, which no sheet covers.
void touch_beside(TableDriver& table)
{
    ui::OffscreenShell& shell = table.shell();
    const std::int64_t now = shell.now_ms();
    shell.push(ui::PointerEvent{1, ui::PointerEvent::Phase::down, 4, 4, now});
    shell.push(ui::PointerEvent{1, ui::PointerEvent::Phase::up, 4, 4, now + 20});
    shell.settle();
}

} // namespace

TEST(Unsaved, an_empty_agreement_is_left_at_once)
{
    TableDriver table;
    on_new_agreement(table);
    table.tap("nieuw/annuleren");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    table.tap("casus/nieuw").key(ui::Key::escape);
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
}

TEST(Unsaved, whatever_was_filled_in_of_an_agreement_is_asked_after)
{
    for (const char* filled : {"nieuw/zin/0", "nieuw/datum/1", "nieuw/wie/r-hoekstra", "nieuw/mandaat/1"}) {
        TableDriver table;
        on_new_agreement(table);
        table.tap(filled).tap("nieuw/annuleren");
        ASSERT_TRUE(table.has("vraag/verder")) << filled;
        EXPECT_THAT(table.golden(), testing::HasSubstr("Niet opgeslagen. Weggooien of verder?"));
        expect_usable(table.shell());
        const core::AgreementContent before = table.state().agreement.content;
        table.tap("vraag/verder");
        EXPECT_EQ(table.state().screen, ui::Screen::agreement);
        EXPECT_EQ(table.state().agreement.content, before);
        table.tap("nieuw/annuleren").tap("vraag/weggooien");
        EXPECT_EQ(table.state().screen, ui::Screen::in_case);
        EXPECT_TRUE(table.open_case().agreements.empty());
        table.tap("casus/nieuw");
        EXPECT_EQ(table.state().text(ui::Field::agreement_text), "");
        EXPECT_FALSE(table.state().agreement.content.owner);
    }
}

TEST(Unsaved, what_was_taken_back_is_not_asked_after)
{
    TableDriver table;
    on_new_agreement(table);
    table.tap_all({"nieuw/wie/r-hoekstra", "nieuw/wie/r-hoekstra", "nieuw/annuleren"});
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
}

TEST(Unsaved, the_change_of_an_agreement_is_asked_after_and_leaves_it_as_it_was)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Woning zoeken", "m-de-vries", 6);
    const std::string row = "afspraak/" + std::to_string(table.open_case().agreements.back().number);
    table.tap(row).tap("nieuw/annuleren");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case) << "nothing was changed";
    table.tap_all({row, "nieuw/wie/r-hoekstra", "nieuw/annuleren", "vraag/weggooien"});
    EXPECT_EQ(table.open_case().agreements.back().content.owner->name, "M. de Vries");
    EXPECT_EQ(table.open_case().agreements.back().version, 1);
}

TEST(Unsaved, every_way_out_of_a_sheet_that_holds_text_asks_first)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/toevoegen"});
    touch_beside(table);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none) << "nothing was typed";
    table.wait(std::chrono::seconds{1}).tap_all({"aanwezig/toevoegen", "nieuwe/naam"}).type("P. Zomer");
    const auto kept = [&] {
        ASSERT_TRUE(table.has("vraag/verder")) << table.golden();
        table.tap("vraag/verder");
        EXPECT_EQ(table.state().sheet, ui::Sheet::add);
        EXPECT_EQ(table.state().text(ui::Field::person_name), "P. Zomer");
    };
    touch_beside(table);
    kept();
    table.wait(std::chrono::seconds{1}).tap("sluiten");
    kept();
    table.key(ui::Key::escape); // only puts the keyboard away
    EXPECT_FALSE(table.state().leaving);
    table.key(ui::Key::escape);
    kept();
    table.tap("sluiten").key(ui::Key::escape);
    EXPECT_EQ(table.state().sheet, ui::Sheet::add) << "Escape goes on filling in";
    table.tap("sluiten").tap("vraag/weggooien");
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    EXPECT_EQ(table.state().text(ui::Field::person_name), "");
}

TEST(Unsaved, typing_goes_on_in_the_same_field_after_the_question)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/toevoegen", "nieuwe/naam"}).type("P.");
    table.tap("sluiten").type("x");
    EXPECT_EQ(table.state().text(ui::Field::person_name), "P.") << "keys mean nothing to what lies below the question";
    table.tap("vraag/verder").type(" Zomer");
    EXPECT_EQ(table.state().text(ui::Field::person_name), "P. Zomer");
}

TEST(Unsaved, why_somebody_does_not_agree_is_asked_after_until_it_is_recorded)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Zus bellen", "r-hoekstra", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/nietakkoord"});
    table.tap("bevestigen/reden").type("Dat is niet aan ons").tap("key/klaar");
    for (const char* leaves : {"bevestigen/casus", "bevestigen/wie/r-hoekstra"}) {
        table.tap(leaves);
        ASSERT_TRUE(table.has("vraag/verder")) << leaves;
        table.tap("vraag/verder");
        EXPECT_EQ(table.state().text(ui::Field::answer_reason), "Dat is niet aan ons");
    }
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    ASSERT_EQ(table.open_case().agreements[0].confirmation.state, core::ConfirmationState::declined);
    table.tap("bevestigen/wie/r-hoekstra");
    EXPECT_EQ(table.state().person.value(), "r-hoekstra") << "nothing is left to lose";
    table.tap("bevestigen/nietakkoord").tap("bevestigen/reden").type("Te vroeg").tap("key/klaar");
    table.tap("bevestigen/casus").tap("vraag/weggooien");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    EXPECT_EQ(table.state().text(ui::Field::answer_reason), "");
}

TEST(Unsaved, the_sheet_for_the_person_is_asked_after_once_it_differs_from_its_draft)
{
    TableDriver table;
    table.start_conference().tap_all({"agenda/open/1", "casus/besluit", "besluit/blad", "sluiten"});
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    table.tap_all({"besluit/blad", "blad/tekst"}).type("!").tap("sluiten");
    EXPECT_TRUE(table.has("vraag/verder"));
}

TEST(Unsaved, a_question_goes_with_the_form_it_was_about)
{
    TableDriver table;
    on_new_agreement(table);
    table.tap_all({"nieuw/zin/0"});
    table.hold();
    table.tap("nieuw/vastleggen").tap("nieuw/annuleren").commit();
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    EXPECT_FALSE(table.has("vraag/verder"));
    EXPECT_EQ(table.open_case().agreements.size(), 1U);
}

TEST(Unfinished, what_stays_open_is_named_before_it_is_sealed)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Woning zoeken", "m-de-vries", 6);
    table.agree("Zus uitnodigen", "", 6);
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen", "agenda/afronden"});
    table.take_commands();
    table.tap("afronden/verzegel");
    EXPECT_THAT(table.golden(), testing::HasSubstr("Er staat nog iets open. Toch verzegelen?"));
    const ui::SealView view = ui::seal_view(table.snapshot(), table.state());
    ASSERT_EQ(view.open.size(), 3U) << "two cases, an answer, a point";
    for (const ui::Mark& mark : view.open) EXPECT_THAT(table.golden(), testing::HasSubstr(mark.label));
    expect_usable(table.shell());
    table.tap("verzegelen/terug");
    EXPECT_TRUE(table.take_commands().empty());
    EXPECT_FALSE(table.conference().sealed_at);
    table.tap("afronden/verzegel").tap("verzegelen/toch");
    EXPECT_TRUE(table.conference().sealed_at);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
}

TEST(Unfinished, a_complete_conference_is_sealed_by_one_touch)
{
    TableDriver table;
    table.start_conference();
    for (const char* number : {"1", "2", "3"}) {
        table.tap(std::string{"agenda/open/"} + number);
        table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    }
    table.tap("agenda/afronden").tap("afronden/verzegel");
    EXPECT_TRUE(table.conference().sealed_at);
}

} // namespace casustafel::test
