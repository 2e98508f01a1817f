#include "journey/journey_fixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <format>
#include <fstream>

// What can stand in the minutes is put there by a finger, and the bureau reads it.

namespace casustafel::journey {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view table_code = "2468";
constexpr const char* de_vries = "m-de-vries";
constexpr const char* hoekstra = "r-hoekstra";
constexpr const char* bouazza = "s-bouazza";
constexpr const char* demir = "f-demir";

class UnpreparedCases : public WithBureau {
protected:
    UnpreparedCases()
    {
        bureau_.set_up_device(device_id, data(), secret);
        seal_longer_package(4, {"--unprepared"});
    }
    void SetUp() override
    {
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
    void add_urgent_case();
    void first_case();
    void record_about_first_case();
    void continue_first_case();
    void second_case();
    void scale_third_case_down();
    void close_fourth_case();
    void urgent_case();
    void seal();
    core::MinutesId correct_second_case();
    /// As the bureau opened it.
    std::string at_bureau(const core::MinutesId& minutes);

    std::unique_ptr<Hands> hands_;
};
using EveryField = AtEachSize<UnpreparedCases>;
INSTANTIATE_TEST_SUITE_P(, EveryField, testing::ValuesIn(panels), panel_name);

void UnpreparedCases::take_attendance()
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

void UnpreparedCases::add_urgent_case()
{
    hands_->tap("agenda/spoed").write("spoed/label", "B.B.").write("spoed/vraag", "Waar slaapt hij vannacht?");
    hands_->tap("spoed/tijd/10");
    for (const char* number : {"0", "1", "2", "3"})
        hands_->tap(std::format("spoed/ja/{}", number))
            .write(std::format("spoed/waarom/{}", number), "Politie meldt dit vandaag");
    hands_->tap("spoed/ok").wait_for("agenda/open/5");
}

void UnpreparedCases::record_about_first_case()
{
    tap_all({"perspectief/aanvullen", "blad/van/1", "blad/organisatie/reclassering"});
    hands_->write("blad/tekst", "Zus wil meedenken").tap("blad/ok");
    tap_all({"casus/tab/5", "delen/gevraagd", "blad/organisatie/politie", "blad/grond/1"});
    hands_->write("blad/tekst", "Stand van het onderzoek").write("blad/tekst/conclusie", "Er loopt een zaak");
    tap_all({"blad/ok", "delen/advies", "blad/datum/0", "blad/persoon/s-bouazza"});
    hands_->write("blad/tekst", "Vraag eerst de reclassering").tap("blad/ok");
    tap_all({"delen/knelpunt", "blad/knelpunt/1"});
    hands_->write("blad/tekst", "Wachttijd is acht weken").tap("blad/ok");
}

void UnpreparedCases::first_case()
{
    hands_->tap("agenda/open/1").wait_for("casus/nieuw");
    tap_all({"casus/tafel", "tafel/f-demir", "sluiten"});
    tap_all({"vorige/0", "uitkomst/1", "uitkomst/ok", "vorige/1", "uitkomst/0"});
    hands_->tap("vorige/2").tap("uitkomst/3").tap("knelpunt/0").write("uitkomst/toelichting", "Geen plek");
    tap_all({"uitkomst/datum", "kalender/verder", "kalender/15", "uitkomst/ok"});

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
    tap_all({"afspraak/8", "nieuw/intrekken", "intrekken/zin/0", "intrekken/door/1", "intrekken/ok"});
    hands_->wait_for("casus/bevestigen");
    // And one comes in place of an earlier one.
    tap_all({"vorige/3", "uitkomst/1", "uitkomst/vervang", "nieuw/datum/1", "nieuw/vastleggen"});
    hands_->wait_for("casus/nieuw");
}

void UnpreparedCases::continue_first_case()
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
    hands_->write("besluit/conclusie", "Er is een plek").tap("besluit/blad").tap("blad/ok");
    hands_->tap("besluit/vastleggen").wait_for("agenda/open/2");
}

void UnpreparedCases::second_case()
{
    hands_->tap("agenda/open/2").wait_for("casus/nieuw");
    tap_all({"perspectief/onbekend", "blad/zin/2", "blad/ok", "casus/tab/5", "delen/geen-advies", "blad/zin/1",
             "blad/ok", "casus/besluit", "besluit/soort/1", "besluit/aard/0"});
    hands_->write("besluit/aan", "Stuurgroep").write("besluit/vraag", "Wie betaalt");
    tap_all({"besluit/door/l-smit", "besluit/antwoord/1", "besluit/weet/2", "besluit/fase/2"});
    hands_->write("besluit/conclusie", "Nog niet geregeld");
    hands_->tap("besluit/vastleggen").wait_for("agenda/open/3");
}

void UnpreparedCases::scale_third_case_down()
{
    hands_->tap("agenda/open/3").wait_for("casus/nieuw");
    tap_all({"casus/besluit", "besluit/soort/2"});
    hands_->write("besluit/ontvanger", "Sociaal team")
        .tap("besluit/overdracht/1")
        .write("besluit/aanvaard", "P. Zomer");
    hands_->tap("besluit/volgen/0")
        .tap("besluit/criterium/3/nee")
        .write("besluit/waarom", "Dat volgt het sociaal team");
    for (const char* criterion : {"0", "1", "2"}) hands_->tap(std::format("besluit/criterium/{}/ja", criterion));
    hands_->tap("besluit/doel/0/0").write("besluit/conclusie", "Het gaat goed");
    hands_->tap("besluit/vastleggen").wait_for("agenda/open/4");
}

void UnpreparedCases::close_fourth_case()
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

void UnpreparedCases::urgent_case()
{
    hands_->tap("agenda/open/5").wait_for("casus/nieuw");
    tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    hands_->wait_for("agenda/afronden");
}

void UnpreparedCases::seal()
{
    tap_all({"agenda/afronden", "afronden/verzegel"});
    if (hands_->has("verzegelen/toch")) hands_->tap("verzegelen/toch");
    hands_->wait_until("sending", [](const ui::Snapshot& now) {
        return now.envelopes.size() == 1 && now.envelopes.front().state >= core::EnvelopeState::sent;
    });
}

core::MinutesId UnpreparedCases::correct_second_case()
{
    const core::MinutesId sealed = hands_->snapshot().envelopes.front().minutes;
    hands_->tap("afronden/correctie").tap("correctie/casus/1");
    hands_->write("correctie/tekst", "Het antwoord komt 24 november").tap("correctie/ok");
    hands_->wait_until("sending the correction", [](const ui::Snapshot& now) {
        return now.envelopes.size() == 2 && std::ranges::all_of(now.envelopes, [](const core::Envelope& one) {
                   return one.state >= core::EnvelopeState::sent;
               });
    });
    const auto& all = hands_->snapshot().envelopes;
    return std::ranges::find_if(all, [&](const core::Envelope& one) { return one.minutes != sealed; })->minutes;
}

std::string UnpreparedCases::at_bureau(const core::MinutesId& minutes)
{
    const auto path = temp_ / (minutes.value() + ".json");
    std::ofstream{path} << bureau_.minutes_json(minutes.value());
    return path.string();
}

TEST_P(EveryField, that_a_table_can_fill_is_filled_by_touch_and_arrives_at_the_bureau)
{
    take_attendance();
    add_urgent_case();
    first_case();
    record_about_first_case();
    continue_first_case();
    second_case();
    scale_third_case_down();
    close_fourth_case();
    urgent_case();
    seal();
    const core::MinutesId sealed = hands_->snapshot().envelopes.front().minutes;
    const core::MinutesId correction = correct_second_case();
    bureau_.sync_desk();
    EXPECT_EQ(python({CASUSTAFEL_UNFILLED_FIELDS, CASUSTAFEL_MINUTES_SCHEMA, CASUSTAFEL_UNFILLED_EXCEPTIONS,
                      at_bureau(sealed), at_bureau(correction)}),
              "");
    EXPECT_EQ(bureau_.read_minutes(correction.value()).corrects, sealed);
    EXPECT_THAT(bureau_.list_minutes(), ContainsRegex(correction.value() + ".*\tcorrects " + sealed.value()));
    EXPECT_THAT(bureau_.show_minutes(sealed.value()),
                HasSubstr("een correctie gemaakt: verslag " + correction.value()));
    EXPECT_THAT(bureau_.show_minutes(correction.value()), HasSubstr("Correctie op verslag: " + sealed.value()));
    EXPECT_THAT(bureau_.show_minutes(correction.value()), HasSubstr("Het antwoord komt 24 november"));
    EXPECT_THAT(bureau_.show_minutes(sealed.value()), Not(HasSubstr("Het antwoord komt 24 november")));
}

} // namespace
} // namespace casustafel::journey
