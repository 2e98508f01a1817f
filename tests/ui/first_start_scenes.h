#pragma once

#include "ui/first_start.h"
#include "ui/screen_in_memory.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::test {

/// The first start in memory.
class FirstStartDriver : public ScreenInMemory<FirstStartDriver, ui::first_start::Facts, ui::first_start::State,
                                               ui::first_start::Request> {
public:
    explicit FirstStartDriver(bool pin = false, int width_px = 1920, int height_px = 1080, double px_per_mm = 5.58);

    FirstStartDriver& digits(std::string_view code) { return digits_on("eerst/pin", code); }
    FirstStartDriver& type(std::string_view text);
    FirstStartDriver& touch_points() { return points_on("eerst/punt"); }
    /// From the checks to the secret, by touch.
    FirstStartDriver& to_secret();
    /// From the checks to setting up, by touch.
    FirstStartDriver& to_setup();
    FirstStartDriver& fail(ui::first_start::Progress after, ui::first_start::Failure why, std::string detail);

private:
    friend ScreenInMemory;
    void draw(ui::Frame& frame);

    int proposed_ = 0;
};

struct FirstStartScene {
    const char* name;
    bool pin;
    std::function<void(FirstStartDriver&)> reach;
};

/// The first start, in its order.
std::vector<FirstStartScene> first_start_scenes();

} // namespace casustafel::test
