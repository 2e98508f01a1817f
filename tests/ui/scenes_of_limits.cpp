#include "ui/scene_parts.h"

#include <format>

// Much of everything and nothing at all: fifteen people, sixty agreements, texts of four hundred characters, long
// names, and empty places.

namespace casustafel::test {

namespace {

constexpr std::size_t most_participants = 15;
constexpr int most_agreements = 60;
constexpr std::size_t long_text = 400;

/// Words with a length as Dutch has them, cut at exactly 400 characters.
std::string long_words()
{
    std::string text =
        "Samen met de woningcorporatie en de bewindvoerder de schuldhulpverleningsaanvraag voorbereiden, ";
    while (text.size() < long_text) text += "daarna het huisvestingsvoorstel met betrokkene en de zus doorspreken, ";
    text.resize(long_text - 1);
    return text + ".";
}

core::Package crowded()
{
    core::Package package = TableDriver::example_package();
    core::Partner partner;
    partner.id = core::PartnerId{"lang"};
    partner.name = "Gecertificeerde Instelling Jeugdbescherming Voorbeeldland-Noordoost";
    partner.domain = core::Domain::care;
    package.partners.push_back(partner);
    for (int n = 1; package.participants.size() < most_participants; ++n) {
        core::Participant person;
        person.id = core::ParticipantId{std::format("extra-{}", n)};
        person.name = std::format("A.B. van der Voorbeeld-Testerink tot Proefhuizen {}", n);
        person.function = "gedragswetenschapper en casusverantwoordelijke jeugdbescherming";
        person.partner = partner.id;
        package.participants.push_back(person);
    }
    package.cases.front().case_lead = core::ParticipantId{"extra-1"};
    return package;
}

core::Package wordy()
{
    core::Package package = crowded();
    core::Case& first = package.cases.front();
    first.question = long_words();
    first.tracks = {core::Track::levensloopaanpak, core::Track::mda,           core::Track::top_x, core::Track::nazorg,
                    core::Track::radicalisering,   core::Track::verward_gedrag};
    for (core::Item& item : first.items) item.text = long_words();
    for (core::EarlierAgreement& earlier : first.earlier_agreements) earlier.text = long_words();
    for (core::Goal& goal : first.goals) goal.text = long_words();
    for (core::Intervention& one : first.interventions) one.text = long_words();
    for (core::Milestone& one : first.milestones) one.label = long_words();
    return package;
}

/// Nothing is known of its cases but the question and the criteria.
core::Package bare()
{
    core::Package package = TableDriver::example_package();
    for (core::Case& one : package.cases) {
        one.items.clear();
        one.goals.clear();
        one.interventions.clear();
        one.earlier_agreements.clear();
        one.milestones.clear();
        one.zsm_advice.reset();
        one.review.reset();
    }
    package.conference.next_at.reset();
    return package;
}

void everybody_here(TableDriver& table)
{
    table.start_conference();
    const std::vector<core::Participant> invited = table.conference().participants;
    for (const core::Participant& person : invited)
        if (person.id.value().starts_with("extra-")) {
            table.give(core::command::CheckIn{person.id});
            table.give(core::command::ChooseTableCode{person.id, "1111"});
        }
}

void many_agreements(TableDriver& table)
{
    everybody_here(table);
    table.tap("agenda/open/1");
    for (int n = 0; n < most_agreements; ++n)
        table.agree(std::format("Afspraak met een vervolg in stap {}", n + 1), n % 2 == 0 ? "m-de-vries" : "extra-1",
                    6 + n % 20);
}

void long_agreements(TableDriver& table)
{
    everybody_here(table);
    table.tap("agenda/open/1");
    table.agree(long_words(), "extra-1", 6);
    table.agree(long_words(), "m-de-vries", 6);
    table.agree(long_words(), "", 6);
}

void first_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
}

Scene with(core::Package (*package)(), const char* name, std::function<void(TableDriver&)> reach)
{
    return {name, std::move(reach), false, Scene::Of::table, package};
}

Scene tried_everywhere(Scene scene)
{
    scene.swept = true;
    return scene;
}

} // namespace

std::vector<Scene> scenes_of_limits()
{
    return {
        tried_everywhere(with(crowded, "vol-aanwezig", after(everybody_here, {"agenda/aanwezigheid"}))),
        with(crowded, "vol-aan-tafel", after(everybody_here, {"agenda/open/1", "casus/tafel"})),
        with(crowded, "vol-casusregisseur", after(everybody_here, {"agenda/open/1", "casus/regie"})),
        tried_everywhere(with(crowded, "vol-afspraak", after(everybody_here, {"agenda/open/1", "casus/nieuw"}))),
        with(crowded, "vol-uitvoering",
             after(everybody_here, {"agenda/open/1", "casus/nieuw", "nieuw/meer", "meer/deel/1"})),
        tried_everywhere(with(crowded, "vol-casus", many_agreements)),
        tried_everywhere(
            with(crowded, "vol-bevestigen", after(many_agreements, {"casus/bevestigen", "bevestigen/wie/extra-1"}))),
        with(crowded, "vol-plan", after(many_agreements, {"casus/tab/2"})),
        with(crowded, "vol-besluit", after(many_agreements, {"casus/besluit", "besluit/soort/1"})),
        with(crowded, "vol-afronden", after(many_agreements, {"casus/agenda", "agenda/afronden"})),
        tried_everywhere(with(wordy, "lang-agenda", everybody_here)),
        tried_everywhere(with(wordy, "lang-agenda-uit", after(everybody_here, {"agenda/vraag/1"}))),
        tried_everywhere(with(wordy, "lang-casus", long_agreements)),
        with(wordy, "lang-leefgebieden", after(long_agreements, {"casus/tab/1"})),
        tried_everywhere(with(wordy, "lang-plan", after(long_agreements, {"casus/tab/2"}))),
        with(wordy, "lang-netwerk", after(long_agreements, {"casus/tab/3"})),
        with(wordy, "lang-tijdlijn", after(long_agreements, {"casus/tab/4"})),
        tried_everywhere(
            with(wordy, "lang-bevestigen", after(long_agreements, {"casus/bevestigen", "bevestigen/wie/extra-1"}))),
        tried_everywhere(with(wordy, "lang-uitkomst", after(long_agreements, {"vorige/0", "uitkomst/3"}))),
        with(wordy, "lang-intrekken", after(long_agreements, {"afspraak/5", "nieuw/intrekken"})),
        with(crowded, "vol-zoeken",
             [](TableDriver& table) {
                 many_agreements(table);
                 table.tap("casus/zoek").type("met").tap("key/klaar");
             }),
        with(bare, "leeg-casus", first_case),
        with(bare, "leeg-volgend-overleg", after(first_case, {"casus/nieuw"})),
        with(bare, "leeg-leefgebieden", after(first_case, {"casus/tab/1"})),
        with(bare, "leeg-plan", after(first_case, {"casus/tab/2"})),
        with(bare, "leeg-netwerk", after(first_case, {"casus/tab/3"})),
        with(bare, "leeg-tijdlijn", after(first_case, {"casus/tab/4"})),
        with(bare, "leeg-samenhang", after(first_case, {"casus/nieuw", "nieuw/meer", "meer/deel/3"})),
    };
}

} // namespace casustafel::test
