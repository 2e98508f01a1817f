#include "app/threads.h"

namespace casustafel::app {

using namespace std::chrono_literals;

namespace {

void run_recorder(Recorder& recorder, Mailbox<ToRecorder>& mailbox)
{
    recorder.start();
    while (true) {
        const auto message = mailbox.take(10min);
        if (!message) {
            recorder.keep_house();
            continue;
        }
        recorder.handle(*message);
        if (std::holds_alternative<Stop>(*message)) return;
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
