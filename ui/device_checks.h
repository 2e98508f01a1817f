#pragma once

#include "core/time.h"

#include <cstddef>
#include <cstdint>

namespace casustafel::ui {

/// What came of looking for the bureau.
enum class BureauContact : std::uint8_t { unknown, reached, not_reached, other };

/// How many points the touch test has.
inline constexpr std::size_t touch_points = 9;

/// What a technician wants to know of a device before anything else.
struct DeviceChecks {
    bool looking{}; ///< the checks below are being made
    int width_px{}; ///< of the display
    int height_px{};
    int panel_width_px{}; ///< as the board has it
    int panel_height_px{};
    core::Instant now{};
    const core::Calendar* calendar{}; ///< never null when drawn
    bool clock_trusted{};
    BureauContact reached{BureauContact::unknown};
    bool writable{};
    std::int64_t free_bytes{};
};

} // namespace casustafel::ui
