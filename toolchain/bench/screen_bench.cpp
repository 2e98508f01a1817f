/// Measures a program on the X screen that DISPLAY names, from outside and without its help but for the marker:
/// screen_bench MODE AMOUNT X-PID -- COMMAND...
///
/// start   until the first frame with a marker; AMOUNT is not used
/// idle    AMOUNT seconds in which nothing is touched, after four seconds to settle
/// scroll  AMOUNT seconds in which the program scrolls by itself
/// tap     AMOUNT taps, each until the marker's counter changed
///
/// Prints one line of JSON. Exit 2 for a wrong command line, 1 when the program never drew a marker.

#include "toolchain/bench/processes.h"
#include "toolchain/bench/screen.h"
#include "toolchain/bench/statistics.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace casustafel::bench;

struct Order {
    std::string_view mode;
    int amount;
    pid_t x_server;
    char** command;
};

template <class Number>
bool parse(std::string_view text, Number& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0;
}

std::optional<Order> read_order(int count, char** arguments)
{
    Order order{};
    if (count < 6 || std::string_view{arguments[4]} != "--") return std::nullopt;
    order.mode = arguments[1];
    order.command = arguments + 5;
    const bool known = order.mode == "start" || order.mode == "idle" || order.mode == "scroll" || order.mode == "tap";
    if (!known || !parse(arguments[2], order.amount) || !parse(arguments[3], order.x_server)) return std::nullopt;
    return order;
}

double now_ms()
{
    return milliseconds(CLOCK_MONOTONIC);
}

/// Starts the command in a session of its own; the process ends with 127 when there is no such program.
void start(char** command)
{
    if (fork() != 0) return;
    setsid();
    execvp(command[0], command);
    _exit(127);
}

struct FirstFrame {
    double shown_ms = 0;
    double marked_ms = 0;
    double cpu_ms = 0;
};

std::optional<FirstFrame> wait_for_first_frame(Screen& screen, double started_ms)
{
    FirstFrame first;
    while (now_ms() - started_ms < 60'000) {
        screen.wait_for_change(now_ms() + 250);
        const bool marked = screen.marker().has_value();
        if (first.shown_ms == 0 && (marked || screen.something_shown())) first.shown_ms = now_ms() - started_ms;
        if (marked) {
            first.marked_ms = now_ms() - started_ms;
            first.cpu_ms = cpu_since_ms({});
            return first;
        }
        if (descendants().empty()) return std::nullopt;
    }
    return std::nullopt;
}

void let_pass(Screen& screen, double milliseconds_)
{
    const double until = now_ms() + milliseconds_;
    while (screen.wait_for_change(until)) {
    }
}

/// Latencies in milliseconds from pressing until the counter in the marker changed, two seconds at most.
std::vector<double> measure_taps(Screen& screen, int taps)
{
    std::vector<double> latencies;
    std::minstd_rand random{1};
    std::uniform_real_distribution<double> pause{250, 350};
    for (int tap = 0; tap < taps; ++tap) {
        let_pass(screen, pause(random));
        const auto before = screen.marker();
        const double pressed = now_ms();
        screen.press(true);
        while (now_ms() - pressed < 2'000) {
            screen.wait_for_change(pressed + 2'000);
            if (screen.marker() != before) {
                latencies.push_back(now_ms() - pressed);
                break;
            }
        }
        screen.press(false);
    }
    return latencies;
}

/// The gaps in milliseconds between frames on the screen; a frame counts when the marker's counter changed.
std::vector<double> measure_frames(Screen& screen, int seconds)
{
    std::vector<double> gaps;
    auto last = screen.marker();
    double last_ms = now_ms();
    const double end = now_ms() + seconds * 1'000;
    while (screen.wait_for_change(end)) {
        const auto marker = screen.marker();
        if (!marker || marker == last) continue;
        gaps.push_back(now_ms() - last_ms);
        last_ms = now_ms();
        last = marker;
    }
    return gaps;
}

std::string percentiles(std::string_view name, const std::vector<double>& values)
{
    return std::format(R"(,"{0}_p50_ms":{1:.2f},"{0}_p95_ms":{2:.2f},"{0}_p99_ms":{3:.2f},"{0}_max_ms":{4:.2f})", name,
                       percentile(values, 50), percentile(values, 95), percentile(values, 99), percentile(values, 100));
}

/// What the program did after it settled, as JSON fields.
std::string measure(Screen& screen, const Order& order)
{
    let_pass(screen, 4'000);
    const auto before = descendants_cpu_ms();
    const double x_before = cpu_ms(order.x_server);
    const double began = now_ms();
    std::string fields;
    std::size_t frames = 0;
    if (order.mode == "tap") {
        const auto latencies = measure_taps(screen, order.amount);
        fields =
            std::format(R"(,"taps":{},"answered":{})", order.amount, latencies.size()) + percentiles("tap", latencies);
    } else if (order.mode == "scroll") {
        const auto gaps = measure_frames(screen, order.amount);
        frames = gaps.size();
        fields = percentiles("gap", gaps);
    } else {
        screen.look_away();
        std::this_thread::sleep_for(std::chrono::seconds{order.amount});
    }
    const double wall = now_ms() - began;
    const double cpu = cpu_since_ms(before);
    const double x_cpu = cpu_ms(order.x_server) - x_before;
    if (frames > 0) {
        const auto count = static_cast<double>(frames);
        fields +=
            std::format(R"(,"frames":{},"frames_per_s":{:.1f},"cpu_per_frame_ms":{:.3f},"x_cpu_per_frame_ms":{:.3f})",
                        frames, count / wall * 1e3, cpu / count, x_cpu / count);
    }
    return fields +
           std::format(R"(,"wall_s":{:.2f},"cpu_ms":{:.2f},"cpu_percent":{:.3f},"x_cpu_ms":{:.2f},"pss_mib":{:.1f})",
                       wall / 1e3, cpu, cpu / wall * 100, x_cpu, descendants_pss_mib());
}

} // namespace

int main(int count, char** arguments)
{
    const auto order = read_order(count, arguments);
    if (!order) {
        std::fputs("usage: screen_bench start|idle|scroll|tap AMOUNT X-PID -- COMMAND...\n", stderr);
        return 2;
    }
    auto screen = Screen::open();
    if (!screen) {
        std::fputs("screen_bench: no X display with the damage and test extensions\n", stderr);
        return 2;
    }
    if (screen->marker()) {
        std::fputs("screen_bench: another program's marker is still on the screen\n", stderr);
        return 1;
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const double started = now_ms();
    start(order->command);
    const auto first = wait_for_first_frame(*screen, started);
    if (!first) {
        std::fputs("screen_bench: the program drew no marker\n", stderr);
        end_descendants();
        return 1;
    }
    std::string line =
        std::format(R"({{"mode":"{}","first_damage_ms":{:.1f},"first_frame_ms":{:.1f},"cpu_to_first_frame_ms":{:.1f})",
                    order->mode, first->shown_ms, first->marked_ms, first->cpu_ms);
    if (order->mode != "start") line += measure(*screen, *order);
    std::puts((line + "}").c_str());
    end_descendants();
    return 0;
}
