#include "support/table_driver.h"
#include "ui/views/decision_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

// A decision is recorded when nothing is missing, the screen says what is, and which decision it was stays off the
// shared screen until the chair shows it.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::Not;

template <typename Wanted>
std::size_t number_of(const std::vector<core::Command>& commands)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(commands, [](const core::Command& one) { return std::holds_alternative<Wanted>(one); }));
}

class DecisionScreen : public testing::Test {
protected:
    void decide_on(const char* number)
    {
        table.start_conference().tap(std::string{"agenda/open/"} + number).tap("casus/besluit");
        table.take_commands();
    }
    void escalate()
    {
        table.tap_all({"besluit/soort/1", "besluit/aard/0", "besluit/door/l-smit", "besluit/antwoord/1"});
        table.tap("besluit/aan").type("Stuurgroep").tap("besluit/vraag").type("Wie betaalt de opvang");
        table.tap("key/klaar").tap("besluit/fase/3").tap("besluit/vastleggen");
    }

    TableDriver table;
};

} // namespace

TEST_F(DecisionScreen, asks_to_choose_before_anything_is_recorded)
{
    decide_on("1");
    table.tap("besluit/vastleggen");
    EXPECT_EQ(table.state().toast, "Kies eerst links wat de tafel besluit.");
    EXPECT_TRUE(table.take_commands().empty());
}

TEST_F(DecisionScreen, names_each_missing_part_and_goes_to_the_first)
{
    decide_on("3");
    table.tap("besluit/soort/2").tap("besluit/ontvanger").type("Sociaal team").tap("key/klaar");
    table.tap("besluit/overdracht/0").tap("besluit/vastleggen");
    EXPECT_TRUE(table.take_commands().empty());
    EXPECT_EQ(table.state().toast, "Nog 2 dingen te doen: zie Stap voor stap.");
    EXPECT_EQ(table.state().shown_part, ui::DecisionPart::closing);
    const auto top = [&] { return table.shell().find("besluit/criterium/0/ja")->rect.y; };
    const int revealed = top();
    EXPECT_LT(revealed, 420) << "the criteria stand at the top of the card";
    for (const char* one : {"0", "1", "2", "3"}) table.tap(std::string{"besluit/criterium/"} + one + "/ja");
    table.tap("besluit/doel/0/0").tap("besluit/vastleggen");
    ASSERT_TRUE(table.conference().cases[2].decision) << table.golden();
    EXPECT_EQ(table.conference().cases[2].decision->closing.size(), 4U);
    EXPECT_EQ(table.conference().cases[2].decision->goals.size(), 1U);
}

TEST_F(DecisionScreen, wants_to_know_why_when_a_case_is_handed_over_with_an_unmet_criterion)
{
    decide_on("3");
    table.tap("besluit/soort/2").tap("besluit/ontvanger").type("Sociaal team").tap("key/klaar");
    table.tap("besluit/overdracht/0");
    for (const char* one : {"0/ja", "1/ja", "2/nee", "3/ja"}) table.tap(std::string{"besluit/criterium/"} + one);
    table.tap("besluit/doel/0/0").tap("besluit/vastleggen");
    EXPECT_EQ(table.state().toast, "Nog nodig: Toelichting");
    table.tap("besluit/waarom").type("Het sociaal team beslist vrijdag").tap("key/klaar").tap("besluit/vastleggen");
    ASSERT_TRUE(table.conference().cases[2].decision);
    EXPECT_EQ(table.conference().cases[2].decision->closing[2].motivation, "Het sociaal team beslist vrijdag");
}

