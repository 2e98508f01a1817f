#include "ui/raster/paint.h"

#include <algorithm>

namespace casustafel::raster {

namespace {

// Red and blue together and green apart, each with room to be multiplied by 256.
constexpr std::uint32_t red_blue = 0x00FF00FF;
constexpr std::uint32_t green_only = 0x0000FF00;
constexpr std::uint32_t opaque = 0xFF000000;

// Stretches 0..255 to 0..256, so that 255 covers wholly and a shift divides.
constexpr std::uint32_t weight(std::uint32_t alpha)
{
    return alpha + (alpha >> 7);
}

constexpr std::uint32_t mix(std::uint32_t under, std::uint32_t over, std::uint32_t w)
{
    const std::uint32_t rb = ((over & red_blue) * w + (under & red_blue) * (256 - w)) >> 8 & red_blue;
    const std::uint32_t g = ((over & green_only) * w + (under & green_only) * (256 - w)) >> 8 & green_only;
    return opaque | rb | g;
}

void solid(const Surface& surface, const Box& box, std::uint32_t colour)
{
    if (colour >> 24 == 255) {
        fill(surface, box, colour);
        return;
    }
    const std::uint32_t w = weight(colour >> 24);
    for (int y = box.y0; y < box.y1; ++y) {
        std::uint32_t* row = surface.at(0, y);
        for (int x = box.x0; x < box.x1; ++x) row[x] = mix(row[x], colour, w);
    }
}

void blit(const Surface& surface, const Box& box, const Primitive& p, const Mask& mask)
{
    const std::uint32_t alpha = p.colour >> 24;
    const auto n = static_cast<std::size_t>(box.x1 - box.x0);
    for (int y = box.y0; y < box.y1; ++y) {
        const std::int64_t texel = (p.v + (y - p.box.y0)) * mask.width + p.u + (box.x0 - p.box.x0);
        const std::uint8_t* __restrict from = mask.alpha + texel;
        std::uint32_t* __restrict to = surface.at(box.x0, y);
        if (alpha == 255) {
            for (std::size_t i = 0; i < n; ++i) to[i] = mix(to[i], p.colour, weight(from[i]));
        } else {
            for (std::size_t i = 0; i < n; ++i) to[i] = mix(to[i], p.colour, weight((from[i] * alpha + 127) / 255));
        }
    }
}

std::uint32_t sample(const Mask& mask, std::int64_t x, std::int64_t y)
{
    if (mask.alpha == nullptr || mask.width <= 0 || mask.height <= 0) return 0;
    const std::int64_t column = std::clamp<std::int64_t>(x, 0, mask.width - 1);
    const std::int64_t row = std::clamp<std::int64_t>(y, 0, mask.height - 1);
    return mask.alpha[row * mask.width + column];
}

void stretch(const Surface& surface, const Box& box, const Primitive& p, const Mask& mask)
{
    const std::uint32_t alpha = p.colour >> 24;
    for (int y = box.y0; y < box.y1; ++y) {
        const std::int64_t v = (p.v + (y - p.box.y0) * p.step_v) >> 16;
        std::uint32_t* row = surface.at(0, y);
        for (int x = box.x0; x < box.x1; ++x) {
            const std::int64_t u = (p.u + (x - p.box.x0) * p.step_u) >> 16;
            row[x] = mix(row[x], p.colour, weight((sample(mask, u, v) * alpha + 127) / 255));
        }
    }
}

// One side of a triangle: positive at the right of the way from a to b, which is inside for a clockwise triangle.
struct Edge {
    std::int64_t dx;
    std::int64_t dy;
    std::int64_t value; // at the middle of the first pixel
    std::int64_t bias;  // a point on the edge belongs to this triangle only if the edge is a top or left one

    Edge(const Vertex& a, const Vertex& b, int x, int y)
        : dx{b.x - a.x}, dy{b.y - a.y}, value{dx * (y - a.y) - dy * (x - a.x)},
          bias{dy < 0 || (dy == 0 && dx > 0) ? 0 : -1}
    {
    }
    void right() { value -= dy * subpixels; }
    void down(std::int64_t pixels) { value += dx * subpixels * pixels; }
    bool inside() const { return value + bias >= 0; }
};

struct Weights {
    std::int64_t a;
    std::int64_t b;
    std::int64_t c;
    std::int64_t sum;

