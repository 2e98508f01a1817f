#include "support/table_driver.h"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>

// casustafel_screens OUTDIR [WxH [PX_PER_MM]]: each screen as a picture, reached by touch with the example package.

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;

/// Holds a conference and keeps pictures on the way.
class Album {
public:
    Album(std::filesystem::path folder, int width, int height, double px_per_mm)
        : folder_{std::move(folder)}, table_{width, height, px_per_mm}
    {
    }

    void fill()
    {
        attendance();
        first_case();
        agreements();
        decisions();
        sealing();
    }
    bool all_fit() const { return all_fit_; }

private:
    void keep(const std::string& name)
    {
        const std::string path = (folder_ / (name + ".png")).string();
        if (const auto saved = table_.shell().save_png(path); !saved) std::cerr << saved.error().detail << '\n';
        for (const std::string& text : table_.shell().clipped()) {
            std::cerr << name << ": does not fit: " << text << '\n';
            all_fit_ = false;
        }
        std::cout << path << '\n';
    }

    void attendance()
    {
        table_.digits("lock", "123");
        keep("vergrendeld");
        table_.digits("lock", "456").tap("lock/ok");
        keep("kies");
        table_.tap("agenda/kies/0");
        keep("agenda-vooraf");
        table_.tap("agenda/aanwezigheid");
        keep("aanwezig-leeg");
        table_.tap("aanwezig/f-demir").tap("aanwezig/f-demir");
        keep("persoon");
        table_.tap("persoon/tekenen").sign("verklaring/vlak");
        keep("verklaring");
        table_.tap("sluiten").tap("aanwezig/f-demir").tap("persoon/weg");
        table_.tap("aanwezig/s-bouazza").tap("aanwezig/s-bouazza").tap("persoon/code");
        table_.digits("code", "11");
        keep("code");
        table_.tap("sluiten");
        table_.tap("aanwezig/e-lambregts").tap("aanwezig/e-lambregts").tap("persoon/weg");
        table_.tap("aanwezig/e-lambregts").tap("persoon/vervangen").type("P. Wind");
        keep("vervangen");
        table_.tap("sluiten").tap("aanwezig/toevoegen").type("K. Berkel");
        keep("toevoegen");
        table_.tap("sluiten");
        table_.seat({"j-kooistra", "r-hoekstra", "l-smit", "m-de-vries", "o-celik", "a-nijholt"});
        table_.tap("aanwezig/s-bouazza").tap("persoon/code").digits("code", "1111").tap("code/ok");
        table_.digits("code", "1111").tap("code/ok");
        table_.tap("aanwezig/f-demir").tap("persoon/aanwezig");
        keep("aanwezig");
        table_.tap("aanwezig/f-demir").tap("persoon/tekenen").sign("verklaring/vlak").tap("verklaring/ok");
        table_.tap("aanwezig/f-demir").tap("persoon/weg");
        table_.wait(8min).tap("aanwezig/start");
    }

    void first_case()
    {
        keep("agenda");
        table_.tap("agenda/open/1").wait(12min + 40s);
        keep("casus");
        table_.tap("casus/tab/1");
        keep("leefgebieden");
        table_.tap("casus/tab/2");
        keep("plan");
        table_.tap("casus/tab/3");
        keep("netwerk");
        table_.tap("casus/tab/4");
        keep("tijdlijn");
        table_.tap("casus/tab/0").tap("casus/tafel");
        keep("tafel");
        table_.tap("sluiten").tap("vorige/1");
        keep("uitkomst");
        table_.tap("uitkomst/3");
        keep("uitkomst-kon-niet");
        table_.tap("sluiten").tap("vorige/3").tap("uitkomst/0");
    }

    void agreements()
    {
        table_.tap("casus/nieuw");
        keep("afspraak-leeg");
        table_.tap("nieuw/tekst").type("Zorgmachtiging voorbereiden met OvJ en geneesheer-directeur");
        keep("afspraak-typen");
        table_.tap("nieuw/datum/3").tap("nieuw/wie/r-hoekstra");
        keep("afspraak");
        table_.tap("nieuw/mandaat/1");
        keep("afspraak-ruggespraak");
        table_.tap("nieuw/mandaat/0").tap("nieuw/datum/kalender");
        keep("kalender");
        table_.tap("sluiten").tap("nieuw/vastleggen");
        table_.tap("casus/nieuw").tap("nieuw/tekst").type("Tijdelijke plek De Haven regelen per 14 december");
        table_.tap("nieuw/datum/4").tap("nieuw/wie/m-de-vries").tap("nieuw/vastleggen");
        table_.tap("casus/nieuw").tap("nieuw/tekst").type("Verlofdata afstemmen met PI De Dijk");
        table_.tap("nieuw/datum/3").tap("nieuw/wie/s-bouazza").tap("nieuw/vastleggen");
        table_.tap("casus/nieuw").tap("nieuw/zin/3").tap("nieuw/vastleggen");
        table_.tap("casus/bevestigen");
        keep("bevestigen-leeg");
        table_.tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", "11");
        keep("bevestigen");
        table_.digits("bevestigen/pad", "11").tap("bevestigen/pad/ok");
        keep("bevestigd");
        table_.tap("bevestigen/wie/r-hoekstra").tap("bevestigen/voorbehoud");
        keep("voorbehoud");
        table_.tap("bevestigen/terug").tap("bevestigen/nietakkoord");
        keep("niet-akkoord");
        table_.tap("bevestigen/terug").tap("bevestigen/handtekening");
        keep("handtekening");
        table_.tap("bevestigen/casus");
        keep("casus-afspraken");
    }

    void decisions()
    {
        table_.tap("casus/besluit");
        keep("besluit-leeg");
        for (const int kind : {0, 1, 2, 3, 4}) {
            table_.tap("besluit/soort/" + std::to_string(kind));
            keep("besluit-" + std::to_string(kind));
        }
        table_.tap("besluit/soort/0").tap("besluit/datum/0").tap("besluit/conclusie");
        table_.type("Plek in De Haven per 14 december; GGZ houdt regie op zorg.");
        keep("besluit-typen");
        table_.tap("afschermen");
        keep("afgeschermd");
        table_.tap("verder").tap("hulp");
        keep("hulp");
        table_.tap("sluiten").tap("besluit/vastleggen");
        keep("agenda-besloten");
    }

    void sealing()
    {
        table_.tap("agenda/afronden");
        keep("afronden");
        table_.tap("afronden/verzegel");
        keep("verzegeld");
        table_.deliver(core::EnvelopeState::sent);
        keep("verzonden");
        table_.deliver(core::EnvelopeState::opened);
        keep("geopend");
    }

    std::filesystem::path folder_;
    TableDriver table_;
    bool all_fit_ = true;
};

} // namespace

} // namespace casustafel::test

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::cerr << "usage: casustafel_screens OUTDIR [WIDTHxHEIGHT [PX_PER_MM]]\n";
        return 2;
    }
    int width = 1920;
    int height = 1080;
    if (argc > 2) {
        const std::string size = argv[2];
        width = std::atoi(size.c_str());
        height = std::atoi(size.c_str() + size.find('x') + 1);
    }
    const double px_per_mm = argc > 3 ? std::atof(argv[3]) : 5.58 * width / 1920.0;
    std::filesystem::create_directories(argv[1]);
    try {
        casustafel::test::Album album{argv[1], width, height, px_per_mm};
        album.fill();
        return album.all_fit() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
