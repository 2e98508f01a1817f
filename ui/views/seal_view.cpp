#include "core/minutes.h"
#include "ui/say.h"
#include "ui/views/decision_view.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

std::string label_of(const Conference& conference, const CaseId& id)
{
    const CaseState* state = find(conference, id);
    return state ? state->brief->label : std::string{};
}

/// `one` names the case, `many` counts.
Sentence cases_sentence(const Conference& conference, const std::vector<CaseId>& cases, std::string_view one,
                        std::string_view many)
{
    if (cases.size() == 1) return fill(one, {label_of(conference, cases.front())});
    return fill(many, {std::to_string(cases.size())});
}

int reserved_in(const Conference& conference)
{
    int number = 0;
    for (const CaseState& state : conference.cases)
        for (const Agreement& one : state.agreements)
            if (!one.withdrawn_at && one.confirmation.state == ConfirmationState::reserved) ++number;
    return number;
}

void add_checks(const Conference& conference, SealView& view)
{
    const Completeness complete = completeness_of(conference);
    if (!complete.undecided.empty())
        view.checks.push_back(
            {cases_sentence(conference, complete.undecided, say::one_undecided, say::many_undecided), Status::wrong});
    if (!complete.never_opened.empty())
        view.checks.push_back({cases_sentence(conference, complete.never_opened, say::one_unopened, say::many_unopened),
                               Status::attention});
    if (complete.undecided.empty() && complete.never_opened.empty())
        view.checks.push_back({Sentence{say::all_complete}, Status::ok});
    if (complete.unconfirmed > 0)
        view.checks.push_back({count(complete.unconfirmed, say::unconfirmed_count), Status::attention});
    if (complete.awaiting_absent > 0)
        view.checks.push_back({count(complete.awaiting_absent, say::awaiting_absent_count), Status::neutral});
    if (complete.disputed > 0)
        view.checks.push_back({count(complete.disputed, say::disputed_count), Status::attention});
    const int reserved = reserved_in(conference);
    if (reserved > 0) view.checks.push_back({count(reserved, say::reserved_count), Status::attention});
    if (complete.unconfirmed + complete.awaiting_absent + complete.disputed + reserved == 0)
        view.checks.push_back({Sentence{say::all_answered}, Status::ok});
    if (complete.attention_points > 0)
        view.checks.push_back({count(complete.attention_points, say::point_count), Status::attention});
    view.may_seal = complete.may_seal;
}

void add_progress(const Snapshot& snapshot, SealView& view)
{
    const auto envelope = std::ranges::find(snapshot.envelopes, snapshot.conference->minutes, &Envelope::minutes);
    if (envelope == snapshot.envelopes.end()) {
        view.progress.push_back({Sentence{say::step_busy}, Status::neutral});
        return;
    }
    view.progress.push_back({Sentence{say::step_sealed}, Status::ok});
    if (std::ranges::find(snapshot.on_stick, envelope->minutes) != snapshot.on_stick.end())
        view.progress.push_back({Sentence{say::step_on_stick}, Status::ok});
    switch (envelope->state) {
    case EnvelopeState::sealing:
    case EnvelopeState::sealed:
        if (snapshot.device.bureau_reached == true)
            view.progress.push_back({Sentence{say::step_sending}, Status::neutral});
        else
            view.progress.push_back({Sentence{say::step_waiting}, Status::attention});
        return;
    case EnvelopeState::sent:
        view.progress.push_back({Sentence{say::step_sent}, Status::ok});
        view.progress.push_back({Sentence{say::step_not_yet}, Status::neutral});
        return;
    case EnvelopeState::opened:
        view.progress.push_back({Sentence{say::step_sent}, Status::ok});
        view.progress.push_back({Sentence{say::step_opened}, Status::ok});
        return;
    case EnvelopeState::refused:
        view.progress.push_back({refusal_sentence(*envelope), Status::wrong});
        return;
    }
}

void add_summary(const Conference& conference, SealView& view)
{
    int discussed = 0;
    int all = 0;
    for (const CaseState& state : conference.cases) {
        int complete = 0;
        int confirmed = 0;
        for (const Agreement& one : state.agreements) {
            if (one.withdrawn_at || !one.content.complete()) continue;
            ++complete;
            if (one.confirmation.state == ConfirmationState::confirmed) ++confirmed;
        }
        all += complete;
        if (state.opened_at) ++discussed;
        SealRow row{state.brief->label,
                    state.opened_at ? Sentence{say::no_decision_yet} : words(DecisionKind::not_discussed),
                    {}};
        if (state.decision)
            row.decided = view.decisions_shown ? decided_words(*state.decision) : Sentence{say::decision_recorded};
        view.any_decided = view.any_decided || state.decision;
        if (complete > 0)
            row.mark = Mark{fill(say::confirmed_count, {std::to_string(confirmed), std::to_string(complete)}),
                            confirmed == complete ? Status::ok : Status::attention};
        view.summary.push_back(std::move(row));
    }
    view.heading = count(discussed, say::discussed_count) + ", " + count(all, say::agreement_count);
}

Sentence details_of(const Snapshot& snapshot)
{
    const Conference& conference = *snapshot.conference;
    const auto clock = [&](Instant at) { return clock_time(snapshot.calendar->time_of_day(at)); };
    const int people = static_cast<int>(
        std::ranges::count_if(conference.attendance, [](const auto& one) { return !one.second.intervals.empty(); }));
    return fill(say::seal_details, {clock(conference.started_at.value_or(snapshot.now)),
                                    clock(conference.sealed_at.value_or(snapshot.now)), std::to_string(people),
                                    conference.package.conference.chair});
}

} // namespace

SealView seal_view(const Snapshot& snapshot, const State& local)
{
    SealView view;
    view.title = Sentence{say::seal_title};
    view.connection = connection_sentence(snapshot);
    if (!snapshot.conference) return view;
    const Conference& conference = *snapshot.conference;
    view.sealed = conference.sealed_at.has_value();
    view.explanation = Sentence{view.sealed ? say::sealed_explained : say::seal_explained};
    view.decisions_shown = local.decisions_shown;
    add_summary(conference, view);
    view.details = details_of(snapshot);
    if (view.sealed)
        add_progress(snapshot, view);
    else
        add_checks(conference, view);
    return view;
}

} // namespace casustafel::ui
