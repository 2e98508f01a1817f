#include "ui/frame.h"
#include "ui/frame_state.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int full_width = 1920; // a screen with less shows larger text
constexpr int bar_margin = 32;
constexpr int badge_height = 36;
constexpr int badge_padding = 14;
constexpr int badge_icon = 20;
constexpr int pill_height = 44;
constexpr int pin_dot = 44;
constexpr int pin_gap = 18;

/// Title and subtitle of a bar under each other, where they have little room: what is too wide for a line takes two,
/// and the title is smaller for it.
void draw_bar_words(Frame& frame, Rect room, std::string_view title, std::string_view subtitle)
{
    const bool one_line = frame.text_width(title, Font::subheading) <= room.w;
    const int below = subtitle.empty() ? 0 : frame.text_height(subtitle, Font::small, room.w);
    const Font font = !one_line                                ? Font::small_strong
                      : below > frame.line_height(Font::small) ? Font::strong
                                                               : Font::subheading;
    const int line = frame.line_height(font);
    const int most = frame.bar_height() - (subtitle.empty() ? 0 : frame.line_height(Font::small));
    const int above = std::min(one_line ? line : frame.text_height(title, font, room.w), most / line * line);
    const int left = std::min(below, frame.bar_height() - above);
    room = room.centred(room.w, above + left);
    frame.text(room.cut_top(above), title, {.font = font, .colour = theme::on_primary, .fit = Fit::clamp});
    frame.text(room, subtitle, {.font = Font::small, .colour = theme::bar_muted, .fit = Fit::clamp});
}

} // namespace

Rect Frame::card(const Rect& rect)
{
    panel(rect, theme::surface, theme::line, 20, 1);
    return rect.inset(28);
}

int Frame::bar_height() const
{
    return area().w < full_width ? 112 : 96;
}

Rect Frame::bar(std::string_view title, std::string_view subtitle, int buttons)
{
    const Rect bar{0, 0, area().w, bar_height()};
    fill(bar, theme::primary);
    Rect free = bar.inset(bar_margin, 0);
    // On a screen with little room the buttons come first: they are what one came for.
    if (area().w < full_width) {
        const int most = buttons > 0 ? std::max(0, free.w - buttons - 28) : free.w * 2 / 5;
        const int wanted = std::max(text_width(title, Font::subheading), text_width(subtitle, Font::small)) + 2;
        draw_bar_words(*this, free.cut_left(std::min(wanted, most), 28), title, subtitle);
        return free;
    }
    const int title_width = std::min(text_width(title, Font::subheading) + 2, free.w);
    text(free.cut_left(title_width, 28), title,
         {.font = Font::subheading, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::one_line});
    if (!subtitle.empty()) {
        const int width = text_width(subtitle, Font::small) + 2;
        text(free.cut_left(width, 28), subtitle,
             {.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle, .fit = Fit::one_line});
    }
    return free;
}

int Frame::badge_width(std::string_view label, Icon icon) const
{
    const int icon_width = icon == Icon::none ? 0 : badge_icon + (label.empty() ? 0 : 6);
    return text_width(label, Font::tag) + icon_width + 2 * badge_padding;
}

Rect Frame::badge(Point corner, std::string_view label, Status status, Icon icon_before)
{
    const Rect rect{corner.x, corner.y, badge_width(label, icon_before), badge_height};
    const StatusColours colours = colours_of(status);
    fill(rect, colours.fill, 10);
    Rect inside = rect.inset(badge_padding, 0);
    if (icon_before != Icon::none) icon(icon_before, inside.cut_left(badge_icon, label.empty() ? 0 : 6), colours.text);
    text(inside, label, {.font = Font::tag, .colour = colours.text, .valign = VAlign::middle, .fit = Fit::one_line});
    return rect;
}

Rect Frame::badge_right(Point right_edge, std::string_view label, Status status, Icon icon_before)
{
    const int width = badge_width(label, icon_before);
    return badge({right_edge.x - width, right_edge.y - badge_height / 2}, label, status, icon_before);
}

Rect Frame::pill(const Rect& slot, std::string_view label)
{
    const int width = text_width(label, Font::small_strong) + 40;
    const Rect rect{slot.x, slot.y + (slot.h - pill_height) / 2, width, pill_height};
    fill(rect, theme::surface, pill_height / 2);
    text(rect, label,
         {.font = Font::small_strong,
          .colour = theme::primary,
          .align = Align::centre,
          .valign = VAlign::middle,
          .fit = Fit::one_line});
    return rect;
}

void Frame::avatar(const Rect& square, std::string_view initials, Domain domain)
{
    fill(square, colour_of(domain), square.w / 2);
    text(square, initials,
         {.font = Font::small_strong,
          .colour = theme::surface,
          .align = Align::centre,
          .valign = VAlign::middle,
          .fit = Fit::one_line});
}

void Frame::domain_bar(const Rect& rect, Domain domain)
{
    fill({rect.x, rect.y, 14, rect.h}, colour_of(domain), 7);
}

void Frame::masked(const Rect& rect)
{
    fill(rect, theme::masked, 8);
}

Rect Frame::pin_dots(Point corner, int filled, int total, int room)
{
    int size = pin_dot;
    int step = pin_dot + pin_gap;
    if (room > 0 && total * step - pin_gap > room) { // as many as fit, in the same proportions
        step = room / total;
        size = step * pin_dot / (pin_dot + pin_gap);
    }
    const int width = (total - 1) * step + size;
    if (room > 0) corner = {corner.x + (room - width) / 2, corner.y + (pin_dot - size) / 2};
    for (int i = 0; i < total; ++i) {
        const Rect dot{corner.x + i * step, corner.y, size, size};
        if (i < filled)
            fill(dot, theme::primary, size / 2);
        else
            panel(dot, theme::surface, theme::line, size / 2, 3);
    }
    const Rect all{corner.x, corner.y, width, size};
    state_->record(all, std::to_string(filled) + " van " + std::to_string(total) + " cijfers");
    return all;
}

int Frame::caption(const Rect& rect, std::string_view label)
{
    return text(rect, label, {.font = Font::small_strong, .colour = theme::muted, .fit = Fit::shorten});
}

} // namespace casustafel::ui
