#include "ui/journal_words.h"
#include "ui/technician_scenes.h"

#include <array>
#include <chrono>
#include <ranges>
#include <utility>

namespace casustafel::test {

namespace technician = ui::technician;
using technician::Action;
using technician::Facts;
using technician::Gate;
using technician::Outcome;

namespace {

using namespace std::chrono_literals;

constexpr std::string_view pin = "604812";

core::Instant at(const char* moment)
{
    return *core::parse_instant(moment);
}

Facts usual_facts()
{
    Facts facts;
    facts.gate = Gate::closed;
    facts.device = "CT-0017";
    facts.room = "De Meent";
    facts.bureau = "Zorg- en Veiligheidshuis De Waterkant";
    facts.address = "bureau.waterkant.example:8443";
    facts.board = "Pc met een aanraakscherm";
    facts.software = "casustafel 0.1.0";
    facts.addresses = {{"eth0", "192.0.2.17/24", true}};
    facts.certificate_ends = at("2027-02-19T11:52:00Z");
    facts.may_send = true;
    facts.now = at("2026-11-21T11:52:00Z");
    facts.clock_trusted = true;
    facts.reached = ui::BureauContact::reached;
    facts.writable = true;
    facts.free_bytes = 27'400'000'000;
    facts.journal = {{at("2026-11-21T11:51:00Z"), "technician's PIN: wrong"},
                     {at("2026-11-21T09:12:00Z"), "package overleg-2026-47 imported"},
                     {at("2026-11-21T09:10:00Z"), "bureau not reached: connect: Connection refused"},
                     {at("2026-11-21T09:08:00Z"), "kept key set not used: key set: expired"},
                     {at("2026-11-20T15:31:00Z"), "locked"},
                     {at("2026-11-20T12:02:00Z"), "started, data in /data/casustafel"}};
    return facts;
}

} // namespace

TechnicianDriver::TechnicianDriver(int width_px, int height_px, double px_per_mm)
    : ScreenInMemory{usual_facts(), width_px, height_px, px_per_mm}
{
    settled();
}

void TechnicianDriver::draw(ui::Frame& frame)
{
    for (const technician::Intent& intent : technician::draw(frame, state_, facts_)) {
        technician::Update update = technician::reduce(std::move(state_), intent, facts_);
        state_ = std::move(update.state);
        for (const technician::Request& request : update.requests) answer(request);
    }
}

void TechnicianDriver::answer(const technician::Request& request)
{
    const auto* tried = std::get_if<technician::request::TryPin>(&request);
    if (tried == nullptr) return requests_.push_back(request);
    const bool right = tried->pin.view() == pin;
    facts_.gate = right ? Gate::open : Gate::closed;
    facts_.wrong_pins = right ? 0 : facts_.wrong_pins + 1;
    facts_.retry_at.reset();
    if (facts_.wrong_pins >= 4) facts_.retry_at = facts_.now + 30s;
}

TechnicianDriver& TechnicianDriver::enter()
{
    return digits(pin).tap("beheer/pin/ok");
}

TechnicianDriver& TechnicianDriver::answer(Action action, Outcome outcome, std::string detail)
{
    return learn([&](Facts& facts) { facts.answer = {action, outcome, std::move(detail)}; });
}

namespace {

using D = TechnicianDriver;
using Scenes = std::vector<TechnicianScene>;

void add_gate(Scenes& all)
{
    all.push_back({"beheer-pin", [](D& d) { d.digits("6048"); }});
    all.push_back({"beheer-pin-bezig", [](D& d) { d.learn([](Facts& f) { f.gate = Gate::trying; }); }});
    all.push_back({"beheer-pin-fout", [](D& d) { d.digits("604813").tap("beheer/pin/ok"); }});
    all.push_back({"beheer-pin-wachten", [](D& d) {
                       for (int n = 0; n < 4; ++n) d.digits("604813").tap("beheer/pin/ok");
                   }});
    all.push_back({"beheer-pin-storing", [](D& d) { d.learn([](Facts& f) { f.not_counted = true; }); }});
    all.push_back({"beheer-zonder-pin", [](D& d) { d.learn([](Facts& f) { f.gate = Gate::absent; }); }});
}

void add_device(Scenes& all)
{
    all.push_back({"beheer-apparaat", [](D& d) { d.enter().tap("beheer/test").touch_points(); }});
    all.push_back({"beheer-apparaat-kijken", [](D& d) { d.enter().learn([](Facts& f) { f.looking = true; }); }});
    all.push_back({"beheer-apparaat-slecht", [](D& d) {
                       d.enter().learn([](Facts& f) {
                           f.panel_width_px += 640;
                           f.clock_trusted = false;
                           f.reached = ui::BureauContact::not_reached;
                           f.writable = false;
                           f.addresses.clear();
                           f.certificate_ends.reset();
                       });
                       d.tap("beheer/test").tap("beheer/punt/4").tap("beheer/overslaan");
                   }});
    all.push_back({"beheer-certificaat-bijna", [](D& d) {
                       d.enter().learn([](Facts& f) {
                           f.certificate_ends = f.now + 24h * 9;
                           f.addresses = {{"eth0", "192.0.2.17/24", false}, {"eth0", "2001:db8::17/64", false}};
                       });
                   }});
    all.push_back(
        {"beheer-certificaat-over", [](D& d) { d.enter().learn([](Facts& f) { f.certificate_ends = f.now - 24h; }); }});
    all.push_back({"beheer-punten", [](D& d) { d.enter().tap("beheer/test").tap("beheer/punt/0"); }});
}

std::function<void(D&)> on_update(core::UpdateState state)
{
    return [state](D& d) { d.enter().tap("beheer/blad/1").learn([&](Facts& f) { f.update = state; }); };
}

void add_updates(Scenes& all)
{
    using enum core::UpdateStage;
    using Why = core::UpdateRefusal;
    const auto with = [](core::UpdateStage stage, int percent = 0, bool stick = false) {
        return core::UpdateState{stage, "casustafel 0.2.0", percent, Why::none, stick, false};
    };
    const auto refused_for = [](Why why, const char* version = "casustafel 0.2.0") {
        return on_update({refused, version, 0, why, why == Why::stick_unreadable, false});
    };
    all.push_back({"beheer-bijwerken", on_update({none, {}, 0, Why::none, true, false})});
    all.push_back({"beheer-bijwerken-kijken", on_update({none, {}, 0, Why::none, false, true})});
    all.push_back({"beheer-bijwerken-wacht", on_update(with(offered))});
    all.push_back({"beheer-bijwerken-ophalen", on_update(with(fetching, 42))});
    all.push_back({"beheer-bijwerken-opgehaald", on_update(with(ready))});
    all.push_back({"beheer-bijwerken-installeren", on_update(with(installing, 71))});
    all.push_back({"beheer-bijwerken-klaar", on_update(with(restart_waiting))});
    all.push_back({"beheer-bijgewerkt", [with](D& d) {
                       on_update(with(done))(d);
                       d.learn([](Facts& f) { f.software = f.update.version; });
                   }});
    all.push_back({"beheer-teruggevallen", on_update(with(fell_back))});
    all.push_back({"beheer-geweigerd-handtekening", refused_for(Why::unsigned_bundle)});
    all.push_back({"beheer-geweigerd-beschadigd", refused_for(Why::damaged)});
    all.push_back({"beheer-geweigerd-soort", refused_for(Why::other_board)});
    all.push_back({"beheer-geweigerd-proef", refused_for(Why::other_kind)});
    all.push_back({"beheer-geweigerd-oud", refused_for(Why::too_old, "casustafel 0.0.9")});
    all.push_back({"beheer-geweigerd-vol", refused_for(Why::no_room)});
    all.push_back({"beheer-geweigerd-onbereikbaar", refused_for(Why::unreachable)});
    all.push_back({"beheer-geweigerd-stick", refused_for(Why::stick_unreadable, "")});
    all.push_back({"beheer-geweigerd-anders", refused_for(Why::failed)});
    all.push_back({"beheer-herstart-vraag", [with](D& d) {
                       on_update(with(restart_waiting))(d);
                       d.tap("beheer/herstart");
                   }});
    all.push_back({"beheer-herstart", [with](D& d) {
                       on_update(with(restart_waiting))(d);
                       d.answer(Action::restart, Outcome::busy);
                   }});
    all.push_back({"beheer-herstart-mislukt", [with](D& d) {
                       on_update(with(restart_waiting))(d);
                       d.answer(Action::restart, Outcome::failed);
                   }});
}

void add_bureau(Scenes& all)
{
    const auto page = [](int waiting, std::optional<technician::Answer> answer) {
        return [waiting, answer](D& d) {
            d.enter().tap("beheer/blad/2").learn([&](Facts& f) {
                f.waiting = waiting;
                if (waiting > 0) f.oldest = at("2026-11-19T15:04:00Z");
                f.answer = answer;
                const bool silent = answer && answer->outcome == Outcome::not_reached;
                if (waiting != 1) f.contact = {f.now - 4min, !silent};
            });
        };
    };
    using A = technician::Answer;
    all.push_back({"beheer-bureau", page(0, {})});
    all.push_back({"beheer-bureau-wacht", page(1, {})});
    all.push_back({"beheer-versturen", page(3, A{Action::send, Outcome::busy, {}})});
    all.push_back({"beheer-verstuurd", page(0, A{Action::send, Outcome::done, {}})});
    all.push_back({"beheer-deels-verstuurd", page(2, A{Action::send, Outcome::done, {}})});
    all.push_back({"beheer-niet-verstuurd", page(3, A{Action::send, Outcome::not_reached, {}})});
    all.push_back({"beheer-certificaat-maken", page(0, A{Action::renew, Outcome::busy, {}})});
    all.push_back({"beheer-certificaat-nieuw", [page](D& d) {
                       page(0, A{Action::renew, Outcome::done, {}})(d);
                       d.learn([](Facts& f) { f.certificate_ends = f.now + 24h * 180; });
                   }});
    all.push_back({"beheer-certificaat-geweigerd",
                   page(0, A{Action::renew, Outcome::denied, "POST /.well-known/est/simplereenroll: 403"})});
    all.push_back({"beheer-certificaat-mislukt",
                   page(0, A{Action::renew, Outcome::failed, "enrolment: the pinned CA isn't among the bureau's"})});
    all.push_back({"beheer-certificaat-schijf",
                   page(0, A{Action::renew, Outcome::disk, "transport.pem: No space left on device"})});
}

/// With something in place of what is different each time.
std::string filled(std::string line)
{
    for (std::size_t at = line.find("{}"); at != std::string::npos; at = line.find("{}"))
        line.replace(at, 2, "CT-0017");
    return line;
}

void add_journal(Scenes& all)
{
    const auto page = [](Outcome outcome) {
        return [outcome](D& d) { d.enter().tap("beheer/blad/3").answer(Action::report, outcome); };
    };
    all.push_back({"beheer-logboek", [](D& d) { d.enter().tap("beheer/blad/3"); }});
    all.push_back({"beheer-logboek-leeg",
                   [](D& d) { d.enter().tap("beheer/blad/3").learn([](Facts& f) { f.journal.clear(); }); }});
    static constexpr std::size_t at_once = 12; // as many as are seen
    constexpr std::array known{"beheer-logboek-bekend-1", "beheer-logboek-bekend-2", "beheer-logboek-bekend-3",
                               "beheer-logboek-bekend-4", "beheer-logboek-bekend-5", "beheer-logboek-bekend-6"};
    for (std::size_t n = 0; n < known.size(); ++n)
        all.push_back({known.at(n), [n](D& d) {
                           d.enter().tap("beheer/blad/3").learn([&](Facts& f) {
                               f.journal.clear();
                               for (const std::string& line :
                                    ui::known_lines() | std::views::drop(n * at_once) | std::views::take(at_once))
                                   f.journal.push_back({f.now, filled(line)});
                           });
                       }});
    all.push_back({"beheer-verslag-bezig", page(Outcome::busy)});
    all.push_back({"beheer-verslag", page(Outcome::done)});
    all.push_back({"beheer-verslag-zonder-stick", page(Outcome::no_stick)});
    all.push_back({"beheer-verslag-stick-vol", page(Outcome::disk)});
}

} // namespace

std::vector<TechnicianScene> technician_scenes()
{
    Scenes all;
    add_gate(all);
    add_device(all);
    add_updates(all);
    add_bureau(all);
    add_journal(all);
    return all;
}

} // namespace casustafel::test
