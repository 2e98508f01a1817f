#pragma once

#include <memory>
#include <optional>

namespace casustafel::bench {

/// The X screen as an onlooker with a finger: sees that something changed, reads the marker and taps.
///
/// The marker is a block of 16x16 pixels in the top-left corner that a program in bench mode draws in the colour
/// (0xA5, n mod 256, n div 256); n counts frames or taps, whichever is measured.
class Screen {
public:
    /// The screen that DISPLAY names, painted black, with the pointer out of the way; nothing when it can't be opened
    /// or lacks the damage or test extension.
    static std::optional<Screen> open();

    /// Waits until something on the screen changes or the monotonic clock shows `until_ms`; says whether it changed.
    bool wait_for_change(double until_ms);

    /// Stops looking, so that the onlooker costs the X server nothing.
    void look_away();

    /// The counter in the marker, or nothing when no marker is on the screen.
    std::optional<unsigned> marker() const;

    /// Whether anything but black is on the marker's place or in the middle.
    bool something_shown() const;

    /// Presses or releases where the finger rests, low in the middle.
    void press(bool down);

private:
    struct Connection;
    struct Closer {
        void operator()(Connection* connection) const;
    };
    explicit Screen(std::unique_ptr<Connection, Closer> connection) : connection_{std::move(connection)} {}

    unsigned long pixel(int x, int y) const;

    std::unique_ptr<Connection, Closer> connection_;
};

} // namespace casustafel::bench
