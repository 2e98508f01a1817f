#include "app/threads.h"

#include <algorithm>
#include <utility>

namespace casustafel::app {

using namespace std::chrono_literals;

namespace {

constexpr auto house_every = 10min;
constexpr auto key_every = 1s;

void run_recorder(Recorder& recorder, Mailbox<ToRecorder>& mailbox)
{
    using Clock = std::chrono::steady_clock;
    recorder.start();
    auto house_due = Clock::now() + house_every;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(house_due - Clock::now());
        const auto pause = recorder.watch_key() ? std::min<std::chrono::milliseconds>(left, key_every) : left;
        auto message = mailbox.take(std::max(pause, 0ms));
        const bool stops = message && std::holds_alternative<Stop>(*message);
        if (message) recorder.handle(std::move(*message));
        if (stops) return;
        if (Clock::now() < house_due) continue;
        recorder.keep_house();
        house_due = Clock::now() + house_every;
    }
}

void run_courier(Courier& courier)
{
    while (courier.turn(15min)) {
    }
}

} // namespace

Threads::Threads(Recorder& recorder, Mailbox<ToRecorder>& to_recorder, Courier* courier, Mailbox<ToCourier>& to_courier,
                 std::function<void()> break_off)
    : to_recorder_{to_recorder}, to_courier_{to_courier}, break_off_{std::move(break_off)},
      recorder_{[&recorder, &to_recorder] { run_recorder(recorder, to_recorder); }}
{
    if (courier) courier_ = std::jthread{[courier] { run_courier(*courier); }};
}

Threads::~Threads()
{
    to_courier_.post(Stop{});
    if (courier_.joinable()) {
        break_off_();
        courier_.join();
    }
    to_recorder_.post(Stop{});
    recorder_.join();
}

} // namespace casustafel::app
