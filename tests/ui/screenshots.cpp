// Writes every screen as a PNG, with the example package: casustafel_screens FOLDER [WIDTHxHEIGHT [PX_PER_MM [PERCENT
// [contrast]]]].

#include "support/table_driver.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

namespace {

using casustafel::test::TableDriver;
using namespace casustafel;
using namespace std::chrono_literals;

const core::ParticipantId bouazza{"s-bouazza"};
const core::ParticipantId hoekstra{"r-hoekstra"};
const core::ParticipantId de_vries{"m-de-vries"};

struct Album {
    std::filesystem::path folder;
    int width;
    int height;
    double px_per_mm;
    ui::Preferences preferences;
    int failures = 0;

    void take(TableDriver& table, const std::string& name)
    {
        table.prefer(preferences);
        const auto saved = table.shell().save_png((folder / (name + ".png")).string());
        if (!saved) {
            std::cerr << saved.error().detail << "\n";
            ++failures;
        }
        for (const std::string& text : table.shell().clipped())
            std::cerr << name << ": does not fit: " << text << "\n", ++failures;
    }
};

void confirm(TableDriver& table, const core::ParticipantId& person)
{
    core::command::Answer answer{table.conference().open_case,       {}, person, core::command::ByTableCode{"1111"},
                                 core::ConfirmationState::confirmed, {}, {}};
    for (const core::Agreement& agreement : table.open_case().agreements)
        if (agreement.content.complete() && agreement.content.owner->participant == person)
            answer.agreements.push_back({agreement.id, agreement.version});
    table.give(answer);
}

void first_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
    table.wait(12min + 48s);
    table.agree("Briefadres regelen en urgentie opnieuw indienen", "m-de-vries", 6);
    table.agree("Depot voortzetten binnen vier weken na vrijlating", "r-hoekstra", 20,
                core::Confidentiality::care_secret);
    table.agree("Zus Esmée uitnodigen voor het gesprek in de PI", "s-bouazza", 13);
    confirm(table, de_vries);
}

void take_attendance(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    album.take(table, "vergrendeld");
    table.change([](ui::Snapshot& s) { s.device.development = false; });
    table.tap("lock/zin");
    album.take(table, "vergrendeld-zin");
    table.change([](ui::Snapshot& s) { s.device.development = true; });
    table.digits("lock", "111111");
    table.tap("lock/ok");
    album.take(table, "vergrendeld-fout");
    table.digits("lock", "123456");
    table.tap("lock/ok");
    album.take(table, "kiezen");
    table.tap("agenda/kies/0");
    album.take(table, "agenda-voor-start");
    table.tap("agenda/aanwezigheid");
    album.take(table, "aanwezig-leeg");
    for (const char* person : {"s-bouazza", "j-kooistra", "e-lambregts", "r-hoekstra", "l-smit", "f-demir"})
        table.tap(std::string{"aanwezig/"} + person);
    table.give(core::command::ChooseTableCode{bouazza, "1357"});
    table.give(core::command::ChooseTableCode{hoekstra, "1357"});
    album.take(table, "aanwezig");
    table.tap("aanwezig/s-bouazza");
    album.take(table, "persoon");
    table.tap("sluiten");
    table.tap("aanwezig/j-kooistra");
    table.tap("persoon/code");
    table.digits("code", "13");
    album.take(table, "tafelcode");
    table.tap("sluiten");
    table.tap("aanwezig/f-demir");
    album.take(table, "persoon-gast");
    table.tap("persoon/tekenen");
    album.take(table, "verklaring");
    table.sign("verklaring/vlak");
    album.take(table, "verklaring-getekend");
    table.tap("verklaring/ok");
    album.take(table, "aanwezig-na-verklaring");
    table.tap("aanwezig/l-smit");
    table.tap("persoon/weg");
    table.tap("aanwezig/l-smit");
    album.take(table, "persoon-weg");
    table.tap("persoon/vervangen");
    album.take(table, "vervanger");
    table.tap("vervanger/naam");
    table.type("P. van Dongen");
    album.take(table, "vervanger-typen");
    table.tap("sluiten");
    table.tap("aanwezig/toevoegen");
    album.take(table, "toevoegen");
    table.tap("nieuwe/naam");
    album.take(table, "toevoegen-typen");
}

void take_case(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    table.start_conference();
    album.take(table, "agenda-begin");
    TableDriver again{album.width, album.height, album.px_per_mm};
    first_case(again);
    album.take(again, "casus");
    for (const auto& [tab, name] : {std::pair{"casus/tab/1", "leefgebieden"}, std::pair{"casus/tab/2", "plan"},
                                    std::pair{"casus/tab/3", "netwerk"}, std::pair{"casus/tab/4", "tijdlijn"}}) {
        again.tap(tab);
        album.take(again, name);
    }
    again.tap("casus/tab/0");
    again.tap("vorige/0");
    album.take(again, "uitkomst");
    again.tap("uitkomst/3");
    album.take(again, "uitkomst-kon-niet");
    again.tap("sluiten");
    again.tap("casus/tafel");
    album.take(again, "aan-tafel");
    again.tap("sluiten");
    again.let_guest_in();
    album.take(again, "casus-met-gast");
    again.tap("casus/tab/1");
    album.take(again, "leefgebieden-met-gast");
    again.tap("casus/agenda");
    album.take(again, "agenda");
    again.tap("agenda/zoek");
    album.take(again, "zoeken-leeg");
    again.type("won");
    album.take(again, "zoeken-typen");
    again.tap("key/klaar");
    album.take(again, "zoeken");
}

