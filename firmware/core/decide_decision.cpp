#include "core/closing.h"
#include "core/minutes.h"
#include "core/rules.h"

#include <algorithm>

namespace casustafel::core {

namespace {

Rejection rejection_of(const Gap& gap, const CaseId& in_case)
{
    switch (gap.kind) {
    case GapKind::field:
    case GapKind::closing_criterion:
    case GapKind::goal:
        return {Refusal::decision_incomplete, gap.field};
    case GapKind::closing_motivation:
        return {Refusal::motivation_missing, gap.field};
    case GapKind::informing:
        return {Refusal::informing_missing, in_case.value()};
    case GapKind::earlier_agreement:
    case GapKind::agreement:
    case GapKind::attention_point:
        break;
    }
    return {Refusal::open_agreements_left, in_case.value()};
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
    const std::vector<Gap> gaps = closing_gaps(conference, state.brief->id, decision);
    if (gaps.empty()) return std::nullopt;
    return rejection_of(gaps.front(), state.brief->id);
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
