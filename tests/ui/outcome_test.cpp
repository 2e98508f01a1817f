#include "core/warnings.h"
#include "support/table_driver.h"

#include <gtest/gtest.h>

#include <string_view>

// The outcome of an earlier agreement, and who reported it.

namespace casustafel::test {

namespace {

bool shows(const TableDriver& table, std::string_view words)
{
    return table.golden().find(words) != std::string::npos;
}

const core::EarlierResult* result_of(const TableDriver& table, std::size_t position)
{
    const core::CaseState& state = table.open_case();
    const auto found = state.earlier.find(state.brief->earlier_agreements[position].id);
    return found == state.earlier.end() ? nullptr : &found->second;
}

} // namespace

TEST(OutcomeSheet, takes_two_touches_when_the_owner_is_there_who_then_reported_it)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    const int before = table.touches();
    table.tap_all({"vorige/0", "uitkomst/0"});
    EXPECT_EQ(table.touches() - before, 2);
    ASSERT_NE(result_of(table, 0), nullptr);
    EXPECT_EQ(result_of(table, 0)->outcome, core::Outcome::done);
    EXPECT_EQ(result_of(table, 0)->reported_by, table.open_case().brief->earlier_agreements[0].owner.participant);
}

TEST(OutcomeSheet, asks_who_reports_it_when_nobody_of_that_organisation_is_there)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.tap_all({"vorige/2", "uitkomst/0"});
    EXPECT_EQ(result_of(table, 2), nullptr);
    EXPECT_TRUE(shows(table, "WIE MELDT DIT?"));
    table.tap("uitkomst/melder/s-bouazza");
    ASSERT_NE(result_of(table, 2), nullptr);
    EXPECT_EQ(result_of(table, 2)->reported_by.value(), "s-bouazza");
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
}

TEST(OutcomeSheet, lets_somebody_else_report_it)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.tap_all({"vorige/0", "uitkomst/melder", "uitkomst/melder/l-smit"});
    EXPECT_TRUE(shows(table, "Gemeld door L. Smit"));
    table.tap("uitkomst/0");
    EXPECT_EQ(result_of(table, 0)->reported_by.value(), "l-smit");
}

TEST(OutcomeSheet, asks_why_before_a_new_date_is_recorded)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.tap_all({"vorige/0", "uitkomst/2", "uitkomst/datum", "kalender/verder", "kalender/8"});
    EXPECT_FALSE(table.target_enabled("uitkomst/ok"));
    EXPECT_TRUE(shows(table, "Een nieuwe datum vraagt een toelichting."));
    table.tap("uitkomst/toelichting").type("Loket was dicht").tap("uitkomst/ok");
    ASSERT_NE(result_of(table, 0), nullptr);
    EXPECT_EQ(result_of(table, 0)->reason, "Loket was dicht");
    EXPECT_EQ(result_of(table, 0)->new_due, (core::Date{std::chrono::year{2026} / 12 / 8}));
    EXPECT_TRUE(shows(table, "uiterlijk di 8 dec")) << "the list tells the new day";
    EXPECT_EQ(core::due_of(table.open_case(), table.open_case().brief->earlier_agreements[0]),
              (core::Date{std::chrono::year{2026} / 12 / 8}));
}

TEST(OutcomeSheet, makes_an_agreement_in_place_of_the_earlier_one_with_its_words_and_owner)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.tap_all({"vorige/0", "uitkomst/3", "knelpunt/1", "uitkomst/vervang"});
    EXPECT_EQ(table.state().screen, ui::Screen::agreement);
    const core::EarlierAgreement& earlier = table.open_case().brief->earlier_agreements[0];
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), earlier.text);
    table.tap_all({"nieuw/datum/3", "nieuw/vastleggen"});
    ASSERT_EQ(table.open_case().agreements.size(), 1U);
    const core::Agreement& next = table.open_case().agreements.front();
    EXPECT_EQ(next.content.text, earlier.text);
    EXPECT_EQ(next.content.owner->participant, earlier.owner.participant);
    ASSERT_NE(result_of(table, 0), nullptr);
    EXPECT_EQ(result_of(table, 0)->outcome, core::Outcome::unable);
    EXPECT_EQ(result_of(table, 0)->bottleneck.value(), "huisvesting");
    EXPECT_EQ(result_of(table, 0)->followed_by, next.id);
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
}

} // namespace casustafel::test
