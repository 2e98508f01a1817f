#include "core/text.h"
#include "core/warnings.h"
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

/// How many at the table have chosen their code; a touch goes to the first who hasn't.
JumpRow codes_row(const Conference& conference, const std::vector<Readiness>& all)
{
    int here = 0;
    int chosen = 0;
    for (const Participant& person : conference.participants) {
        if (!is_here(conference, person.id)) continue;
        ++here;
        if (attendance_of(conference, person.id).code) ++chosen;
    }
    JumpRow row;
    const Sentence said = here == 1 ? fill(say::one_code_chosen, {std::to_string(chosen)})
                                    : fill(say::codes_chosen, {std::to_string(chosen), std::to_string(here)});
    row.mark = {said, chosen == here ? Status::ok : Status::attention};
    const auto first = std::ranges::find(all, ReadinessKind::code_to_choose, &Readiness::kind);
    if (first != all.end()) row.jump = intent::OpenSheet{.sheet = Sheet::code, .person = first->participant};
    return row;
}

/// Whoever has something overdue and isn't here: named once, however much it is.
std::optional<JumpRow> overdue_row(const Conference& conference, const Readiness& one, std::vector<std::string>& named)
{
    const EarlierAgreement* earlier = find_earlier(*find(conference, one.in_case), one.agreement);
    if (!earlier || std::ranges::find(named, earlier->owner.name) != named.end()) return std::nullopt;
    named.push_back(earlier->owner.name);
    JumpRow row;
    row.mark = {fill(say::late_owner_absent, {earlier->owner.name}), Status::attention};
    if (!one.participant.empty()) row.jump = intent::OpenSheet{.sheet = Sheet::person, .person = one.participant};
    return row;
}

std::optional<JumpRow> row_of(const Conference& conference, const Readiness& one, std::vector<std::string>& named)
{
    switch (one.kind) {
    case ReadinessKind::domain_missing:
        return JumpRow{{fill(say::domain_missing, {words(one.domain)}), Status::attention},
                       intent::OpenSheet{.sheet = Sheet::add}};
    case ReadinessKind::no_case_lead:
        return JumpRow{{fill(say::lead_missing_at, {label_of(conference, one.in_case)}), Status::attention},
                       intent::OpenSheet{.sheet = Sheet::case_lead, .in_case = one.in_case}};
    case ReadinessKind::case_lead_absent:
        return JumpRow{{fill(say::lead_absent_at, {label_of(conference, one.in_case)}), Status::attention},
                       intent::OpenSheet{.sheet = Sheet::case_lead, .in_case = one.in_case}};
    case ReadinessKind::overdue_owner_absent:
        return overdue_row(conference, one, named);
    case ReadinessKind::declaration_to_sign:
        return JumpRow{{fill(say::to_declare, {find(conference, one.participant)->name}), Status::wrong},
                       intent::OpenSheet{.sheet = Sheet::declare, .person = one.participant}};
    case ReadinessKind::code_to_choose:
        return std::nullopt; // counted in one row
    case ReadinessKind::ground_missing:
        return JumpRow{{fill(say::ground_missing_at, {label_of(conference, one.in_case)}), Status::wrong},
                       intent::OpenSheet{.sheet = Sheet::criteria, .in_case = one.in_case}};
    }
    return std::nullopt;
}

/// What is ready and what isn't; each row leads to where it is settled, and none keeps the conference from starting.
std::vector<JumpRow> readiness_of(const Snapshot& snapshot)
{
    const Conference& conference = *snapshot.conference;
    const bool anybody = std::ranges::any_of(conference.participants,
                                             [&](const Participant& one) { return is_here(conference, one.id); });
    if (!anybody) return {{{Sentence{say::nobody_yet}, Status::neutral}, {}}};
    const std::vector<Readiness> all = readiness(conference, today_of(snapshot));
    std::vector<JumpRow> rows;
    if (std::ranges::find(all, ReadinessKind::domain_missing, &Readiness::kind) == all.end())
        rows.push_back({{Sentence{say::all_domains}, Status::ok}, {}});
    rows.push_back(codes_row(conference, all));
    std::vector<std::string> named;
    for (const Readiness& one : all)
        if (auto row = row_of(conference, one, named)) rows.push_back(std::move(*row));
    // What is wrong comes before what is only missed.
    std::ranges::stable_partition(
        rows, [](const JumpRow& row) { return row.mark.status == Status::ok || row.mark.status == Status::wrong; });
    return rows;
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
    if (person->mandate_source == MandateSource::delegated)
        view.chosen_kind += " · " + (person->mandate_by.empty() ? Sentence{say::mandate_delegated}
                                                                : fill(say::mandate_from, {person->mandate_by}));
    const Attendance& attendance = attendance_of(conference, person->id);
    view.chosen_here = attendance.state == PresenceState::present;
    view.stepped_out = attendance.state == PresenceState::stepped_out;
    view.may_be_replaced = attendance.state == PresenceState::absent || attendance.state == PresenceState::stepped_out;
    view.must_declare = must_declare_secrecy(conference, person->id);
    view.code_action = Sentence{attendance.code ? say::choose_other_code : say::choose_code};
    view.code_prompt = Sentence{state.first_code.empty() ? say::code_first : say::code_again};
    if (state.codes_differ) view.code_trouble = Sentence{say::codes_differ};
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
    view.readiness = readiness_of(snapshot);
    add_chosen(conference, state, view);
    view.digits = static_cast<int>(state.digits.size());
    view.strokes = state.strokes;
    for (const Partner& partner : conference.partners) view.partners.emplace_back(partner.id, partner.name);
    view.partner = state.partner;
    view.new_domain = state.new_domain;
    view.name = state.text(Field::person_name);
    view.function = state.text(Field::person_function);
    view.partner_name = state.text(Field::partner_name);
    if (blank(view.name))
        view.missing = Sentence{say::name_missing};
    else if (state.sheet == Sheet::add && view.partner.empty() && blank(view.partner_name))
        view.missing = Sentence{say::organisation_missing};
    return view;
}

} // namespace casustafel::ui
