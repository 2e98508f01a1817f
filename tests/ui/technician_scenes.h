#pragma once

#include "ui/shell/offscreen.h"
#include "ui/technician.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::test {

/// The technician's screen in memory: touches become intents and requests; what the device would answer is told by the
/// test. Opens with 604812. A touch that isn't possible throws std::runtime_error with what was on the screen.
class TechnicianDriver {
public:
    explicit TechnicianDriver(int width_px = 1920, int height_px = 1080, double px_per_mm = 5.58);
    TechnicianDriver(const TechnicianDriver&) = delete;
    TechnicianDriver& operator=(const TechnicianDriver&) = delete;

    TechnicianDriver& tap(std::string_view target);
    TechnicianDriver& digits(std::string_view code);
    TechnicianDriver& key(ui::Key key);
    /// With the right PIN to the pages.
    TechnicianDriver& enter();
    TechnicianDriver& touch_points();
    /// What the device found or did.
    TechnicianDriver& learn(const std::function<void(ui::technician::Facts&)>& what);
    TechnicianDriver& answer(ui::technician::Action action, ui::technician::Outcome outcome, std::string detail = {});
    TechnicianDriver& prefer(const ui::Preferences& preferences);

    bool has(std::string_view target) const { return shell_->find(target) != nullptr; }
    bool enabled(std::string_view target) const;
    const ui::technician::State& state() const { return state_; }
    const ui::technician::Facts& facts() const { return facts_; }
    /// What was asked of the device since the last call, but for PINs.
    std::vector<ui::technician::Request> take_requests();
    ui::OffscreenShell& shell() { return *shell_; }

private:
    void draw(ui::Frame& frame);
    void answer(const ui::technician::Request& request);

    core::Calendar calendar_;
    ui::technician::Facts facts_;
    ui::technician::State state_;
    std::vector<ui::technician::Request> requests_;
    std::unique_ptr<ui::OffscreenShell> shell_;
};

struct TechnicianScene {
    const char* name;
    std::function<void(TechnicianDriver&)> reach;
};

/// The technician's screen: the gate, and page by page.
std::vector<TechnicianScene> technician_scenes();

} // namespace casustafel::test
