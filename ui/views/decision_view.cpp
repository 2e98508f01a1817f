#include "core/text.h"
#include "ui/say.h"
#include "ui/views/decision_steps.h"
#include "ui/views/record_view.h"

#include <algorithm>
#include <array>

namespace casustafel::ui {

using namespace core;

namespace {

struct KindWords {
    DecisionKind kind;
    Text explanation;
    Text heading;
};
constexpr std::array kinds{
    KindWords{DecisionKind::continued, say::continue_explained, say::continue_heading},
    KindWords{DecisionKind::escalate, say::escalate_explained, say::escalate_heading},
    KindWords{DecisionKind::scale_down, say::scale_down_explained, say::scale_down_heading},
    KindWords{DecisionKind::close, say::close_explained, say::close_heading},
    KindWords{DecisionKind::not_discussed, say::not_discussed_explained, say::not_discussed_heading},
};

void add_informing(const CaseState& state, DecisionView& view)
{
    const InformingState known = state.informing ? state.informing->state : state.brief->informing.state;
    switch (known) {
    case InformingState::informed:
        view.informing = {Sentence{say::informed}, Status::ok};
        view.informing_settled = true;
        return;
    case InformingState::to_inform:
        view.informing_settled = state.informing.has_value();
        view.informing = {Sentence{view.informing_settled ? say::informing_agreed : say::to_inform},
                          view.informing_settled ? Status::ok : Status::attention};
        return;
    case InformingState::postponed:
        view.informing = {Sentence{say::informing_postponed}, Status::attention};
        view.informing_settled = true;
        return;
    }
}

std::vector<DateChoice> monitor_choices(const Snapshot& snapshot, const std::optional<Date>& chosen)
{
    const Date today = today_of(snapshot);
    std::vector<DateChoice> choices;
    for (const auto& [label, date] :
         {std::pair{say::week_4, plus_days(today, 28)}, std::pair{say::months_3, plus_days(today, 91)}})
        choices.push_back({{Sentence{label}, chosen == date}, date});
    return choices;
}

/// The advice to the prosecution desk as it stands: of today, else of the package.
void add_advice(const Snapshot& snapshot, const CaseState& state, DecisionView& view)
{
    const auto& now = state.zsm_advice;
    const auto& before = state.brief->zsm_advice;
    const auto until = now ? now->valid_until : before ? before->valid_until : std::nullopt;
    if (!now && !before)
        view.steps.push_back({DecisionPart::advice, {Sentence{say::zsm_missing}, Status::attention}, false, {}});
    if (!until) return;
    const bool expired = *until < today_of(snapshot);
    view.steps.push_back({DecisionPart::advice,
                          {fill(expired ? say::zsm_expired_since : say::zsm_valid, {short_date(*until)}),
                           expired ? Status::attention : Status::ok},
                          false,
                          {}});
}

/// The answer to what the table was asked: it keeps no decision from being recorded.
void add_conclusion(const State& local, DecisionView& view)
{
    if (view.chosen && local.decision.kind == DecisionKind::not_discussed) return;
    const bool there = !blank(local.text(Field::conclusion));
    view.steps.push_back({DecisionPart::conclusion,
                          {Sentence{say::step_conclusion}, there ? Status::ok : Status::attention},
                          false,
                          {}});
}

} // namespace

Sentence decided_words(const Decision& decision)
{
    Sentence sentence = words(decision.kind);
    const auto add = [&](const Sentence& part) { sentence += " · " + part; };
    if (decision.ave_phase) add(fill(say::in_phase, {std::to_string(*decision.ave_phase)}));
    if (decision.next_on) add(middle_date(*decision.next_on));
    if (!decision.to.empty()) add(decision.to);
    if (!decision.question.empty()) add(decision.question);
    if (decision.answer_by) add(fill(say::answer_by_day, {middle_date(*decision.answer_by)}));
    if (decision.handover == Handover::pending) add(Sentence{say::handover_pending});
    if (!decision.accepted_by.empty()) add(fill(say::accepted_by_whom, {decision.accepted_by}));
    if (decision.monitored_until) add(fill(say::monitored_until_day, {middle_date(*decision.monitored_until)}));
    if (decision.result) add(words(*decision.result));
    return sentence;
}

DecisionView decision_view(const Snapshot& snapshot, const State& local)
{
    DecisionView view;
    const CaseState* state = case_on_screen(snapshot);
    if (!state) return view;
    const Conference& conference = *snapshot.conference;
    view.title = fill(say::decision_title, {state->brief->label});
    view.chosen = local.decision_started;
    view.draft = local.decision;
    view.heading = Sentence{say::choose_decision};
    for (const KindWords& one : kinds) {
        const bool selected = view.chosen && local.decision.kind == one.kind;
        view.kinds.push_back({one.kind, words(one.kind), Sentence{one.explanation}, selected});
        if (selected) view.heading = Sentence{one.heading};
    }
    view.next_dates = date_choices(snapshot, local.decision.next_on, false);
    view.answer_dates = date_choices(snapshot, local.decision.answer_by, false);
    view.monitor_dates = monitor_choices(snapshot, local.decision.monitored_until);
    for (const ParticipantId& id : present_for(conference, state->brief->id)) {
        const Participant& person = *find(conference, id);
        view.escalators.push_back({person_view(conference, person), {}, local.decision.by == id});
    }
    for (const ClosingCriterion& one : conference.package.closing_criteria) {
        const auto answered = std::ranges::find(local.decision.closing, one.id, &ClosingTest::id);
        view.closing.push_back(
            {one.id, one.label,
             answered == local.decision.closing.end() ? std::nullopt : std::optional{answered->met}});
    }
    for (const Goal& one : state->brief->goals) {
        const auto answered = std::ranges::find(local.decision.goals, one.id, &GoalResult::id);
        view.goals.push_back(
            {one.id, one.text, answered == local.decision.goals.end() ? std::nullopt : std::optional{answered->state}});
    }
    view.texts = local.texts;
    view.steps = decision_steps(conference, *state, local);
    const auto blocking = std::ranges::count_if(view.steps, &DecisionStep::blocks);
    if (blocking == 1)
        view.missing = fill(say::still_needed, {std::ranges::find_if(view.steps, &DecisionStep::blocks)->mark.label});
    else if (blocking > 1)
        view.missing = count(static_cast<int>(blocking), say::still_to_do);
    view.shown_part = local.shown_part;
    view.shown_number = local.shown_number;
    add_advice(snapshot, *state, view);
    for (const PerspectiveOf of : perspective_wanted(*state))
        view.steps.push_back(
            {DecisionPart::perspective, {fill(say::perspective_of_nobody, {whose(of)}), Status::attention}, false, {}});
    add_conclusion(local, view);
    view.to_do = static_cast<int>(
        std::ranges::count(view.steps, Status::attention, [](const DecisionStep& one) { return one.mark.status; }));
    view.sheet_recorded = !state->plain_sheet.empty();
    add_informing(*state, view);
    if (view.chosen && local.decision.kind == DecisionKind::scale_down && local.decision.handover != Handover::accepted)
        view.warning = Sentence{say::stays_with_us};
    view.conclusion = local.text(Field::conclusion);
    if (!state->decision) return view;
    view.hidden = !local.decisions_shown;
    view.shown = local.decisions_shown;
    view.decided_as =
        view.hidden ? Sentence{say::decision_recorded} : fill(say::already_decided, {words(state->decision->kind)});
    return view;
}

} // namespace casustafel::ui
