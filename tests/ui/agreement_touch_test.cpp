#include "support/screen_driver.h"
#include "support/table_driver.h"

#include "core/minutes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// An agreement by touch: how little it asks, and that everything it can say arrives.

namespace casustafel::test {

namespace {

void in_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
}

std::size_t place_of(const auto& list, const auto& wanted)
{
    std::size_t place = 0;
    for (const auto& one : list) {
        if (one == wanted) return place;
        ++place;
    }
    return place;
}

} // namespace

TEST(AgreementByTouch, is_complete_within_six_taps_and_without_typing)
{
    TableDriver table;
    in_case(table);
    const int before = table.touches();
    table.tap_all(
        {"casus/nieuw", "nieuw/zin/1", "nieuw/zin/7", "nieuw/datum/1", "nieuw/wie/r-hoekstra", "nieuw/vastleggen"});
    EXPECT_LE(table.touches() - before, 6);
    const core::Agreement& made = table.open_case().agreements.back();
    EXPECT_EQ(made.content.text, "Inplannen van samen met de casusregisseur");
    EXPECT_TRUE(made.content.complete());
    EXPECT_EQ(made.content.owner->name, "R. Hoekstra");
}

TEST(AgreementByTouch, begins_at_the_top_after_one_that_was_scrolled)
{
    TableDriver table{1280, 800, 5.9}; // the date lies below what is in sight
    in_case(table);
    table.tap("casus/nieuw");
    const int top = table.shell().find("nieuw/tekst")->rect.y;
    table.tap_all({"nieuw/zin/1", "nieuw/datum/4", "nieuw/wie/r-hoekstra"});
    EXPECT_LT(table.shell().find("nieuw/tekst")->full.y, top) << "it was scrolled";
    table.tap_all({"nieuw/vastleggen", "casus/nieuw"});
    EXPECT_EQ(table.shell().find("nieuw/tekst")->rect.y, top);
}

TEST(AgreementByTouch, carries_everything_that_can_be_said_of_it)
{
    TableDriver table;
    in_case(table);
    const core::AgreementId other = table.agree("Woning zoeken", "m-de-vries", 6);
    table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/mandaat/2"});
    table.tap("nieuw/wiens").tap_all({"key/w", "key/e", "key/t"}).tap("key/klaar");
    table.tap("nieuw/meer").tap_all({"meer/soort/3", "meer/doel/0", "meer/leefgebied/1", "meer/buiten"});
    table.tap("meer/deel/1").tap("meer/uitvoerder").tap_all({"key/p", "key/i", "key/m"}).tap("key/klaar");
    table.tap("meer/vervanger").tap_all({"key/j", "key/o"}).tap("key/klaar");
    const auto& partners = table.conference().partners;
    std::vector<core::PartnerId> ids;
    for (const core::Partner& partner : partners) ids.push_back(partner.id);
    const core::PartnerId own = core::find(table.conference(), core::ParticipantId{"r-hoekstra"})->partner;
    table.tap_all(
        {"meer/deel/2", "meer/zicht/1", "meer/domein/1", "meer/partner/" + std::to_string(place_of(ids, own))});
    table.tap_all({"meer/deel/3", "meer/vandaag/0/hangt-af", "meer/eerder/0/botst", "sluiten", "nieuw/vastleggen"});

    ASSERT_EQ(table.open_case().agreements.size(), 2);
    const core::AgreementContent& made = table.open_case().agreements.back().content;
    const core::Case& brief = *table.open_case().brief;
    EXPECT_EQ(made.mandate, core::Mandate::needs_decision);
    EXPECT_EQ(made.decision_of, "Wet");
    EXPECT_EQ(made.kind, core::AgreementKind::monitoring);
    EXPECT_EQ(made.goal, brief.goals[0].id);
    EXPECT_EQ(made.life_domain, table.conference().package.life_domains[1].id);
    EXPECT_TRUE(made.outside_regular_frames);
    EXPECT_EQ(made.executor, "Pim");
    EXPECT_EQ(made.deputy, "Jo");
    EXPECT_EQ(made.confidentiality, core::Confidentiality::care_secret);
    ASSERT_TRUE(made.audience);
    EXPECT_THAT(made.audience->domains, testing::ElementsAre(core::Domain::care));
    EXPECT_THAT(made.audience->partners, testing::ElementsAre(own));
    EXPECT_THAT(made.relates, testing::ElementsAre(
                                  core::Relation{other, core::RelationKind::depends_on},
                                  core::Relation{brief.earlier_agreements[0].id, core::RelationKind::conflicts_with}));
    core::Conference sealed = table.conference();
    sealed.sealed_at = table.snapshot().now;
    const core::Minutes minutes = core::minutes_of(sealed, {});
    EXPECT_EQ(minutes.cases.front().agreements.back().content, made);
}

