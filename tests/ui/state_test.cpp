#include "support/table_driver.h"
#include "ui/text_edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

// What a person wants to do, by touch: how many touches it takes, and what is never lost and never shown.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::Not;

const char* const secret = "Depot voortzetten na vrijlating";

std::size_t agreements(const TableDriver& table)
{
    return table.open_case().agreements.size();
}

class Journey : public testing::Test {
protected:
    void open_first_case() { table.start_conference().tap("agenda/open/1"); }

    TableDriver table;
};

} // namespace

TEST_F(Journey, proposes_an_agreement_in_six_touches_without_typing)
{
    open_first_case();
    const int before = table.touches();
    table.tap_all(
        {"casus/nieuw", "nieuw/zin/0", "nieuw/zin/6", "nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/vastleggen"});
    EXPECT_LE(table.touches() - before, 6);
    ASSERT_EQ(agreements(table), 1U);
    EXPECT_TRUE(table.open_case().agreements.front().content.complete());
    EXPECT_TRUE(table.has("casus/nieuw"));
}

TEST_F(Journey, confirms_in_three_touches_and_four_digits)
{
    open_first_case();
    table.agree("Briefadres regelen", "m-de-vries", 6);
    const int before = table.touches();
    table.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", "1111");
    table.tap("bevestigen/pad/ok");
    EXPECT_LE(table.touches() - before, 3 + 4);
    EXPECT_EQ(table.open_case().agreements.front().confirmation.state, core::ConfirmationState::confirmed);
}

TEST_F(Journey, reports_an_earlier_agreement_as_kept_in_two_touches)
{
    open_first_case();
    const int before = table.touches();
    table.tap("vorige/0").tap("uitkomst/0");
    EXPECT_EQ(table.touches() - before, 2);
    ASSERT_EQ(table.open_case().earlier.size(), 1U);
    EXPECT_EQ(table.open_case().earlier.begin()->second.outcome, core::Outcome::done);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
}

TEST_F(Journey, says_that_a_code_is_wrong_and_keeps_what_was_typed)
{
    open_first_case();
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Dat is niet aan ons").tap("key/klaar").digits("bevestigen/pad", "9999").tap("bevestigen/pad/ok");
    EXPECT_EQ(table.open_case().agreements.front().confirmation.state, core::ConfirmationState::open);
    EXPECT_THAT(table.golden(), HasSubstr("Die code klopt niet"));
    EXPECT_THAT(table.golden(), HasSubstr("Dat is niet aan ons"));
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    EXPECT_EQ(table.open_case().agreements.front().confirmation.state, core::ConfirmationState::declined);
    EXPECT_EQ(table.open_case().agreements.front().confirmation.reason, "Dat is niet aan ons");
}

TEST_F(Journey, records_a_reserve_with_its_reason_and_day)
{
    open_first_case();
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/voorbehoud", "bevestigen/reden"});
    table.type("Eerst overleg met de wethouder").tap("key/klaar").tap("bevestigen/datum/0");
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    const core::Confirmation& answer = table.open_case().agreements.front().confirmation;
    EXPECT_EQ(answer.state, core::ConfirmationState::reserved);
    EXPECT_EQ(answer.reason, "Eerst overleg met de wethouder");
    EXPECT_TRUE(answer.answer_by);
}

TEST_F(Journey, keeps_the_draft_of_a_refused_agreement)
{
    open_first_case();
    table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/mandaat/1",
                   "nieuw/vastleggen"}); // the day of the answer is missing
    EXPECT_EQ(agreements(table), 0U);
    EXPECT_TRUE(table.state().refused);
    EXPECT_TRUE(table.has("nieuw/vastleggen"));
    EXPECT_THAT(table.golden(), HasSubstr("[field nieuw/tekst] WAT = Aanvragen van"));
    table.tap("nieuw/antwoord/0").tap("nieuw/vastleggen");
    EXPECT_EQ(agreements(table), 1U);
}

