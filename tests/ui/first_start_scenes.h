#pragma once

#include "ui/first_start.h"
#include "ui/shell/offscreen.h"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::test {

/// The first start in memory: touches become intents and requests; what the device would answer is told by the test. A
/// touch that isn't possible throws std::runtime_error with what was on the screen.
class FirstStartDriver {
public:
    explicit FirstStartDriver(bool pin = false, int width_px = 1920, int height_px = 1080, double px_per_mm = 5.58);
    FirstStartDriver(const FirstStartDriver&) = delete;
    FirstStartDriver& operator=(const FirstStartDriver&) = delete;

    FirstStartDriver& tap(std::string_view target);
    FirstStartDriver& digits(std::string_view code);
    FirstStartDriver& type(std::string_view text);
    FirstStartDriver& key(ui::Key key);
    /// All nine points of the touch test.
    FirstStartDriver& touch_points();
    /// From the checks to the secret, by touch.
    FirstStartDriver& to_secret();
    /// From the checks to setting up, by touch.
    FirstStartDriver& to_setup();
    /// What the device found or did.
    FirstStartDriver& learn(const std::function<void(ui::first_start::Facts&)>& what);
    FirstStartDriver& fail(ui::first_start::Progress after, ui::first_start::Failure why, std::string detail);
    FirstStartDriver& prefer(const ui::Preferences& preferences);

    bool enabled(std::string_view target) const;
    const ui::first_start::State& state() const { return state_; }
    /// What was asked of the device since the last call.
    std::vector<ui::first_start::Request> take_requests();
    ui::OffscreenShell& shell() { return *shell_; }

private:
    void draw(ui::Frame& frame);

    core::Calendar calendar_;
    ui::first_start::Facts facts_;
    ui::first_start::State state_;
    std::vector<ui::first_start::Request> requests_;
    int proposed_ = 0;
    std::unique_ptr<ui::OffscreenShell> shell_;
};

struct FirstStartScene {
    const char* name;
    bool pin;
    std::function<void(FirstStartDriver&)> reach;
};

/// The first start, in its order.
std::vector<FirstStartScene> first_start_scenes();

} // namespace casustafel::test
