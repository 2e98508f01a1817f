#pragma once

#include "core/conference.h"

#include <vector>

// What the screen warns of, and never blocks.

namespace casustafel::core {

/// The day by which an earlier agreement is done: the new one when the table postponed it.
Date due_of(const CaseState& state, const EarlierAgreement& earlier);

enum class SlipReason : std::uint8_t {
    withdrawn,
    declined,
    due_later,    ///< it comes after the one that depends on it
    unable,       ///< an earlier one: 'kon niet'
    not_taken_up, ///< an earlier one: 'niet opgepakt'
};

/// An agreement that slips, and those that must know: they depend on it, or collide with it.
struct Slip {
    AgreementId agreement; ///< of today or earlier
    SlipReason why{};
    std::vector<AgreementId> warned; ///< of today, not withdrawn; never empty
    bool operator==(const Slip&) const = default;
};

std::vector<Slip> relations_warned(const CaseState& state);

enum class ReadinessKind : std::uint8_t {
    domain_missing,       ///< nobody of this domain is at the table
    no_case_lead,         ///< nobody leads this case
    case_lead_absent,     ///< who leads this case isn't at the table
    overdue_owner_absent, ///< an earlier agreement is overdue and its owner isn't at the table
    declaration_to_sign,  ///< somebody at the table hasn't signed
    code_to_choose,       ///< somebody at the table has no table code
    ground_missing,       ///< a legal criterion of this case is untested or unmet
};

struct Readiness {
    ReadinessKind kind{};
    Domain domain{};           ///< of domain_missing
    CaseId in_case;            ///< empty when it isn't about a case
    ParticipantId participant; ///< empty when it isn't about somebody of this conference
    AgreementId agreement;     ///< of overdue_owner_absent
    bool operator==(const Readiness&) const = default;
};

/// 'Klaar om te starten?': what isn't ready yet. Cases that were decided don't count any more.
std::vector<Readiness> readiness(const Conference& conference, Date today);

/// The four legal criteria hold, as the package has them or as the chair recorded them with a motivation (rule 1).
bool has_legal_ground(const CaseState& state);

} // namespace casustafel::core
