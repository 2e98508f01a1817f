#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace casustafel::ui {

/// A finger (or the mouse, finger 0) as it touches, moves and leaves the glass. Position in pixels.
struct PointerEvent {
    enum class Phase : std::uint8_t { down, move, up, cancel };
    std::int64_t finger = 0;
    Phase phase = Phase::down;
    int x_px = 0;
    int y_px = 0;
    std::int64_t at_ms = 0;
};

/// The mouse wheel at a place; `dy_px` below zero scrolls down.
struct WheelEvent {
    int x_px = 0;
    int y_px = 0;
    int dy_px = 0;
};

/// Keys that aren't text, from a USB keyboard or from the keyboard on the screen.
enum class Key : std::uint8_t {
    backspace,
    erase,
    enter,
    escape,
    tab,
    back_tab,
    left,
    right,
    up,
    down,
    home,
    end,
    select_all,
    undo,
};

struct KeyEvent {
    Key key = Key::enter;
};

/// Typed text, UTF-8. `replaces` gives way to it where it stands right before the caret: the letter that an accent is
/// chosen for, the beginning of a word that is completed.
struct TextEvent {
    std::string text;
    std::string replaces = {};
};

using InputEvent = std::variant<PointerEvent, WheelEvent, KeyEvent, TextEvent>;

/// What was typed into a field for a secret, in order: a piece of UTF-8, or nothing for the last character taken away.
using SecretKeys = std::vector<std::optional<std::string>>;

/// What happened since the last frame, in order, and the time of this frame on a monotonic clock.
struct Input {
    std::vector<InputEvent> events;
    std::int64_t now_ms = 0;
};

} // namespace casustafel::ui
