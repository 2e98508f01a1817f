#pragma once

#include "ui/shell/panel/card.h"
#include "ui/shell/panel/pointing.h"

#include <memory>
#include <optional>

namespace casustafel::ui::panel {

/// The arrow of the mouse, which the display lays over the picture by itself. On a card that can't there is none.
class Arrow {
public:
    explicit Arrow(const Card& card) : card_{card} {}

    /// Shows it there, or not at all, on the display that this pipe feeds. Pointing is `spot`'s corner.
    void show(std::uint32_t crtc, std::optional<Pointing::Spot> spot);
    /// The display was set up anew, without the arrow.
    void forget() { shown_.reset(); }

private:
    const Card& card_;
    std::unique_ptr<Buffer> shape_;
    std::optional<Pointing::Spot> shown_;
};

} // namespace casustafel::ui::panel
