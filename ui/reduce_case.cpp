#include "core/answerable.h"
#include "ui/reducer.h"
#include "ui/unsaved.h"
#include "ui/views/decision_view.h"

#include <algorithm>

// Agreements, answers and decisions of the case on screen.

namespace casustafel::ui {

/// Where the form of an agreement is left for: a decision that is being drafted waits for it.
Screen Reducer::form_leads_back_to() const
{
    return state_.screen == Screen::decision ? Screen::decision : Screen::in_case;
}

void Reducer::operator()(const intent::NewAgreement& i)
{
    close_sheet(state_);
    state_.after_saving = 0;
    const Screen from = form_leads_back_to();
    state_.screen = Screen::agreement;
    state_.agreement = {};
    state_.agreement.back_to = from;
    state_.agreement.fresh_id = fresh_();
    state_.agreement.informs_subject = i.informs_subject;
    state_.agreement.content.mandate = core::Mandate::within;
    state_.agreement.content.goal = i.goal;
    state_.agreement.content.text = i.text;
    show_words(state_, state_.agreement.content);
    state_.agreement.begun = filled(state_);
}

void Reducer::operator()(const intent::ChangeAgreement& i)
{
    const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
    const core::Agreement* agreement = one ? core::find(*one, i.agreement) : nullptr;
    if (!agreement || agreement->withdrawn_at) return;
    const Screen from = form_leads_back_to();
    state_.screen = Screen::agreement;
    state_.agreement = {agreement->id, {}, agreement->content, false, from};
    show_words(state_, agreement->content);
    state_.agreement.begun = filled(state_);
}

void Reducer::operator()(const intent::WithdrawAgreement&)
{
    if (waits(state_.after_saving)) return;
    core::command::Withdraw command;
    command.in_case = on_screen();
    command.agreement = state_.agreement.changing;
    command.reason = entered(Field::withdraw_reason);
    command.by = state_.record.person;
    save(std::move(command));
}

void Reducer::operator()(const intent::SelectOwner& i)
{
    // A second tap on the same person takes the choice back.
    auto& owner = state_.agreement.content.owner;
    owner = owner == i.owner ? std::nullopt : i.owner;
}

void Reducer::operator()(const intent::SelectDate& i)
{
    set_date(i.field, i.date);
    if (state_.sheet == Sheet::calendar) state_.sheet = sheet_of(i.field);
}

void Reducer::operator()(const intent::OpenCalendar& i)
{
    state_.choosing = i.field;
    const core::Date today = snapshot_.calendar->day_of(snapshot_.now);
    state_.month = today.year() / today.month();
    state_.sheet = Sheet::calendar;
}

void Reducer::operator()(const intent::TurnMonth& i)
{
    state_.month += std::chrono::months{i.by};
}

void Reducer::operator()(const intent::SelectMandate& i)
{
    core::AgreementContent& content = state_.agreement.content;
    content.mandate = i.mandate;
    state_.mandate_number = state_.next_command++;
    if (i.mandate != core::Mandate::subject_to_consultation) content.consult_by.reset();
    if (i.mandate != core::Mandate::needs_decision) state_.texts.erase(Field::decision_of);
}

void Reducer::operator()(const intent::SetAgreement& i)
{
    state_.agreement.content = i.content;
}

void Reducer::operator()(const intent::SelectMorePart& i)
{
    state_.agreement.part = i.part;
}

void Reducer::operator()(const intent::SaveAgreement&)
{
    if (waits(state_.after_saving)) return;
    state_.refused.reset();
    const core::AgreementContent content = filled(state_);
    if (!state_.agreement.changing.empty()) {
        save(core::command::Change{on_screen(), state_.agreement.changing, content});
        return;
    }
    const core::AgreementId id{state_.agreement.fresh_id};
    save(core::command::Propose{on_screen(), id, content});
    if (state_.agreement.replaces) {
        core::command::RecordEarlier outcome = *state_.agreement.replaces;
        outcome.followed_by = id;
        perform(std::move(outcome));
    }
    if (state_.agreement.informs_subject)
        perform(core::command::RecordInforming{on_screen(), core::InformingState::to_inform, id, {}});
}

void Reducer::operator()(const intent::UndoLast&)
{
    if (!snapshot_.conference || waits(state_.undoing)) return;
    Sentence what = last_action_words(*snapshot_.conference);
    if (what.empty()) return;
    state_.being_undone = std::move(what);
    state_.undoing = perform(core::command::Undo{});
}

void Reducer::operator()(const intent::SelectPerson& i)
{
    state_.person = i.person;
    state_.digits.clear();
    state_.strokes.clear();
    state_.answer_mode = AnswerMode::agree;
    state_.signing = false;
    state_.texts.erase(Field::answer_reason);
    state_.dates.erase(DateField::answer_by);
    // What this person said before wasn't recorded: it is still there.
    const auto unsaved = state_.unsaved_answers.extract(i.person);
    if (unsaved.empty()) return;
    const AnswerDraft& draft = unsaved.mapped();
    state_.answer_mode = draft.mode;
    if (!draft.reason.empty()) state_.texts[Field::answer_reason] = draft.reason;
    if (draft.answer_by) state_.dates[DateField::answer_by] = *draft.answer_by;
}

void Reducer::operator()(const intent::SelectAnswerMode& i)
{
    state_.answer_mode = i.mode;
    state_.digits.clear();
    state_.strokes.clear();
}

void Reducer::operator()(const intent::SelectProof& i)
{
    state_.signing = i.signing;
    state_.digits.clear();
    state_.strokes.clear();
}

void Reducer::operator()(const intent::ShowDecisions& i)
{
    state_.decisions_shown = i.shown;
}

void Reducer::operator()(const intent::ShowPart& i)
{
    if (i.part == DecisionPart::agreements) return (*this)(intent::Go{Screen::confirm});
    const bool on_sharing = i.part == DecisionPart::advice;
    if (on_sharing || i.part == DecisionPart::earlier || i.part == DecisionPart::points ||
        i.part == DecisionPart::perspective) {
        state_.tab = on_sharing ? CaseTab::sharing : CaseTab::overview;
        return (*this)(intent::Go{Screen::in_case});
    }
    state_.shown_part = i.part;
    state_.shown_number = state_.next_command++;
}

void Reducer::operator()(const intent::SetDecision& i)
{
    state_.decision = i.decision;
    state_.decision_started = true;
}

void Reducer::operator()(const intent::SaveInforming& i)
{
    if (waits(state_.informing)) return;
    state_.informing =
        perform(core::command::RecordInforming{on_screen(), i.state, {}, entered(Field::informing_reason)});
}

void Reducer::operator()(const intent::SaveDecision&)
{
    if (waits(state_.after_deciding) || waits(state_.after_leaving)) return;
    if (!state_.decision_started) return say(say::choose_decision_first, Status::attention);
    if (const DecisionView view = decision_view(snapshot_, state_); !view.missing.empty()) {
        // One that is settled elsewhere is only named: nobody is taken away from what they are filling in.
        const auto here = std::ranges::find_if(view.steps, [](const DecisionStep& step) {
            return step.blocks && step.part != DecisionPart::agreements && step.part != DecisionPart::earlier &&
                   step.part != DecisionPart::points && step.part != DecisionPart::none;
        });
        if (here != view.steps.end()) (*this)(intent::ShowPart{here->part});
        return say(view.missing, Status::attention);
    }
    const core::CaseId in_case = on_screen();
    state_.concluding = perform(core::command::RecordConclusion{in_case, entered(Field::conclusion)});
    state_.after_deciding = perform(core::command::Decide{in_case, decided()}); // leaving waits for its acceptance
}

void Reducer::operator()(const intent::LeaveCase&)
{
    if (waits(state_.after_leaving)) return;
    if (state_.screen == Screen::seal) state_.back_to = Screen::seal;
    state_.after_leaving = perform(core::command::LeaveCase{on_screen()});
}

core::Decision Reducer::decided() const
{
    const core::Decision& draft = state_.decision;
    core::Decision decision;
    decision.kind = draft.kind;
    decision.ave_phase = draft.ave_phase;
    switch (draft.kind) {
    case core::DecisionKind::continued:
        decision.next_on = draft.next_on;
        break;
    case core::DecisionKind::escalate:
        decision.escalation_kind = draft.escalation_kind;
        decision.to = entered(Field::decision_to);
        decision.question = entered(Field::decision_question);
        decision.by = draft.by;
        decision.answer_by = draft.answer_by;
        decision.informed = draft.informed;
        break;
    case core::DecisionKind::scale_down:
        decision.to = entered(Field::decision_to);
        decision.handover = draft.handover;
        decision.monitored_until = draft.monitored_until;
        if (draft.handover == core::Handover::accepted) decision.accepted_by = entered(Field::decision_accepted_by);
        add_ending(decision);
        break;
    case core::DecisionKind::close:
        decision.result = draft.result;
        add_ending(decision);
        break;
    case core::DecisionKind::not_discussed:
        decision.reason = entered(Field::decision_reason);
        break;
    }
    return decision;
}

void Reducer::add_ending(core::Decision& decision) const
{
    decision.reason = entered(Field::decision_reason);
    decision.goals = state_.decision.goals;
    decision.closing = state_.decision.closing;
    // Why it is done over is told once, whichever was touched first.
    for (core::ClosingTest& test : decision.closing) test.motivation = test.met ? std::string{} : decision.reason;
}

void Reducer::start_decision()
{
    const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
    if (!one || state_.decision_of == on_screen()) return; // coming back, for instance from an agreement
    state_.decision_of = on_screen();
    state_.decision_started = one->decision.has_value();
    state_.decision = one->decision.value_or(core::Decision{});
    state_.texts[Field::decision_to] = state_.decision.to;
    state_.texts[Field::decision_question] = state_.decision.question;
    state_.texts[Field::decision_accepted_by] = state_.decision.accepted_by;
    state_.texts[Field::decision_reason] = state_.decision.reason;
    state_.texts[Field::conclusion] = one->conclusion;
    state_.texts.erase(Field::informing_reason);
}

void Reducer::set_date(DateField field, const std::optional<core::Date>& date)
{
    switch (field) {
    case DateField::due:
        state_.agreement.content.due = date;
        return;
    case DateField::consult_by:
        state_.agreement.content.consult_by = date;
        return;
    case DateField::next_on:
        state_.decision.next_on = date;
        return;
    case DateField::decision_answer_by:
        state_.decision.answer_by = date;
        return;
    case DateField::monitored_until:
        state_.decision.monitored_until = date;
        return;
    case DateField::answer_by:
    case DateField::new_due:
    case DateField::valid_until:
        if (date)
            state_.dates[field] = *date;
        else
            state_.dates.erase(field);
        return;
    }
}

void Reducer::operator()(const intent::SaveAnswer& i)
{
    if (waits(state_.answering)) return;
    const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
    if (!one) return;
    core::command::Answer answer;
    answer.in_case = on_screen();
    if (state_.person != bureau_person(*snapshot_.conference)) answer.by = state_.person;
    answer.agreements = core::answerable(*snapshot_.conference, *one, answer.by);
    answer.state = core::ConfirmationState::confirmed;
    if (state_.answer_mode == AnswerMode::reserve) answer.state = core::ConfirmationState::reserved;
    if (state_.answer_mode == AnswerMode::decline) answer.state = core::ConfirmationState::declined;
    answer.reason = entered(Field::answer_reason);
    if (const auto date = state_.dates.find(DateField::answer_by); date != state_.dates.end())
        answer.answer_by = date->second;
    const auto& attendance = core::attendance_of(*snapshot_.conference, answer.by);
    const bool signs = state_.signing || !attendance.code;
    if (i.spoken)
        answer.proof = core::command::Spoken{};
    else if (signs && !state_.strokes.empty())
        answer.proof = core::command::BySignature{relative(state_.strokes, state_.signature_box)};
    else if (!signs && state_.digits.size() == code_digits)
        answer.proof = core::command::ByTableCode{std::string{state_.digits.view()}};
    else
        return say(signs ? core::Refusal::signature_missing : core::Refusal::code_needs_four_digits);
    state_.wrong_codes_seen = attendance.wrong_codes;
    state_.digits.clear();
    state_.strokes.clear();
    state_.sent_answer = {state_.answer_mode, answer.reason, answer.answer_by};
    state_.answering = perform(std::move(answer));
    state_.answering_for = state_.person;
}

} // namespace casustafel::ui
