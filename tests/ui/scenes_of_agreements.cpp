#include "ui/scene_parts.h"

// What the table agrees: making an agreement, confirming it, deciding on the case.

namespace casustafel::test {

std::vector<Scene> scenes_of_agreements()
{
    return {
        after_case("afspraak-leeg", {"casus/nieuw"}),
        after_case("afspraak-typen",
                   {"casus/nieuw", "nieuw/zin/0", "nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/tekst"}),
        after_case("afspraak-meer", {"casus/nieuw", "nieuw/meer", "meer/soort/3", "meer/doel/0"}),
        after_case("afspraak-uitvoering", {"casus/nieuw", "nieuw/meer", "meer/deel/1"}),
        after_case("afspraak-uitvoering-typen",
                   {"casus/nieuw", "nieuw/meer", "meer/deel/1", "meer/vervanger", "key/h"}),
        after_case("afspraak-zicht", {"casus/nieuw", "nieuw/meer", "meer/deel/2", "meer/zicht/1", "meer/domein/1"}),
        after_case("afspraak-samenhang", {"casus/nieuw", "nieuw/meer", "meer/deel/3", "meer/vandaag/0/hangt-af"}),
        after_case("kalender", {"casus/nieuw", "nieuw/datum/kalender"}),
        after_case("intrekken", {"afspraak/5", "nieuw/intrekken", "intrekken/zin/1"}),
    };
}

namespace {

const std::vector<std::string> to_de_vries{"casus/bevestigen", "bevestigen/wie/m-de-vries"};

Scene confirming(const char* name, std::vector<std::string> taps)
{
    taps.insert(taps.begin(), to_de_vries.begin(), to_de_vries.end());
    return after_case(name, std::move(taps));
}

/// The prosecutor has no table code.
void signing_for_want_of_a_code(TableDriver& table)
{
    in_first_case(table);
    table.give(core::command::CheckIn{core::ParticipantId{"e-lambregts"}});
    table.agree("Dagvaarding aanhouden", "e-lambregts", 6);
    table.tap_all({"casus/bevestigen", "bevestigen/wie/e-lambregts", "bevestigen/voorbehoud"});
}

} // namespace

std::vector<Scene> scenes_of_confirming()
{
    return {
        confirming("bevestigen", {"bevestigen/pad/1"}),
        {"bevestigd",
         [](TableDriver& table) {
             in_first_case(table);
             table.tap_all(to_de_vries).digits("bevestigen/pad", "1111").tap("bevestigen/pad/ok");
         }},
        confirming("voorbehoud", {"bevestigen/voorbehoud"}),
        {"voorbehoud-gevuld",
         [](TableDriver& table) {
             in_first_case(table);
             table.tap_all(to_de_vries).tap_all({"bevestigen/voorbehoud", "bevestigen/reden"});
             table.type("Eerst overleg met de wethouder").tap_all({"key/klaar", "bevestigen/datum/0"});
         }},
        confirming("niet-akkoord", {"bevestigen/nietakkoord"}),
        confirming("niet-akkoord-typen", {"bevestigen/nietakkoord", "bevestigen/reden"}),
        confirming("handtekening", {"bevestigen/handtekening"}),
        {"tekenen-zonder-code", signing_for_want_of_a_code},
    };
}

namespace {

void decided_and_back(TableDriver& table)
{
    in_first_case(table);
    go_on_with_case(table);
    table.tap("agenda/open/1");
}

void scaling_down_in_steps(TableDriver& table)
{
    in_first_case(table);
    table.tap_all({"casus/besluit", "besluit/soort/2", "besluit/overdracht/0", "besluit/ontvanger"});
    table.type("Sociaal team Oosterveld").tap("key/klaar");
    for (const char* answer : {"0/ja", "1/ja", "2/nee", "3/ja"}) table.tap(std::string{"besluit/criterium/"} + answer);
}

} // namespace

std::vector<Scene> scenes_of_deciding()
{
    return {
        after_case("besluit-leeg", {"casus/besluit"}),
        after_case("besluit-vervolg", {"casus/besluit", "besluit/soort/0"}),
        after_case("besluit-opschalen", {"casus/besluit", "besluit/soort/1"}),
        after_case("besluit-afschalen", {"casus/besluit", "besluit/soort/2"}),
        {"besluit-afschalen-stappen", scaling_down_in_steps},
        after_case("besluit-afsluiten", {"casus/besluit", "besluit/soort/3"}),
        unswept(after_case("besluit-nog-nodig", {"casus/besluit", "besluit/soort/3", "besluit/vastleggen"})),
        after_case("besluit-niet-besproken", {"casus/besluit", "besluit/soort/4"}),
        after_case("besluit-typen", {"casus/besluit", "besluit/soort/0", "besluit/conclusie"}),
        {"besluit-verborgen", after(decided_and_back, {"casus/besluit"})},
        {"casus-besluit-getoond", after(decided_and_back, {"casus/toon"})},
    };
}

} // namespace casustafel::test
