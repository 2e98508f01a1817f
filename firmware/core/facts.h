#pragma once

#include "core/agreement.h"
#include "core/decision.h"
#include "core/package.h"
#include "core/table_record.h"

#include <variant>
#include <vector>

// What happened at the table, in the past tense. Facts are decided once, committed, and then never change; the state of
// a conference is nothing but its facts folded by `apply`.

namespace casustafel::core {

namespace fact {

struct PackageImported {
    Package package;
    bool operator==(const PackageImported&) const = default;
};
/// A newer package took the place of the one before the conference started.
struct PackageReplaced {
    Package package;
    bool operator==(const PackageReplaced&) const = default;
};
/// The first case may be opened; from now on the package can't be replaced.
struct ConferenceStarted {
    bool operator==(const ConferenceStarted&) const = default;
};
struct CheckedIn {
    ParticipantId participant;
    bool operator==(const CheckedIn&) const = default;
};
/// Left the table: for good or for a while, for all cases (`in_case` empty) or for one.
struct SteppedOut {
    ParticipantId participant;
    CaseId in_case;
    bool operator==(const SteppedOut&) const = default;
};
struct SteppedIn {
    ParticipantId participant;
    CaseId in_case;
    bool operator==(const SteppedIn&) const = default;
};
/// `substitute` stands in for `invited`, with the same invitation; a check-in follows as a fact of its own.
struct Substituted {
    ParticipantId invited;
    Participant substitute;
    bool operator==(const Substituted&) const = default;
};
struct ParticipantAdded {
    Participant participant;
    std::optional<Partner>
        new_partner; ///< an organisation that the package did not have: incidental, outside the covenant
    bool operator==(const ParticipantAdded&) const = default;
};
struct TableCodeChosen {
    ParticipantId participant;
    Digest code; ///< see Digests::of_code; the digits themselves are never kept
    bool operator==(const TableCodeChosen&) const = default;
};
struct SecrecyDeclared {
    ParticipantId participant;
    Strokes strokes;
    bool operator==(const SecrecyDeclared&) const = default;
};
struct CriterionRecorded {
    CaseId in_case;
    CriterionId criterion;
    bool met{};
    std::string motivation;
    bool operator==(const CriterionRecorded&) const = default;
};
struct CaseOpened {
    CaseId in_case;
    std::vector<ParticipantId> present{}; ///< who was at the table for it (domain rule 13)
    bool operator==(const CaseOpened&) const = default;
};
struct CaseLeft {
    CaseId in_case;
    bool operator==(const CaseLeft&) const = default;
};
struct EarlierRecorded {
    CaseId in_case;
    AgreementId agreement;
    Outcome outcome{};
    std::string reason;
    BottleneckId bottleneck;
    std::optional<Date> new_due;
    AgreementId followed_by;
    ParticipantId reported_by;
    bool operator==(const EarlierRecorded&) const = default;
};
struct AgreementProposed {
    CaseId in_case;
    AgreementId agreement;
    int number{};
    AgreementContent content;
    bool operator==(const AgreementProposed&) const = default;
};
struct AgreementChanged {
    CaseId in_case;
    AgreementId agreement;
    int version{};
    AgreementContent content;
    bool operator==(const AgreementChanged&) const = default;
};
struct AgreementWithdrawn {
    CaseId in_case;
    AgreementId agreement;
    std::string reason;
    ParticipantId by{}; ///< empty: the chair
    bool operator==(const AgreementWithdrawn&) const = default;
};
/// The owner's answer to one version of one agreement.
struct Answered {
    CaseId in_case;
    AgreementId agreement;
    Confirmation confirmation;
    bool operator==(const Answered&) const = default;
};
struct WrongCodeEntered {
    ParticipantId participant;
    bool operator==(const WrongCodeEntered&) const = default;
};
struct ConclusionRecorded {
    CaseId in_case;
    std::string text;
    bool operator==(const ConclusionRecorded&) const = default;
};
struct InformingRecorded {
    CaseId in_case;
    InformingState state{};
    AgreementId agreement;
    std::string reason;
    bool operator==(const InformingRecorded&) const = default;
};
struct CaseDecided {
    CaseId in_case;
    Decision decision;
    std::vector<ParticipantId> present;
    bool operator==(const CaseDecided&) const = default;
};
/// Who leads the execution for this person from now on ('casusregisseur').
struct CaseLeadAppointed {
    CaseId in_case;
    ParticipantId participant;
    bool operator==(const CaseLeadAppointed&) const = default;
};
/// Takes the place of what the same source said of the same before.
struct PerspectiveRecorded {
    CaseId in_case;
    Perspective perspective;
    bool operator==(const PerspectiveRecorded&) const = default;
};
struct PerspectiveMissing {
    CaseId in_case;
    PerspectiveOf of{};
    std::string reason;
    bool operator==(const PerspectiveMissing&) const = default;
};
struct WithheldRecorded {
    CaseId in_case;
    Withheld withheld;
    bool operator==(const WithheldRecorded&) const = default;
};
struct ZsmAdviceRecorded {
    CaseId in_case;
    TableAdvice advice;
    bool operator==(const ZsmAdviceRecorded&) const = default;
};
struct SignalRecorded {
    CaseId in_case;
    Signal signal;
    bool operator==(const SignalRecorded&) const = default;
};
struct PlainSheetRecorded {
    CaseId in_case;
    std::string text;
    bool operator==(const PlainSheetRecorded&) const = default;
};
struct AgendaReordered {
    std::vector<CaseId> order; ///< all cases, each once
    bool operator==(const AgendaReordered&) const = default;
};
/// A case that can't wait and isn't in the package; its legal criteria were tested at the table.
struct UrgentCaseAdded {
    Case brief;
    bool operator==(const UrgentCaseAdded&) const = default;
};
/// The person the case is about came to the table.
struct SubjectSeated {
    CaseId in_case;
    bool operator==(const SubjectSeated&) const = default;
};
struct SubjectUnseated {
    CaseId in_case;
    bool operator==(const SubjectUnseated&) const = default;
};
/// The last action in the open case was taken back: what is there now is what was there before it.
struct Undone {
    CaseId in_case;
    ActionKind what{};
    std::vector<AgreementId> agreements;
    bool operator==(const Undone&) const = default;
};
struct Sealed {
    MinutesId minutes;
    bool operator==(const Sealed&) const = default;
};

} // namespace fact

using Fact =
    std::variant<fact::PackageImported, fact::PackageReplaced, fact::ConferenceStarted, fact::CheckedIn,
                 fact::SteppedOut, fact::SteppedIn, fact::Substituted, fact::ParticipantAdded, fact::TableCodeChosen,
                 fact::SecrecyDeclared, fact::CriterionRecorded, fact::CaseOpened, fact::CaseLeft,
                 fact::EarlierRecorded, fact::AgreementProposed, fact::AgreementChanged, fact::AgreementWithdrawn,
                 fact::Answered, fact::WrongCodeEntered, fact::ConclusionRecorded, fact::InformingRecorded,
                 fact::CaseDecided, fact::CaseLeadAppointed, fact::PerspectiveRecorded, fact::PerspectiveMissing,
                 fact::WithheldRecorded, fact::ZsmAdviceRecorded, fact::SignalRecorded, fact::PlainSheetRecorded,
                 fact::AgendaReordered, fact::UrgentCaseAdded, fact::SubjectSeated, fact::SubjectUnseated, fact::Undone,
                 fact::Sealed>;
using Facts = std::vector<Fact>;

/// A fact with the moment at which it was decided.
struct Recorded {
    Instant at{};
    Fact fact;
    bool operator==(const Recorded&) const = default;
};

} // namespace casustafel::core
