#include "ui/shell/picture.h"

#include "ui/theme.h"

namespace casustafel::ui {

Picture::Picture(const Canvas& canvas)
    : rasteriser_{canvas.metrics().width_px(), canvas.metrics().height_px(), theme::background.rgb}
{
}

std::span<const raster::Box> Picture::draw(const Canvas& canvas, const raster::Surface& surface)
{
    const AtlasView atlas = canvas.atlas();
    return rasteriser_.draw(canvas.draw_data(), {atlas.alpha, atlas.width, atlas.height}, surface);
}

} // namespace casustafel::ui
