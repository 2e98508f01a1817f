#pragma once

#include "firmware/appliance.h"
#include "firmware/journal.h"
#include "firmware/table.h"
#include "ui/shell/offscreen.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::journey {

/// A panel that the appliance is sold with: 15.6 inch, in one of three resolutions.
struct Panel {
    const char* name; ///< what a test calls it
    int width_px{};
    int height_px{};
    int width_mm{};
    int height_mm{};
};
inline constexpr std::array panels{Panel{"1280x800", 1280, 800, 331, 207}, Panel{"1920x1080", 1920, 1080, 344, 194},
                                   Panel{"2560x1440", 2560, 1440, 344, 194}};
inline constexpr const Panel& usual_panel = panels[1];

/// The board 'desk' with that panel.
board::Board desk(const Panel& panel = usual_panel);
/// The panel of that name; std::runtime_error when there is none.
const Panel& panel_named(std::string_view name);

/// The whole appliance (real storage, real keys, real network) with its screen in memory and hands that touch it. Each
/// touch is followed by the appliance's answer before the next. What can't be done throws std::runtime_error with what
/// was on the screen.
class Hands {
public:
    /// What a test has in place of the real thing.
    struct Faked {
        std::function<core::Instant()> clock{device::now};
        std::string vfs{};
    };

    /// Opens what a set-up device keeps in `data` and switches it on.
    /// `stick`: where a USB stick is mounted, if anywhere.
    Hands(const std::filesystem::path& data, const board::Board& board, device::Log log,
          const std::filesystem::path& stick = {})
        : Hands{data, board, std::move(log), stick, Faked{}}
    {
    }
    Hands(const std::filesystem::path& data, const board::Board& board, device::Log log,
          const std::filesystem::path& stick, Faked faked);
    ~Hands();
    Hands(const Hands&) = delete;
    Hands& operator=(const Hands&) = delete;

    /// From now on everything is done with a USB keyboard, nothing by touch: Tab to what a touch would hit, Enter, and
    /// digits and letters as they are typed.
    void use_keyboard() { by_keyboard_ = true; }
    /// Called after each touch, when the appliance has answered it.
    void after_touch(std::function<void()> tell) { after_touch_ = std::move(tell); }
    /// Called with each event of a finger, before it acts.
    void watch(std::function<void(const ui::PointerEvent&)> watcher);
    /// The power goes and comes back: nothing but what is on disk is left.
    void cut_power();

    Hands& tap(std::string_view target);
    Hands& digits(std::string_view pad, std::string_view code);
    /// Touches a field and types with the keyboard on the screen: letters and spaces.
    Hands& type(std::string_view field, std::string_view text);
    /// Touches a field and types with a USB keyboard.
    Hands& write(std::string_view field, std::string_view text);
    /// Draws a signature.
    Hands& sign(std::string_view box);

    /// Waits until what the screen knows fulfils `reached`; woken by the appliance, at most half a minute.
    void wait_until(std::string_view what, const std::function<bool(const ui::Snapshot&)>& reached);
    /// As above, until the screen has a target.
    void wait_for(std::string_view target);

    /// Plugs a screen for the room in, or pulls it out.
    void plug_room();
    void unplug_room();
    /// What can be read in the room.
    std::string room_golden();

    bool has(std::string_view target) const { return shell_->find(target) != nullptr; }
    std::string golden() const { return shell_->golden(); }
    const std::vector<ui::AccessibleNode>& accessible() const { return shell_->accessible(); }
    const ui::State& state() const { return table_->state(); }
    const ui::Snapshot& snapshot() const { return table_->snapshot(); }
    /// Lets time pass on the clock of the screen.
    void let_pass(std::chrono::milliseconds time);
    std::span<const std::uint32_t> pixels() const { return shell_->pixels(); }
    const ui::Metrics& metrics() const { return shell_->metrics(); }
    void save_picture(const std::filesystem::path& path) const;

private:
    void switch_on();
    void press_by_key(std::string_view target);
    void leave_field_for(std::string_view target);
    void focus_on(std::string_view target);
    void sign_by_key(std::string_view box);
    bool wait_for_news(std::chrono::steady_clock::time_point deadline);
    void wait_until_true(std::string_view what, const std::function<bool()>& reached);

    std::filesystem::path data_;
    board::Board board_;
    device::Log log_;
    std::filesystem::path stick_;
    Faked faked_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool by_keyboard_ = false;
    int news_ = 0;
    int seen_ = 0;
    std::function<void()> after_touch_ = [] {};
    std::function<void(const ui::PointerEvent&)> watcher_;
    std::unique_ptr<device::Appliance> appliance_;
    std::unique_ptr<device::Table> table_;
    std::unique_ptr<ui::OffscreenShell> shell_;
    std::unique_ptr<ui::OffscreenShell> room_;
};

} // namespace casustafel::journey
