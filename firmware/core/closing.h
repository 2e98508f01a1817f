#pragma once

#include "core/conference.h"

#include <string>
#include <vector>

namespace casustafel::core {

enum class GapKind : std::uint8_t {
    field,              ///< a field that belongs to this kind of decision is empty, see `Gap::field`
    closing_criterion,  ///< a closing criterion is unanswered
    closing_motivation, ///< a closing criterion isn't met, and nobody said why that may be
    goal,               ///< it isn't said whether a goal was reached
    earlier_agreement,  ///< an earlier agreement has no end
    agreement,          ///< an agreement of today isn't confirmed
    attention_point,    ///< something of today has no owner or no date yet
    informing,          ///< it isn't settled how the person is informed (rule 9)
};

/// Something that keeps a decision from being recorded, with what it is about so that a view can go there.
struct Gap {
    GapKind kind{};
    std::string field;     ///< the name of a member of `Decision`
    CriterionId criterion; ///< of the closing criteria of the package
    GoalId goal;
    AgreementId agreement; ///< of today or earlier
    bool operator==(const Gap&) const = default;
};

/// What is open in the case: earlier agreements without an end, points of attention, agreements of today that aren't
/// confirmed. Closing a case leaves none of it.
std::vector<Gap> loose_ends(const CaseState& state);

/// What still waits for a word of those who are here: earlier agreements that nobody reported on, points of attention,
/// agreements whose owner is at the table and hasn't answered. Scaling a case down leaves none of it; what goes on or
/// is disputed goes along to who receives the case.
std::vector<Gap> unanswered(const CaseState& state);

/// How the person is informed was settled: here, or before the conference (rule 9).
bool informing_settled(const CaseState& state);

/// All that `decision` lacks as the case stands now; `decide` refuses it until this is empty. In the order in which a
/// screen asks: fields, criteria, goals, agreements. Nothing for a case that isn't there.
std::vector<Gap> closing_gaps(const Conference& conference, const CaseId& in_case, const Decision& decision);

} // namespace casustafel::core