    std::int64_t of(std::int64_t va, std::int64_t vb, std::int64_t vc) const
    {
        return (va * a + vb * b + vc * c + sum / 2) / sum;
    }
};

std::uint32_t channel(const Triangle& t, const Weights& w, int shift)
{
    return static_cast<std::uint32_t>(
        w.of(t[0].colour >> shift & 255, t[1].colour >> shift & 255, t[2].colour >> shift & 255));
}

// How the colour of a triangle is found; decided once, not at each pixel.
struct Shading {
    bool flat = true;      // one colour and one alpha
    bool one_rgb = true;   // one colour, alpha varies: the soft edge of a shape
    bool one_texel = true; // one coverage
    std::uint32_t coverage = 255;

    Shading(const Triangle& t, const Mask& mask)
    {
        flat = t[0].colour == t[1].colour && t[0].colour == t[2].colour;
        one_rgb = ((t[0].colour ^ t[1].colour) & 0xFFFFFF) == 0 && ((t[0].colour ^ t[2].colour) & 0xFFFFFF) == 0;
        one_texel = t[0].u == t[1].u && t[0].u == t[2].u && t[0].v == t[1].v && t[0].v == t[2].v;
        if (one_texel) coverage = sample(mask, t[0].u / subpixels, t[0].v / subpixels);
    }

    std::uint32_t colour(const Triangle& t, const Weights& w, const Mask& mask) const
    {
        std::uint32_t colour = t[0].colour;
        if (!flat) {
            colour = channel(t, w, 24) << 24 | (colour & 0xFFFFFF);
            if (!one_rgb)
                colour = (colour & opaque) | channel(t, w, 16) << 16 | channel(t, w, 8) << 8 | channel(t, w, 0);
        }
        std::uint32_t covered = coverage;
        if (!one_texel)
            covered = sample(mask, w.of(t[0].u, t[1].u, t[2].u) / subpixels, w.of(t[0].v, t[1].v, t[2].v) / subpixels);
        if (covered == 255) return colour;
        return (colour & 0xFFFFFF) | ((colour >> 24) * covered + 127) / 255 << 24;
    }
};

void triangle(const Surface& surface, const Box& box, const Triangle& t, const Mask& mask)
{
    const int x = box.x0 * subpixels + subpixels / 2;
    const int y = box.y0 * subpixels + subpixels / 2;
    const Shading shading{t, mask};
    const Edge first_a{t[1], t[2], x, y};
    const Edge first_b{t[2], t[0], x, y};
    const Edge first_c{t[0], t[1], x, y};
    const std::int64_t sum = first_a.value + first_b.value + first_c.value;
    for (int row = box.y0; row < box.y1; ++row) {
        Edge a = first_a;
        Edge b = first_b;
        Edge c = first_c;
        a.down(row - box.y0);
        b.down(row - box.y0);
        c.down(row - box.y0);
        std::uint32_t* to = surface.at(0, row);
        bool entered = false;
        for (int column = box.x0; column < box.x1; ++column, a.right(), b.right(), c.right()) {
            if (!a.inside() || !b.inside() || !c.inside()) {
                if (entered) break;
                continue;
            }
            entered = true;
            const std::uint32_t colour = shading.colour(t, {a.value, b.value, c.value, sum}, mask);
            to[column] = mix(to[column], colour, weight(colour >> 24));
        }
    }
}

} // namespace

void fill(const Surface& surface, const Box& box, std::uint32_t colour)
{
    for (int y = box.y0; y < box.y1; ++y) std::fill(surface.at(box.x0, y), surface.at(box.x1, y), colour | opaque);
}

void paint(const Surface& surface, const Box& part, const Primitive& primitive, const DrawList& list, const Mask& mask)
{
    const Box box = intersection(part, primitive.box);
    if (box.empty()) return;
    switch (primitive.kind) {
    case Kind::solid:
        solid(surface, box, primitive.colour);
        break;
    case Kind::blit:
        blit(surface, box, primitive, mask);
        break;
    case Kind::stretch:
        stretch(surface, box, primitive, mask);
        break;
    case Kind::triangle:
        triangle(surface, box, list.triangles[primitive.triangle], mask);
        break;
    }
}

} // namespace casustafel::raster
