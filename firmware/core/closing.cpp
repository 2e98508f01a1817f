#include "core/closing.h"

#include "core/text.h"

#include <algorithm>

namespace casustafel::core {

namespace {

class Gaps {
public:
    void field(bool is_missing, const char* name)
    {
        if (is_missing) all_.push_back({GapKind::field, name, {}, {}, {}});
    }
    void criterion(GapKind kind, const CriterionId& id) { all_.push_back({kind, "closing", id, {}, {}}); }
    void goal(const GoalId& id) { all_.push_back({GapKind::goal, "goals", {}, id, {}}); }
    void agreement(GapKind kind, const AgreementId& id) { all_.push_back({kind, {}, {}, {}, id}); }
    void informing(const CaseState& state)
    {
        if (!informing_settled(state)) all_.push_back({GapKind::informing, "informing", {}, {}, {}});
    }
    void add(const std::vector<Gap>& more) { all_.insert(all_.end(), more.begin(), more.end()); }
    std::vector<Gap> take() { return std::move(all_); }

private:
    std::vector<Gap> all_;
};

void ask_escalation(const Decision& decision, Gaps& gaps)
{
    gaps.field(!decision.escalation_kind, "escalation_kind");
    gaps.field(blank(decision.to), "to");
    gaps.field(decision.by.empty(), "by");
    gaps.field(blank(decision.question), "question");
    gaps.field(!decision.answer_by, "answer_by");
}

void ask_handover(const Decision& decision, Gaps& gaps)
{
    gaps.field(blank(decision.to), "to");
    gaps.field(!decision.handover, "handover");
    gaps.field(decision.handover == Handover::accepted && blank(decision.accepted_by), "accepted_by");
}

void ask_criteria(const Conference& conference, const Decision& decision, Gaps& gaps)
{
    for (const ClosingCriterion& criterion : conference.package.closing_criteria) {
        const auto answered = std::ranges::find(decision.closing, criterion.id, &ClosingTest::id);
        if (answered == decision.closing.end())
            gaps.criterion(GapKind::closing_criterion, criterion.id);
        else if (!answered->met && blank(answered->motivation)) // closed over, but not without saying why
            gaps.criterion(GapKind::closing_motivation, criterion.id);
    }
}

void ask_goals(const CaseState& state, const Decision& decision, Gaps& gaps)
{
    for (const Goal& goal : state.brief->goals)
        if (!std::ranges::contains(decision.goals, goal.id, &GoalResult::id)) gaps.goal(goal.id);
}

bool at_its_end(const CaseState& state, const EarlierAgreement& earlier)
{
    const auto result = state.earlier.find(earlier.id);
    const Agreement* next = result == state.earlier.end() ? nullptr : find(state, result->second.followed_by);
    if (next && !next->withdrawn_at) return true;                              // handed over to an agreement of today
    if (result != state.earlier.end() && result->second.new_due) return false; // put off
    return !still_open(outcome_of(state, earlier));
}

/// Somebody said today how it stands, or it had ended before.
bool reported_on(const CaseState& state, const EarlierAgreement& earlier)
{
    return state.earlier.contains(earlier.id) || !still_open(outcome_of(state, earlier));
}

/// Earlier agreements that `is_through` doesn't hold for, points of attention, and agreements of today that
/// `is_settled` doesn't hold for.
std::vector<Gap> left_open(const CaseState& state, bool (*is_through)(const CaseState&, const EarlierAgreement&),
                           bool (*is_settled)(const Agreement&))
{
    Gaps gaps;
    for (const EarlierAgreement& earlier : state.brief->earlier_agreements)
        if (!is_through(state, earlier)) gaps.agreement(GapKind::earlier_agreement, earlier.id);
    for (const Agreement& one : state.agreements) {
        if (one.withdrawn_at) continue;
        if (!one.content.complete())
            gaps.agreement(GapKind::attention_point, one.id);
        else if (!is_settled(one))
            gaps.agreement(GapKind::agreement, one.id);
    }
    return gaps.take();
}

} // namespace

bool informing_settled(const CaseState& state)
{
    return state.informing || state.brief->informing.state != InformingState::to_inform;
}

std::vector<Gap> unanswered(const CaseState& state)
{
    return left_open(state, reported_on,
                     [](const Agreement& one) { return one.confirmation.state != ConfirmationState::open; });
}

std::vector<Gap> loose_ends(const CaseState& state)
{
    return left_open(state, at_its_end,
                     [](const Agreement& one) { return one.confirmation.state == ConfirmationState::confirmed; });
}

std::vector<Gap> closing_gaps(const Conference& conference, const CaseId& in_case, const Decision& decision)
{
    const CaseState* state = find(conference, in_case);
    if (!state) return {};
    Gaps gaps;
    switch (decision.kind) {
    case DecisionKind::continued:
        gaps.field(!decision.next_on, "next_on");
        break;
    case DecisionKind::escalate:
        ask_escalation(decision, gaps);
        break;
    case DecisionKind::scale_down:
        ask_handover(decision, gaps);
        ask_criteria(conference, decision, gaps);
        ask_goals(*state, decision, gaps);
        gaps.add(unanswered(*state));
        gaps.informing(*state);
        break;
    case DecisionKind::close:
        gaps.field(!decision.result, "result");
        gaps.field(blank(decision.reason), "reason");
        ask_criteria(conference, decision, gaps);
        ask_goals(*state, decision, gaps);
        gaps.add(loose_ends(*state));
        gaps.informing(*state);
        break;
    case DecisionKind::not_discussed:
        gaps.field(blank(decision.reason), "reason");
        break;
    }
    return gaps.take();
}

} // namespace casustafel::core
