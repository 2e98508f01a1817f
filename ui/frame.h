#pragma once

#include "ui/geometry.h"
#include "ui/input.h"
#include "ui/interaction.h"
#include "ui/preferences.h"
#include "ui/theme.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::ui {

class Canvas;

/// Vector icons; sharp at every scale and drawn in one colour.
enum class Icon : std::uint8_t {
    none,
    check,
    cross,
    plus,
    left,
    right,
    down,
    up,
    shield, ///< half-filled circle: the privacy screen
    backspace,
    shift,
    calendar,
    enter,
    lock,
    person,
    cloud,     ///< sync with the bureau
    attention, ///< exclamation mark in a circle
    pencil,
    search,  ///< magnifying glass
    display, ///< a screen on a foot: the one for the room
    undo,    ///< an arrow that turns back
};

enum class Align : std::uint8_t { left, centre, right };
enum class VAlign : std::uint8_t { top, middle, bottom };

/// What happens to text that is wider than its rectangle.
enum class Fit : std::uint8_t {
    wrap,     ///< breaks into lines; recorded as clipped when they don't fit in the height
    one_line, ///< must fit; recorded as clipped when it doesn't
    shorten,  ///< one line that may end in '…'
    clamp,    ///< as many lines as the rectangle has room for, of which the last may end in '…'
};

/// Bytes of a text that stand out, from `begin` up to `end`.
struct Emphasis {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Emphasis&) const = default;
};

struct TextStyle {
    Font font = Font::body;
    Colour colour = theme::ink;
    Align align = Align::left;
    VAlign valign = VAlign::top;
    Fit fit = Fit::wrap;
    std::span<const Emphasis> marks = {}; ///< shaded and underlined; of text that isn't shortened
};

enum class ButtonKind : std::uint8_t {
    primary,   ///< filled, white text: the one thing to do next
    secondary, ///< white with a line
    quiet,     ///< soft blue, no line: suggestions
    bar,       ///< on the primary bar, dark
    bar_white, ///< on the primary bar, white
    bar_quiet, ///< on the primary bar, shows only while it is pressed
    danger,    ///< white with red text
};

struct ButtonStyle {
    ButtonKind kind = ButtonKind::secondary;
    bool enabled = true;
    bool selected = false;  ///< shown as primary; said in the accessibility tree
    Icon icon = Icon::none; ///< before the label
    Icon icon_after = Icon::none;
    Font font = Font::strong;
    Role role = Role::button;
    std::string_view spoken = {}; ///< the accessible name when the label is a sign or nothing
};

struct TileStyle {
    bool enabled = true;
    bool selected = false;
    bool line = true; ///< border and white fill; without it the tile shows only while pressed or selected
    Role role = Role::row;
    std::string value = {};
};

/// A tile is a card that can be touched; the screen draws what is inside.
struct Tile {
    bool activated = false;
    Rect inside; ///< the tile less its padding
};

struct FieldStyle {
    std::string label = {};       ///< read by speech; not drawn
    std::string placeholder = {}; ///< shown muted while the field is empty
    bool multi_line = false;
    bool takes_keys = false; ///< what is typed while no field is being edited begins editing this one
    bool capital = false;    ///< the keyboard begins with a capital
    bool offers = true;      ///< words are offered to finish what is being typed
    std::size_t max_code_points = 500;
    Font font = Font::body;
};

struct PadKey {
    enum class Kind : std::uint8_t { digit, left, right };
    Kind kind = Kind::digit;
    int digit = 0;
};

struct PadStyle {
    std::string left = "Wis";      ///< bottom left key, empty for none
    std::string right = "Akkoord"; ///< bottom right key, primary; empty for none
    bool digits_enabled = true;    ///< and so is the bottom left key
    bool right_enabled = true;
};

/// A word that the keyboard offers to finish what is being typed.
struct Suggestion {
    std::string word;
    std::string replaces = {}; ///< what was typed of it already
};

