#include "core/rules.h"

#include <algorithm>
#include <set>

namespace casustafel::core {

namespace {

constexpr int longest_time_box = 240; // minutes, package.schema.json
constexpr std::ptrdiff_t legal_criteria = 4;

std::optional<Rejection> flaw_of_line(const std::string& line, const char* field)
{
    if (blank(line)) return Rejection{Refusal::text_missing, field};
    if (!clean_text(line, longest_line)) return Rejection{Refusal::text_not_clean, field};
    return std::nullopt;
}

/// Tested here and now: each of them met, each with its motivation (rule 1).
std::optional<Rejection> flaw_of_criteria(const std::vector<Criterion>& criteria)
{
    if (std::ranges::count(criteria, false, &Criterion::regional) != legal_criteria)
        return Rejection{Refusal::no_legal_ground, "criteria"};
    std::set<CriterionId> ids;
    for (const Criterion& criterion : criteria) {
        if (criterion.id.empty() || !ids.insert(criterion.id).second)
            return Rejection{Refusal::no_such_criterion, criterion.id.value()};
        if (const auto flaw = flaw_of_line(criterion.label, "criteria")) return flaw;
        if (!criterion.regional && criterion.met != true)
            return Rejection{Refusal::no_legal_ground, criterion.id.value()};
        if (!criterion.regional && blank(criterion.motivation))
            return Rejection{Refusal::motivation_missing, criterion.id.value()};
        if (!clean_text(criterion.motivation, longest_text)) return Rejection{Refusal::text_not_clean, "motivation"};
    }
    return std::nullopt;
}

std::optional<Rejection> flaw_of_urgent(const Conference& conference, const Case& brief)
{
    if (brief.id.empty() || find(conference, brief.id)) return Rejection{Refusal::already_there, brief.id.value()};
    if (const auto flaw = flaw_of_line(brief.label, "label")) return flaw;
    if (const auto flaw = flaw_of_line(brief.question, "question")) return flaw;
    if (brief.time_box_minutes < 1 || brief.time_box_minutes > longest_time_box)
        return Rejection{Refusal::time_box_missing, "time_box_minutes"};
    if (!brief.case_lead.empty() && !find(conference, brief.case_lead))
        return Rejection{Refusal::no_such_participant, brief.case_lead.value()};
    if (brief.subject) {
        const bool clean =
            clean_text(brief.subject->name, longest_line) && clean_text(brief.subject->residence, longest_line);
        if (!clean) return Rejection{Refusal::text_not_clean, "subject"};
    }
    return flaw_of_criteria(brief.criteria);
}

} // namespace

Decided decide(const Circumstances& c, const command::ReorderAgenda& command)
{
    std::set<CaseId> named;
    for (const CaseId& id : command.order) {
        if (!find(c.conference, id)) return refuse(Refusal::no_such_case, id.value());
        if (!named.insert(id).second) return refuse(Refusal::order_incomplete, id.value());
    }
    if (named.size() != c.conference.cases.size()) return refuse(Refusal::order_incomplete);
    const bool as_it_is = std::ranges::equal(command.order, c.conference.cases, {}, {},
                                             [](const CaseState& state) { return state.brief->id; });
    if (as_it_is) return Facts{};
    return Facts{fact::AgendaReordered{command.order}};
}

Decided decide(const Circumstances& c, const command::AddUrgentCase& command)
{
    const Case& brief = command.brief;
    if (const auto flaw = flaw_of_urgent(c.conference, brief)) return std::unexpected{*flaw};
    Case added;
    added.id = brief.id;
    added.label = brief.label;
    added.subject = brief.subject;
    added.approach = brief.approach;
    added.question = brief.question;
    added.time_box_minutes = brief.time_box_minutes;
    added.case_lead = brief.case_lead;
    added.criteria = brief.criteria;
    for (Criterion& criterion : added.criteria) {
        criterion.by = c.conference.package.conference.chair;
        criterion.on = c.today();
    }
    added.informing.state = InformingState::to_inform;
    return Facts{fact::UrgentCaseAdded{std::move(added)}};
}

Decided decide(const Circumstances& c, const command::SeatSubject& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if ((*state)->subject_at_table) return Facts{};
    return Facts{fact::SubjectSeated{command.in_case}};
}

Decided decide(const Circumstances& c, const command::UnseatSubject& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (!(*state)->subject_at_table) return Facts{};
    return Facts{fact::SubjectUnseated{command.in_case}};
}

Decided decide(const Circumstances& c, const command::Undo&)
{
    const std::optional<LastAction>& last = c.conference.last_action;
    if (!last) return refuse(Refusal::nothing_to_undo);
    return Facts{fact::Undone{last->in_case, last->what, last->agreements}};
}

} // namespace casustafel::core
