#include "support/table_driver.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

// Who answers for an agreement, what their tile then says, and who may be handled without being checked in.

namespace casustafel::test {

namespace {

bool shows(const TableDriver& table, std::string_view words)
{
    return table.golden().find(words) != std::string::npos;
}

} // namespace

TEST(Answers, of_the_bureau_are_recorded_by_the_chair)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1").propose(0, 3, "bureau").tap("casus/bevestigen");
    const std::string bureau = "bevestigen/wie/" + table.conference().package.bureau.id.value();
    table.tap(bureau);
    EXPECT_FALSE(table.has("bevestigen/pad/1"));
    EXPECT_FALSE(table.has("bevestigen/handtekening"));
    table.tap("bevestigen/mondeling");
    const core::Confirmation& answer = table.open_case().agreements.front().confirmation;
    EXPECT_EQ(answer.state, core::ConfirmationState::confirmed);
    EXPECT_EQ(answer.how, core::ConfirmationHow::spoken);
    EXPECT_TRUE(shows(table, "Bureau, alles is bevestigd"));
}

TEST(Answers, are_agreed_only_when_all_are_confirmed)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries"}).digits("bevestigen/pad", "1111");
    table.tap("bevestigen/pad/ok");
    EXPECT_TRUE(shows(table, "alles is bevestigd"));
    table.agree("Urgentie opnieuw indienen", "m-de-vries", 6);
    table.tap_all({"bevestigen/wie/m-de-vries", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Dat is niet aan mij").tap("bevestigen/casus").tap("vraag/weggooien").tap("casus/bevestigen");
    EXPECT_TRUE(shows(table, "1 open"));
    EXPECT_FALSE(shows(table, "alles is bevestigd"));
    core::command::Answer no;
    no.in_case = table.conference().open_case;
    no.by = core::ParticipantId{"m-de-vries"};
    no.agreements = {{table.open_case().agreements.back().id, table.open_case().agreements.back().version}};
    no.proof = core::command::Spoken{};
    no.state = core::ConfirmationState::declined;
    no.reason = "Dat is niet aan mij";
    table.give(no);
    EXPECT_TRUE(shows(table, "Beantwoord"));
}

TEST(Answers, that_are_missing_are_not_called_confirmed_before_sealing)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "f-demir", 6); // not at the table
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen", "agenda/afronden"});
    EXPECT_TRUE(shows(table, "1 afspraak wacht op een afwezige"));
    EXPECT_FALSE(shows(table, "Alle afspraken zijn bevestigd"));
}

namespace {

/// Signs instead of entering a code: E. Lambregts comes in and chooses none.
class WithoutCode : public testing::Test {
protected:
    WithoutCode()
    {
        table.start_conference();
        table.give(core::command::CheckIn{core::ParticipantId{"e-lambregts"}});
        table.tap("agenda/open/1");
        table.agree("Dagvaarding aanhouden", "e-lambregts", 6);
        table.tap_all({"casus/bevestigen", "bevestigen/wie/e-lambregts"});
    }
    const core::Confirmation& answer() const { return table.open_case().agreements.front().confirmation; }
    void give_reason(std::string_view words)
    {
        table.tap("bevestigen/reden").type(words).tap("key/klaar");
        EXPECT_FALSE(table.has("bevestigen/pad/1"));
    }

    TableDriver table;
};

} // namespace

TEST_F(WithoutCode, agrees_with_a_drawn_signature)
{
    EXPECT_FALSE(table.target_enabled("bevestigen/ok"));
    table.sign("bevestigen/vlak").tap("bevestigen/ok");
    EXPECT_EQ(answer().state, core::ConfirmationState::confirmed);
    EXPECT_EQ(answer().how, core::ConfirmationHow::signature);
    EXPECT_FALSE(answer().strokes.empty());
}

TEST_F(WithoutCode, makes_a_reserve_with_a_drawn_signature)
{
    table.tap("bevestigen/voorbehoud");
    give_reason("Eerst overleg met de hoofdofficier");
    table.tap("bevestigen/datum/0").sign("bevestigen/vlak").tap("bevestigen/ok");
    EXPECT_EQ(answer().state, core::ConfirmationState::reserved);
    EXPECT_EQ(answer().how, core::ConfirmationHow::signature);
    EXPECT_EQ(answer().reason, "Eerst overleg met de hoofdofficier");
}

TEST_F(WithoutCode, declines_with_a_drawn_signature)
{
    table.tap("bevestigen/nietakkoord");
    give_reason("Dat kan het OM niet");
    table.sign("bevestigen/vlak").tap("bevestigen/ok");
    EXPECT_EQ(answer().state, core::ConfirmationState::declined);
    EXPECT_EQ(answer().how, core::ConfirmationHow::signature);
}

TEST(Answers, may_be_signed_by_who_has_a_code_as_well)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Dat is niet aan ons").tap("key/klaar").tap("bevestigen/handtekening").sign("bevestigen/vlak");
    table.tap("bevestigen/ok");
    const core::Confirmation& answer = table.open_case().agreements.front().confirmation;
    EXPECT_EQ(answer.state, core::ConfirmationState::declined);
    EXPECT_EQ(answer.how, core::ConfirmationHow::signature);
    table.agree("Urgentie opnieuw indienen", "m-de-vries", 6);
    table.tap("bevestigen/casus").tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries");
    EXPECT_TRUE(table.has("bevestigen/pad/1")) << "the next time begins with the code";
}

