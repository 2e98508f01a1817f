#include "core/warnings.h"
#include "ui/say.h"
#include "ui/views/agenda_views.h"
#include "ui/views/agreement_views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

using std::chrono::minutes;

int spent_minutes(const CaseState& state, Instant now)
{
    auto spent = state.spent;
    if (state.open_since) spent += now - *state.open_since;
    return static_cast<int>(std::chrono::floor<minutes>(spent).count());
}

int late_in(const CaseState& state, Date today)
{
    return static_cast<int>(std::ranges::count_if(state.brief->earlier_agreements, [&](const EarlierAgreement& one) {
        return still_open(outcome_of(state, one)) && due_of(state, one) < today;
    }));
}

Mark decided_mark(const CaseState& state)
{
    // Everybody saw that nobody opened it.
    if (!state.opened_at && state.decision->kind == DecisionKind::not_discussed)
        return {words(state.decision->kind), Status::neutral};
    const Tally tally = tally_of(state);
    // Which decision it was is for the chair to show, in the case (domain rule 8).
    if (tally.agreements == 0) return {Sentence{say::decision_recorded}, Status::ok};
    return {fill(say::confirmed_of,
                 {Sentence{say::decision_recorded}, std::to_string(tally.confirmed), std::to_string(tally.agreements)}),
            tally.confirmed == tally.agreements ? Status::ok : Status::attention};
}

std::vector<Mark> marks_of(const Snapshot& snapshot, const CaseState& state)
{
    const Conference& conference = *snapshot.conference;
    if (conference.open_case == state.brief->id) return {{Sentence{say::now_at_table}, Status::now}};
    if (state.decision) return {decided_mark(state)};
    if (!has_legal_ground(state)) return {{Sentence{say::no_ground}, Status::wrong}};
    if (const int late = late_in(state, today_of(snapshot)); late > 0)
        return {{count(late, say::late_count), Status::wrong}};
    if (state.brief->review && state.brief->review->since_last_new_agreement.value_or(0) >= 3)
        return {{fill(say::often_without, {std::to_string(*state.brief->review->since_last_new_agreement)}),
                 Status::attention}};
    const ParticipantId lead = case_lead_of(state);
    if (!lead.empty() && conference.started_at && !present_for(conference, lead, state.brief->id))
        return {{Sentence{say::lead_absent}, Status::attention}};
    return {};
}

AgendaRow row_of(const Snapshot& snapshot, const CaseState& state, int number)
{
    AgendaRow row;
    row.number = number;
    row.id = state.brief->id;
    row.label = state.brief->label;
    row.question = state.brief->question;
    row.marks = marks_of(snapshot, state);
    if (state.added_at_table) row.marks.push_back({Sentence{say::urgent_mark}, Status::info});
    row.may_skip = snapshot.conference->started_at && !state.opened_at && !state.decision;
    row.needs_ground = !has_legal_ground(state);
    row.current = snapshot.conference->open_case == state.brief->id;
    const int spent = spent_minutes(state, snapshot.now);
    row.time = state.opened_at
                   ? fill(say::minutes_of, {std::to_string(spent), std::to_string(state.brief->time_box_minutes)})
                   : fill(say::minutes, {std::to_string(state.brief->time_box_minutes)});
    row.action = Sentence{row.current ? say::go_on : say::open};
    if (!row.current) row.open = command::OpenCase{state.brief->id};
    return row;
}

minutes left_of(const Snapshot& snapshot, const CaseState& state)
{
    if (state.decision) return minutes{0};
    return minutes{std::max(0, state.brief->time_box_minutes - spent_minutes(state, snapshot.now))};
}

Sentence clock_at(const Snapshot& snapshot, Instant at)
{
    return clock_time(snapshot.calendar->time_of_day(at));
}

void add_time(const Snapshot& snapshot, AgendaView& view)
{
    const Conference& conference = *snapshot.conference;
    const ConferenceHeader& header = conference.package.conference;
    const Instant begin = conference.started_at ? snapshot.now : std::max(snapshot.now, header.starts_at);
    minutes left{0};
    minutes planned{0};
    int open = 0;
    for (std::size_t n = 0; n < conference.cases.size(); ++n) {
        const CaseState& state = conference.cases[n];
        if (!state.decision) ++open;
        if (!state.decision && !state.opened_at)
            view.rows[n].around = fill(say::around, {clock_at(snapshot, begin + left)});
        left += left_of(snapshot, state);
        planned += minutes{state.brief->time_box_minutes};
    }
    if (conference.cases.empty()) return;
    view.planned = fill(say::planned, {count(open, say::case_count), std::to_string(left.count())});
    view.time = fill(say::ready_around, {clock_at(snapshot, snapshot.now), clock_at(snapshot, begin + left)});
    const auto over = std::chrono::floor<minutes>(begin + left - header.ends_at);
    if (open > 0 && over > minutes{0}) view.too_late = count(static_cast<int>(over.count()), say::past_the_end);
    if (planned.count() > 0)
        view.progress = 1.0 - static_cast<double>(left.count()) / static_cast<double>(planned.count());
}

