#pragma once

#include "core/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace casustafel::ui {

/// A window that shows pictures which were drawn off screen, for onlookers. Takes no touches.
class Mirror {
public:
    /// Opens a window for pictures of this size, made smaller where the display is. Errc::storage: there is no display.
    static core::Result<Mirror> open(const std::string& title, int width_px, int height_px);
    ~Mirror();
    Mirror(Mirror&&) noexcept;
    Mirror& operator=(Mirror&&) noexcept;

    /// Shows a picture (0xAARRGGBB) and keeps it for `ms`; false once somebody closed the window.
    bool show(std::span<const std::uint32_t> pixels, int ms);

private:
    struct State;
    explicit Mirror(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace casustafel::ui
