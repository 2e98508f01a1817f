#include "ui/say.h"
#include "ui/views/agreement_views.h"

#include <algorithm>
#include <functional>

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
    const Sentence thing = last.agreements.empty() ? Sentence{} : thing_of(*state, last.agreements.front());
    switch (last.what) {
    case ActionKind::proposed:
        return fill(say::did_propose, {thing});
    case ActionKind::changed:
        return fill(say::did_change, {thing});
    case ActionKind::answered:
        if (last.agreements.size() > 1) return count(static_cast<int>(last.agreements.size()), say::did_answer_more);
        return fill(say::did_answer, {thing});
    case ActionKind::earlier_recorded:
        return fill(say::did_report, {thing});
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

std::uint64_t done_last(const Conference& conference, const Agreement& agreement)
{
    const auto& last = conference.last_action;
    const bool this_one = last && std::ranges::contains(last->agreements, agreement.id) &&
                          (last->what == ActionKind::proposed || last->what == ActionKind::changed);
    return this_one ? std::hash<std::string>{}(agreement.id.value() + "/" + std::to_string(agreement.version)) : 0;
}

} // namespace casustafel::ui
