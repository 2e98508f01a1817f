#include "ui/raster/primitives.h"

#include <imgui.h>

#include <cmath>
#include <optional>
#include <span>

namespace casustafel::raster {

namespace {

// Beyond this a coordinate is no place on a screen; it keeps products of two coordinates within 64 bits.
constexpr float far_away_px = 16384.0F;

std::optional<int> to_sixteenths(float value)
{
    if (std::isnan(value)) return std::nullopt;
    // Times 16 is exact, so there is one rounding, the same everywhere.
    return static_cast<int>(std::floor(std::clamp(value, -far_away_px, far_away_px) * subpixels + 0.5F));
}

// The first pixel whose middle is at or beyond a coordinate: the rule that lets neighbours share an edge.
int first_pixel(int sixteenths)
{
    const int shifted = sixteenths + subpixels / 2 - 1;
    return shifted >= 0 ? shifted / subpixels : -((-shifted + subpixels - 1) / subpixels);
}

std::uint32_t to_argb(ImU32 colour)
{
    const std::uint32_t red = (colour >> IM_COL32_R_SHIFT) & 255;
    const std::uint32_t green = (colour >> IM_COL32_G_SHIFT) & 255;
    const std::uint32_t blue = (colour >> IM_COL32_B_SHIFT) & 255;
    const std::uint32_t alpha = (colour >> IM_COL32_A_SHIFT) & 255;
    return alpha << 24 | red << 16 | green << 8 | blue;
}

std::optional<Vertex> to_vertex(const ImDrawVert& from, const Mask& mask)
{
    const auto x = to_sixteenths(from.pos.x);
    const auto y = to_sixteenths(from.pos.y);
    const auto u = to_sixteenths(from.uv.x * static_cast<float>(mask.width));
    const auto v = to_sixteenths(from.uv.y * static_cast<float>(mask.height));
    if (!x || !y || !u || !v) return std::nullopt;
    return Vertex{*x, *y, *u, *v, to_argb(from.col)};
}

std::optional<Box> to_clip(const ImVec4& clip, const Box& screen)
{
    const auto x0 = to_sixteenths(clip.x);
    const auto y0 = to_sixteenths(clip.y);
    const auto x1 = to_sixteenths(clip.z);
    const auto y1 = to_sixteenths(clip.w);
    if (!x0 || !y0 || !x1 || !y1) return std::nullopt;
    return intersection(screen, {first_pixel(*x0), first_pixel(*y0), first_pixel(*x1), first_pixel(*y1)});
}

std::uint32_t texel(const Mask& mask, int u, int v)
{
    if (mask.alpha == nullptr || mask.width <= 0 || mask.height <= 0) return 0;
    const int x = std::clamp(u / subpixels, 0, mask.width - 1);
    const int y = std::clamp(v / subpixels, 0, mask.height - 1);
    return mask.alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width) + static_cast<std::size_t>(x)];
}

std::uint32_t with_alpha(std::uint32_t colour, std::uint32_t coverage)
{
    const std::uint32_t alpha = ((colour >> 24) * coverage + 127) / 255;
    return (colour & 0xFFFFFF) | alpha << 24;
}

class Collector {
public:
    Collector(const Mask& mask, DrawList& list) : mask_{mask}, list_{list} {}

    void command(const ImDrawCmd& command, const ImDrawList& from, const Box& screen)
    {
        if (command.UserCallback != nullptr) return;
        const auto clip = to_clip(command.ClipRect, screen);
        if (!clip || clip->empty()) return;
        const auto size = static_cast<std::size_t>(std::max(0, from.IdxBuffer.Size));
        const std::size_t begin = std::min<std::size_t>(command.IdxOffset, size);
        const std::span indices{from.IdxBuffer.Data + begin, std::min<std::size_t>(command.ElemCount, size - begin)};
        const std::span vertices{from.VtxBuffer.Data, static_cast<std::size_t>(std::max(0, from.VtxBuffer.Size))};
        const auto vertex = [&](std::size_t i) -> std::optional<Vertex> {
            const std::size_t at = indices[i] + std::size_t{command.VtxOffset};
            return at < vertices.size() ? to_vertex(vertices[at], mask_) : std::nullopt;
        };
        for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
            const auto a = vertex(i);
            const auto b = vertex(i + 1);
            const auto c = vertex(i + 2);
            if (!a || !b || !c) continue;
            if (i + 5 < indices.size() && indices[i + 3] == indices[i] && indices[i + 4] == indices[i + 2]) {
                const auto d = vertex(i + 5);
                if (d && quad(*a, *b, *c, *d, *clip)) {
                    i += 3;
                    continue;
                }
            }
            triangle({*a, *b, *c}, *clip);
        }
    }

