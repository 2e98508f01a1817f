#include "ui/scene_parts.h"

// A case: what is known, what is recorded about it, what is searched; and what the room sees of it.

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

std::vector<Scene> scenes_of_a_case()
{
    return {
        after_case("casus", {}),
        after_case("leefgebieden", {"casus/tab/1"}),
        after_case("plan", {"casus/tab/2"}),
        after_case("netwerk", {"casus/tab/3"}),
        after_case("tijdlijn", {"casus/tab/4"}),
        after_case("uitkomst", {"vorige/0"}),
        after_case("uitkomst-kon-niet", {"vorige/0", "uitkomst/3"}),
        after_case("uitkomst-wie-meldt", {"vorige/2", "uitkomst/0"}),
        after_case("aan-tafel", {"casus/tafel"}),
        after_case("betrokkene-aan-tafel", {"casus/tafel", "tafel/betrokkene", "sluiten"}),
        {"casus-met-gast",
         [](TableDriver& table) {
             in_first_case(table);
             table.let_guest_in();
         }},
        {"geen-grondslag", after(without_ground, {"agenda/open/2", "criterium/2"})},
        after_case("zoeken-leeg", {"casus/zoek"}),
        {"zoeken",
         [](TableDriver& table) {
             in_first_case(table);
             table.tap("casus/zoek").type("URG").tap("key/klaar");
         }},
        after_case("hulp", {"hulp"}),
        after_case("afgeschermd", {"afschermen"}),
    };
}

namespace {

/// Asked of the police and not shared, and a bottleneck; then the person sits down.
void shared_with_subject(TableDriver& table)
{
    in_first_case(table);
    table.tap_all({"casus/tab/5", "delen/gevraagd", "blad/organisatie/politie", "blad/grond/1", "blad/tekst"});
    table.type("Stand van het onderzoek").tap_all({"key/klaar", "blad/ok"});
    table.tap_all({"delen/knelpunt", "blad/knelpunt/1", "blad/ok", "casus/tafel", "tafel/betrokkene", "sluiten"});
}

} // namespace

std::vector<Scene> scenes_of_records()
{
    return {
        after_case("casusregisseur", {"casus/regie"}),
        after_case("perspectief", {"perspectief/aanvullen", "blad/van/1"}),
        after_case("perspectief-typen", {"perspectief/aanvullen", "blad/tekst"}),
        after_case("delen", {"casus/tab/5", "delen/ggz"}),
        unswept({"delen-met-betrokkene", shared_with_subject}),
        after_case("gevraagd", {"casus/tab/5", "delen/gevraagd"}),
        after_case("zsm-advies", {"casus/tab/5", "delen/advies"}),
        after_case("geen-zsm-advies", {"casus/tab/5", "delen/geen-advies"}),
        after_case("knelpunt", {"casus/tab/5", "delen/knelpunt"}),
        after_case("blad-voor-betrokkene", {"casus/besluit", "besluit/blad"}),
    };
}

std::vector<Scene> scenes_of_the_room()
{
    const auto plugged = [](TableDriver& table) {
        table.plug_room();
        in_first_case(table);
    };
    const std::vector<std::string> shown{
        "zaal", "zaal/0", "zaal/1", "zaal/2", "sluiten", "casus/bevestigen", "bevestigen/wie/r-hoekstra"};
    Scene clock{"zaal-klok", [](TableDriver& table) { table.plug_room(); }, false, Scene::Of::room};
    Scene room{"zaal", after(plugged, shown), false, Scene::Of::room};
    Scene guest{"zaal-met-gast",
                [plugged, shown](TableDriver& table) {
                    plugged(table);
                    table.tap_all(shown).let_guest_in();
                },
                false, Scene::Of::room};
    return {unswept({"casus-met-zaal", plugged}),
            unswept({"zaal-kiezen", after(plugged, {"zaal", "zaal/0", "zaal/1"})}), std::move(clock), std::move(room),
            std::move(guest)};
}

} // namespace casustafel::test
