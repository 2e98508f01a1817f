#pragma once

#include "ui/raster/primitives.h"

#include <cstdint>

namespace casustafel::raster {

/// Memory to draw in: 0xAARRGGBB, `stride` pixels from row to row.
struct Surface {
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;

    std::uint32_t* at(int x, int y) const { return pixels + y * stride + x; }
};

/// Fills `box` of the surface with an opaque colour.
void fill(const Surface& surface, const Box& box, std::uint32_t colour);

/// Draws the part of a primitive that lies in `part`, which must lie in the surface.
void paint(const Surface& surface, const Box& part, const Primitive& primitive, const DrawList& list, const Mask& mask);

} // namespace casustafel::raster