TEST_F(Journey, keeps_the_draft_when_the_disk_takes_nothing)
{
    open_first_case();
    table.break_disk();
    table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/vastleggen"});
    EXPECT_EQ(agreements(table), 0U);
    EXPECT_THAT(table.golden(), HasSubstr("Niet opgeslagen"));
    table.heal_disk();
    table.tap("nieuw/vastleggen");
    EXPECT_EQ(agreements(table), 1U);
}

TEST_F(Journey, shows_no_tick_before_the_disk_has_it)
{
    open_first_case();
    table.hold();
    table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/vastleggen"});
    EXPECT_EQ(agreements(table), 0U);
    table.commit();
    EXPECT_EQ(agreements(table), 1U);
    EXPECT_THAT(table.golden(), HasSubstr("Opgeslagen"));
}

TEST_F(Journey, forgets_everything_when_it_locks)
{
    open_first_case();
    table.tap("casus/nieuw").tap("nieuw/zin/0").tap("nieuw/annuleren").tap("vraag/weggooien");
    table.tap("casus/agenda").tap("agenda/vergrendel");
    EXPECT_TRUE(table.has("lock/1"));
    EXPECT_TRUE(table.state().texts.empty());
    EXPECT_FALSE(table.state().agreement.content.mandate);
    EXPECT_TRUE(table.state().person.empty());
    EXPECT_THAT(table.golden(), Not(HasSubstr("K.D.")));
}

TEST_F(Journey, shows_nothing_of_the_case_while_shielded)
{
    open_first_case();
    table.agree(secret, "r-hoekstra", 6);
    const std::string question = table.open_case().brief->question;
    EXPECT_THAT(table.golden(), HasSubstr(question));
    table.tap("afschermen");
    for (const std::string& text : {std::string{"K.D."}, question, std::string{secret}, std::string{"Hoekstra"}})
        EXPECT_THAT(table.golden(), Not(HasSubstr(text)));
    table.tap("verder");
    EXPECT_THAT(table.golden(), HasSubstr(question));
}

TEST_F(Journey, shows_masked_text_in_no_tab_sheet_or_list)
{
    open_first_case();
    table.agree(secret, "r-hoekstra", 6, core::Confidentiality::care_secret);
    std::vector<std::string> hidden{secret};
    for (const core::Item& item : table.open_case().brief->items)
        if (item.confidentiality != core::Confidentiality::general) hidden.push_back(item.text);
    for (const core::EarlierAgreement& one : table.open_case().brief->earlier_agreements)
        if (one.confidentiality.value_or(core::Confidentiality::general) != core::Confidentiality::general)
            hidden.push_back(one.text);
    ASSERT_GE(hidden.size(), 5U);
    const auto expect_hidden = [&] {
        for (const std::string& text : hidden) EXPECT_THAT(table.golden(), Not(HasSubstr(text)));
    };
    table.tap("casus/tab/1");
    EXPECT_THAT(table.golden(), HasSubstr(hidden[1])); // before the guest everyone may see it
    table.let_guest_in();
    for (const char* tab : {"casus/tab/0", "casus/tab/1", "casus/tab/2", "casus/tab/3", "casus/tab/4"}) {
        table.tap(tab);
        expect_hidden();
    }
    table.tap("casus/tafel");
    expect_hidden();
    table.tap("sluiten").tap("casus/bevestigen").tap("bevestigen/wie/r-hoekstra");
    expect_hidden();
    EXPECT_FALSE(table.target_enabled("bevestigen/pad/1")); // nobody agrees to words they can't read
    table.tap("bevestigen/casus").tap("casus/nieuw");
    expect_hidden();
    table.tap("nieuw/annuleren").tap("casus/besluit");
    expect_hidden();
    table.tap("besluit/casus").tap("casus/agenda");
    expect_hidden();
}

