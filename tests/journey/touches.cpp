#include "core/bytes.h"
#include "firmware/resources.h"
#include "journey/counterpart.h"
#include "journey/story.h"
#include "seal/crypto.h"
#include "storage/keys.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <format>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

// casustafel_touches BOARD FOLDER PACKAGE SECRET AHEAD SPEED: holds the example's conference on that board's panel and
// writes in FOLDER where each finger went and what it saw then (touches.jsonl), and the minutes that the bureau opened
// (minutes.json), so that a device elsewhere can be touched in the same places. The clock on the wall is AHEAD
// minutes early and goes SPEED times as fast, and the timer of a case does not begin at nothing then: what differs
// between two recordings tells the time or is random.

namespace casustafel::journey {

namespace {

constexpr const char* device_id = "CT-0017";
constexpr int tile_px = 32;       // virtual_device.py knows it too
constexpr std::size_t digest = 4; // bytes of each tile's
/// How much later the timer of a case begins in a recording that goes faster, so that it never shows the same.
constexpr std::chrono::seconds head_start{11};
/// What shows for a moment and what blinks has its time, as on a device that is slower than this.
constexpr std::chrono::milliseconds breath{6000};

/// A digest of each tile of the picture, row by row, as red, green and blue bytes.
std::string tiles_of(std::span<const std::uint32_t> pixels, int width, int height)
{
    core::Bytes all;
    for (int top = 0; top < height; top += tile_px) {
        for (int left = 0; left < width; left += tile_px) {
            core::Bytes tile;
            for (int y = top; y < std::min(top + tile_px, height); ++y) {
                const auto line = pixels.subspan(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                                     static_cast<std::size_t>(left),
                                                 static_cast<std::size_t>(std::min(tile_px, width - left)));
                for (const std::uint32_t pixel : line)
                    for (const int shift : {16, 8, 0}) tile.push_back(static_cast<std::uint8_t>(pixel >> shift));
            }
            const core::Digest whole = seal::sha256(tile);
            all.insert(all.end(), whole.begin(), whole.begin() + digest);
        }
    }
    return core::to_hex(all);
}

/// Writes what the fingers do, one JSON object a line.
class Recording {
public:
    /// `opened` is called when a case was opened.
    Recording(Hands& hands, const std::filesystem::path& path, std::function<void()> opened)
        : hands_{hands}, file_{path}, opened_{std::move(opened)}
    {
        hands_.watch([this](const ui::PointerEvent& event) { take(event); });
        hands_.after_touch([this] {
            const core::CaseId open =
                hands_.snapshot().conference ? hands_.snapshot().conference->open_case : core::CaseId{};
            if (!open.empty() && open != open_) opened_();
            open_ = open;
            hands_.let_pass(breath);
        });
    }

    void mark(std::string_view kind, std::string_view name)
    {
        file_ << std::format(R"({{"kind":"{}","name":"{}"}})", kind, name) << '\n';
    }

private:
    void take(const ui::PointerEvent& event)
    {
        using enum ui::PointerEvent::Phase;
        if (event.phase == down) {
            const ui::Metrics& panel = hands_.metrics();
            seen_ = tiles_of(hands_.pixels(), panel.width_px(), panel.height_px());
            path_.clear();
        }
        if (event.phase != up) path_ += std::format("{}[{},{}]", path_.empty() ? "" : ",", event.x_px, event.y_px);
        if (event.phase == up)
            file_ << std::format(R"({{"kind":"touch","path":[{}],"seen":"{}"}})", path_, seen_) << '\n';
    }

    Hands& hands_;
    std::ofstream file_;
    std::function<void()> opened_;
    core::CaseId open_;
    std::string seen_;
    std::string path_;
};

template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

core::MinutesId play(Hands& hands, Recording& recording, const std::string& secret)
{
    Story story{hands, secret, [&](const std::string& name, const std::string&) { recording.mark("step", name); }};
    story.unlock();
    story.take_attendance();
    story.first_case();
    recording.mark("cut", "the power");
    hands.cut_power();
    story.come_back("agenda/open/2");
    story.second_case();
    story.third_case();
    const core::MinutesId minutes = story.seal();
    recording.mark("step", "verzegeld");
    hands.wait_until("the relay's receipt", [&](const ui::Snapshot& now) {
        const auto found = std::ranges::find(now.envelopes, minutes, &core::Envelope::minutes);
        return found != now.envelopes.end() && found->state >= core::EnvelopeState::sent;
    });
    return minutes;
}

void record(const std::string& board, const std::filesystem::path& folder, const std::string& package,
            const std::string& secret, std::chrono::minutes ahead, int speed)
{
    Counterpart bureau{{CASUSTAFEL_PROGRAM, CASUSTAFEL_BUREAU_PROGRAM}, folder / "bureau"};
    bureau.start_relay();
    bureau.add_device(device_id, "De Meent");
    bureau.set_up_device(device_id, folder / "device", secret, board);
    bureau.seal_package(package, device_id);
    Hands::Faked faked;
    const auto later = std::make_shared<std::atomic<std::chrono::seconds>>();
    faked.clock = [begun = device::now(), ahead, speed, later] {
        return begun + ahead + (device::now() - begun) * speed + later->load();
    };
    Hands hands{folder / "device", must(device::board_named(board)), [](const std::string&) {}, {}, faked};
    Recording recording{hands, folder / "touches.jsonl", [speed, later] {
                            if (speed > 1) *later = later->load() + head_start;
                        }};
    const core::MinutesId minutes = play(hands, recording, secret);
    bureau.sync_desk();
    std::ofstream{folder / "minutes.json"} << bureau.minutes_json(minutes.value());
}

} // namespace

} // namespace casustafel::journey

int main(int argc, char** argv)
{
    using namespace casustafel;
    const std::vector<std::string> arguments{argv + 1, argv + argc};
    if (arguments.size() != 6) {
        std::cerr << "usage: casustafel_touches BOARD FOLDER PACKAGE SECRET AHEAD SPEED\n";
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    try {
        if (const auto sound = seal::start(); !sound) throw std::runtime_error(sound.error().detail);
        if (const auto sound = storage::check_cipher(); !sound) throw std::runtime_error(sound.error().detail);
        std::filesystem::remove_all(arguments[1]);
        std::filesystem::create_directories(arguments[1]);
        journey::record(arguments[0], arguments[1], arguments[2], arguments[3],
                        std::chrono::minutes{std::stoi(arguments[4])}, std::stoi(arguments[5]));
        return 0;
    } catch (const std::exception& failed) {
        std::cerr << "touches: " << failed.what() << "\n";
        return 1;
    }
}
