#pragma once

#include "core/package.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::core {

enum class DecisionKind : std::uint8_t { continued, escalate, scale_down, close, not_discussed };
enum class EscalationKind : std::uint8_t { not_delivered, system_problem };
enum class Handover : std::uint8_t { accepted, pending };
enum class CloseResult : std::uint8_t { manageable, moved, deceased, not_complex, other };
enum class GoalState : std::uint8_t { reached, partly, not_reached };

struct ClosingTest {
    CriterionId id;
    bool met{};
    std::string motivation;
    bool operator==(const ClosingTest&) const = default;
};

struct GoalResult {
    GoalId id;
    GoalState state{};
    bool operator==(const GoalResult&) const = default;
};

/// The besluit of a case (domain rule 8). Which fields belong to which kind is checked by `decide`.
struct Decision {
    DecisionKind kind{};
    std::optional<Date> next_on;
    std::string to; ///< whom it is escalated or handed to
    ParticipantId by;
    std::string question; ///< which decision is asked
    std::string accepted_by;
    std::optional<Date> monitored_until;
    std::optional<CloseResult> result;
    std::string reason;
    std::optional<int> ave_phase;
    std::optional<EscalationKind> escalation_kind;
    std::optional<Date> answer_by;
    std::vector<std::string> informed;
    std::optional<Handover> handover;
    std::vector<ClosingTest> closing;
    std::vector<GoalResult> goals;
    bool operator==(const Decision&) const = default;
};

} // namespace casustafel::core
