#pragma once

#include "ui/raster/rasteriser.h"

#include <cstdint>
#include <span>
#include <vector>

namespace casustafel::ui::panel {

/// How far a buffer is behind the picture: the tiles that changed since it was last brought up to date. Two buffers
/// take turns on a display, so each misses what the other one got; a tile that changed twice is copied once.
class Behind {
public:
    /// A buffer of this size that has nothing of the picture yet.
    Behind(int width, int height);

    /// These parts of the picture changed.
    void add(std::span<const raster::Box> changed);
    /// The buffer lost everything.
    void add_all();
    /// Copies what the buffer misses from the picture, both of the size given at construction. Returns how many pixels.
    std::int64_t bring_up(const raster::Surface& picture, const raster::Surface& buffer);

private:
    int width_;
    int height_;
    int columns_;
    std::vector<char> missing_; ///< by tile, row by row
};

} // namespace casustafel::ui::panel
