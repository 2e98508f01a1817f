#include "ui/scene_parts.h"

// Agreements that slip, what can be taken back, and what is put right after sealing.

namespace casustafel::test {

namespace {

void relate(TableDriver& table, const core::AgreementId& from, const core::AgreementId& to)
{
    core::AgreementContent content = core::find(table.open_case(), from)->content;
    content.relates.push_back({to, core::RelationKind::depends_on});
    table.give(core::command::Change{table.conference().open_case, from, content});
}

void report(TableDriver& table, std::size_t earlier, core::Outcome how)
{
    core::command::RecordEarlier outcome;
    outcome.in_case = table.conference().open_case;
    outcome.agreement = table.open_case().brief->earlier_agreements[earlier].id;
    outcome.outcome = how;
    if (how == core::Outcome::unable) outcome.bottleneck = table.conference().package.bottlenecks.front().id;
    table.give(outcome);
}

void decline_first(TableDriver& table)
{
    const core::Agreement& first = table.open_case().agreements.front();
    const core::command::Answer no{table.conference().open_case,
                                   {{first.id, first.version}},
                                   core::ParticipantId{"m-de-vries"},
                                   core::command::Spoken{},
                                   core::ConfirmationState::declined,
                                   "Er is geen woning vrij",
                                   {}};
    table.give(no);
}

/// Three of today that slip, each in another way, and one that needs them.
void slipping_today(TableDriver& table)
{
    in_first_case(table);
    decline_first(table);
    const core::AgreementId later = table.agree("Woning opknappen", "l-smit", 30);
    const core::AgreementId gone = table.agree("Verhuisbus huren", "s-bouazza", 9);
    const core::AgreementId needs = table.agree("Sleutel ophalen en verhuizen", "s-bouazza", 10);
    for (const core::AgreementId& id : {table.open_case().agreements.front().id, later, gone}) relate(table, needs, id);
    table.give(core::command::Withdraw{table.conference().open_case, gone, "Niet meer nodig"});
}

/// Two from before that slip, and one of today that needs them.
void slipping_earlier(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
    const core::AgreementId needs = table.agree("Sleutel ophalen en verhuizen", "s-bouazza", 10);
    for (const std::size_t n : {0U, 1U}) relate(table, needs, table.open_case().brief->earlier_agreements[n].id);
    report(table, 0, core::Outcome::not_taken_up);
    report(table, 1, core::Outcome::unable);
}

void slipping_with_guest(TableDriver& table)
{
    in_first_case(table);
    const core::AgreementId hidden = table.open_case().agreements[1].id;
    relate(table, table.open_case().agreements[0].id, hidden);
    table.give(core::command::Withdraw{table.conference().open_case, hidden, "Vervalt"});
    table.let_guest_in();
}

using Last = std::function<core::Command(const core::CaseId&)>;

Scene undoing(const char* name, Last last, bool guest = false)
{
    return unswept({name, [last = std::move(last), guest](TableDriver& table) {
                        in_first_case(table);
                        table.give(last(table.conference().open_case));
                        if (guest) table.let_guest_in();
                    }});
}

Scene undoing_more_answers()
{
    return unswept({"ongedaan-antwoorden", [](TableDriver& table) {
                        in_first_case(table);
                        table.agree("Sleutel ophalen", "m-de-vries", 10);
                        table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries"});
                        table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
                    }});
}

core::Command withheld(const core::CaseId& here)
{
    return core::command::RecordWithheld{here, core::PartnerId{"ggz"}, "", core::WithheldGround::other, ""};
}

void correcting(TableDriver& table)
{
    table.start_conference();
    for (const char* number : {"1", "2", "3"}) {
        table.tap(std::string{"agenda/open/"} + number);
        go_on_with_case(table);
    }
    table.tap_all({"agenda/afronden", "afronden/verzegel", "afronden/correctie"});
}

void corrected(TableDriver& table)
{
    correcting(table);
    table.tap_all({"correctie/casus/0", "correctie/tekst"}).type("Afspraak 5 is van 4 december");
    table.tap_all({"key/klaar", "correctie/ok"});
}

} // namespace

std::vector<Scene> scenes_of_slips()
{
    return {{"samenhang-vandaag", slipping_today},
            unswept({"samenhang-eerder", slipping_earlier}),
            unswept({"samenhang-met-gast", slipping_with_guest}),
            {"samenhang-kiezen", after(slipping_today, {"casus/nieuw", "nieuw/meer", "meer/deel/3"})},
            {"samenhang-besluit", after(slipping_today, {"casus/besluit", "besluit/soort/0"})}};
}

std::vector<Scene> scenes_of_undoing()
{
    using namespace core::command;
    const auto informed = [](const core::CaseId& here) {
        return RecordInforming{here, core::InformingState::informed, {}, {}};
    };
    const auto decided = [](const core::CaseId& here) {
        core::Decision decision;
        decision.next_on = core::parse_date("2026-12-19");
        return Decide{here, decision};
    };
    return {unswept(after_case("ongedaan-gemaakt", {"ongedaan"})),
            unswept(after_case("ongedaan-stand", {"vorige/0", "uitkomst/0"})),
            undoing_more_answers(),
            unswept({"ongedaan-antwoord",
                     [](TableDriver& table) {
                         in_first_case(table);
                         decline_first(table);
                     }}),
            unswept({"ongedaan-gewijzigd",
                     [](TableDriver& table) {
                         in_first_case(table);
                         relate(table, table.open_case().agreements[0].id, table.open_case().agreements[2].id);
                     }}),
            undoing("ongedaan-perspectief",
                    [](const core::CaseId& here) {
                        return RecordNoPerspective{here, core::PerspectiveOf::relatives, "Er is geen contact"};
                    }),
            undoing("ongedaan-niet-gedeeld", withheld),
            undoing("ongedaan-met-gast", withheld, true),
            undoing("ongedaan-knelpunt",
                    [](const core::CaseId& here) { return RecordSignal{here, core::BottleneckId{"wachtlijst"}, ""}; }),
            undoing("ongedaan-advies",
                    [](const core::CaseId& here) {
                        return RecordZsmAdvice{here, "", {}, {}, "Er is geen strafrechtelijk kader"};
                    }),
            undoing("ongedaan-informeren", informed),
            undoing("ongedaan-besluit", decided)};
}

std::vector<Scene> scenes_of_correcting()
{
    return {{"correctie", correcting},
            {"correctie-typen", after(correcting, {"correctie/casus/1", "correctie/tekst"})},
            unswept({"correctie-gekozen", after(correcting, {"correctie/casus/1"})}),
            unswept({"correctie-verzegeld", corrected}),
            unswept({"correctie-geweigerd", [](TableDriver& table) {
                         corrected(table);
                         table.deliver(core::EnvelopeState::refused);
                     }})};
}

} // namespace casustafel::test
