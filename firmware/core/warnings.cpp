#include "core/warnings.h"

#include <algorithm>
#include <array>

namespace casustafel::core {

namespace {

/// The day by which it is done, as far as the table knows.
std::optional<Date> due_of(const CaseState& state, const AgreementId& id)
{
    if (const Agreement* today = find(state, id)) return today->content.due;
    const EarlierAgreement* earlier = find_earlier(state, id);
    return earlier ? std::optional{core::due_of(state, *earlier)} : std::nullopt;
}

/// Why it slips for all that are related to it.
std::optional<SlipReason> fell_away(const CaseState& state, const AgreementId& id)
{
    if (const Agreement* today = find(state, id)) {
        if (today->withdrawn_at) return SlipReason::withdrawn;
        if (today->confirmation.state == ConfirmationState::declined) return SlipReason::declined;
        return std::nullopt;
    }
    const EarlierAgreement* earlier = find_earlier(state, id);
    if (!earlier) return std::nullopt;
    const Outcome outcome = outcome_of(state, *earlier);
    if (outcome == Outcome::unable) return SlipReason::unable;
    if (outcome == Outcome::not_taken_up) return SlipReason::not_taken_up;
    return std::nullopt;
}

class Slips {
public:
    explicit Slips(const CaseState& state) : state_{state} {}

    void look_at(const Agreement& one)
    {
        if (one.withdrawn_at) return;
        for (const Relation& relation : one.content.relates) {
            if (const auto why = fell_away(state_, relation.to)) warn(relation.to, *why, one.id);
            if (relation.how == RelationKind::depends_on && comes_after(relation.to, one.id))
                warn(relation.to, SlipReason::due_later, one.id);
            // A collision goes both ways.
            if (relation.how == RelationKind::conflicts_with && stands(relation.to))
                if (const auto why = fell_away(state_, one.id)) warn(one.id, *why, relation.to);
        }
    }
    /// A withdrawn agreement isn't there to be looked at, but those it collided with must know.
    void look_at_withdrawn(const Agreement& one)
    {
        if (!one.withdrawn_at) return;
        for (const Relation& relation : one.content.relates)
            if (relation.how == RelationKind::conflicts_with && stands(relation.to))
                warn(one.id, SlipReason::withdrawn, relation.to);
    }
    std::vector<Slip> take() { return std::move(all_); }

private:
    bool stands(const AgreementId& id) const
    {
        const Agreement* today = find(state_, id);
        return today && !today->withdrawn_at;
    }
    bool comes_after(const AgreementId& needed, const AgreementId& by) const
    {
        const auto needed_on = due_of(state_, needed);
        const auto by_on = due_of(state_, by);
        return needed_on && by_on && *needed_on > *by_on && !fell_away(state_, needed);
    }
    void warn(const AgreementId& slipped, SlipReason why, const AgreementId& warned)
    {
        for (Slip& known : all_)
            if (known.agreement == slipped && known.why == why) {
                if (!std::ranges::contains(known.warned, warned)) known.warned.push_back(warned);
                return;
            }
        all_.push_back({slipped, why, {warned}});
    }

    const CaseState& state_;
    std::vector<Slip> all_;
};

bool at_the_table(const Conference& conference, const ParticipantId& id)
{
    return attendance_of(conference, id).state == PresenceState::present;
}

/// Somebody's place is taken when their substitute is there.
bool represented(const Conference& conference, const ParticipantId& id)
{
    const Attendance& attendance = attendance_of(conference, id);
    if (attendance.state == PresenceState::replaced) return at_the_table(conference, attendance.replaced_by);
    return at_the_table(conference, id);
}

void look_at_domains(const Conference& conference, std::vector<Readiness>& all)
{
    for (const Domain domain : {Domain::safety, Domain::care, Domain::municipal}) {
        const bool here = std::ranges::any_of(conference.participants, [&](const Participant& person) {
            const Partner* partner = find(conference, person.partner);
            return partner && partner->domain == domain && at_the_table(conference, person.id);
        });
        if (!here) all.push_back({ReadinessKind::domain_missing, domain, {}, {}, {}});
    }
}

void look_at_people(const Conference& conference, std::vector<Readiness>& all)
{
    for (const Participant& person : conference.participants) {
        if (!at_the_table(conference, person.id)) continue;
        if (must_declare_secrecy(conference, person.id))
            all.push_back({ReadinessKind::declaration_to_sign, {}, {}, person.id, {}});
        if (!attendance_of(conference, person.id).code)
            all.push_back({ReadinessKind::code_to_choose, {}, {}, person.id, {}});
    }
}

void look_at_case(const Conference& conference, const CaseState& state, Date today, std::vector<Readiness>& all)
{
    const CaseId& id = state.brief->id;
    if (!has_legal_ground(state)) all.push_back({ReadinessKind::ground_missing, {}, id, {}, {}});
    const ParticipantId lead = case_lead_of(state);
    if (lead.empty())
        all.push_back({ReadinessKind::no_case_lead, {}, id, {}, {}});
    else if (!represented(conference, lead))
        all.push_back({ReadinessKind::case_lead_absent, {}, id, lead, {}});
    for (const EarlierAgreement& earlier : state.brief->earlier_agreements) {
        if (!still_open(outcome_of(state, earlier)) || core::due_of(state, earlier) >= today ||
            represented(conference, earlier.owner.participant))
            continue;
        all.push_back({ReadinessKind::overdue_owner_absent, {}, id, earlier.owner.participant, earlier.id});
    }
}

} // namespace

Date due_of(const CaseState& state, const EarlierAgreement& earlier)
{
    const auto found = state.earlier.find(earlier.id);
    return found == state.earlier.end() ? earlier.due : found->second.new_due.value_or(earlier.due);
}

std::vector<Slip> relations_warned(const CaseState& state)
{
    Slips slips{state};
    for (const Agreement& one : state.agreements) slips.look_at(one);
    for (const Agreement& one : state.agreements) slips.look_at_withdrawn(one);
    return slips.take();
}

std::vector<Readiness> readiness(const Conference& conference, Date today)
{
    std::vector<Readiness> all;
    look_at_domains(conference, all);
    look_at_people(conference, all);
    for (const CaseState& state : conference.cases)
        if (!state.decision) look_at_case(conference, state, today, all);
    return all;
}

bool has_legal_ground(const CaseState& state)
{
    return std::ranges::all_of(state.brief->criteria, [&](const Criterion& criterion) {
        if (criterion.regional) return true;
        const auto recorded = state.criteria.find(criterion.id);
        if (recorded != state.criteria.end()) return recorded->second.met;
        return criterion.met.value_or(false);
    });
}

} // namespace casustafel::core
