#include "ui/technician.h"

#include "core/result.h"

#include <utility>

namespace casustafel::ui::technician {

namespace {

constexpr std::size_t fewest_digits = 6;
constexpr std::size_t most_digits = 12;

/// What counts before the gate is open. True when that was it.
bool at_the_gate(State& state, const Intent& intent, const Facts& facts, std::vector<Request>& requests)
{
    if (const auto* press = std::get_if<intent::PressDigit>(&intent)) {
        if (facts.gate == Gate::closed && state.typed.size() < most_digits)
            state.typed.push_back(static_cast<char>('0' + press->digit));
        return true;
    }
    if (std::holds_alternative<intent::ClearDigits>(intent)) {
        state.typed.clear();
        return true;
    }
    if (std::holds_alternative<intent::TryPin>(intent)) {
        if (may_try(facts) && state.typed.size() >= fewest_digits)
            requests.emplace_back(request::TryPin{std::exchange(state.typed, {})});
        return true;
    }
    if (std::holds_alternative<intent::AskAgain>(intent)) {
        if (facts.gate == Gate::closed && facts.not_counted) requests.emplace_back(request::AskAgain{});
        return true;
    }
    if (std::holds_alternative<intent::Leave>(intent)) {
        state.typed.clear();
        requests.emplace_back(request::Leave{});
        return true;
    }
    return facts.gate != Gate::open;
}

} // namespace

bool may_try(const Facts& facts)
{
    return facts.gate == Gate::closed && !facts.not_counted && (!facts.retry_at || *facts.retry_at <= facts.now);
}

bool may(Action action, const Facts& facts)
{
    if (facts.looking || (facts.answer && facts.answer->outcome == Outcome::busy)) return false;
    const core::UpdateStage stage = facts.update.stage;
    const bool moving =
        facts.update.looking || stage == core::UpdateStage::fetching || stage == core::UpdateStage::installing;
    switch (action) {
    case Action::send:
        return facts.may_send && facts.waiting > 0;
    case Action::renew:
        return facts.certificate_ends.has_value();
    case Action::report:
        return true;
    case Action::update:
        return !moving && stage != core::UpdateStage::ready && stage != core::UpdateStage::restart_waiting;
    case Action::update_from_stick:
        return !moving && stage != core::UpdateStage::ready && facts.update.on_stick;
    case Action::restart:
        return stage != core::UpdateStage::installing;
    }
    return false;
}

bool wanted(Action action, const Facts& facts)
{
    using enum core::UpdateStage;
    if (!may(action, facts)) return false;
    const core::UpdateState& update = facts.update;
    const bool by_stick = update.on_stick && update.stage != refused && update.stage != fell_back;
    switch (action) {
    case Action::send:
        return true; // there is something to send
    case Action::renew:
        return *facts.certificate_ends <= facts.now + certificate_ends_soon;
    case Action::report:
        return true;
    case Action::update:
        if (update.stage == refused)
            return update.refusal == core::UpdateRefusal::damaged || update.refusal == core::UpdateRefusal::unreachable;
        return update.stage == offered && !update.on_stick;
    case Action::update_from_stick:
        return by_stick && update.stage != restart_waiting; // somebody put it in
    case Action::restart:
        return update.stage == restart_waiting || has_new_certificate(facts);
    }
    return false;
}

bool has_new_certificate(const Facts& facts)
{
    return facts.answer && facts.answer->action == Action::renew && facts.answer->outcome == Outcome::done;
}

Update reduce(State state, const Intent& intent, const Facts& facts)
{
    std::vector<Request> requests;
    if (at_the_gate(state, intent, facts, requests)) return {std::move(state), std::move(requests)};
    std::visit(core::overloaded{
                   [](const intent::PressDigit&) {}, // the gate's
                   [](const intent::ClearDigits&) {},
                   [](const intent::TryPin&) {},
                   [](const intent::AskAgain&) {},
                   [](const intent::Leave&) {},
                   [&](const intent::Show& one) { state.page = one.page; },
                   [&](const intent::LookAgain&) { requests.emplace_back(request::Look{}); },
                   [&](const intent::TestTouch&) {
                       state.touched.clear();
                       state.touch_skipped = false;
                       state.step = Step::touch;
                   },
                   [&](const intent::TouchPoint& one) {
                       state.touched.insert(one.number);
                       if (state.touched.size() == touch_points) state.step = Step::pages;
                   },
                   [&](const intent::SkipTouch&) {
                       state.touch_skipped = true;
                       state.step = Step::pages;
                   },
                   [&](const intent::Do& one) {
                       state.restarting = false;
                       if (may(one.action, facts)) requests.emplace_back(request::Do{one.action});
                   },
                   [&](const intent::AskRestart&) { state.restarting = may(Action::restart, facts); },
                   [&](const intent::KeepRunning&) { state.restarting = false; },
               },
               intent);
    return {std::move(state), std::move(requests)};
}

} // namespace casustafel::ui::technician