void add_company(const Conference& conference, AgendaView& view)
{
    int total = 0;
    Sentence parts;
    for (const core::Domain domain :
         {core::Domain::safety, core::Domain::care, core::Domain::municipal, core::Domain::other}) {
        const auto here = std::ranges::count_if(conference.participants, [&](const Participant& person) {
            const Partner* partner = find(conference, person.partner);
            return partner && partner->domain == domain &&
                   attendance_of(conference, person.id).state == PresenceState::present;
        });
        total += static_cast<int>(here);
        if (here == 0) continue;
        if (!parts.empty()) parts += " · ";
        parts += words(domain) + " " + std::to_string(here);
    }
    view.at_table_title = fill(say::at_table, {std::to_string(total)});
    view.at_table = parts.empty() ? Sentence{say::at_table_nobody} : parts;
}

} // namespace

namespace {

ConferenceRow choice_of(const Snapshot& snapshot, const ConferenceOnDevice& one)
{
    ConferenceRow row;
    row.id = one.id;
    row.when = fill(say::conference_at,
                    {middle_date(snapshot.calendar->day_of(one.starts_at)), clock_at(snapshot, one.starts_at)});
    const auto header = std::ranges::find(snapshot.headers, one.id, &ConferenceHeader::id);
    if (header == snapshot.headers.end()) {
        row.about = Sentence{say::cannot_be_read};
        return row;
    }
    row.readable = true;
    row.about = header->title;
    if (!header->room.empty()) row.about += " · " + fill(say::room, {header->room});
    row.basis = fill(say::legal_basis, {words(header->legal_basis.kind)});
    if (header->covenant) row.covenant = header->covenant->covenant + " · " + header->covenant->privacy_protocol;
    return row;
}

void add_choices(const Snapshot& snapshot, AgendaView& view)
{
    std::vector<ConferenceOnDevice> sorted = snapshot.conferences;
    std::ranges::stable_sort(sorted, {}, &ConferenceOnDevice::starts_at);
    for (const ConferenceOnDevice& one : sorted) view.choices.push_back(choice_of(snapshot, one));
    if (view.choices.empty())
        view.empty = Sentence{say::no_conference};
    else
        view.subtitle = Sentence{say::choose_conference};
    if (view.choices.size() > 1) view.apart = Sentence{say::opened_apart};
}

} // namespace

AgendaView agenda_view(const Snapshot& snapshot, const State& state)
{
    AgendaView view;
    view.title = Sentence{say::today};
    view.connection = connection_sentence(snapshot);
    if (snapshot.device.notice) view.notice = words(*snapshot.device.notice);
    if (!snapshot.conference) {
        add_choices(snapshot, view);
        return view;
    }
    const Conference& conference = *snapshot.conference;
    const ConferenceHeader& header = conference.package.conference;
    view.subtitle = fill(say::from_to_basis,
                         {header.title, header.room, clock_time(snapshot.calendar->time_of_day(header.starts_at)),
                          clock_time(snapshot.calendar->time_of_day(header.ends_at)), words(header.legal_basis.kind)});
    view.started = conference.started_at.has_value();
    int number = 0;
    for (const CaseState& one : conference.cases) {
        AgendaRow row = row_of(snapshot, one, ++number);
        row.may_move_up = number > 1;
        row.unfolded = one.brief->id == state.unfolded;
        row.may_move_down = number < static_cast<int>(conference.cases.size());
        view.rows.push_back(std::move(row));
    }
    if (view.rows.empty()) view.empty = Sentence{say::no_cases};
    view.sealed = conference.sealed_at.has_value();
    view.may_choose_another = !view.sealed && snapshot.conferences.size() > 1;
    view.ordering = state.ordering && !view.sealed && !view.rows.empty();
    add_time(snapshot, view);
    add_company(conference, view);
    view.not_saved = snapshot.device.not_saved;
    view.saved = snapshot.device.not_saved ? Sentence{say::not_saved}
                                           : count(static_cast<int>(conference.fact_count), say::changes_saved);
    view.basis = fill(say::legal_basis, {header.legal_basis.reference.empty() ? words(header.legal_basis.kind)
                                                                              : header.legal_basis.reference});
    if (header.covenant) view.covenant = header.covenant->covenant + "\n" + header.covenant->privacy_protocol;
    return view;
}

} // namespace casustafel::ui
