#pragma once

#include "core/facts.h"

#include <string>
#include <variant>
#include <vector>

// What a person asks for, in the imperative. A command may be refused; what it leads to are facts.

namespace casustafel::core {

namespace command {

struct ImportPackage {
    Package package;
};
struct ReplacePackage {
    Package package;
};
struct StartConference {};
struct CheckIn {
    ParticipantId participant;
};
struct StepOut {
    ParticipantId participant;
    CaseId in_case; ///< empty: the whole conference
};
struct StepIn {
    ParticipantId participant;
    CaseId in_case; ///< empty: the whole conference
};
struct Substitute {
    ParticipantId invited;
    ParticipantId substitute; ///< a fresh id
    std::string name;
    std::string function;
};
struct AddParticipant {
    Participant participant; ///< with a fresh id
    std::optional<Partner> new_partner;
};
struct ChooseTableCode {
    ParticipantId participant;
    std::string code; ///< four digits
};
struct DeclareSecrecy {
    ParticipantId participant;
    Strokes strokes;
};
struct RecordCriterion {
    CaseId in_case;
    CriterionId criterion;
    bool met{};
    std::string motivation;
};
struct OpenCase {
    CaseId in_case;
};
struct LeaveCase {
    CaseId in_case;
};
struct RecordEarlier {
    CaseId in_case;
    AgreementId agreement;
    Outcome outcome{};
    std::string reason;
    BottleneckId bottleneck;
    std::optional<Date> new_due;
    AgreementId followed_by;
    ParticipantId reported_by;
};
struct Propose {
    CaseId in_case;
    AgreementId agreement; ///< a fresh id
    AgreementContent content;
};
struct Change {
    CaseId in_case;
    AgreementId agreement;
    AgreementContent content;
};
struct Withdraw {
    CaseId in_case;
    AgreementId agreement;
    std::string reason;
    ParticipantId by{}; ///< empty: the chair
};

struct ByTableCode {
    std::string code;
};
struct BySignature {
    Strokes strokes;
};
/// 'Mondeling akkoord, vastgelegd door voorzitter'
struct Spoken {};
using Proof = std::variant<ByTableCode, BySignature, Spoken>;

/// The answer of the owner `by` to some of their agreements in one go, each in the version that stood on screen.
struct Answer {
    struct Shown {
        AgreementId agreement;
        int version{};
    };
    CaseId in_case;
    std::vector<Shown> agreements;
    ParticipantId by;
    Proof proof;
    ConfirmationState state{}; ///< confirmed, reserved or declined
    std::string reason;        ///< required for reserved and declined
    std::optional<Date> answer_by;
};
struct RecordConclusion {
    CaseId in_case;
    std::string text;
};
struct RecordInforming {
    CaseId in_case;
    InformingState state{};
    AgreementId agreement;
    std::string reason;
};
struct Decide {
    CaseId in_case;
    Decision decision;
};
struct AppointCaseLead {
    CaseId in_case;
    ParticipantId participant;
};
struct RecordPerspective {
    CaseId in_case;
    PerspectiveOf of{};
    std::string text;
    PartnerId source;
};
/// Nobody asked them, or they would not say: an empty place needs its reason.
struct RecordNoPerspective {
    CaseId in_case;
    PerspectiveOf of{};
    std::string reason;
};
struct RecordWithheld {
    CaseId in_case;
    PartnerId asked_of;
    std::string asked;
    WithheldGround ground{};
    std::string usable_conclusion;
};
/// Text, author and the last day on which it holds; or nothing but `none_because`.
struct RecordZsmAdvice {
    CaseId in_case;
    std::string text;
    ParticipantId author;
    std::optional<Date> valid_until;
    std::string none_because;
};
struct RecordSignal {
    CaseId in_case;
    BottleneckId bottleneck;
    std::string note;
};
/// What the person gets to read, as the chair reviewed it; `plain_sheet_draft` proposes one.
struct RecordPlainSheet {
    CaseId in_case;
    std::string text;
};
struct ReorderAgenda {
    std::vector<CaseId> order; ///< all cases, each once
};
/// Label, question, time box and the four legal criteria, each met and with its motivation; anything else that the
/// brief holds but approach, subject and case lead is left out.
struct AddUrgentCase {
    Case brief; ///< with a fresh id
};
struct SeatSubject {
    CaseId in_case;
};
struct UnseatSubject {
    CaseId in_case;
};
/// Takes back `Conference::last_action`.
struct Undo {};
struct Seal {
    MinutesId minutes; ///< a fresh id
};

} // namespace command

using Command =
    std::variant<command::ImportPackage, command::ReplacePackage, command::StartConference, command::CheckIn,
                 command::StepOut, command::StepIn, command::Substitute, command::AddParticipant,
                 command::ChooseTableCode, command::DeclareSecrecy, command::RecordCriterion, command::OpenCase,
                 command::LeaveCase, command::RecordEarlier, command::Propose, command::Change, command::Withdraw,
                 command::Answer, command::RecordConclusion, command::RecordInforming, command::Decide,
                 command::AppointCaseLead, command::RecordPerspective, command::RecordNoPerspective,
                 command::RecordWithheld, command::RecordZsmAdvice, command::RecordSignal, command::RecordPlainSheet,
                 command::ReorderAgenda, command::AddUrgentCase, command::SeatSubject, command::UnseatSubject,
                 command::Undo, command::Seal>;

} // namespace casustafel::core
