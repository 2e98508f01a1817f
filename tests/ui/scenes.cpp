#include "ui/scene_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace casustafel::test {

using namespace std::chrono_literals;

void in_first_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1").wait(12min + 40s);
    table.agree("Briefadres regelen en urgentie opnieuw indienen", "m-de-vries", 6);
    table.agree("Depot voortzetten na vrijlating", "r-hoekstra", 20, core::Confidentiality::care_secret);
    table.agree("Zus Esmée uitnodigen voor het gesprek in de PI", "", 13);
}

void in_attendance(TableDriver& table)
{
    table.open_conference().tap("agenda/aanwezigheid");
    for (const char* person : {"s-bouazza", "r-hoekstra", "f-demir"}) table.tap(std::string{"aanwezig/"} + person);
}

void agree_and_confirm(TableDriver& table, const char* text, const char* owner, int days)
{
    const core::AgreementId made = table.agree(text, owner, days);
    table.give(core::command::Answer{table.conference().open_case,
                                     {{made, 1}},
                                     core::ParticipantId{owner},
                                     core::command::ByTableCode{"1111"},
                                     core::ConfirmationState::confirmed,
                                     {},
                                     {}});
}

void go_on_with_case(TableDriver& table)
{
    table.tap_all({"casus/besluit", "besluit/soort/0", "besluit/datum/0", "besluit/vastleggen"});
}

std::function<void(TableDriver&)> after(std::function<void(TableDriver&)> reach, std::vector<std::string> taps)
{
    return [reach = std::move(reach), taps = std::move(taps)](TableDriver& table) {
        reach(table);
        table.tap_all(taps);
    };
}

Scene after_case(const char* name, std::vector<std::string> taps)
{
    return {name, after(in_first_case, std::move(taps))};
}

Scene at_attendance(const char* name, std::vector<std::string> taps)
{
    return {name, after(in_attendance, std::move(taps))};
}

Scene unswept(Scene scene)
{
    scene.swept = false;
    return scene;
}

std::vector<Scene> scenes()
{
    std::vector<Scene> all;
    for (auto part :
         {scenes_of_the_lock, scenes_of_the_agenda, scenes_of_attendance, scenes_of_a_case, scenes_of_records,
          scenes_of_agreements, scenes_of_confirming, scenes_of_slips, scenes_of_undoing, scenes_of_deciding,
          scenes_of_sealing, scenes_of_correcting, scenes_of_the_room, scenes_of_limits}) {
        std::vector<Scene> some = part();
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

std::vector<Scene> swept_scenes()
{
    std::vector<Scene> swept = scenes();
    std::erase_if(swept, [](const Scene& scene) { return !scene.swept; });
    return swept;
}

} // namespace casustafel::test
