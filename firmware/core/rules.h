#pragma once

#include "core/decide.h"
#include "core/text.h"

// The rules by theme; internal to core, asked by `decide`.

namespace casustafel::core {

/// What every rule looks at.
struct Circumstances {
    const Conference& conference;
    Instant now;
    const Calendar& calendar;
    const Digests& digests;

    Date today() const { return calendar.day_of(now); }
};

using Decided = std::expected<Facts, Rejection>;

inline std::unexpected<Rejection> refuse(Refusal why, std::string about = {})
{
    return std::unexpected{Rejection{why, std::move(about)}};
}

/// A signature as the minutes can hold it (minutes.schema.json): at least one line, every point on the pad.
bool has_drawn(const Strokes& strokes);

/// Whether the case may be on screen with those who are (or would be) present for it: rules 1 and 2 and the secrecy
/// declaration. `joining` is somebody who is about to come in.
std::optional<Rejection> bars_case(const Conference& conference, const CaseState& state,
                                   const ParticipantId& joining = {});

Decided decide(const Circumstances& c, const command::ImportPackage& command);
Decided decide(const Circumstances& c, const command::ReplacePackage& command);
Decided decide(const Circumstances& c, const command::StartConference& command);
Decided decide(const Circumstances& c, const command::CheckIn& command);
Decided decide(const Circumstances& c, const command::StepOut& command);
Decided decide(const Circumstances& c, const command::StepIn& command);
Decided decide(const Circumstances& c, const command::Substitute& command);
Decided decide(const Circumstances& c, const command::AddParticipant& command);
Decided decide(const Circumstances& c, const command::ChooseTableCode& command);
Decided decide(const Circumstances& c, const command::DeclareSecrecy& command);
Decided decide(const Circumstances& c, const command::RecordCriterion& command);
Decided decide(const Circumstances& c, const command::OpenCase& command);
Decided decide(const Circumstances& c, const command::LeaveCase& command);
Decided decide(const Circumstances& c, const command::RecordEarlier& command);
Decided decide(const Circumstances& c, const command::Propose& command);
Decided decide(const Circumstances& c, const command::Change& command);
Decided decide(const Circumstances& c, const command::Withdraw& command);
Decided decide(const Circumstances& c, const command::Answer& command);
Decided decide(const Circumstances& c, const command::RecordConclusion& command);
Decided decide(const Circumstances& c, const command::RecordInforming& command);
Decided decide(const Circumstances& c, const command::Decide& command);
Decided decide(const Circumstances& c, const command::AppointCaseLead& command);
Decided decide(const Circumstances& c, const command::RecordPerspective& command);
Decided decide(const Circumstances& c, const command::RecordNoPerspective& command);
Decided decide(const Circumstances& c, const command::RecordWithheld& command);
Decided decide(const Circumstances& c, const command::RecordZsmAdvice& command);
Decided decide(const Circumstances& c, const command::RecordSignal& command);
Decided decide(const Circumstances& c, const command::RecordPlainSheet& command);
Decided decide(const Circumstances& c, const command::ReorderAgenda& command);
Decided decide(const Circumstances& c, const command::AddUrgentCase& command);
Decided decide(const Circumstances& c, const command::SeatSubject& command);
Decided decide(const Circumstances& c, const command::UnseatSubject& command);
Decided decide(const Circumstances& c, const command::Undo& command);
Decided decide(const Circumstances& c, const command::Seal& command);

/// What `decision` lacks, as the case stands now.
std::optional<Rejection> flaw_of_decision(const Conference& conference, const CaseState& state,
                                          const Decision& decision);

/// The agreement of today, if it is there and wasn't withdrawn; the refusal otherwise.
std::expected<const Agreement*, Rejection> standing(const CaseState& state, const AgreementId& id);

/// The case, if it is the one on screen; the refusal otherwise.
std::expected<const CaseState*, Rejection> open_case(const Conference& conference, const CaseId& id);

} // namespace casustafel::core
