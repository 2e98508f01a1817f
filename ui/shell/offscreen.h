#pragma once

#include "core/result.h"
#include "ui/canvas.h"
#include "ui/frame.h"
#include "ui/interaction.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::ui {

/// A screen without a display: the same frames, rasteriser and fingers as the shell with windows, into memory. Used by
/// tests and by the demonstration. The clock is the caller's.
class OffscreenShell {
public:
    using Draw = std::function<Next(Frame&)>;

    static core::Result<OffscreenShell> create(const std::string& font_folder, const Metrics& metrics, Draw draw);
    ~OffscreenShell();
    OffscreenShell(OffscreenShell&&) noexcept;
    OffscreenShell& operator=(OffscreenShell&&) noexcept;

    /// Runs frames until nothing moves any more; a moving screen gets 10 ms a frame. Returns what the last frame asked.
    Next settle();
    /// Lets time pass, drawing at the deadlines that frames ask for.
    void advance(std::int64_t ms);
    std::int64_t now_ms() const;

    /// Hands over an event; it acts at the next frame.
    void push(InputEvent event);
    /// Called with each event of a finger before it acts: `pixels()` is then what the finger saw.
    void watch(std::function<void(const PointerEvent&)> watcher);
    /// Touches the middle of a target as a finger does (down, 60 ms, up) and settles. False when there is no enabled
    /// target of this name that can be hit there; a target that is scrolled away is brought into view by dragging
    /// first.
    bool tap(std::string_view target);
    /// Finger down on a target without lifting it; false as for tap.
    bool press(std::string_view target, std::int64_t finger);
    void release(std::int64_t finger);
    /// Drags a finger in steps of 10 ms, layout units.
    void drag(Point from, Point to);
    /// Types on a USB keyboard.
    void type(std::string_view text);
    void key(Key key);

    const std::vector<Target>& targets() const;
    const Target* find(std::string_view target) const;
    /// What was asked to be read aloud since the last call, in order; empty for silence.
    std::vector<std::string> take_speech();
    /// What the screen shows in words, and the first thing of a name in it.
    const std::vector<AccessibleNode>& accessible() const;
    const AccessibleNode* find_named(Role role, std::string_view name) const;
    std::string golden() const;
    const std::vector<std::string>& clipped() const;
    const Metrics& metrics() const;
    Interaction& interaction();

    /// The picture: 0xAARRGGBB, width_px x height_px. Drawn when asked for; valid until the next frame.
    std::span<const std::uint32_t> pixels() const;
    core::Result<> save_png(const std::string& path) const;

private:
    struct State;
    void bring_into_view(std::string_view target);
    explicit OffscreenShell(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace casustafel::ui
