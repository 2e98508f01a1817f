#include "core/minutes.h"
#include "core/rules.h"

#include <algorithm>

namespace casustafel::core {

namespace {

std::optional<Rejection> missing(bool is_missing, const char* field)
{
    return is_missing ? std::optional{Rejection{Refusal::decision_incomplete, field}} : std::nullopt;
}

std::optional<Rejection> flaw_of_escalation(const Decision& decision)
{
    if (auto flaw = missing(!decision.escalation_kind, "escalation_kind")) return flaw;
    if (auto flaw = missing(blank(decision.to), "to")) return flaw;
    if (auto flaw = missing(decision.by.empty(), "by")) return flaw;
    if (auto flaw = missing(blank(decision.question), "question")) return flaw;
    return missing(!decision.answer_by, "answer_by");
}

std::optional<Rejection> flaw_of_scaling_down(const Decision& decision)
{
    if (auto flaw = missing(blank(decision.to), "to")) return flaw;
    if (auto flaw = missing(!decision.handover, "handover")) return flaw;
    return missing(*decision.handover == Handover::accepted && blank(decision.accepted_by), "accepted_by");
}

/// Everything open is closed or handed over: no earlier agreement without its end, none of today without its answer.
bool loose_ends(const CaseState& state)
{
    const bool earlier = std::ranges::any_of(state.brief->earlier_agreements, [&](const EarlierAgreement& one) {
        const auto result = state.earlier.find(one.id);
        const Agreement* next = result == state.earlier.end() ? nullptr : find(state, result->second.followed_by);
        if (next && !next->withdrawn_at) return false; // handed over to an agreement of today
        if (result != state.earlier.end() && result->second.new_due) return true; // put off, so not at its end
        const Outcome outcome = outcome_of(state, one);
        return outcome == Outcome::open || outcome == Outcome::in_progress;
    });
    const bool today = std::ranges::any_of(state.agreements, [](const Agreement& one) {
        return !one.withdrawn_at && one.confirmation.state != ConfirmationState::confirmed;
    });
    return earlier || today;
}

std::optional<Rejection> flaw_of_closing(const Conference& conference, const CaseState& state, const Decision& decision)
{
    if (auto flaw = missing(!decision.result, "result")) return flaw;
    if (auto flaw = missing(blank(decision.reason), "reason")) return flaw;
    for (const ClosingCriterion& criterion : conference.package.closing_criteria) {
        const auto answered = std::ranges::find(decision.closing, criterion.id, &ClosingTest::id);
        if (auto flaw = missing(answered == decision.closing.end(), "closing")) return flaw;
        // A criterion that isn't met may be closed over, but not without saying why.
        if (!answered->met && blank(answered->motivation)) return Rejection{Refusal::motivation_missing, "closing"};
    }
    for (const Goal& goal : state.brief->goals) {
        const bool answered = std::ranges::find(decision.goals, goal.id, &GoalResult::id) != decision.goals.end();
        if (auto flaw = missing(!answered, "goals")) return flaw;
    }
    if (loose_ends(state)) return Rejection{Refusal::open_agreements_left, state.brief->id.value()};
    return std::nullopt;
}

/// What the decision names must be there.
std::optional<Rejection> flaw_of_references(const Conference& conference, const CaseState& state,
                                            const Decision& decision)
{
    const auto known = [](const auto& list, const auto& id) {
        return std::ranges::any_of(list, [&](const auto& one) { return one.id == id; });
    };
    for (const ClosingTest& test : decision.closing)
        if (!known(conference.package.closing_criteria, test.id))
            return Rejection{Refusal::reference_unknown, test.id.value()};
    for (const GoalResult& result : decision.goals)
        if (!known(state.brief->goals, result.id)) return Rejection{Refusal::reference_unknown, result.id.value()};
    if (!decision.by.empty() && !find(conference, decision.by))
        return Rejection{Refusal::no_such_participant, decision.by.value()};
    return std::nullopt;
}

std::optional<Rejection> flaw_of_form(const Circumstances& c, const Decision& decision)
{
    for (const std::string* line : {&decision.to, &decision.question, &decision.accepted_by})
        if (!clean_text(*line, longest_line)) return Rejection{Refusal::text_not_clean, "line"};
    for (const std::string& name : decision.informed)
        if (blank(name) || !clean_text(name, longest_line)) return Rejection{Refusal::text_not_clean, "informed"};
    for (const ClosingTest& test : decision.closing)
        if (!clean_text(test.motivation, longest_text)) return Rejection{Refusal::text_not_clean, "closing"};
    if (!clean_text(decision.reason, longest_text)) return Rejection{Refusal::text_not_clean, "reason"};
    if (decision.ave_phase && (*decision.ave_phase < 1 || *decision.ave_phase > 4))
        return Rejection{Refusal::decision_incomplete, "ave_phase"};
    for (const std::optional<Date>* date : {&decision.next_on, &decision.answer_by, &decision.monitored_until})
        if (*date && **date < c.today()) return Rejection{Refusal::date_in_the_past, {}};
    return std::nullopt;
}

} // namespace

std::optional<Rejection> flaw_of_decision(const Conference& conference, const CaseState& state,
                                          const Decision& decision)
{
    switch (decision.kind) {
    case DecisionKind::continued:
        return missing(!decision.next_on, "next_on");
    case DecisionKind::escalate:
        return flaw_of_escalation(decision);
    case DecisionKind::scale_down:
        return flaw_of_scaling_down(decision);
    case DecisionKind::close:
        return flaw_of_closing(conference, state, decision);
    case DecisionKind::not_discussed:
        return missing(blank(decision.reason), "reason");
    }
    return std::nullopt;
}

Decided decide(const Circumstances& c, const command::Decide& command)
{
    const CaseState* state = find(c.conference, command.in_case);
    if (!state) return refuse(Refusal::no_such_case, command.in_case.value());
    if (!c.conference.started_at) return refuse(Refusal::not_started);
    const bool on_screen = c.conference.open_case == command.in_case;
    const bool skipped = command.decision.kind == DecisionKind::not_discussed && !state->opened_at;
    if (!on_screen && !skipped) return refuse(Refusal::case_not_open, command.in_case.value());
    if (const auto flaw = flaw_of_form(c, command.decision)) return std::unexpected{*flaw};
    if (const auto flaw = flaw_of_references(c.conference, *state, command.decision)) return std::unexpected{*flaw};
    if (const auto flaw = flaw_of_decision(c.conference, *state, command.decision)) return std::unexpected{*flaw};
    if (state->decision == command.decision) return Facts{};
    std::vector<ParticipantId> present;
    if (on_screen) present = present_for(c.conference, command.in_case);
    return Facts{fact::CaseDecided{command.in_case, command.decision, std::move(present)}};
}

Decided decide(const Circumstances& c, const command::Seal& command)
{
    if (!c.conference.started_at) return refuse(Refusal::nothing_to_seal);
    if (command.minutes.empty()) return refuse(Refusal::nothing_to_seal, "minutes");
    if (!c.conference.open_case.empty()) return refuse(Refusal::case_still_open, c.conference.open_case.value());
    const Completeness completeness = completeness_of(c.conference);
    if (!completeness.may_seal)
        return refuse(Refusal::decision_missing,
                      completeness.undecided.empty() ? std::string{} : completeness.undecided.front().value());
    return Facts{fact::Sealed{command.minutes}};
}

} // namespace casustafel::core
