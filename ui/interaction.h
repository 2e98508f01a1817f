#pragma once

#include "ui/geometry.h"
#include "ui/input.h"
#include "ui/text_edit.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::ui {

/// What something on the screen is to the person who touches or hears it.
enum class Role : std::uint8_t { button, tab, check, row, field, key, drawing, text, keyboard };

/// One thing that can be touched.
struct Target {
    std::string name; ///< path-like and stable, for instance "confirm/akkoord"
    Rect rect;        ///< what a finger can hit, already cut to the visible part
    Role role = Role::button;
    std::string label; ///< what a person reads or hears
    std::string value; ///< what it holds now: text of a field, "aan"/"uit" of a check
    bool enabled = true;
    bool selected = false;
    Rect full;            ///< before cutting to the visible part
    int layer = 0;        ///< 0 is the screen, a sheet above it has a higher number
    std::string scroller; ///< the scroll area it moves with, empty if none
    bool operator==(const Target&) const = default;
};

/// What a frame shows, in words: the accessibility tree of a screen is the list of these in reading order. Speech reads
/// from it, tests look in it and the text golden is printed from it. A masked line has no node but that of its reason.
struct AccessibleNode {
    Role role = Role::text;
    std::string id;    ///< of the target; empty for what can't be touched
    std::string name;  ///< what a person hears, also when less of it fits on the screen
    std::string value; ///< what it holds: text of a field, dots for a secret, "aan" or "uit" of a check
    std::string shown; ///< the part of a text that fitted, when that is less than the whole
    bool enabled = true;
    bool selected = false;
    std::optional<bool> checked;
    bool focused = false; ///< keys go here
    bool secret = false;  ///< the value is never said
    Rect rect;            ///< the visible part
    int layer = 0;        ///< as Target::layer
    bool operator==(const AccessibleNode&) const = default;
};

/// A finger that is down.
struct Press {
    std::string target;   ///< empty when it came down beside every target or was cancelled
    std::string scroller; ///< the scroll area under it, empty if none
    Point start;
    Point at;
    std::int64_t since_ms = 0;
    bool dragging = false;
    int offset_at_start = 0;
    std::int64_t moved_ms = 0; ///< when it last moved
    int speed = 0;             ///< units a second, measured over the last moves
};

/// How long a touch of the same spot counts as the rest of a double tap, milliseconds.
inline constexpr std::int64_t echo_ms = 300;

/// A tap that did something.
struct Tap {
    std::string target; ///< empty for a tap beside a sheet
    Point at;
    std::int64_t at_ms = 0;
};

/// What a scroll area does with its place when it is no longer drawn.
enum class ScrollPlace : std::uint8_t {
    kept,
    forgotten ///< of a form: the next one begins at its top
};

/// Where a scroll area stands.
struct ScrollState {
    Rect rect;
    int content = 0; ///< height of what was drawn in it
    int offset = 0;  ///< units scrolled down
    int speed = 0;   ///< units a second after the finger left
    std::int64_t moved_ms = 0;
    int remainder = 0; ///< thousandths of a unit that movement still owes
    int layer = 0;
    bool shown = false; ///< in the frame that the person sees; only then a finger can move it
    ScrollPlace place = ScrollPlace::kept;

    enum class To : std::uint8_t {
        top,    ///< of the list, or as near to it as it goes
        nearest ///< no further than needed
    };
    /// Scrolls so that `part`, as it lies now, comes in sight. False: it didn't move.
    bool bring_in(const Rect& part, To to);
};

/// What the keyboard on the screen remembers.
struct KeyboardState {
    enum class Layer : std::uint8_t { letters, numbers, symbols };
    Layer layer = Layer::letters;
    bool shift = false;
    bool caps = false;
    std::int64_t shift_ms = 0;
    std::string variants_of;         ///< the key whose variants are shown, empty if none
    bool variants_upper = false;     ///< they are capitals
    std::int64_t finger = 0;         ///< that opened them; -1 once it left: then the plain letter is written
    std::int64_t variants_until = 0; ///< when they go by themselves, once the finger left
    Rect bubble;                     ///< where they are shown
    std::string dead;                ///< the accent that waits for its letter, empty if none
    std::int64_t repeated_ms = 0;    ///< last repeat of backspace
    bool moving_caret = false;       ///< a finger slides over the space bar
    int caret_steps = 0;             ///< how far it moved the caret, to the right
    std::string begins_in;           ///< the empty field that was given a capital to begin with
    Rect rect;                       ///< of the keyboard that the person sees
    int drawn_on = 0;                ///< as Target::layer
};

/// A point of a drawn signature: layout units from the corner of its box, milliseconds since its first point.
struct StrokePoint {
    int x = 0;
    int y = 0;
    int t_ms = 0;
    bool operator==(const StrokePoint&) const = default;
};
using Stroke = std::vector<StrokePoint>;
using Strokes = std::vector<Stroke>;

/// A signature that is being drawn.
struct Drawing {
    std::int64_t started_ms = 0;
    std::map<std::int64_t, Stroke> under_way; ///< by finger
    Strokes finished;                         ///< since the last frame
    std::optional<Point> pen;                 ///< where the arrow keys brought it, from the corner of the box
    bool lifted = false;                      ///< they move it without drawing
};

/// Where the pen of the arrow keys begins in a box: on the line to sign on.
inline Point pen_start(const Rect& box)
{
    return {box.w / 4, box.h - box.h / 4};
}

/// A sheet that is open.
struct SheetState {
    std::int64_t since_ms = 0;
    Rect rect;
    int layer = 1;
};

/// Everything that must live from one frame to the next, so that screens can be pure functions of their view. One per
/// screen (window); owned by the shell or the test driver and passed to each Frame. Holds no case text but the text of
/// fields that are being edited.
struct Interaction {
    std::vector<Target> targets;       ///< of the frame that the person sees
    std::vector<AccessibleNode> nodes; ///< of the same frame
    std::map<std::int64_t, Press> presses;
    std::optional<Tap> last_tap; ///< a second one at once on the same spot doesn't reach what came up there
    std::map<std::string, ScrollState> scrolls;
    std::string focus;                      ///< target with the focus ring; moved by Tab and the arrow keys
    bool ring = false;                      ///< the ring is shown: after Tab, until the next touch
    std::map<int, std::string> focus_below; ///< by layer, where the ring returns to when what lies above is gone
    std::string heard;                      ///< the target that was read aloud last: the next touch of it acts
    std::vector<std::string>
        order;                  ///< of the focus when it entered a field, whose keyboard may take the room of others
    std::string editing;        ///< the field that typing goes to
    std::string held_editing;   ///< the one it will go to again
    bool editing_offers = true; ///< as the style of that field says
    bool editing_capital = false;
    std::string revealed_field; ///< the field that was scrolled into view last, and in which room
    Rect revealed_in;
    std::map<std::string, TextEditor> editors;
    std::map<std::string, Drawing> drawings;
    std::map<std::string, SheetState> sheets;
    KeyboardState keyboard;
    std::deque<InputEvent> waiting; ///< events for the next frames: one tap is handled a frame
    std::uint64_t revealed = 0;     ///< the number of the last Frame::reveal that was carried out
    std::string toast;
    std::int64_t toast_ms = 0;
    Rect toast_at; ///< where it was drawn last

    /// Forgets everything that belongs to a screen that is gone: scroll positions, editors, drawings.
    void forget();
};

} // namespace casustafel::ui
