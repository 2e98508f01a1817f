#include "support/table_driver.h"
#include "ui/views/views.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

// What happens between a tap on a button that saves and the answer of the disk.

namespace casustafel::test {

namespace {

void in_first_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
}

template <typename Wanted>
std::vector<Wanted> only(const std::vector<core::Command>& commands)
{
    std::vector<Wanted> found;
    for (const core::Command& one : commands)
        if (const auto* wanted = std::get_if<Wanted>(&one)) found.push_back(*wanted);
    return found;
}

void fill_in_agreement(TableDriver& table)
{
    table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/datum/3", "nieuw/wie/r-hoekstra"});
}

} // namespace

TEST(Saving, stays_in_a_reopened_case_when_the_new_decision_is_refused)
{
    TableDriver table;
    in_first_case(table);
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen", "agenda/open/1"});
    table.tap_all({"casus/besluit", "besluit/toon", "besluit/soort/1", "besluit/vastleggen"});
    EXPECT_EQ(table.state().screen, ui::Screen::decision);
    EXPECT_TRUE(table.state().toast.starts_with("Nog 5 dingen te doen")) << table.state().toast;
    EXPECT_FALSE(table.conference().open_case.empty());
    EXPECT_EQ(table.open_case().decision->kind, core::DecisionKind::continued);
    EXPECT_EQ(table.state().decision.kind, core::DecisionKind::escalate) << "the draft is kept";
}

TEST(Saving, leaves_the_case_once_its_decision_is_recorded)
{
    TableDriver table;
    in_first_case(table);
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0"}).hold();
    table.tap("besluit/vastleggen").tap("besluit/vastleggen");
    EXPECT_TRUE(only<core::command::LeaveCase>(table.take_commands()).empty());
    table.commit();
    const auto commands = table.take_commands();
    EXPECT_EQ(only<core::command::LeaveCase>(commands).size(), 1U);
    EXPECT_EQ(table.state().screen, ui::Screen::today);
    EXPECT_TRUE(table.conference().open_case.empty());
}

TEST(Saving, makes_one_agreement_of_two_taps)
{
    TableDriver table;
    in_first_case(table);
    fill_in_agreement(table);
    table.hold();
    table.tap("nieuw/vastleggen").tap("nieuw/vastleggen").commit();
    EXPECT_EQ(table.open_case().agreements.size(), 1U);
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
}

TEST(Saving, tries_again_with_the_same_id)
{
    TableDriver table;
    in_first_case(table);
    fill_in_agreement(table);
    table.break_disk();
    table.tap("nieuw/vastleggen");
    EXPECT_EQ(table.state().toast, "Niet opgeslagen. Probeer het opnieuw of bel de technicus.");
    table.heal_disk();
    table.tap("nieuw/vastleggen");
    const auto tried = only<core::command::Propose>(table.take_commands());
    ASSERT_EQ(tried.size(), 2U);
    EXPECT_EQ(tried[0].agreement, tried[1].agreement);
    EXPECT_EQ(table.open_case().agreements.size(), 1U);
    fill_in_agreement(table);
    table.tap("nieuw/vastleggen");
    EXPECT_EQ(table.open_case().agreements.size(), 2U) << "the next one is another one";
}

TEST(Saving, adds_one_participant_and_seals_once_however_often_it_is_touched)
{
    TableDriver table;
    table.start_conference().tap("agenda/aanwezigheid").tap("aanwezig/toevoegen").tap("nieuwe/naam").type("P. Zomer");
    table.tap("nieuwe/partner/1");
    const std::size_t before = table.conference().participants.size();
    table.hold();
    table.tap("nieuwe/ok").tap("nieuwe/ok").commit();
    EXPECT_EQ(table.conference().participants.size(), before + 1);
    table.tap("aanwezig/agenda").tap("agenda/afronden").tap("afronden/verzegel").hold();
    table.take_commands();
    table.tap("verzegelen/toch").tap("afronden/verzegel").commit();
    EXPECT_EQ(only<core::command::Seal>(table.take_commands()).size(), 1U);
}

TEST(Saving, keeps_the_draft_of_a_decision_while_the_person_to_inform_is_arranged)
{
    TableDriver table;
    in_first_case(table);
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/informeren/1"});
    table.tap_all({"nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/vastleggen"});
    EXPECT_EQ(table.state().screen, ui::Screen::decision);
    EXPECT_TRUE(table.state().decision.next_on.has_value());
    table.tap("besluit/casus").tap("casus/besluit");
    EXPECT_TRUE(table.state().decision.next_on.has_value());
    table.tap("besluit/vastleggen").tap("agenda/open/2").tap("casus/besluit");
    EXPECT_FALSE(table.state().decision_started) << "another case begins with nothing chosen";
}

