#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

// Somebody comes in while something is open that isn't for them: it is gone in the next picture, wherever it stood.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::Not;

const char* const secret = "Depot voortzetten na vrijlating";
const char* const urgent = "Intake FACT-team inplannen vóór vrijlating"; // an earlier agreement of care

/// How to come to a place from the case, and what was on it that the guest may not know.
struct Place {
    const char* name;
    std::vector<std::string> taps;
    const char* hidden;
};

const std::vector<Place> places{
    {"the list", {}, secret},
    {"the plan", {"casus/tab/2"}, urgent},
    {"the timeline", {"casus/tab/4"}, urgent},
    {"how an earlier agreement went", {"vorige/1"}, urgent},
    {"changing it", {"afspraak/5"}, secret},
    {"changing it, in the field", {"afspraak/5", "nieuw/tekst"}, secret},
    {"withdrawing it", {"afspraak/5", "nieuw/intrekken"}, secret},
    {"relations", {"casus/nieuw", "nieuw/meer", "meer/deel/3"}, secret},
    {"confirming", {"casus/bevestigen", "bevestigen/wie/r-hoekstra"}, secret},
    {"refusing", {"casus/bevestigen", "bevestigen/wie/r-hoekstra", "bevestigen/nietakkoord"}, secret},
    {"signing", {"casus/bevestigen", "bevestigen/wie/r-hoekstra", "bevestigen/handtekening"}, secret},
};

/// Everything that a person, a screen reader or a memory of the screen could still have of it.
std::string everything_shown(TableDriver& table)
{
    std::string all = table.golden();
    for (const ui::AccessibleNode& node : table.shell().accessible()) all += "\n" + node.name + "\n" + node.value;
    for (const ui::Target& target : table.shell().targets()) all += "\n" + target.label + "\n" + target.value;
    for (const std::string& speech : table.shell().take_speech()) all += "\n" + speech;
    return all + "\n" + table.shell().interaction().toast;
}

} // namespace

TEST(ComingAndGoing, hides_what_is_open_from_who_comes_in_and_shows_it_again_when_they_leave)
{
    for (const Place& place : places) {
        SCOPED_TRACE(place.name);
        TableDriver table{480, 270, 5.58 / 4};
        table.start_conference().tap("agenda/open/1");
        table.agree(secret, "r-hoekstra", 6, core::Confidentiality::care_secret);
        table.tap_all(place.taps);
        EXPECT_THAT(everything_shown(table), HasSubstr(place.hidden)) << "the company may know it";
        table.let_guest_in();
        EXPECT_THAT(everything_shown(table), Not(HasSubstr(place.hidden)));
        table.give(core::command::StepOut{core::ParticipantId{"f-demir"}, table.conference().open_case});
        if (table.state().screen != ui::Screen::in_case) continue;
        if (table.state().sheet != ui::Sheet::none) table.tap("sluiten");
        EXPECT_THAT(everything_shown(table), HasSubstr(place.hidden)) << "and may again";
    }
}

} // namespace casustafel::test
