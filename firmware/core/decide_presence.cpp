#include "core/rules.h"

#include <algorithm>

namespace casustafel::core {

namespace {

bool is_free(const Conference& conference, const ParticipantId& id)
{
    return !id.empty() && !find(conference, id);
}

bool four_digits(std::string_view code)
{
    return code.size() == 4 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

/// Coming in while a case is on screen is being present for it.
std::optional<Rejection> bars_joining(const Conference& conference, const Participant& person, bool invited_or_asked)
{
    const CaseState* open = find(conference, conference.open_case);
    if (!open) return std::nullopt;
    const bool takes_part = invited_or_asked || invited_for(person, open->brief->id);
    const auto& out_of = attendance_of(conference, person.id).out_of;
    const bool stays_out = std::ranges::find(out_of, open->brief->id) != out_of.end();
    if (!takes_part || (stays_out && !invited_or_asked)) return std::nullopt;
    return bars_case(conference, *open, person.id);
}

} // namespace

Decided decide(const Circumstances& c, const command::ImportPackage& command)
{
    if (c.conference.fact_count > 0) return refuse(Refusal::already_there);
    if (command.package.expires_at <= c.now) return refuse(Refusal::expired_package, "expires_at");
    return Facts{fact::PackageImported{command.package}};
}

Decided decide(const Circumstances& c, const command::ReplacePackage& command)
{
    if (command.package.id == c.conference.package.id) return Facts{};
    if (command.package.conference.id != c.conference.package.conference.id) return refuse(Refusal::other_conference);
    if (c.conference.started_at) return refuse(Refusal::already_started);
    if (command.package.replaces && *command.package.replaces != c.conference.package.id)
        return refuse(Refusal::replaces_other_package, "replaces");
    if (command.package.issued_at < c.conference.package.issued_at) return refuse(Refusal::older_package, "issued_at");
    if (command.package.expires_at <= c.now) return refuse(Refusal::expired_package, "expires_at");
    return Facts{fact::PackageReplaced{command.package}};
}

Decided decide(const Circumstances& c, const command::StartConference&)
{
    if (c.conference.started_at) return Facts{};
    const bool anybody = std::ranges::any_of(
        c.conference.attendance, [](const auto& one) { return one.second.state == PresenceState::present; });
    if (!anybody) return refuse(Refusal::not_present);
    return Facts{fact::ConferenceStarted{}};
}

Decided decide(const Circumstances& c, const command::CheckIn& command)
{
    const Participant* person = find(c.conference, command.participant);
    if (!person) return refuse(Refusal::no_such_participant, command.participant.value());
    const Attendance& attendance = attendance_of(c.conference, command.participant);
    if (attendance.state == PresenceState::present) return Facts{};
    if (attendance.state == PresenceState::replaced) return refuse(Refusal::not_absent, command.participant.value());
    if (const auto barred = bars_joining(c.conference, *person, false)) return std::unexpected{*barred};
    return Facts{fact::CheckedIn{command.participant}};
}

Decided decide(const Circumstances& c, const command::StepOut& command)
{
    if (!find(c.conference, command.participant))
        return refuse(Refusal::no_such_participant, command.participant.value());
    if (command.in_case.empty()) {
        if (attendance_of(c.conference, command.participant).state != PresenceState::present) return Facts{};
        return Facts{fact::SteppedOut{command.participant, {}}};
    }
    if (!find(c.conference, command.in_case)) return refuse(Refusal::no_such_case, command.in_case.value());
    if (!present_for(c.conference, command.participant, command.in_case)) return Facts{};
    return Facts{fact::SteppedOut{command.participant, command.in_case}};
}

Decided decide(const Circumstances& c, const command::StepIn& command)
{
    const Participant* person = find(c.conference, command.participant);
    if (!person) return refuse(Refusal::no_such_participant, command.participant.value());
    const Attendance& attendance = attendance_of(c.conference, command.participant);
    if (command.in_case.empty()) {
        if (attendance.state == PresenceState::present) return Facts{};
        if (attendance.state == PresenceState::replaced)
            return refuse(Refusal::not_absent, command.participant.value());
        if (const auto barred = bars_joining(c.conference, *person, false)) return std::unexpected{*barred};
        return Facts{fact::SteppedIn{command.participant, {}}};
    }
    if (!find(c.conference, command.in_case)) return refuse(Refusal::no_such_case, command.in_case.value());
    if (attendance.state != PresenceState::present) return refuse(Refusal::not_present, command.participant.value());
    if (present_for(c.conference, command.participant, command.in_case)) return Facts{};
    if (command.in_case == c.conference.open_case)
        if (const auto barred = bars_joining(c.conference, *person, true)) return std::unexpected{*barred};
    return Facts{fact::SteppedIn{command.participant, command.in_case}};
}

Decided decide(const Circumstances& c, const command::Substitute& command)
{
    const Participant* invited = find(c.conference, command.invited);
    if (!invited) return refuse(Refusal::no_such_participant, command.invited.value());
    const PresenceState state = attendance_of(c.conference, command.invited).state;
    if (state == PresenceState::present || state == PresenceState::replaced)
        return refuse(Refusal::not_absent, command.invited.value());
    if (!is_free(c.conference, command.substitute)) return refuse(Refusal::already_there, command.substitute.value());
    if (blank(command.name)) return refuse(Refusal::text_missing, "name");
    if (!clean_text(command.name, longest_line) || !clean_text(command.function, longest_line))
        return refuse(Refusal::text_not_clean, "name");
    // The invitation passes on: organisation and cases. A declaration and a mandate are personal and do not.
    const Participant substitute{
        command.substitute, command.name, command.function, invited->partner, {}, invited->cases, std::nullopt, {}};
    const fact::Substituted substituted{command.invited, substitute};
    if (!c.conference.open_case.empty()) {
        const Conference with_substitute = apply(c.conference, {c.now, substituted});
        if (const auto barred = bars_joining(with_substitute, substitute, false)) return std::unexpected{*barred};
    }
    return Facts{substituted, fact::CheckedIn{command.substitute}};
}

Decided decide(const Circumstances& c, const command::AddParticipant& command)
{
    const Participant& person = command.participant;
    if (!is_free(c.conference, person.id)) return refuse(Refusal::already_there, person.id.value());
    if (blank(person.name)) return refuse(Refusal::text_missing, "name");
    if (!clean_text(person.name, longest_line) || !clean_text(person.function, longest_line))
        return refuse(Refusal::text_not_clean, "name");
    std::optional<Partner> fresh = command.new_partner;
    if (fresh) {
        if (find(c.conference, fresh->id) || fresh->id != person.partner)
            return refuse(Refusal::already_there, fresh->id.value());
        if (blank(fresh->name)) return refuse(Refusal::text_missing, "partner");
        if (!clean_text(fresh->name, longest_line)) return refuse(Refusal::text_not_clean, "partner");
        // An organisation that nobody prepared for is a guest, whatever the table says it is.
        fresh->kind = PartnerKind::incidental;
        fresh->in_covenant = false;
        fresh->clearances.reset();
    } else if (!find(c.conference, person.partner)) {
        return refuse(Refusal::no_such_participant, person.partner.value());
    }
    Participant added = person;
    // Nobody at the table can vouch for a declaration at the bureau: who is added signs here.
    added.secrecy_declared_on.reset();
    return Facts{fact::ParticipantAdded{std::move(added), std::move(fresh)}};
}

Decided decide(const Circumstances& c, const command::ChooseTableCode& command)
{
    if (!find(c.conference, command.participant))
        return refuse(Refusal::no_such_participant, command.participant.value());
    if (attendance_of(c.conference, command.participant).state != PresenceState::present)
        return refuse(Refusal::not_present, command.participant.value());
    if (!four_digits(command.code)) return refuse(Refusal::code_needs_four_digits);
    const Digest code = c.digests.of_code(c.conference.package.conference.id, command.participant, command.code);
    return Facts{fact::TableCodeChosen{command.participant, code}};
}

Decided decide(const Circumstances& c, const command::DeclareSecrecy& command)
{
    if (!find(c.conference, command.participant))
        return refuse(Refusal::no_such_participant, command.participant.value());
    if (!must_declare_secrecy(c.conference, command.participant)) return refuse(Refusal::nothing_to_declare);
    if (!has_drawn(command.strokes)) return refuse(Refusal::signature_missing);
    return Facts{fact::SecrecyDeclared{command.participant, command.strokes}};
}

} // namespace casustafel::core