TEST(Saving, sends_only_what_belongs_to_the_chosen_decision)
{
    TableDriver table;
    in_first_case(table);
    table.tap_all({"casus/besluit", "besluit/soort/1", "besluit/aard/0", "besluit/door/l-smit", "besluit/antwoord/1"});
    table.tap("besluit/aan").type("Stuurgroep").tap_all({"besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    const auto decided = only<core::command::Decide>(table.take_commands());
    ASSERT_EQ(decided.size(), 1U);
    core::Decision wanted;
    wanted.kind = core::DecisionKind::continued;
    wanted.next_on = decided[0].decision.next_on;
    EXPECT_EQ(decided[0].decision, wanted);
}

TEST(Saving, closes_a_form_that_was_saved_while_another_sheet_lay_over_it)
{
    TableDriver table;
    in_first_case(table);
    fill_in_agreement(table);
    table.hold();
    table.tap("nieuw/vastleggen").tap("hulp").tap("sluiten").commit();
    EXPECT_EQ(table.open_case().agreements.size(), 1U);
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
}

TEST(Saving, closes_no_sheet_but_the_one_that_was_saved)
{
    TableDriver table;
    in_first_case(table);
    table.hold();
    table.tap("vorige/0").tap("uitkomst/0").tap("sluiten").tap("vorige/1").tap("uitkomst/1").commit();
    EXPECT_EQ(table.open_case().earlier.size(), 1U);
    EXPECT_EQ(table.state().sheet, ui::Sheet::outcome);
    EXPECT_EQ(table.state().outcome, core::Outcome::partly);
}

TEST(Saving, says_once_how_the_person_is_informed)
{
    TableDriver table;
    in_first_case(table);
    table.tap("casus/besluit").hold();
    table.take_commands();
    table.tap("besluit/soort/0").tap("besluit/informeren/0").tap("besluit/informeren/0").commit();
    EXPECT_EQ(only<core::command::RecordInforming>(table.take_commands()).size(), 1U);
}

TEST(Saving, says_that_the_bureau_could_not_open_the_minutes)
{
    TableDriver table;
    table.start_conference().tap_all({"agenda/afronden", "afronden/verzegel", "verzegelen/toch"});
    table.deliver(core::EnvelopeState::refused);
    EXPECT_NE(table.golden().find("Bel het bureau"), std::string::npos);
    EXPECT_EQ(table.golden().find("Wordt verzonden"), std::string::npos);
    EXPECT_EQ(table.golden().find("Verzonden naar het bureau"), std::string::npos);
}

TEST(Saving, names_every_step_of_the_sealed_minutes_from_the_start)
{
    TableDriver table;
    table.start_conference().tap_all({"agenda/afronden", "afronden/verzegel"});
    table.hold();
    table.tap("verzegelen/toch").commit();
    const auto steps = [&] {
        std::vector<std::pair<std::string, ui::Status>> found;
        for (const ui::Mark& mark : ui::seal_view(table.snapshot(), table.state()).progress)
            found.emplace_back(mark.label, mark.status);
        return found;
    };
    using Step = std::pair<std::string, ui::Status>;
    const Step sealed{"Verzegeld en versleuteld", ui::Status::ok};
    const Step to_open{"Het bureau opent het; daarna wordt het hier gewist", ui::Status::neutral};
    EXPECT_EQ(steps(), (std::vector<Step>{sealed, {"Wordt verzonden", ui::Status::now}, to_open}));
    table.deliver(core::EnvelopeState::sent);
    EXPECT_EQ(steps(),
              (std::vector<Step>{sealed,
                                 {"Verzonden naar het bureau", ui::Status::ok},
                                 {"Nog niet door het bureau geopend; daarna wordt het hier gewist", ui::Status::now}}));
    table.deliver(core::EnvelopeState::opened);
    EXPECT_EQ(steps().back().second, ui::Status::ok);
    table.change([](ui::Snapshot& snapshot) { snapshot.envelopes.clear(); });
    EXPECT_EQ(steps(),
              (std::vector<Step>{
                  {"Wordt verzegeld", ui::Status::now}, {"Verzenden naar het bureau", ui::Status::neutral}, to_open}));
}

TEST(Saving, goes_back_to_the_agenda_when_the_conference_is_gone)
{
    TableDriver table;
    in_first_case(table);
    table.tap("casus/nieuw").tap("nieuw/datum/kalender");
    table.change([](ui::Snapshot& snapshot) { snapshot.conference.reset(); });
    EXPECT_EQ(table.state().screen, ui::Screen::today);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
}

TEST(Saving, says_so_when_the_device_can_not_be_unlocked_because_of_its_disk)
{
    TableDriver table;
    table.change([](ui::Snapshot& snapshot) { snapshot.device.not_saved = true; });
    EXPECT_NE(table.golden().find("De opslag van dit apparaat werkt niet"), std::string::npos);
}

} // namespace casustafel::test