/// What a frame asks of the shell: nothing is drawn without a reason.
struct Next {
    std::optional<std::int64_t> deadline_ms = {}; ///< draw again at this time even if nothing happens
    bool quit = false;
    Preferences preferences = {};           ///< how the next frame is to be drawn
    std::optional<std::string> speech = {}; ///< to read aloud in place of what is being read; empty: be silent
    bool others = false; ///< what the other windows show changed too: they draw before anything else happens
};

/// One frame's drawing context, given to a screen: `Intents draw(Frame&, const View&)`.
///
/// All rectangles are in layout units (see Point); a screen never sees pixels. Every widget that can be touched takes a
/// name that is unique on the screen and stable from frame to frame ("confirm/akkoord"), and registers a Target. It
/// acts when a finger that came down on it leaves the glass inside it; a frame carries at most one activation, so each
/// touch is answered by the state that the former touch left. Dragging scrolls and cancels the press. What must survive
/// a frame lives in Interaction, never in a screen.
///
/// UI thread only. Drawing order is z-order.
class Frame {
public:
    /// Takes the waiting and new events of `input` into account. All three references outlive the frame.
    Frame(Canvas& canvas, Interaction& interaction, Input input);
    ~Frame();
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    // --- measures -------------------------------------------------------------------------------------------------

    /// The whole screen; 1920x1080 on a 16:9 panel, 1920x1200 on a 16:10 panel.
    Rect area() const;
    /// Pixels of the panel, across and down.
    Point size_px() const;
    /// Millimetres of glass in layout units.
    int mm(double millimetres) const;
    std::int64_t now_ms() const;
    /// Width of one unwrapped line.
    int text_width(std::string_view text, Font font) const;
    /// Height of text wrapped in `width`.
    int text_height(std::string_view text, Font font, int width) const;
    /// Width of the last line of text wrapped in `width`.
    int last_line_width(std::string_view text, Font font, int width) const;
    int line_height(Font font) const;
    /// False if nothing of `rect` can be seen (scrolled away): a screen may skip drawing it.
    bool visible(const Rect& rect) const;

    // --- the person at the table ----------------------------------------------------------------------------------

    /// How frames from the next on are drawn and answer. A screen asks for it in each frame; without it nothing
    /// changes.
    void prefer(const Preferences& preferences);
    /// Cuts a column off the side of the hand that touches: the right, or the left of someone left-handed.
    Rect cut_hand_side(Rect& from, int width, int gap_between = 0) const;
    /// Cuts a column off the other side.
    Rect cut_far_side(Rect& from, int width, int gap_between = 0) const;
    /// Reads a sentence aloud, also when speech isn't on for all touches: a person asked for it.
    void say(std::string_view sentence);

    // --- plain drawing --------------------------------------------------------------------------------------------

    void fill(const Rect& rect, Colour colour, int radius = 0);
    /// A filled rounded rectangle with a border of `thickness` units inside it.
    void panel(const Rect& rect, Colour fill, Colour line, int radius = 18, int thickness = 2);
    /// A thin horizontal line along the top of `rect`.
    void separator(const Rect& rect);
    /// Draws text and records it; returns its height.
    int text(const Rect& rect, std::string_view text, const TextStyle& style = {});
    void icon(Icon icon, const Rect& rect, Colour colour);

    // --- widgets that only show -----------------------------------------------------------------------------------

