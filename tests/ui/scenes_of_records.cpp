#include "ui/scene_parts.h"

// What is recorded about a case besides agreements, and what the room sees of it.

namespace casustafel::test {

namespace {

/// Asked of the police and not shared, and a bottleneck; then the person sits down.
void shared_with_subject(TableDriver& table)
{
    in_first_case(table);
    table.tap_all({"casus/tab/5", "delen/gevraagd", "blad/organisatie/politie", "blad/grond/1", "blad/tekst"});
    table.type("Stand van het onderzoek").tap_all({"key/klaar", "blad/ok"});
    table.tap_all({"delen/knelpunt", "blad/knelpunt/1", "blad/ok", "casus/tafel", "tafel/betrokkene", "sluiten"});
}

void with_guest(TableDriver& table)
{
    in_first_case(table);
    table.let_guest_in();
}

void in_third_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/3");
}

/// Whatever a table can record about sharing, with all that may stay empty.
void everything_recorded(TableDriver& table)
{
    in_first_case(table);
    const core::CaseId here = table.conference().open_case;
    table.give(core::command::RecordWithheld{here, core::PartnerId{"ggz"}, "Diagnose",
                                             core::WithheldGround::medical_secrecy,
                                             "Dagelijkse medicatie onder toezicht is haalbaar"});
    core::command::RecordZsmAdvice none;
    none.in_case = here;
    none.none_because = "Er is geen strafrechtelijk kader";
    table.give(none);
    table.tap("casus/tab/5");
    for (int n = 0; n < 3; ++n) table.shell().drag({600, 900}, {600, 300});
}

/// The relatives have no contact, and the person said something today.
void perspective_recorded(TableDriver& table)
{
    in_third_case(table);
    const core::CaseId here = table.conference().open_case;
    table.give(core::command::RecordNoPerspective{here, core::PerspectiveOf::relatives, "Er is geen contact"});
    table.give(core::command::RecordPerspective{here, core::PerspectiveOf::subject, "“Ik red me wel.”",
                                                core::PartnerId{"ggz"}});
}

/// The case has no advice, or one that is no longer valid, or one without a last day (`Date{}`); and nothing about
/// risk.
Scene without_advice(const char* name, std::optional<core::Date> expired)
{
    Scene scene{name,
                [](TableDriver& table) {
                    table.start_conference().tap("agenda/open/1").tap("casus/tab/5");
                    for (int n = 0; n < 3; ++n) table.shell().drag({600, 900}, {600, 300});
                },
                false};
    scene.package = [expired] {
        core::Package package = TableDriver::example_package();
        core::Case& first = package.cases.front();
        if (expired == core::Date{})
            first.zsm_advice->valid_until.reset();
        else if (expired)
            first.zsm_advice->valid_until = expired;
        else
            first.zsm_advice.reset();
        std::erase_if(first.items, [](const core::Item& item) { return item.section == core::Section::risk; });
        return package;
    };
    return scene;
}

Scene expired_at_decision()
{
    Scene scene = without_advice("besluit-advies-verlopen",
                                 core::Date{std::chrono::year{2026}, std::chrono::October, std::chrono::day{1}});
    scene.reach = [](TableDriver& table) { table.start_conference().tap_all({"agenda/open/1", "casus/besluit"}); };
    return scene;
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
        unswept({"delen-vastgelegd", everything_recorded}),
        unswept({"delen-met-gast", after(with_guest, {"casus/tab/5", "delen/ggz"})}),
        without_advice("delen-zonder-advies", {}),
        without_advice("delen-advies-zonder-einde", core::Date{}),
        expired_at_decision(),
        unswept({"gevraagd-onderaan",
                 [](TableDriver& table) {
                     in_first_case(table);
                     table.tap_all({"casus/tab/5", "delen/gevraagd"});
                     for (int n = 0; n < 2; ++n) table.shell().drag({960, 700}, {960, 300});
                 }}),
        without_advice("delen-advies-verlopen",
                       core::Date{std::chrono::year{2026}, std::chrono::October, std::chrono::day{1}}),
        unswept({"perspectief-onbekend", after(in_third_case, {"perspectief/onbekend", "blad/zin/0"})}),
        unswept({"perspectief-vastgelegd", perspective_recorded}),
        after_case("gevraagd", {"casus/tab/5", "delen/gevraagd"}),
        after_case("zsm-advies", {"casus/tab/5", "delen/advies"}),
        after_case("geen-zsm-advies", {"casus/tab/5", "delen/geen-advies"}),
        after_case("knelpunt", {"casus/tab/5", "delen/knelpunt"}),
        after_case("blad-voor-betrokkene", {"casus/besluit", "besluit/blad"}),
        unswept(after_case("blad-vastgelegd", {"casus/besluit", "besluit/blad", "blad/ok"})),
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
    Scene full{"zaal-vol",
               [plugged](TableDriver& table) {
                   plugged(table);
                   for (int n = 0; n < 12; ++n)
                       table.agree("Afspraak over stap " + std::to_string(n + 1), "l-smit", 7 + n);
                   table.tap_all({"zaal", "zaal/2", "sluiten"});
               },
               false, Scene::Of::room};
    return {unswept({"casus-met-zaal", plugged}),
            unswept({"zaal-kiezen", after(plugged, {"zaal", "zaal/0", "zaal/1"})}),
            std::move(clock),
            std::move(room),
            std::move(guest),
            std::move(full)};
}

} // namespace casustafel::test
