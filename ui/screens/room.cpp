#include "ui/screens/room.h"

#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int room_margin = 48;
constexpr int room_bar_height = 104;
constexpr int row_padding = 16;
constexpr int domain_width = 44;
constexpr int side_width = 480; ///< date and badge

/// House and clock: what stands there when nothing was chosen.
void draw_clock(Frame& frame, const RoomView& view)
{
    frame.fill(frame.area(), theme::primary);
    Rect inside = frame.area().inset(room_margin * 2, room_margin * 2);
    frame.text(inside.cut_bottom(frame.line_height(Font::heading)), view.room,
               {.font = Font::heading, .colour = theme::bar_muted, .fit = Fit::shorten});
    frame.text(inside.cut_bottom(frame.line_height(Font::title)), view.house,
               {.font = Font::title, .colour = theme::on_primary, .fit = Fit::shorten});
    frame.text(inside.cut_top(frame.line_height(Font::clock), 8), view.time,
               {.font = Font::clock, .colour = theme::on_primary, .fit = Fit::one_line});
    frame.text(inside.cut_top(frame.line_height(Font::day)), view.day,
               {.font = Font::day, .colour = theme::bar_muted, .fit = Fit::shorten});
}

void draw_head(Frame& frame, Rect bar, const RoomView& view)
{
    frame.fill(bar, theme::primary);
    bar = bar.inset(room_margin, 0);
    frame.text(bar.cut_right(frame.text_width(view.time_box, Font::body), 18), view.time_box,
               {.colour = theme::bar_muted, .valign = VAlign::middle, .fit = Fit::one_line});
    frame.text(bar.cut_right(frame.text_width(view.timer, Font::heading), gap), view.timer,
               {.font = Font::heading, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::one_line});
    frame.text(bar, view.title,
               {.font = Font::heading, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::shorten});
}

int row_height(const Frame& frame, const RoomAgreement& row, int width)
{
    const int room = width - domain_width - side_width - gap;
    const int text = row.line.masked_because
                         ? line_height_of(frame, row.line, room)
                         : frame.text_height(row.line.text, Font::heading, room) + frame.line_height(Font::body) + 4;
    return text + 2 * row_padding;
}

/// As a badge on the table, in letters that are read across the room; returns where it lies.
Rect draw_badge(Frame& frame, Point right_edge, const Mark& mark)
{
    constexpr int height = 52;
    constexpr int padding = 20;
    constexpr int sign = 28;
    const Icon icon = mark.status == Status::ok ? Icon::check : Icon::none;
    const int before = icon == Icon::none ? 0 : sign + 8;
    const int width = before + frame.text_width(mark.label, Font::strong) + 2 * padding;
    const Rect rect{right_edge.x - width, right_edge.y - height / 2, width, height};
    const StatusColours colours = colours_of(mark.status);
    frame.fill(rect, colours.fill, 12);
    Rect inside = rect.inset(padding, 0);
    if (icon != Icon::none) frame.icon(icon, inside.cut_left(sign, 8).centred(sign, sign), colours.text);
    frame.text(inside, mark.label,
               {.font = Font::strong, .colour = colours.text, .valign = VAlign::middle, .fit = Fit::one_line});
    return rect;
}

void draw_agreement(Frame& frame, Rect rect, const RoomAgreement& row)
{
    frame.separator({rect.x, rect.bottom(), rect.w, 2});
    Rect inside = rect.inset(0, row_padding);
    frame.domain_bar(inside, row.domain);
    inside.cut_left(domain_width);
    Rect side = inside.cut_right(side_width, gap);
    const Rect badge = draw_badge(frame, {side.right(), side.centre().y}, row.mark);
    side.w = std::max(0, badge.x - side.x - 28);
    frame.text(side, row.due,
               {.font = Font::heading, .align = Align::right, .valign = VAlign::middle, .fit = Fit::shorten});
    if (row.line.masked_because) {
        draw_line(frame, inside, row.line);
        return;
    }
    inside.cut_top(frame.text(inside, row.line.text, {.font = Font::heading}), 4);
    frame.text(inside, row.who, {.colour = theme::muted, .fit = Fit::shorten});
}

