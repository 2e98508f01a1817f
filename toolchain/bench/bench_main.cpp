/// Measures parts of the product in this process: casustafel_bench --list, or casustafel_bench FOLDER [CASE...].
///
/// Prints a line of JSON per case: wall time and CPU time of one run, p50 and p99. Exit 2 for a wrong command line, 1
/// when a case failed.

#include "toolchain/bench/cases.h"
#include "toolchain/bench/statistics.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <format>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace casustafel;
using namespace casustafel::bench;

core::Result<std::string> measure(const Case& chosen, const std::filesystem::path& folder)
{
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
    std::filesystem::create_directories(folder, failed);
    if (failed) return core::fail(core::Errc::storage, failed.message());
    auto repetition = chosen.prepare(folder);
    if (!repetition) return std::unexpected(repetition.error());

    std::vector<double> wall;
    std::vector<double> cpu;
    constexpr int warm_up = 3;
    for (int run = -warm_up; run < chosen.runs; ++run) {
        if (repetition->before)
            if (auto done = repetition->before(); !done) return std::unexpected(done.error());
        const double wall_before = milliseconds(CLOCK_MONOTONIC);
        const double cpu_before = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
        auto done = repetition->body();
        const double cpu_ms = milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
        const double wall_ms = milliseconds(CLOCK_MONOTONIC) - wall_before;
        if (!done) return std::unexpected(done.error());
        if (run < 0) continue;
        wall.push_back(wall_ms);
        cpu.push_back(cpu_ms);
    }
    return std::format(
        R"({{"case":"{}","what":"{}","runs":{},"p50_ms":{:.4f},"p99_ms":{:.4f},"cpu_p50_ms":{:.4f},"cpu_p99_ms":{:.4f}}})",
        chosen.name, chosen.what, chosen.runs, percentile(wall, 50), percentile(wall, 99), percentile(cpu, 50),
        percentile(cpu, 99));
}

} // namespace

int main(int count, char** arguments)
{
    const std::vector<std::string_view> words(arguments + 1, arguments + count);
    if (words.size() == 1 && words[0] == "--list") {
        for (const Case& known : cases()) std::puts(std::string{known.name}.c_str());
        return 0;
    }
    if (words.empty() || words[0].starts_with('-')) {
        std::fputs("usage: casustafel_bench --list | FOLDER [CASE...]\n", stderr);
        return 2;
    }
    const std::vector<std::string_view> wanted(words.begin() + 1, words.end());
    for (const auto name : wanted) {
        if (std::ranges::contains(cases(), name, &Case::name)) continue;
        std::fputs(std::format("casustafel_bench: '{}' is no case\n", name).c_str(), stderr);
        return 2;
    }
    int status = 0;
    for (const Case& known : cases()) {
        if (!wanted.empty() && !std::ranges::contains(wanted, known.name)) continue;
        const auto line = measure(known, std::filesystem::path{words[0]} / known.name);
        if (line) {
            std::puts(line->c_str());
        } else {
            std::fputs(std::format("casustafel_bench: {} failed: {}\n", known.name, line.error().detail).c_str(),
                       stderr);
            status = 1;
        }
        std::fflush(stdout);
    }
    return status;
}
