#pragma once

#include "core/bytes.h"
#include "core/conference.h"
#include "core/receipt.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

// The minutes as they go to the bureau (minutes.schema.json). Unlike screens they hold everything: they are encrypted
// for the bureau alone, which cuts extracts by the same visibility function.

namespace casustafel::core {

struct MinutesDevice {
    DeviceId id;
    std::string software;
    bool operator==(const MinutesDevice&) const = default;
};

struct MinutesChair {
    std::string name;
    std::string slot; ///< which key slot unlocked; empty: unknown
    bool operator==(const MinutesChair&) const = default;
};

struct MinutesAttendance {
    ParticipantId participant;
    std::string name;
    std::string function;
    PartnerId partner;
    std::string partner_name; ///< only for an organisation that the package did not have
    bool added_at_table{false};
    PresenceState state{}; ///< present (was at the table at some time), absent or replaced
    ParticipantId replaced_by;
    std::optional<Instant> declared_at;
    Strokes declaration;
    std::vector<Interval> intervals;
    bool operator==(const MinutesAttendance&) const = default;
};

struct MinutesEarlier {
    AgreementId id;
    Outcome status{};
    std::string reason;
    AgreementId followed_by;
    BottleneckId bottleneck;
    std::optional<Date> new_due;
    ParticipantId reported_by;
    bool operator==(const MinutesEarlier&) const = default;
};

struct MinutesCriterion {
    CriterionId id;
    std::optional<bool> met;
    std::string motivation;
    bool operator==(const MinutesCriterion&) const = default;
};

struct MinutesInforming {
    InformingState state{};
    AgreementId agreement;
    std::string reason;
    bool operator==(const MinutesInforming&) const = default;
};

/// What the bureau doesn't know yet of a case that the table added.
struct MinutesAdded {
    std::string label;
    std::string question;
    bool operator==(const MinutesAdded&) const = default;
};

struct MinutesCase {
    CaseId case_id;
    bool discussed{};
    std::optional<Instant> opened_at;
    std::optional<Instant> closed_at;
    std::optional<double> minutes_spent;
    std::vector<ParticipantId> present;
    std::vector<MinutesCriterion> criteria; ///< only those recorded at the table
    std::string conclusion;
    ParticipantId case_lead;
    std::vector<Agreement> agreements; ///< in the order of their numbers, withdrawn ones included
    std::vector<MinutesEarlier> earlier;
    Decision decision;
    MinutesInforming informing;
    std::vector<Perspective> perspective;
    std::map<PerspectiveOf, std::string> no_perspective; ///< why it is empty
    std::vector<Withheld> withheld;
    std::optional<TableAdvice> zsm_advice;
    std::vector<Signal> signals;
    std::string plain_sheet;
    std::optional<MinutesAdded> added; ///< only for a case that isn't in the package
    std::string correction;            ///< only in minutes that correct others: what is to be read otherwise
    bool operator==(const MinutesCase&) const = default;
};

/// The device's log as it goes to the bureau: every line since the head that went before, and the head over all lines,
/// signed (docs/formats/device-log.md).
struct LogExcerpt {
    std::uint64_t from{}; ///< number of the first line here, from 0
    LogHead head;
    std::string signed_head; ///< compact JWS that names `head`
    std::vector<std::string> lines;
    bool operator==(const LogExcerpt&) const = default;
};

/// Head of the audit chain as it stood when the minutes were made.
struct AuditHead {
    Digest head{};
    std::optional<Digest> previous; ///< head of the conference before, if this device had one
    std::uint64_t entries{};
    std::optional<LogExcerpt> log{}; ///< of the device's whole life; devices before had none
    bool operator==(const AuditHead&) const = default;
};

struct Minutes {
    MinutesId id;
    std::optional<MinutesId> corrects;
    PackageId package_id;
    ConferenceId conference_id;
    MinutesDevice device;
    LegalBasisKind legal_basis{};
    Instant started_at{};
    Instant sealed_at{};
    std::optional<bool> clock_trusted;
    MinutesChair chair;
    std::vector<MinutesAttendance> attendance;
    std::vector<MinutesCase> cases;
    std::vector<Domain> absent_domains;
    AuditHead audit;
    bool operator==(const Minutes&) const = default;
};

/// What the minutes say besides the conference itself.
struct MinutesContext {
    DeviceId device;
    std::string software;
    std::string chair_slot;
    std::optional<bool> clock_trusted;
    AuditHead audit;
};

/// The minutes of a sealed conference (`sealed_at` is set). A case that was never opened is 'not-discussed'.
Minutes minutes_of(const Conference& conference, const MinutesContext& context);

/// What the chair sees before sealing: what is still incomplete. Nothing here blocks but the last.
struct Completeness {
    std::vector<CaseId> never_opened;
    std::vector<CaseId> undecided; ///< opened, and left without a decision
    int unconfirmed{};             ///< complete agreements of present owners without an answer
    int awaiting_absent{};         ///< owner isn't at the table: left to the bureau
    int disputed{};
    int attention_points{};
    bool may_seal{};
    bool operator==(const Completeness&) const = default;
};
Completeness completeness_of(const Conference& conference);

} // namespace casustafel::core
