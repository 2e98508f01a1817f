#pragma once

#include "ui/screen_in_memory.h"
#include "ui/technician.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::test {

/// The technician's screen in memory. Opens with 604812, and the PINs aren't among what was asked.
class TechnicianDriver
    : public ScreenInMemory<TechnicianDriver, ui::technician::Facts, ui::technician::State, ui::technician::Request> {
public:
    explicit TechnicianDriver(int width_px = 1920, int height_px = 1080, double px_per_mm = 5.58);

    /// What the device answers is seen at once.
    TechnicianDriver& tap(std::string_view target) { return ScreenInMemory::tap(target).settled(); }
    TechnicianDriver& digits(std::string_view code) { return digits_on("beheer/pin", code); }
    TechnicianDriver& touch_points() { return points_on("beheer/punt"); }
    /// With the right PIN to the pages.
    TechnicianDriver& enter();
    TechnicianDriver& answer(ui::technician::Action action, ui::technician::Outcome outcome, std::string detail = {});

    bool has(std::string_view target) const { return shell_->find(target) != nullptr; }
    const ui::technician::Facts& facts() const { return facts_; }

private:
    friend ScreenInMemory;
    void draw(ui::Frame& frame);
    void answer(const ui::technician::Request& request);
};

struct TechnicianScene {
    const char* name;
    std::function<void(TechnicianDriver&)> reach;
};

/// The technician's screen: the gate, and page by page.
std::vector<TechnicianScene> technician_scenes();

} // namespace casustafel::test
