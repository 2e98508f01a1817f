#include "core/visibility.h"

#include <algorithm>

namespace casustafel::core {

namespace {

bool contains(const auto& list, const auto& value)
{
    return std::ranges::find(list, value) != list.end();
}

} // namespace

bool cleared(const Partner& partner, Confidentiality confidentiality)
{
    if (confidentiality == Confidentiality::general) return true;
    if (partner.clearances) return contains(*partner.clearances, confidentiality);
    return partner.kind == PartnerKind::permanent && partner.in_covenant;
}

bool meant_for(const Partner& partner, const std::optional<Audience>& audience)
{
    // An audience that names nobody is for nobody: when in doubt a line stays masked.
    return !audience || contains(audience->partners, partner.id) || contains(audience->domains, partner.domain);
}

std::optional<Mask> masked(const Conference& conference, const CaseId& in_case, Confidentiality confidentiality,
                           const std::optional<Audience>& audience)
{
    const std::vector<ParticipantId> present = present_for(conference, in_case);
    const bool restricted = confidentiality != Confidentiality::general || audience;
    if (present.empty()) return restricted ? std::optional{Mask{MaskReason::nobody_present, {}}} : std::nullopt;
    for (const ParticipantId& id : present) {
        const Participant* participant = find(conference, id);
        const Partner* partner = participant ? find(conference, participant->partner) : nullptr;
        if (must_declare_secrecy(conference, id)) return Mask{MaskReason::undeclared_partner, id};
        if (!partner || !cleared(*partner, confidentiality)) return Mask{MaskReason::not_cleared, id};
        if (!meant_for(*partner, audience)) return Mask{MaskReason::outside_audience, id};
    }
    return std::nullopt;
}

} // namespace casustafel::core
