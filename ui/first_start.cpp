#include "ui/first_start.h"

#include "core/result.h"
#include "ui/secret_keys.h"

#include <utility>

namespace casustafel::ui::first_start {

namespace {

constexpr std::size_t fewest_digits = 6;
constexpr std::size_t most_digits = 12; // as many as the lock screen takes
constexpr std::size_t shortest_passphrase = 20;

/// Where choosing the secret begins: one that was chosen before is only asked for.
void begin_secret(State& state, const Facts& facts, const Propose& propose)
{
    state.typed.clear();
    state.differs = false;
    state.chosen.clear();
    state.step = facts.resumes ? Step::repeat : Step::choose;
    if (!facts.pin && !facts.resumes && state.proposal.empty()) state.proposal = propose();
}

/// The secret was given: the first time it is asked again, the second time it counts.
void take_secret(State& state, const Facts& facts, std::vector<Request>& requests)
{
    if (state.step == Step::choose) {
        state.chosen = facts.pin ? state.typed : state.proposal;
        state.step = Step::repeat;
        state.typed.clear();
        return;
    }
    core::Secret again = std::move(state.typed);
    state.typed.clear();
    if (!facts.resumes && again != state.chosen) {
        state.differs = true;
        if (facts.pin) state.step = Step::choose; // nobody knows which of the two was meant
        return;
    }
    state.differs = false;
    state.chosen = again;
    state.step = Step::busy;
    requests.push_back(request::SetUp{std::move(again)});
}

void go_on(State& state, const Facts& facts, const Propose& propose, std::vector<Request>& requests)
{
    switch (state.step) {
    case Step::welcome:
        if (!may_set_up(facts)) return;
        if (facts.resumes && !state.chosen.empty()) { // chosen and given twice already
            state.step = Step::busy;
            requests.push_back(request::SetUp{state.chosen});
        } else if (state.touched.size() == touch_points || state.touch_skipped)
            begin_secret(state, facts, propose);
        else
            state.step = Step::touch;
        return;
    case Step::touch:
    case Step::busy:
        return;
    case Step::choose:
    case Step::repeat:
        if (may_go_on(state, facts)) take_secret(state, facts, requests);
        return;
    case Step::done:
        requests.push_back(request::Finish{});
        return;
    }
}

void go_back(State& state, const Facts& facts, std::vector<Request>& requests)
{
    const bool working = state.step == Step::busy && !facts.failure;
    if (working || state.step == Step::done || state.step == Step::welcome) return;
    state.typed.clear();
    state.differs = false;
    if (state.step == Step::repeat && !facts.resumes) {
        state.step = Step::choose;
        return;
    }
    state.step = Step::welcome;
    requests.push_back(request::Look{});
}

} // namespace

bool may_set_up(const Facts& facts)
{
    return !facts.looking && facts.provision.there && facts.provision.flaw.empty() && facts.writable &&
           facts.reached != BureauContact::other;
}

bool may_try_again(Failure why)
{
    switch (why) {
    case Failure::code_refused: // another file is needed, and that is looked for at the first step
    case Failure::file_unusable:
        return false;
    case Failure::other_secret:
    case Failure::no_bureau:
    case Failure::keys_refused:
    case Failure::disk:
    case Failure::something_else:
        break;
    }
    return true;
}

bool may_go_on(const State& state, const Facts& facts)
{
    if (facts.pin) return state.typed.size() >= fewest_digits;
    return state.step == Step::choose || state.typed.size() >= shortest_passphrase;
}

Update reduce(State state, const Intent& intent, const Facts& facts, const Propose& propose)
{
    std::vector<Request> requests;
    std::visit(core::overloaded{
                   [&](const intent::LookAgain&) { requests.push_back(request::Look{}); },
                   [&](const intent::GoOn&) { go_on(state, facts, propose, requests); },
                   [&](const intent::GoBack&) { go_back(state, facts, requests); },
                   [&](const intent::TouchPoint& one) {
                       state.touched.insert(one.number);
                       if (state.touched.size() == touch_points) begin_secret(state, facts, propose);
                   },
                   [&](const intent::SkipTouch&) {
                       state.touch_skipped = true;
                       begin_secret(state, facts, propose);
                   },
                   [&](const intent::ProposeAnother&) { state.proposal = propose(); },
                   [&](const intent::PressDigit& one) {
                       state.differs = false;
                       if (state.typed.size() < most_digits) state.typed.push_back(static_cast<char>('0' + one.digit));
                   },
                   [&](const intent::ClearDigits&) { state.typed.clear(); },
                   [&](const intent::TypeSecret& one) {
                       state.differs = false;
                       type(state.typed, one.keys);
                   },
                   [&](const intent::TryAgain&) {
                       if (!facts.failure || !may_try_again(*facts.failure)) return;
                       if (*facts.failure == Failure::other_secret)
                           begin_secret(state, facts, propose);
                       else
                           requests.push_back(request::SetUp{state.chosen});
                   },
               },
               intent);
    return {std::move(state), std::move(requests)};
}

State settle(State state, const Facts& now)
{
    if (now.progress != Progress::finished || state.step == Step::done) return state;
    state.step = Step::done;
    state.proposal.clear();
    state.chosen.clear();
    state.typed.clear();
    return state;
}

} // namespace casustafel::ui::first_start
