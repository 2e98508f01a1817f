#include "ui/say.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

Mark attendance_mark(const Conference& conference, const Participant& person)
{
    const Attendance& attendance = attendance_of(conference, person.id);
    switch (attendance.state) {
    case PresenceState::absent:
        return {Sentence{say::absent}, Status::neutral};
    case PresenceState::stepped_out:
        return {Sentence{say::stepped_out}, Status::neutral};
    case PresenceState::replaced:
        return {Sentence{say::replaced}, Status::attention};
    case PresenceState::present:
        break;
    }
    if (must_declare_secrecy(conference, person.id)) return {Sentence{say::to_sign}, Status::wrong};
    if (!attendance.code) return {Sentence{say::choose_code_mark}, Status::attention};
    return {Sentence{say::present}, Status::ok};
}

bool is_here(const Conference& conference, const ParticipantId& id)
{
    return attendance_of(conference, id).state == PresenceState::present;
}

void add_domains(const Conference& conference, std::vector<Mark>& readiness)
{
    bool complete = true;
    for (const core::Domain domain : {core::Domain::safety, core::Domain::care, core::Domain::municipal}) {
        const bool here = std::ranges::any_of(conference.participants, [&](const Participant& person) {
            const Partner* partner = find(conference, person.partner);
            return partner && partner->domain == domain && is_here(conference, person.id);
        });
        if (here) continue;
        complete = false;
        readiness.push_back({fill(say::domain_missing, {words(domain)}), Status::attention});
    }
    if (complete) readiness.insert(readiness.begin(), {Sentence{say::all_domains}, Status::ok});
}

void add_codes(const Conference& conference, std::vector<Mark>& readiness)
{
    int here = 0;
    int chosen = 0;
    int undeclared = 0;
    for (const Participant& person : conference.participants) {
        if (!is_here(conference, person.id)) continue;
        ++here;
        if (attendance_of(conference, person.id).code) ++chosen;
        if (must_declare_secrecy(conference, person.id)) ++undeclared;
    }
    readiness.push_back({fill(say::codes_chosen, {std::to_string(chosen), std::to_string(here)}),
                         chosen == here ? Status::ok : Status::attention});
    if (undeclared > 0) readiness.push_back({count(undeclared, say::declaration_count), Status::wrong});
}

void add_cases(const Snapshot& snapshot, std::vector<Mark>& readiness)
{
    const Conference& conference = *snapshot.conference;
    const Date today = today_of(snapshot);
    std::vector<ParticipantId> named;
    for (const CaseState& state : conference.cases) {
        const ParticipantId lead = case_lead_of(state);
        if (!lead.empty() && !is_here(conference, lead))
            readiness.push_back({fill(say::lead_absent_at, {state.brief->label}), Status::attention});
        for (const EarlierAgreement& earlier : state.brief->earlier_agreements) {
            const bool late = still_open(outcome_of(state, earlier)) && earlier.due < today;
            if (!late || is_here(conference, earlier.owner.participant)) continue;
            if (std::ranges::find(named, earlier.owner.participant) != named.end()) continue;
            named.push_back(earlier.owner.participant);
            readiness.push_back({fill(say::late_owner_absent, {earlier.owner.name}), Status::attention});
        }
    }
}

void add_chosen(const Conference& conference, const State& state, AttendanceView& view)
{
    const Participant* person = find(conference, state.person);
    if (!person) return;
    view.chosen = person_view(conference, *person);
    const Partner* partner = find(conference, person->partner);
    if (partner && partner->kind == PartnerKind::permanent && partner->in_covenant)
        view.chosen_kind = Sentence{say::fixed_partner};
    else
        view.chosen_kind = Sentence{partner && partner->in_covenant ? say::incidental_partner : say::guest_partner};
    const Attendance& attendance = attendance_of(conference, person->id);
    view.chosen_here = attendance.state == PresenceState::present;
    view.stepped_out = attendance.state == PresenceState::stepped_out;
    view.may_be_replaced = attendance.state == PresenceState::absent || attendance.state == PresenceState::stepped_out;
    view.must_declare = must_declare_secrecy(conference, person->id);
    view.code_action = Sentence{attendance.code ? say::choose_other_code : say::choose_code};
    view.code_prompt = Sentence{state.first_code.empty() ? say::code_first : say::code_again};
    const auto& declaration = conference.package.secrecy_declaration;
    view.declaration = declaration ? declaration->text : Sentence{say::default_declaration};
}

} // namespace

AttendanceView attendance_view(const Snapshot& snapshot, const State& state)
{
    AttendanceView view;
    view.columns = {{Sentence{say::safety}, Domain::safety, {}},
                    {Sentence{say::care}, Domain::care, {}},
                    {Sentence{say::municipal_and_other}, Domain::municipal, {}}};
    if (!snapshot.conference) return view;
    const Conference& conference = *snapshot.conference;
    const ConferenceHeader& header = conference.package.conference;
    view.subtitle = header.title + " · " + long_date(snapshot.calendar->day_of(header.starts_at)) + " · " +
                    clock_time(snapshot.calendar->time_of_day(header.starts_at));
    view.started = conference.started_at.has_value();
    for (const Participant& person : conference.participants) {
        const Domain domain = domain_of(conference, person.partner);
        AttendanceColumn& column = view.columns[domain == Domain::safety ? 0 : domain == Domain::care ? 1 : 2];
        column.tiles.push_back({person_view(conference, person), attendance_mark(conference, person),
                                !is_here(conference, person.id),
                                !conference.open_case.empty() && must_declare_secrecy(conference, person.id)});
    }
    const bool anybody = std::ranges::any_of(conference.participants,
                                             [&](const Participant& one) { return is_here(conference, one.id); });
    if (!anybody) {
        view.readiness.push_back({Sentence{say::nobody_yet}, Status::neutral});
    } else {
        add_domains(conference, view.readiness);
        add_codes(conference, view.readiness);
        add_cases(snapshot, view.readiness);
    }
    add_chosen(conference, state, view);
    view.digits = static_cast<int>(state.digits.size());
    view.strokes = state.strokes;
    for (const Partner& partner : conference.partners) view.partners.emplace_back(partner.id, partner.name);
    view.partner = state.partner;
    view.new_domain = state.new_domain;
    view.name = state.text(Field::person_name);
    view.function = state.text(Field::person_function);
    view.partner_name = state.text(Field::partner_name);
    return view;
}

} // namespace casustafel::ui
