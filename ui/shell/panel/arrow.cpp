#include "ui/shell/panel/arrow.h"

#include <algorithm>

namespace casustafel::ui::panel {

namespace {

constexpr int side_px = 64; // what every card can
constexpr int length_px = 26;
constexpr std::uint32_t black = 0xFF000000;
constexpr std::uint32_t white = 0xFFFFFFFF;

/// A white head of an arrow with a black edge, its point in the corner.
std::uint32_t colour_at(int x, int y)
{
    const int right = std::min(y, 2 * (length_px - y)); // where the row ends
    if (y >= length_px || x > right) return 0;
    return x <= 1 || x >= right - 1 ? black : white;
}

} // namespace

void Arrow::show(std::uint32_t crtc, std::optional<Pointing::Spot> spot)
{
    if (spot == shown_) return;
    if (spot && !shape_) {
        auto made = Buffer::create(card_, side_px, side_px);
        if (!made) return;
        shape_ = std::move(*made);
        const raster::Surface shape = shape_->surface();
        for (int y = 0; y < side_px; ++y)
            for (int x = 0; x < side_px; ++x) *shape.at(x, y) = colour_at(x, y);
    }
    const std::uint32_t handle = spot ? shape_->handle() : 0;
    if (spot.has_value() != shown_.has_value()) drmModeSetCursor(card_.descriptor(), crtc, handle, side_px, side_px);
    if (spot) drmModeMoveCursor(card_.descriptor(), crtc, spot->x_px, spot->y_px);
    shown_ = spot;
}

} // namespace casustafel::ui::panel
