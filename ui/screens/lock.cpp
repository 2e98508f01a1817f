#include "ui/say.h"
#include "ui/say/technician.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/technician.h"
#include "ui/views/agenda_views.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace casustafel::ui {

namespace {

struct Pill {
    std::string_view label;
    Icon icon;
    bool alarm{}; ///< somebody has to do something
};

constexpr int pill_least = 46; // the height of one line

/// What a pill has beside its words.
int pill_rest(const Pill& pill)
{
    return (pill.icon == Icon::none ? 0 : 34) + 46;
}

int pill_width(const Frame& frame, const Pill& pill)
{
    return frame.text_width(pill.label, Font::small_strong) + pill_rest(pill);
}

/// A long sentence takes more lines.
int pill_height(const Frame& frame, const Pill& pill, int width)
{
    return std::max(pill_least, frame.text_height(pill.label, Font::small_strong, width - pill_rest(pill)) + 16);
}

/// A word on the dark ground; an alarm stands out from that.
void draw_pill(Frame& frame, const Rect& rect, const Pill& pill)
{
    const StatusColours alarm = colours_of(Status::attention);
    const Colour ink = pill.alarm ? alarm.text : theme::on_primary;
    frame.fill(rect, pill.alarm ? alarm.fill : theme::bar_button, pill_least / 2);
    Rect inside = rect.inset(22, 0);
    if (pill.icon != Icon::none) frame.icon(pill.icon, inside.cut_left(24, 10).centred(24, 24), ink);
    frame.text(inside, pill.label, {.font = Font::small_strong, .colour = ink, .valign = VAlign::middle});
}

using PillLines = std::vector<std::vector<Pill>>;

constexpr int pill_gap = 14;

/// Beside each other as far as they fit in `width`.
PillLines lines_of(const Frame& frame, std::span<const Pill> pills, int width)
{
    PillLines lines;
    int free = 0;
    for (const Pill& pill : pills) {
        const int wanted = std::min(width, pill_width(frame, pill));
        if (lines.empty() || wanted > free) {
            lines.emplace_back();
            free = width;
        }
        lines.back().push_back(pill);
        free -= wanted + pill_gap;
    }
    return lines;
}

PillLines state_of_device(const Frame& frame, const LockView& view, int width)
{
    std::vector<Pill> pills{{view.connection, view.cut_off ? Icon::attention : Icon::cloud},
                            {view.delivery, view.refused ? Icon::attention : Icon::none, view.refused}};
    if (!view.development.empty()) pills.push_back({view.development, Icon::attention});
    return lines_of(frame, pills, width);
}

int line_height_of(const Frame& frame, const std::vector<Pill>& line, int width)
{
    int height = 0;
    for (const Pill& pill : line) height = std::max(height, pill_height(frame, pill, width));
    return height;
}

int place_height(const Frame& frame, const LockView& view, int width)
{
    int pills = 0;
    for (const std::vector<Pill>& line : state_of_device(frame, view, width))
        pills += line_height_of(frame, line, width) + pill_gap;
    return frame.line_height(Font::heading) + 6 + frame.line_height(Font::body) + 4 +
           frame.text_height(view.next, Font::body, width) + 10 + pills;
}

/// House and room, what is next and how the device is; at the bottom of `inside`.
void draw_place(Frame& frame, Rect inside, const LockView& view)
{
    inside = inside.cut_bottom(place_height(frame, view, inside.w));
    frame.text(inside.cut_top(frame.line_height(Font::heading), 6), view.room,
               {.font = Font::heading, .colour = theme::on_primary, .fit = Fit::shorten});
    frame.text(inside.cut_top(frame.line_height(Font::body), 4), view.bureau,
               {.colour = theme::bar_muted, .fit = Fit::shorten});
    inside.cut_top(frame.text(inside, view.next, {.colour = theme::bar_muted}), 10 + pill_gap);
    for (const std::vector<Pill>& pills : state_of_device(frame, view, inside.w)) {
        Rect line = inside.cut_top(line_height_of(frame, pills, inside.w), pill_gap);
        for (const Pill& pill : pills)
            draw_pill(frame, line.cut_left(std::min(inside.w, pill_width(frame, pill)), pill_gap), pill);
    }
}

/// Without the number pad; `side` gets that.
Rect cut_ground(const Frame& frame, Rect& side)
{
    return frame.cut_far_side(side, side.w - std::clamp(side.w * 2 / 5, 600, 760));
}

Rect inside_of(const Rect& ground)
{
    return ground.inset(std::min(80, ground.w / 12), ground.h > 800 ? 84 : 40);
}

void draw_room(Frame& frame, const Rect& ground, const LockView& view, Intents& intents)
{
    frame.fill({ground.x, ground.y, ground.w, frame.area().h}, theme::primary); // also between it and the keyboard
    Rect inside = inside_of(ground);
    const ButtonStyle style{.kind = ButtonKind::bar};
    const Rect foot = inside.cut_bottom(button_height, 28);
    if (frame.button("weergave", say::display, {foot.x, foot.y, frame.button_width(say::display, style), foot.h},
                     style))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::display});
    // With larger text the clock gives way; under a keyboard only the clock stays.
    const int day = 8 + frame.line_height(Font::day);
    const int place = place_height(frame, view, inside.w) + gap;
    const bool with_place = frame.line_height(Font::title) + day + place <= inside.h;
    const bool large = frame.line_height(Font::clock) + day + (with_place ? place : 0) <= inside.h;
    const Font clock = large ? Font::clock : Font::title;
    frame.text(inside.cut_top(frame.line_height(clock), 8), view.time,
               {.font = clock, .colour = theme::on_primary, .fit = Fit::one_line});
    frame.text(inside.cut_top(frame.line_height(Font::day)), view.day,
               {.font = Font::day, .colour = theme::bar_muted, .fit = Fit::shorten});
    if (with_place) draw_place(frame, inside, view);
}

