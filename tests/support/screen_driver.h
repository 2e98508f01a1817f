#pragma once

#include "ui/frame.h"
#include "ui/shell/offscreen.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::test {

/// Fonts of the build root.
inline constexpr const char* font_folder = "/usr/share/fonts/opentype/inter";

/// Fails the test if a target is smaller than 12 mm, overlaps another, lies off the screen, or text is clipped.
void expect_usable(const ui::OffscreenShell& shell);
/// Compares the screen as text with tests/ui/golden/<name>.txt and as picture with the hash in the same file; rewrites
/// them when CASUSTAFEL_UPDATE_GOLDEN is 1.
void expect_golden(const ui::OffscreenShell& shell, const std::string& name);

/// Drives a screen as a person would, without a display: finds targets by name, touches them where they are and runs
/// the frames that a real finger causes. A touch of a target that isn't there, is disabled or covered fails the test.
class ScreenDriver {
public:
    using Draw = std::function<void(ui::Frame&)>;

    /// `draw` is called for every frame; it draws the screen and keeps the intents.
    explicit ScreenDriver(Draw draw, int width_px = 1920, int height_px = 1080, double px_per_mm = 5.58);

    /// Runs frames until nothing moves any more.
    void settle();
    void tap(std::string_view target);
    /// Finger down without lifting, and lifting it.
    void press(std::string_view target, std::int64_t finger = 1);
    void release(std::int64_t finger = 1);
    void drag(ui::Point from, ui::Point to);
    void type(std::string_view text);
    void key(ui::Key key);
    /// Lets time pass, with the frames the screen asked for.
    void advance(std::int64_t ms);

    bool has(std::string_view target) const;
    const ui::Target& target(std::string_view name) const;
    std::string golden() const;
    ui::OffscreenShell& shell() { return shell_; }

    void expect_usable() const { test::expect_usable(shell_); }
    void expect_golden(const std::string& name) const { test::expect_golden(shell_, name); }

private:
    Draw draw_;
    ui::OffscreenShell shell_;
};

} // namespace casustafel::test
