#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

void draw_pad(Frame& frame, Rect side, const LockView& view, Intents& intents)
{
    frame.text(side.cut_top(44, 16), say::type_pin, {.font = Font::heading, .align = Align::centre});
    const Rect dots = side.cut_top(44, 20);
    const int shown = std::max(6, view.digits);
    frame.pin_dots({dots.centre().x - (shown * 52 - 12) / 2, dots.y}, view.digits, shown);
    Rect trouble = side.cut_top(76, 12);
    if (!view.trouble.empty())
        frame.text(trouble, view.trouble,
                   {.colour = colours_of(Status::wrong).text, .align = Align::centre, .valign = VAlign::middle});
    const auto key = frame.pad("lock", side.centred(560, std::min(side.h, 480)),
                               {.right = std::string{say::unlock},
                                .digits_enabled = view.may_try,
                                .right_enabled = view.may_try && view.digits > 0});
    if (!key) return;
    if (key->kind == PadKey::Kind::digit) intents.push_back(intent::PressDigit{key->digit});
    if (key->kind == PadKey::Kind::left) intents.push_back(intent::ClearDigits{});
    if (key->kind == PadKey::Kind::right) intents.push_back(intent::Unlock{});
}

void draw_passphrase(Frame& frame, Rect side, const LockView& view, Intents& intents)
{
    frame.text(side.cut_top(44, 16), say::type_passphrase, {.font = Font::heading});
    const auto typed = frame.field("lock/zin", side.cut_top(80, 16), view.secret,
                                   {.label = std::string{say::type_passphrase}, .autofocus = true, .secret = true});
    if (typed) intents.push_back(intent::Type{Field::secret, *typed});
    if (!view.trouble.empty())
        side.cut_top(frame.text(side, view.trouble, {.colour = colours_of(Status::wrong).text}), 16);
    const bool pressed = frame.button("lock/ok", say::unlock, side.cut_top(primary_height),
                                      {.kind = ButtonKind::primary, .enabled = view.may_try});
    if (pressed || frame.submitted()) intents.push_back(intent::Unlock{});
}

} // namespace

void draw_lock(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const LockView view = lock_view(snapshot, state);
    frame.fill(frame.area(), theme::background);
    Rect body = frame.area().inset(80, 70);
    reserve_keyboard(frame, body);
    Rect side = frame.card(body.cut_right(680, 60));
    frame.text(body.cut_top(44, 4), view.bureau, {.font = Font::heading, .fit = Fit::shorten});
    frame.text(body.cut_top(40, 60), view.room, {.colour = theme::muted});
    const bool roomy = body.h > 500;
    if (roomy) body.cut_top(frame.text(body, view.time, {.font = Font::clock, .fit = Fit::one_line}), 4);
    body.cut_top(frame.text(body, view.day, {.font = Font::heading}), roomy ? 60 : 20);
    body.cut_top(frame.text(body, view.next, {.font = Font::strong}), 16);
    body.cut_top(frame.text(body, view.delivery, {.colour = theme::muted}), 8);
    body.cut_top(frame.text(body, view.connection, {.colour = theme::muted}), 16);
    if (!view.development.empty()) frame.badge({body.x, body.y}, view.development, Status::attention);
    if (view.with_pad)
        draw_pad(frame, side, view, intents);
    else
        draw_passphrase(frame, side, view, intents);
    draw_keyboard(frame);
}

} // namespace casustafel::ui
