#include "core/warnings.h"
#include "ui/say.h"
#include "ui/views/views.h"

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
        return still_open(outcome_of(state, one)) && one.due < today;
    }));
}

Mark decided_mark(const CaseState& state)
{
    int complete = 0;
    int confirmed = 0;
    for (const Agreement& one : state.agreements) {
        if (one.withdrawn_at || !one.content.complete()) continue;
        ++complete;
        if (one.confirmation.state == ConfirmationState::confirmed) ++confirmed;
    }
    // Which decision it was is for the chair to show, in the case (domain rule 8).
    if (complete == 0) return {Sentence{say::decision_recorded}, Status::ok};
    return {fill(say::confirmed_of,
                 {Sentence{say::decision_recorded}, std::to_string(confirmed), std::to_string(complete)}),
            confirmed == complete ? Status::ok : Status::attention};
}

std::vector<Mark> marks_of(const Snapshot& snapshot, const CaseState& state)
{
    const Conference& conference = *snapshot.conference;
    if (conference.open_case == state.brief->id) return {{Sentence{say::now_at_table}, Status::neutral}};
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

void add_time(const Snapshot& snapshot, AgendaView& view)
{
    const Conference& conference = *snapshot.conference;
    minutes left{0};
    for (const CaseState& state : conference.cases) {
        if (state.decision) continue;
        left += minutes{std::max(0, state.brief->time_box_minutes - spent_minutes(state, snapshot.now))};
    }
    view.time = fill(say::ready_around, {clock_time(snapshot.calendar->time_of_day(snapshot.now)),
                                         clock_time(snapshot.calendar->time_of_day(snapshot.now + left))});
    const auto decided =
        std::ranges::count_if(conference.cases, [](const CaseState& one) { return one.decision.has_value(); });
    view.progress = static_cast<double>(decided) / static_cast<double>(conference.cases.size());
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
    view.at_table = parts;
}

} // namespace

AgendaView agenda_view(const Snapshot& snapshot, const State&)
{
    AgendaView view;
    view.title = Sentence{say::today};
    view.connection = connection_sentence(snapshot);
    if (snapshot.device.notice) view.notice = words(*snapshot.device.notice);
    if (!snapshot.conference) {
        view.subtitle = Sentence{say::choose_conference};
        for (const ConferenceOnDevice& one : snapshot.conferences)
            view.choices.push_back(
                {one.id, fill(say::conference_at, {middle_date(snapshot.calendar->day_of(one.starts_at)),
                                                   clock_time(snapshot.calendar->time_of_day(one.starts_at))})});
        if (view.choices.empty()) view.empty = Sentence{say::no_conference};
        return view;
    }
    const Conference& conference = *snapshot.conference;
    const ConferenceHeader& header = conference.package.conference;
    view.subtitle = fill(say::from_to_basis,
                         {header.title, header.room, clock_time(snapshot.calendar->time_of_day(header.starts_at)),
                          clock_time(snapshot.calendar->time_of_day(header.ends_at)), words(header.legal_basis.kind)});
    view.started = conference.started_at.has_value();
    int number = 0;
    for (const CaseState& state : conference.cases) view.rows.push_back(row_of(snapshot, state, ++number));
    add_time(snapshot, view);
    add_company(conference, view);
    view.saved = snapshot.device.not_saved ? Sentence{say::not_saved}
                                           : count(static_cast<int>(conference.fact_count), say::changes_saved);
    view.basis = fill(say::legal_basis, {header.legal_basis.reference.empty() ? words(header.legal_basis.kind)
                                                                              : header.legal_basis.reference});
    if (header.covenant) view.covenant = header.covenant->covenant + "\n" + header.covenant->privacy_protocol;
    return view;
}

} // namespace casustafel::ui
