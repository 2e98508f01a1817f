#include "support/table_driver.h"
#include "ui/views/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

// What the case screen shows of the package: nothing of a region, a law or a list stands in the program.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::Not;

class CaseScreen : public testing::Test {
protected:
    void open(const char* number) { table.start_conference().tap(std::string{"agenda/open/"} + number); }
    ui::CaseView view() const { return ui::case_view(table.snapshot(), table.state()); }
    const core::Case& brief() const { return *table.open_case().brief; }

    TableDriver table;
};

} // namespace

TEST_F(CaseScreen, shows_the_criteria_of_the_package_and_where_they_stand)
{
    open("1");
    for (const core::Criterion& criterion : brief().criteria) EXPECT_THAT(table.golden(), HasSubstr(criterion.label));
    EXPECT_THAT(table.golden(), HasSubstr("artikel 2.20 lid 1"));
    EXPECT_THAT(table.golden(), Not(HasSubstr("ketens"))) << "the criteria of before";
}

TEST_F(CaseScreen, names_person_system_or_area_and_the_long_tracks)
{
    open("1");
    EXPECT_THAT(table.golden(), HasSubstr("Persoonsgericht"));
    EXPECT_THAT(table.golden(), HasSubstr("Levensloopaanpak"));
}

TEST_F(CaseScreen, shows_the_life_domains_that_the_package_names_with_who_said_it_and_when)
{
    open("1");
    table.tap("casus/tab/1");
    std::vector<std::string> used;
    for (const core::LifeDomain& domain : table.conference().package.life_domains)
        if (std::ranges::any_of(brief().items, [&](const core::Item& item) {
                return item.life_domain == domain.id && item.section != core::Section::timeline;
            }))
            used.push_back(domain.label);
    std::vector<std::string> shown;
    for (const ui::Group& group : view().life_domains) shown.push_back(group.title);
    EXPECT_EQ(shown, used);
    EXPECT_THAT(table.golden(), HasSubstr(used.front()));
    EXPECT_FALSE(view().life_domains.front().lines.front().source.empty());
}

TEST_F(CaseScreen, shows_sanction_care_and_administrative_measures_beside_each_other)
{
    open("1");
    table.tap("casus/tab/2");
    for (const core::Intervention& one : brief().interventions)
        EXPECT_THAT(table.golden(), HasSubstr(ui::words(one.kind) + ": " + one.text));
    EXPECT_GE(brief().interventions.size(), 3U);
}

TEST_F(CaseScreen, shows_of_a_risk_the_conclusion_with_who_drew_it_and_when)
{
    open("1");
    ASSERT_EQ(view().risk.size(), 1U);
    EXPECT_THAT(view().risk.front().text, HasSubstr("Verhoogd risico in de eerste zes weken na vrijlating"));
    EXPECT_EQ(view().risk.front().source, "Reclassering · vr 6 nov");
}

TEST_F(CaseScreen, asks_whether_a_case_can_be_scaled_down_after_three_times_without_a_new_agreement_and_at_each_review)
{
    open("3");
    EXPECT_THAT(table.golden(), HasSubstr("3 keer besproken zonder nieuwe afspraak"));
    table.tap_all({"casus/besluit", "besluit/soort/0"});
    EXPECT_THAT(table.golden(), HasSubstr("Kan deze casus worden afgeschaald?"));
}

TEST_F(CaseScreen, offers_the_steps_up_from_near_to_far)
{
    open("1");
    table.tap_all({"casus/besluit", "besluit/soort/1", "besluit/aan/1"});
    EXPECT_EQ(table.state().text(ui::Field::decision_to), "Leidinggevende");
    EXPECT_TRUE(table.has("besluit/aan/3"));
}

TEST_F(CaseScreen, takes_what_the_case_lead_will_do_as_an_agreement_like_any_other)
{
    open("1");
    table.agree("Iedere week bellen met betrokkene", "s-bouazza", 6);
    ASSERT_EQ(core::case_lead_of(table.open_case()), core::ParticipantId{"s-bouazza"});
    table.tap_all({"casus/bevestigen", "bevestigen/wie/s-bouazza"});
    EXPECT_THAT(table.golden(), HasSubstr("Iedere week bellen met betrokkene"));
    EXPECT_TRUE(table.has("bevestigen/pad/ok"));
}

TEST(Mandates, of_another_are_named_on_the_sheet_of_the_person)
{
    core::Package package = TableDriver::example_package();
    for (core::Participant& person : package.participants)
        if (person.id == core::ParticipantId{"m-de-vries"}) {
            person.mandate_source = core::MandateSource::delegated;
            person.mandate_by = "wethouder B. Bakker";
        }
    TableDriver table{std::move(package)};
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/m-de-vries", "aanwezig/m-de-vries"});
    EXPECT_THAT(table.golden(), HasSubstr("mandaat van wethouder B. Bakker"));
}

TEST_F(CaseScreen, counts_agreements_and_neither_points_of_attention_nor_what_was_withdrawn)
{
    open("1");
    table.agree("Briefadres regelen", "m-de-vries", 6);
    const core::AgreementId mistake = table.agree("Depot voortzetten", "r-hoekstra", 6);
    table.agree("Wie belt de zus?", "", 6);
    EXPECT_EQ(view().agreement_count, 2);
    table.give(core::command::Withdraw{table.conference().open_case, mistake, "Verkeerd genoteerd", {}});
    EXPECT_EQ(view().agreements.size(), 3U) << "nothing is deleted";
    EXPECT_EQ(view().agreement_count, 1);
    EXPECT_THAT(view().agreements.back().who, HasSubstr("Aandachtspunt"));
}

TEST_F(CaseScreen, brings_what_was_just_agreed_on_in_sight)
{
    open("1");
    for (int n = 0; n < 12; ++n) table.agree("Afspraak om ruimte te maken", "m-de-vries", 6);
    const ui::Target* last =
        table.shell().find("afspraak/" + std::to_string(table.open_case().agreements.back().number));
    ASSERT_NE(last, nullptr);
    EXPECT_EQ(last->rect, last->full);
}

TEST_F(CaseScreen, shows_in_the_timeline_where_today_is)
{
    open("1");
    table.tap("casus/tab/4");
    const std::vector<ui::TimelineEntry> timeline = view().timeline;
    EXPECT_EQ(std::ranges::count(timeline, "Vandaag", [](const ui::TimelineEntry& one) { return one.line.text; }), 1);
    EXPECT_TRUE(std::ranges::is_sorted(timeline, {}, &ui::TimelineEntry::on));
}

} // namespace casustafel::test
