#include "cuts/block_log.h"
#include "cuts/loop_mount.h"
#include "reliability/promises.h"
#include "support/temp_dir.h"
#include "support/trials.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

// Power cuts below a real file system: each script is played on ext4 over a recorded disk; then the disk is put back as
// it was at a random moment, with nothing, some or all of what was not flushed, mounted, and the device started on it.

namespace casustafel::cuts {
namespace {

using reliability::Played;

constexpr std::size_t disk_size = 24 << 20;

struct Recorded {
    Played played; ///< its events are counted on the disk, not in the VFS
    Bytes before;
    std::vector<BlockEvent> events;
};

Recorded record(const reliability::Script& script)
{
    Recorded made;
    made.before = empty_ext4(disk_size);
    made.played.name = script.name;
    const support::TempDir dir;
    const auto file = dir / "disk";
    const auto place = dir / "mounted";
    std::ofstream{file}.flush();
    std::filesystem::create_directory(place);
    BlockLog disk{file, made.before};
    {
        const LoopMount mounted{file, place};
        std::filesystem::create_directory(place / "data");
        app::RecorderWorld world{{.folder = place / "data"}};
        made.played.made = disk.size();
        world.witness = [&](const app::Acknowledged& what, bool done) {
            if (done) made.played.said.push_back({disk.size(), world.now, what});
        };
        world.switch_on();
        script.play(world);
        world.switch_off();
    }
    made.events = disk.take_events();
    return made;
}

struct Outcome {
    std::uint64_t tried{};
    std::vector<std::string> broken;
};

std::optional<std::string> broken(const Bytes& disk, const Played& played, std::size_t events)
{
    const support::TempDir dir;
    try {
        const LoopMount mounted{disk, dir.path()};
        return reliability::broken(dir / "data", played.now(events), played.promised(events), played.under_way(events));
    } catch (const std::exception& error) {
        return error.what();
    }
}

/// So many cuts at random moments of one recording.
void cut(const Recorded& recorded, std::uint64_t cuts, bool lying, std::mt19937& random, Outcome& outcome)
{
    const std::size_t first = recorded.played.made;
    std::vector<std::size_t> moments;
    for (std::uint64_t n = 0; n < cuts; ++n) moments.push_back(first + random() % (recorded.events.size() - first + 1));
    std::ranges::sort(moments);
    BlockReplay disk{recorded.before};
    std::size_t events = 0;
    for (const std::size_t moment : moments) {
        for (; events < moment; ++events) {
            if (lying && events == first) disk.lie(static_cast<std::uint32_t>(random()));
            disk.advance(recorded.events[events]);
        }
        const auto how = static_cast<Survives>(random() % 3);
        const auto seed = static_cast<std::uint32_t>(random());
        ++outcome.tried;
        if (const auto found = broken(disk.survivor(how, seed), recorded.played, events))
            outcome.broken.push_back(recorded.played.name + ", after " + std::to_string(events) + " of " +
                                     std::to_string(recorded.events.size()) + " writes and flushes, seed " +
                                     std::to_string(seed) + ": " + *found);
    }
}

int run(std::uint64_t wanted, std::uint64_t wanted_lies)
{
    std::mt19937 random{20261122};
    Outcome honest;
    Outcome lying;
    const auto all = reliability::scripts();
    for (std::size_t n = 0; n < all.size(); ++n) {
        const Recorded recorded = record(all[n]);
        const auto share = [&](std::uint64_t of) { return of * (n + 1) / all.size() - of * n / all.size(); };
        cut(recorded, share(wanted), false, random, honest);
        cut(recorded, share(wanted_lies), true, random, lying);
        std::cout << recorded.played.name << ": " << recorded.events.size() << " writes and flushes, "
                  << recorded.played.said.size() << " acknowledgements" << std::endl;
    }
    for (std::size_t n = 0; n < std::min<std::size_t>(honest.broken.size(), 20); ++n)
        std::cout << "FAILED: " << honest.broken[n] << '\n';
    support::publish({.id = "block-replay",
                      .what = "power cuts below ext4, with nothing, some or all of what wasn't flushed",
                      .tried = honest.tried,
                      .failed = honest.broken.size(),
                      .control = "a disk that ignores three flushes in four: " + std::to_string(lying.broken.size()) +
                                 " of " + std::to_string(lying.tried) + " found"});
    const bool sharp = lying.broken.size() * 20 >= lying.tried;
    if (!sharp) std::cout << "FAILED: a disk that lies isn't found out, so the cuts prove nothing\n";
    return honest.broken.empty() && sharp ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace
} // namespace casustafel::cuts

/// casustafel_cuts CUTS CONTROLS
int main(int count, char** words)
{
    if (count != 3) {
        std::cerr << "usage: casustafel_cuts CUTS CONTROLS\n";
        return 2;
    }
    try {
        return casustafel::cuts::run(std::stoull(words[1]), std::stoull(words[2]));
    } catch (const std::exception& error) {
        std::cerr << "casustafel_cuts: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
