#pragma once

#include "core/bytes.h"
#include "core/package.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::core {

/// A point of a drawn signature: x and y in 0..1 of the pad, t in milliseconds since the first touch.
struct StrokePoint {
    double x{};
    double y{};
    double t{};
    bool operator==(const StrokePoint&) const = default;
};
using Stroke = std::vector<StrokePoint>;
using Strokes = std::vector<Stroke>; ///< at most 500 strokes of at most 4,000 points (minutes.schema.json)

/// What an agreement says: everything whose change starts a new version and reopens the confirmation.
/// Without owner or due date it is an aandachtspunt.
struct AgreementContent {
    std::string text;
    std::optional<Owner> owner;
    std::optional<Date> due;
    std::optional<Mandate> mandate;
    std::optional<Date> consult_by;
    std::string decision_of; ///< whose decision is needed; empty: none
    GoalId goal;
    LifeDomainId life_domain;
    Confidentiality confidentiality{Confidentiality::general};
    std::optional<Audience> audience;
    std::optional<AgreementKind> kind;
    std::string executor;
    std::string deputy;
    bool outside_regular_frames{false};
    std::vector<Relation> relates;
    bool operator==(const AgreementContent&) const = default;

    bool complete() const { return owner.has_value() && due.has_value(); }
};

enum class ConfirmationState : std::uint8_t { open, confirmed, reserved, declined, awaiting_absent };
enum class ConfirmationHow : std::uint8_t { table_code, signature, spoken };

/// The owner's answer to exactly one version of the content.
struct Confirmation {
    ConfirmationState state{ConfirmationState::open};
    std::optional<ConfirmationHow> how;
    std::optional<Instant> at;
    ParticipantId by;
    std::optional<Digest> of; ///< SHA-256 of the canonical JSON of what stood on screen (minutes.schema.json)
    Strokes strokes;
    std::string reason;
    std::optional<Date> answer_by; ///< for 'met voorbehoud': the date by which the answer comes
    int version{};
    bool operator==(const Confirmation&) const = default;
};

/// One agreement of today. Never deleted: a withdrawn one stays, with by whom and when.
struct Agreement {
    AgreementId id;
    int number{};
    AgreementContent content;
    int version{1};
    Instant made_at{};
    std::optional<Instant> changed_at;
    Confirmation confirmation;
    std::optional<Instant> withdrawn_at;
    std::string withdrawn_because;
    ParticipantId withdrawn_by; ///< empty: the chair
    bool operator==(const Agreement&) const = default;
};

} // namespace casustafel::core
