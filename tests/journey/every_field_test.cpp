#include "journey/journey_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <format>
#include <fstream>

// What can stand in the minutes is put there by a finger, and the bureau reads it.

namespace casustafel::journey {
namespace {

constexpr std::string_view table_code = "2468";
constexpr const char* de_vries = "m-de-vries";
constexpr const char* hoekstra = "r-hoekstra";
constexpr const char* bouazza = "s-bouazza";
constexpr const char* demir = "f-demir";

class EveryField : public WithBureau {
protected:
    EveryField()
    {
        bureau_.set_up_device(device_id, data(), secret);
        seal_longer_package(4, {"--unprepared"});
        hands_ = switch_on();
        hands_->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
        hands_->digits("lock", secret).tap("lock/ok").wait_for("agenda/aanwezigheid");
    }

    void tap_all(std::initializer_list<const char*> targets)
    {
        for (const char* target : targets) hands_->tap(target);
    }
    void seat(const std::string& id)
    {
        const std::string tile = "aanwezig/" + id;
        hands_->tap(tile).tap(tile).tap("persoon/code").digits("code", table_code).tap("code/ok");
        hands_->digits("code", table_code).tap("code/ok");
    }
    void declare(const std::string& id)
    {
        hands_->tap("aanwezig/" + id).tap("persoon/tekenen").sign("verklaring/vlak").tap("verklaring/ok");
    }

    void take_attendance();
    void first_case();
    void continue_first_case();
    void second_case();
    void scale_third_case_down();
    void close_fourth_case();
    std::filesystem::path minutes_at_bureau();

