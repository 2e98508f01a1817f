#include "core/case_mask.h"
#include "ui/say.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

/// Agreements of the organisation that still have to be done: earlier ones and those of today. A masked one isn't
/// counted: the number would tell that it is there.
int open_agreements(const CaseState& state, const PartnerId& partner, CaseMask& mask)
{
    int open = 0;
    for (const EarlierAgreement& one : state.brief->earlier_agreements)
        if (one.owner.partner == partner && still_open(outcome_of(state, one)) &&
            !mask.of(confidentiality_of(one), one.audience))
            ++open;
    for (const Agreement& one : state.agreements)
        if (one.content.owner && one.content.owner->partner == partner && !one.withdrawn_at &&
            !mask.of(one.content.confidentiality, one.content.audience))
            ++open;
    return open;
}

} // namespace

NetworkView network_view(const Conference& conference, const CaseState& state)
{
    NetworkView view;
    view.centre = state.brief->label;
    view.surroundings = section_lines(conference, *state.brief, Section::network);
    CaseMask mask{conference, state.brief->id};
    const Participant* lead = find(conference, case_lead_of(state));
    for (const Partner& partner : conference.partners) {
        NetworkNode node;
        for (const Participant& person : conference.participants) {
            const PresenceState presence = attendance_of(conference, person.id).state;
            if (person.partner != partner.id || presence == PresenceState::replaced) continue;
            const bool here = present_for(conference, person.id, state.brief->id);
            if (!here && !invited_for(person, state.brief->id)) continue;
            if (!node.people.empty()) node.people += ", ";
            node.people += here ? Sentence{person.name} : fill(say::network_absent, {person.name});
        }
        if (node.people.empty()) continue;
        node.name = partner.name;
        node.domain = domain_of(conference, partner.id);
        node.leads = lead && lead->partner == partner.id;
        if (const int open = open_agreements(state, partner.id, mask)) node.load = count(open, say::network_open);
        view.organisations.push_back(std::move(node));
    }
    std::ranges::stable_sort(view.organisations, {}, [](const NetworkNode& node) { return !node.leads; });
    return view;
}

} // namespace casustafel::ui
