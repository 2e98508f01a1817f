#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

struct ImDrawData;

namespace casustafel::raster {

/// Pixels [x0, x1) by [y0, y1).
struct Box {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;

    bool empty() const { return x1 <= x0 || y1 <= y0; }
    bool covers(const Box& b) const { return x0 <= b.x0 && y0 <= b.y0 && x1 >= b.x1 && y1 >= b.y1; }
    bool operator==(const Box&) const = default;
};

inline Box intersection(const Box& a, const Box& b)
{
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

/// An alpha mask that glyphs and sprites are read from: the font atlas of ImGui.
struct Mask {
    const std::uint8_t* alpha = nullptr;
    int width = 0;
    int height = 0;
};

/// Coordinates are whole numbers of 1/16 pixel (or 1/16 texel): from here on nothing is floating point, so that
/// pictures are the same bit by bit on every processor.
inline constexpr int subpixels = 16;

struct Vertex {
    int x = 0;
    int y = 0;
    int u = 0;
    int v = 0;
    std::uint32_t colour = 0; ///< 0xAARRGGBB
};

enum class Kind : std::uint8_t {
    solid,    ///< a rectangle in one colour
    blit,     ///< a rectangle whose alpha comes from the mask, texel by pixel
    stretch,  ///< the same, scaled, nearest texel
    triangle, ///< anything else
};

/// One thing to draw, already cut to its clip rectangle and to the screen.
struct Primitive {
    Kind kind = Kind::solid;
    Box box;
    std::uint32_t colour = 0; ///< 0xAARRGGBB; not for triangles
    std::int64_t u = 0;       ///< blit: texel of the box's first pixel; stretch: the same in 1/65536 texel
    std::int64_t v = 0;
    std::int64_t step_u = 0; ///< stretch: 1/65536 texel a pixel
    std::int64_t step_v = 0;
    std::size_t triangle = 0; ///< index in DrawList::triangles
};

using Triangle = std::array<Vertex, 3>; ///< clockwise on the screen

/// What a frame draws, in order.
struct DrawList {
    std::vector<Primitive> primitives;
    std::vector<Triangle> triangles;
};

/// Turns ImGui's draw data into primitives inside `screen`. Indices out of range, coordinates that aren't numbers and
/// textures beyond the mask are left out or cut; user callbacks are ignored. Clears `list` first.
void collect(const ImDrawData& data, const Mask& mask, const Box& screen, DrawList& list);

} // namespace casustafel::raster