TEST_F(Journey, lets_a_guest_sign_before_joining_a_case_that_is_open)
{
    open_first_case();
    table.tap("casus/agenda").tap("agenda/aanwezigheid").tap("aanwezig/f-demir").tap("persoon/tekenen");
    table.sign("verklaring/vlak").tap("verklaring/ok").tap("aanwezig/f-demir");
    EXPECT_TRUE(core::present_for(table.conference(), core::ParticipantId{"f-demir"}, table.conference().open_case));
}

TEST_F(Journey, leaves_every_screen_with_escape)
{
    open_first_case();
    table.agree("Briefadres regelen", "m-de-vries", 6);
    for (const char* screen : {"casus/nieuw", "casus/bevestigen", "casus/besluit"}) {
        table.tap(screen).key(ui::Key::escape);
        EXPECT_EQ(table.state().screen, ui::Screen::in_case) << screen;
    }
    for (const char* sheet : {"casus/tafel", "vorige/0", "hulp"}) {
        table.tap(sheet);
        EXPECT_NE(table.state().sheet, ui::Sheet::none) << sheet;
        table.key(ui::Key::escape);
        EXPECT_EQ(table.state().sheet, ui::Sheet::none) << sheet;
        EXPECT_EQ(table.state().screen, ui::Screen::in_case) << sheet;
    }
    table.key(ui::Key::escape);
    EXPECT_EQ(table.state().screen, ui::Screen::today);
    table.tap("agenda/aanwezigheid").key(ui::Key::escape);
    EXPECT_EQ(table.state().screen, ui::Screen::today);
}

TEST_F(Journey, does_one_thing_for_one_touch_also_the_second_time)
{
    open_first_case();
    for (const std::size_t times : {1U, 2U}) {
        table.take_commands();
        table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/vastleggen"});
        EXPECT_EQ(table.take_commands().size(), 1U);
        EXPECT_EQ(agreements(table), times);
    }
    table.tap("casus/tafel").tap("tafel/a-nijholt");
    EXPECT_EQ(table.take_commands().size(), 1U);
    table.tap("tafel/a-nijholt");
    EXPECT_EQ(table.take_commands().size(), 1U);
}

TEST_F(Journey, closes_over_an_unmet_criterion_with_the_explanation_given_afterwards)
{
    table.start_conference().tap("agenda/open/3");
    table.tap("casus/besluit").tap("besluit/soort/3").tap("besluit/resultaat/0");
    for (const char* answer : {"0/ja", "1/ja", "2/nee", "3/ja"}) table.tap(std::string{"besluit/criterium/"} + answer);
    table.tap("besluit/doel/0/0").tap("besluit/waarom").type("Het wijkteam volgt op eigen titel").tap("key/klaar");
    table.tap("besluit/vastleggen");
    EXPECT_EQ(table.state().screen, ui::Screen::today) << table.golden();
    const core::CaseState& closed = table.conference().cases[2];
    ASSERT_TRUE(closed.decision);
    EXPECT_EQ(closed.decision->closing[2].motivation, "Het wijkteam volgt op eigen titel");
}

TEST_F(Journey, names_text_in_one_way_whatever_keyboard_typed_it)
{
    open_first_case();
    table.tap("casus/nieuw").tap("nieuw/tekst").type("  Zus Esme\u0301e bellen ").tap("nieuw/vastleggen");
    ASSERT_EQ(agreements(table), 1U);
    EXPECT_EQ(table.open_case().agreements.front().content.text, "Zus Esm\u00e9e bellen");
}

TEST(Nfc, leaves_alone_what_is_not_utf_8)
{
    EXPECT_EQ(ui::in_nfc("e\u0301"), "\u00e9");
    EXPECT_EQ(ui::in_nfc(""), "");
    EXPECT_EQ(ui::in_nfc("\xff\xfe"), "\xff\xfe");
}

} // namespace casustafel::test
