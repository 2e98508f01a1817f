/// The appliance's screen in a window, with a case of 200 items, for screen_bench to look at:
/// table_bench prepare FOLDER CASES    makes an encrypted conference of CASES cases with 200 items
/// table_bench show FOLDER             opens it and shows its first case until it is ended; the timer runs, as on the
/// device table_bench tap FOLDER              the same without the timer, so that every frame answers a touch
/// table_bench scroll FOLDER           the same, with a finger that moves the items 6 pixels, 60 times a second
///
/// The window's first pixels are a marker, 16 by 16: 0xA5 and the number of frames. Frames, shell, screens, rasteriser
/// and storage are the product's; only the marker and the finger aren't. Exit 2 for a wrong command line.

#include "toolchain/bench/big_conference.h"
#include "toolchain/bench/device.h"
#include "toolchain/bench/full_case.h"

#include "storage/ledger.h"
#include "ui/screens/screen.h"
#include "ui/shell/shell.h"
#include "ui/views/timer.h"

#include <SDL.h>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <format>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace casustafel;
using namespace casustafel::bench;
using core::Result;

/// The encrypted conference and its raw key, which on a device the vault would hold.
struct Kept {
    explicit Kept(std::filesystem::path where) : folder{std::move(where)} {}
    std::filesystem::path database() const { return folder / "conference.db"; }
    std::filesystem::path key() const { return folder / "raw-key"; }
    std::filesystem::path folder;
};

Result<> prepare(const Kept& kept, int cases)
{
    std::error_code failed;
    std::filesystem::remove_all(kept.folder, failed);
    std::filesystem::create_directories(kept.folder, failed);
    const auto key = storage::SecretBytes::random(storage::database_key_bytes);
    std::ofstream{kept.key(), std::ios::binary} << core::text_of(key.view());
    auto ledger = storage::SqlLedger::create({kept.database(), key.view(), {}}, {}, fact_format());
    if (!ledger) return std::unexpected(ledger.error());
    const core::Package package = big_package(cases, items_of_a_full_case);
    auto commands = story(package, 0, 0);
    commands.push_back(core::command::OpenCase{package.cases[0].id});
    const auto facts = facts_of(package, commands);
    if (facts.empty()) return core::fail(core::Errc::rejected, "the story was refused");
    return (*ledger)->append(0, facts);
}

Result<std::shared_ptr<const core::Conference>> load(const Kept& kept)
{
    std::ifstream file{kept.key(), std::ios::binary};
    const std::string key{std::istreambuf_iterator<char>{file}, {}};
    auto ledger = storage::SqlLedger::open({kept.database(), core::bytes_of(key), {}}, fact_format());
    if (!ledger) return std::unexpected(ledger.error());
    const auto facts = (*ledger)->load();
    if (!facts) return std::unexpected(facts.error());
    return std::make_shared<const core::Conference>(core::fold(*facts));
}

/// Draws the case and the marker.
class Screen {
public:
    Screen(std::shared_ptr<const core::Conference> conference, bool timed) : full_{std::move(conference)}, timed_{timed}
    {
    }

    ui::Next draw(ui::Frame& frame)
    {
        constexpr int marker_px = 16; // at 1920x1080 a unit is a pixel
        full_.snapshot.now = table_time() + std::chrono::milliseconds{timed_ ? frame.now_ms() : 0};
        for (const ui::Intent& intent : ui::draw(frame, full_.state, full_.snapshot))
            full_.state = ui::reduce(std::move(full_.state), intent, full_.snapshot, [] { return uuid(31, 1); }).state;
        ++frames_;
        frame.fill({0, 0, marker_px, marker_px},
                   ui::Colour{0xA50000U | (frames_ & 0xFFU) << 8U | (frames_ >> 8U & 0xFFU)});
        if (timed_) frame.redraw_at(frame.now_ms() + ui::until_timer_moves(full_.snapshot).count());
        ui::Next next = frame.next();
        if (!timed_) next.deadline_ms.reset();
        return next;
    }

private:
    FullCase full_;
    bool timed_;
    unsigned frames_ = 0;
};

/// A finger that lies on the items and moves up and down by itself.
class Finger {
public:
    Finger() : moving_{[this](const std::stop_token& end) { run(end); }} {}

private:
    void touch(Uint32 type, int y_px)
    {
        SDL_Event event{};
        event.tfinger.type = type;
        event.tfinger.timestamp = SDL_GetTicks();
        event.tfinger.fingerId = 7;
        event.tfinger.x = 600.0F / 1920.0F;
        event.tfinger.y = static_cast<float>(y_px) / 1080.0F;
        SDL_PushEvent(&event);
    }
    void run(const std::stop_token& end)
    {
        using namespace std::chrono_literals;
        constexpr int lowest = 960;
        constexpr int highest = 360;
        constexpr int step_px = 6;
        std::this_thread::sleep_for(2s);
        int y = lowest;
        int step = -step_px;
        touch(SDL_FINGERDOWN, y);
        for (auto next = std::chrono::steady_clock::now(); !end.stop_requested();) {
            next += 16'667us;
            std::this_thread::sleep_until(next);
            if (y <= highest || y > lowest) step = -step;
            y += step;
            touch(SDL_FINGERMOTION, y);
        }
    }
    std::jthread moving_;
};

Result<> show(const Kept& kept, std::string_view how)
{
    auto conference = load(kept);
    if (!conference) return std::unexpected(conference.error());
    Screen screen{std::move(*conference), how == "show"};
    std::vector<ui::Shell::Window> windows(1);
    windows[0].title = "Casustafel";
    windows[0].draw = [&screen](ui::Frame& frame) { return screen.draw(frame); };
    auto shell = ui::Shell::open(font_folder, std::move(windows));
    if (!shell) return std::unexpected(shell.error());
    std::optional<Finger> finger;
    if (how == "scroll") finger.emplace();
    return shell->run();
}

} // namespace

int main(int count, char** arguments)
{
    const std::vector<std::string_view> words(arguments + 1, arguments + count);
    Result<> done;
    int cases = 0;
    if (words.size() == 3 && words[0] == "prepare" &&
        std::from_chars(words[2].data(), words[2].data() + words[2].size(), cases).ec == std::errc{} && cases > 0) {
        done = storage::check_cipher();
        if (done) done = prepare(Kept{words[1]}, cases);
    } else if (words.size() == 2 && (words[0] == "show" || words[0] == "tap" || words[0] == "scroll")) {
        done = storage::check_cipher();
        if (done) done = show(Kept{words[1]}, words[0]);
    } else {
        std::fputs("usage: table_bench prepare FOLDER CASES | show|tap|scroll FOLDER\n", stderr);
        return 2;
    }
    if (done) return 0;
    std::fputs(std::format("table_bench: {}\n", done.error().detail).c_str(), stderr);
    return 1;
}
