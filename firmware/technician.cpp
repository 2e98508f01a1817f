#include "firmware/technician.h"

#include "firmware/device_checks.h"
#include "firmware/network_addresses.h"
#include "firmware/renewal.h"
#include "firmware/resources.h"
#include "system/file.h"

#include <chrono>
#include <system_error>
#include <utility>

namespace casustafel::device {

using core::Errc;
using core::Result;
using ui::technician::Action;
using ui::technician::Answer;
using ui::technician::Outcome;

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 70s; // of one call of the bureau, and a little
constexpr const char* sticks_of_the_bureau = "casustafel";

Outcome outcome_of(Errc code)
{
    switch (code) {
    case Errc::network:
        return Outcome::not_reached;
    case Errc::denied:
    case Errc::refused:
    case Errc::conflict:
        return Outcome::denied;
    case Errc::full:
    case Errc::storage:
        return Outcome::disk;
    case Errc::not_found:
    case Errc::rejected:
    case Errc::corrupt:
    case Errc::crypto:
        return Outcome::failed;
    }
    return Outcome::failed;
}

/// The folder where sticks are mounted is there without one too; what is written into that is lost.
bool stick_is_in(const std::filesystem::path& folder)
{
    std::error_code unknown;
    if (folder.empty() || !std::filesystem::is_directory(folder, unknown)) return false;
    if (std::filesystem::is_directory(folder / sticks_of_the_bureau, unknown)) return true;
    return system::is_mounted(folder);
}

} // namespace

Technician::Technician(TechnicianParts parts)
    : parts_{std::move(parts)}, files_{parts_.data},
      provisioning_{files_.provisioning().value_or(protocol::Provisioning{})},
      pin_{parts_.data, provisioning_.technician_pin}
{
}

void Technician::start(std::function<void()> wake)
{
    gate_.start(wake);
    work_.start(std::move(wake));
    work_.change([this](Facts& facts) {
        facts.device = provisioning_.device.value();
        facts.room = provisioning_.room;
        facts.bureau = provisioning_.bureau.name;
        facts.address = provisioning_.host + ":" + std::to_string(provisioning_.port);
        facts.board = parts_.board.name;
        facts.software = software();
        facts.panel_width_px = parts_.board.panel_width_px;
        facts.panel_height_px = parts_.board.panel_height_px;
    });
}

void Technician::enter()
{
    using enum ui::technician::Gate;
    if (!pin_.is_set()) return;
    int visit = 0;
    gate_.change([&](Gate& gate) {
        visit = ++gate.visit;
        if (gate.gate != trying) gate.gate = closed;
    });
    work_.change([](Facts& facts) {
        if (facts.answer && facts.answer->outcome != Outcome::busy) facts.answer.reset();
    });
    gate_.begin([](Gate& gate) { gate.gate = trying; },
                [this, visit]() -> Work<Gate>::Change {
                    const auto waiting = pin_.waiting(parts_.clock());
                    return [this, waiting, visit](Gate& gate) { judge(waiting, visit, gate); };
                });
}

void Technician::leave()
{
    using enum ui::technician::Gate;
    gate_.change([](Gate& gate) {
        ++gate.visit;
        if (gate.gate == open) gate.gate = closed;
    });
}

/// What came of looking at the count or of a PIN: it opens only for who gave it.
void Technician::judge(Result<core::Unlocking> how, int visit, Gate& gate) const
{
    using enum ui::technician::Gate;
    gate.not_counted = !how.has_value();
    gate.gate = how && how->open && gate.visit == visit ? open : closed;
    if (!how) return parts_.log("technician's PIN: " + how.error().detail);
    gate.wrong = how->wrong_attempts;
    gate.retry_at = how->retry_at;
}

void Technician::try_pin(core::Secret pin)
{
    const int visit = gate_.facts().visit;
    gate_.begin([](Gate& gate) { gate.gate = ui::technician::Gate::trying; },
                [this, pin = std::move(pin), visit]() -> Work<Gate>::Change {
                    const auto tried = pin_.try_pin(pin, parts_.clock());
                    if (tried && !tried->open && !tried->retry_at) parts_.log("technician's PIN: wrong");
                    parts_.audit(
                        {.action = "technician",
                         .origin = core::AuditOrigin::table,
                         .role = core::AuditRole::technician,
                         .result = tried && tried->open ? core::AuditResult::done : core::AuditResult::refused});
                    return [this, tried, visit](Gate& gate) { judge(tried, visit, gate); };
                });
}

