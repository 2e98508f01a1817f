#pragma once

#include "core/conference.h"

#include <optional>

namespace casustafel::core {

/// Why a line is masked. Shown with the line, never instead of it (domain rule 3).
enum class MaskReason : std::uint8_t {
    undeclared_partner, ///< someone present has no secrecy declaration
    not_cleared,        ///< someone present isn't cleared for this confidentiality
    outside_audience,   ///< someone present isn't among those it is meant for
    subject_at_table,   ///< the person is at the table: nothing but 'general' without audience, and not of relatives
    nobody_present,     ///< the chair alone isn't a company: nothing but 'general' is shown
};

struct Mask {
    MaskReason reason{};
    ParticipantId because_of; ///< the first one present who may not see it; empty for the last two
    bool operator==(const Mask&) const = default;
};

/// The one place where it is decided whether something about a case may be shown to those who are present for it:
/// nothing when shown, the reason when masked. Screens, search, second display, minutes, extracts and logs ask here.
/// The chair counts as bureau: cleared for all, and not enough alone to show what the company may not see.
std::optional<Mask> masked(const Conference& conference, const CaseId& in_case, Confidentiality confidentiality,
                           const std::optional<Audience>& audience);
/// The same of an item. What relatives told about the person is told in confidence: with the person at the table it is
/// masked whatever the package says of it.
std::optional<Mask> masked(const Conference& conference, const CaseId& in_case, const Item& item);
/// The same of a perspective as it was put down at the table, or why there is none: general, and that of relatives in
/// confidence.
std::optional<Mask> masked(const Conference& conference, const CaseId& in_case, PerspectiveOf of);

/// Whether a partner may see this confidentiality (protocol.md, Meaning).
bool cleared(const Partner& partner, Confidentiality confidentiality);

/// Whether it is meant for this partner: named, by its domain, or without any audience.
bool meant_for(const Partner& partner, const std::optional<Audience>& audience);

} // namespace casustafel::core
