#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

// What was sealed is put right by a document of its own, as long as the closing page is shown.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Correcting : public testing::Test {
protected:
    Correcting()
    {
        table.start_conference();
        for (const char* number : {"1", "2", "3"}) {
            table.tap(std::string{"agenda/open/"} + number);
            table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
        }
        table.tap("agenda/afronden");
    }
    void seal() { table.tap("afronden/verzegel"); }

    TableDriver table;
};

} // namespace

TEST_F(Correcting, is_offered_once_the_minutes_are_sealed)
{
    EXPECT_FALSE(table.has("afronden/correctie"));
    seal();
    EXPECT_TRUE(table.target_enabled("afronden/correctie"));
}

TEST_F(Correcting, seals_a_document_of_its_own_that_names_the_minutes_and_the_case)
{
    seal();
    const core::MinutesId sealed = table.conference().minutes;
    table.tap("afronden/correctie");
    EXPECT_FALSE(table.target_enabled("correctie/ok"));
    EXPECT_THAT(table.golden(), HasSubstr("Kies eerst de casus."));
    table.tap("correctie/casus/1");
    EXPECT_THAT(table.golden(), HasSubstr("Vul in wat er anders moet staan."));
    table.tap("correctie/tekst").type("Het huisverbod loopt tot 24 november").tap("key/klaar").tap("correctie/ok");
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    ASSERT_THAT(table.corrections(), SizeIs(1));
    const core::Minutes& made = table.corrections().front();
    EXPECT_EQ(made.corrects, sealed);
    EXPECT_NE(made.id, sealed);
    ASSERT_THAT(made.cases, SizeIs(1));
    EXPECT_EQ(made.cases[0].case_id, table.conference().cases[1].brief->id);
    EXPECT_EQ(made.cases[0].correction, "Het huisverbod loopt tot 24 november");
    EXPECT_THAT(table.golden(), HasSubstr("Correctie 1: verzegeld en versleuteld"));
    table.deliver(core::EnvelopeState::opened);
    EXPECT_THAT(table.golden(), HasSubstr("Correctie 1: door het bureau geopend, hier gewist"));
}

TEST_F(Correcting, keeps_what_was_typed_when_the_disk_takes_nothing_and_makes_one_document_of_two_tries)
{
    seal();
    table.tap_all({"afronden/correctie", "correctie/casus/0", "correctie/tekst"}).type("Afspraak 5 is van 4 december");
    table.tap("key/klaar");
    table.break_disk();
    table.tap("correctie/ok");
    EXPECT_EQ(table.state().sheet, ui::Sheet::correction);
    EXPECT_EQ(table.state().text(ui::Field::correction), "Afspraak 5 is van 4 december");
    const core::MinutesId id = table.state().correction.minutes;
    table.heal_disk();
    table.tap("correctie/ok");
    ASSERT_THAT(table.corrections(), SizeIs(1));
    EXPECT_EQ(table.corrections().front().id, id);
}

TEST_F(Correcting, ends_with_locking)
{
    seal();
    table.tap("afronden/vergrendel");
    EXPECT_FALSE(table.has("afronden/correctie"));
    EXPECT_THAT(table.state().corrections, IsEmpty());
}

} // namespace casustafel::test
