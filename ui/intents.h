#pragma once

#include "ui/interaction.h"
#include "ui/places.h"
#include "ui/preferences.h"
#include "ui/record_draft.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a screen asks for when somebody touches it.

namespace casustafel::ui {

namespace intent {

struct Go {
    Screen screen{};
};
struct TogglePrivacy {};
struct LockNow {};
struct OpenSheet {
    Sheet sheet{};
    core::ParticipantId person{};
    core::AgreementId earlier{};
    core::CriterionId criterion{};
    core::CaseId in_case{};
};
struct CloseSheet {};
/// What was filled in isn't thrown away after all: goes on with it.
struct KeepFilling {};
/// What was filled in may go: does what was asked before.
struct ThrowAway {};
struct ShowInRoom {
    RoomChoice choice;
};
struct SelectTab {
    CaseTab tab{};
};
struct Type {
    Field field{};
    std::string text;
};
/// Puts a phrase at the end, or takes it out when it is there already.
struct Append {
    Field field{};
    std::string phrase;
};
struct PressDigit {
    int digit{};
};
struct ClearDigits {};
/// Of a passphrase.
struct TypeSecret {
    SecretKeys keys;
};
struct Unlock {};
struct Draw {
    Strokes strokes;
    Rect box;
};
/// A command that the view has ready.
struct Perform {
    core::Command command;
};
/// Back to the choice between conferences.
struct CloseConference {};
struct OpenConference {
    core::ConferenceId conference;
};
struct TrySync {};
struct SaveCode {};
struct SaveDeclaration {};
struct SaveSubstitute {};
struct SelectPartner {
    core::PartnerId partner; ///< empty: an organisation that isn't in the list
};
struct SelectDomain {
    core::Domain domain{};
};
struct SaveParticipant {};
struct SelectOutcome {
    core::Outcome outcome{};
};
struct SelectBottleneck {
    core::BottleneckId bottleneck;
};
struct SaveOutcome {};
struct SaveCriterion {
    bool met{};
};
struct NewAgreement {
    bool informs_subject{false};
    std::string text;
    core::GoalId goal; ///< empty: none
};
struct ChangeAgreement {
    core::AgreementId agreement;
};
struct WithdrawAgreement {};
struct SelectOwner {
    std::optional<core::Owner> owner;
};
struct SelectDate {
    DateField field{};
    std::optional<core::Date> date;
};
struct OpenCalendar {
    DateField field{};
};
struct TurnMonth {
    int by{};
};
struct SelectMandate {
    core::Mandate mandate{};
};
/// Any field of the agreement but its texts.
struct SetAgreement {
    core::AgreementContent content;
};
struct SelectMorePart {
    MorePart part{};
};
struct SaveAgreement {};
struct SelectPerson {
    core::ParticipantId person;
};
struct SelectAnswerMode {
    AnswerMode mode{};
};
/// The answer is proven with a signature or with the table code.
struct SelectProof {
    bool signing{};
};
struct ShowDecisions {
    bool shown{};
};
/// Goes to where a part of the decision is settled.
struct ShowPart {
    DecisionPart part{};
};
struct SaveAnswer {
    bool spoken{false};
};
/// Any field of the decision but its texts and dates.
struct SetDecision {
    core::Decision decision;
};
struct SaveInforming {
    core::InformingState state{};
};
struct SaveDecision {};
struct LeaveCase {};
struct SealNow {};
/// To a case from elsewhere, and there to what is asked: the case is opened first when it isn't on screen.
struct JumpToCase {
    core::CaseId in_case;
    Screen screen{Screen::in_case};
    core::ParticipantId person{};    ///< whose answer is asked, on the screen that confirms
    std::optional<Screen> back_to{}; ///< where leaving the case leads; nothing: where it leads already
    CaseTab tab{CaseTab::overview};  ///< on the screen of the case itself
};
/// Shows the whole question of a case on the agenda; of none without one.
struct UnfoldQuestion {
    core::CaseId in_case;
};
/// Shows how to change the agenda, or no longer.
struct ToggleOrdering {};
/// Which case a correction is about.
struct SelectCase {
    core::CaseId in_case;
};
struct SaveCorrection {};
/// Takes the last action in the case on screen back.
struct UndoLast {};
struct MoveCase {
    core::CaseId in_case;
    int by{}; ///< -1: earlier
};
/// Not discussed, for the reason that was entered.
struct SaveSkip {};
struct SelectUrgentMinutes {
    int minutes{};
};
struct ToggleUrgentCriterion {
    std::size_t number{}; ///< from 0
};
struct SaveUrgent {};
struct Prefer {
    Preferences preferences;
};

} // namespace intent

using Intent = std::variant<
    intent::Go, intent::TogglePrivacy, intent::LockNow, intent::OpenSheet, intent::CloseSheet, intent::UnfoldQuestion,
    intent::ShowInRoom, intent::SelectTab, intent::Type, intent::Append, intent::PressDigit, intent::ClearDigits,
    intent::TypeSecret, intent::Unlock, intent::Draw, intent::Perform, intent::OpenConference, intent::CloseConference,
    intent::TrySync, intent::SaveCode, intent::SaveDeclaration, intent::SaveSubstitute, intent::SelectPartner,
    intent::SelectDomain, intent::SaveParticipant, intent::SelectOutcome, intent::SelectBottleneck, intent::SaveOutcome,
    intent::SaveCriterion, intent::NewAgreement, intent::ChangeAgreement, intent::WithdrawAgreement,
    intent::SelectOwner, intent::SelectDate, intent::OpenCalendar, intent::TurnMonth, intent::SelectMandate,
    intent::SetAgreement, intent::SelectMorePart, intent::SaveAgreement, intent::SelectPerson, intent::SelectAnswerMode,
    intent::SelectProof, intent::ShowDecisions, intent::ShowPart, intent::SaveAnswer, intent::SetDecision,
    intent::SaveInforming, intent::SaveDecision, intent::LeaveCase, intent::SealNow, intent::Prefer,
    intent::SelectReporter, intent::ReplaceEarlier, intent::OpenRecord, intent::SetRecord, intent::SaveRecord,
    intent::ShowCard, intent::JumpToCase, intent::ToggleOrdering, intent::MoveCase, intent::SaveSkip,
    intent::SelectUrgentMinutes, intent::ToggleUrgentCriterion, intent::SaveUrgent, intent::UndoLast,
    intent::SelectCase, intent::SaveCorrection, intent::KeepFilling, intent::ThrowAway>;
using Intents = std::vector<Intent>;

} // namespace casustafel::ui
