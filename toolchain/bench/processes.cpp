#include "toolchain/bench/processes.h"

#include "toolchain/bench/statistics.h"

#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <format>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace casustafel::bench {

namespace {

/// The parent of `pid` as /proc tells it; nothing when the process ended, although nobody may have noticed yet.
std::optional<pid_t> parent_of(pid_t pid)
{
    std::ifstream file{std::format("/proc/{}/stat", pid)};
    std::string line;
    if (!std::getline(file, line)) return std::nullopt;
    // The name stands in brackets and may hold anything, so what follows is read after the last bracket.
    const auto name_end = line.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    std::istringstream rest{line.substr(name_end + 1)};
    char state = 0;
    pid_t parent = 0;
    if (!(rest >> state >> parent) || state == 'Z') return std::nullopt;
    return parent;
}

std::map<pid_t, pid_t> parents()
{
    std::map<pid_t, pid_t> found;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
        const std::string name = entry.path().filename();
        pid_t pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc{}) continue;
        if (const auto parent = parent_of(pid)) found.emplace(pid, *parent);
    }
    return found;
}

} // namespace

double cpu_ms(pid_t pid)
{
    clockid_t clock{};
    if (clock_getcpuclockid(pid, &clock) != 0) return 0;
    return milliseconds(clock);
}

std::vector<pid_t> descendants()
{
    const auto all = parents();
    const pid_t self = getpid();
    std::vector<pid_t> found;
    for (const auto& [pid, direct] : all) {
        for (auto parent = all.find(pid); parent != all.end(); parent = all.find(parent->second)) {
            if (parent->second != self) continue;
            found.push_back(pid);
            break;
        }
    }
    return found;
}

std::map<pid_t, double> descendants_cpu_ms()
{
    std::map<pid_t, double> used;
    for (const pid_t pid : descendants()) used.emplace(pid, cpu_ms(pid));
    return used;
}

double cpu_since_ms(const std::map<pid_t, double>& before)
{
    double sum = 0;
    for (const auto& [pid, used] : descendants_cpu_ms()) {
        const auto earlier = before.find(pid);
        sum += used - (earlier == before.end() ? 0 : earlier->second);
    }
    return sum;
}

double descendants_pss_mib()
{
    double kib = 0;
    for (const pid_t pid : descendants()) {
        std::ifstream file{std::format("/proc/{}/smaps_rollup", pid)};
        for (std::string line; std::getline(file, line);)
            if (line.starts_with("Pss:")) kib += std::strtod(line.c_str() + 4, nullptr);
    }
    return kib / 1024;
}

void end_descendants()
{
    using namespace std::chrono_literals;
    for (int round = 0; round < 40; ++round) {
        while (waitpid(-1, nullptr, WNOHANG) > 0) {
        }
        const auto left = descendants();
        if (left.empty()) return;
        for (const pid_t pid : left) kill(pid, round < 30 ? SIGTERM : SIGKILL);
        std::this_thread::sleep_for(100ms);
    }
}

} // namespace casustafel::bench
