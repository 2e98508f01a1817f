#include "support/screen_driver.h"
#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

// The screen for the room: what everybody sees and nobody touches.

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* briefadres = "Briefadres regelen en urgentie opnieuw indienen";
constexpr const char* depot = "Depot voortzetten na vrijlating";
constexpr const char* question = "Hoe voorkomen we dakloosheid";

void in_first_case(TableDriver& table)
{
    table.plug_room().start_conference().tap("agenda/open/1").wait(12min + 40s);
    table.agree(briefadres, "m-de-vries", 6);
    table.agree(depot, "r-hoekstra", 20, core::Confidentiality::care_secret);
}

/// The question, whose turn it is and all agreements.
void show_everything(TableDriver& table)
{
    in_first_case(table);
    table.tap_all({"zaal", "zaal/0", "zaal/1", "zaal/2", "sluiten"});
}

void expect_only_the_clock(TableDriver& table)
{
    EXPECT_THAT(table.room().golden(), AllOf(HasSubstr("Zaal De Meent"), Not(HasSubstr("K.D.")),
                                             Not(HasSubstr(question)), Not(HasSubstr("Briefadres"))));
}

} // namespace

TEST(RoomScreen, shows_house_and_clock_until_the_chair_chooses)
{
    TableDriver table;
    table.plug_room();
    expect_only_the_clock(table);
    table.start_conference();
    expect_only_the_clock(table);
    table.tap("agenda/open/1");
    table.agree(briefadres, "m-de-vries", 6);
    expect_only_the_clock(table);
}

TEST(RoomScreen, shows_what_the_chair_chose_and_nothing_else)
{
    TableDriver table;
    in_first_case(table);
    table.tap_all({"zaal", "zaal/3"}); // the first agreement
    EXPECT_THAT(table.room().golden(), AllOf(HasSubstr(briefadres), Not(HasSubstr(depot)), Not(HasSubstr(question))));
    table.tap("zaal/0");
    EXPECT_THAT(table.room().golden(), HasSubstr(question));
    table.agree("Belt de woonbegeleider", "s-bouazza", 6);
    EXPECT_THAT(table.room().golden(), Not(HasSubstr("woonbegeleider"))) << "nobody chose the new one";
    table.tap("zaal/0").tap("zaal/2"); // without the question there is room for all of them
    EXPECT_THAT(table.room().golden(), HasSubstr("woonbegeleider"));
    table.agree("Vraagt het uittreksel aan", "s-bouazza", 6);
    EXPECT_THAT(table.room().golden(), HasSubstr("uittreksel")) << "those that are made later were chosen too";
    table.tap("zaal/3");
    EXPECT_THAT(table.room().golden(), AllOf(Not(HasSubstr(briefadres)), HasSubstr("uittreksel")));
    table.tap("zaal/niets");
    expect_only_the_clock(table);
}

TEST(RoomScreen, shows_whose_turn_it_is)
{
    TableDriver table;
    show_everything(table);
    EXPECT_THAT(table.room().golden(), HasSubstr("Nog te bevestigen: M. de Vries, R. Hoekstra"));
    table.tap_all({"casus/bevestigen", "bevestigen/wie/r-hoekstra"});
    EXPECT_THAT(table.room().golden(), AllOf(HasSubstr("Aan de beurt: R. Hoekstra"), HasSubstr("Wordt bevestigd")));
}

TEST(RoomScreen, masks_in_the_same_frame_as_the_table)
{
    TableDriver table;
    show_everything(table);
    EXPECT_THAT(table.room().golden(), HasSubstr(depot));
    table.let_guest_in();
    EXPECT_THAT(table.room().golden(), AllOf(Not(HasSubstr(depot)), Not(HasSubstr("Hoekstra")), HasSubstr(briefadres)));
    EXPECT_THAT(table.room().golden(), HasSubstr("Verborgen: niet bestemd voor"));
    table.give(core::command::StepOut{core::ParticipantId{"f-demir"}, table.conference().open_case});
    EXPECT_THAT(table.room().golden(), HasSubstr(depot));
}

TEST(RoomScreen, is_blank_at_once_when_shielded_or_locked)
{
    TableDriver table;
    show_everything(table);
    table.tap("afschermen");
    expect_only_the_clock(table);
    table.tap("verder");
    EXPECT_THAT(table.room().golden(), HasSubstr(question));
    table.tap("casus/agenda").tap("agenda/vergrendel");
    expect_only_the_clock(table);
}

TEST(RoomScreen, forgets_the_choice_with_the_case)
{
    TableDriver table;
    show_everything(table);
    table.tap_all({"casus/besluit", "besluit/soort/1"});
    EXPECT_THAT(table.room().golden(), Not(HasSubstr("pschal"))) << "what is being decided stays at the table";
    table.tap_all({"besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
    expect_only_the_clock(table);
    table.tap("agenda/open/2");
    expect_only_the_clock(table);
}

TEST(RoomScreen, comes_and_goes_without_disturbing_the_table)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1").tap("casus/nieuw").tap("nieuw/zin/0");
    const std::string before = table.golden();
    table.plug_room();
    EXPECT_EQ(table.golden(), before);
    table.unplug_room();
    EXPECT_EQ(table.golden(), before);
    table.key(ui::Key::escape).tap("vraag/weggooien");
    EXPECT_FALSE(table.has("zaal")) << "without the screen there is nothing to choose for it";
    table.plug_room();
    EXPECT_TRUE(table.has("zaal"));
    table.tap_all({"zaal", "zaal/0"}).unplug_room();
    table.plug_room();
    EXPECT_THAT(table.room().golden(), HasSubstr(question)) << "pulled out for a moment";
}

TEST(RoomScreen, says_how_many_agreements_did_not_fit)
{
    TableDriver table;
    show_everything(table);
    for (int n = 0; n < 12; ++n) table.agree("Belt de woonbegeleider over week " + std::to_string(n), "s-bouazza", 6);
    EXPECT_THAT(table.room().golden(), HasSubstr("zie het scherm op tafel"));
    EXPECT_TRUE(table.room().clipped().empty());
}

TEST(RoomScreen, can_be_read_on_every_panel)
{
    for (const auto& [width, height] : {std::pair{1920, 1080}, std::pair{1280, 720}, std::pair{1024, 768}}) {
        SCOPED_TRACE(width);
        TableDriver table;
        show_everything(table);
        table.plug_room(width, height);
        expect_usable(table.room());
        table.tap("zaal");
        expect_usable(table.shell());
    }
}

} // namespace casustafel::test
