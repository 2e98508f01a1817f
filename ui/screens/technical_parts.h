#pragma once

#include "ui/device_checks.h"
#include "ui/screens/parts.h"

#include <optional>
#include <set>
#include <string_view>
#include <vector>

// What the first start and the technician's screen both show. Internal to ui/screens.

namespace casustafel::ui {

/// Something that is known about the device.
struct DeviceRow {
    std::string_view label;
    Sentence value;
};
/// A line each; returns the y it reached.
int draw_device_rows(Frame& frame, Rect content, const std::vector<DeviceRow>& rows);

/// A line for screen, clock, bureau and storage; one that says so while they are looked at.
std::vector<Mark> check_marks(const DeviceChecks& checks);
/// How the touch test went.
Mark touch_mark(const std::set<std::size_t>& touched);

/// A card with a heading and marks that scrolls, under `name`, when there are too many.
void draw_marks_card(Frame& frame, const Rect& rect, std::string_view name, std::string_view heading,
                     const std::vector<Mark>& marks);

/// What was touched of the touch test.
struct TouchTest {
    std::optional<std::size_t> point; ///< from 0
    bool skipped{};
    bool left{}; ///< back to the step before
};
/// Nine points up to the edges of the glass, named `name`/punt/0 to 8, and a way out, `name`/overslaan. As a `step` of
/// something it has that for its title, and a way back, `name`/terug.
TouchTest draw_touch_test(Frame& frame, std::string_view name, const std::set<std::size_t>& touched,
                          std::string_view step = {});
/// Digits typed on a pad in `rect`, named `name`/0 and on, under a dot for each.
std::optional<PadKey> draw_secret_pad(Frame& frame, std::string_view name, const Rect& rect, std::size_t typed,
                                      const PadStyle& style);
/// A button for going back, named `name`, at the left of `row`, whose room it takes; true when it was activated.
bool draw_back(Frame& frame, Rect& row, std::string_view name);

/// Width of the column at the hand side.
int side_width(const Rect& body);

} // namespace casustafel::ui
