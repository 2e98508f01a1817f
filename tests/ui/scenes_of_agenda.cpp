#include "ui/scene_parts.h"

// Before, at and after the agenda: unlocking, who is there, what is discussed, sealing.

namespace casustafel::test {

using namespace std::chrono_literals;

std::vector<Scene> scenes_of_the_lock()
{
    return {
        {"vergrendeld", [](TableDriver& table) { table.digits("lock", "12"); }},
        {"vergrendeld-zin",
         [](TableDriver& table) {
             table.change([](ui::Snapshot& snapshot) { snapshot.device.development = false; });
             table.tap("lock/zin").type("drie paarse fietsen");
         }},
        {"vergrendeld-fout", [](TableDriver& table) { table.digits("lock", "111111").tap("lock/ok"); }},
        {"kiezen", [](TableDriver& table) { table.digits("lock", "123456").tap("lock/ok"); }},
    };
}

std::vector<Scene> scenes_of_the_agenda()
{
    return {
        {"agenda-voor-start", [](TableDriver& table) { table.open_conference(); }},
        {"agenda", [](TableDriver& table) { table.start_conference(); }},
        unswept({"agenda-besloten",
                 [](TableDriver& table) {
                     in_first_case(table);
                     go_on_with_case(table);
                 }}),
    };
}

std::vector<Scene> scenes_of_attendance()
{
    return {
        {"aanwezig-leeg", [](TableDriver& table) { table.open_conference().tap("agenda/aanwezigheid"); }},
        at_attendance("aanwezig", {}),
        at_attendance("persoon", {"aanwezig/s-bouazza"}),
        at_attendance("persoon-gast", {"aanwezig/f-demir"}),
        at_attendance("tafelcode", {"aanwezig/s-bouazza", "persoon/code", "code/1"}),
        at_attendance("verklaring", {"aanwezig/f-demir", "persoon/tekenen"}),
        {"verklaring-getekend",
         [](TableDriver& table) {
             in_attendance(table);
             table.tap("aanwezig/f-demir").tap("persoon/tekenen").sign("verklaring/vlak");
         }},
        at_attendance("vervanger", {"aanwezig/s-bouazza", "persoon/weg", "aanwezig/s-bouazza", "persoon/vervangen"}),
        at_attendance("toevoegen", {"aanwezig/toevoegen"}),
    };
}

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

std::function<void(TableDriver&)> delivered(core::EnvelopeState state)
{
    return [state](TableDriver& table) {
        sealed(table);
        table.deliver(state);
    };
}

} // namespace

std::vector<Scene> scenes_of_sealing()
{
    return {
        {"afronden", [](TableDriver& table) { table.start_conference().tap("agenda/afronden"); }},
        {"verzegeld", sealed},
        unswept({"verzonden", delivered(core::EnvelopeState::sent)}),
        {"geopend", delivered(core::EnvelopeState::opened)},
    };
}

} // namespace casustafel::test
