#include "ui/scene_parts.h"

// Who is at the table before the conference starts, and what becomes of it when it ends.

namespace casustafel::test {

namespace {

/// Two cases that can't be discussed as they are: nobody leads the one, the other has no legal ground.
core::Package unready()
{
    core::Package package = TableDriver::example_package();
    package.cases[0].case_lead = {};
    package.cases[1].criteria[2].met.reset();
    package.secrecy_declaration.reset();
    return package;
}

Scene with_unready(Scene scene)
{
    scene.package = unready;
    scene.swept = false;
    return scene;
}

void choosing_code(TableDriver& table, std::string_view first, std::string_view second)
{
    in_attendance(table);
    table.tap("aanwezig/s-bouazza").tap("persoon/code").digits("code", first).tap("code/ok");
    if (!second.empty()) table.digits("code", second).tap("code/ok");
}

} // namespace

namespace {

Scene with_mandate_of(const char* name, std::string whom)
{
    Scene scene = unswept(at_attendance(name, {"aanwezig/s-bouazza"}));
    scene.package = [whom = std::move(whom)] {
        core::Package package = TableDriver::example_package();
        for (core::Participant& person : package.participants) {
            person.mandate_source = core::MandateSource::delegated;
            person.mandate_by = whom;
        }
        return package;
    };
    return scene;
}

} // namespace

std::vector<Scene> scenes_of_attendance()
{
    return {
        {"aanwezig-leeg", [](TableDriver& table) { table.open_conference().tap("agenda/aanwezigheid"); }},
        at_attendance("aanwezig", {}),
        {"aanwezig-begonnen", [](TableDriver& table) { table.start_conference().tap("agenda/aanwezigheid"); }},
        with_unready(at_attendance("aanwezig-niet-klaar", {})),
        with_unready(at_attendance("casusregisseur-niemand", {"aanwezig/klaar/4"})),
        with_unready(at_attendance("grondslag-ontbreekt", {"aanwezig/klaar/1"})),
        with_unready(
            {"casus-zonder-regisseur", after([](TableDriver& table) { table.start_conference(); }, {"agenda/open/1"})}),
        unswept(at_attendance("casusregisseur-afwezig", {"aanwezig/klaar/6"})),
        at_attendance("persoon", {"aanwezig/s-bouazza"}),
        at_attendance("persoon-gast", {"aanwezig/f-demir"}),
        with_mandate_of("persoon-mandaat", "wethouder B. Bakker"),
        with_mandate_of("persoon-mandaat-onbekend", {}),
        unswept(at_attendance("persoon-weg", {"aanwezig/j-kooistra/meer"})),
        unswept(
            {"persoon-met-code",
             [](TableDriver& table) { table.start_conference().tap_all({"agenda/aanwezigheid", "aanwezig/l-smit"}); }}),
        at_attendance("tafelcode", {"aanwezig/s-bouazza", "persoon/code", "code/1"}),
        unswept({"tafelcode-nog-eens", [](TableDriver& table) { choosing_code(table, "1357", {}); }}),
        unswept({"tafelcode-ongelijk", [](TableDriver& table) { choosing_code(table, "1357", "1358"); }}),
        at_attendance("verklaring", {"aanwezig/f-demir", "persoon/tekenen"}),
        with_unready(at_attendance("verklaring-zonder-tekst", {"aanwezig/f-demir", "persoon/tekenen"})),
        {"verklaring-met-toetsen",
         [](TableDriver& table) {
             in_attendance(table);
             table.tap("aanwezig/f-demir").tap("persoon/tekenen");
             while (table.shell().interaction().focus != "verklaring/vlak") table.key(ui::Key::tab);
             for (const ui::Key key : {ui::Key::right, ui::Key::right, ui::Key::up, ui::Key::up}) table.key(key);
             table.type(" ");
         }},
        {"verklaring-getekend",
         [](TableDriver& table) {
             in_attendance(table);
             table.tap("aanwezig/f-demir").tap("persoon/tekenen").sign("verklaring/vlak");
         }},
        at_attendance("vervanger", {"aanwezig/s-bouazza", "persoon/weg", "aanwezig/s-bouazza", "persoon/vervangen"}),
        at_attendance("toevoegen", {"aanwezig/toevoegen"}),
        at_attendance("toevoegen-typen", {"aanwezig/toevoegen", "nieuwe/naam", "key/p"}),
        unswept({"aanwezig-een",
                 [](TableDriver& table) {
                     table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/s-bouazza"});
                 }}),
        unswept(at_attendance("hulp-aanwezigheid", {"hulp"})),
    };
}

using namespace std::chrono_literals;

namespace {

void sealed(TableDriver& table)
{
    table.start_conference();
    for (const char* number : {"1", "2", "3"}) {
        table.tap(std::string{"agenda/open/"} + number);
        go_on_with_case(table);
    }
    table.tap("agenda/afronden").tap("afronden/verzegel");
}

/// An afternoon with agreements in each case, sealed; the decisions are on the screen.
void sealed_with_agreements(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1").wait(18min);
    agree_and_confirm(table, "Briefadres regelen en urgentie opnieuw indienen", "m-de-vries", 6);
    agree_and_confirm(table, "Depot voortzetten na vrijlating", "r-hoekstra", 20);
    agree_and_confirm(table, "Verlofdata afstemmen met de PI", "s-bouazza", 6);
    go_on_with_case(table);
    table.tap("agenda/open/2").wait(22min);
    agree_and_confirm(table, "Veiligheidsplan doorspreken met beide ouders", "l-smit", 1);
    table.agree("Contactverbod vragen", "e-lambregts", 3);
    go_on_with_case(table);
    table.tap("agenda/open/3").wait(9min);
    agree_and_confirm(table, "Sociaal team neemt de begeleiding over", "o-celik", 13);
    go_on_with_case(table);
    table.tap_all({"agenda/afronden", "afronden/toon", "afronden/verzegel"});
}

/// As `sealed`, and then what happens to the device.
Scene after_sealing(const char* name, std::function<void(ui::Snapshot&)> change)
{
    return unswept({name, [change = std::move(change)](TableDriver& table) {
                        sealed(table);
                        table.change(change);
                    }});
}

Scene delivered(const char* name, core::EnvelopeState state)
{
    return after_sealing(name, [state](ui::Snapshot& snapshot) {
        for (core::Envelope& envelope : snapshot.envelopes) envelope.state = state;
    });
}

/// Of the first case an agreement is disputed, one reserved, one waits for somebody who isn't there; the second one is
/// decided and still open.
void loose_ends(TableDriver& table)
{
    in_first_case(table);
    table.agree("Dagvaarding aanhouden tot na het gesprek in de PI", "e-lambregts", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/m-de-vries", "bevestigen/voorbehoud", "bevestigen/reden"});
    table.type("Eerst overleg met de wethouder").tap_all({"key/klaar", "bevestigen/datum/0"});
    table.digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    table.tap_all({"bevestigen/wie/r-hoekstra", "bevestigen/nietakkoord", "bevestigen/reden"});
    table.type("Het depot is gestopt").tap("key/klaar").digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
    table.tap("bevestigen/casus");
    go_on_with_case(table);
    table.tap("agenda/open/2");
}

/// Everything is answered.
void all_settled(TableDriver& table)
{
    table.start_conference();
    for (const char* number : {"1", "2", "3"}) {
        table.tap(std::string{"agenda/open/"} + number);
        if (*number == '3') {
            table.agree("Sociaal team neemt de begeleiding over", "l-smit", 6);
            table.tap_all({"casus/bevestigen", "bevestigen/wie/l-smit"}).digits("bevestigen/pad", "1111");
            table.tap_all({"bevestigen/pad/ok", "bevestigen/casus"});
        }
        go_on_with_case(table);
    }
    table.tap("agenda/afronden");
}

/// The second case is discussed, was decided, and stands open.
void still_open(TableDriver& table)
{
    loose_ends(table);
    go_on_with_case(table);
    table.tap_all({"agenda/open/2", "casus/agenda", "agenda/afronden"});
}

core::Package without_cases()
{
    core::Package package = TableDriver::example_package();
    package.cases.clear();
    return package;
}

} // namespace

std::vector<Scene> scenes_of_sealing()
{
    Scene empty{"afronden-leeg", [](TableDriver& table) { table.start_conference().tap("agenda/afronden"); }, false};
    empty.package = without_cases;
    return {
        {"afronden", [](TableDriver& table) { table.start_conference().tap("agenda/afronden"); }},
        {"afronden-losse-einden", after(loose_ends, {"casus/agenda", "agenda/afronden"})},
        unswept({"afronden-nog-open", still_open}),
        unswept({"afronden-alles-rond", all_settled}),
        unswept({"afronden-besluiten", after(all_settled, {"afronden/toon"})}),
        std::move(empty),
        unswept({"bevestigen-vanuit-afronden",
                 [](TableDriver& table) {
                     in_first_case(table);
                     go_on_with_case(table);
                     table.tap_all({"agenda/afronden", "afronden/wacht/0"});
                 }}),
        unswept({"hulp-afronden",
                 [](TableDriver& table) { table.start_conference().tap_all({"agenda/afronden", "hulp"}); }}),
        {"afronden-open",
         [](TableDriver& table) {
             in_first_case(table);
             go_on_with_case(table);
             table.tap("agenda/afronden").tap("afronden/verzegel");
         }},
        {"verzegeld", sealed},
        unswept({"verzenden", sealed_with_agreements}),
        after_sealing("verzegelen-bezig", [](ui::Snapshot& snapshot) { snapshot.envelopes.clear(); }),
        after_sealing("verzegeld-op-stick",
                      [](ui::Snapshot& snapshot) {
                          snapshot.device.bureau_reached = false;
                          snapshot.on_stick = {snapshot.envelopes.front().minutes};
                      }),
        delivered("verzonden", core::EnvelopeState::sent),
        delivered("niet-aangenomen", core::EnvelopeState::refused),
        {"geopend",
         [](TableDriver& table) {
             sealed(table);
             table.deliver(core::EnvelopeState::opened);
         }},
    };
}

} // namespace casustafel::test
