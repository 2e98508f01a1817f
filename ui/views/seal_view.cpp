#include "core/minutes.h"
#include "ui/say.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

std::string label_of(const Conference& conference, const CaseId& id)
{
    const CaseState* state = find(conference, id);
    return state ? state->brief.label : std::string{};
}

/// `one` names the case, `many` counts.
Sentence cases_sentence(const Conference& conference, const std::vector<CaseId>& cases, std::string_view one,
                        std::string_view many)
{
    if (cases.size() == 1) return fill(one, {label_of(conference, cases.front())});
    return fill(many, {std::to_string(cases.size())});
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
        view.checks.push_back(
            {count(complete.unconfirmed, say::one_unconfirmed, say::many_unconfirmed), Status::attention});
    else
        view.checks.push_back({Sentence{say::all_answered}, Status::ok});
    if (complete.awaiting_absent > 0)
        view.checks.push_back(
            {fill(say::absent_to_bureau, {std::to_string(complete.awaiting_absent)}), Status::neutral});
    if (complete.disputed > 0)
        view.checks.push_back({count(complete.disputed, say::one_disputed, say::many_disputed), Status::attention});
    if (complete.attention_points > 0)
        view.checks.push_back({count(complete.attention_points, say::one_point, say::many_points), Status::attention});
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
    switch (envelope->state) {
    case EnvelopeState::sealing:
    case EnvelopeState::sealed:
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
        view.progress.push_back({Sentence{say::bureau_refused}, Status::wrong});
        return;
    }
}

} // namespace

SealView seal_view(const Snapshot& snapshot, const State&)
{
    SealView view;
    view.title = Sentence{say::seal_title};
    view.connection = connection_sentence(snapshot);
    if (!snapshot.conference) return view;
    const Conference& conference = *snapshot.conference;
    view.sealed = conference.sealed_at.has_value();
    view.explanation = Sentence{view.sealed ? say::sealed_explained : say::seal_explained};
    for (const CaseState& state : conference.cases) {
        const auto agreements = std::ranges::count_if(
            state.agreements, [](const Agreement& one) { return !one.withdrawn_at && one.content.complete(); });
        const Sentence decided = words(state.decision ? state.decision->kind : DecisionKind::not_discussed);
        view.summary.emplace_back(state.brief.label, fill(say::summary_line, {decided, std::to_string(agreements)}));
    }
    if (view.sealed)
        add_progress(snapshot, view);
    else
        add_checks(conference, view);
    return view;
}

} // namespace casustafel::ui