    std::unique_ptr<Hands> hands_;
};

void EveryField::take_attendance()
{
    hands_->tap("agenda/aanwezigheid");
    for (const char* id : {bouazza, "j-kooistra", hoekstra, "l-smit", de_vries}) seat(id);
    hands_->tap("aanwezig/f-demir");
    declare(demir);
    // Somebody comes for T. Visser, and somebody comes whom nobody had asked.
    hands_->tap("aanwezig/t-visser/meer").tap("persoon/vervangen");
    hands_->write("vervanger/naam", "P. Winter").write("vervanger/functie", "casemanager").tap("vervanger/ok");
    hands_->tap("aanwezig/toevoegen").write("nieuwe/naam", "Q. Zomer").write("nieuwe/functie", "buurtwerker");
    hands_->tap("nieuwe/partner/anders").write("nieuwe/organisatie", "Buurthuis De Brug").tap("nieuwe/ok");
    const std::string guest = hands_->snapshot().conference->participants.back().id.value();
    if (hands_->has("aanwezig/" + guest + "/meer")) hands_->tap("aanwezig/" + guest);
    declare(guest);
    hands_->tap("aanwezig/start").wait_for("agenda/open/1");
    hands_->tap("agenda/aanwezigheid").tap("aanwezig/" + guest).tap("persoon/weg").tap("aanwezig/agenda");
}

void EveryField::first_case()
{
    hands_->tap("agenda/open/1").wait_for("casus/nieuw");
    tap_all({"casus/tafel", "tafel/f-demir", "sluiten"});
    tap_all({"vorige/0", "uitkomst/1", "uitkomst/ok", "vorige/1", "uitkomst/0"});
    hands_->tap("vorige/2").tap("uitkomst/3").tap("knelpunt/0").write("uitkomst/toelichting", "Geen plek");
    tap_all({"uitkomst/datum", "kalender/verder", "kalender/15", "uitkomst/ok", "vorige/3", "uitkomst/0"});

    hands_->tap("casus/nieuw").write("nieuw/tekst", "Briefadres regelen").tap("nieuw/datum/3");
    tap_all({"nieuw/wie/m-de-vries", "nieuw/vastleggen"});
    hands_->wait_for("casus/nieuw");
    hands_->tap("casus/nieuw").write("nieuw/tekst", "Depot voortzetten").tap("nieuw/datum/4");
    tap_all({"nieuw/wie/r-hoekstra", "nieuw/mandaat/1", "nieuw/antwoord/1", "nieuw/meer", "meer/deel/0", "meer/soort/0",
             "meer/doel/1", "meer/leefgebied/0", "meer/buiten", "meer/deel/1"});
    hands_->write("meer/uitvoerder", "V. Lente").write("meer/vervanger", "H. Herfst");
    tap_all({"meer/deel/3", "meer/vandaag/0/hangt-af", "sluiten", "nieuw/vastleggen"});
    hands_->wait_for("casus/nieuw");
    hands_->tap("casus/nieuw").write("nieuw/tekst", "Plek vinden").tap("nieuw/datum/4");
    tap_all({"nieuw/wie/s-bouazza", "nieuw/mandaat/2"});
    hands_->write("nieuw/wiens", "College").tap("nieuw/vastleggen").wait_for("casus/nieuw");
    hands_->tap("casus/nieuw").write("nieuw/tekst", "Brief schrijven").tap("nieuw/datum/3");
    tap_all({"nieuw/wie/l-smit", "nieuw/vastleggen"});
    hands_->wait_for("casus/nieuw");
    // Only care may read this one: with others at the table it is masked as soon as it is saved.
    hands_->tap("casus/nieuw").write("nieuw/tekst", "Intake vervroegen").tap("nieuw/datum/3");
    tap_all({"nieuw/wie/r-hoekstra", "nieuw/meer", "meer/deel/2", "meer/zicht/1", "meer/domein/1", "meer/partner/0",
             "sluiten", "nieuw/vastleggen"});
    hands_->wait_for("casus/nieuw");
    // One is put otherwise, one is taken back.
    hands_->tap("afspraak/5").tap("nieuw/datum/4").tap("nieuw/vastleggen").wait_for("casus/nieuw");
    tap_all({"afspraak/8", "nieuw/intrekken", "intrekken/zin/0", "intrekken/ok"});
    hands_->wait_for("casus/bevestigen");
}

void EveryField::continue_first_case()
{
    hands_->tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", table_code);
    tap_all({"bevestigen/pad/ok", "bevestigen/wie/r-hoekstra", "bevestigen/voorbehoud"});
    hands_->write("bevestigen/reden", "Eerst vragen").tap("bevestigen/datum/1");
    tap_all({"bevestigen/handtekening"});
    hands_->sign("bevestigen/vlak").tap("bevestigen/ok");
    tap_all({"bevestigen/wie/s-bouazza", "bevestigen/mondeling", "bevestigen/casus", "casus/besluit", "besluit/soort/0",
             "besluit/datum/0", "besluit/informeren/1"});
    tap_all({"nieuw/datum/3", "nieuw/wie/m-de-vries", "nieuw/vastleggen"});
    hands_->wait_for("besluit/conclusie");
    hands_->write("besluit/conclusie", "Er is een plek").tap("besluit/vastleggen").wait_for("agenda/open/2");
}

void EveryField::second_case()
{
    hands_->tap("agenda/open/2").wait_for("casus/nieuw");
    tap_all({"casus/besluit", "besluit/soort/1", "besluit/aard/0"});
    hands_->write("besluit/aan", "Stuurgroep").write("besluit/vraag", "Wie betaalt");
    tap_all({"besluit/door/l-smit", "besluit/antwoord/1", "besluit/fase/2"});
    hands_->write("besluit/conclusie", "Nog niet geregeld");
    hands_->tap("besluit/vastleggen").wait_for("agenda/open/3");
}

void EveryField::scale_third_case_down()
{
    hands_->tap("agenda/open/3").wait_for("casus/nieuw");
    tap_all({"casus/besluit", "besluit/soort/2"});
    hands_->write("besluit/ontvanger", "Sociaal team")
        .tap("besluit/overdracht/1")
        .write("besluit/aanvaard", "P. Zomer");
    hands_->tap("besluit/volgen/0");
    for (const char* criterion : {"0", "1", "2", "3"}) hands_->tap(std::format("besluit/criterium/{}/ja", criterion));
    hands_->tap("besluit/doel/0/0").write("besluit/conclusie", "Het gaat goed");
    hands_->tap("besluit/vastleggen").wait_for("agenda/open/4");
}

void EveryField::close_fourth_case()
{
    hands_->tap("agenda/open/4").wait_for("criterium/2");
    hands_->tap("criterium/2").write("criterium/waarom", "Overlast sinds mei").tap("criterium/ja");
    if (!hands_->has("casus/nieuw")) hands_->tap("agenda/open/4");
    hands_->wait_for("casus/nieuw");
    tap_all({"casus/besluit", "besluit/soort/3", "besluit/resultaat/1"});
    hands_->write("besluit/waarom", "Verhuisd naar elders");
    for (const char* criterion : {"0", "1", "2", "3"}) hands_->tap(std::format("besluit/criterium/{}/ja", criterion));
    hands_->tap("besluit/doel/0/0").write("besluit/conclusie", "Deze casus is klaar");
    hands_->write("besluit/uitstel", "Dat is nu gevaarlijk").tap("besluit/informeren/2");
    hands_->tap("besluit/vastleggen").wait_for("agenda/afronden");
}

std::filesystem::path EveryField::minutes_at_bureau()
{
    tap_all({"agenda/afronden", "afronden/verzegel"});
    if (hands_->has("verzegelen/toch")) hands_->tap("verzegelen/toch");
    hands_->wait_until("sending", [](const ui::Snapshot& now) {
        return now.envelopes.size() == 1 && now.envelopes.front().state >= core::EnvelopeState::sent;
    });
    bureau_.sync_desk();
    const auto path = temp_ / "minutes.json";
    std::ofstream{path} << bureau_.minutes_json(hands_->snapshot().envelopes.front().minutes.value());
    return path;
}

TEST_F(EveryField, that_a_table_can_fill_is_filled_by_touch_and_arrives_at_the_bureau)
{
    take_attendance();
    first_case();
    continue_first_case();
    second_case();
    scale_third_case_down();
    close_fourth_case();
    EXPECT_EQ(python({CASUSTAFEL_UNFILLED_FIELDS, CASUSTAFEL_MINUTES_SCHEMA, CASUSTAFEL_UNFILLED_EXCEPTIONS,
                      minutes_at_bureau().string()}),
              "");
}

} // namespace
} // namespace casustafel::journey