/// What went wrong, or else what is new; returns the height.
int draw_told(Frame& frame, const Rect& rect, const LockView& view)
{
    if (!view.trouble.empty()) return draw_flaw(frame, rect, view.trouble);
    return view.news.empty() ? 0 : frame.text(rect, view.news, {.colour = theme::primary});
}

constexpr int pad_width = 540;
constexpr int least_dots = 6;

void draw_pad(Frame& frame, const Rect& side, const LockView& view, Intents& intents)
{
    // The title, the line under it, what went wrong and the dots take the rest.
    const Mark flaw{view.trouble, Status::wrong};
    const int told = std::max(84, view.trouble.empty() ? 0 : marks_height(frame, pad_width, {&flaw, 1}));
    const int above = frame.line_height(Font::title) + 12 + 36 + 8 + told + 20 + 44 + 36;
    const int pad = std::min(480, side.h - 40 - above);
    Rect column = side.centred(pad_width, above + pad);
    frame.text(column.cut_top(frame.line_height(Font::title), 12), say::unlock_title, {.font = Font::title});
    const Rect how = column.cut_top(36, 8);
    if (!view.trying) frame.text(how, say::type_pin, {.colour = theme::muted});
    draw_told(frame, column.cut_top(told, 20), view);
    const Rect dots = column.cut_top(44, 36);
    const int shown = std::max(least_dots, view.digits);
    frame.pin_dots({dots.x, dots.y}, view.trying ? shown : view.digits, shown, dots.w);
    const auto key = frame.pad("lock", column.cut_top(pad),
                               {.right = std::string{say::open},
                                .digits_enabled = view.may_try,
                                .right_enabled = view.may_try && view.digits > 0});
    if (!key) return;
    if (key->kind == PadKey::Kind::digit) intents.push_back(intent::PressDigit{key->digit});
    if (key->kind == PadKey::Kind::left) intents.push_back(intent::ClearDigits{});
    if (key->kind == PadKey::Kind::right) intents.push_back(intent::Unlock{});
}

void draw_passphrase(Frame& frame, Rect side, const LockView& view, Intents& intents)
{
    side = side.inset(70, side.h > 600 ? 70 : 24); // above a keyboard on a small panel there is little room
    frame.text(side.cut_top(frame.line_height(Font::title), 12), say::unlock_title, {.font = Font::title});
    const Rect how = side.cut_top(36, 20);
    if (!view.trying) frame.text(how, say::type_passphrase, {.colour = theme::muted});
    SecretKeys keys = frame.secret_field("lock/zin", side.cut_top(80, 16), static_cast<std::size_t>(view.digits),
                                         say::type_passphrase);
    if (!keys.empty()) intents.push_back(intent::TypeSecret{std::move(keys)});
    const int told = draw_told(frame, side, view);
    side.cut_top(told, told > 0 ? 16 : 0);
    const bool pressed = frame.button("lock/ok", say::open, side.cut_top(primary_height),
                                      {.kind = ButtonKind::primary, .enabled = view.may_try});
    if (pressed || frame.submitted()) intents.push_back(intent::Unlock{});
}

} // namespace

void draw_lock(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const LockView view = lock_view(snapshot, state);
    frame.fill(frame.area(), theme::background);
    Rect side = frame.area();
    if (!view.with_pad && frame.editing().empty()) frame.edit("lock/zin"); // nothing else is typed here
    reserve_keyboard(frame, side);
    draw_room(frame, cut_ground(frame, side), view, intents);
    if (view.with_pad)
        draw_pad(frame, side, view, intents);
    else
        draw_passphrase(frame, side, view, intents);
    draw_keyboard(frame);
}

bool technician::draw_door(Frame& frame)
{
    Rect side = frame.area();
    reserve_keyboard(frame, side);
    Rect foot = inside_of(cut_ground(frame, side)).cut_bottom(button_height);
    const ButtonStyle style{.kind = ButtonKind::bar};
    return frame.button("lock/beheer", say::tech_title, foot.cut_right(frame.button_width(say::tech_title, style)),
                        style);
}

} // namespace casustafel::ui
