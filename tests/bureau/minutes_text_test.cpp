#include "bureau/minutes_text.h"

#include "bureau_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ranges>

namespace casustafel::bureau {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string shown(const core::Minutes& minutes, const std::optional<core::Package>& package)
{
    return minutes_text(minutes, package, core::Calendar{*std::chrono::locate_zone("Europe/Amsterdam")});
}

class MinutesText : public testing::Test {
protected:
    std::string text() const { return shown(minutes_, package_); }

    core::Package package_ = test::example_package();
    core::Minutes minutes_ = test::example_minutes("aaaaaaaa-0000-4000-8000-000000000001", "CT-0017");
};

TEST_F(MinutesText, stands_in_the_order_of_the_agenda)
{
    const std::string all = text();
    std::size_t at = 0;
    for (const std::string_view part :
         {"Grondslag: WGS-casusoverleg", "AANWEZIGHEID", "CASUS 1: K.D.", "Vraag aan tafel: Hoe voorkomen", "Criteria",
          "Eerdere afspraken", "uitkomst: nagekomen", "Afspraken\n4. Urgentie", "Aandachtspunten", "Besluit\nvervolg",
          "Conclusie", "Informeren van betrokkene"}) {
        const std::size_t found = all.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " after\n" << all.substr(0, at);
        at = found;
    }
}

TEST_F(MinutesText, names_the_legal_basis_in_the_head_of_every_part)
{
    for (const auto line : std::views::split(text(), '\n')) {
        const std::string_view head{line.begin(), line.end()};
        if (!head.starts_with("== ")) continue;
        EXPECT_THAT(std::string{head}, HasSubstr("grondslag: WGS-casusoverleg"));
    }
}

TEST_F(MinutesText, says_who_promised_what_before_when_with_which_mandate_and_how_it_was_confirmed)
{
    EXPECT_THAT(text(), HasSubstr("4. Urgentie aanvragen bij de woningverdeling\n"
                                  "  actiehouder: S. Bouazza (Reclassering)\n"
                                  "  uiterlijk: 5 december 2026\n"
                                  "  mandaat: binnen mandaat\n"
                                  "  bevestiging: akkoord, met tafelcode, 21 november 2026 13:22, door S. Bouazza, "
                                  "versie 1\n"));
}

TEST_F(MinutesText, keeps_the_ways_of_confirming_apart)
{
    core::Confirmation& answer = minutes_.cases[0].agreements[0].confirmation;
    answer.how = core::ConfirmationHow::spoken;
    EXPECT_THAT(text(), HasSubstr("akkoord, mondeling, vastgelegd door voorzitter"));
    answer = {};
    answer.state = core::ConfirmationState::declined;
    answer.reason = "Geen capaciteit";
    EXPECT_THAT(text(), HasSubstr("bevestiging: niet akkoord (betwist)\n  reden: Geen capaciteit\n"));
    answer = {};
    answer.state = core::ConfirmationState::awaiting_absent;
    EXPECT_THAT(text(), HasSubstr("te bevestigen: actiehouder was afwezig"));
}

TEST_F(MinutesText, does_not_call_a_point_of_attention_an_agreement)
{
    const std::string all = text();
    const std::size_t points = all.find("Aandachtspunten (geen afspraak");
    ASSERT_NE(points, std::string::npos);
    EXPECT_GT(all.find("5. Wie belt de moeder"), points);
    minutes_.cases[0].agreements.pop_back();
    EXPECT_THAT(text(), Not(HasSubstr("Aandachtspunten")));
}

TEST_F(MinutesText, keeps_could_not_and_was_not_taken_up_apart)
{
    core::MinutesEarlier& earlier = minutes_.cases[0].earlier[0];
    earlier.status = core::Outcome::unable;
    earlier.bottleneck = core::BottleneckId{"wachtlijst"};
    EXPECT_THAT(text(), HasSubstr("uitkomst: kon niet\n  knelpunt: Wachtlijst"));
    earlier.status = core::Outcome::not_taken_up;
    earlier.bottleneck = {};
    EXPECT_THAT(text(), HasSubstr("uitkomst: niet opgepakt"));
}

TEST_F(MinutesText, shows_an_escalation_whole)
{
    core::Decision& decision = minutes_.cases[0].decision;
    decision = {};
    decision.kind = core::DecisionKind::escalate;
    decision.ave_phase = 2;
    decision.to = "burgemeester van Waterrijk";
    decision.question = "Urgentie toekennen buiten de verordening";
    decision.answer_by = core::parse_date("2026-12-01");
    EXPECT_THAT(text(), HasSubstr("Besluit\nopschalen\n  AVE-fase: 2\n  aan: burgemeester van Waterrijk\n"
                                  "  gevraagd besluit: Urgentie toekennen buiten de verordening\n"
                                  "  antwoord uiterlijk: 1 december 2026\n"));
}

TEST_F(MinutesText, tells_what_the_table_recorded_beside_the_agreements)
{
    core::MinutesCase& one = minutes_.cases[0];
    const core::PartnerId ggz{"ggz"};
    one.perspective = {{core::PerspectiveOf::subject, "Wil een eigen kamer", ggz}};
    one.no_perspective = {{core::PerspectiveOf::relatives, "Niet bereikt"}};
    one.zsm_advice =
        core::TableAdvice{"Bel eerst", minutes_.attendance[0].participant, core::parse_date("2027-02-01"), ""};
    one.withheld = {{ggz, "Diagnose", core::WithheldGround::medical_secrecy, "Begeleiding is haalbaar"}};
    one.signals = {{core::BottleneckId{"wachtlijst"}, "Weer vol"}};
    one.plain_sheet = "Wij helpen u met een kamer.";
    const std::string all = text();
    std::size_t at = 0;
    for (const std::string_view part :
         {"Eerdere afspraken", "- betrokkene, volgens GGZ De Linde: Wil een eigen kamer\n",
          "- naasten: niet bekend, omdat: Niet bereikt\n", "ZSM-advies\nBel eerst\n  opgesteld door: S. Bouazza\n",
          "geldig tot en met: 1 februari 2027", "Gevraagd, niet gedeeld\n- GGZ De Linde: medisch geheim\n",
          "bruikbare conclusie: Begeleiding is haalbaar", "Afspraken\n", "Besluit\n", "Informeren van betrokkene",
          "Brief voor betrokkene", "Wij helpen u met een kamer.", "- Wachtlijst: Weer vol"}) {
        const std::size_t found = all.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " after\n" << all.substr(at);
        at = found;
    }
    one.zsm_advice = core::TableAdvice{"", {}, {}, "Loopt al een zaak"};
    EXPECT_THAT(text(), HasSubstr("Geen advies, omdat: Loopt al een zaak"));
}

TEST_F(MinutesText, keeps_what_was_withdrawn_apart)
{
    core::Agreement gone = minutes_.cases[0].agreements[0];
    gone.id = core::AgreementId{"33333333-3333-4333-8333-333333333333"};
    gone.number = 6;
    gone.content.relates = {{minutes_.cases[0].agreements[0].id, core::RelationKind::depends_on}};
    gone.withdrawn_at = minutes_.started_at;
    gone.withdrawn_because = "Dubbel met afspraak 4";
    minutes_.cases[0].agreements.push_back(gone);
    const std::string all = text();
    EXPECT_GT(all.find("Ingetrokken\n6. Urgentie"), all.find("Aandachtspunten"));
    EXPECT_THAT(all, HasSubstr("  hangt af van afspraak 4\n"));
    EXPECT_THAT(all, HasSubstr("door de voorzitter\n  reden van intrekken: Dubbel met afspraak 4\n"));
}

TEST_F(MinutesText, names_a_case_that_the_table_added)
{
    core::MinutesCase urgent;
    urgent.case_id = core::CaseId{"99999999-9999-4999-8999-999999999999"};
    urgent.added = core::MinutesAdded{"Gezin V.", "Waar slapen de kinderen?"};
    urgent.criteria = {{package_.cases[0].criteria[0].id, true, "Gebleken"}};
    minutes_.cases.insert(minutes_.cases.begin(), urgent);
    EXPECT_THAT(text(), HasSubstr("CASUS 1: Gezin V."));
    EXPECT_THAT(text(), HasSubstr("Spoedcasus: aan tafel toegevoegd\nVraag aan tafel: Waar slapen de kinderen?\n"));
    EXPECT_THAT(text(), HasSubstr("- " + package_.cases[0].criteria[0].label + ": ja (vastgesteld aan tafel)"));
}

TEST_F(MinutesText, of_a_correction_names_what_it_corrects_the_case_and_what_is_to_be_read)
{
    minutes_.corrects = core::MinutesId{"aaaaaaaa-0000-4000-8000-00000000000c"};
    minutes_.cases.resize(1);
    minutes_.cases[0].agreements.clear();
    minutes_.cases[0].correction = "Afspraak 4 is van 4 december";
    EXPECT_THAT(text(), HasSubstr("CORRECTIE OP EEN VERSLAG\n"));
    EXPECT_THAT(text(), HasSubstr("Correctie op verslag: aaaaaaaa-0000-4000-8000-00000000000c\n"));
    EXPECT_THAT(text(), HasSubstr("== CASUS: K.D. == grondslag: WGS-casusoverleg\n"
                                  "Correctie: Afspraak 4 is van 4 december\n"));
    EXPECT_THAT(text(), Not(HasSubstr("AANWEZIGHEID")));
    EXPECT_THAT(text(), Not(HasSubstr("Besproken: nee"))) << "that stands in what was sealed";
}

TEST_F(MinutesText, can_be_read_without_the_package)
{
    const std::string all = shown(minutes_, std::nullopt);
    EXPECT_THAT(all, HasSubstr("Het pakket van dit overleg is hier niet bekend"));
    EXPECT_THAT(all, HasSubstr("Urgentie aanvragen bij de woningverdeling"));
    EXPECT_THAT(all, HasSubstr("actiehouder: S. Bouazza (reclassering)"));
}

TEST_F(MinutesText, says_when_the_clock_was_not_checked)
{
    EXPECT_THAT(text(), Not(HasSubstr("klok")));
    minutes_.clock_trusted = false;
    EXPECT_THAT(text(), HasSubstr("de klok van het apparaat was niet gecontroleerd"));
}

TEST(DutchDate, is_written_out)
{
    EXPECT_EQ(dutch_date(*core::parse_date("2026-01-01")), "1 januari 2026");
    EXPECT_EQ(dutch_date(*core::parse_date("2027-12-31")), "31 december 2027");
}

} // namespace
} // namespace casustafel::bureau
