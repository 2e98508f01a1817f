#include "ui/say.h"
#include "ui/views/views.h"

// What can be taken back, in words. They name what kind of thing it is and its number, never what it says: who is at
// the table may not know that.

namespace casustafel::ui {

using namespace core;

namespace {

/// What isn't for everyone isn't named either.
Sentence unless_masked(const Conference& conference, const CaseId& in_case, std::string_view words)
{
    const bool hidden = masked(conference, in_case, Confidentiality::justice, std::nullopt).has_value();
    return Sentence{hidden ? std::string_view{say::did_something} : words};
}

} // namespace

Sentence last_action_words(const Conference& conference)
{
    if (!conference.last_action) return {};
    const LastAction& last = *conference.last_action;
    const CaseState* state = find(conference, last.in_case);
    if (!state) return {};
    const Sentence number = last.agreements.empty() ? Sentence{} : number_of(*state, last.agreements.front());
    switch (last.what) {
    case ActionKind::proposed:
        return fill(say::did_propose, {number});
    case ActionKind::changed:
        return fill(say::did_change, {number});
    case ActionKind::answered:
        if (last.agreements.size() > 1) return count(static_cast<int>(last.agreements.size()), say::did_answer_more);
        return fill(say::did_answer, {number});
    case ActionKind::earlier_recorded:
        return fill(say::did_report, {number});
    case ActionKind::perspective_recorded:
        return Sentence{say::did_perspective};
    case ActionKind::withheld_recorded:
        return unless_masked(conference, last.in_case, say::did_withhold);
    case ActionKind::signal_recorded:
        return Sentence{say::did_signal};
    case ActionKind::zsm_advice_recorded:
        return unless_masked(conference, last.in_case, say::did_advise);
    case ActionKind::informing_recorded:
        return Sentence{say::did_inform};
    case ActionKind::decided:
        return Sentence{say::did_decide};
    }
    return {};
}

} // namespace casustafel::ui
