#include "core/visibility.h"
#include "core/case_mask.h"

#include <algorithm>

namespace casustafel::core {

namespace {

bool contains(const auto& list, const auto& value)
{
    return std::ranges::find(list, value) != list.end();
}

bool subject_at_table(const Conference& conference, const CaseId& in_case)
{
    const CaseState* state = find(conference, in_case);
    return state && state->subject_at_table;
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
    const bool restricted = confidentiality != Confidentiality::general || audience;
    if (restricted && subject_at_table(conference, in_case)) return Mask{MaskReason::subject_at_table, {}};
    bool nobody = true;
    for (const Participant& person : conference.participants) {
        if (!present_for(conference, person.id, in_case)) continue;
        nobody = false;
        const Partner* partner = find(conference, person.partner);
        if (must_declare_secrecy(conference, person.id)) return Mask{MaskReason::undeclared_partner, person.id};
        if (!partner || !cleared(*partner, confidentiality)) return Mask{MaskReason::not_cleared, person.id};
        if (!meant_for(*partner, audience)) return Mask{MaskReason::outside_audience, person.id};
    }
    if (nobody && restricted) return Mask{MaskReason::nobody_present, {}};
    return std::nullopt;
}

std::optional<Mask> masked(const Conference& conference, const CaseId& in_case, const Item& item)
{
    if (item.section == Section::perspective_relatives && subject_at_table(conference, in_case))
        return Mask{MaskReason::subject_at_table, {}};
    return masked(conference, in_case, item.confidentiality, item.audience);
}

std::optional<Mask> masked(const Conference& conference, const CaseId& in_case, PerspectiveOf of)
{
    if (of == PerspectiveOf::relatives && subject_at_table(conference, in_case))
        return Mask{MaskReason::subject_at_table, {}};
    return masked(conference, in_case, Confidentiality::general, {});
}

std::optional<Mask> CaseMask::of(const Item& item)
{
    if (item.section == Section::perspective_relatives) return masked(conference_, in_case_, item); // few of them
    return of(item.confidentiality, item.audience);
}

std::optional<Mask> CaseMask::of(Confidentiality confidentiality, const std::optional<Audience>& audience)
{
    for (const Kind& kind : known_)
        if (kind.confidentiality == confidentiality && kind.audience == audience) return kind.mask;
    known_.push_back({confidentiality, audience, masked(conference_, in_case_, confidentiality, audience)});
    return known_.back().mask;
}

} // namespace casustafel::core
