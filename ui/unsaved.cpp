#include "ui/unsaved.h"

#include "core/result.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

bool sheet_holds_text(const State& state)
{
    return state.sheet != Sheet::none && std::ranges::any_of(sheet_fields, [&](Field field) {
               return state.entered(field) != (field == Field::record_text ? state.sheet_began : std::string{});
           });
}

constexpr const char* no_words_yet = "…"; // a fact has a text

/// Why somebody doesn't agree was typed, and wasn't sent.
bool objection_waits(const State& state, const Snapshot& snapshot)
{
    return state.screen == Screen::confirm && state.answer_mode != AnswerMode::agree &&
           !state.pending.contains(state.answering) && !state.entered(Field::answer_reason).empty() &&
           !confirm_view(snapshot, state).open.empty();
}

} // namespace

core::AgreementContent filled(const State& state)
{
    core::AgreementContent content = state.agreement.content;
    content.text = state.entered(Field::agreement_text);
    content.decision_of = state.entered(Field::decision_of);
    content.executor = state.entered(Field::executor);
    content.deputy = state.entered(Field::deputy);
    return content;
}

void show_words(State& state, const core::AgreementContent& content)
{
    state.texts[Field::agreement_text] = content.text;
    state.texts[Field::decision_of] = content.decision_of;
    state.texts[Field::executor] = content.executor;
    state.texts[Field::deputy] = content.deputy;
}

namespace {

/// The form, with `content` in it, holds something that it didn't hold when it opened. What was said about the earlier
/// agreement that it replaces goes with it.
bool differs(const AgreementDraft& form, const core::AgreementContent& content)
{
    return content != form.begun || (form.replaces && !form.replaces->reason.empty());
}

} // namespace

bool agreement_changed(const State& state)
{
    return differs(state.agreement, filled(state));
}

core::Facts draft_of(const State& state, const core::CaseId& in_case)
{
    if (state.screen != Screen::agreement) return {};
    core::AgreementContent content = filled(state);
    if (!differs(state.agreement, content)) return {};
    if (content.text.empty()) content.text = no_words_yet;
    // A draft has no number and no version yet.
    const AgreementDraft& form = state.agreement;
    if (!form.changing.empty()) return {core::fact::AgreementChanged{in_case, form.changing, 1, content}};
    core::Facts facts{core::fact::AgreementProposed{in_case, core::AgreementId{form.fresh_id}, 1, content}};
    if (form.replaces)
        facts.emplace_back(core::fact::EarlierRecorded{form.replaces->in_case,
                                                       form.replaces->agreement,
                                                       form.replaces->outcome,
                                                       form.replaces->reason,
                                                       form.replaces->bottleneck,
                                                       form.replaces->new_due,
                                                       {},
                                                       form.replaces->reported_by});
    if (form.informs_subject)
        facts.emplace_back(core::fact::InformingRecorded{
            in_case, core::InformingState::to_inform, core::AgreementId{form.fresh_id}, {}});
    return facts;
}

namespace {

void take_words(AgreementDraft& form, const core::AgreementContent& content)
{
    form.content = content;
    if (form.content.text == no_words_yet) form.content.text.clear();
}

/// The form as it was before anything was filled in; nothing when there is no such form any more.
std::optional<AgreementDraft> form_of(const core::Facts& draft, const core::CaseState& open)
{
    AgreementDraft form;
    form.begun.mandate = core::Mandate::within;
    for (const core::Fact& fact : draft) {
        if (const auto* proposed = std::get_if<core::fact::AgreementProposed>(&fact)) {
            if (proposed->in_case != open.brief->id || core::find(open, proposed->agreement)) return std::nullopt;
            form.fresh_id = proposed->agreement.value();
            take_words(form, proposed->content);
        }
        if (const auto* changed = std::get_if<core::fact::AgreementChanged>(&fact)) {
            const core::Agreement* saved = core::find(open, changed->agreement);
            if (changed->in_case != open.brief->id || !saved || saved->withdrawn_at) return std::nullopt;
            form.changing = changed->agreement;
            form.begun = saved->content;
            take_words(form, changed->content);
        }
        if (const auto* one = std::get_if<core::fact::EarlierRecorded>(&fact))
            form.replaces =
                core::command::RecordEarlier{one->in_case,    one->agreement, one->outcome, one->reason,
                                             one->bottleneck, one->new_due,   {},           one->reported_by};
        if (std::holds_alternative<core::fact::InformingRecorded>(fact)) form.informs_subject = true;
    }
    return form;
}

} // namespace

bool take_up_draft(State& state, const Snapshot& now)
{
    const core::CaseState* open = core::find(*now.conference, now.conference->open_case);
    if (now.draft.empty() || !open) return false;
    const auto form = form_of(now.draft, *open);
    if (!form || form->content == form->begun) return false;
    state.screen = Screen::agreement;
    state.agreement = *form;
    show_words(state, form->content);
    return true;
}

bool throws_away(const State& state, const Intent& intent, const Snapshot& snapshot)
{
    if (std::holds_alternative<intent::CloseSheet>(intent))
        return state.sheet != Sheet::calendar && sheet_holds_text(state); // the calendar lies over what stays
    if (const auto* open = std::get_if<intent::OpenSheet>(&intent))
        return open->sheet != state.sheet && sheet_holds_text(state); // choosing a criterion stays on its sheet
    if (std::holds_alternative<intent::Go>(intent))
        return sheet_holds_text(state) || (state.screen == Screen::agreement && agreement_changed(state)) ||
               objection_waits(state, snapshot);
    if (const auto* other = std::get_if<intent::SelectPerson>(&intent))
        return other->person != state.person && objection_waits(state, snapshot);
    if (std::holds_alternative<intent::LeaveCase>(intent)) return objection_waits(state, snapshot);
    return false;
}

} // namespace casustafel::ui
