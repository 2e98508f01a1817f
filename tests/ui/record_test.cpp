#include "support/table_driver.h"
#include "ui/views/record_view.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

// What a table records about a case besides agreements and the decision, by touch.

namespace casustafel::test {

namespace {

bool shows(const TableDriver& table, std::string_view words)
{
    return table.golden().find(words) != std::string::npos;
}

void in_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
}

/// The second case of the example: nobody said anything of the relatives.
void in_second_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/2");
}

} // namespace

TEST(CaseLeadScreen, names_chair_and_case_lead_on_every_tab_and_appoints_another_in_two_touches)
{
    TableDriver table;
    in_case(table);
    for (int tab = 0; tab < 6; ++tab) {
        table.tap("casus/tab/" + std::to_string(tab));
        EXPECT_TRUE(shows(table, "Procesregisseur N. Aalbers · casusregisseur S. Bouazza")) << tab;
    }
    table.tap("casus/regie");
    EXPECT_FALSE(table.has("blad/persoon/e-lambregts")) << "isn't at the table";
    const int before = table.touches();
    table.tap("blad/persoon/m-de-vries");
    EXPECT_EQ(table.touches() - before, 1);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    EXPECT_EQ(core::case_lead_of(table.open_case()).value(), "m-de-vries");
    EXPECT_TRUE(shows(table, "casusregisseur M. de Vries"));
}

TEST(PerspectiveScreen, adds_what_somebody_wants_with_who_brought_it)
{
    TableDriver table;
    in_case(table);
    table.tap_all({"perspectief/aanvullen", "blad/van/1", "blad/organisatie/reclassering"});
    EXPECT_FALSE(table.target_enabled("blad/ok"));
    EXPECT_TRUE(shows(table, "Nog nodig: wat willen of vinden de naasten zelf?"));
    table.tap("blad/tekst").type("Zus wil meedenken over een kamer. ").tap("blad/ok");
    ASSERT_EQ(table.open_case().perspective.size(), 1U);
    const core::Perspective& said = table.open_case().perspective.front();
    EXPECT_EQ(said.of, core::PerspectiveOf::relatives);
    EXPECT_EQ(said.text, "Zus wil meedenken over een kamer.");
    EXPECT_EQ(said.source.value(), "reclassering");
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    EXPECT_TRUE(shows(table, "Naasten · Reclassering · vandaag aan tafel"));
    table.tap("perspectief/aanvullen");
    EXPECT_EQ(table.state().text(ui::Field::record_text), "") << "a sheet begins empty";
}

TEST(PerspectiveScreen, says_whose_is_missing_and_asks_why_in_three_touches)
{
    TableDriver table;
    in_case(table);
    EXPECT_FALSE(table.has("perspectief/onbekend")) << "both are known";
    TableDriver other;
    in_second_case(other);
    EXPECT_TRUE(shows(other, "Naasten: nog niet gevraagd"));
    other.tap("perspectief/onbekend");
    EXPECT_FALSE(other.target_enabled("blad/ok"));
    other.tap_all({"blad/zin/2", "blad/ok"});
    EXPECT_EQ(other.open_case().no_perspective.at(core::PerspectiveOf::relatives), "Er is geen contact");
    EXPECT_TRUE(shows(other, "Naasten: niet bekend. Er is geen contact"));
    EXPECT_FALSE(other.has("perspectief/onbekend"));
}

TEST(SharingScreen, shows_what_an_organisation_at_the_table_may_share_in_one_touch)
{
    TableDriver table;
    in_case(table);
    table.tap("casus/tab/5");
    EXPECT_FALSE(table.has("delen/om")) << "isn't at the table";
    EXPECT_TRUE(shows(table, "Er is geen kaart van deze organisatie"));
    table.tap("delen/ggz");
    EXPECT_TRUE(shows(table, "De conclusie die de tafel nodig heeft"));
    EXPECT_TRUE(shows(table, "Niet: de diagnose."));
    EXPECT_TRUE(shows(table, "Medisch beroepsgeheim, Wgbo"));
    table.let_guest_in();
    EXPECT_TRUE(shows(table, "NU: Woningcorporatie Thuishaven VALT BUITEN HET CONVENANT"));
    EXPECT_TRUE(table.has("delen/corporatie"));
}