void take_records(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    first_case(table);
    const auto sheet = [&](const std::string& opens, const std::string& name) {
        table.tap(opens);
        album.take(table, name);
        table.tap("sluiten");
    };
    sheet("casus/regie", "casusregisseur");
    sheet("perspectief/aanvullen", "perspectief");
    table.tap("casus/tab/5").tap("delen/ggz");
    album.take(table, "delen");
    sheet("delen/gevraagd", "gevraagd");
    sheet("delen/advies", "zsm-advies");
    sheet("delen/geen-advies", "geen-zsm-advies");
    sheet("delen/knelpunt", "knelpunt");
    table.tap_all({"delen/gevraagd", "blad/organisatie/politie", "blad/grond/1", "blad/tekst"});
    table.type("Stand van het onderzoek");
    album.take(table, "gevraagd-typen");
    table.tap("blad/ok");
    table.tap_all({"delen/knelpunt", "blad/knelpunt/1", "blad/ok", "casus/tab/0"});
    table.tap("casus/besluit");
    sheet("besluit/blad", "blad-voor-betrokkene");
    table.tap("besluit/casus");
    table.tap_all({"casus/tafel", "tafel/betrokkene", "sluiten"});
    album.take(table, "betrokkene-aan-tafel");
    table.tap("casus/tab/5");
    album.take(table, "delen-met-betrokkene");
}

void take_agreement(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    first_case(table);
    table.tap("casus/nieuw");
    album.take(table, "afspraak-leeg");
    table.tap_all({"nieuw/zin/1", "nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/mandaat/1"});
    album.take(table, "afspraak-gevuld");
    table.tap("nieuw/datum/kalender");
    album.take(table, "kalender");
    table.tap("sluiten");
    table.tap("nieuw/meer").tap_all({"meer/soort/3", "meer/doel/0"});
    album.take(table, "afspraak-meer");
    table.tap("meer/deel/1");
    album.take(table, "afspraak-uitvoering");
    table.tap("meer/vervanger").tap("key/h");
    album.take(table, "afspraak-uitvoering-typen");
    table.tap("key/klaar").tap("meer/deel/2");
    album.take(table, "afspraak-zicht");
    table.tap("meer/deel/3").tap("meer/vandaag/0/hangt-af");
    album.take(table, "afspraak-samenhang");
    table.tap("sluiten");
    table.tap("nieuw/mandaat/2");
    table.tap("nieuw/tekst");
    table.type("intake FACT-team vóór de vrijlating, samen met zus");
    album.take(table, "afspraak");
    table.tap("key/klaar").tap("hulp");
    album.take(table, "hulp");
    table.tap("sluiten");
    table.tap("afschermen");
    album.take(table, "afgeschermd");
    table.tap_all({"verder", "nieuw/annuleren", "afspraak/5", "nieuw/intrekken", "intrekken/zin/1"});
    album.take(table, "intrekken");
    table.tap_all({"intrekken/niet", "nieuw/annuleren", "casus/besluit", "besluit/soort/0", "besluit/datum/0"});
    table.tap("besluit/vastleggen");
    core::command::RecordCriterion unmet;
    unmet.in_case = table.conference().cases[1].brief->id;
    unmet.criterion = table.conference().cases[1].brief->criteria[2].id;
    unmet.motivation = "De signalen zijn ouder dan een jaar";
    table.give(unmet);
    table.tap_all({"agenda/open/2", "criterium/2"});
    album.take(table, "geen-grondslag");
}

