#pragma once

#include "ui/canvas.h"
#include "ui/raster/rasteriser.h"

#include <span>

namespace casustafel::ui {

/// Brings what a canvas drew into pixels.
class Picture {
public:
    explicit Picture(const Canvas& canvas);

    /// Draws the last frame of `canvas` into `surface` where it changed; returns the changed rectangles in pixels.
    std::span<const raster::Box> draw(const Canvas& canvas, const raster::Surface& surface);
    /// The surface lost its picture.
    void invalidate() { rasteriser_.invalidate(); }

private:
    raster::Rasteriser rasteriser_;
};

} // namespace casustafel::ui
