#pragma once

#include "ui/frame.h"
#include "ui/views/views.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

// Pieces that several screens draw. Internal to ui/screens.

namespace casustafel::ui {

inline constexpr int margin = 28;
inline constexpr int gap = 20;
inline constexpr int button_height = 80;
inline constexpr int primary_height = 104;

/// The screen has its full width. Not so with larger text: then fewer things fit beside each other.
bool roomy(const Frame& frame);
/// How many columns of at least `least` units stand beside each other in `width`: with larger text fewer.
int columns_in(int width, int least);
/// The primary bar with Afschermen; returns what is free on it, and the body below through `body`. With larger text the
/// title has what the buttons leave: those of the screen take `buttons` (`bar_button_room` of each).
Rect draw_bar(Frame& frame, std::string_view title, std::string_view subtitle, Rect& body, Intents& intents,
              int buttons = 0);
/// A button at the right end of the bar; true when activated.
bool bar_button(Frame& frame, Rect& bar, std::string_view name, std::string_view label, ButtonStyle style);
/// The width that `bar_button` takes off the bar.
int bar_button_room(const Frame& frame, std::string_view label, const ButtonStyle& style);

/// Round sign, name and organisation in `row`; a mark stands beside the name, so that the organisation gets the whole
/// width.
void draw_person(Frame& frame, Rect row, const PersonView& person, bool dimmed = false, const Mark* mark = nullptr);
/// What a row of that width needs to show all of it.
int person_height(const Frame& frame, const PersonView& person, int width, const Mark* mark = nullptr);
/// Sentences with their mark, one under another; returns the height.
int draw_marks(Frame& frame, Rect area, std::span<const Mark> marks);
/// The height that `draw_marks` takes in `width`.
int marks_height(const Frame& frame, int width, std::span<const Mark> marks);
int jumps_height(const Frame& frame, int width, std::span<const JumpRow> rows);
/// The same for sentences that lead somewhere: those are rows to touch, named `name`/0 and on. Returns the height.
int draw_jumps(Frame& frame, Rect area, std::string_view name, std::span<const JumpRow> rows, Intents& intents);
/// A line with its source, or masked with the reason; returns the height.
int draw_line(Frame& frame, Rect area, const CaseLine& line, Font font = Font::body);
int line_height_of(const Frame& frame, const CaseLine& line, int width, Font font = Font::body);
/// What somebody has to look at, with its sign; nothing when it is empty. Returns the height.
int draw_warning(Frame& frame, Rect area, const Sentence& warning);
int warning_height(const Frame& frame, const Sentence& warning, int width);

/// Buttons beside each other that wrap to further rows, each at least as wide as its label; `chosen` gets the index of
/// the activated one. Returns the height.
struct FlowButton {
    std::string name;
    Sentence label;
    bool selected{};
    bool enabled{true};
};
int draw_flow(Frame& frame, Rect area, std::span<const FlowButton> buttons, std::optional<std::size_t>& chosen);

/// What stands on the button, of all that views have to choose from.
template <class T>
const Choice& choice_of(const std::pair<T, Choice>& one)
{
    return one.second;
}
template <class T>
const Choice& choice_of(const std::pair<Choice, T>& one)
{
    return one.first;
}
inline const Choice& choice_of(const DateChoice& one)
{
    return one.choice;
}
/// A button for each of `all`, named `name`/0, `name`/1 and so on.
template <class Choices>
std::vector<FlowButton> numbered_buttons(std::string_view name, const Choices& all)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(all.size());
    for (const auto& one : all)
        buttons.push_back(
            {std::string{name} + "/" + std::to_string(buttons.size()), choice_of(one).label, choice_of(one).selected});
    return buttons;
}
/// The height that `draw_flow` takes in `width`.
int flow_height(const Frame& frame, int width, std::span<const FlowButton> buttons);
/// The quick choices of a day and the calendar as a flow.
int draw_dates(Frame& frame, Rect area, std::string_view name, std::span<const DateChoice> dates, DateField field,
               Intents& intents);
/// What a field does besides holding text.
struct FieldExtras {
    int most{};              ///< the height that it may grow to with its text; 0: it doesn't grow
    bool takes_keys{};       ///< as FieldStyle
    bool capital{};          ///< as FieldStyle
    bool offers{true};       ///< as FieldStyle
    std::string_view flaw{}; ///< what is wrong with it; said above it
};
/// A caption with a text field under it; returns the height.
int draw_field(Frame& frame, Rect area, std::string_view name, std::string_view caption, Field field,
               const std::string& text, Intents& intents, std::string_view hint = {}, bool multi_line = false,
               const FieldExtras& extras = {});
/// A sentence about what is wrong, with a sign, in the colour of that; returns the height with the gap under it.
int draw_flaw(Frame& frame, const Rect& area, std::string_view flaw);
/// A primary button at the hand side of `row`, and beside it what has to be filled in first: without that it is on.
bool draw_primary(Frame& frame, Rect row, std::string_view name, std::string_view label, std::string_view missing);
/// Over a keyboard with larger text a sheet has room for the field that is typed in and what is done with it.
bool cramped(const Frame& frame, const Rect& inside);
/// A heading with a close button for a sheet, unless that is cramped; returns what is left of `inside`.
Rect sheet_head(Frame& frame, Rect inside, std::string_view title, Intents& intents);
/// What the screen for the room shows, along the bottom of `area`, whose room it takes; a tap opens the choice. Nothing
/// when `now` is empty.
void draw_room_control(Frame& frame, Rect& area, const Sentence& now, Intents& intents);
/// The offer to take back what was done last, along the bottom of `area`, whose room it takes; one tap does it. Nothing
/// when `what` is empty.
void draw_undo(Frame& frame, Rect& area, const Sentence& what, Intents& intents);
/// The same in a place of its own, for which it wants `undo_height`.
void undo_button(Frame& frame, const Rect& rect, const Sentence& what, Intents& intents);
int undo_height(const Frame& frame, const Sentence& what, int width);
/// The keyboard at the bottom when a field is being edited; takes its room off `body`.
void reserve_keyboard(Frame& frame, Rect& body);
void draw_keyboard(Frame& frame);

} // namespace casustafel::ui
