#include "ui/scene_parts.h"

#include <memory>
#include <utility>

// A case: what is known, what is agreed, what is searched.

namespace casustafel::test {

namespace {

/// The second case was never tested on its third criterion.
void without_ground(TableDriver& table)
{
    table.start_conference();
    core::command::RecordCriterion unmet;
    unmet.in_case = table.conference().cases[1].brief->id;
    unmet.criterion = table.conference().cases[1].brief->criteria[2].id;
    unmet.motivation = "De signalen zijn ouder dan een jaar";
    table.give(unmet);
}

} // namespace

namespace {

/// Somebody is at the table who hasn't signed. The rules let nobody in like that; what is shown doesn't count on it.
void somebody_unsigned(TableDriver& table)
{
    in_first_case(table);
    table.let_guest_in();
    table.change([](ui::Snapshot& snapshot) {
        core::Conference conference = *snapshot.conference;
        conference.attendance.at(core::ParticipantId{"f-demir"}).declared_at.reset();
        snapshot.conference = std::make_shared<const core::Conference>(std::move(conference));
    });
}

/// A finger that pulls the left of the screen up, some times.
void pull_up(TableDriver& table, int times)
{
    for (int n = 0; n < times; ++n) table.shell().drag({600, 900}, {600, 300});
}

void answer(TableDriver& table, const core::AgreementId& agreement, const char* owner, core::ConfirmationState state)
{
    const core::Calendar& calendar = *table.snapshot().calendar;
    core::command::Answer said{table.conference().open_case,
                               {{agreement, 1}},
                               core::ParticipantId{owner},
                               core::command::ByTableCode{"1111"},
                               state,
                               {},
                               {}};
    if (state != core::ConfirmationState::confirmed) said.reason = "Eerst overleg met de eigen organisatie";
    if (state == core::ConfirmationState::reserved)
        said.answer_by = core::plus_days(calendar.day_of(table.snapshot().now), 7);
    table.give(said);
}

/// An agreement under another mandate, answered with yes.
void agree_under(TableDriver& table, const char* text, const char* owner, core::Mandate mandate)
{
    core::AgreementContent content;
    content.text = text;
    const core::Participant& person = *core::find(table.conference(), core::ParticipantId{owner});
    content.owner = core::Owner{person.id, person.name, person.partner};
    content.due = core::plus_days(table.snapshot().calendar->day_of(table.snapshot().now), 14);
    content.mandate = mandate;
    if (mandate == core::Mandate::subject_to_consultation) content.consult_by = content.due;
    if (mandate == core::Mandate::needs_decision) content.decision_of = "de burgemeester";
    const core::AgreementId id{std::string{"00000000-0000-4000-9000-00000000000"} + owner[0]};
    table.give(core::command::Propose{table.conference().open_case, id, content});
    answer(table, id, owner, core::ConfirmationState::confirmed);
}

/// An agreement in each state that it can have, and the second one depends on the first.
void each_state(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
    answer(table, table.agree("Briefadres regelen", "m-de-vries", 6), "m-de-vries", core::ConfirmationState::reserved);
    answer(table, table.agree("Depot voortzetten", "r-hoekstra", 20), "r-hoekstra", core::ConfirmationState::declined);
    table.agree("Dagvaarding aanhouden", "e-lambregts", 6);
    agree_under(table, "Toezicht verzwaren", "s-bouazza", core::Mandate::subject_to_consultation);
    agree_under(table, "Noodbed vrijhouden", "o-celik", core::Mandate::needs_decision);
    const core::AgreementId gone = table.agree("Zus bellen", "l-smit", 6);
    table.give(core::command::Withdraw{table.conference().open_case, gone, "Niet meer nodig"});
    core::AgreementContent undated;
    undated.text = "Wie belt de bewonerscommissie?";
    const core::AgreementId& first = table.open_case().agreements.front().id;
    undated.relates = {{first, core::RelationKind::depends_on},
                       {table.open_case().agreements[1].id, core::RelationKind::conflicts_with}};
    const core::Participant& person = *core::find(table.conference(), core::ParticipantId{"j-kooistra"});
    undated.owner = core::Owner{person.id, person.name, person.partner};
    table.give(core::command::Propose{table.conference().open_case,
                                      core::AgreementId{"00000000-0000-4000-9000-000000000009"}, undated});
}

void everyone_leaves_case(TableDriver& table)
{
    in_first_case(table);
    const core::CaseId here = table.conference().open_case;
    for (const core::ParticipantId& id : core::present_for(table.conference(), here))
        table.give(core::command::StepOut{id, here});
}

/// In the case of a family, where the table tests a criterion itself.
void in_second_case(TableDriver& table)
{
    table.start_conference();
    const core::Case& brief = *table.conference().cases[1].brief;
    table.give(core::command::RecordCriterion{brief.id, brief.criteria[2].id, true, "Vierde melding in een jaar"});
    table.tap("agenda/open/2");
}

void in_third_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/3");
}

Scene seen_pulled_up(const char* name, std::function<void(TableDriver&)> reach, int times)
{
    return unswept({name, [reach = std::move(reach), times](TableDriver& table) {
                        reach(table);
                        pull_up(table, times);
                    }});
}

Scene informing(const char* name, core::InformingState state)
{
    return unswept({name, [state](TableDriver& table) {
                        in_first_case(table);
                        core::command::RecordInforming told{table.conference().open_case, state, {}, {}};
                        if (state == core::InformingState::to_inform)
                            told.agreement = table.agree("Betrokkene informeren", "s-bouazza", 6);
                        else
                            told.reason = "Betrokkene zit nog vast";
                        table.give(told);
                    }});
}

Scene searched(const char* name, std::string words)
{
    return unswept({name, [words = std::move(words)](TableDriver& table) {
                        in_first_case(table);
                        table.tap("casus/zoek").type(words).tap("key/klaar");
                    }});
}

/// Approaches, tracks and other words of the bureau that the example has none of.
core::Package varied()
{
    core::Package package = TableDriver::example_package();
    core::Case& first = package.cases.front();
    first.approach = core::Approach::area;
    first.tracks = {core::Track::top_x, core::Track::radicalisering};
    first.criteria[1].met.reset();
    first.interventions[1].from = core::Date{std::chrono::year{2026}, std::chrono::December, std::chrono::day{1}};
    for (core::Item& item : first.items)
        if (item.section == core::Section::problem_analysis) item.life_domain = {};
    first.tracks.push_back(core::Track::nazorg);
    return package;
}

Scene with_varied(Scene scene)
{
    scene.package = varied;
    scene.swept = false;
    return scene;
}

void in_varied_case(TableDriver& table)
{
    table.start_conference();
    const core::Case& brief = *table.conference().cases[0].brief;
    table.give(core::command::RecordCriterion{brief.id, brief.criteria[1].id, true, "Wonen, zorg en werk"});
    table.tap("agenda/open/1");
}

} // namespace

