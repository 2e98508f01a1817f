#pragma once

#include "ui/input.h"
#include "ui/shell/shell.h"

#include <cstdint>
#include <map>
#include <optional>

namespace casustafel::ui::panel {

/// Makes pointer events in pixels of what touch panels and mice report. Fingers are told apart by their slot, whichever
/// panel they are on. What a finger's last word lacks, where it was, is remembered here.
class Pointing {
public:
    struct Spot {
        int x_px = 0;
        int y_px = 0;
        bool operator==(const Spot&) const = default;
    };

    explicit Pointing(Shell::Size screen) : screen_{screen} {}
    /// The screen has another size from now on.
    void fit(Shell::Size screen);

    PointerEvent finger_down(int slot, double x_px, double y_px, std::int64_t at_ms);
    /// Nothing for a finger that never came down.
    std::optional<PointerEvent> finger_moved(int slot, double x_px, double y_px, std::int64_t at_ms);
    std::optional<PointerEvent> finger_up(int slot, std::int64_t at_ms);
    std::optional<PointerEvent> finger_cancelled(int slot, std::int64_t at_ms);

    /// A mouse tells how far it went, a tablet where it is; an event only while its button is down.
    std::optional<PointerEvent> mouse_moved_by(double dx_px, double dy_px, std::int64_t at_ms);
    std::optional<PointerEvent> mouse_at(double x_px, double y_px, std::int64_t at_ms);
    PointerEvent mouse_button(bool down, std::int64_t at_ms);
    /// The wheel turned by this much, 120 for a notch; above zero is towards the person.
    WheelEvent wheel(double turned) const;
    Spot mouse() const { return {static_cast<int>(mouse_x_), static_cast<int>(mouse_y_)}; }

private:
    Spot on_screen(double x_px, double y_px) const;
    PointerEvent mouse_event(PointerEvent::Phase phase, std::int64_t at_ms) const;
    std::optional<PointerEvent> last_word(int slot, PointerEvent::Phase phase, std::int64_t at_ms);

    Shell::Size screen_;
    std::map<int, Spot> fingers_;
    double mouse_x_ = 0;
    double mouse_y_ = 0;
    bool mouse_down_ = false;
};

} // namespace casustafel::ui::panel