TEST(Answers, show_the_reason_and_the_day_of_a_reserve_and_say_before_what_is_missing)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/voorbehoud"});
    EXPECT_TRUE(shows(table, "Vul eerst de reden in."));
    table.tap("bevestigen/reden").type("Eerst overleg met de wethouder").tap("key/klaar");
    EXPECT_TRUE(shows(table, "Kies de dag van het antwoord."));
    table.tap("bevestigen/datum/0");
    EXPECT_TRUE(shows(table, "Toets je tafelcode in"));
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    EXPECT_TRUE(shows(table, "Eerst overleg met de wethouder · antwoord uiterlijk zaterdag 28 november"));
}

TEST(Answers, wait_some_minutes_after_three_wrong_codes)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries"});
    for (int n = 0; n < 3; ++n) table.digits("bevestigen/pad", "9999").tap("bevestigen/pad/ok");
    EXPECT_TRUE(shows(table, "Drie keer een verkeerde code. Wacht"));
    EXPECT_FALSE(table.target_enabled("bevestigen/pad/1"));
    EXPECT_FALSE(table.target_enabled("bevestigen/pad/wis")) << "there is nothing to wipe";
}

TEST(Answers, keep_who_was_chosen_in_sight)
{
    TableDriver table{1280, 720, 3.86};
    table.start_conference();
    ui::Preferences large;
    large.text_percent = 150;
    table.prefer(large);
    table.tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries");
    const ui::Target* chosen = table.shell().find("bevestigen/wie/m-de-vries");
    ASSERT_NE(chosen, nullptr);
    EXPECT_GE(chosen->rect.y, 96);
    EXPECT_LE(chosen->rect.bottom(), 720);
    for (const char* answer : {"bevestigen/pad/ok", "bevestigen/voorbehoud", "bevestigen/nietakkoord"}) {
        const ui::Target* button = table.shell().find(answer);
        ASSERT_NE(button, nullptr) << answer;
        EXPECT_LE(button->rect.bottom(), 720) << answer << " is seen without scrolling";
    }
}

TEST(Answers, may_follow_each_other_while_the_first_is_still_being_saved)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Depot voortzetten", "r-hoekstra", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Dat is niet aan ons").tap("key/klaar").digits("bevestigen/pad", "1111");
    table.hold();
    table.tap_all({"bevestigen/pad/ok", "bevestigen/wie/r-hoekstra", "bevestigen/voorbehoud", "bevestigen/reden"});
    table.type("Eerst vragen").commit();
    EXPECT_EQ(table.state().answer_mode, ui::AnswerMode::reserve);
    EXPECT_EQ(table.state().text(ui::Field::answer_reason), "Eerst vragen");
    EXPECT_EQ(table.open_case().agreements.front().confirmation.reason, "Dat is niet aan ons");
}

TEST(Answers, that_are_not_saved_wait_for_the_person_who_gave_them)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Depot voortzetten", "r-hoekstra", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/voorbehoud", "bevestigen/datum/0"});
    table.tap("bevestigen/reden").type("Eerst de wethouder").tap("key/klaar").digits("bevestigen/pad", "1111");
    table.hold();
    table.tap_all({"bevestigen/pad/ok", "bevestigen/wie/r-hoekstra"});
    table.break_disk();
    table.commit();
    EXPECT_EQ(table.state().toast,
              "Het antwoord van M. de Vries is niet opgeslagen. Tik op die naam en probeer het opnieuw.");
    EXPECT_EQ(table.state().text(ui::Field::answer_reason), "") << "it isn't R. Hoekstra's";
    table.heal_disk();
    table.tap("bevestigen/wie/m-de-vries");
    EXPECT_EQ(table.state().answer_mode, ui::AnswerMode::reserve);
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    const core::Confirmation& answer = table.open_case().agreements.front().confirmation;
    EXPECT_EQ(answer.state, core::ConfirmationState::reserved);
    EXPECT_EQ(answer.reason, "Eerst de wethouder");
    EXPECT_TRUE(answer.answer_by.has_value());
}

TEST(Answers, with_a_wrong_code_keep_their_reason_while_the_next_person_is_chosen)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Dat is niet aan ons").tap("key/klaar").digits("bevestigen/pad", "9999");
    table.hold();
    table.tap_all({"bevestigen/pad/ok", "bevestigen/wie/r-hoekstra"}).commit();
    table.tap("bevestigen/wie/m-de-vries");
    EXPECT_EQ(table.state().answer_mode, ui::AnswerMode::decline);
    EXPECT_EQ(table.state().text(ui::Field::answer_reason), "Dat is niet aan ons");
}

TEST(Attendance, says_that_two_codes_differ_above_the_keys)
{
    TableDriver table;
    table.open_conference().tap("agenda/aanwezigheid").tap("aanwezig/s-bouazza");
    table.tap_all({"aanwezig/s-bouazza", "persoon/code"}).digits("code", "1357").tap("code/ok");
    table.digits("code", "1358").tap("code/ok");
    EXPECT_NE(table.golden().find("De twee codes zijn niet gelijk. Kies opnieuw."), std::string::npos);
    EXPECT_TRUE(table.state().toast.empty()) << "a sentence over the keys would cover them";
    table.tap("code/2");
    EXPECT_EQ(table.golden().find("De twee codes zijn niet gelijk."), std::string::npos);
}

TEST(Attendance, lets_somebody_be_replaced_or_sign_without_checking_in_first)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/t-visser/meer", "persoon/vervangen"});
    EXPECT_EQ(table.state().sheet, ui::Sheet::substitute);
    table.tap("sluiten").tap("aanwezig/f-demir/meer").tap("persoon/tekenen").sign("verklaring/vlak");
    table.tap("verklaring/ok");
    EXPECT_FALSE(core::must_declare_secrecy(table.conference(), core::ParticipantId{"f-demir"}));
    EXPECT_TRUE(core::attendance_of(table.conference(), core::ParticipantId{"f-demir"}).intervals.empty());
}

} // namespace casustafel::test
