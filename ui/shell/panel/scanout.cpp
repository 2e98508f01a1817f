#include "ui/shell/panel/scanout.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace casustafel::ui::panel {

namespace {

// A driver that never tells that the page turned must not stop the screen for good.
constexpr std::int64_t patience_ms = 500;

} // namespace

core::Result<std::unique_ptr<Scanout>> Scanout::open(Card& card, const Display& display, std::uint32_t crtc,
                                                     Clock clock)
{
    std::unique_ptr<Scanout> made{new Scanout{card, crtc, std::move(clock)}};
    made->display_ = display;
    if (auto pages = made->make_pages(); !pages) return std::unexpected(pages.error());
    return made;
}

Scanout::~Scanout()
{
    if (mode_set_) drmModeSetCrtc(card_.descriptor(), crtc_, 0, 0, 0, nullptr, 0, nullptr);
}

core::Result<> Scanout::make_pages()
{
    pages_.clear();
    mode_set_ = false;
    free_at_ms_ = 0;
    for (int page = 0; page < 2; ++page) {
        auto buffer = Buffer::create(card_, width(), height());
        if (!buffer) return std::unexpected(buffer.error());
        if (auto shown = (*buffer)->make_page(); !shown) return shown;
        pages_.push_back({std::move(*buffer), Behind{width(), height()}});
    }
    picture_.assign(static_cast<std::size_t>(width()) * static_cast<std::size_t>(height()), 0);
    return {};
}

void Scanout::disconnect()
{
    connected_ = false;
    free_at_ms_ = 0;
}

core::Result<bool> Scanout::connect(const Display& display)
{
    const bool same = display_.same_picture(display);
    if (same && connected_ && !display.link_lost) return false;
    display_ = display;
    connected_ = true;
    if (!same) {
        if (auto made = make_pages(); !made) return std::unexpected(made.error());
        return true;
    }
    mode_set_ = false;
    for (Page& page : pages_) page.behind.add_all();
    return true;
}

core::Result<raster::Surface> Scanout::surface()
{
    return raster::Surface{picture_.data(), width(), height(), width()};
}

core::Result<bool> Scanout::present(std::span<const raster::Box> changed)
{
    for (Page& page : pages_) page.behind.add(changed);
    if (!connected_) return true;
    Page& next = pages_.back();
    next.behind.bring_up({picture_.data(), width(), height(), width()}, next.buffer->surface());
    std::swap(pages_.front(), pages_.back());
    Page& page = pages_.front();
    if (mode_set_) {
        const int failed =
            drmModePageFlip(card_.descriptor(), crtc_, page.buffer->page(), DRM_MODE_PAGE_FLIP_EVENT, &card_);
        if (failed == 0) {
            free_at_ms_ = clock_() + patience_ms;
            return true;
        }
    }
    // The first picture, and the way round for a driver that can't turn pages right now or at all.
    if (auto set = set_mode(page); !set) return std::unexpected(set.error());
    return true;
}

core::Result<> Scanout::set_mode(const Page& page)
{
    free_at_ms_ = 0;
    const int failed =
        drmModeSetCrtc(card_.descriptor(), crtc_, page.buffer->page(), 0, 0, &display_.connector, 1, &display_.mode);
    if (failed != 0) return std::unexpected(card_.error("the display refuses its own mode", failed));
    mode_set_ = true;
    return {};
}

} // namespace casustafel::ui::panel
