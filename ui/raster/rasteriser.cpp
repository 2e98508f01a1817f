#include "ui/raster/rasteriser.h"

#include <algorithm>

namespace casustafel::raster {

namespace {

constexpr std::uint64_t empty_hash = 0x243F6A8885A308D3; // any number that isn't 0

std::uint64_t stir(std::uint64_t hash, std::uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15;
    return hash ^ (hash >> 29);
}

std::uint64_t pair(int high, int low)
{
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32 | static_cast<std::uint32_t>(low);
}

std::uint64_t stir(std::uint64_t hash, const Box& box)
{
    return stir(stir(hash, pair(box.x0, box.y0)), pair(box.x1, box.y1));
}

// What is the same for every tile that the primitive touches.
std::uint64_t hash_of(const Primitive& p, const DrawList& list)
{
    std::uint64_t hash = stir(static_cast<std::uint64_t>(p.kind) + 1, p.colour);
    switch (p.kind) {
    case Kind::solid:
        return hash;
    case Kind::blit:
        // The texel under the screen's corner: independent of where the box was cut.
        return stir(hash, pair(static_cast<int>(p.u) - p.box.x0, static_cast<int>(p.v) - p.box.y0));
    case Kind::stretch:
        hash = stir(stir(hash, static_cast<std::uint64_t>(p.u)), static_cast<std::uint64_t>(p.v));
        hash = stir(stir(hash, static_cast<std::uint64_t>(p.step_u)), static_cast<std::uint64_t>(p.step_v));
        return stir(hash, p.box);
    case Kind::triangle:
        for (const Vertex& v : list.triangles[p.triangle])
            hash = stir(stir(stir(hash, pair(v.x, v.y)), pair(v.u, v.v)), v.colour);
        return hash;
    }
    return hash;
}

} // namespace

Rasteriser::Rasteriser(int width, int height, std::uint32_t background)
    : width_{width}, height_{height}, columns_{(width + tile - 1) / tile}, rows_{(height + tile - 1) / tile},
      background_{background}
{
    const auto count = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    tiles_.resize(count);
    dirty_.resize(count);
}

Box Rasteriser::box_of(int column, int row) const
{
    return {column * tile, row * tile, std::min(width_, (column + 1) * tile), std::min(height_, (row + 1) * tile)};
}

Rasteriser::Tile& Rasteriser::tile_at(int column, int row)
{
    return tiles_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                  static_cast<std::size_t>(column)];
}

void Rasteriser::sort_into_tiles()
{
    for (Tile& t : tiles_) {
        t.hash = empty_hash;
        t.covered = false;
        t.primitives.clear();
    }
    for (std::size_t i = 0; i < list_.primitives.size(); ++i) {
        const Primitive& p = list_.primitives[i];
        const std::uint64_t hash = hash_of(p, list_);
        const bool opaque_fill = p.kind == Kind::solid && p.colour >> 24 == 255;
        for (int row = p.box.y0 / tile; row <= (p.box.y1 - 1) / tile; ++row) {
            for (int column = p.box.x0 / tile; column <= (p.box.x1 - 1) / tile; ++column) {
                Tile& t = tile_at(column, row);
                const Box box = box_of(column, row);
                if (opaque_fill && p.box.covers(box)) {
                    t.hash = empty_hash;
                    t.covered = true;
                    t.primitives.clear();
                }
                t.hash = stir(stir(t.hash, hash), intersection(p.box, box));
                t.primitives.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }
}

std::span<const Box> Rasteriser::draw(const ImDrawData& data, const Mask& mask, const Surface& surface)
{
    collect(data, mask, {0, 0, std::min(width_, surface.width), std::min(height_, surface.height)}, list_);
    sort_into_tiles();
    tiles_drawn_ = 0;
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            Tile& t = tile_at(column, row);
            char& dirty = dirty_[static_cast<std::size_t>(&t - tiles_.data())];
            dirty = all_ || t.hash != t.shown;
            if (!dirty) continue;
            t.shown = t.hash;
            ++tiles_drawn_;
            const Box box = intersection(box_of(column, row), {0, 0, surface.width, surface.height});
            if (!t.covered) fill(surface, box, background_);
            for (const std::uint32_t i : t.primitives) paint(surface, box, list_.primitives[i], list_, mask);
        }
    }
    all_ = false;
    merge_dirty();
    return changed_;
}

void Rasteriser::merge_dirty()
{
    changed_.clear();
    std::size_t above_begin = 0; // the runs of the row above
    std::size_t above_end = 0;
    for (int row = 0; row < rows_; ++row) {
        std::vector<Box> runs;
        for (int column = 0; column < columns_; ++column) {
            const int index = row * columns_ + column;
            if (!dirty_[static_cast<std::size_t>(index)]) continue;
            const Box box = box_of(column, row);
            if (!runs.empty() && runs.back().x1 == box.x0)
                runs.back().x1 = box.x1;
            else
                runs.push_back(box);
        }
        // A run as wide as one right above it makes that one longer; the others are new.
        const std::size_t before = changed_.size();
        std::size_t grown_begin = before;
        for (const Box& run : runs) {
            bool grown = false;
            for (std::size_t i = above_begin; i < above_end; ++i) {
                Box& above = changed_[i];
                if (above.x0 != run.x0 || above.x1 != run.x1 || above.y1 != run.y0) continue;
                above.y1 = run.y1;
                grown = true;
                grown_begin = std::min(grown_begin, i);
            }
            if (!grown) changed_.push_back(run);
        }
        above_begin = grown_begin;
        above_end = changed_.size();
    }
}

} // namespace casustafel::raster