    /// White card with a thin line; returns the inside less the padding of 28 units.
    Rect card(const Rect& rect);
    /// How high the bar is: with larger text its words may take three lines.
    int bar_height() const;
    /// The primary bar along the top with a title; returns what is free between the title and the right
    /// margin, 24 units narrower, for pills at the left and buttons at the right (cut_left, cut_right). With larger
    /// text the title gets what `buttons` units leave (two fifths if that is 0), and the subtitle stands under it.
    Rect bar(std::string_view title, std::string_view subtitle = {}, int buttons = 0);
    /// A word in a colour. `corner` is its top left; returns its rectangle. 36 units high.
    Rect badge(Point corner, std::string_view label, Status status, Icon icon = Icon::none);
    /// A badge whose right edge is at `right_edge.x` and whose middle is at `right_edge.y`.
    Rect badge_right(Point right_edge, std::string_view label, Status status, Icon icon = Icon::none);
    int badge_width(std::string_view label, Icon icon = Icon::none) const;
    /// White pill on the primary bar; returns its rectangle. Vertically centred in `slot`, at its left.
    Rect pill(const Rect& slot, std::string_view label);
    /// Round, initials in white on the colour of the domain.
    void avatar(const Rect& square, std::string_view initials, Domain domain);
    /// The upright bar that shows the domain, 14 units wide, at the left of `rect`.
    void domain_bar(const Rect& rect, Domain domain);
    /// A grey bar in place of a hidden line.
    void masked(const Rect& rect);
    /// `total` dots of which `filled` are dark: digits of a code. With `room` they stand in the middle of that width,
    /// and are smaller where they wouldn't fit. Returns the rectangle they take.
    Rect pin_dots(Point corner, int filled, int total, int room = 0);
    /// A small word in capitals above a group ("WAT", "AAN TAFEL"); give it in capitals. Returns its height.
    int caption(const Rect& rect, std::string_view label);

    // --- widgets that can be touched ------------------------------------------------------------------------------

    /// True when it was activated in this frame.
    bool button(std::string_view name, std::string_view label, const Rect& rect, const ButtonStyle& style = {});
    /// Width of a button that fits its label; height is yours (80, primary 104).
    int button_width(std::string_view label, const ButtonStyle& style = {}) const;
    /// A suggestion: quiet round button, at least 12 mm high for the finger. `slot.x` and `slot.y` are its corner.
    bool chip(std::string_view name, std::string_view label, const Rect& rect, bool selected = false);
    int chip_width(std::string_view label) const;
    /// A card that can be touched. `label` is what speech says of it; the screen draws the inside.
    Tile tile(std::string_view name, std::string_view label, const Rect& rect, const TileStyle& style = {});
    /// A row with a box to tick; true when it was activated (the state changes through an intent).
    bool check(std::string_view name, std::string_view label, const Rect& rect, bool checked, bool enabled = true);
    /// Tabs as buttons beside each other, each as wide as its label; the index of the one that was activated. Targets
    /// are named `name`/0, `name`/1 and so on.
    std::optional<std::size_t> tabs(std::string_view name, const Rect& rect, std::span<const std::string> labels,
                                    std::size_t selected);
    /// Number pad of 3 by 4 keys named `name`/0 to `name`/9, `name`/wis (left) and `name`/ok (right). Digits typed on a
    /// USB keyboard count too when no field is being edited.
    std::optional<PadKey> pad(std::string_view name, const Rect& rect, const PadStyle& style = {});
    /// A box to draw a signature in. Shows `strokes`; returns them with the new one when a finger that drew has left.
    /// With the focus on it the arrow keys draw, and the space bar lifts the pen and puts it down.
    std::optional<Strokes> signature(std::string_view name, const Rect& rect, const Strokes& strokes);
    /// The height of a field of many lines in which all of `text` can be seen: at least three lines, and at most as
    /// many whole ones as fit in `most`; beyond that it scrolls by whole lines.
    int field_height(std::string_view text, int width, int most) const;
    /// A text field; returns the new text when typing changed it. `text` is what the view says; when it differs from
    /// what is being edited, the view wins.
    std::optional<std::string> field(std::string_view name, const Rect& rect, std::string_view text,
                                     const FieldStyle& style = {});
    /// A line for a passphrase: `count` dots, and what was typed since, piece by piece. The whole of it is nowhere
    /// here: no caret, no undo, no offered words.
    SecretKeys secret_field(std::string_view name, const Rect& rect, std::size_t count, std::string_view label);
    /// The Dutch keyboard along the bottom; types into the field that is being edited. Keys are named key/a, key/shift,
    /// key/wis, key/enter, key/spatie, key/lagen; offered words key/woord/0 to 2. A long press shows the accents of a
    /// letter (key/é): slide to one, or lift and touch it; sliding over the space bar moves the caret. Draw it after
    /// the fields and the sheet they are in. A screen that has fields reserves `keyboard_height()` at the bottom, so
    /// that the keyboard never covers a field.
    void keyboard(const Rect& rect);
    int keyboard_height() const;
    /// Words may be offered for what is being edited.
    bool takes_offers() const;
    /// What is typed in the field that is being edited, up to the caret; empty if none.
    std::string before_caret() const;
    /// Words to show above the keys, best first; of an empty list the row stays empty. Call it before the screen is
    /// drawn; without it the keyboard has no such row.
    void offer(std::vector<Suggestion> words);
    /// The name of the field that typing went to when this frame began, empty if none. The same all through the frame,
    /// so that what makes room for the keyboard and what draws it agree.
    const std::string& editing() const;
    /// Stops editing: the keyboard may go.
    void stop_editing();
    /// While `held`, no field is edited; afterwards the one that was before is again, if it is still there.
    void hold_editing(bool held);
    /// Starts editing a field. Call it before anything makes room for the keyboard.
    void edit(std::string_view name);
    /// True if Enter was pressed and no widget took it (for instance in a single-line field): the primary action.
    bool submitted() const;
    /// True if Escape was pressed and no sheet took it.
    bool escaped() const;
    /// True if Ctrl+Z was pressed while no field is being edited: a field takes back its own typing.
    bool undo_asked() const;

