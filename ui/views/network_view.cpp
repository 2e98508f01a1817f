#include "ui/say.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

bool invited(const Participant& person, const CaseId& in_case)
{
    return !person.cases || std::ranges::contains(*person.cases, in_case);
}

/// Agreements of the organisation that still have to be done: earlier ones and those of today. A masked one isn't
/// counted: the number would tell that it is there.
int open_agreements(const Conference& conference, const CaseState& state, const PartnerId& partner)
{
    const auto shown = [&](Confidentiality confidentiality, const std::optional<Audience>& audience) {
        return !line_of(conference, state.brief->id, {}, confidentiality, audience).masked_because;
    };
    int open = 0;
    for (const EarlierAgreement& one : state.brief->earlier_agreements) {
        const Outcome outcome = outcome_of(state, one);
        if (one.owner.partner == partner && (outcome == Outcome::open || outcome == Outcome::in_progress) &&
            shown(one.confidentiality.value_or(Confidentiality::general), one.audience))
            ++open;
    }
    for (const Agreement& one : state.agreements)
        if (one.content.owner && one.content.owner->partner == partner && !one.withdrawn_at &&
            shown(one.content.confidentiality, one.content.audience))
            ++open;
    return open;
}

} // namespace

NetworkView network_view(const Conference& conference, const CaseState& state)
{
    NetworkView view;
    view.centre = state.brief->label;
    view.surroundings = section_lines(conference, *state.brief, Section::network);
    const Participant* lead = find(conference, state.brief->case_lead);
    for (const Partner& partner : conference.partners) {
        NetworkNode node;
        for (const Participant& person : conference.participants) {
            const PresenceState presence = attendance_of(conference, person.id).state;
            if (person.partner != partner.id || presence == PresenceState::replaced) continue;
            const bool here = present_for(conference, person.id, state.brief->id);
            if (!here && !invited(person, state.brief->id)) continue;
            if (!node.people.empty()) node.people += ", ";
            node.people += here ? Sentence{person.name} : fill(say::network_absent, {person.name});
        }
        if (node.people.empty()) continue;
        node.name = partner.name;
        node.domain = domain_of(conference, partner.id);
        node.leads = lead && lead->partner == partner.id;
        if (const int open = open_agreements(conference, state, partner.id)) node.load = count(open, say::network_open);
        view.organisations.push_back(std::move(node));
    }
    std::ranges::stable_sort(view.organisations, {}, [](const NetworkNode& node) { return !node.leads; });
    return view;
}

} // namespace casustafel::ui
