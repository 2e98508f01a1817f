#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/agenda_views.h"

#include <algorithm>
#include <span>
#include <utility>

namespace casustafel::ui {

namespace {

/// A word on the dark ground.
void draw_pill(Frame& frame, Rect& line, std::string_view label, Icon icon)
{
    const int sign = icon == Icon::none ? 0 : 34;
    const Rect rect = line.cut_left(frame.text_width(label, Font::small_strong) + sign + 46, 14);
    frame.fill(rect, theme::bar_button, rect.h / 2);
    Rect inside = rect.inset(22, 0);
    if (icon != Icon::none) frame.icon(icon, inside.cut_left(24, 10).centred(24, 24), theme::on_primary);
    frame.text(
        inside, label,
        {.font = Font::small_strong, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::one_line});
}

/// Words on the dark ground, from the bottom up as many lines as they take.
void draw_pills(Frame& frame, Rect& inside, std::span<const std::pair<std::string_view, Icon>> pills)
{
    for (const auto& [label, icon] : pills) {
        Rect line = inside.cut_bottom(46, 14);
        draw_pill(frame, line, label, icon);
    }
}

void draw_room(Frame& frame, const Rect& ground, const LockView& view, Intents& intents)
{
    frame.fill(ground, theme::primary);
    Rect inside = ground.inset(std::min(80, ground.w / 12), ground.h > 800 ? 84 : 40);
    const ButtonStyle style{.kind = ButtonKind::bar};
    const Rect foot = inside.cut_bottom(button_height, 28);
    if (frame.button("weergave", say::display, {foot.x, foot.y, frame.button_width(say::display, style), foot.h},
                     style))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::display});
    frame.text(inside.cut_top(frame.line_height(Font::clock), 8), view.time,
               {.font = Font::clock, .colour = theme::on_primary, .fit = Fit::one_line});
    frame.text(inside.cut_top(frame.line_height(Font::heading)), view.day,
               {.font = Font::heading, .colour = theme::bar_muted, .fit = Fit::shorten});
    std::vector<std::pair<std::string_view, Icon>> pills;
    if (!view.development.empty()) pills.emplace_back(view.development, Icon::attention);
    pills.emplace_back(view.delivery, Icon::none);
    pills.emplace_back(view.connection, Icon::cloud);
    draw_pills(frame, inside, pills);
    inside.cut_bottom(10);
    frame.text(inside.cut_bottom(frame.line_height(Font::body), 4), view.next,
               {.colour = theme::bar_muted, .fit = Fit::shorten});
    frame.text(inside.cut_bottom(frame.line_height(Font::body), 6), view.bureau,
               {.colour = theme::bar_muted, .fit = Fit::shorten});
    frame.text(inside.cut_bottom(frame.line_height(Font::heading)), view.room,
               {.font = Font::heading, .colour = theme::on_primary, .fit = Fit::shorten});
}

void draw_pad(Frame& frame, const Rect& side, const LockView& view, Intents& intents)
{
    // The title, the line under it, what went wrong and the dots take the rest.
    const int above = frame.line_height(Font::title) + 12 + 36 + 8 + 84 + 20 + 44 + 36;
    const int pad = std::min(480, side.h - 40 - above);
    Rect column = side.centred(540, above + pad);
    frame.text(column.cut_top(frame.line_height(Font::title), 12), say::unlock_title, {.font = Font::title});
    frame.text(column.cut_top(36, 8), say::type_pin, {.colour = theme::muted});
    const Rect trouble = column.cut_top(84, 20);
    if (!view.trouble.empty())
        frame.text(trouble, view.trouble, {.font = Font::small_strong, .colour = colours_of(Status::wrong).text});
    else if (!view.news.empty())
        frame.text(trouble, view.news, {.font = Font::small_strong, .colour = theme::primary});
    const Rect dots = column.cut_top(44, 36);
    const int shown = std::max(6, view.digits);
    frame.pin_dots({dots.x, dots.y}, view.digits, shown, dots.w);
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
    side = side.inset(70, 70);
    frame.text(side.cut_top(frame.line_height(Font::title), 12), say::unlock_title, {.font = Font::title});
    frame.text(side.cut_top(36, 20), say::type_passphrase, {.colour = theme::muted});
    const auto typed = frame.field("lock/zin", side.cut_top(80, 16), view.secret,
                                   {.label = std::string{say::type_passphrase}, .autofocus = true, .secret = true});
    if (typed) intents.push_back(intent::Type{Field::secret, *typed});
    if (!view.trouble.empty())
        side.cut_top(frame.text(side, view.trouble, {.colour = colours_of(Status::wrong).text}), 16);
    else if (!view.news.empty())
        side.cut_top(frame.text(side, view.news, {.colour = theme::primary}), 16);
    const bool pressed = frame.button("lock/ok", say::unlock, side.cut_top(primary_height),
                                      {.kind = ButtonKind::primary, .enabled = view.may_try});
    if (pressed || frame.submitted()) intents.push_back(intent::Unlock{});
}

} // namespace

void draw_lock(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const LockView view = lock_view(snapshot, state);
    frame.fill(frame.area(), theme::background);
    Rect side = frame.area();
    reserve_keyboard(frame, side);
    draw_room(frame, frame.cut_far_side(side, side.w - std::clamp(side.w * 2 / 5, 600, 760)), view, intents);
    if (view.with_pad)
        draw_pad(frame, side, view, intents);
    else
        draw_passphrase(frame, side, view, intents);
    draw_keyboard(frame);
}

} // namespace casustafel::ui