    // --- containers -----------------------------------------------------------------------------------------------

    /// A list that scrolls by dragging with a finger. `draw` gets a rectangle that starts at the scrolled position, as
    /// wide as `rect` and very high, draws from its top, and returns the y it reached (the bottom of its content).
    /// One in a sheet, or that says so, begins at its top each time it comes; another one is where it was left.
    void scroll(std::string_view name, const Rect& rect, const std::function<int(Rect content)>& draw,
                ScrollPlace place = ScrollPlace::kept);
    /// Scrolls the list that is being drawn so that `rect` begins at its top, or as near to that as it goes; once for
    /// each `number` but 0, so that a person can scroll on afterwards.
    void reveal(std::uint64_t number, const Rect& rect);
    /// The same, no further than needed to see all of it: nothing moves when it is in sight.
    void bring_in(std::uint64_t number, const Rect& rect);
    /// A sheet above the screen, which is shaded and can't be touched meanwhile. `draw` gets the inside of the card.
    /// True when the person touched beside it or pressed Escape: the screen answers with the intent that closes it.
    /// Draw it last; one that is drawn after another lies above that. Slides in within 150 ms, not at all in calm mode.
    bool sheet(std::string_view name, const Rect& rect, const std::function<void(Rect inside)>& draw);
    /// A sentence that goes by itself after 4 s from when `text` first appeared. It stands low on the screen, above the
    /// keyboard, where it covers nothing that can be touched, if there is such a place: draw it last.
    void toast(std::string_view text, Status status = Status::neutral);

    // --- people ---------------------------------------------------------------------------------------------------

    /// Somebody touched, typed or scrolled since the last frame.
    bool touched() const;
    /// Forgets what the screen before this one left: what was typed, drawn, scrolled and pressed. Call it before
    /// drawing.
    void forget();

    // --- time -----------------------------------------------------------------------------------------------------

    /// Asks for a frame at `at_ms` even if nothing happens before.
    void redraw_at(std::int64_t at_ms);
    /// What the frame asks of the shell; call at the end.
    Next next() const;
    /// True while something still moves, is pressed for the first time or events wait: the shell draws another frame.
    bool unsettled() const;
    /// True while something only glides or slides: the next frame may wait until the display can show it.
    bool moving() const;

    // --- what tests and speech see --------------------------------------------------------------------------------

    /// All targets of this frame in drawing order.
    const std::vector<Target>& targets() const;
    /// Texts that did not fit.
    const std::vector<std::string>& clipped() const;
    /// What is on the screen in words, in the order drawn.
    const std::vector<AccessibleNode>& accessible() const;
    /// The accessibility tree as text, a line for each node but the keys of the keyboard.
    std::string golden() const;

    struct State; ///< of the widgets; not for screens

private:
    std::unique_ptr<State> state_;
};

} // namespace casustafel::ui
