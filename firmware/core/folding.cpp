#include "core/folding.h"

#include <algorithm>

namespace casustafel::core {

CaseState* case_in(Conference& conference, const CaseId& id)
{
    const auto found =
        std::ranges::find_if(conference.cases, [&](const CaseState& one) { return one.brief->id == id; });
    return found == conference.cases.end() ? nullptr : &*found;
}

Agreement* agreement_in(Conference& conference, const CaseId& in_case, const AgreementId& id)
{
    CaseState* state = case_in(conference, in_case);
    if (!state) return nullptr;
    const auto found = std::ranges::find(state->agreements, id, &Agreement::id);
    return found == state->agreements.end() ? nullptr : &*found;
}

Confirmation waiting_for(const Conference& conference, const CaseId& in_case, const AgreementContent& content)
{
    Confirmation confirmation;
    const bool owner_here = content.owner && !content.owner->participant.empty() &&
                            present_for(conference, content.owner->participant, in_case);
    confirmation.state = content.owner && !owner_here ? ConfirmationState::awaiting_absent : ConfirmationState::open;
    return confirmation;
}

namespace {

constexpr std::size_t most_actions = 20;

void look_at_last(Conference& conference)
{
    conference.last_action.reset();
    if (!conference.actions.empty()) conference.last_action = conference.actions.back().what;
}

/// The answer as it was before, as far as it was one to this version.
Confirmation answer_before(const Conference& conference, const CaseId& in_case, const Agreement& agreement,
                           const Confirmation& before)
{
    if (before.of && before.version == agreement.version) return before;
    return waiting_for(conference, in_case, agreement.content);
}

/// Puts back what one action changed.
class TakingBack {
public:
    TakingBack(Conference& conference, const LastAction& action, Instant at)
        : conference_{conference}, action_{action}, at_{at}, state_{*case_in(conference, action.in_case)}
    {
    }

    void operator()(const before::Nothing&) const
    {
        if (action_.what == ActionKind::withheld_recorded) return state_.withheld.pop_back();
        if (action_.what == ActionKind::signal_recorded) return state_.signals.pop_back();
        for (const AgreementId& id : action_.agreements)
            if (Agreement* agreement = agreement_in(conference_, action_.in_case, id)) {
                agreement->withdrawn_at = at_;
                agreement->withdrawn_because = undone_because;
                agreement->withdrawn_by = {};
            }
    }
    void operator()(const AgreementContent& content) const
    {
        Agreement* agreement = agreement_in(conference_, action_.in_case, action_.agreements.front());
        if (!agreement) return;
        agreement->content = content;
        ++agreement->version;
        agreement->changed_at = at_;
        agreement->confirmation = waiting_for(conference_, action_.in_case, content);
    }
    void operator()(const std::vector<Confirmation>& answers) const
    {
        for (std::size_t n = 0; n < answers.size(); ++n)
            if (Agreement* agreement = agreement_in(conference_, action_.in_case, action_.agreements[n]))
                agreement->confirmation = answer_before(conference_, action_.in_case, *agreement, answers[n]);
    }
    void operator()(const std::optional<EarlierResult>& result) const
    {
        if (result)
            state_.earlier[action_.agreements.front()] = *result;
        else
            state_.earlier.erase(action_.agreements.front());
    }
    void operator()(const before::Perspectives& all) const
    {
        state_.perspective = all.known;
        state_.no_perspective = all.missing;
    }
    void operator()(const std::optional<TableAdvice>& advice) const { state_.zsm_advice = advice; }
    void operator()(const std::optional<fact::InformingRecorded>& informing) const { state_.informing = informing; }
    void operator()(const before::Decided& decided) const
    {
        state_.decision = decided.decision;
        state_.present_at_decision = decided.present;
    }

private:
    Conference& conference_;
    const LastAction& action_;
    Instant at_;
    CaseState& state_;
};

} // namespace

void remember(Conference& conference, Action action)
{
    if (action.what.in_case != conference.open_case) return;
    conference.actions.push_back(std::move(action));
    if (conference.actions.size() > most_actions) conference.actions.erase(conference.actions.begin());
    look_at_last(conference);
}

void remember_answer(Conference& conference, const Agreement& agreement, const fact::Answered& answered)
{
    // The answers that one person gave in one go are one action.
    if (!conference.actions.empty() && conference.actions.back().what.what == ActionKind::answered &&
        conference.actions.back().by == answered.confirmation.by &&
        conference.actions.back().at == answered.confirmation.at &&
        !std::ranges::contains(conference.actions.back().what.agreements, agreement.id)) {
        Action& last = conference.actions.back();
        last.what.agreements.push_back(agreement.id);
        std::get<std::vector<Confirmation>>(last.before).push_back(agreement.confirmation);
        return look_at_last(conference);
    }
    remember(conference, {{ActionKind::answered, answered.in_case, {agreement.id}},
                          std::vector{agreement.confirmation},
                          answered.confirmation.by,
                          answered.confirmation.at});
}

void forget(Conference& conference, const AgreementId& agreement)
{
    for (Action& action : conference.actions) {
        if (action.what.what == ActionKind::earlier_recorded) continue;
        const auto at = std::ranges::find(action.what.agreements, agreement);
        if (at == action.what.agreements.end()) continue;
        if (auto* answers = std::get_if<std::vector<Confirmation>>(&action.before))
            answers->erase(answers->begin() + (at - action.what.agreements.begin()));
        action.what.agreements.erase(at);
    }
    std::erase_if(conference.actions, [](const Action& action) {
        const bool about_agreements = action.what.what == ActionKind::proposed ||
                                      action.what.what == ActionKind::changed ||
                                      action.what.what == ActionKind::answered;
        return about_agreements && action.what.agreements.empty();
    });
    look_at_last(conference);
}

void forget_all(Conference& conference)
{
    conference.actions.clear();
    conference.last_action.reset();
}

void take_back_last(Conference& conference, Instant at)
{
    if (conference.actions.empty()) return;
    const Action action = std::move(conference.actions.back());
    conference.actions.pop_back();
    look_at_last(conference);
    if (case_in(conference, action.what.in_case)) std::visit(TakingBack{conference, action.what, at}, action.before);
}

} // namespace casustafel::core
