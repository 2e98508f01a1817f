#include "ui/scene_parts.h"

// What the table agrees: making an agreement, confirming it, deciding on the case.

namespace casustafel::test {

namespace {

void with_a_long_text(TableDriver& table)
{
    in_first_case(table);
    table.tap("casus/nieuw").tap("nieuw/tekst");
    table.type("Intake bij het FACT-team inplannen vóór de vrijlating, samen met zus Esmée en de woonbegeleider. ");
    table.type("Daarbij bespreken wat er nodig is om de woning te houden, wie de sleutel beheert, hoe de medicatie ");
    table.type("doorloopt en wie er belt als het misgaat. De casusregisseur stuurt de uitnodiging en zet de ");
    table.type("afspraken daarna op papier.");
}

/// Locked in the middle of an agreement.
void locked_and_back(TableDriver& table)
{
    in_first_case(table);
    table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/wie/r-hoekstra"});
    table.change([](ui::Snapshot& snapshot) {
        snapshot.device.unlocked = false;
        snapshot.conference.reset();
    });
    table.digits("lock", "123456").tap("lock/ok");
}

} // namespace

std::vector<Scene> scenes_of_agreements()
{
    return {
        after_case("afspraak-leeg", {"casus/nieuw"}),
        after_case("afspraak-typen",
                   {"casus/nieuw", "nieuw/zin/0", "nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/tekst"}),
        {"afspraak-lang-typen", with_a_long_text},
        {"afspraak-lang", after(with_a_long_text, {"key/klaar"})},
        unswept(after_case("afspraak-geweigerd", {"casus/nieuw", "nieuw/zin/1", "nieuw/datum/3", "nieuw/wie/r-hoekstra",
                                                  "nieuw/mandaat/1", "nieuw/vastleggen"})),
        unswept({"afspraak-teruggekomen", locked_and_back}),
        after_case("niet-opgeslagen", {"casus/nieuw", "nieuw/zin/0", "nieuw/datum/3", "nieuw/annuleren"}),
        after_case("afspraak-meer", {"casus/nieuw", "nieuw/meer", "meer/soort/3", "meer/doel/0"}),
        after_case("afspraak-uitvoering", {"casus/nieuw", "nieuw/meer", "meer/deel/1"}),
        after_case("afspraak-uitvoering-typen",
                   {"casus/nieuw", "nieuw/meer", "meer/deel/1", "meer/vervanger", "key/h"}),
        after_case("afspraak-zicht", {"casus/nieuw", "nieuw/meer", "meer/deel/2", "meer/zicht/1", "meer/domein/1"}),
        after_case("afspraak-samenhang", {"casus/nieuw", "nieuw/meer", "meer/deel/3", "meer/vandaag/0/hangt-af"}),
        after_case("kalender", {"casus/nieuw", "nieuw/datum/kalender"}),
        unswept({"afspraak-zonder-andere",
                 [](TableDriver& table) {
                     table.start_conference().tap_all({"agenda/open/2", "casus/nieuw", "nieuw/meer", "meer/deel/3"});
                 }}),
        unswept(after_case("afspraak-voor-iedereen", {"casus/nieuw", "nieuw/meer", "meer/deel/2"})),
        unswept({"afspraak-besluit-nodig",
                 [](TableDriver& table) {
                     in_first_case(table);
                     table.tap_all({"casus/nieuw", "nieuw/mandaat/2", "nieuw/datum/1"});
                     table.shell().drag({1600, 900}, {1600, 300});
                 }}),
        unswept(after_case("afspraak-ruggespraak", {"casus/nieuw", "nieuw/mandaat/1", "nieuw/datum/4"})),
        unswept(after_case("hulp-afspraak", {"casus/nieuw", "hulp"})),
        after_case("intrekken", {"afspraak/5", "nieuw/intrekken", "intrekken/zin/1"}),
        unswept(after_case("intrekken-aandachtspunt", {"afspraak/7", "nieuw/intrekken"})),
    };
}

namespace {

const std::vector<std::string> to_de_vries{"casus/bevestigen", "bevestigen/wie/m-de-vries"};

Scene confirming(const char* name, std::vector<std::string> taps)
{
    taps.insert(taps.begin(), to_de_vries.begin(), to_de_vries.end());
    return after_case(name, std::move(taps));
}

/// The prosecutor has no table code.
void signing_for_want_of_a_code(TableDriver& table)
{
    in_first_case(table);
    table.give(core::command::CheckIn{core::ParticipantId{"e-lambregts"}});
    table.agree("Dagvaarding aanhouden", "e-lambregts", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/e-lambregts", "bevestigen/voorbehoud"});
}

void wrong_codes(TableDriver& table, int times)
{
    in_first_case(table);
    table.tap_all(to_de_vries);
    for (int n = 0; n < times; ++n) table.digits("bevestigen/pad", "9999").tap("bevestigen/pad/ok");
}

/// The prosecutor promised something and was never here.
void somebody_left(TableDriver& table)
{
    in_first_case(table);
    table.agree("Dagvaarding aanhouden tot na het gesprek in de PI", "e-lambregts", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/e-lambregts"});
}

/// What was agreed reads otherwise than when it was made.
void wording_changed(TableDriver& table)
{
    in_first_case(table);
    const core::Agreement& first = table.open_case().agreements.front();
    core::AgreementContent other = first.content;
    other.text = "Briefadres regelen; urgentie vraagt de corporatie aan";
    table.give(core::command::Change{table.conference().open_case, first.id, other});
    table.tap_all(to_de_vries);
}

void answered_with_a_reserve(TableDriver& table)
{
    in_first_case(table);
    table.tap_all(to_de_vries).tap_all({"bevestigen/voorbehoud", "bevestigen/reden"});
    table.type("Eerst overleg met de wethouder").tap_all({"key/klaar", "bevestigen/datum/0"});
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
}

/// The disk fails after the next person was chosen.
void answer_not_saved(TableDriver& table)
{
    in_first_case(table);
    table.tap_all(to_de_vries).tap_all({"bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Dat is niet aan ons").tap("key/klaar").digits("bevestigen/pad", "1111").hold();
    table.tap_all({"bevestigen/pad/ok", "bevestigen/wie/r-hoekstra"}).break_disk();
    table.commit();
}

/// Something that the bureau will do; nobody of it is at the table.
void bureau_answers(TableDriver& table)
{
    in_first_case(table);
    core::AgreementContent content;
    content.text = "Verslag sturen aan de gemeente";
    content.owner = core::Owner{
        {}, table.conference().package.bureau.name, core::PartnerId{table.conference().package.bureau.id.value()}};
    content.due = core::plus_days(table.snapshot().calendar->day_of(table.snapshot().now), 7);
    content.mandate = core::Mandate::within;
    table.give(core::command::Propose{table.conference().open_case,
                                      core::AgreementId{"00000000-0000-4000-9000-000000000001"}, content});
    const std::string bureau = "bevestigen/wie/" + table.conference().package.bureau.id.value();
    table.tap("casus/bevestigen").tap(bureau);
}

} // namespace

std::vector<Scene> scenes_of_confirming()
{
    return {
        confirming("bevestigen", {"bevestigen/pad/1"}),
        {"bevestigd",
         [](TableDriver& table) {
             in_first_case(table);
             table.tap_all(to_de_vries).digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
         }},
        confirming("voorbehoud", {"bevestigen/voorbehoud"}),
        {"voorbehoud-gevuld",
         [](TableDriver& table) {
             in_first_case(table);
             table.tap_all(to_de_vries).tap_all({"bevestigen/voorbehoud", "bevestigen/reden"});
             table.type("Eerst overleg met de wethouder").tap_all({"key/klaar", "bevestigen/datum/0"});
         }},
        unswept({"voorbehoud-zonder-dag",
                 [](TableDriver& table) {
                     in_first_case(table);
                     table.tap_all(to_de_vries).tap_all({"bevestigen/voorbehoud", "bevestigen/reden"});
                     table.type("Eerst overleg met de wethouder").tap("key/klaar");
                 }}),
        confirming("niet-akkoord", {"bevestigen/nietakkoord"}),
        confirming("niet-akkoord-typen", {"bevestigen/nietakkoord", "bevestigen/reden"}),
        confirming("handtekening", {"bevestigen/handtekening"}),
        {"tekenen-zonder-code", signing_for_want_of_a_code},
        unswept({"bevestigen-zonder-code", after(signing_for_want_of_a_code, {"bevestigen/terug"})}),
        unswept(after_case("bevestigen-kies", {"casus/bevestigen"})),
        unswept(after_case("bevestigen-niets", {"casus/bevestigen", "bevestigen/wie/l-smit"})),
        unswept({"bevestigen-fout", [](TableDriver& table) { wrong_codes(table, 1); }}),
        unswept({"bevestigen-wachten", [](TableDriver& table) { wrong_codes(table, 3); }}),
        {"bevestigen-afwezig", somebody_left},
        unswept({"antwoord-niet-opgeslagen", answer_not_saved}),
        unswept({"bevestigen-gewijzigd", wording_changed}),
        unswept({"bevestigd-met-voorbehoud", answered_with_a_reserve}),
        unswept({"bevestigen-bureau", bureau_answers}),
        unswept(confirming("hulp-bevestigen", {"hulp"})),
    };
}

namespace {

void decided_and_back(TableDriver& table)
{
    in_first_case(table);
    go_on_with_case(table);
    table.tap("agenda/open/1");
}

void scaling_down_in_steps(TableDriver& table)
{
    in_first_case(table);
    table.tap_all({"casus/besluit", "besluit/soort/2", "besluit/overdracht/0", "besluit/ontvanger"});
    table.type("Sociaal team Oosterveld").tap("key/klaar");
    for (const char* answer : {"0/ja", "1/ja", "2/nee", "3/ja"}) table.tap(std::string{"besluit/criterium/"} + answer);
}

void decide(TableDriver& table, core::Decision decision)
{
    in_first_case(table);
    const core::CaseId here = table.conference().open_case;
    table.give(core::command::RecordConclusion{here, "De gemeente regelt onderdak vóór 14 december"});
    table.give(core::command::Decide{here, std::move(decision)});
    if (table.has("agenda/open/1")) table.tap("agenda/open/1");
    table.tap("casus/toon");
}

core::Date in_december(unsigned day)
{
    return {std::chrono::year{2026}, std::chrono::December, std::chrono::day{day}};
}

void escalated(TableDriver& table)
{
    core::Decision decision;
    decision.kind = core::DecisionKind::escalate;
    decision.escalation_kind = core::EscalationKind::not_delivered;
    decision.to = "Stuurgroep";
    decision.question = "Wie betaalt de opvang?";
    decision.by = core::ParticipantId{"l-smit"};
    decision.answer_by = in_december(5);
    decision.ave_phase = 3;
    decide(table, decision);
}

void scaled_down(TableDriver& table)
{
    core::Decision decision;
    decision.kind = core::DecisionKind::scale_down;
    decision.to = "Sociaal team Oosterveld";
    decision.handover = core::Handover::accepted;
    decision.accepted_by = "P. van Dongen";
    decision.monitored_until = in_december(19);
    decision.reason = "Het gaat goed";
    table.start_conference().tap("agenda/open/3"); // where nothing waits
    for (const core::ClosingCriterion& one : table.conference().package.closing_criteria)
        decision.closing.push_back({one.id, true, {}});
    for (const core::Goal& one : table.open_case().brief->goals)
        decision.goals.push_back({one.id, core::GoalState::reached});
    table.give(core::command::Decide{table.conference().open_case, decision}).tap("casus/toon");
}

/// Not accepted yet: the case stays with the house.
void in_transfer(TableDriver& table)
{
    table.start_conference().tap_all({"agenda/open/3", "casus/besluit", "besluit/soort/2", "besluit/overdracht/0"});
}

/// One agreement disputed, earlier advice expired.
void with_loose_ends(TableDriver& table)
{
    in_first_case(table);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/r-hoekstra", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Het depot is gestopt").tap("key/klaar").digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    table.tap_all({"bevestigen/casus", "casus/besluit"});
}

/// The third case, where nothing waits any more.
void nothing_left(TableDriver& table)
{
    table.start_conference().tap_all({"agenda/open/3", "casus/besluit", "besluit/soort/3"});
}

} // namespace

std::vector<Scene> scenes_of_deciding()
{
    return {
        after_case("besluit-leeg", {"casus/besluit"}),
        after_case("besluit-vervolg", {"casus/besluit", "besluit/soort/0"}),
        after_case("besluit-opschalen", {"casus/besluit", "besluit/soort/1"}),
        after_case("besluit-afschalen", {"casus/besluit", "besluit/soort/2"}),
        {"besluit-afschalen-stappen", scaling_down_in_steps},
        after_case("besluit-afsluiten", {"casus/besluit", "besluit/soort/3"}),
        unswept(after_case("besluit-nog-nodig", {"casus/besluit", "besluit/soort/3", "besluit/vastleggen"})),
        after_case("besluit-niet-besproken", {"casus/besluit", "besluit/soort/4"}),
        after_case("besluit-typen", {"casus/besluit", "besluit/soort/0", "besluit/conclusie"}),
        {"besluit-verborgen", after(decided_and_back, {"casus/besluit"})},
        {"casus-besluit-getoond", after(decided_and_back, {"casus/toon"})},
        unswept({"besluit-opgeschaald", escalated}),
        unswept({"besluit-afgeschaald", scaled_down}),
        unswept({"besluit-in-overdracht", in_transfer}),
        unswept({"besluit-getoond", after(decided_and_back, {"casus/besluit", "besluit/toon"})}),
        unswept({"besluit-opschalen-onderaan",
                 [](TableDriver& table) {
                     in_first_case(table);
                     table.tap_all({"casus/besluit", "besluit/soort/1", "besluit/weet/2", "besluit/fase/2"});
                 }}),
        unswept({"besluit-zonder-advies",
                 [](TableDriver& table) {
                     table.start_conference().tap_all({"agenda/open/2", "casus/besluit", "besluit/soort/2"});
                     table.shell().drag({1650, 560}, {1650, 200});
                 }}),
        unswept({"besluit-aanvaard",
                 [](TableDriver& table) {
                     in_first_case(table);
                     table.tap_all({"casus/besluit", "besluit/soort/2", "besluit/overdracht/1", "besluit/volgen/0"});
                 }}),
        unswept({"besluit-losse-einden", with_loose_ends}),
        unswept(after_case("besluit-eerst-kiezen", {"casus/besluit", "besluit/vastleggen"})),
        unswept({"besluit-alles-rond", nothing_left}),
        unswept(after_case("informeren-afspreken", {"casus/besluit", "besluit/soort/0", "besluit/informeren/1"})),
        unswept(after_case("hulp-besluit", {"casus/besluit", "hulp"})),
    };
}

} // namespace casustafel::test
