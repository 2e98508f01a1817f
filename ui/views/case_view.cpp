#include "core/case_mask.h"
#include "core/warnings.h"
#include "ui/say.h"
#include "ui/views/agreement_views.h"
#include "ui/views/decision_view.h"
#include "ui/views/record_view.h"
#include "ui/views/room_view.h"
#include "ui/views/timer.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

/// An item as a line with its source; masked for those who are here when one of them may not see it.
CaseLine item_line(CaseMask& mask, const Item& item)
{
    CaseLine line;
    if (const auto hidden = mask.of(item)) {
        line.masked_because = reason_of(mask.conference(), *hidden);
        return line;
    }
    line.text = item.text;
    line.source = partner_name(mask.conference(), item.source) + " · " + short_date(item.on);
    if (item.state)
        line.state = Mark{words(*item.state), *item.state == ItemState::acute    ? Status::wrong
                                              : *item.state == ItemState::risk   ? Status::attention
                                              : *item.state == ItemState::stable ? Status::ok
                                                                                 : Status::neutral};
    return line;
}

void add_criteria(const Snapshot& snapshot, const CaseState& state, CaseView& view)
{
    std::optional<Date> tested;
    bool here = false;
    for (const Criterion& criterion : state.brief->criteria) {
        CriterionRow row{criterion.id, criterion.label, criterion.met, !criterion.regional, criterion.motivation};
        if (const auto recorded = state.criteria.find(criterion.id); recorded != state.criteria.end()) {
            row.met = recorded->second.met;
            row.motivation = recorded->second.motivation;
            here = true;
        }
        if (criterion.on && (!tested || *criterion.on > *tested)) tested = criterion.on;
        view.criteria.push_back(std::move(row));
    }
    view.criteria_source = snapshot.conference->package.conference.legal_basis.reference;
    const Sentence basis = words(snapshot.conference->package.conference.legal_basis.kind);
    if (here)
        view.tested = fill(say::tested_here, {basis});
    else if (tested)
        view.tested = fill(say::tested_on, {short_date(*tested), basis});
}

Mark informing_mark(const CaseState& state)
{
    const InformingState known = state.informing ? state.informing->state : state.brief->informing.state;
    switch (known) {
    case InformingState::informed:
        return {Sentence{say::informed}, Status::ok};
    case InformingState::to_inform:
        if (state.informing) return {Sentence{say::informing_agreed}, Status::ok};
        return {Sentence{say::to_inform}, Status::attention};
    case InformingState::postponed:
        return {Sentence{say::informing_postponed}, Status::attention};
    }
    return {};
}

Mark earlier_mark(const CaseState& state, const EarlierAgreement& earlier, Date today)
{
    const Outcome outcome = outcome_of(state, earlier);
    switch (outcome) {
    case Outcome::done:
        return {words(outcome), Status::ok};
    case Outcome::partly:
    case Outcome::lapsed:
        return {words(outcome), Status::neutral};
    case Outcome::unable:
    case Outcome::not_taken_up:
        return {words(outcome), Status::wrong};
    case Outcome::open:
    case Outcome::in_progress:
        break;
    }
    if (state.earlier.contains(earlier.id)) return {words(outcome), Status::neutral};
    const auto late = (std::chrono::sys_days{today} - std::chrono::sys_days{earlier.due}).count();
    if (late > 0) return {count(static_cast<int>(late), say::days_late), Status::wrong};
    return {Sentence{say::due_later}, Status::neutral};
}

void add_earlier(const Snapshot& snapshot, const CaseState& state, CaseView& view)
{
    const Conference& conference = *snapshot.conference;
    int open = 0;
    for (const EarlierAgreement& earlier : state.brief->earlier_agreements) {
        EarlierRow row;
        row.id = earlier.id;
        row.line = earlier_line(conference, state, earlier);
        row.domain = domain_of(conference, earlier.owner.partner);
        if (row.line.masked_because) {
            row.domain = Domain::none; // whose it is, is hidden with it
            row.mark = {Sentence{say::shielded_item}, Status::attention};
        } else {
            row.line.source = earlier.owner.name + " · " + partner_name(conference, earlier.owner.partner) + " · " +
                              fill(say::up_to, {short_date(due_of(state, earlier))});
            if (const Sentence tied = relations_sentence(state, earlier.id); !tied.empty())
                row.line.source += " · " + tied;
            row.line.warning = slip_warning(conference, state, earlier.id);
            row.mark = earlier_mark(state, earlier, today_of(snapshot));
        }
        if (still_open(outcome_of(state, earlier))) ++open;
        view.earlier.push_back(std::move(row));
    }
    view.earlier_open = fill(say::open_count, {std::to_string(open)});
}

