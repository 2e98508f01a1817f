#pragma once

#include "core/result.h"
#include "ui/frame.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::ui {

/// The display, the touch panel and the USB keyboard. There are two, and a program links one: `shell` shows windows
/// (SDL2), for the desk; `panel` has the whole display to itself (DRM and libinput), for the table.
///
/// Frames are drawn on demand: after an event until nothing moves any more, and at the deadline that the last frame
/// asked for. In between the thread sleeps. Only what changed is presented. Touch goes straight to the frames, several
/// fingers at once; nothing is given to or taken from the clipboard of other programs.
class Shell {
public:
    using Draw = std::function<Next(Frame&)>;

    struct Size {
        int width_px = 0;
        int height_px = 0;
    };

    struct Window {
        std::string title;
        std::optional<Size> size; ///< a window of this size; fullscreen if none
        int display = 0;          ///< which screen; all windows but the first come and go with theirs
        double px_per_mm = 5.58;
        int text_percent = 100;
        Draw draw;
        std::function<void(const std::string&)> speak = {}; ///< reads a sentence aloud; an empty one: silence
        std::function<void(bool)> plugged = {}; ///< told when this window comes and goes; never called for the first
    };

    /// How many displays there are now.
    using Displays = std::function<int()>;

    /// Opens the windows. Fails with storage when there is no display, and as Canvas::create for fonts. One shell a
    /// process. `displays` stands in for SDL's count in tests, which have one display and no cable.
    static core::Result<Shell> open(const std::string& font_folder, std::vector<Window> windows,
                                    Displays displays = {});
    ~Shell();
    Shell(Shell&&) noexcept;
    Shell& operator=(Shell&&) noexcept;

    /// Draws and waits until a frame asks to quit or the window is closed. The thread that opened the shell. Fails when
    /// the display is gone. `beat` is called before each wait, so that a watchdog sees that this thread lives; at least
    /// every `beat_ms`.
    core::Result<> run(const std::function<void()>& beat = {}, int beat_ms = 10'000);

    /// Makes `run` draw a frame soon. Any thread.
    void wake() const;

    /// Frames drawn and pixels presented since the start: figures for measurements.
    struct Counts {
        std::int64_t frames = 0;
        std::int64_t presented_px = 0;
    };
    Counts counts() const;

private:
    struct State;
    explicit Shell(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace casustafel::ui