void draw_agreements(Frame& frame, Rect body, const RoomView& view)
{
    if (view.agreements.empty()) return;
    body.cut_top(frame.caption(body, say::room_agreements_caption), 8);
    const int last_line = frame.line_height(Font::body) + 12;
    for (std::size_t n = 0; n < view.agreements.size(); ++n) {
        const int height = row_height(frame, view.agreements[n], body.w);
        const bool last = n + 1 == view.agreements.size();
        if (height + (last ? 0 : last_line) > body.h) {
            body.cut_top(12);
            frame.text(body, count(static_cast<int>(view.agreements.size() - n), say::room_more),
                       {.colour = theme::muted, .fit = Fit::shorten});
            return;
        }
        draw_agreement(frame, body.cut_top(height), view.agreements[n]);
    }
}

} // namespace

void draw_room_screen(Frame& frame, const RoomView& view)
{
    if (!view.shows_case) return draw_clock(frame, view);
    frame.fill(frame.area(), theme::surface);
    Rect body = frame.area();
    draw_head(frame, body.cut_top(room_bar_height, room_margin), view);
    if (!view.turn.empty()) {
        Rect turn = body.cut_bottom(frame.line_height(Font::heading) + 48);
        frame.fill(turn, theme::soft);
        turn = turn.inset(room_margin, 0);
        frame.icon(Icon::person, turn.cut_left(44, 24).centred(44, 44), theme::primary);
        frame.text(turn, view.turn, {.font = Font::heading, .valign = VAlign::middle, .fit = Fit::shorten});
    }
    body = {body.x + room_margin, body.y, body.w - 2 * room_margin, body.h - gap};
    if (view.question) {
        body.cut_top(frame.caption(body, say::question_caption), 8);
        body.cut_top(draw_line(frame, body, *view.question, Font::title), 36);
    }
    draw_agreements(frame, body, view);
}

void draw_room_control(Frame& frame, Rect& area, const Sentence& now, Intents& intents)
{
    if (now.empty()) return;
    const Font title = roomy(frame) ? Font::strong : Font::small_strong;
    const int height = std::max(frame.line_height(title) + frame.line_height(Font::small) + (roomy(frame) ? 32 : 14),
                                frame.mm(12) + 1);
    const Tile tile = frame.tile("zaal", std::string{say::room_control} + ": " + now, area.cut_bottom(height, 14));
    if (tile.activated) intents.push_back(intent::OpenSheet{.sheet = Sheet::room});
    Rect inside = tile.inside.centred(tile.inside.w, frame.line_height(title) + frame.line_height(Font::small));
    frame.icon(Icon::display, inside.cut_left(44, 20).centred(40, 40), theme::primary);
    frame.icon(Icon::right, inside.cut_right(32, 12).centred(28, 28), theme::muted);
    frame.text(inside.cut_top(frame.line_height(title)), say::room_control, {.font = title, .fit = Fit::shorten});
    frame.text(inside, now, {.font = Font::small, .colour = theme::muted, .fit = Fit::shorten});
}

void draw_room_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const RoomSheetView view = room_sheet_view(snapshot, state);
    constexpr int width = 1100;
    const bool away = frame.sheet("zaal", frame.area().centred(width, 860), [&](Rect inside) {
        inside = sheet_head(frame, inside, say::room_title, intents);
        const Rect nothing = inside.cut_bottom(button_height, gap);
        if (frame.button("zaal/niets", say::room_nothing, nothing, {.enabled = view.shows_something}))
            intents.push_back(intent::ShowInRoom{});
        frame.scroll("zaal/keuze", inside, [&](Rect content) {
            int number = 0;
            for (const RoomRow& row : view.rows) {
                const int height = std::max(72, frame.text_height(row.label, Font::body, content.w - 82) + 24);
                if (frame.check("zaal/" + std::to_string(number++), row.label, content.cut_top(height, 6), row.shown))
                    intents.push_back(intent::ShowInRoom{row.choosing});
            }
            return content.y;
        });
    });
    if (away) intents.push_back(intent::CloseSheet{});
}

} // namespace casustafel::ui
