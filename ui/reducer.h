#pragma once

#include "ui/say.h"
#include "ui/state.h"

#include <string_view>
#include <utility>

namespace casustafel::ui {

/// Digits of a table code.
inline constexpr std::size_t code_digits = 4;

/// The sheet that the calendar lies over when it chooses that day.
inline Sheet sheet_of(DateField field)
{
    if (field == DateField::new_due) return Sheet::outcome;
    return field == DateField::valid_until ? Sheet::zsm_advice : Sheet::none;
}

/// Carries one intent out: changes the state and collects what has to be asked. Internal to `reduce`.
class Reducer {
public:
    Reducer(State state, const Snapshot& snapshot, const FreshId& fresh)
        : state_{std::move(state)}, snapshot_{snapshot}, fresh_{fresh}
    {
    }
    Update take() { return {std::move(state_), std::move(requests_)}; }
    void operator()(const intent::Go& i);
    void operator()(const intent::TogglePrivacy&);
    void operator()(const intent::LockNow&);
    void operator()(const intent::OpenSheet& i);
    void operator()(const intent::CloseSheet&);
    void operator()(const intent::SelectTab& i);
    void operator()(const intent::ShowInRoom& i);
    void operator()(const intent::Type& i);
    void operator()(const intent::Append& i);
    void operator()(const intent::PressDigit& i);
    void operator()(const intent::ClearDigits&);
    void operator()(const intent::TypeSecret& i);
    void operator()(const intent::Unlock&);
    void operator()(const intent::Draw& i);
    void operator()(const intent::Perform& i);
    void operator()(const intent::OpenConference& i);
    void operator()(const intent::CloseConference&);
    void operator()(const intent::TrySync&);
    void operator()(const intent::SaveCode&);
    void operator()(const intent::SaveDeclaration&);
    void operator()(const intent::SaveSubstitute&);
    void operator()(const intent::SelectPartner& i);
    void operator()(const intent::SelectDomain& i);
    void operator()(const intent::SaveParticipant&);
    void operator()(const intent::SelectOutcome& i);
    void operator()(const intent::SelectBottleneck& i);
    void operator()(const intent::SaveOutcome&);
    void operator()(const intent::SelectReporter& i);
    void operator()(const intent::ReplaceEarlier&);
    void operator()(const intent::OpenRecord& i);
    void operator()(const intent::SetRecord& i);
    void operator()(const intent::SaveRecord&);
    void operator()(const intent::ShowCard& i);
    void operator()(const intent::SaveCriterion& i);
    void operator()(const intent::NewAgreement& i);
    void operator()(const intent::ChangeAgreement& i);
    void operator()(const intent::WithdrawAgreement&);
    void operator()(const intent::SelectOwner& i);
    void operator()(const intent::SelectDate& i);
    void operator()(const intent::OpenCalendar& i);
    void operator()(const intent::TurnMonth& i);
    void operator()(const intent::SelectMandate& i);
    void operator()(const intent::SetAgreement& i);
    void operator()(const intent::SelectMorePart& i);
    void operator()(const intent::SaveAgreement&);
    void operator()(const intent::SelectPerson& i);
    void operator()(const intent::SelectAnswerMode& i);
    void operator()(const intent::SelectProof& i);
    void operator()(const intent::ShowDecisions& i);
    void operator()(const intent::ShowPart& i);
    void operator()(const intent::SaveAnswer& i);
    void operator()(const intent::SetDecision& i);
    void operator()(const intent::SaveInforming& i);
    void operator()(const intent::SaveDecision&);
    void operator()(const intent::LeaveCase&);
    void operator()(const intent::SealNow&);
    void operator()(const intent::JumpToCase& i);
    void operator()(const intent::UnfoldQuestion& i);
    void operator()(const intent::ToggleOrdering&);
    void operator()(const intent::MoveCase& i);
    void operator()(const intent::SaveSkip&);
    void operator()(const intent::SelectUrgentMinutes& i);
    void operator()(const intent::ToggleUrgentCriterion& i);
    void operator()(const intent::SaveUrgent&);
    void operator()(const intent::SelectCase& i);
    void operator()(const intent::SaveCorrection&);
    void operator()(const intent::UndoLast&);
    void operator()(const intent::Prefer& i);
    void operator()(const intent::KeepFilling&);
    void operator()(const intent::ThrowAway&);

private:
    const core::CaseId& on_screen() const;
    std::uint64_t perform(core::Command command);
    /// Performs it; its acceptance closes the sheet, or the screen without one, that is in front now.
    void save(core::Command command);
    /// Whether the command of that number still waits for its answer: a second tap adds nothing to the first.
    bool waits(std::uint64_t command) const { return state_.pending.contains(command); }
    /// The id that was given to this form, or a new one.
    std::string kept(std::string& id);
    void say(core::Refusal why);
    void say(std::string_view sentence, Status status);
    /// What a person typed in a field, as commands carry it: in NFC, without blanks around it.
    std::string entered(Field field) const;
    /// The outcome of the earlier agreement as the sheet has it.
    core::command::RecordEarlier outcome() const;
    /// What the sheet in front records.
    core::Command record() const;
    Screen form_leads_back_to() const;
    void start_decision();
    /// The draft with what was typed, and only what belongs to the chosen kind.
    core::Decision decided() const;
    /// What closing and scaling down both ask: criteria, goals and the explanation.
    void add_ending(core::Decision& decision) const;
    void set_date(DateField field, const std::optional<core::Date>& date);
    State state_;
    const Snapshot& snapshot_;
    const FreshId& fresh_;
    std::vector<Request> requests_;
};

} // namespace casustafel::ui