void take_confirm(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    first_case(table);
    table.tap("casus/bevestigen");
    album.take(table, "bevestigen-kies");
    table.tap("bevestigen/wie/r-hoekstra");
    table.digits("bevestigen/pad", "13");
    album.take(table, "bevestigen");
    table.digits("bevestigen/pad", "13");
    table.tap("bevestigen/pad/ok");
    album.take(table, "bevestigen-fout");
    table.tap("bevestigen/voorbehoud");
    album.take(table, "voorbehoud");
    table.tap("bevestigen/reden");
    table.type("Eerst overleg met de geneesheer-directeur");
    album.take(table, "voorbehoud-typen");
    table.tap("key/klaar").tap("bevestigen/datum/0");
    album.take(table, "voorbehoud-gevuld");
    table.tap("bevestigen/terug");
    table.tap("bevestigen/nietakkoord");
    album.take(table, "niet-akkoord");
    table.tap("bevestigen/terug");
    table.tap("bevestigen/handtekening");
    table.sign("bevestigen/vlak");
    album.take(table, "handtekening");
    table.tap("bevestigen/wie/m-de-vries");
    album.take(table, "bevestigd");
    table.tap("bevestigen/wie/l-smit");
    album.take(table, "bevestigen-niets");
    table.give(core::command::CheckIn{core::ParticipantId{"e-lambregts"}});
    table.tap("bevestigen/casus");
    table.agree("Dagvaarding aanhouden tot na het gesprek in de PI", "e-lambregts", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/e-lambregts"});
    album.take(table, "bevestigen-zonder-code");
    table.tap_all({"bevestigen/voorbehoud", "bevestigen/datum/0"});
    table.sign("bevestigen/vlak");
    album.take(table, "voorbehoud-zonder-code");
}

void take_room(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    const auto take = [&](const std::string& name) {
        if (!table.room().save_png((album.folder / (name + ".png")).string())) ++album.failures;
    };
    table.plug_room(album.width, album.height);
    take("zaal-klok");
    first_case(table);
    album.take(table, "casus-met-zaal");
    table.tap("zaal");
    album.take(table, "zaal-kiezen");
    table.tap_all({"zaal/0", "zaal/1", "zaal/2", "sluiten", "casus/bevestigen", "bevestigen/wie/r-hoekstra"});
    album.take(table, "bevestigen-met-zaal");
    take("zaal");
    table.let_guest_in();
    take("zaal-met-gast");
}

void take_decision(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    first_case(table);
    table.tap("casus/besluit");
    album.take(table, "besluit-leeg");
    const char* names[] = {"besluit-vervolg", "besluit-opschalen", "besluit", "besluit-afsluiten",
                           "besluit-niet-besproken"};
    for (int kind = 0; kind < 5; ++kind) {
        table.tap("besluit/soort/" + std::to_string(kind));
        album.take(table, names[kind]);
    }
    table.tap("besluit/soort/0");
    table.tap("besluit/conclusie");
    album.take(table, "besluit-typen");
    table.tap_all({"key/klaar", "besluit/soort/3", "besluit/vastleggen"});
    album.take(table, "besluit-nog-nodig");
    table.tap_all({"besluit/soort/1", "besluit/aard/0", "besluit/door/l-smit", "besluit/antwoord/1", "besluit/fase/3"});
    table.tap("besluit/aan").type("Stuurgroep").tap("besluit/vraag").type("Wie betaalt de opvang?");
    table.tap_all({"key/klaar", "besluit/vastleggen", "agenda/open/1"});
    album.take(table, "casus-besloten");
    table.tap("casus/besluit");
    album.take(table, "besluit-verborgen");
    table.tap_all({"besluit/casus", "casus/toon"});
    album.take(table, "casus-besluit-getoond");
}

void take_scaling_down(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    first_case(table);
    table.tap_all({"casus/besluit", "besluit/soort/2", "besluit/overdracht/0"});
    table.tap("besluit/ontvanger").type("Sociaal team Oosterveld").tap("key/klaar");
    for (const char* answer : {"0/ja", "1/ja", "2/nee", "3/ja"}) table.tap(std::string{"besluit/criterium/"} + answer);
    album.take(table, "besluit-afschalen-stappen");
}

void take_seal(Album& album)
{
    TableDriver table{album.width, album.height, album.px_per_mm};
    first_case(table);
    confirm(table, hoekstra);
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    album.take(table, "agenda-besloten");
    table.tap("agenda/open/2");
    album.take(table, "casus-twee");
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    table.tap("agenda/open/3");
    album.take(table, "casus-drie");
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    table.tap("agenda/afronden");
    album.take(table, "afronden");
    table.tap("afronden/verzegel");
    album.take(table, "afronden-verzegeld");
    table.deliver(core::EnvelopeState::sent);
    album.take(table, "afronden-verzonden");
    table.deliver(core::EnvelopeState::opened);
    album.take(table, "afronden-geopend");
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        std::cerr << "casustafel_screens FOLDER [WIDTHxHEIGHT [PX_PER_MM [PERCENT [contrast]]]]\n";
        return 2;
    }
    Album album{arguments[1], 1920, 1080, 5.58, {}};
    if (count > 2) {
        const std::string size = arguments[2];
        album.width = std::atoi(size.c_str());
        album.height = std::atoi(size.c_str() + size.find('x') + 1);
    }
    if (count > 3) album.px_per_mm = std::atof(arguments[3]);
    if (count > 4) album.preferences.text_percent = std::atoi(arguments[4]);
    album.preferences.high_contrast = count > 5;
    std::filesystem::create_directories(album.folder);
    for (const auto& take : {take_attendance, take_case, take_records, take_agreement, take_confirm, take_room,
                             take_decision, take_scaling_down, take_seal}) {
        try {
            take(album);
        } catch (const std::exception& error) {
            std::cerr << error.what() << "\n";
            ++album.failures;
        }
    }
    return album.failures == 0 ? 0 : 1;
}
