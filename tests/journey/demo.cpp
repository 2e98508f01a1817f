#include "firmware/resources.h"
#include "journey/counterpart.h"
#include "journey/story.h"
#include "seal/crypto.h"
#include "storage/keys.h"
#include "ui/shell/mirror.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>

// casustafel_demo FOLDER PACKAGE [--offline]: the whole story in a fresh folder, from conference package to printed
// minutes. Ends with 0 only when the minutes that the bureau opened hold everything that was touched in.

namespace casustafel::journey {

namespace {

constexpr const char* device_id = "CT-0017";
constexpr const char* pin = "258013";
constexpr int touch_ms = 40;  // slow enough to follow in a window
constexpr int step_ms = 1200; // and to read what a step led to

/// The lines of the device's own log, in a file.
device::Log log_to(const std::filesystem::path& path)
{
    struct Journal {
        std::mutex mutex;
        std::ofstream file;
    };
    const auto journal = std::make_shared<Journal>();
    journal->file.open(path, std::ios::app);
    return [journal](const std::string& line) {
        const std::lock_guard lock{journal->mutex};
        journal->file << core::format(device::now()) << ' ' << line << std::endl;
    };
}

void say(const std::string& line)
{
    std::cout << line << std::endl;
}

core::EnvelopeState state_of(const ui::Snapshot& now, const core::MinutesId& minutes)
{
    const auto found = std::ranges::find(now.envelopes, minutes, &core::Envelope::minutes);
    return found == now.envelopes.end() ? core::EnvelopeState::sealing : found->state;
}

class Demonstration {
public:
    Demonstration(const Programs& programs, std::filesystem::path folder, bool offline)
        : folder_{std::move(folder)}, offline_{offline}, bureau_{programs, folder_ / "bureau"}
    {
        std::filesystem::create_directories(folder_ / "pictures");
    }

    bool play(const std::filesystem::path& package)
    {
        say("The bureau");
        bureau_.start_relay();
        say("  founded; its relay listens on " + bureau_.address());
        bureau_.add_device(device_id, "De Meent");
        bureau_.set_up_device(device_id, folder_ / "device", pin);
        say(std::format("  device {} made its keys, enrolled with its one-time code and took the bureau's keys",
                        device_id));
        bureau_.seal_package(package, device_id);
        say("  the conference package is sealed for the device and lies at the relay");

        auto board = device::board_named("desk");
        if (!board) throw std::runtime_error(board.error().detail);
        hands_ = std::make_unique<Hands>(folder_ / "device", *board, log_to(folder_ / "device.log"));
        open_window();
        story_ = std::make_unique<Story>(*hands_, pin, [this](const std::string& name, const std::string& told) {
            picture(name);
            say("  " + told);
        });
        say("\nThe conference, by touch");
        story_->hold_conference();
        say(std::format("  durable point 1: {} facts are committed in the encrypted ledger",
                        hands_->snapshot().conference->fact_count));
        const core::MinutesId minutes = seal();
        deliver(minutes);
        return compare(minutes);
    }

private:
    /// With a display the touches can be followed in a window; without one everything happens off screen.
    void open_window()
    {
        if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return;
        auto window =
            ui::Mirror::open("Casustafel: demonstratie", hands_->metrics().width_px(), hands_->metrics().height_px());
        if (!window) return say("  no window: " + window.error().detail);
        window_.emplace(std::move(*window));
        hands_->after_touch([this] { show(touch_ms); });
    }
    void show(int ms)
    {
        if (window_ && !window_->show(hands_->pixels(), ms)) window_.reset(); // closed: the story goes on unseen
    }

    void picture(const std::string& name)
    {
        show(step_ms);
        const auto path = folder_ / "pictures" / std::format("{:02}-{}.png", pictures_.size() + 1, name);
        hands_->save_picture(path);
        pictures_.push_back(path);
    }

    core::MinutesId seal()
    {
        if (offline_) {
            bureau_.stop_relay(SIGTERM);
            say("\nThe bureau is out of reach: its relay has stopped");
        }
        const core::MinutesId minutes = story_->seal();
        picture("verzegeld");
        say("\nSealing and sending");
        say("  durable point 2: the envelope is on disk and was read back; the key to the conference is destroyed");
        if (!offline_) return minutes;
        hands_->tap("afronden/nu");
        hands_->wait_until("a failed contact",
                           [](const ui::Snapshot& now) { return now.device.bureau_reached == false; });
        picture("wacht");
        say("  the bureau isn't reached; the envelope waits in the outbox, and this device can't open it");
        bureau_.start_relay();
        say("  the relay is back at " + bureau_.address());
        hands_->tap("afronden/nu");
        return minutes;
    }

    void deliver(const core::MinutesId& minutes)
    {
        hands_->wait_until("the relay's receipt", [&](const ui::Snapshot& now) {
            return state_of(now, minutes) >= core::EnvelopeState::sent;
        });
        picture("verzonden");
        say("  durable point 3: the relay has stored the same bytes and signed a receipt for them");
        bureau_.sync_desk();
        say("  durable point 4: the desk fetched, verified, opened and stored the minutes and signed for that");
        if (hands_->has("afronden/nu")) hands_->tap("afronden/nu"); // gone when it was opened meanwhile
        hands_->wait_until("the desk's receipt", [&](const ui::Snapshot& now) {
            return state_of(now, minutes) == core::EnvelopeState::opened;
        });
        picture("geopend");
        say("  durable point 5: the receipt names exactly these bytes; the envelope is erased here");
    }

    bool compare(const core::MinutesId& minutes)
    {
        say("\nThe minutes as the bureau prints them (bureau minutes show " + minutes.value() + ")\n");
        say(bureau_.show_minutes(minutes.value()));
        say("Pictures");
        for (const auto& path : pictures_) say("  " + path.string());
        say("Log of the device\n  " + (folder_ / "device.log").string());
        const std::vector<std::string> missing = story_->missing_in(bureau_.read_minutes(minutes.value()));
        for (const std::string& one : missing) say("MISSING in the minutes: " + one);
        if (missing.empty())
            say(std::format(
                "\nAll {} agreements with owner, day and answer, all outcomes, decisions and people that were "
                "touched in are in the minutes.",
                story_->promises()));
        return missing.empty();
    }

    std::filesystem::path folder_;
    bool offline_;
    Counterpart bureau_;
    std::unique_ptr<Hands> hands_;
    std::unique_ptr<Story> story_;
    std::optional<ui::Mirror> window_;
    std::vector<std::filesystem::path> pictures_;
};

} // namespace

} // namespace casustafel::journey

int main(int argc, char** argv)
{
    using namespace casustafel;
    const std::vector<std::string> arguments{argv + 1, argv + argc};
    const bool offline = arguments.size() == 3 && arguments[2] == "--offline";
    if (arguments.size() != 2 && !offline) {
        std::cerr << "usage: casustafel_demo FOLDER PACKAGE [--offline]\n";
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    try {
        if (const auto sound = seal::start(); !sound) throw std::runtime_error(sound.error().detail);
        if (const auto sound = storage::check_cipher(); !sound) throw std::runtime_error(sound.error().detail);
        const journey::Programs programs{CASUSTAFEL_PROGRAM, CASUSTAFEL_BUREAU_PROGRAM};
        journey::Demonstration demonstration{programs, arguments[0], offline};
        return demonstration.play(arguments[1]) ? 0 : 1;
    } catch (const std::exception& failed) {
        std::cerr << "demo: " << failed.what() << "\n";
        return 1;
    }
}
