#include "toolchain/bench/big_conference.h"

#include "core/decide.h"
#include "core/time.h"
#include "seal/device_sealer.h"

#include <array>
#include <chrono>
#include <format>

namespace casustafel::bench {

namespace {

using namespace std::chrono_literals;

constexpr unsigned id_case = 1;
constexpr unsigned id_item = 2;
constexpr unsigned id_agreement = 3;
constexpr unsigned id_package = 4;
constexpr unsigned id_conference = 5;
constexpr unsigned id_earlier = 6;

constexpr std::array people{"S. Voorbeeld", "J. Verzonnen", "R. Fictief", "A. Denkbeeldig", "L. Schijnbaar",
                            "M. Proef",     "O. Testlief",  "F. Monster", "E. Oefening",    "T. Model"};
constexpr std::array organisations{"Politie", "Openbaar Ministerie", "GGZ De Linde", "GGD", "Gemeente Waterrijk"};
constexpr std::array sides{core::Domain::safety, core::Domain::safety, core::Domain::care, core::Domain::care,
                           core::Domain::municipal};
constexpr std::array sections{core::Section::reason,   core::Section::perspective_subject,
                              core::Section::network,  core::Section::problem_analysis,
                              core::Section::timeline, core::Section::risk};
constexpr std::array sentences{"Heeft de afspraak bij de woonbegeleider afgezegd en belde daarna zelf terug.",
                               "Staat ingeschreven op het adres van een zus; die wil dat niet langer.",
                               "De bewindvoerder meldt dat de huur deze maand op tijd is betaald.",
                               "Kwam drie keer langs bij het inloopspreekuur en vroeg om hulp bij de post."};

core::Date some_day(int number)
{
    return core::Date{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5} + std::chrono::days{number % 300}};
}

core::Case big_case(int number, int items)
{
    core::Case one;
    one.id = core::CaseId{uuid(id_case, static_cast<unsigned>(number))};
    one.label = std::format("V.{}.", static_cast<char>('A' + number % 26));
    one.question = "Waar kan betrokkene na de winter wonen, en wie begeleidt dat?";
    one.time_box_minutes = 20;
    one.case_lead = core::ParticipantId{"deelnemer-4"};
    for (const char* legal : {"problemen", "leefgebieden", "gevolg", "domeinen"}) {
        core::Criterion criterion;
        criterion.id = core::CriterionId{legal};
        criterion.label = std::format("Voldoet aan het criterium {}", legal);
        criterion.met = true;
        one.criteria.push_back(criterion);
    }
    for (int n = 0; n < items; ++n) {
        core::Item item;
        item.id = core::ItemId{uuid(id_item, static_cast<unsigned>(number * 1000 + n))};
        const auto at = static_cast<std::size_t>(n);
        item.section = sections.at(at % sections.size());
        item.life_domain = core::LifeDomainId{std::format("leefgebied-{}", n % 11)};
        item.text = std::format("{} ({})", sentences.at(at % sentences.size()), n + 1);
        item.source = core::PartnerId{std::format("partner-{}", at % organisations.size())};
        item.on = some_day(n);
        item.confidentiality = core::Confidentiality::general;
        one.items.push_back(std::move(item));
    }
    for (int n = 0; n < 4; ++n) {
        core::EarlierAgreement earlier;
        earlier.id = core::AgreementId{uuid(id_earlier, static_cast<unsigned>(number * 100 + n))};
        earlier.number = n + 1;
        earlier.text = "Belt de bewindvoerder over de achterstand";
        earlier.owner = {core::ParticipantId{"deelnemer-2"}, people[2], core::PartnerId{"partner-2"}};
        earlier.due = some_day(n);
        earlier.made_on = some_day(n);
        one.earlier_agreements.push_back(std::move(earlier));
    }
    return one;
}

} // namespace

std::string uuid(unsigned kind, unsigned number)
{
    return std::format("{:08x}-0000-4000-8000-{:012x}", kind, number);
}

core::Instant table_time()
{
    return core::parse_instant("2026-11-21T12:00:00Z").value();
}