TEST(SharingScreen, records_what_was_asked_and_not_shared_neutrally)
{
    TableDriver table;
    in_case(table);
    table.tap_all(
        {"casus/tab/5", "delen/gevraagd", "blad/organisatie/politie", "blad/grond/1", "blad/tekst/conclusie"});
    table.type("Er loopt een zaak").tap("blad/tekst").type("Stand van het onderzoek").tap("blad/ok");
    ASSERT_EQ(table.open_case().withheld.size(), 1U);
    const core::Withheld& one = table.open_case().withheld.front();
    EXPECT_EQ(one.asked_of.value(), "politie");
    EXPECT_EQ(one.asked, "Stand van het onderzoek");
    EXPECT_EQ(one.ground, core::WithheldGround::criminal_investigation);
    EXPECT_EQ(one.usable_conclusion, "Er loopt een zaak");
    EXPECT_TRUE(shows(table, "Politie Rivierenkust: Stand van het onderzoek"));
    EXPECT_TRUE(shows(table, "Lopend onderzoek. Wel bruikbaar: Er loopt een zaak"));
    table.let_guest_in();
    EXPECT_FALSE(shows(table, "Stand van het onderzoek")) << "not for a guest";
}

TEST(AdviceScreen, marks_an_advice_that_has_expired)
{
    TableDriver table;
    in_case(table);
    table.tap("casus/tab/5");
    EXPECT_TRUE(shows(table, "Geldig t/m di 15 dec"));
    table.change([](ui::Snapshot& snapshot) { snapshot.now += std::chrono::hours{24 * 30}; });
    EXPECT_TRUE(shows(table, "Verlopen op di 15 dec"));
}

TEST(AdviceScreen, records_a_new_advice_with_author_and_last_day)
{
    TableDriver table;
    in_case(table);
    table.tap_all({"casus/tab/5", "delen/advies", "blad/datum/0", "blad/persoon/s-bouazza"});
    EXPECT_FALSE(table.target_enabled("blad/ok"));
    table.tap("blad/tekst").type("Vraag eerst de reclassering").tap("blad/ok");
    const auto& advice = table.open_case().zsm_advice;
    ASSERT_TRUE(advice);
    EXPECT_EQ(advice->text, "Vraag eerst de reclassering");
    EXPECT_EQ(advice->author.value(), "s-bouazza");
    EXPECT_EQ(advice->valid_until, core::plus_days(table.snapshot().calendar->day_of(table.snapshot().now), 91));
    const ui::SharingView view = ui::sharing_view(table.snapshot(), table.state());
    ASSERT_EQ(view.advice.size(), 2U);
    EXPECT_TRUE(view.advice.back().text.starts_with("Vorig advies: Bij nieuwe aanhouding"));
}

TEST(AdviceScreen, takes_any_day_from_the_calendar_and_comes_back_with_what_was_chosen)
{
    TableDriver table;
    in_case(table);
    table.tap_all({"casus/tab/5", "delen/advies", "blad/persoon/s-bouazza", "blad/datum/kalender"});
    table.tap_all({"kalender/verder", "kalender/24"});
    EXPECT_EQ(table.state().sheet, ui::Sheet::zsm_advice);
    EXPECT_EQ(table.state().record.person.value(), "s-bouazza");
    EXPECT_TRUE(shows(table, "donderdag 24 december 2026"));
}

TEST(AdviceScreen, records_that_there_is_none_with_why)
{
    TableDriver table;
    in_second_case(table);
    table.tap("casus/tab/5");
    EXPECT_TRUE(shows(table, "Er is nog geen advies"));
    table.tap_all({"delen/geen-advies", "blad/zin/1", "blad/ok"});
    ASSERT_TRUE(table.open_case().zsm_advice);
    EXPECT_EQ(table.open_case().zsm_advice->none_because, "Het Openbaar Ministerie is niet aan tafel");
    EXPECT_TRUE(shows(table, "Geen advies: Het Openbaar Ministerie is niet aan tafel"));
}