void add_life_domains(const Conference& conference, const CaseState& state, CaseView& view)
{
    CaseMask mask{conference, state.brief->id};
    const auto lines_for = [&](const LifeDomainId& id) {
        std::vector<CaseLine> lines;
        for (const Item& item : state.brief->items)
            if (item.life_domain == id && item.section != Section::timeline) lines.push_back(item_line(mask, item));
        return lines;
    };
    for (const LifeDomain& domain : conference.package.life_domains)
        if (auto lines = lines_for(domain.id); !lines.empty())
            view.life_domains.push_back({domain.label, std::move(lines)});
}

Domain owner_domain(const Conference& conference, const Agreement& agreement)
{
    return agreement.content.owner ? domain_of(conference, agreement.content.owner->partner) : Domain::none;
}

PlanGoal goal_view(const Conference& conference, const CaseState& state, const GoalId& goal, Sentence text, Date today)
{
    PlanGoal view;
    view.id = goal;
    view.text = std::move(text);
    for (const Intervention& one : state.brief->interventions) {
        if (one.goal != goal) continue;
        Sentence line = words(one.kind) + ": " + one.text;
        if (one.from && one.until)
            line +=
                " (" + fill(say::from_until, {short_date_and_year(*one.from), short_date_and_year(*one.until)}) + ")";
        else if (one.from)
            line += " (" + fill(say::from, {short_date_and_year(*one.from)}) + ")";
        else if (one.until)
            line += " (" + fill(say::until, {short_date_and_year(*one.until)}) + ")";
        view.interventions.push_back(std::move(line));
    }
    for (const EarlierAgreement& one : state.brief->earlier_agreements) {
        if (one.goal != goal) continue;
        PlanRow row{earlier_line(conference, state, one), short_date(one.due), domain_of(conference, one.owner.partner),
                    earlier_mark(state, one, today)};
        view.agreements.push_back(std::move(row));
    }
    for (const Agreement& one : state.agreements) {
        if (one.content.goal != goal || one.withdrawn_at) continue;
        PlanRow row{agreement_line(conference, state, one), one.content.due ? short_date(*one.content.due) : Sentence{},
                    owner_domain(conference, one), mark_of(one)};
        view.agreements.push_back(std::move(row));
    }
    for (PlanRow& row : view.agreements) {
        if (!row.line.masked_because) continue;
        row.domain = Domain::none;
        row.mark = {Sentence{say::shielded_item}, Status::attention};
    }
    return view;
}

void add_plan(const Snapshot& snapshot, const CaseState& state, CaseView& view)
{
    const Conference& conference = *snapshot.conference;
    const Date today = today_of(snapshot);
    for (const Goal& goal : state.brief->goals)
        view.plan.push_back(goal_view(conference, state, goal.id, goal.text, today));
    PlanGoal loose = goal_view(conference, state, GoalId{}, Sentence{say::plan_without_goal}, today);
    if (!loose.interventions.empty() || !loose.agreements.empty()) view.plan.push_back(std::move(loose));
}

void add_timeline(const Snapshot& snapshot, const CaseState& state, CaseView& view)
{
    const Conference& conference = *snapshot.conference;
    const Date today = today_of(snapshot);
    CaseMask mask{conference, state.brief->id};
    for (const Item& item : state.brief->items)
        if (item.section == Section::timeline)
            view.timeline.push_back({item.on, {}, item_line(mask, item), false, false});
    for (const Milestone& milestone : state.brief->milestones) {
        CaseLine line;
        line.text = milestone.label;
        view.timeline.push_back({milestone.on, {}, std::move(line), true, false});
    }
    for (const EarlierAgreement& one : state.brief->earlier_agreements) {
        CaseLine line = earlier_line(conference, state, one);
        line.source = fill(say::due_of, {one.owner.name});
        if (const Mark mark = earlier_mark(state, one, today); mark.status == Status::wrong) line.warning = mark.label;
        view.timeline.push_back({one.due, {}, std::move(line), false, false});
    }
    for (const Agreement& one : state.agreements) {
        if (!one.content.due || one.withdrawn_at) continue;
        CaseLine line = agreement_line(conference, state, one);
        line.source = one.content.owner ? fill(say::due_of, {one.content.owner->name}) : Sentence{say::point_due};
        view.timeline.push_back({*one.content.due, {}, std::move(line), false, false});
    }
    if (!view.timeline.empty()) {
        CaseLine line;
        line.text = Sentence{say::day_today};
        view.timeline.push_back({today, {}, std::move(line), true, false});
    }
    std::ranges::stable_sort(view.timeline, {}, &TimelineEntry::on);
    for (TimelineEntry& entry : view.timeline) {
        entry.day = short_date(entry.on);
        entry.past = entry.on < today;
    }
}

