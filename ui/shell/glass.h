#pragma once

#include "core/result.h"
#include "ui/raster/rasteriser.h"

#include <cstdint>
#include <span>

namespace casustafel::ui {

/// What the pictures of one screen are shown on: a window on the desk, a panel on the table. UI thread.
class Glass {
public:
    Glass() = default;
    virtual ~Glass() = default;
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;

    /// Memory for the next picture, in the size that the glass has now; as long as that size stays it still holds the
    /// picture of the last call. Valid until the next call. Fails when the display is gone.
    virtual core::Result<raster::Surface> surface() = 0;
    /// Shows what was drawn into these parts of the surface. False: nothing of the picture is shown, it has to be drawn
    /// as a whole again. Fails when the display is gone.
    virtual core::Result<bool> present(std::span<const raster::Box> changed) = 0;
    /// When the glass takes the next picture, on the clock of the frames: in the past if it can right now.
    virtual std::int64_t free_at_ms() const { return 0; }
};

} // namespace casustafel::ui
