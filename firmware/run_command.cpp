#include "firmware/run_command.h"

#include "firmware/heartbeat.h"
#include "firmware/resources.h"
#include "firmware/stage.h"
#include "ui/screens/room.h"
#include "ui/shell/shell.h"
#include "ui/speech/speaker.h"

#include <atomic>
#include <csignal>
#include <functional>
#include <optional>
#include <thread>

namespace casustafel::device {

namespace {

sigset_t ending_signals()
{
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

/// Calls `end` when the program is told to end. Made before every other thread, so that only its own gets the signals.
class EndSignals {
public:
    EndSignals()
    {
        const sigset_t signals = ending_signals();
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    }
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;
    ~EndSignals()
    {
        if (!waiting_.joinable()) return;
        over_ = true; // what `end` would reach is gone already
        pthread_kill(waiting_.native_handle(), SIGTERM);
        waiting_.join();
    }
    void watch(std::function<void()> end)
    {
        waiting_ = std::thread{[this, end = std::move(end)] {
            const sigset_t signals = ending_signals();
            int which = 0;
            sigwait(&signals, &which);
            if (!over_) end();
        }};
    }

private:
    std::atomic<bool> over_{false};
    std::thread waiting_;
};

} // namespace

core::Result<> run_command(const RunOptions& options, const Log& log)
{
    EndSignals signals;
    auto made = Stage::open({.data = options.data,
                             .board = options.board,
                             .log = log,
                             .stick = options.stick,
                             .updates = update_place_here()});
    if (!made) return std::unexpected(made.error());
    Stage& stage = **made;
    if (auto words = speak(options.board.language); !words) return words;

    ui::Shell::Window window;
    window.title = "Casustafel";
    window.px_per_mm = options.board.px_per_mm();
    window.text_percent = options.board.text_percent;
    if (options.size) {
        window.size = ui::Shell::Size{options.size->width_px, options.size->height_px};
        // A window is the panel made smaller: its millimetres shrink with it.
        window.px_per_mm *= static_cast<double>(options.size->width_px) / options.board.panel_width_px;
    }
    window.draw = [&stage](ui::Frame& frame) { return stage.frame(frame); };
    std::optional<speech::Speaker> speaker; // only once somebody asks for it
    window.speak = [&](const std::string& sentence) {
        if (!speaker && !sentence.empty()) {
            auto opened = speech::Speaker::open();
            if (!opened) return log("no speech: " + opened.error().detail);
            speaker.emplace(std::move(*opened));
        }
        if (!speaker) return;
        if (sentence.empty())
            speaker->stop();
        else
            speaker->say(sentence);
    };
    ui::Shell::Window room;
    room.title = "Casustafel zaalscherm";
    room.px_per_mm = ui::room_px_per_mm;
    room.text_percent = ui::room_text_percent;
    room.display = 1;
    if (options.room) { // a second window beside the first
        room.display = 0;
        room.size = window.size.value_or(ui::Shell::Size{1280, 720});
    }
    room.draw = [&stage](ui::Frame& frame) { return stage.room_frame(frame); };
    room.plugged = [&stage](bool there) { stage.room_plugged(there); };
    std::vector<ui::Shell::Window> windows;
    windows.push_back(std::move(window));
    windows.push_back(std::move(room));
    auto shell = ui::Shell::open(options.fonts, std::move(windows));
    if (!shell) return std::unexpected(shell.error());
    signals.watch([&] {
        stage.end();
        shell->wake();
    });
    stage.start([&] { shell->wake(); });
    log("started, data in " + options.data.string());
    Heartbeat heart;
    auto how = shell->run([&] { heart.beat(shell->counts().frames > 0); }, heart.every_ms());
    stage.stop(); // its threads wake the shell; they end first
    log("ended");
    return how && !stage.how() ? stage.how() : how;
}

} // namespace casustafel::device