std::vector<Scene> scenes_of_a_case()
{
    return {
        after_case("casus", {}),
        seen_pulled_up("casus-onderaan", in_first_case, 3),
        unswept({"casus-fase-getoond",
                 [](TableDriver& table) {
                     in_first_case(table);
                     table.tap("casus/toon");
                 }}),
        unswept({"casus-gezin", in_second_case}),
        seen_pulled_up("casus-gezin-onderaan", in_second_case, 3),
        {"casus-afschalen", in_third_case},
        with_varied({"casus-gebied", in_varied_case}),
        with_varied({"plan-gebied", after(in_varied_case, {"casus/tab/2"})}),
        unswept({"casus-standen",
                 [](TableDriver& table) {
                     each_state(table);
                     for (int n = 0; n < 4; ++n) table.shell().drag({1600, 280}, {1600, 660});
                 }}),
        unswept({"casus-standen-verder", each_state}),
        informing("informeren-afgesproken", core::InformingState::to_inform),
        informing("informeren-uitgesteld", core::InformingState::postponed),
        unswept({"casus-zonder-tafel", everyone_leaves_case}),
        unswept({"delen-zonder-tafel", after(everyone_leaves_case, {"casus/tab/5"})}),
        unswept({"casus-bewaren",
                 [](TableDriver& table) {
                     in_first_case(table);
                     table.hold();
                     table.tap_all({"casus/tafel", "tafel/l-smit", "sluiten"});
                 }}),
        after_case("leefgebieden", {"casus/tab/1"}),
        after_case("plan", {"casus/tab/2"}),
        after_case("netwerk", {"casus/tab/3"}),
        after_case("tijdlijn", {"casus/tab/4"}),
        after_case("uitkomst", {"vorige/0"}),
        after_case("uitkomst-kon-niet", {"vorige/0", "uitkomst/3"}),
        after_case("uitkomst-wie-meldt", {"vorige/2", "uitkomst/0"}),
        unswept(after_case("uitkomst-zonder-melder", {"vorige/2", "uitkomst/2"})),
        unswept(after_case("uitkomst-zonder-reden", {"vorige/0", "uitkomst/2", "uitkomst/datum", "kalender/28"})),
        unswept(after_case("uitkomst-vervangen", {"vorige/0", "uitkomst/1", "uitkomst/vervang"})),
        after_case("aan-tafel", {"casus/tafel"}),
        unswept(after_case("aan-tafel-niet-erbij", {"casus/tafel", "tafel/l-smit"})),
        after_case("betrokkene-aan-tafel", {"casus/tafel", "tafel/betrokkene", "sluiten"}),
        {"casus-met-gast",
         [](TableDriver& table) {
             in_first_case(table);
             table.let_guest_in();
         }},
        {"geen-grondslag", after(without_ground, {"agenda/open/2", "criterium/2"})},
        unswept({"casus-niet-getekend", somebody_unsigned}),
        after_case("zoeken-leeg", {"casus/zoek"}),
        {"zoeken",
         [](TableDriver& table) {
             in_first_case(table);
             table.tap("casus/zoek").type("URG").tap("key/klaar");
         }},
        unswept(after_case("hulp-zoeken", {"casus/zoek", "key/klaar", "hulp"})),
        searched("zoeken-niets", "xylofoon"),
        searched("zoeken-veel", "e"),
        searched("zoeken-detentie", "detentie"),
        searched("zoeken-vrijlating", "vrijlating"),
        with_varied({"zoeken-analyse",
                     [](TableDriver& table) {
                         in_varied_case(table);
                         table.tap("casus/zoek").type("schuld").tap("key/klaar");
                     }}),
        after_case("hulp", {"hulp"}),
        after_case("afgeschermd", {"afschermen"}),
    };
}

} // namespace casustafel::test
