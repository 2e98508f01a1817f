#include "reliability/faulty_run.h"
#include "support/trials.h"

#include <gtest/gtest.h>

#include <format>
#include <random>

// A disk that is full, read-only or broken at any call of whole conferences.

namespace casustafel::reliability {
namespace {

struct Fault {
    std::size_t script;
    Trouble trouble;
    bool lasting;
    std::uint64_t nth;
};

bool wrong(Trouble trouble, core::Errc said)
{
    // What is full or not writable is told apart on the screen: there is something that a person can do about it.
    return trouble == Trouble::broken ? said != core::Errc::storage : said != core::Errc::full;
}

std::optional<std::string> played_with(FaultyDisk& disk, const Fault& fault, const Script& script)
{
    return played_in_trouble(script, {.vfs = disk.vfs(),
                                      .begin = [&] { disk.fail_at(fault.nth, fault.trouble, fault.lasting); },
                                      .heal = [&] { disk.heal(); },
                                      .wrong_answer = [&](core::Errc said) { return wrong(fault.trouble, said); }});
}

/// Each call that can fail, in each way; as many of them as are asked for, spread evenly; 0: all.
std::vector<Fault> faults(const std::vector<Script>& all, std::size_t wanted)
{
    std::vector<Fault> every;
    for (std::size_t script = 0; script < all.size(); ++script) {
        for (const Trouble trouble : {Trouble::full, Trouble::read_only, Trouble::broken}) {
            FaultyDisk disk;
            std::uint64_t calls = 0;
            std::ignore = played_in_trouble(all[script], {.vfs = disk.vfs(),
                                                          .begin = [&] { disk.fail_at(0, trouble, false); },
                                                          .heal = [&] { calls = disk.calls(); },
                                                          .wrong_answer = [](core::Errc) { return false; }});
            for (std::uint64_t nth = 1; nth <= calls; ++nth)
                for (const bool lasting : {false, true}) every.push_back({script, trouble, lasting, nth});
        }
    }
    if (wanted == 0 || wanted >= every.size()) return every;
    std::vector<Fault> some;
    for (std::size_t n = 0; n < wanted; ++n) some.push_back(every[n * every.size() / wanted]);
    return some;
}

TEST(DiskTrouble, at_any_call_is_said_and_survived_and_the_conference_goes_on_when_it_is_over)
{
    const std::vector<Script> all = scripts_at_the_table();
    const auto chosen = faults(all, static_cast<std::size_t>(support::trials(120, 10000)));
    std::vector<std::string> found;
    std::uint64_t happened = 0;
    for (const Fault& fault : chosen) {
        FaultyDisk disk;
        const auto trouble = played_with(disk, fault, all[fault.script]);
        happened += disk.failed();
        if (trouble)
            found.push_back(std::format("{}, {} at call {}{}: {}", all[fault.script].name,
                                        fault.trouble == Trouble::full        ? "full"
                                        : fault.trouble == Trouble::read_only ? "read-only"
                                                                              : "broken",
                                        fault.nth, fault.lasting ? " and after" : "", *trouble));
    }
    for (std::size_t n = 0; n < std::min<std::size_t>(found.size(), 20); ++n) ADD_FAILURE() << found[n];
    EXPECT_TRUE(found.empty()) << found.size() << " of " << chosen.size();
    EXPECT_GE(happened, chosen.size() * 9 / 10) << "what doesn't fail proves nothing";
    support::publish({.id = "disk-trouble",
                      .what = "a full, read-only or broken disk at calls of scripted conferences, once or until healed",
                      .tried = happened,
                      .failed = found.size(),
                      .control = {}});
}

} // namespace
} // namespace casustafel::reliability