private:
    // Takes a, b, c, d as a rectangle from its top left clockwise; false if it is anything else.
    bool quad(const Vertex& a, const Vertex& b, const Vertex& c, const Vertex& d, const Box& clip)
    {
        const bool upright = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x && a.x <= c.x && a.y <= c.y;
        const bool plain = a.colour == b.colour && a.colour == c.colour && a.colour == d.colour;
        if (!upright || !plain) return false;
        const bool one_texel = a.u == b.u && a.u == c.u && a.u == d.u && a.v == b.v && a.v == c.v && a.v == d.v;
        const bool straight = a.v == b.v && b.u == c.u && c.v == d.v && d.u == a.u;
        if (!one_texel && !straight) return false;
        Primitive p;
        p.box = intersection(clip, {first_pixel(a.x), first_pixel(a.y), first_pixel(c.x), first_pixel(c.y)});
        p.colour = one_texel ? with_alpha(a.colour, texel(mask_, a.u, a.v)) : a.colour;
        if (p.box.empty() || p.colour >> 24 == 0) return true;
        if (!one_texel) textured(p, a, c);
        list_.primitives.push_back(p);
        return true;
    }

    void textured(Primitive& p, const Vertex& a, const Vertex& c) const
    {
        const std::int64_t width = c.x - a.x;
        const std::int64_t height = c.y - a.y;
        p.kind = Kind::stretch;
        p.step_u = (c.u - a.u) * std::int64_t{65536} / width;
        p.step_v = (c.v - a.v) * std::int64_t{65536} / height;
        // The texel under the middle of the first pixel; one 1/16 is 4096/65536.
        p.u = a.u * std::int64_t{4096} + (p.box.x0 * subpixels + subpixels / 2 - a.x) * p.step_u / subpixels;
        p.v = a.v * std::int64_t{4096} + (p.box.y0 * subpixels + subpixels / 2 - a.y) * p.step_v / subpixels;
        if (p.step_u != 65536 || p.step_v != 65536 || p.u < 0 || p.v < 0) return;
        const std::int64_t u = p.u >> 16;
        const std::int64_t v = p.v >> 16;
        if (u + (p.box.x1 - p.box.x0) > mask_.width || v + (p.box.y1 - p.box.y0) > mask_.height) return;
        p.kind = Kind::blit;
        p.u = u;
        p.v = v;
    }

    void triangle(Triangle t, const Box& clip)
    {
        const std::int64_t area =
            std::int64_t{t[1].x - t[0].x} * (t[2].y - t[0].y) - std::int64_t{t[1].y - t[0].y} * (t[2].x - t[0].x);
        if (area == 0) return;
        if (area < 0) std::swap(t[1], t[2]);
        if (((t[0].colour | t[1].colour | t[2].colour) >> 24) == 0) return;
        const auto [left, right] = std::minmax({t[0].x, t[1].x, t[2].x});
        const auto [top, bottom] = std::minmax({t[0].y, t[1].y, t[2].y});
        Primitive p;
        p.kind = Kind::triangle;
        p.box =
            intersection(clip, {first_pixel(left), first_pixel(top), first_pixel(right) + 1, first_pixel(bottom) + 1});
        if (p.box.empty()) return;
        p.triangle = list_.triangles.size();
        list_.triangles.push_back(t);
        list_.primitives.push_back(p);
    }

    const Mask& mask_;
    DrawList& list_;
};

} // namespace

void collect(const ImDrawData& data, const Mask& mask, const Box& screen, DrawList& list)
{
    list.primitives.clear();
    list.triangles.clear();
    Collector collector{mask, list};
    for (const ImDrawList* from : data.CmdLists) {
        if (from == nullptr) continue;
        for (const ImDrawCmd& command : from->CmdBuffer) collector.command(command, *from, screen);
    }
}

} // namespace casustafel::raster