TEST(SignalScreen, reports_a_bottleneck_in_three_touches_and_warns_of_personal_data)
{
    TableDriver table;
    in_case(table);
    table.tap("casus/tab/5");
    const int before = table.touches();
    table.tap("delen/knelpunt");
    EXPECT_TRUE(shows(table, "geen persoonsgegevens"));
    table.tap_all({"blad/knelpunt/1", "blad/ok"});
    EXPECT_EQ(table.touches() - before, 3);
    ASSERT_EQ(table.open_case().signals.size(), 1U);
    EXPECT_EQ(table.open_case().signals.front().bottleneck.value(), "huisvesting");
}

TEST(SubjectScreen, masks_all_but_what_is_general_while_the_person_is_at_the_table)
{
    TableDriver table;
    in_case(table);
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Depot voortzetten", "r-hoekstra", 20, core::Confidentiality::care_secret);
    table.tap_all({"casus/tafel", "tafel/betrokkene"});
    EXPECT_TRUE(table.open_case().subject_at_table);
    table.tap("sluiten");
    EXPECT_TRUE(shows(table, "Betrokkene is aan tafel"));
    EXPECT_TRUE(shows(table, "Briefadres regelen"));
    EXPECT_FALSE(shows(table, "Depot voortzetten"));
    EXPECT_FALSE(shows(table, "Verhoogd risico"));
    EXPECT_TRUE(shows(table, "Ik wil een eigen plek"));
    EXPECT_FALSE(shows(table, "Moeder wil helpen")) << "she told it in confidence";
    table.tap("casus/tab/1");
    EXPECT_FALSE(shows(table, "Moeder wil helpen")) << "nor by its life domain";
    table.tap("casus/tab/5");
    EXPECT_FALSE(shows(table, "Bij nieuwe aanhouding"));
    EXPECT_TRUE(shows(table, "Verborgen: de betrokkene is aan tafel"));
    table.tap_all({"casus/tafel", "tafel/betrokkene", "sluiten"});
    EXPECT_FALSE(table.open_case().subject_at_table);
    EXPECT_TRUE(shows(table, "Bij nieuwe aanhouding"));
}

TEST(PlainSheetScreen, proposes_what_was_agreed_and_records_what_the_chair_reviewed)
{
    TableDriver table;
    in_case(table);
    table.agree("Briefadres regelen", "m-de-vries", 6);
    table.agree("Depot voortzetten", "r-hoekstra", 20, core::Confidentiality::care_secret);
    table.tap_all({"casus/besluit", "besluit/blad"});
    EXPECT_TRUE(table.state().text(ui::Field::record_text).contains("Briefadres regelen."));
    EXPECT_FALSE(table.state().text(ui::Field::record_text).contains("Depot"));
    table.tap("blad/tekst").key(ui::Key::end).type(" Tot dan!").tap("blad/ok");
    EXPECT_TRUE(table.open_case().plain_sheet.contains("Tot dan!"));
    EXPECT_EQ(table.state().screen, ui::Screen::decision);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    EXPECT_TRUE(shows(table, "Blad voor betrokkene: vastgelegd"));
    table.tap("besluit/blad");
    EXPECT_EQ(table.state().text(ui::Field::record_text), table.open_case().plain_sheet);
}

TEST(DecisionSteps, name_a_perspective_and_an_advice_that_are_missing_and_lead_there)
{
    TableDriver table;
    in_second_case(table);
    table.tap("casus/besluit");
    EXPECT_TRUE(shows(table, "Naasten: nog niet gevraagd"));
    EXPECT_TRUE(shows(table, "Nog geen ZSM-advies"));
    const auto step = [&](std::string_view words) {
        for (const ui::Target& target : table.shell().targets())
            if (target.name.starts_with("besluit/stap/") && target.label.contains(words)) return target.name;
        return std::string{};
    };
    table.tap(step("ZSM"));
    EXPECT_EQ(table.state().tab, ui::CaseTab::sharing);
    table.tap("casus/besluit").tap(step("Naasten"));
    EXPECT_EQ(table.state().tab, ui::CaseTab::overview);
    EXPECT_TRUE(table.has("perspectief/onbekend"));
}

} // namespace casustafel::test
