#include "ui/shell/panel/pointing.h"

#include "ui/shell/screens.h"

#include <algorithm>
#include <cmath>

namespace casustafel::ui::panel {

using Phase = PointerEvent::Phase;

void Pointing::fit(Shell::Size screen)
{
    screen_ = screen;
    mouse_x_ = std::clamp(mouse_x_, 0.0, screen_.width_px - 1.0);
    mouse_y_ = std::clamp(mouse_y_, 0.0, screen_.height_px - 1.0);
}

Pointing::Spot Pointing::on_screen(double x_px, double y_px) const
{
    return {std::clamp(static_cast<int>(std::floor(x_px)), 0, screen_.width_px - 1),
            std::clamp(static_cast<int>(std::floor(y_px)), 0, screen_.height_px - 1)};
}

PointerEvent Pointing::finger_down(int slot, double x_px, double y_px, std::int64_t at_ms)
{
    const Spot spot = on_screen(x_px, y_px);
    fingers_[slot] = spot;
    return {slot, Phase::down, spot.x_px, spot.y_px, at_ms};
}

std::optional<PointerEvent> Pointing::finger_moved(int slot, double x_px, double y_px, std::int64_t at_ms)
{
    const auto finger = fingers_.find(slot);
    if (finger == fingers_.end()) return std::nullopt;
    finger->second = on_screen(x_px, y_px);
    return PointerEvent{slot, Phase::move, finger->second.x_px, finger->second.y_px, at_ms};
}

std::optional<PointerEvent> Pointing::last_word(int slot, Phase phase, std::int64_t at_ms)
{
    const auto finger = fingers_.extract(slot);
    if (finger.empty()) return std::nullopt;
    return PointerEvent{slot, phase, finger.mapped().x_px, finger.mapped().y_px, at_ms};
}

std::optional<PointerEvent> Pointing::finger_up(int slot, std::int64_t at_ms)
{
    return last_word(slot, Phase::up, at_ms);
}

std::optional<PointerEvent> Pointing::finger_cancelled(int slot, std::int64_t at_ms)
{
    return last_word(slot, Phase::cancel, at_ms);
}

std::optional<PointerEvent> Pointing::mouse_moved_by(double dx_px, double dy_px, std::int64_t at_ms)
{
    return mouse_at(mouse_x_ + dx_px, mouse_y_ + dy_px, at_ms);
}

std::optional<PointerEvent> Pointing::mouse_at(double x_px, double y_px, std::int64_t at_ms)
{
    mouse_x_ = std::clamp(x_px, 0.0, screen_.width_px - 1.0);
    mouse_y_ = std::clamp(y_px, 0.0, screen_.height_px - 1.0);
    if (!mouse_down_) return std::nullopt;
    return mouse_event(Phase::move, at_ms);
}

PointerEvent Pointing::mouse_button(bool down, std::int64_t at_ms)
{
    mouse_down_ = down;
    return mouse_event(down ? Phase::down : Phase::up, at_ms);
}

PointerEvent Pointing::mouse_event(Phase phase, std::int64_t at_ms) const
{
    return {mouse_finger, phase, mouse().x_px, mouse().y_px, at_ms};
}

WheelEvent Pointing::wheel(double turned) const
{
    return {mouse().x_px, mouse().y_px, -static_cast<int>(std::lround(turned))};
}

} // namespace casustafel::ui::panel
