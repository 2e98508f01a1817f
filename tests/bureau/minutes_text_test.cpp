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