TEST_F(DecisionScreen, can_not_close_a_case_with_loose_ends_and_leads_to_each)
{
    decide_on("1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.tap("besluit/soort/3").tap("besluit/resultaat/0").tap("besluit/waarom").type("Rustig").tap("key/klaar");
    for (const char* one : {"0", "1", "2", "3"}) table.tap(std::string{"besluit/criterium/"} + one + "/ja");
    for (std::size_t goal = 0; goal < table.open_case().brief->goals.size(); ++goal)
        table.tap("besluit/doel/" + std::to_string(goal) + "/0");
    table.tap("besluit/vastleggen");
    EXPECT_TRUE(table.take_commands().empty() || !table.open_case().decision);
    EXPECT_THAT(table.golden(), HasSubstr("4 vorige afspraken nog open"));
    EXPECT_THAT(table.golden(), HasSubstr("1 afspraak zonder akkoord"));
    table.tap("besluit/stap/4");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    for (const char* row : {"vorige/0", "vorige/1", "vorige/2", "vorige/3"}) {
        table.tap(row).tap("uitkomst/0");
        if (table.has("uitkomst/melder/s-bouazza")) table.tap("uitkomst/melder/s-bouazza");
    }
    table.tap("casus/besluit").tap("besluit/stap/5");
    EXPECT_EQ(table.state().screen, ui::Screen::confirm);
    table.tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    table.tap("bevestigen/casus").tap("casus/besluit").tap("besluit/vastleggen");
    EXPECT_EQ(table.state().toast, "Nog nodig: Betrokkene informeren");
    table.tap("besluit/informeren/0").tap("besluit/vastleggen");
    ASSERT_TRUE(table.conference().cases[0].decision) << table.golden();
    EXPECT_EQ(table.conference().cases[0].decision->kind, core::DecisionKind::close);
}

TEST_F(DecisionScreen, names_the_answer_to_the_question_as_a_step_and_a_point_of_attention_once)
{
    decide_on("1");
    table.agree("Zus Esmée uitnodigen", "", 6);
    table.tap("besluit/soort/2");
    EXPECT_THAT(table.golden(), HasSubstr("Aandachtspunt 5 · Zus Esmée uitnodigen"));
    EXPECT_THAT(table.golden(), Not(HasSubstr("aandachtspunt zonder")));
    const auto before = ui::decision_view(table.snapshot(), table.state()).steps;
    const auto step = std::ranges::find(before, ui::DecisionPart::conclusion, &ui::DecisionStep::part);
    ASSERT_NE(step, before.end());
    EXPECT_FALSE(step->blocks);
    EXPECT_EQ(step->mark.status, ui::Status::attention);
    table.tap("besluit/conclusie").type("Er is een plek").tap("key/klaar");
    const auto then = ui::decision_view(table.snapshot(), table.state()).steps;
    EXPECT_EQ(std::ranges::find(then, ui::DecisionPart::conclusion, &ui::DecisionStep::part)->mark.status,
              ui::Status::ok);
}

TEST_F(DecisionScreen, hides_a_decision_again_where_it_was_shown)
{
    decide_on("1");
    table.tap_all({"besluit/soort/0", "besluit/datum/0", "besluit/vastleggen", "agenda/open/1", "casus/besluit"});
    table.tap("besluit/toon");
    EXPECT_THAT(table.golden(), HasSubstr("Vastgelegd: Vervolg"));
    table.tap("besluit/verberg");
    EXPECT_THAT(table.golden(), Not(HasSubstr("Vastgelegd: Vervolg")));
    EXPECT_TRUE(table.has("besluit/toon"));
}

TEST_F(DecisionScreen, keeps_an_escalation_off_the_screen_until_the_chair_shows_it)
{
    decide_on("2");
    escalate();
    ASSERT_TRUE(table.conference().cases[1].decision) << table.golden();
    EXPECT_EQ(table.conference().cases[1].decision->ave_phase, 3);
    const auto expect_neutral = [&] {
        for (const char* word : {"Opschalen", "Stuurgroep", "opvang", "AVE", "Fase"})
            EXPECT_THAT(table.golden(), Not(HasSubstr(word)));
        EXPECT_THAT(table.golden(), HasSubstr("Besluit vastgelegd"));
    };
    expect_neutral();
    table.tap("agenda/open/2");
    expect_neutral();
    table.tap("casus/besluit");
    expect_neutral();
    EXPECT_FALSE(table.has("besluit/vastleggen"));
    table.tap("besluit/casus").tap("casus/toon");
    EXPECT_THAT(table.golden(), HasSubstr("Opschalen · AVE-fase 3 · Stuurgroep · Wie betaalt de opvang"));
    table.tap("casus/besluit");
    EXPECT_THAT(table.golden(), HasSubstr("Wie betaalt de opvang"));
    table.tap("besluit/casus").tap("casus/agenda").tap("agenda/open/2");
    expect_neutral();
    table.tap("casus/toon").tap("casus/toon");
    expect_neutral();
}

TEST_F(DecisionScreen, shows_the_decisions_before_sealing_only_when_asked)
{
    decide_on("2");
    escalate();
    table.tap("agenda/afronden");
    EXPECT_THAT(table.golden(), Not(HasSubstr("Stuurgroep")));
    table.tap("afronden/toon");
    EXPECT_THAT(table.golden(), HasSubstr("Stuurgroep"));
    table.tap("afronden/agenda").tap("agenda/afronden");
    EXPECT_THAT(table.golden(), Not(HasSubstr("Stuurgroep")));
}

TEST_F(DecisionScreen, forgets_that_it_was_shown_when_the_device_locks)
{
    decide_on("2");
    escalate();
    table.tap("agenda/open/2").tap("casus/toon");
    table.change([](ui::Snapshot& snapshot) {
        snapshot.device.unlocked = false;
        snapshot.conference.reset();
    });
    EXPECT_FALSE(table.state().decisions_shown);
}

} // namespace casustafel::test
