#pragma once

#include "ui/raster/paint.h"
#include "ui/raster/primitives.h"

#include <cstdint>
#include <span>
#include <vector>

struct ImDrawData;

namespace casustafel::raster {

/// Draws ImGui's draw data with the processor, and only where the picture changed.
///
/// The screen is cut into tiles of 64 by 64 pixels. For each tile a hash is kept of all that is drawn in it; a tile
/// whose hash is that of the frame before is left alone. What lies under the last opaque rectangle that covers a tile
/// neither counts nor is drawn. Everything is whole-number arithmetic: the same draw data gives the same pixels on
/// every processor. One thread.
class Rasteriser {
public:
    static constexpr int tile = 64;

    /// For a screen of this size on a background of 0xRRGGBB.
    Rasteriser(int width, int height, std::uint32_t background);

    /// Draws into `surface`, which has the size given at construction and still holds what the last call drew. Returns
    /// the rectangles that were drawn anew, not overlapping, tiles merged; valid until the next call. The contents of
    /// `mask` may not change between calls unless `invalidate` is called.
    std::span<const Box> draw(const ImDrawData& data, const Mask& mask, const Surface& surface);

    /// The surface lost its picture or the mask changed: the next call draws everything.
    void invalidate() { all_ = true; }

    /// Tiles drawn by the last call.
    int tiles_drawn() const { return tiles_drawn_; }

private:
    struct Tile {
        std::uint64_t hash = 0;
        std::uint64_t shown = 0;
        bool covered = false; // the first primitive covers it wholly
        std::vector<std::uint32_t> primitives;
    };

    void sort_into_tiles();
    void merge_dirty();
    Box box_of(int column, int row) const;
    Tile& tile_at(int column, int row);

    int width_;
    int height_;
    int columns_;
    int rows_;
    std::uint32_t background_;
    bool all_ = true;
    int tiles_drawn_ = 0;
    DrawList list_;
    std::vector<Tile> tiles_;
    std::vector<char> dirty_;
    std::vector<Box> changed_;
};

} // namespace casustafel::raster
