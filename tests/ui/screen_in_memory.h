#pragma once

#include "core/time.h"
#include "ui/device_checks.h"
#include "ui/shell/offscreen.h"

#include <chrono>
#include <format>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casustafel::test {

/// A screen with a machine of its own (what it knows, what it remembers, what it asks of the device) in memory: touches
/// become intents and requests; what the device would answer is told by the test. A touch that isn't possible throws
/// std::runtime_error with what was on the screen. `Driver` derives from it, draws in `draw(frame)` and settles the
/// shell once it is whole.
template <class Driver, class Facts, class State, class Request>
class ScreenInMemory {
public:
    ScreenInMemory(const ScreenInMemory&) = delete;
    ScreenInMemory& operator=(const ScreenInMemory&) = delete;

    Driver& tap(std::string_view target)
    {
        if (!shell_->tap(target))
            throw std::runtime_error(std::format("can't touch '{}' on:\n{}", target, shell_->golden()));
        return driver();
    }
    Driver& key(ui::Key key)
    {
        shell_->key(key);
        return settled();
    }
    /// What the device found or did.
    Driver& learn(const std::function<void(Facts&)>& what)
    {
        what(facts_);
        return settled();
    }
    Driver& prefer(const ui::Preferences& preferences)
    {
        state_.preferences = preferences;
        return settled();
    }

    bool enabled(std::string_view target) const
    {
        const ui::Target* found = shell_->find(target);
        return found != nullptr && found->enabled;
    }
    const State& state() const { return state_; }
    /// What was asked of the device since the last call.
    std::vector<Request> take_requests() { return std::exchange(requests_, {}); }
    ui::OffscreenShell& shell() { return *shell_; }

protected:
    ScreenInMemory(Facts facts, int width_px, int height_px, double px_per_mm)
        : calendar_{*std::chrono::locate_zone("Europe/Amsterdam")}, facts_{std::move(facts)}
    {
        facts_.calendar = &calendar_;
        facts_.panel_width_px = width_px;
        facts_.panel_height_px = height_px;
        auto shell = ui::OffscreenShell::create("/usr/share/fonts/opentype/inter",
                                                ui::Metrics{width_px, height_px, px_per_mm}, [this](ui::Frame& frame) {
                                                    facts_.width_px = frame.size_px().x;
                                                    facts_.height_px = frame.size_px().y;
                                                    driver().draw(frame);
                                                    return frame.next();
                                                });
        if (!shell) throw std::runtime_error(shell.error().detail);
        shell_ = std::make_unique<ui::OffscreenShell>(std::move(*shell));
    }
    ~ScreenInMemory() = default;

    Driver& digits_on(std::string_view pad, std::string_view code)
    {
        for (const char digit : code) driver().tap(std::format("{}/{}", pad, digit));
        return driver();
    }
    /// All of the touch test.
    Driver& points_on(std::string_view test)
    {
        for (std::size_t n = 0; n < ui::touch_points; ++n) driver().tap(std::format("{}/{}", test, n));
        return driver();
    }
    Driver& settled()
    {
        shell_->settle();
        return driver();
    }

    core::Calendar calendar_;
    Facts facts_;
    State state_;
    std::vector<Request> requests_;
    std::unique_ptr<ui::OffscreenShell> shell_;

private:
    Driver& driver() { return static_cast<Driver&>(*this); }
};

} // namespace casustafel::test
