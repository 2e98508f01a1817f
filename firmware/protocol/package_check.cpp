#include "protocol/package_check.h"

#include <algorithm>
#include <set>

namespace casustafel::protocol {

namespace {

std::string at(std::string_view list, std::size_t index)
{
    return std::string{list} + "[" + std::to_string(index) + "]";
}

/// Ids of one kind, and the question whether a reference to one of them leads somewhere.
template <class IdType>
class Known {
public:
    void add(const IdType& id, const std::string& path, Flaw& flaw)
    {
        if (!ids_.insert(id).second) flaw.note(path + ".id", "komt twee keer voor");
    }
    /// An empty id is a reference that was left out.
    void expect(const IdType& id, const std::string& path, Flaw& flaw) const
    {
        if (!id.empty() && !ids_.contains(id)) flaw.note(path, "verwijst naar iets dat niet in het pakket staat");
    }

private:
    std::set<IdType> ids_;
};

/// Everything in a package that can be referred to.
struct Register {
    Known<PartnerId> partners;
    Known<ParticipantId> participants;
    Known<LifeDomainId> life_domains;
    Known<CaseId> cases;
    Known<ItemId> items;
    Known<InterventionId> interventions;
    Known<AgreementId> agreements;
};

void check_audience(const std::optional<Audience>& audience, const std::string& path, const Register& known, Flaw& flaw)
{
    if (!audience) return;
    for (std::size_t n = 0; n < audience->partners.size(); ++n)
        known.partners.expect(audience->partners[n], path + at(".audience.partners", n), flaw);
}

void check_earlier(const Case& one, const std::string& path, const Register& known, const Known<GoalId>& goals,
                   Flaw& flaw)
{
    for (std::size_t n = 0; n < one.earlier_agreements.size(); ++n) {
        const EarlierAgreement& earlier = one.earlier_agreements[n];
        const std::string here = path + at(".earlier_agreements", n);
        // An owner without `participant` is fine (people change jobs); one that is named must be in the package.
        known.partners.expect(earlier.owner.partner, here + ".owner.partner", flaw);
        known.participants.expect(earlier.owner.participant, here + ".owner.participant", flaw);
        known.life_domains.expect(earlier.life_domain, here + ".life_domain", flaw);
        goals.expect(earlier.goal, here + ".goal", flaw);
        check_audience(earlier.audience, here, known, flaw);
        for (std::size_t r = 0; r < earlier.relates.size(); ++r)
            known.agreements.expect(earlier.relates[r].to, here + at(".relates", r) + ".to", flaw);
    }
}

void check_case(const Case& one, const std::string& path, Register& known, Flaw& flaw)
{
    known.participants.expect(one.case_lead, path + ".case_lead", flaw);
    known.partners.expect(one.submitted_by, path + ".submitted_by", flaw);
    Known<GoalId> goals;
    for (std::size_t n = 0; n < one.goals.size(); ++n) {
        goals.add(one.goals[n].id, path + at(".goals", n), flaw);
        known.life_domains.expect(one.goals[n].life_domain, path + at(".goals", n) + ".life_domain", flaw);
    }
    for (std::size_t n = 0; n < one.items.size(); ++n) {
        const std::string here = path + at(".items", n);
        known.items.add(one.items[n].id, here, flaw);
        known.partners.expect(one.items[n].source, here + ".source", flaw);
        known.life_domains.expect(one.items[n].life_domain, here + ".life_domain", flaw);
        check_audience(one.items[n].audience, here, known, flaw);
    }
    for (std::size_t n = 0; n < one.interventions.size(); ++n) {
        const std::string here = path + at(".interventions", n);
        known.interventions.add(one.interventions[n].id, here, flaw);
        known.partners.expect(one.interventions[n].partner, here + ".partner", flaw);
        goals.expect(one.interventions[n].goal, here + ".goal", flaw);
    }
    check_earlier(one, path, known, goals, flaw);
    Known<CriterionId> criteria;
    for (std::size_t n = 0; n < one.criteria.size(); ++n)
        criteria.add(one.criteria[n].id, path + at(".criteria", n), flaw);
    if (std::ranges::count(one.criteria, false, &Criterion::regional) != 4)
        flaw.note(path + ".criteria", "bevat niet de vier wettelijke criteria");
}

void check_people(const Package& package, Register& known, Flaw& flaw)
{
    for (std::size_t n = 0; n < package.partners.size(); ++n)
        known.partners.add(package.partners[n].id, at("partners", n), flaw);
    for (std::size_t n = 0; n < package.life_domains.size(); ++n)
        known.life_domains.add(package.life_domains[n].id, at("life_domains", n), flaw);
    for (std::size_t n = 0; n < package.cases.size(); ++n) known.cases.add(package.cases[n].id, at("cases", n), flaw);
    for (std::size_t n = 0; n < package.participants.size(); ++n) {
        const Participant& participant = package.participants[n];
        known.participants.add(participant.id, at("participants", n), flaw);
        known.partners.expect(participant.partner, at("participants", n) + ".partner", flaw);
        if (!participant.cases) continue;
        for (std::size_t c = 0; c < participant.cases->size(); ++c)
            known.cases.expect((*participant.cases)[c], at("participants", n) + at(".cases", c), flaw);
    }
    if (const auto& allowed = package.conference.legal_basis.allowed_partners)
        for (std::size_t n = 0; n < allowed->size(); ++n)
            known.partners.expect((*allowed)[n], at("conference.legal_basis.allowed_partners", n), flaw);
}

} // namespace

void check_references(const Package& package, Flaw& flaw)
{
    if (package.conference.ends_at <= package.conference.starts_at)
        flaw.note("conference.ends_at", "ligt niet na het begin");
    Register known;
    check_people(package, known, flaw);
    // An agreement may depend on one of another case, so all of them are known before the first reference is followed.
    for (std::size_t c = 0; c < package.cases.size(); ++c)
        for (std::size_t n = 0; n < package.cases[c].earlier_agreements.size(); ++n)
            known.agreements.add(package.cases[c].earlier_agreements[n].id,
                                 at("cases", c) + at(".earlier_agreements", n), flaw);
    for (std::size_t c = 0; c < package.cases.size(); ++c) check_case(package.cases[c], at("cases", c), known, flaw);
    Known<CriterionId> closing;
    for (std::size_t n = 0; n < package.closing_criteria.size(); ++n)
        closing.add(package.closing_criteria[n].id, at("closing_criteria", n), flaw);
    Known<BottleneckId> bottlenecks;
    for (std::size_t n = 0; n < package.bottlenecks.size(); ++n)
        bottlenecks.add(package.bottlenecks[n].id, at("bottlenecks", n), flaw);
}

} // namespace casustafel::protocol
