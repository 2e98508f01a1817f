#pragma once

#include "ui/shell/glass.h"
#include "ui/shell/panel/behind.h"
#include "ui/shell/panel/card.h"

#include <array>
#include <functional>

namespace casustafel::ui::panel {

/// One display of a card as glass. Pictures are drawn in ordinary memory, because reading back from a card's is slow;
/// what changed goes to the page that isn't shown, and the pages turn at the display's next refresh. Until they have,
/// it takes no picture, which paces what moves by the display itself.
class Scanout : public Glass {
public:
    using Clock = std::function<std::int64_t()>;

    /// Feeds `display` from `crtc` at the first picture; until then the display shows what it showed.
    static core::Result<std::unique_ptr<Scanout>> open(Card& card, const Display& display, std::uint32_t crtc,
                                                       Clock clock);
    ~Scanout() override;

    core::Result<raster::Surface> surface() override;
    core::Result<bool> present(std::span<const raster::Box> changed) override;
    std::int64_t free_at_ms() const override { return free_at_ms_; }

    std::uint32_t crtc() const { return crtc_; }
    const Display& display() const { return display_; }
    int width() const { return display_.mode.hdisplay; }
    int height() const { return display_.mode.vdisplay; }

    /// The card turned the page.
    void page_turned() { free_at_ms_ = 0; }
    /// The cable was pulled out: pictures are taken as before, and nobody sees them.
    void disconnect();
    /// The display is there, as it was or as another: true if its mode is set anew at the next picture, which has to be
    /// a whole one. Fails when the card has no memory for it.
    core::Result<bool> connect(const Display& display);

private:
    struct Page {
        std::unique_ptr<Buffer> buffer;
        Behind behind;
    };
    Scanout(Card& card, std::uint32_t crtc, Clock clock) : card_{card}, crtc_{crtc}, clock_{std::move(clock)} {}
    core::Result<> make_pages();
    core::Result<> set_mode(const Page& page);

    Card& card_;
    std::uint32_t crtc_;
    Clock clock_;
    Display display_;
    std::vector<std::uint32_t> picture_;
    std::vector<Page> pages_; ///< two; the first is shown
    bool mode_set_ = false;
    bool connected_ = true;
    std::int64_t free_at_ms_ = 0;
};

} // namespace casustafel::ui::panel
