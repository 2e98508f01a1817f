#include "support/visibility_oracle.h"

#include <set>

namespace casustafel::support {

using namespace core;

namespace {

bool is_at_the_table(const Conference& conference, const Participant& person, const CaseId& in_case)
{
    const Attendance& attendance = conference.attendance.at(person.id);
    if (attendance.state != PresenceState::present) return false;
    const std::set<CaseId> left(attendance.out_of.begin(), attendance.out_of.end());
    const std::set<CaseId> joined(attendance.into.begin(), attendance.into.end());
    if (left.count(in_case) > 0) return false;
    if (joined.count(in_case) > 0) return true;
    if (!person.cases) return true;
    return std::set<CaseId>(person.cases->begin(), person.cases->end()).count(in_case) > 0;
}

bool keeps_secrets(const Conference& conference, const Participant& person, const Partner& partner)
{
    const bool fixed_by_law = partner.kind == PartnerKind::permanent && partner.in_covenant;
    if (fixed_by_law || conference.attendance.at(person.id).declared_at) return true;
    if (!person.secrecy_declared_on) return false;
    const std::chrono::sys_days declared{*person.secrecy_declared_on};
    const auto held = std::chrono::floor<std::chrono::days>(conference.package.conference.starts_at);
    if (declared > held) return false;
    const auto& terms = conference.package.secrecy_declaration;
    if (!terms || !terms->valid_days) return true;
    return *terms->valid_days > 0 && (held - declared).count() <= *terms->valid_days;
}

bool may_see(const Partner& partner, Confidentiality confidentiality, const std::optional<Audience>& audience)
{
    std::set<Confidentiality> open_to_them{Confidentiality::general};
    if (partner.clearances)
        open_to_them.insert(partner.clearances->begin(), partner.clearances->end());
    else if (partner.kind == PartnerKind::permanent && partner.in_covenant)
        open_to_them = {Confidentiality::general, Confidentiality::care_secret, Confidentiality::justice,
                        Confidentiality::police};
    if (open_to_them.count(confidentiality) == 0) return false;
    if (!audience) return true;
    for (const PartnerId& one : audience->partners)
        if (one == partner.id) return true;
    for (const Domain one : audience->domains)
        if (one == partner.domain) return true;
    return false;
}

} // namespace

std::vector<ParticipantId> at_the_table(const Conference& conference, const CaseId& in_case)
{
    std::vector<ParticipantId> all;
    for (const Participant& person : conference.participants)
        if (is_at_the_table(conference, person, in_case)) all.push_back(person.id);
    return all;
}

bool everyone_may_see(const Conference& conference, const CaseId& in_case, Confidentiality confidentiality,
                      const std::optional<Audience>& audience)
{
    for (const CaseState& state : conference.cases)
        if (state.brief->id == in_case && state.subject_at_table &&
            (confidentiality != Confidentiality::general || audience))
            return false;
    bool anybody = false;
    for (const Participant& person : conference.participants) {
        if (!is_at_the_table(conference, person, in_case)) continue;
        anybody = true;
        const Partner* theirs = nullptr;
        for (const Partner& partner : conference.partners)
            if (partner.id == person.partner) theirs = &partner;
        if (!theirs || !keeps_secrets(conference, person, *theirs)) return false;
        if (!may_see(*theirs, confidentiality, audience)) return false;
    }
    // The chair alone is no company: only what anybody might read.
    const bool for_anybody = confidentiality == Confidentiality::general && !audience;
    return anybody || for_anybody;
}

bool everyone_may_see(const Conference& conference, const CaseId& in_case, const Item& item)
{
    for (const CaseState& state : conference.cases)
        if (state.brief->id == in_case && state.subject_at_table && item.section == Section::perspective_relatives)
            return false;
    return everyone_may_see(conference, in_case, item.confidentiality, item.audience);
}

} // namespace casustafel::support
