#pragma once

#include "firmware/appliance.h"
#include "firmware/journal.h"
#include "firmware/table.h"
#include "ui/shell/offscreen.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace casustafel::journey {

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

    /// Called after each touch, when the appliance has answered it.
    void after_touch(std::function<void()> tell) { after_touch_ = std::move(tell); }

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

    bool has(std::string_view target) const { return shell_->find(target) != nullptr; }
    std::string golden() const { return shell_->golden(); }
    const ui::State& state() const { return table_->state(); }
    const ui::Snapshot& snapshot() const { return table_->snapshot(); }
    /// Lets time pass on the clock of the screen.
    void let_pass(std::chrono::milliseconds time);
    std::span<const std::uint32_t> pixels() const { return shell_->pixels(); }
    const ui::Metrics& metrics() const { return shell_->metrics(); }
    void save_picture(const std::filesystem::path& path) const;

private:
    bool wait_for_news(std::chrono::steady_clock::time_point deadline);
    void wait_until_true(std::string_view what, const std::function<bool()>& reached);

    std::mutex mutex_;
    std::condition_variable woken_;
    int news_ = 0;
    int seen_ = 0;
    std::function<void()> after_touch_ = [] {};
    std::unique_ptr<device::Appliance> appliance_;
    std::unique_ptr<device::Table> table_;
    std::unique_ptr<ui::OffscreenShell> shell_;
};

} // namespace casustafel::journey
