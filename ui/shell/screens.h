#pragma once

#include "core/result.h"
#include "ui/input.h"
#include "ui/shell/glass.h"
#include "ui/shell/shell.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::ui {

/// The mouse counts as a finger that no touch panel numbers so.
inline constexpr std::int64_t mouse_finger = -1;

/// The screens of a shell: which of them are there, when each draws its next frame, and what happened since its last
/// one. Knows no display: what pictures are shown on comes from `Open`, what happens and what time it is from the
/// shell. The first screen is the table's and is always there once it is open. UI thread.
class Screens {
public:
    using Open = std::function<core::Result<std::unique_ptr<Glass>>(const Shell::Window&)>;
    using Clock = std::function<std::int64_t()>; ///< monotonic milliseconds, those of the events

    Screens(std::string font_folder, std::vector<Shell::Window> windows, Open open, Clock clock);
    ~Screens();
    Screens(const Screens&) = delete;
    Screens& operator=(const Screens&) = delete;

    /// Opens the table's screen. Fails as `Open` and as Canvas::create for fonts.
    core::Result<> open_first();
    /// Opens and closes all screens but the first as their displays come and go; `there` is how many displays there
    /// are. A display that can't be used is none.
    void follow_displays(int there);

    std::size_t count() const;
    /// What a screen is shown on; null while it isn't there.
    Glass* glass(std::size_t screen) const;

    /// Something happened on a screen: it acts at the next frame, which is due now.
    void take(std::size_t screen, InputEvent event);
    /// A frame is due now.
    void wake(std::size_t screen);
    void wake_all();
    /// The glass lost its picture.
    void redraw(std::size_t screen);
    /// Nobody will tell where the fingers that are down now are lifted.
    void forget_touches(std::size_t screen);
    /// A person closed the screen: it stays away. Not for the first.
    void shut(std::size_t screen);

    /// Draws what is due, the first screen first and what follows from it in the same turn. True when a frame asked to
    /// quit. Fails when the table's display is gone.
    core::Result<bool> draw();
    /// When the next frame is due, `latest` at the latest.
    std::int64_t next_frame(std::int64_t now, std::int64_t latest) const;
    Shell::Counts counts() const { return counts_; }

private:
    class Screen;
    /// A window and its screen while it is there.
    struct Place {
        Shell::Window options;
        std::unique_ptr<Screen> screen;
        bool shut = false;
    };
    core::Result<std::unique_ptr<Screen>> open(const Shell::Window& options) const;
    void close(Place& place);

    std::string font_folder_;
    Open open_;
    Clock clock_;
    std::vector<Place> places_;
    Shell::Counts counts_;
};

} // namespace casustafel::ui
