#pragma once

#include "ui/canvas_state.h"
#include "ui/frame.h"

#include <set>
#include <string>
#include <vector>

namespace casustafel::ui {

/// What a frame knows while it is drawn. The widgets' own header, not for screens.
struct Frame::State {
    State(Canvas::State& on, Interaction& interaction, std::int64_t now) : canvas{on}, io{interaction}, now_ms{now}
    {
        clips.push_back({0, 0, canvas.metrics.width(), canvas.metrics.height()});
        floor = canvas.metrics.height();
        preferences = canvas.wishes;
    }

    Canvas::State& canvas;
    Interaction& io;
    std::int64_t now_ms;

    // what the events of this frame came to
    bool touched = false;  ///< there were any
    std::string activated; ///< the one target that was activated
    Point activated_at;    ///< where the finger left it
    std::string dismissed; ///< the sheet beside which a finger was lifted
    std::vector<InputEvent> typed;
    bool escape = false;
    bool submit = false;
    bool undo = false;

    std::string edited; ///< the field for which the keyboard is there in this frame

    // what is drawn
    std::vector<Target> targets;
    std::vector<std::string> clipped;
    std::vector<AccessibleNode> nodes;
    std::vector<Rect> clips; ///< innermost last
    std::vector<std::string> scrollers;
    std::set<std::string> sheets_drawn;
    std::set<std::string> scrolls_drawn;
    int layer = 0;
    int floor = 0; ///< where the keyboard begins, or the bottom of the screen
    bool toasted = false;
    bool keyboard_drawn = false;
    std::optional<std::vector<Suggestion>> words; ///< offered above the keys; nothing: no row for them
    int silent = 0; ///< above zero, texts aren't recorded: they are part of a target that is

    Preferences preferences; ///< of the next frame
    std::string to_hear;     ///< the target that is read aloud
    std::string sentence;    ///< that is read aloud

    std::optional<std::int64_t> deadline_ms;
    bool unsettled = false; ///< something waits for the next frame
    bool moving = false;    ///< something glides or slides

    const Metrics& metrics() const { return canvas.metrics; }
    Canvas::State::Pixels pixels(const Rect& r) const
    {
        const Metrics& m = canvas.metrics;
        return {m.px(r.x), m.px(r.y), m.px(r.right()), m.px(r.bottom())};
    }
    void push_clip(const Rect& rect);
    void pop_clip();

    /// Registers a target; true if it was activated in this frame.
    bool add(std::string_view name, const Rect& rect, Role role, std::string_view label, bool enabled = true,
             bool selected = false, std::string value = {});
    /// Records a text that isn't part of a target; `shown` is what fitted when that is less.
    void record(const Rect& rect, std::string_view text, std::string_view shown = {});
    /// A finger is on it and would activate it if it left now.
    bool held(std::string_view name) const;
    /// The finger's press of a target, or nullptr.
    const Press* press_of(std::string_view name) const;

    void ask(std::int64_t at_ms);
    /// Letters were typed that no widget took yet. field.cpp
    bool holds_text() const;
    /// Scrolls the field that is edited into view when it or the room for it is new. field.cpp
    void reveal(std::string_view name, const Rect& rect);

    // input.cpp
    void take(Input input);
    void glide();
    void finish();
    /// The next frame has to follow at once.
    bool is_unsettled() const;
    /// What is to be heard of this frame.
    std::optional<std::string> speech() const;

private:
    void take(const PointerEvent& event);
    void take(const WheelEvent& event);
    void take(const KeyEvent& event);
    void take(const TextEvent& event);
    void down(const PointerEvent& event, Point at);
    bool is_echo(const Target* target, Point at, std::int64_t at_ms) const;
    void move(const PointerEvent& event, Point at);
    void up(const PointerEvent& event, Point at);
    void move_focus(int step);
    bool leave_field(int step);
    void move_focus(Key direction);
    void focus_on(const Target& target);
    bool activate_focus();
    bool draw_with(Key direction);
    void keep_focus();
    bool explores(const Press& press, Point at);
    std::vector<const Target*> stops() const;
    void move_caret(const Press& press);
    void leave_variants(Point at);
    void close_variants();
    const Target* hit(Point at) const;
    int top_layer() const;
    bool answered() const { return !activated.empty() || !dismissed.empty(); }
};

/// Texts drawn while this lives belong to a target and aren't recorded a second time.
class Silence {
public:
    explicit Silence(int& depth) : depth_{depth} { ++depth_; }
    ~Silence() { --depth_; }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

private:
    int& depth_;
};

} // namespace casustafel::ui
