#include "ui/reducer.h"
#include "ui/views/agenda_views.h"

#include <algorithm>

// The agenda: its order, what is skipped, and what can't wait.

namespace casustafel::ui {

void Reducer::operator()(const intent::JumpToCase& i)
{
    if (!snapshot_.conference || waits(state_.after_opening)) return;
    if (i.back_to) state_.back_to = *i.back_to;
    if (on_screen() == i.in_case) {
        (*this)(intent::Go{i.screen});
        state_.tab = i.tab;
    } else {
        close_sheet(state_);
        state_.jump_to = i.screen;
        state_.jump_to_tab = i.tab;
        state_.after_opening = perform(core::command::OpenCase{i.in_case});
    }
    if (!i.person.empty()) (*this)(intent::SelectPerson{i.person});
}

void Reducer::operator()(const intent::UnfoldQuestion& i)
{
    state_.unfolded = i.in_case;
}

void Reducer::operator()(const intent::ToggleOrdering&)
{
    state_.ordering = !state_.ordering;
}

void Reducer::operator()(const intent::MoveCase& i)
{
    // The next move counts from where this one led.
    if (!snapshot_.conference || waits(state_.reordering)) return;
    core::command::ReorderAgenda command;
    for (const core::CaseState& one : snapshot_.conference->cases) command.order.push_back(one.brief->id);
    const auto from = std::ranges::find(command.order, i.in_case) - command.order.begin();
    const auto to = from + i.by;
    const auto size = static_cast<std::ptrdiff_t>(command.order.size());
    if (from == size || to < 0 || to >= size) return;
    std::swap(command.order[static_cast<std::size_t>(from)], command.order[static_cast<std::size_t>(to)]);
    state_.reordering = perform(std::move(command));
}

void Reducer::operator()(const intent::SaveSkip&)
{
    if (waits(state_.after_saving)) return;
    core::Decision decision;
    decision.kind = core::DecisionKind::not_discussed;
    decision.reason = entered(Field::skip_reason);
    save(core::command::Decide{state_.chosen, std::move(decision)});
}

void Reducer::operator()(const intent::SelectUrgentMinutes& i)
{
    state_.urgent.minutes = i.minutes;
}

void Reducer::operator()(const intent::ToggleUrgentCriterion& i)
{
    bool& met = state_.urgent.met.at(i.number);
    met = !met;
}

void Reducer::operator()(const intent::SaveUrgent&)
{
    if (!snapshot_.conference || waits(state_.after_saving)) return;
    core::Case brief;
    brief.id = core::CaseId{kept(state_.fresh_id)};
    brief.label = entered(Field::urgent_label);
    brief.question = entered(Field::urgent_question);
    brief.time_box_minutes = state_.urgent.minutes;
    brief.criteria = legal_criteria(*snapshot_.conference);
    for (std::size_t n = 0; n < brief.criteria.size(); ++n) {
        brief.criteria[n].met = state_.urgent.met.at(n);
        brief.criteria[n].motivation = entered(urgent_motivations.at(n));
    }
    save(core::command::AddUrgentCase{std::move(brief)});
}

} // namespace casustafel::ui
