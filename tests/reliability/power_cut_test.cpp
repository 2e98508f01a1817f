#include "reliability/promises.h"
#include "support/trials.h"

#include <gtest/gtest.h>

#include <random>

// The power goes at every write, sync, delete and truncate of scripted conferences.

namespace casustafel::reliability {
namespace {

using support::DiskReplay;
using support::Survives;
using support::TempDir;

/// One moment at which the power goes, and what it leaves.
struct Cut {
    std::size_t script;
    std::size_t events;
    Survives survives;
    std::uint32_t seed;
};

const std::vector<Played>& all_played()
{
    static const std::vector<Played> played = [] {
        std::vector<Played> made;
        for (const Script& script : scripts()) made.push_back(play(script));
        return made;
    }();
    return played;
}

/// Each moment of each script with each way of surviving, in the long run with more chances for what is half written;
/// as many of them as are asked for, spread evenly; 0: all.
std::vector<Cut> cuts(int wanted_number, std::uint32_t chances)
{
    std::vector<Cut> all;
    for (std::size_t script = 0; script < all_played().size(); ++script) {
        const Played& one = all_played()[script];
        for (std::size_t events = one.made; events <= one.events.size(); ++events) {
            all.push_back({script, events, Survives::nothing, 0});
            all.push_back({script, events, Survives::everything, 0});
            for (std::uint32_t seed = 1; seed <= chances; ++seed) all.push_back({script, events, Survives::some, seed});
        }
    }
    const auto wanted = static_cast<std::size_t>(wanted_number);
    if (wanted == 0 || wanted >= all.size()) return all;
    std::vector<Cut> some;
    for (std::size_t n = 0; n < wanted; ++n) some.push_back(all[n * all.size() / wanted]);
    return some;
}

struct Outcome {
    std::uint64_t tried{};
    std::vector<std::string> broken;
};

Outcome cut_at_each(const std::vector<Cut>& all, bool lying)
{
    Outcome outcome;
    for (auto next = all.begin(); next != all.end();) {
        const Played& played = all_played()[next->script];
        DiskReplay disk{played.before};
        if (lying) disk.lie();
        std::size_t events = 0;
        for (const std::size_t script = next->script; next != all.end() && next->script == script; ++next) {
            for (; events < next->events; ++events) disk.advance(played.events[events]);
            const TempDir dir;
            disk.put_survivors(dir.path(), next->survives, next->seed);
            const auto found =
                broken(dir.path(), played.now(events), played.promised(events), played.under_way(events));
            ++outcome.tried;
            if (found)
                outcome.broken.push_back(played.name + ", after " + std::to_string(events) + " of " +
                                         std::to_string(played.events.size()) + " events, seed " +
                                         std::to_string(next->seed) + ": " + *found);
        }
    }
    return outcome;
}

TEST(PowerCut, at_any_write_sync_delete_or_truncate_loses_nothing_acknowledged)
{
    const auto chances = static_cast<std::uint32_t>(support::trials(1, 3));
    const Outcome honest = cut_at_each(cuts(support::trials(1600, 0), chances), false);
    const Outcome lying = cut_at_each(cuts(support::trials(100, 1000), 1), true);
    for (std::size_t n = 0; n < std::min<std::size_t>(honest.broken.size(), 10); ++n) ADD_FAILURE() << honest.broken[n];
    EXPECT_TRUE(honest.broken.empty()) << honest.broken.size() << " of " << honest.tried;
    EXPECT_GE(lying.broken.size() * 20, lying.tried) << "a disk that lies must be found out: the cuts are not real";
    support::publish({.id = "crash-vfs",
                      .what = "power cuts at writes, syncs, deletes and truncates of scripted conferences",
                      .tried = honest.tried,
                      .failed = honest.broken.size(),
                      .control = "a disk that ignores each flush: " + std::to_string(lying.broken.size()) + " of " +
                                 std::to_string(lying.tried) + " found"});
}

} // namespace
} // namespace casustafel::reliability