Technician::Facts Technician::facts()
{
    const Delivery delivery = parts_.delivery();
    Facts known = work_.facts();
    settle(known, delivery);
    known = work_.facts();
    const Gate gate = gate_.facts();
    known.gate = gate.gate;
    known.wrong_pins = gate.wrong;
    known.retry_at = gate.retry_at;
    known.not_counted = gate.not_counted;
    known.now = parts_.clock();
    known.waiting = delivery.waiting;
    known.oldest = delivery.oldest;
    known.may_send = delivery.possible;
    if (delivery.contact) known.contact = {delivery.contact->at, delivery.contact->reached};
    known.update = parts_.update();
    for (const LastLines::Line& line : parts_.lines->newest_first()) known.journal.push_back({line.at, line.text});
    return known;
}

void Technician::look()
{
    work_.begin([](Facts& facts) { facts.looking = true; }, [this] { return look_around(); });
}

Technician::Change Technician::look_around()
{
    const ui::DeviceChecks seen = look_at_device(
        parts_.data, provisioning_, [this](const std::string& told) { parts_.log("technician: " + told); });
    const auto ends = files_.certificate_ends();
    auto addresses = network_addresses();
    return [seen, ends, addresses = std::move(addresses)](Facts& facts) {
        take_checks(facts, seen);
        facts.certificate_ends = ends;
        facts.addresses = addresses;
    };
}

void Technician::answer(Answer given)
{
    work_.change([&](Facts& facts) { facts.answer = std::move(given); });
}

void Technician::begin(Action action, std::function<Answer()> job)
{
    work_.begin([action](Facts& facts) { facts.answer = Answer{action, Outcome::busy, {}}; },
                [this, job = std::move(job)]() -> Change {
                    const Answer came = job();
                    if (!came.detail.empty()) parts_.log("technician: " + came.detail);
                    const auto ends = files_.certificate_ends();
                    return [came, ends](Facts& facts) {
                        facts.answer = came;
                        facts.certificate_ends = ends;
                    };
                });
}

void Technician::carry_out(Action action)
{
    switch (action) {
    case Action::send:
        asked_at_ = parts_.clock();
        answer({action, Outcome::busy, {}});
        return parts_.send();
    case Action::renew:
        return begin(action, [this] { return renew(); });
    case Action::update:
        return parts_.update_now();
    case Action::update_from_stick:
        return parts_.update_from_stick();
    case Action::restart:
        asked_at_ = parts_.clock();
        answer({action, Outcome::busy, {}});
        parts_.log("technician: restart");
        return parts_.restart();
    case Action::report:
        return; // with its text
    }
}

/// What other parts of the device do: their first contact after the question is its answer, and a device that still
/// runs didn't start again.
void Technician::settle(const Facts& known, const Delivery& delivery)
{
    if (!known.answer || known.answer->outcome != Outcome::busy) return;
    const bool too_long = parts_.clock() >= asked_at_ + patience;
    if (known.answer->action == Action::send && delivery.contact && delivery.contact->at >= asked_at_)
        answer({Action::send, delivery.contact->reached ? Outcome::done : Outcome::not_reached, {}});
    else if (known.answer->action == Action::send && too_long)
        answer({Action::send, Outcome::not_reached, {}});
    else if (known.answer->action == Action::restart && too_long)
        answer({Action::restart, Outcome::failed, {}});
}

Answer Technician::renew()
{
    const auto renewed = renew_certificate(files_, provisioning_, parts_.log);
    if (renewed) return {Action::renew, Outcome::done, {}};
    return {Action::renew, outcome_of(renewed.error().code), renewed.error().detail};
}

void Technician::write_report(std::string text)
{
    begin(Action::report, [this, text = std::move(text)] { return put_report(text); });
}

Answer Technician::put_report(const std::string& text) const
{
    if (!stick_is_in(parts_.stick)) return {Action::report, Outcome::no_stick, {}};
    const auto file = parts_.stick / ("casustafel-" + provisioning_.device.value() + ".txt");
    const auto written = system::write_durably(file, text, system::Readers::everyone);
    if (written) return {Action::report, Outcome::done, {}};
    return {Action::report, Outcome::disk, written.error().detail};
}

} // namespace casustafel::device
