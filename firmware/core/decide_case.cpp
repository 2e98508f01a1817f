#include "core/legal_ground.h"
#include "core/rules.h"

#include <algorithm>

namespace casustafel::core {

namespace {

std::optional<Rejection> bars_person(const Conference& conference, const ParticipantId& id)
{
    const Participant* person = find(conference, id);
    if (!person) return Rejection{Refusal::no_such_participant, id.value()};
    const auto& allowed = conference.package.conference.legal_basis.allowed_partners;
    if (allowed && std::ranges::find(*allowed, person->partner) == allowed->end())
        return Rejection{Refusal::partner_not_on_basis, id.value()};
    if (must_declare_secrecy(conference, id)) return Rejection{Refusal::secrecy_not_declared, id.value()};
    return std::nullopt;
}

bool needs_bottleneck(Outcome outcome)
{
    return outcome == Outcome::unable;
}

bool says_nothing_new(const CaseState& state, const fact::EarlierRecorded& f)
{
    const auto known = state.earlier.find(f.agreement);
    if (known == state.earlier.end()) return false;
    const EarlierResult again{f.outcome,     f.reason,      f.bottleneck,    f.new_due,
                              f.followed_by, f.reported_by, known->second.at};
    return known->second == again;
}

} // namespace

std::optional<Rejection> bars_case(const Conference& conference, const CaseState& state, const ParticipantId& joining)
{
    if (!has_legal_ground(state)) return Rejection{Refusal::no_legal_ground, state.brief->id.value()};
    if (!joining.empty()) return bars_person(conference, joining);
    for (const ParticipantId& id : present_for(conference, state.brief->id))
        if (const auto barred = bars_person(conference, id)) return barred;
    return std::nullopt;
}

std::expected<const CaseState*, Rejection> open_case(const Conference& conference, const CaseId& id)
{
    const CaseState* state = find(conference, id);
    if (!state) return refuse(Refusal::no_such_case, id.value());
    if (conference.open_case != id)
        return refuse(state->decision ? Refusal::case_decided : Refusal::case_not_open, id.value());
    return state;
}

Decided decide(const Circumstances& c, const command::RecordCriterion& command)
{
    const CaseState* state = find(c.conference, command.in_case);
    if (!state) return refuse(Refusal::no_such_case, command.in_case.value());
    if (std::ranges::find(state->brief->criteria, command.criterion, &Criterion::id) == state->brief->criteria.end())
        return refuse(Refusal::no_such_criterion, command.criterion.value());
    if (blank(command.motivation)) return refuse(Refusal::motivation_missing);
    if (!clean_text(command.motivation, longest_text)) return refuse(Refusal::text_not_clean, "motivation");
    const auto known = state->criteria.find(command.criterion);
    if (known != state->criteria.end() && known->second == CriterionResult{command.met, command.motivation})
        return Facts{};
    // A case without ground isn't to be seen: it is left first (rule 1).
    const fact::CriterionRecorded recorded{command.in_case, command.criterion, command.met, command.motivation};
    if (c.conference.open_case == command.in_case) {
        const Conference next = apply(c.conference, {c.now, recorded});
        if (!has_legal_ground(*find(next, command.in_case)))
            return refuse(Refusal::case_still_open, command.in_case.value());
    }
    return Facts{recorded};
}

Decided decide(const Circumstances& c, const command::OpenCase& command)
{
    const CaseState* state = find(c.conference, command.in_case);
    if (!state) return refuse(Refusal::no_such_case, command.in_case.value());
    if (!c.conference.started_at) return refuse(Refusal::not_started);
    if (c.conference.open_case == command.in_case) return Facts{};
    if (!c.conference.open_case.empty()) return refuse(Refusal::another_case_open, c.conference.open_case.value());
    if (const auto barred = bars_case(c.conference, *state)) return std::unexpected{*barred};
    return Facts{fact::CaseOpened{command.in_case, present_for(c.conference, command.in_case)}};
}

Decided decide(const Circumstances& c, const command::LeaveCase& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (!(*state)->decision) return refuse(Refusal::decision_missing, command.in_case.value());
    // What was decided must still hold: agreements may have changed since.
    if (const auto flaw = flaw_of_decision(c.conference, **state, *(*state)->decision)) return std::unexpected{*flaw};
    const auto& informing = (*state)->informing;
    if (informing && informing->state == InformingState::to_inform && !standing(**state, informing->agreement))
        return refuse(Refusal::informing_needs_agreement, informing->agreement.value());
    return Facts{fact::CaseLeft{command.in_case}};
}

Decided decide(const Circumstances& c, const command::RecordEarlier& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    const EarlierAgreement* earlier = find_earlier(**state, command.agreement);
    if (!earlier) return refuse(Refusal::no_such_agreement, command.agreement.value());
    if (command.outcome == Outcome::open) return refuse(Refusal::outcome_is_open);
    if (needs_bottleneck(command.outcome) && command.bottleneck.empty()) return refuse(Refusal::bottleneck_missing);
    const auto& known = c.conference.package.bottlenecks;
    if (!command.bottleneck.empty() && std::ranges::find(known, command.bottleneck, &Bottleneck::id) == known.end())
        return refuse(Refusal::bottleneck_unknown, command.bottleneck.value());
    if (!clean_text(command.reason, longest_text)) return refuse(Refusal::text_not_clean, "reason");
    if (command.new_due) {
        // Postponing is an event with its reason (rule 7).
        if (blank(command.reason) && command.bottleneck.empty()) return refuse(Refusal::reason_missing);
        if (*command.new_due < c.today()) return refuse(Refusal::date_in_the_past, "new_due");
    }
    if (!command.followed_by.empty())
        if (const auto next = standing(**state, command.followed_by); !next) return std::unexpected{next.error()};
    if (!command.reported_by.empty() && !find(c.conference, command.reported_by))
        return refuse(Refusal::no_such_participant, command.reported_by.value());
    const fact::EarlierRecorded recorded{command.in_case,     command.agreement,  command.outcome,
                                         command.reason,      command.bottleneck, command.new_due,
                                         command.followed_by, command.reported_by};
    if (says_nothing_new(**state, recorded)) return Facts{};
    return Facts{recorded};
}

Decided decide(const Circumstances& c, const command::RecordConclusion& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (!clean_text(command.text, longest_text)) return refuse(Refusal::text_not_clean, "conclusion");
    if ((*state)->conclusion == command.text) return Facts{};
    return Facts{fact::ConclusionRecorded{command.in_case, command.text}};
}

Decided decide(const Circumstances& c, const command::RecordInforming& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (!clean_text(command.reason, longest_text)) return refuse(Refusal::text_not_clean, "reason");
    switch (command.state) {
    case InformingState::informed:
        break;
    case InformingState::to_inform: {
        // Informing the person is an agreement like any other (rule 9).
        if (!standing(**state, command.agreement)) return refuse(Refusal::informing_needs_agreement);
        break;
    }
    case InformingState::postponed:
        if (blank(command.reason)) return refuse(Refusal::reason_missing);
        break;
    }
    const bool by_agreement = command.state == InformingState::to_inform;
    const fact::InformingRecorded recorded{command.in_case, command.state,
                                           by_agreement ? command.agreement : AgreementId{}, command.reason};
    if ((*state)->informing == recorded) return Facts{};
    return Facts{recorded};
}

} // namespace casustafel::core
