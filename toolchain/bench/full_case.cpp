#include "toolchain/bench/full_case.h"

#include "toolchain/bench/big_conference.h"

#include <utility>

namespace casustafel::bench {

FullCase::FullCase(std::shared_ptr<const core::Conference> conference)
    : calendar{*std::chrono::locate_zone("Europe/Amsterdam")}
{
    snapshot.conference = std::move(conference);
    snapshot.device.bureau = snapshot.conference->package.bureau.name;
    snapshot.device.room = "De Meent";
    snapshot.device.device = "CT-0017";
    snapshot.device.unlocked = true;
    snapshot.device.bureau_reached = true;
    snapshot.now = table_time();
    snapshot.calendar = &calendar;
    state.screen = ui::Screen::in_case;
    state.tab = ui::CaseTab::life_domains;
}

core::Conference conference_in_full_case(int cases)
{
    const core::Package package = big_package(cases, items_of_a_full_case);
    auto commands = story(package, 0, 0);
    commands.push_back(core::command::OpenCase{package.cases[0].id});
    return core::fold(facts_of(package, commands));
}

} // namespace casustafel::bench
