#pragma once

#include "core/facts.h"
#include "core/shared.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace casustafel::core {

/// From when to when someone was at the table; with `in_case` the interval takes them out of (or into) one case only.
struct Interval {
    Instant from{};
    std::optional<Instant> until;
    CaseId in_case; ///< empty: the whole conference
    bool operator==(const Interval&) const = default;
};

enum class PresenceState : std::uint8_t { absent, present, stepped_out, replaced };

/// One person's attendance. Present for a case means: at the table, not stepped out of that case, and invited for it or
/// stepped in for it. Ask `present_for`.
struct Attendance {
    PresenceState state{PresenceState::absent};
    ParticipantId replaced_by;
    bool added_at_table{false};
    std::vector<Interval> intervals;    ///< at the table
    std::vector<CaseId> out_of;         ///< stepped out of these cases
    std::vector<CaseId> into;           ///< stepped in to these, though not invited for them
    std::optional<Instant> declared_at; ///< secrecy declaration signed here
    Strokes declaration;
    std::optional<Digest> code;
    int wrong_codes{};                    ///< in a row
    std::optional<Instant> code_retry_at; ///< a growing wait after three wrong codes
    bool operator==(const Attendance&) const = default;
};

struct EarlierResult {
    Outcome outcome{};
    std::string reason;
    BottleneckId bottleneck;
    std::optional<Date> new_due;
    AgreementId followed_by;
    ParticipantId reported_by;
    Instant at{};
    bool operator==(const EarlierResult&) const = default;
};

struct CriterionResult {
    bool met{};
    std::string motivation;
    bool operator==(const CriterionResult&) const = default;
};

/// A case as it stands now: what came in the package and what the table did with it.
struct CaseState {
    Shared<Case> brief;                ///< as the package has it; a conference is copied for each fact
    std::optional<Instant> opened_at;  ///< the first time
    std::optional<Instant> closed_at;  ///< the last time it was left
    std::chrono::milliseconds spent{}; ///< without the interval that is running
    std::optional<Instant> open_since;
    std::map<CriterionId, CriterionResult> criteria;
    std::map<AgreementId, EarlierResult> earlier;
    std::vector<Agreement> agreements; ///< in the order of their numbers, withdrawn ones included
    std::string conclusion;
    std::optional<fact::InformingRecorded> informing;
    std::optional<Decision> decision;
    std::vector<ParticipantId> present_at_decision;
    ParticipantId case_lead; ///< appointed at the table; empty: as in the package, see `case_lead_of`
    std::vector<Perspective> perspective;
    std::map<PerspectiveOf, std::string> no_perspective; ///< why it is empty; never for one that isn't
    std::vector<Withheld> withheld;
    std::optional<TableAdvice> zsm_advice;
    std::vector<Signal> signals;
    std::string plain_sheet;      ///< what the person gets to read, as the chair reviewed it; empty: none
    bool added_at_table{false};   ///< an urgent case that isn't in the package
    bool subject_at_table{false}; ///< the person is in the room, see `masked`
    bool operator==(const CaseState&) const = default;
};

/// What `Undo` would take back, for a sentence on screen.
struct LastAction {
    ActionKind what{};
    CaseId in_case;
    std::vector<AgreementId> agreements; ///< which, of today or earlier; empty for what isn't about agreements
    bool operator==(const LastAction&) const = default;
};

/// What was there before an action.
namespace before {
/// Nothing was: undoing takes away what the action added.
struct Nothing {
    bool operator==(const Nothing&) const = default;
};
struct Perspectives {
    std::vector<Perspective> known;
    std::map<PerspectiveOf, std::string> missing;
    bool operator==(const Perspectives&) const = default;
};
struct Decided {
    std::optional<Decision> decision;
    std::vector<ParticipantId> present;
    bool operator==(const Decided&) const = default;
};
} // namespace before

/// An action in the open case that can be undone.
struct Action {
    LastAction what;
    std::variant<before::Nothing, AgreementContent, std::vector<Confirmation>, std::optional<EarlierResult>,
                 before::Perspectives, std::optional<TableAdvice>, std::optional<fact::InformingRecorded>,
                 before::Decided>
        before;
    ParticipantId by{};          ///< of an answer
    std::optional<Instant> at{}; ///< of an answer
    bool operator==(const Action&) const = default;
};

/// A conference: its facts, folded. A value without behaviour of its own; `apply` makes the next one.
struct Conference {
    Package package;            ///< without its cases: those are in `cases`
    std::uint64_t fact_count{}; ///< how many facts led to this
    Instant last_at{};          ///< the latest moment of those
    std::optional<Instant> started_at;
    std::optional<Instant> sealed_at;
    MinutesId minutes;
    std::vector<Partner> partners;                  ///< of the package and added at the table
    std::vector<Participant> participants;          ///< of the package, substitutes, added
    std::map<ParticipantId, Attendance> attendance; ///< one for each of `participants`
    std::vector<CaseState> cases;                   ///< in the order of the agenda
    CaseId open_case;                               ///< empty: none
    std::vector<Action> actions;                    ///< in the open case, the last one last; at most twenty
    std::optional<LastAction> last_action;          ///< what `Undo` takes back; empty: nothing
    bool operator==(const Conference&) const = default;
};

/// `conference` after one more fact. Facts were decided once; applying them cannot fail.
Conference apply(Conference conference, const Recorded& recorded);

/// All of them, from nothing.
Conference fold(std::span<const Recorded> facts);

const Partner* find(const Conference& conference, const PartnerId& id);
const Participant* find(const Conference& conference, const ParticipantId& id);
const CaseState* find(const Conference& conference, const CaseId& id);
const Agreement* find(const CaseState& state, const AgreementId& id);
const EarlierAgreement* find_earlier(const CaseState& state, const AgreementId& id);
const Attendance& attendance_of(const Conference& conference, const ParticipantId& id);

/// Invited for this case: the package names it, or names no cases and means all of them.
bool invited_for(const Participant& participant, const CaseId& in_case);

/// At the table for this case now (domain rule 4).
bool present_for(const Conference& conference, const ParticipantId& participant, const CaseId& in_case);
/// In the order of `participants`.
std::vector<ParticipantId> present_for(const Conference& conference, const CaseId& in_case);

/// An incidental partner, or one outside the covenant, must have declared secrecy: here, or earlier and still valid on
/// the day of the conference (domain rule: before being present at any case).
bool must_declare_secrecy(const Conference& conference, const ParticipantId& participant);

/// The casusregisseur: appointed here, else as the package has it; empty: nobody.
ParticipantId case_lead_of(const CaseState& state);

/// Who may read it; general when the package says nothing.
Confidentiality confidentiality_of(const EarlierAgreement& earlier);

/// Not kept and not ended: nobody said more of it than that it goes on.
bool still_open(Outcome outcome);

/// Its owner hasn't answered this version yet, here or absent.
bool awaits_answer(const Confirmation& confirmation);

/// The outcome of an earlier agreement as the table knows it now.
Outcome outcome_of(const CaseState& state, const EarlierAgreement& earlier);

} // namespace casustafel::core