void add_agreements(const Snapshot& snapshot, const State& local, const CaseState& state, CaseView& view)
{
    const Conference& conference = *snapshot.conference;
    view.agreement_count = tally_of(state).agreements;
    for (const Agreement& agreement : state.agreements) {
        AgreementRow row;
        row.id = agreement.id;
        row.number = agreement.number;
        row.line = agreement_line(conference, state, agreement);
        row.withdrawn = agreement.withdrawn_at.has_value();
        row.revealed = done_last(conference, agreement);
        row.mark = row.line.masked_because ? Mark{Sentence{say::shielded_item}, Status::attention} : mark_of(agreement);
        if (!row.line.masked_because) row.line.warning = slip_warning(conference, state, agreement.id);
        const AgreementContent& content = agreement.content;
        row.domain = row.line.masked_because ? Domain::none : owner_domain(conference, agreement);
        row.who = content.owner ? content.owner->name + " · " + partner_name(conference, content.owner->partner)
                                : in_small_letters(say::no_owner_yet);
        if (!content.complete()) row.who = fill(say::point_without, {row.who});
        row.who += " · " + (content.due ? short_date(*content.due) : Sentence{say::no_date_yet});
        if (const Sentence tied = relations_sentence(state, agreement.id); !tied.empty()) row.who += " · " + tied;
        if (waits_for_answer(agreement)) ++view.to_confirm;
        view.agreements.push_back(std::move(row));
    }
    if (!local.pending.empty())
        view.saved = {Sentence{say::saving}, Status::neutral};
    else if (snapshot.device.not_saved)
        view.saved = {Sentence{say::not_saved_short}, Status::wrong};
    else
        view.saved = {Sentence{say::saved}, Status::ok};
}

void add_presence(const Conference& conference, const CaseState& state, CaseView& view)
{
    int here = 0;
    for (const Participant& person : conference.participants) {
        if (attendance_of(conference, person.id).state != PresenceState::present) continue;
        PresenceRow row;
        row.person = person_view(conference, person);
        row.here = present_for(conference, person.id, state.brief->id);
        if (row.here) {
            ++here;
            row.change = command::StepOut{person.id, state.brief->id};
        } else {
            row.change = command::StepIn{person.id, state.brief->id};
        }
        view.presence.push_back(std::move(row));
    }
    view.at_table = fill(say::at_this_case, {std::to_string(here)});
    view.subject_here = state.subject_at_table;
    if (state.subject_at_table)
        view.seat_subject = command::UnseatSubject{state.brief->id};
    else
        view.seat_subject = command::SeatSubject{state.brief->id};
}

std::chrono::milliseconds spent_on(const CaseState& state, Instant now)
{
    auto spent = state.spent;
    if (state.open_since) spent += now - *state.open_since;
    return std::max(std::chrono::milliseconds{0}, spent);
}

