#include "core/conference.h"

#include <algorithm>

namespace casustafel::core {

namespace {

template <class List, class IdType>
auto* find_in(List& list, const IdType& id)
{
    const auto found = std::ranges::find_if(list, [&](const auto& one) { return one.id == id; });
    return found == list.end() ? nullptr : &*found;
}

bool contains(const auto& list, const auto& value)
{
    return std::ranges::find(list, value) != list.end();
}

/// Whether a declaration that lies at the bureau still counts on the day of the conference. Without a term in the
/// package it counts for good; a term of 0 days means 'this conference only', so one from before never counts.
bool still_valid(const Conference& conference, Date declared_on)
{
    const auto& text = conference.package.secrecy_declaration;
    const auto day = std::chrono::floor<std::chrono::days>(conference.package.conference.starts_at);
    if (std::chrono::sys_days{declared_on} > day) return false;
    if (!text || !text->valid_days) return true;
    if (*text->valid_days == 0) return false;
    return std::chrono::sys_days{declared_on} + std::chrono::days{*text->valid_days} >= day;
}

} // namespace

const Partner* find(const Conference& conference, const PartnerId& id)
{
    return find_in(conference.partners, id);
}

const Participant* find(const Conference& conference, const ParticipantId& id)
{
    return find_in(conference.participants, id);
}

const CaseState* find(const Conference& conference, const CaseId& id)
{
    const auto found =
        std::ranges::find_if(conference.cases, [&](const CaseState& one) { return one.brief->id == id; });
    return found == conference.cases.end() ? nullptr : &*found;
}

const Agreement* find(const CaseState& state, const AgreementId& id)
{
    return find_in(state.agreements, id);
}

const EarlierAgreement* find_earlier(const CaseState& state, const AgreementId& id)
{
    return find_in(state.brief->earlier_agreements, id);
}

const Attendance& attendance_of(const Conference& conference, const ParticipantId& id)
{
    static const Attendance nobody;
    const auto found = conference.attendance.find(id);
    return found == conference.attendance.end() ? nobody : found->second;
}

bool invited_for(const Participant& participant, const CaseId& in_case)
{
    return !participant.cases || contains(*participant.cases, in_case);
}

bool present_for(const Conference& conference, const ParticipantId& participant, const CaseId& in_case)
{
    const Participant* person = find(conference, participant);
    const Attendance& attendance = attendance_of(conference, participant);
    if (!person || attendance.state != PresenceState::present) return false;
    if (contains(attendance.out_of, in_case)) return false;
    return invited_for(*person, in_case) || contains(attendance.into, in_case);
}

std::vector<ParticipantId> present_for(const Conference& conference, const CaseId& in_case)
{
    std::vector<ParticipantId> present;
    for (const Participant& participant : conference.participants)
        if (present_for(conference, participant.id, in_case)) present.push_back(participant.id);
    return present;
}

bool must_declare_secrecy(const Conference& conference, const ParticipantId& participant)
{
    const Participant* person = find(conference, participant);
    const Partner* partner = person ? find(conference, person->partner) : nullptr;
    if (!partner) return true;
    if (partner->kind == PartnerKind::permanent && partner->in_covenant) return false;
    if (attendance_of(conference, participant).declared_at) return false;
    return !person->secrecy_declared_on || !still_valid(conference, *person->secrecy_declared_on);
}

Confidentiality confidentiality_of(const EarlierAgreement& earlier)
{
    return earlier.confidentiality.value_or(Confidentiality::general);
}

bool still_open(Outcome outcome)
{
    return outcome == Outcome::open || outcome == Outcome::in_progress;
}

bool awaits_answer(const Confirmation& confirmation)
{
    return confirmation.state == ConfirmationState::open || confirmation.state == ConfirmationState::awaiting_absent;
}

ParticipantId case_lead_of(const CaseState& state)
{
    return state.case_lead.empty() ? state.brief->case_lead : state.case_lead;
}

Outcome outcome_of(const CaseState& state, const EarlierAgreement& earlier)
{
    const auto found = state.earlier.find(earlier.id);
    return found == state.earlier.end() ? earlier.status : found->second.outcome;
}

Conference fold(std::span<const Recorded> facts)
{
    Conference conference;
    for (const Recorded& recorded : facts) conference = apply(std::move(conference), recorded);
    return conference;
}

} // namespace casustafel::core