TEST(AgreementByTouch, takes_back_what_is_tapped_again)
{
    TableDriver table;
    in_case(table);
    table.agree("Woning zoeken", "m-de-vries", 6);
    table.tap_all({"casus/nieuw", "nieuw/meer"});
    const core::AgreementContent before = table.state().agreement.content;
    for (const int once : {0, 1}) {
        table.tap_all({"meer/deel/0", "meer/soort/3", "meer/doel/0", "meer/leefgebied/1", "meer/buiten"});
        table.tap_all({"meer/deel/2", "meer/domein/1", "meer/partner/0"});
        table.tap_all({"meer/deel/3", "meer/vandaag/0/botst"});
        EXPECT_EQ(table.state().agreement.content == before, once == 1);
    }
}

TEST(AgreementByTouch, shows_how_agreements_hang_together_on_both)
{
    TableDriver table;
    in_case(table);
    table.agree("Woning zoeken", "m-de-vries", 6);
    table.tap_all({"casus/nieuw", "nieuw/zin/0", "nieuw/datum/3", "nieuw/wie/r-hoekstra", "nieuw/meer", "meer/deel/3",
                   "meer/vandaag/0/hangt-af", "sluiten", "nieuw/vastleggen"});
    const auto& made = table.open_case().agreements;
    ASSERT_EQ(made.size(), 2);
    EXPECT_THAT(table.golden(), testing::HasSubstr("hangt af van " + std::to_string(made[0].number)));
    EXPECT_THAT(table.golden(), testing::HasSubstr("nodig voor " + std::to_string(made[1].number)));
}

TEST(AgreementByTouch, offers_people_of_the_owners_organisation_to_carry_it_out)
{
    TableDriver table;
    in_case(table);
    table.tap_all({"casus/nieuw", "nieuw/meer", "meer/deel/1", "meer/uitvoerder/j-kooistra"});
    EXPECT_EQ(table.state().text(ui::Field::executor), "J. Kooistra");
    table.tap("meer/uitvoerder/j-kooistra");
    EXPECT_EQ(table.state().text(ui::Field::executor), "");
    table.tap_all({"sluiten", "nieuw/wie/r-hoekstra", "nieuw/meer"});
    EXPECT_FALSE(table.has("meer/uitvoerder/j-kooistra")) << "somebody of another organisation";
}

TEST(AgreementByTouch, keeps_the_field_in_sight_above_the_keyboard)
{
    for (const auto& [width, height, px_per_mm] : {std::tuple{1920, 1080, 5.58}, std::tuple{1280, 800, 3.86}}) {
        TableDriver table{width, height, px_per_mm};
        in_case(table);
        table.tap_all({"casus/nieuw", "nieuw/mandaat/2", "nieuw/wiens"});
        const ui::Target* field = table.shell().find("nieuw/wiens");
        ASSERT_NE(field, nullptr);
        EXPECT_EQ(field->rect, field->full) << "all of it can be seen";
        EXPECT_LE(field->rect.bottom(), table.shell().interaction().keyboard.rect.y);
    }
}

} // namespace casustafel::test
