#include "support/builders.h"

#include <functional>

namespace casustafel::support {

using namespace core;
using namespace std::chrono_literals;

namespace {

Digest spread(std::string_view text)
{
    Digest digest{};
    std::uint64_t state = 14695981039346656037ULL;
    for (std::size_t round = 0; round < digest.size(); ++round) {
        for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        digest[round] = static_cast<std::uint8_t>(state >> 56U);
    }
    return digest;
}

Case example_case(const CaseId& id, std::string label)
{
    Case one;
    one.id = id;
    one.label = std::move(label);
    one.question = "Waar woont betrokkene na de kerst?";
    one.time_box_minutes = 25;
    for (const char* criterion : {"problemen", "leefgebieden", "gevolg", "domeinen"}) {
        Criterion legal;
        legal.id = CriterionId{criterion};
        legal.label = criterion;
        legal.met = true;
        one.criteria.push_back(legal);
    }
    return one;
}

Partner partner(std::string id, Domain domain)
{
    Partner one;
    one.id = PartnerId{id};
    one.name = "Partner " + id;
    one.domain = domain;
    one.kind = PartnerKind::permanent;
    return one;
}

Participant person(const ParticipantId& id, std::string partner)
{
    Participant one;
    one.id = id;
    one.name = "Deelnemer " + partner;
    one.partner = PartnerId{partner};
    return one;
}

} // namespace

Instant noon()
{
    return *parse_instant("2026-11-21T12:00:00+01:00");
}

Calendar dutch_calendar()
{
    return Calendar{*std::chrono::locate_zone("Europe/Amsterdam")};
}

Package example_package()
{
    Package package;
    package.id = PackageId{"f631dc90-0a28-54be-8e18-88d643ae30a1"};
    package.bureau = {BureauId{"zvh-rivierenkust"}, "Bureau Rivierenkust", "Rivierenkust"};
    package.expires_at = noon() + std::chrono::days{7};
    package.conference.id = ConferenceId{"d09249ac-4c44-51d7-8e02-c144b564d011"};
    package.conference.starts_at = noon();
    package.conference.ends_at = noon() + 2h;
    package.conference.chair = "N. Aalbers";
    package.partners = {partner("politie", Domain::safety), partner("ggz", Domain::care),
                        partner("gemeente", Domain::municipal), partner("corporatie", Domain::other)};
    package.partners[3].kind = PartnerKind::incidental;
    package.partners[3].in_covenant = false;
    package.participants = {person(police_officer, "politie"), person(therapist, "ggz"), person(director, "gemeente"),
                            person(landlord, "corporatie")};
    package.cases = {example_case(first_case, "K.D."), example_case(second_case, "Gezin R.")};
    EarlierAgreement earlier;
    earlier.id = earlier_agreement;
    earlier.number = 4;
    earlier.text = "Vraagt het uittreksel aan";
    earlier.owner = {therapist, "Deelnemer ggz", PartnerId{"ggz"}};
    earlier.due = *parse_date("2026-11-01");
    earlier.made_on = *parse_date("2026-10-01");
    package.cases[0].earlier_agreements = {earlier};
    package.bottlenecks = {{BottleneckId{"wachtlijst"}, "Wachtlijst"}};
    package.closing_criteria = {{CriterionId{"stabiel"}, "Zes maanden rust"}};
    return package;
}

AgreementContent agreement_of(const Conference& conference, const ParticipantId& owner, std::string text)
{
    AgreementContent content;
    content.text = std::move(text);
    const Participant* found = find(conference, owner);
    content.owner = Owner{owner, found ? found->name : "?", found ? found->partner : PartnerId{}};
    content.due = *parse_date("2026-12-01");
    content.mandate = Mandate::within;
    return content;
}

Digest PlainDigests::of_agreement(const AgreementContent& content) const
{
    std::string all = content.text + '|';
    if (content.owner) all += content.owner->participant.value() + '|' + content.owner->partner.value() + '|';
    if (content.due) all += format(*content.due) + '|';
    if (content.mandate) all += std::to_string(static_cast<int>(*content.mandate)) + '|';
    if (content.consult_by) all += format(*content.consult_by);
    return spread(all);
}

Digest PlainDigests::of_code(const ConferenceId& conference, const ParticipantId& participant,
                             std::string_view code) const
{
    return spread(conference.value() + participant.value() + std::string{code});
}

Table Table::in_first_case()
{
    Table table;
    table.give(command::ImportPackage{example_package()});
    for (const ParticipantId& id : {police_officer, therapist, director}) table.give(command::CheckIn{id});
    table.give(command::StartConference{});
    table.give(command::OpenCase{first_case});
    return table;
}

std::expected<Facts, Rejection> Table::ask(const Command& command) const
{
    return decide(conference, command, now, dutch_calendar(), PlainDigests{});
}

std::optional<Refusal> Table::give(const Command& command)
{
    const auto decided = ask(command);
    if (!decided) return decided.error().why;
    for (const Fact& fact : *decided) {
        facts.push_back({now, fact});
        conference = apply(std::move(conference), facts.back());
    }
    return std::nullopt;
}

Confirmation Table::confirmation(const AgreementId& id) const
{
    for (const CaseState& state : conference.cases)
        if (const Agreement* agreement = find(state, id)) return agreement->confirmation;
    return {};
}

} // namespace casustafel::support
