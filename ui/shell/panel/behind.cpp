#include "ui/shell/panel/behind.h"

#include <algorithm>

namespace casustafel::ui::panel {

namespace {

constexpr int tile = raster::Rasteriser::tile;

constexpr int tiles(int pixels)
{
    return (pixels + tile - 1) / tile;
}

void copy(const raster::Surface& from, const raster::Surface& to, const raster::Box& box)
{
    for (int y = box.y0; y < box.y1; ++y) std::copy_n(from.at(box.x0, y), box.x1 - box.x0, to.at(box.x0, y));
}

} // namespace

Behind::Behind(int width, int height)
    : width_{width}, height_{height}, columns_{tiles(width)},
      missing_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(tiles(height)), 1)
{
}

void Behind::add(std::span<const raster::Box> changed)
{
    for (const raster::Box& whole : changed) {
        const raster::Box box = intersection(whole, {0, 0, width_, height_});
        if (box.empty()) continue;
        for (int row = box.y0 / tile; row < tiles(box.y1); ++row) {
            const auto begin = missing_.begin() + std::ptrdiff_t{row} * columns_;
            std::fill(begin + box.x0 / tile, begin + tiles(box.x1), 1);
        }
    }
}

void Behind::add_all()
{
    std::ranges::fill(missing_, 1);
}

std::int64_t Behind::bring_up(const raster::Surface& picture, const raster::Surface& buffer)
{
    std::int64_t copied = 0;
    for (int row = 0; row * tile < height_; ++row) {
        const auto begin = missing_.begin() + std::ptrdiff_t{row} * columns_;
        const auto end = begin + columns_;
        for (auto run = std::find(begin, end, 1); run != end; run = std::find(run, end, 1)) {
            const auto after = std::find(run, end, 0);
            const raster::Box box{static_cast<int>(run - begin) * tile, row * tile,
                                  std::min(width_, static_cast<int>(after - begin) * tile),
                                  std::min(height_, (row + 1) * tile)};
            copy(picture, buffer, box);
            copied += std::int64_t{box.x1 - box.x0} * (box.y1 - box.y0);
            run = after;
        }
        std::fill(begin, end, 0);
    }
    return copied;
}

} // namespace casustafel::ui::panel
