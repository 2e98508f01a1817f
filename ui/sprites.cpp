#include "ui/sprites.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

namespace casustafel::ui {

namespace {

// Icons are drawn on a grid of 24 by 24, in 1/64: strokes, rings and discs, joined.
constexpr int grid = 24;
constexpr int fine = 64;

struct Spot {
    double x;
    double y;
};
using Path = std::vector<Spot>;
struct Ring {
    Spot centre;
    double radius;
    bool filled;    // whole disc
    bool left_half; // disc, left half only
};
struct Shape {
    std::vector<Path> strokes;
    std::vector<Ring> rings;
    double thickness = 2.2;
};

Shape shape_of(Icon icon)
{
    switch (icon) {
    case Icon::none:
        return {};
    case Icon::check:
        return {{{{4.5, 12.5}, {9.5, 17.5}, {19.5, 6.5}}}, {}, 2.6};
    case Icon::cross:
        return {{{{6, 6}, {18, 18}}, {{18, 6}, {6, 18}}}, {}, 2.6};
    case Icon::plus:
        return {{{{12, 4.5}, {12, 19.5}}, {{4.5, 12}, {19.5, 12}}}, {}, 2.6};
    case Icon::left:
        return {{{{14.5, 5.5}, {8, 12}, {14.5, 18.5}}}, {}, 2.6};
    case Icon::right:
        return {{{{9.5, 5.5}, {16, 12}, {9.5, 18.5}}}, {}, 2.6};
    case Icon::down:
        return {{{{5.5, 9}, {12, 15.5}, {18.5, 9}}}, {}, 2.6};
    case Icon::up:
        return {{{{5.5, 15}, {12, 8.5}, {18.5, 15}}}, {}, 2.6};
    case Icon::shield:
        return {{}, {{{12, 12}, 9, false, false}, {{12, 12}, 9, false, true}}, 2.2};
    case Icon::backspace:
        return {{{{8, 5}, {21.5, 5}, {21.5, 19}, {8, 19}, {2, 12}, {8, 5}}, {{11, 9}, {17, 15}}, {{17, 9}, {11, 15}}},
                {},
                2.2};
    case Icon::shift:
        return {{{{12, 3}, {20.5, 12}, {16, 12}, {16, 20}, {8, 20}, {8, 12}, {3.5, 12}, {12, 3}}}, {}, 2.2};
    case Icon::calendar:
        return {{{{4, 6}, {20, 6}, {20, 20}, {4, 20}, {4, 6}},
                 {{4, 10.5}, {20, 10.5}},
                 {{8, 3}, {8, 7}},
                 {{16, 3}, {16, 7}}},
                {},
                2.0};
    case Icon::enter:
        return {{{{20, 5}, {20, 13}, {5, 13}}, {{9, 8.5}, {4.5, 13}, {9, 17.5}}}, {}, 2.4};
    case Icon::lock:
        return {{{{5, 11}, {19, 11}, {19, 20.5}, {5, 20.5}, {5, 11}},
                 {{8, 11}, {8, 7.5}, {9.2, 5}, {12, 3.8}, {14.8, 5}, {16, 7.5}, {16, 11}}},
                {},
                2.2};
    case Icon::person:
        return {
            {{{4, 20.5}, {5, 17}, {8.5, 15}, {15.5, 15}, {19, 17}, {20, 20.5}}}, {{{12, 7.5}, 4, false, false}}, 2.2};
    case Icon::cloud:
        return {{{{7, 18.5},
                  {4.2, 17.6},
                  {2.6, 15},
                  {3.6, 12},
                  {6.4, 10.8},
                  {7.4, 7.6},
                  {10.4, 5.6},
                  {14, 6},
                  {16.6, 8.4},
                  {17.2, 11},
                  {20, 12},
                  {21.4, 14.6},
                  {20.4, 17.4},
                  {17.6, 18.5},
                  {7, 18.5}}},
                {},
                2.0};
    case Icon::attention:
        return {{{{12, 7}, {12, 13}}}, {{{12, 12}, 9.4, false, false}, {{12, 16.6}, 1.5, true, false}}, 2.2};
    case Icon::pencil:
        return {{{{4, 20}, {5, 15.5}, {16, 4.5}, {19.5, 8}, {8.5, 19}, {4, 20}}, {{13.5, 7}, {17, 10.5}}}, {}, 2.0};
    case Icon::search:
        return {{{{15.4, 15.4}, {20.5, 20.5}}}, {{{10.2, 10.2}, 6.6, false, false}}, 2.4};
    case Icon::display:
        return {{{{3, 4.5}, {21, 4.5}, {21, 16}, {3, 16}, {3, 4.5}}, {{12, 16}, {12, 20}}, {{7.5, 20}, {16.5, 20}}},
                {},
                2.2};
    case Icon::undo:
        return {{{{4.5, 9},
                  {14.5, 9},
                  {17.3, 9.9},
                  {19, 11.8},
                  {19.6, 14.2},
                  {19, 16.6},
                  {17.3, 18.5},
                  {14.5, 19.4},
                  {9, 19.4}},
                 {{9, 4.5}, {4.5, 9}, {9, 13.5}}},
                {},
                2.4};
    }
    return {};
}

constexpr std::array all_icons{Icon::check,     Icon::cross,  Icon::plus,   Icon::left,      Icon::right,
                               Icon::down,      Icon::up,     Icon::shield, Icon::backspace, Icon::shift,
                               Icon::calendar,  Icon::enter,  Icon::lock,   Icon::person,    Icon::cloud,
                               Icon::attention, Icon::pencil, Icon::search, Icon::display,   Icon::undo};
constexpr std::array icon_fonts{Font::tag, Font::small, Font::body, Font::heading, Font::title};

std::int64_t to_fine(double grid_units)
{
    return std::lround(grid_units * fine);
}

// Floor of the square root; a square root of a double is correctly rounded everywhere.
std::int64_t root(std::int64_t square)
{
    return static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
}

std::int64_t distance(std::int64_t x, std::int64_t y, const Spot& a, const Spot& b)
{
    const std::int64_t ax = to_fine(a.x);
    const std::int64_t ay = to_fine(a.y);
    const std::int64_t dx = to_fine(b.x) - ax;
    const std::int64_t dy = to_fine(b.y) - ay;
    const std::int64_t length2 = dx * dx + dy * dy;
    const std::int64_t along = std::clamp<std::int64_t>((x - ax) * dx + (y - ay) * dy, 0, length2);
    const std::int64_t px = x - ax - dx * along / length2;
    const std::int64_t py = y - ay - dy * along / length2;
    return root(px * px + py * py);
}

// How far a point lies outside the shape (below zero: inside), in 1/64 of the grid.
std::int64_t outside(const Shape& shape, std::int64_t x, std::int64_t y)
{
    const std::int64_t half = to_fine(shape.thickness / 2);
    std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
    for (const Path& path : shape.strokes)
        for (std::size_t i = 0; i + 1 < path.size(); ++i)
            nearest = std::min(nearest, distance(x, y, path[i], path[i + 1]) - half);
    for (const Ring& ring : shape.rings) {
        const std::int64_t dx = x - to_fine(ring.centre.x);
        const std::int64_t dy = y - to_fine(ring.centre.y);
        const std::int64_t from_edge = root(dx * dx + dy * dy) - to_fine(ring.radius);
        std::int64_t d = std::abs(from_edge) - half;
        if (ring.filled) d = from_edge;
        if (ring.left_half) d = std::max(from_edge, dx);
        nearest = std::min(nearest, d);
    }
    return nearest;
}

// Coverage of a pixel whose middle lies `outside` the edge, both in the same unit of which a pixel has `per_pixel`.
std::uint8_t coverage(std::int64_t outside, std::int64_t per_pixel)
{
    return static_cast<std::uint8_t>(std::clamp<std::int64_t>((per_pixel / 2 - outside) * 255 / per_pixel, 0, 255));
}

// The atlas after building, to write in.
struct Texture {
    unsigned char* alpha = nullptr;
    int width = 0;
    int height = 0;
    unsigned char& at(int x, int y) const { return alpha[y * width + x]; }
};

void draw_disc(const Texture& to, const Sprite& sprite, int hole_radius)
{
    const int radius = sprite.size / 2;
    for (int y = 0; y < radius; ++y) {
        for (int x = 0; x < radius; ++x) {
            // Distance of the pixel's middle from the disc's, in 1/64 pixel.
            const std::int64_t dx = (radius - x) * 64 - 32;
            const std::int64_t dy = (radius - y) * 64 - 32;
            const std::int64_t d = root(dx * dx + dy * dy);
            std::int64_t out = d - radius * 64;
            if (hole_radius > 0) out = std::max<std::int64_t>(out, hole_radius * 64 - d);
            const std::uint8_t c = coverage(out, 64);
            const int right = sprite.size - 1 - x;
            const int bottom = sprite.size - 1 - y;
            to.at(sprite.x + x, sprite.y + y) = c;
            to.at(sprite.x + right, sprite.y + y) = c;
            to.at(sprite.x + x, sprite.y + bottom) = c;
            to.at(sprite.x + right, sprite.y + bottom) = c;
        }
    }
}

void draw_icon(const Texture& to, const Sprite& sprite, Icon icon)
{
    const Shape shape = shape_of(icon);
    const std::int64_t per_pixel = grid * fine / sprite.size;
    for (int y = 0; y < sprite.size; ++y) {
        for (int x = 0; x < sprite.size; ++x) {
            const std::int64_t gx = (2 * x + 1) * grid * fine / (2 * sprite.size);
            const std::int64_t gy = (2 * y + 1) * grid * fine / (2 * sprite.size);
            to.at(sprite.x + x, sprite.y + y) = coverage(outside(shape, gx, gy), per_pixel);
        }
    }
}

void place(ImFontAtlas& atlas, int id, Sprite& sprite)
{
    const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(id);
    sprite = {rect->X, rect->Y, rect->Width};
}

} // namespace

void Sprites::reserve(ImFontAtlas& atlas, const Metrics& metrics)
{
    for (int radius = 1; radius <= largest_radius; ++radius)
        discs_.emplace_back(atlas.AddCustomRectRegular(2 * radius, 2 * radius), Sprite{});
    for (const Icon icon : all_icons) {
        for (const Font font : icon_fonts) {
            const int size = metrics.em_px(font);
            const auto key = std::pair{icon, size};
            if (!icons_.contains(key)) icons_[key] = {atlas.AddCustomRectRegular(size, size), Sprite{}};
        }
    }
    ring_thickness_ = std::max(2, metrics.px(3));
    ring_id_ = atlas.AddCustomRectRegular(2 * metrics.px(22), 2 * metrics.px(22));
}

void Sprites::draw(ImFontAtlas& atlas)
{
    Texture texture;
    atlas.GetTexDataAsAlpha8(&texture.alpha, &texture.width, &texture.height);
    for (auto& [id, sprite] : discs_) {
        place(atlas, id, sprite);
        draw_disc(texture, sprite, 0);
    }
    for (auto& [key, entry] : icons_) {
        place(atlas, entry.first, entry.second);
        draw_icon(texture, entry.second, key.first);
    }
    place(atlas, ring_id_, ring_);
    draw_disc(texture, ring_, ring_.size / 2 - ring_thickness_);
}

Sprite Sprites::disc(int radius) const
{
    return discs_[static_cast<std::size_t>(std::clamp(radius, 1, largest_radius) - 1)].second;
}

Sprite Sprites::icon(Icon icon, int size) const
{
    Sprite best;
    for (const auto& [key, entry] : icons_) {
        if (key.first != icon) continue;
        if (best.size == 0 || std::abs(entry.second.size - size) < std::abs(best.size - size)) best = entry.second;
    }
    return best;
}

} // namespace casustafel::ui
