#include "ui/scene_parts.h"

#include <array>

// Unlocking, choosing a conference, and its agenda.

namespace casustafel::test {

using namespace std::chrono_literals;

namespace {

using Change = std::function<void(ui::Snapshot&)>;

/// The start screen as it is after something happened to the device.
Scene at_lock(const char* name, Change change)
{
    return unswept({name, [change = std::move(change)](TableDriver& table) { table.change(change); }});
}

Scene noticed(const char* name, ui::NoticeKind kind)
{
    return at_lock(name, [kind](ui::Snapshot& snapshot) { snapshot.device.notice = kind; });
}

core::Envelope envelope_in(core::EnvelopeState state)
{
    core::Envelope envelope;
    envelope.state = state;
    return envelope;
}

/// A conference on another basis, later that day; the third one can't be read.
void more_conferences(ui::Snapshot& snapshot)
{
    const core::ConferenceOnDevice first = snapshot.conferences.front();
    const std::array kinds{core::LegalBasisKind::wgs_topx, core::LegalBasisKind::plustaak};
    for (std::size_t n = 0; n <= kinds.size(); ++n) {
        core::ConferenceOnDevice other = first;
        other.id = core::ConferenceId{"ander-overleg-" + std::to_string(n)};
        other.starts_at += (n + 1) * 3h;
        snapshot.conferences.push_back(other);
        if (n == kinds.size() || snapshot.headers.empty()) continue;
        core::ConferenceHeader header = snapshot.headers.front();
        header.id = other.id;
        header.title = n == 0 ? "Weekoverleg veelplegers" : "Overleg re-integratie na detentie";
        header.legal_basis.kind = kinds.at(n);
        snapshot.headers.push_back(header);
    }
}

/// Unlocked while there was a choice, so that nothing opened by itself.
void unlocked(TableDriver& table)
{
    table.change(more_conferences);
    table.digits("lock", "123456").tap("lock/ok");
    table.change([](ui::Snapshot& snapshot) {
        snapshot.conferences.erase(snapshot.conferences.begin() + 1, snapshot.conferences.end());
    });
}

} // namespace

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
        unswept({"vergrendeld-lange-code", [](TableDriver& table) { table.digits("lock", "12345678901"); }}),
        unswept({"vergrendeld-wachten",
                 [](TableDriver& table) {
                     for (int n = 0; n < 3; ++n) table.digits("lock", "111111").tap("lock/ok");
                 }}),
        unswept({"vergrendeld-bezig",
                 [](TableDriver& table) {
                     table.hold();
                     table.digits("lock", "123456").tap("lock/ok");
                 }}),
        at_lock("vergrendeld-storing", [](ui::Snapshot& snapshot) { snapshot.device.not_saved = true; }),
        at_lock("vergrendeld-nieuws",
                [](ui::Snapshot& snapshot) {
                    snapshot.conferences.clear();
                    snapshot.device.waiting_packages = 1;
                    snapshot.device.bureau_reached.reset();
                    snapshot.envelopes = {envelope_in(core::EnvelopeState::sealed)};
                }),
        at_lock("vergrendeld-leeg",
                [](ui::Snapshot& snapshot) {
                    snapshot.conferences.clear();
                    snapshot.device.bureau_reached = false;
                    snapshot.envelopes = {envelope_in(core::EnvelopeState::sent)};
                }),
        at_lock("vergrendeld-niet-aangenomen",
                [](ui::Snapshot& snapshot) { snapshot.envelopes = {envelope_in(core::EnvelopeState::refused)}; }),
        at_lock("vergrendeld-niet-geopend",
                [](ui::Snapshot& snapshot) {
                    snapshot.envelopes = {envelope_in(core::EnvelopeState::refused)};
                    snapshot.envelopes.front().refused_because = "beschadigd";
                }),
        noticed("bericht-pakket-beschadigd", ui::NoticeKind::package_damaged),
        noticed("bericht-pakket-verlopen", ui::NoticeKind::package_expired),
        at_lock("bericht-pakket-te-laat",
                [](ui::Snapshot& snapshot) {
                    snapshot.device.notice = ui::NoticeKind::package_too_late;
                    snapshot.now += 30min;
                }),
        noticed("bericht-overleg-onleesbaar", ui::NoticeKind::conference_unreadable),
        noticed("bericht-sleutels", ui::NoticeKind::keys_refused),
        noticed("bericht-verzegelen", ui::NoticeKind::sealing_waits),
        {"weergave", [](TableDriver& table) { table.tap("weergave").tap("weergave/contrast"); }},
        {"kiezen", unlocked},
        {"kiezen-meer",
         [](TableDriver& table) {
             unlocked(table);
             table.change(more_conferences);
             table.change([](ui::Snapshot& s) { s.device.notice = ui::NoticeKind::conference_unreadable; });
         }},
        unswept({"kiezen-leeg",
                 [](TableDriver& table) {
                     unlocked(table);
                     table.change([](ui::Snapshot& snapshot) { snapshot.conferences.clear(); });
                 }}),
    };
}

