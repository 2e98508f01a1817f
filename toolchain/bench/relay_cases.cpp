#include "toolchain/bench/cases.h"

#include "tests/bureau/bureau_world.h"

#include <cstdlib>
#include <format>
#include <memory>
#include <utility>

// A real relay on loopback, with the device's own client: mutual TLS 1.3, and durable at the relay before it answers.
// Device and relay are one process here: the CPU time is that of both.

namespace casustafel::bench {

using core::Result;

namespace {

constexpr std::chrono::seconds patience{20};

struct Line {
    test::BureauWorld world;
    test::RunningRelay relay{world.dir()};
    test::Device device{world, relay, "CT-0017"};
    core::Bytes envelope;
    unsigned sent = 0;

    core::MinutesId next_id() { return core::MinutesId{std::format("aaaaaaaa-0000-4000-8000-{:012}", ++sent)}; }
};

Result<std::shared_ptr<Line>> open_line(const std::filesystem::path& folder)
{
    ::setenv("TMPDIR", folder.c_str(), 1); // the relay's store lies on the checkout's disk, not in memory
    try {
        auto line = std::make_shared<Line>();
        line->device.publish_keys();
        const core::Minutes minutes = test::example_minutes(line->next_id().value(), line->device.id());
        auto sealed = line->device.sealer().seal(minutes, {1, {}}, test::now());
        if (!sealed) return std::unexpected(sealed.error());
        line->envelope = std::move(sealed->bytes);
        return line;
    } catch (const std::exception& failed) {
        return core::fail(core::Errc::network, failed.what());
    }
}

template <class T>
Result<> outcome(const Result<T>& result)
{
    return result ? Result<>{} : std::unexpected(result.error());
}

} // namespace

Result<Repetition> prepare_relay_round_trip(const std::filesystem::path& folder)
{
    const auto line = open_line(folder);
    if (!line) return std::unexpected(line.error());
    return Repetition{.body = [line = *line] { return outcome(line->device.bureau().inbox()); }};
}

Result<Repetition> prepare_deliver_envelope(const std::filesystem::path& folder)
{
    const auto line = open_line(folder);
    if (!line) return std::unexpected(line.error());
    return Repetition{
        .body = [line = *line] { return outcome(line->device.bureau().deliver(line->next_id(), line->envelope)); }};
}

Result<Repetition> prepare_connect_and_deliver(const std::filesystem::path& folder)
{
    const auto line = open_line(folder);
    if (!line) return std::unexpected(line.error());
    return Repetition{.body = [line = *line]() -> Result<> {
        link::BureauClient fresh{line->world.client(line->relay, line->device.identity()),
                                 core::DeviceId{line->device.id()}, patience};
        return outcome(fresh.deliver(line->next_id(), line->envelope));
    }};
}

} // namespace casustafel::bench
