#include "core/minutes.h"

#include <algorithm>
#include <ranges>

namespace casustafel::core {

namespace {

bool was_present(const Attendance& attendance)
{
    return std::ranges::any_of(attendance.intervals, [](const Interval& one) { return one.in_case.empty(); });
}

/// The schema knows present, absent and replaced; who left again was present.
PresenceState state_in_minutes(const Attendance& attendance)
{
    if (attendance.state == PresenceState::replaced) return PresenceState::replaced;
    return was_present(attendance) ? PresenceState::present : PresenceState::absent;
}

std::vector<MinutesAttendance> attendance_in_minutes(const Conference& conference)
{
    std::vector<MinutesAttendance> all;
    for (const Participant& person : conference.participants) {
        const Attendance& attendance = attendance_of(conference, person.id);
        MinutesAttendance one;
        one.participant = person.id;
        one.name = person.name;
        one.function = person.function;
        one.partner = person.partner;
        const bool known = std::ranges::find(conference.package.partners, person.partner, &Partner::id) !=
                           conference.package.partners.end();
        if (const Partner* partner = find(conference, person.partner); partner && !known)
            one.partner_name = partner->name;
        one.added_at_table = attendance.added_at_table;
        one.state = state_in_minutes(attendance);
        one.replaced_by = attendance.replaced_by;
        one.declared_at = attendance.declared_at;
        one.declaration = attendance.declaration;
        one.intervals = attendance.intervals;
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Domain> absent_domains(const Conference& conference)
{
    std::vector<Domain> absent;
    for (const Domain domain : {Domain::safety, Domain::care, Domain::municipal}) {
        const bool here = std::ranges::any_of(conference.participants, [&](const Participant& person) {
            const Partner* partner = find(conference, person.partner);
            return partner && partner->domain == domain && was_present(attendance_of(conference, person.id));
        });
        if (!here) absent.push_back(domain);
    }
    return absent;
}

bool is_withdrawn(const CaseState& state, const AgreementId& id)
{
    const Agreement* agreement = find(state, id);
    return agreement && agreement->withdrawn_at;
}

MinutesInforming informing_of(const CaseState& state)
{
    if (state.informing) return {state.informing->state, state.informing->agreement, state.informing->reason};
    return {state.brief->informing.state, {}, state.brief->informing.reason};
}

Decision decision_of(const CaseState& state)
{
    if (state.decision) return *state.decision;
    Decision none;
    none.kind = DecisionKind::not_discussed;
    none.reason = "Niet aan de orde gekomen in dit overleg.";
    return none;
}

MinutesCase case_in_minutes(const CaseState& state)
{
    MinutesCase one;
    one.case_id = state.brief->id;
    one.decision = decision_of(state);
    one.discussed = state.opened_at.has_value() && one.decision.kind != DecisionKind::not_discussed;
    one.opened_at = state.opened_at;
    one.closed_at = state.closed_at;
    if (state.opened_at)
        one.minutes_spent = static_cast<double>(std::chrono::round<std::chrono::seconds>(state.spent).count()) / 60.0;
    one.present = state.present_at_decision;
    for (const auto& [id, result] : state.criteria) one.criteria.push_back({id, result.met, result.motivation});
    one.conclusion = state.conclusion;
    one.case_lead = case_lead_of(state);
    one.agreements = state.agreements;
    for (const EarlierAgreement& earlier : state.brief->earlier_agreements) {
        const auto result = state.earlier.find(earlier.id);
        if (result == state.earlier.end()) {
            one.earlier.push_back({earlier.id, earlier.status, {}, {}, {}, {}, {}});
            continue;
        }
        const EarlierResult& r = result->second;
        // What took its place and was withdrawn took no place.
        const AgreementId followed_by = is_withdrawn(state, r.followed_by) ? AgreementId{} : r.followed_by;
        one.earlier.push_back({earlier.id, r.outcome, r.reason, followed_by, r.bottleneck, r.new_due, r.reported_by});
    }
    one.informing = informing_of(state);
    one.perspective = state.perspective;
    one.no_perspective = state.no_perspective;
    one.withheld = state.withheld;
    one.zsm_advice = state.zsm_advice;
    one.signals = state.signals;
    one.plain_sheet = state.plain_sheet;
    if (state.added_at_table) one.added = MinutesAdded{state.brief->label, state.brief->question};
    return one;
}

void count_agreements(const CaseState& state, Completeness& completeness)
{
    for (const Agreement& agreement : state.agreements) {
        if (agreement.withdrawn_at) continue;
        if (!agreement.content.complete()) {
            ++completeness.attention_points;
            continue;
        }
        switch (agreement.confirmation.state) {
        case ConfirmationState::open:
            ++completeness.unconfirmed;
            break;
        case ConfirmationState::awaiting_absent:
            ++completeness.awaiting_absent;
            break;
        case ConfirmationState::declined:
            ++completeness.disputed;
            break;
        case ConfirmationState::confirmed:
        case ConfirmationState::reserved:
            break;
        }
    }
}

} // namespace

Minutes minutes_of(const Conference& conference, const MinutesContext& context)
{
    Minutes minutes;
    minutes.id = conference.minutes;
    minutes.package_id = conference.package.id;
    minutes.conference_id = conference.package.conference.id;
    minutes.device = {context.device, context.software};
    minutes.legal_basis = conference.package.conference.legal_basis.kind;
    minutes.started_at = conference.started_at.value_or(Instant{});
    minutes.sealed_at = conference.sealed_at.value_or(Instant{});
    minutes.clock_trusted = context.clock_trusted;
    minutes.chair = {conference.package.conference.chair, context.chair_slot};
    minutes.attendance = attendance_in_minutes(conference);
    for (const CaseState& state : conference.cases) minutes.cases.push_back(case_in_minutes(state));
    minutes.absent_domains = absent_domains(conference);
    minutes.audit = context.audit;
    return minutes;
}

Completeness completeness_of(const Conference& conference)
{
    Completeness completeness;
    for (const CaseState& state : conference.cases) {
        if (!state.opened_at && !state.decision) completeness.never_opened.push_back(state.brief->id);
        if (state.opened_at && !state.decision) completeness.undecided.push_back(state.brief->id);
        count_agreements(state, completeness);
    }
    completeness.may_seal = conference.started_at && !conference.sealed_at && conference.open_case.empty() &&
                            completeness.undecided.empty();
    return completeness;
}

} // namespace casustafel::core