namespace {

void with_urgent_case(TableDriver& table, bool motivated)
{
    table.start_conference().tap("agenda/spoed").tap("spoed/label").type("Gezin M.").tap("key/klaar");
    table.tap("spoed/vraag").type("Waar slapen moeder en kinderen vannacht?").tap("key/klaar");
    for (const char* n : {"0", "1", "2", "3"}) {
        table.tap(std::string{"spoed/ja/"} + n);
        if (motivated) table.tap(std::string{"spoed/waarom/"} + n).type("Melding van vanmorgen").tap("key/klaar");
    }
}

Scene urgent(const char* name, std::vector<std::string> taps, std::string label)
{
    return unswept({name, [taps = std::move(taps), label = std::move(label)](TableDriver& table) {
                        table.start_conference().tap("agenda/spoed").tap("spoed/label").type(label);
                        table.tap("key/klaar").tap_all(taps);
                    }});
}

core::Package without_cases()
{
    core::Package package = TableDriver::example_package();
    package.cases.clear();
    return package;
}

} // namespace

std::vector<Scene> scenes_of_the_agenda()
{
    Scene empty{"agenda-leeg", [](TableDriver& table) { table.start_conference(); }, false};
    empty.package = without_cases;
    return {
        {"agenda-voor-start", [](TableDriver& table) { table.open_conference(); }},
        {"agenda", [](TableDriver& table) { table.start_conference(); }},
        unswept({"agenda-besloten",
                 [](TableDriver& table) {
                     in_first_case(table);
                     go_on_with_case(table);
                 }}),
        unswept({"agenda-halverwege",
                 [](TableDriver& table) {
                     table.start_conference().tap("agenda/open/1").wait(18min);
                     agree_and_confirm(table, "Briefadres regelen en urgentie opnieuw indienen", "m-de-vries", 6);
                     agree_and_confirm(table, "Depot voortzetten na vrijlating", "r-hoekstra", 20);
                     go_on_with_case(table);
                     table.wait(1min).tap("agenda/open/2").wait(12min).tap("casus/agenda");
                 }}),
        unswept({"agenda-laat",
                 [](TableDriver& table) {
                     table.start_conference().change(more_conferences);
                     table.wait(150min);
                 }}),
        unswept({"agenda-niet-opgeslagen",
                 [](TableDriver& table) {
                     table.start_conference().break_disk();
                     table.tap("agenda/open/1");
                 }}),
        std::move(empty),
        {"agenda-volgorde", [](TableDriver& table) { table.start_conference().tap("agenda/volgorde"); }},
        {"niet-bespreken",
         [](TableDriver& table) {
             table.start_conference().tap_all({"agenda/volgorde", "agenda/niet/3", "niet/reden/1"});
         }},
        {"spoed-leeg", [](TableDriver& table) { table.start_conference().tap("agenda/spoed"); }},
        urgent("spoed-naam", {}, "Jansen"),
        unswept({"spoed-zonder-criteria",
                 [](TableDriver& table) {
                     table.start_conference().tap("agenda/spoed").tap("spoed/label").type("Gezin M.");
                     table.tap("key/klaar").tap("spoed/vraag").type("Waar slapen zij vannacht?").tap("key/klaar");
                 }}),
        {"spoed-zonder-reden", [](TableDriver& table) { with_urgent_case(table, false); }},
        {"spoed-gevuld", [](TableDriver& table) { with_urgent_case(table, true); }},
        unswept({"agenda-spoed",
                 [](TableDriver& table) {
                     with_urgent_case(table, true);
                     table.tap("spoed/ok");
                 }}),
        unswept({"agenda-met-gast", [](TableDriver& table) { table.start_conference().let_guest_in(); }}),
        unswept({"hulp-agenda", [](TableDriver& table) { table.start_conference().tap("hulp"); }}),
    };
}

} // namespace casustafel::test