void add_header(const Snapshot& snapshot, const State& local, const CaseState& state, CaseView& view)
{
    const Conference& conference = *snapshot.conference;
    const auto position =
        std::ranges::find(conference.cases, state.brief->id, [](const CaseState& one) { return one.brief->id; });
    view.title = fill(say::case_of, {std::to_string(position - conference.cases.begin() + 1),
                                     std::to_string(conference.cases.size()), state.brief->label});
    view.pills.push_back(words(state.brief->approach));
    for (const Track track : state.brief->tracks) view.pills.push_back(words(track));
    const std::chrono::seconds shown = spent_on(state, snapshot.now) / timer_step * timer_step;
    view.timer = clock_time(std::chrono::minutes{shown.count()});
    view.time_box = fill(say::of_minutes, {std::to_string(state.brief->time_box_minutes)});
    view.question = state.brief->question;
    const Participant* lead = find(conference, case_lead_of(state));
    const Sentence leads = lead ? lead->name : Sentence{say::nobody};
    view.regie = fill(say::regie, {conference.package.conference.chair, leads});
    view.chair = fill(say::regie_chair, {conference.package.conference.chair});
    view.led = lead != nullptr;
    view.lead = lead ? fill(say::regie_lead, {leads}) : Sentence{say::regie_nobody};
    if (state.decision)
        view.decided = local.decisions_shown ? decided_words(*state.decision) : Sentence{say::decision_recorded};
    else if (state.brief->ave_phase)
        view.decided = local.decisions_shown ? fill(say::earlier_phase, {std::to_string(*state.brief->ave_phase)})
                                             : Sentence{say::decision_earlier};
    view.decided_today = state.decision.has_value();
    view.decisions_shown = local.decisions_shown;
    // The decision answers that question.
    if (!state.decision && state.brief->review && state.brief->review->since_last_new_agreement.value_or(0) >= 3)
        view.hint = fill(say::scale_down_question, {std::to_string(*state.brief->review->since_last_new_agreement)});
}

/// What the tab that is shown holds: a case may have hundreds of lines, and each frame thinks them out anew.
void add_tab(const Snapshot& snapshot, const State& local, const CaseState& state, CaseView& view)
{
    const Conference& conference = *snapshot.conference;
    switch (view.tab) {
    case CaseTab::overview:
        view.perspective = perspective_lines(conference, state);
        if (const auto wanted = perspective_wanted(state); !wanted.empty()) {
            view.perspective_wanted = true;
            view.unknown_of = wanted.front();
        }
        view.reason = section_lines(conference, *state.brief, Section::reason);
        view.risk = section_lines(conference, *state.brief, Section::risk);
        return;
    case CaseTab::life_domains:
        return add_life_domains(conference, state, view);
    case CaseTab::plan:
        return add_plan(snapshot, state, view);
    case CaseTab::network:
        view.network = network_view(conference, state);
        return;
    case CaseTab::timeline:
        return add_timeline(snapshot, state, view);
    case CaseTab::sharing:
        view.sharing = std::make_shared<const SharingView>(sharing_view(snapshot, local));
        return;
    }
}

} // namespace

std::vector<CaseLine> section_lines(const Conference& conference, const Case& one, Section section)
{
    CaseMask mask{conference, one.id};
    std::vector<CaseLine> lines;
    for (const Item& item : one.items)
        if (item.section == section) lines.push_back(item_line(mask, item));
    return lines;
}

CaseView case_view(const Snapshot& snapshot, const State& local)
{
    CaseView view;
    view.tab = local.tab;
    const CaseState* state = case_on_screen(snapshot);
    if (!state) return view;
    const Conference& conference = *snapshot.conference;
    add_header(snapshot, local, *state, view);
    add_criteria(snapshot, *state, view);
    view.informing = informing_mark(*state);
    add_earlier(snapshot, *state, view);
    add_tab(snapshot, local, *state, view);
    add_agreements(snapshot, local, *state, view);
    add_presence(conference, *state, view);
    view.in_room = room_now(snapshot, local);
    view.undo = last_action_words(conference);
    return view;
}

std::chrono::milliseconds until_timer_moves(const Snapshot& snapshot)
{
    const CaseState* state = case_on_screen(snapshot);
    return state ? timer_step - spent_on(*state, snapshot.now) % timer_step : timer_step;
}

CriteriaSheetView criteria_view(const Snapshot& snapshot, const State& local)
{
    CriteriaSheetView view;
    const CaseState* state = snapshot.conference ? find(*snapshot.conference, local.chosen) : nullptr;
    if (!state) return view;
    view.title = fill(say::no_ground_title, {state->brief->label});
    view.in_case = state->brief->id;
    CaseView criteria;
    add_criteria(snapshot, *state, criteria);
    view.rows = std::move(criteria.criteria);
    view.chosen = local.criterion;
    view.motivation = local.text(Field::motivation);
    if (view.chosen.empty() || view.motivation.empty()) view.missing = Sentence{say::motivation_first};
    return view;
}

} // namespace casustafel::ui