core::Package big_package(int cases, int items)
{
    core::Package package;
    package.id = core::PackageId{uuid(id_package, static_cast<unsigned>(cases))};
    package.issued_at = table_time() - 20h;
    package.expires_at = table_time() + 7 * 24h;
    package.bureau = {core::BureauId{"zvh-rivierenkust"}, "Zorg- en Veiligheidshuis Rivierenkust", "Rivierenkust"};
    package.device_ids = {core::DeviceId{"CT-0017"}};
    package.conference.id = core::ConferenceId{uuid(id_conference, static_cast<unsigned>(cases))};
    package.conference.title = "Casusoverleg om te meten";
    package.conference.starts_at = table_time();
    package.conference.ends_at = table_time() + 3h;
    package.conference.chair = "N. Verzinsel";
    for (std::size_t n = 0; n < organisations.size(); ++n) {
        core::Partner partner;
        partner.id = core::PartnerId{std::format("partner-{}", n)};
        partner.name = organisations.at(n);
        partner.domain = sides.at(n);
        package.partners.push_back(std::move(partner));
    }
    for (std::size_t n = 0; n < people.size(); ++n) {
        core::Participant person;
        person.id = core::ParticipantId{std::format("deelnemer-{}", n)};
        person.name = people.at(n);
        person.partner = package.partners[n % organisations.size()].id;
        package.participants.push_back(std::move(person));
    }
    for (int n = 0; n < 11; ++n)
        package.life_domains.push_back(
            {core::LifeDomainId{std::format("leefgebied-{}", n)}, std::format("Leefgebied {}", n + 1)});
    package.phrases = {"Neemt contact op met", "Vraagt aan"};
    for (int n = 0; n < cases; ++n) package.cases.push_back(big_case(n, items));
    return package;
}

core::command::Propose agreement(const core::Package& package, std::size_t in_case, unsigned number)
{
    const core::Participant& owner = package.participants[number % package.participants.size()];
    core::AgreementContent content;
    content.text = std::format("Neemt contact op met de woonbegeleider en meldt de uitkomst ({})", number + 1);
    content.owner = core::Owner{owner.id, owner.name, owner.partner};
    content.due = core::parse_date("2026-12-01");
    content.mandate = core::Mandate::within;
    return {package.cases[in_case].id, core::AgreementId{uuid(id_agreement, number)}, std::move(content)};
}

std::vector<core::Command> story(const core::Package& package, std::size_t cases, unsigned agreements)
{
    using namespace core::command;
    std::vector<core::Command> wishes;
    for (const core::Participant& person : package.participants) wishes.push_back(CheckIn{person.id});
    wishes.push_back(StartConference{});
    unsigned number = 0;
    for (std::size_t n = 0; n < cases; ++n) {
        const core::CaseId& id = package.cases[n].id;
        wishes.push_back(OpenCase{id});
        const auto last = agreements * static_cast<unsigned>(n + 1) / static_cast<unsigned>(cases);
        for (; number < last; ++number) {
            Propose wish = agreement(package, n, number);
            const core::ParticipantId by = wish.content.owner->participant;
            const core::AgreementId made = wish.agreement;
            wishes.push_back(std::move(wish));
            wishes.push_back(Answer{.in_case = id,
                                    .agreements = {{made, 1}},
                                    .by = by,
                                    .proof = Spoken{},
                                    .state = core::ConfirmationState::confirmed,
                                    .reason = {},
                                    .answer_by = {}});
        }
        core::Decision decision;
        decision.kind = core::DecisionKind::continued;
        decision.next_on = core::parse_date("2026-12-05");
        wishes.push_back(Decide{id, std::move(decision)});
        wishes.push_back(LeaveCase{id});
    }
    return wishes;
}

std::vector<core::Recorded> facts_of(const core::Package& package, const std::vector<core::Command>& commands)
{
    const core::Calendar calendar{*std::chrono::locate_zone("Europe/Amsterdam")};
    const seal::TableDigests digests;
    std::vector<core::Recorded> recorded{{table_time(), core::fact::PackageImported{package}}};
    core::Conference conference = core::fold(recorded);
    for (const core::Command& command : commands) {
        const auto facts = core::decide(conference, command, table_time(), calendar, digests);
        if (!facts) return {};
        for (const core::Fact& fact : *facts) {
            recorded.push_back({table_time(), fact});
            conference = core::apply(std::move(conference), recorded.back());
        }
    }
    return recorded;
}

} // namespace casustafel::bench
