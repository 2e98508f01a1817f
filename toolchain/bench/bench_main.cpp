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
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace casustafel;
using namespace casustafel::bench;

/// What the runs of one thing took, in milliseconds.
class Times {
public:
    core::Result<> add(const std::function<core::Result<>()>& run)
    {
        const double wall_before = milliseconds(CLOCK_MONOTONIC);
        const double cpu_before = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
        auto done = run();
        cpu_.push_back(milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_before);
        wall_.push_back(milliseconds(CLOCK_MONOTONIC) - wall_before);
        return done;
    }
    /// Percentiles as JSON fields.
    std::string fields(std::string_view prefix) const
    {
        return std::format(
            R"(,"{0}p50_ms":{1:.4f},"{0}p99_ms":{2:.4f},"{0}cpu_p50_ms":{3:.4f},"{0}cpu_p99_ms":{4:.4f})", prefix,
            percentile(wall_, 50), percentile(wall_, 99), percentile(cpu_, 50), percentile(cpu_, 99));
    }

private:
    std::vector<double> wall_;
    std::vector<double> cpu_;
};

core::Result<std::string> measure(const Case& chosen, const std::filesystem::path& folder)
{
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
    std::filesystem::create_directories(folder, failed);
    if (failed) return core::fail(core::Errc::storage, failed.message());
    auto repetition = chosen.prepare(folder);
    if (!repetition) return std::unexpected(repetition.error());

    Times body;
    Times beside;
    constexpr int warm_up = 3;
    for (int run = -warm_up; run < chosen.runs; ++run) {
        if (repetition->before)
            if (auto done = repetition->before(); !done) return std::unexpected(done.error());
        if (auto done = body.add(repetition->body); !done) return std::unexpected(done.error());
        if (repetition->beside)
            if (auto done = beside.add(repetition->beside); !done) return std::unexpected(done.error());
        if (run >= 0) continue;
        body = {};
        beside = {};
    }
    std::string line = std::format(R"({{"case":"{}","what":"{}","runs":{})", chosen.name, chosen.what, chosen.runs);
    line += body.fields("");
    if (repetition->beside) line += beside.fields("beside_");
    return line + "}";
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
