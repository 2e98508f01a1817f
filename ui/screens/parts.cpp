#include "ui/screens/parts.h"

#include "ui/say.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

int bar_gap(const Frame& frame)
{
    return roomy(frame) ? gap : 12;
}

int bar_button_width(const Frame& frame, std::string_view label, const ButtonStyle& style)
{
    const int padding = roomy(frame) ? 0 : 28; // what the label can do without
    return std::max({frame.button_width(label, style) - padding, 72, frame.mm(12)});
}

} // namespace

bool roomy(const Frame& frame)
{
    return frame.area().w >= 1920;
}

int columns_in(int width, int least)
{
    return std::max(1, width / least);
}

Rect draw_bar(Frame& frame, std::string_view title, std::string_view subtitle, Rect& body, Intents& intents,
              int buttons)
{
    frame.fill(frame.area(), theme::background);
    const ButtonStyle style{.kind = ButtonKind::bar, .icon = Icon::shield};
    const int own = bar_button_room(frame, say::shield, style) + bar_button_room(frame, "?", {});
    Rect bar = frame.bar(title, subtitle, buttons > 0 ? buttons + own : 0);
    if (bar_button(frame, bar, "afschermen", say::shield, style)) intents.push_back(intent::TogglePrivacy{});
    if (bar_button(frame, bar, "hulp", "?", {.kind = ButtonKind::bar, .spoken = say::help}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::help});
    body = frame.area();
    body.cut_top(frame.bar_height() + margin);
    body = {body.x + margin, body.y, body.w - 2 * margin, body.h - margin};
    return bar;
}

bool bar_button(Frame& frame, Rect& bar, std::string_view name, std::string_view label, ButtonStyle style)
{
    const int width = bar_button_width(frame, label, style);
    const int height = std::max(72, frame.mm(12));
    return frame.button(name, label, bar.cut_right(width, bar_gap(frame)).centred(width, height), style);
}

int bar_button_room(const Frame& frame, std::string_view label, const ButtonStyle& style)
{
    return bar_button_width(frame, label, style) + bar_gap(frame);
}

namespace {

constexpr int avatar_size = 64;
constexpr int avatar_gap = 16;

/// Between the name and the organisation; a mark beside the name is a bit taller than that.
int under_name(const Mark* mark)
{
    return mark ? 6 : 0;
}

/// What the name has for itself, beside the sign and the mark.
int name_width(const Frame& frame, int width, const Mark* mark)
{
    return width - avatar_size - avatar_gap - (mark ? frame.badge_width(mark->label) + 12 : 0);
}

} // namespace

int person_height(const Frame& frame, const PersonView& person, int width, const Mark* mark)
{
    return frame.text_height(person.name, Font::strong, name_width(frame, width, mark)) + under_name(mark) +
           frame.text_height(person.organisation, Font::small, width - avatar_size - avatar_gap);
}

void draw_person(Frame& frame, Rect row, const PersonView& person, bool dimmed, const Mark* mark)
{
    // A long name takes a second line where there is room for it.
    const bool whole = person_height(frame, person, row.w, mark) <= row.h;
    const int size = std::min(avatar_size, row.h);
    const int name_lines = whole ? frame.text_height(person.name, Font::strong, name_width(frame, row.w, mark))
                                 : frame.line_height(Font::strong);
    frame.avatar(row.cut_left(size, avatar_gap).centred(size, size), person.initials, person.domain);
    const int between = under_name(mark);
    const int organisation_lines =
        whole ? frame.text_height(person.organisation, Font::small, row.w) : frame.line_height(Font::small);
    Rect text = row.centred(row.w, name_lines + organisation_lines + between);
    Rect first = text.cut_top(name_lines, between);
    if (mark) {
        const int middle = first.y + frame.line_height(Font::strong) / 2;
        const Rect badge = frame.badge_right({first.right(), middle}, mark->label, mark->status);
        first.w = std::max(0, badge.x - first.x - 12);
    }
    frame.text(
        first, person.name,
        {.font = Font::strong, .colour = dimmed ? theme::muted : theme::ink, .fit = whole ? Fit::wrap : Fit::shorten});
    frame.text(text, person.organisation,
               {.font = Font::small, .colour = theme::muted, .fit = whole ? Fit::wrap : Fit::shorten});
}

namespace {

/// What is going on stands out from what is done and what is to come.
Font mark_font(const Mark& mark)
{
    return mark.status == Status::now ? Font::strong : Font::body;
}

/// A sentence with its sign in `row`.
void draw_mark(Frame& frame, Rect row, const Mark& mark)
{
    const bool calm = mark.status == Status::neutral || mark.status == Status::ok;
    const bool now = mark.status == Status::now;
    const Colour colour = now ? theme::primary : calm ? theme::ink : colours_of(mark.status).text;
    const Icon icon = mark.status == Status::ok        ? Icon::check
                      : mark.status == Status::neutral ? Icon::none
                      : now                            ? Icon::right
                      : mark.status == Status::wrong   ? Icon::cross // told apart without its colour
                                                       : Icon::attention;
    Rect sign = row.cut_left(28, 16);
    sign.h = 34;
    if (icon != Icon::none)
        frame.icon(icon, sign.centred(26, 26), colour);
    else // not there yet
        frame.panel(sign.centred(22, 22), theme::surface, theme::muted, 11, 3);
    frame.text(row, mark.label, {.font = mark_font(mark), .colour = colour});
}

int mark_height(const Frame& frame, const Mark& mark, int width)
{
    return std::max(frame.text_height(mark.label, mark_font(mark), width - 44), 34);
}

} // namespace

int draw_marks(Frame& frame, Rect area, std::span<const Mark> marks)
{
    const int top = area.y;
    for (const Mark& mark : marks) draw_mark(frame, area.cut_top(mark_height(frame, mark, area.w), 14), mark);
    return area.y - top;
}

int marks_height(const Frame& frame, int width, std::span<const Mark> marks)
{
    int height = 0;
    for (const Mark& mark : marks) height += mark_height(frame, mark, width) + 14;
    return height;
}

namespace {

constexpr int jump_padding = 16;
constexpr int jump_arrow = 24;

int jump_text_width(int width)
{
    return width - 2 * jump_padding - jump_arrow - 12;
}

int jump_height(const Frame& frame, const JumpRow& row, int width)
{
    if (!row.jump) return mark_height(frame, row.mark, width - 2 * jump_padding);
    return std::max(mark_height(frame, row.mark, jump_text_width(width)) + 2 * jump_padding, frame.mm(12) + 1);
}

} // namespace

int jumps_height(const Frame& frame, int width, std::span<const JumpRow> rows)
{
    int height = 0;
    for (const JumpRow& row : rows) height += jump_height(frame, row, width) + 14;
    return height;
}

int draw_jumps(Frame& frame, Rect area, std::string_view name, std::span<const JumpRow> rows, Intents& intents)
{
    const int top = area.y;
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const JumpRow& one = rows[n];
        const Rect row = area.cut_top(jump_height(frame, one, area.w), 14);
        if (!one.jump) {
            draw_mark(frame, row.inset(jump_padding, 0), one.mark);
            continue;
        }
        const Tile tile = frame.tile(std::string{name} + "/" + std::to_string(n), one.mark.label, row);
        Rect inside = row.inset(jump_padding, 0);
        frame.icon(Icon::right, inside.cut_right(jump_arrow, 12).centred(jump_arrow, jump_arrow), theme::muted);
        draw_mark(frame, inside.centred(inside.w, mark_height(frame, one.mark, inside.w)), one.mark);
        if (tile.activated) intents.push_back(*one.jump);
    }
    return area.y - top;
}

namespace {

constexpr int warning_sign = 22 + 10;

} // namespace

int warning_height(const Frame& frame, const Sentence& warning, int width)
{
    return warning.empty() ? 0 : 6 + frame.text_height(warning, Font::small_strong, width - warning_sign);
}

int draw_warning(Frame& frame, Rect area, const Sentence& warning)
{
    const int height = warning_height(frame, warning, area.w);
    if (height == 0) return 0;
    const Colour colour = colours_of(Status::attention).text;
    area = area.cut_top(height);
    area.cut_top(6);
    Rect sign = area.cut_left(warning_sign - 10, 10);
    frame.icon(Icon::attention, sign.cut_top(frame.line_height(Font::small_strong)).centred(22, 22), colour);
    frame.text(area, warning, {.font = Font::small_strong, .colour = colour});
    return height;
}

int line_height_of(const Frame& frame, const CaseLine& line, int width, Font font)
{
    if (line.masked_because) return 36 + frame.text_height(*line.masked_because, Font::small, width);
    const int source = line.source.empty() ? 0 : frame.text_height(line.source, Font::small, width) + 4;
    return frame.text_height(line.text, font, width) + source + warning_height(frame, line.warning, width);
}

int draw_line(Frame& frame, Rect area, const CaseLine& line, Font font)
{
    const int top = area.y;
    if (line.masked_because) {
        Rect shade = area.cut_top(30, 6);
        shade.w = std::min(shade.w, 420);
        frame.masked(shade);
        area.cut_top(frame.text(area, *line.masked_because, {.font = Font::small, .colour = theme::muted}));
        return area.y - top;
    }
    area.cut_top(frame.text(area, line.text, {.font = font}), 4);
    if (!line.source.empty())
        area.cut_top(frame.text(area, line.source, {.font = Font::small, .colour = theme::muted}));
    area.cut_top(draw_warning(frame, area, line.warning));
    return area.y - top;
}

namespace {

constexpr int between = 12;

/// A label that is too wide for one line makes its button as high as it needs.
int flow_button_height(const Frame& frame, const FlowButton& one, int width)
{
    constexpr int beside_label = 32;
    return std::max(button_height, frame.text_height(one.label, ButtonStyle{}.font, width - beside_label) + 24);
}

/// Where each button stands, from the top left of `area`.
std::vector<Rect> flow_of(const Frame& frame, const Rect& area, std::span<const FlowButton> buttons)
{
    std::vector<Rect> places;
    places.reserve(buttons.size());
    int x = area.x;
    int y = area.y;
    for (const FlowButton& one : buttons) {
        const int width = std::min(area.w, frame.button_width(one.label));
        if (x > area.x && x + width > area.right()) {
            x = area.x;
            y = places.back().bottom() + between;
        }
        places.push_back({x, y, width, flow_button_height(frame, one, width)});
        x += width + between;
    }
    return places;
}

} // namespace

int flow_height(const Frame& frame, int width, std::span<const FlowButton> buttons)
{
    const std::vector<Rect> places = flow_of(frame, {0, 0, width, 0}, buttons);
    return places.empty() ? 0 : places.back().bottom();
}

int draw_flow(Frame& frame, Rect area, std::span<const FlowButton> buttons, std::optional<std::size_t>& chosen)
{
    const std::vector<Rect> places = flow_of(frame, area, buttons);
    for (std::size_t n = 0; n < buttons.size(); ++n)
        if (frame.button(buttons[n].name, buttons[n].label, places[n],
                         {.enabled = buttons[n].enabled, .selected = buttons[n].selected}))
            chosen = n;
    return places.empty() ? 0 : places.back().bottom() - area.y;
}

int draw_dates(Frame& frame, Rect area, std::string_view name, std::span<const DateChoice> dates, DateField field,
               Intents& intents)
{
    std::vector<FlowButton> buttons = numbered_buttons(name, dates);
    buttons.push_back({std::string{name} + "/kalender", Sentence{say::other_day}, false});
    std::optional<std::size_t> chosen;
    const int height = draw_flow(frame, area, buttons, chosen);
    if (chosen && *chosen < dates.size()) intents.push_back(intent::SelectDate{field, dates[*chosen].date});
    if (chosen && *chosen == dates.size()) intents.push_back(intent::OpenCalendar{field});
    return height;
}

int draw_field(Frame& frame, Rect area, std::string_view name, std::string_view caption, Field field,
               const std::string& text, Intents& intents, std::string_view hint, bool multi_line,
               const FieldExtras& extras)
{
    const int top = area.y;
    if (!caption.empty()) area.cut_top(frame.caption(area, caption), 10);
    if (!extras.flaw.empty()) area.cut_top(draw_flaw(frame, area, extras.flaw));
    const int large = extras.most > 0 ? frame.field_height(text, area.w, extras.most - (area.y - top)) : 130;
    const Rect box = area.cut_top(multi_line ? large : 76);
    const auto typed = frame.field(name, box, text,
                                   {.label = std::string{caption.empty() ? hint : caption},
                                    .placeholder = std::string{hint},
                                    .multi_line = multi_line,
                                    .takes_keys = extras.takes_keys,
                                    .capital = extras.capital,
                                    .offers = extras.offers,
                                    .max_code_points = multi_line ? 2'000U : 300U});
    if (typed) intents.push_back(intent::Type{field, *typed});
    return area.y - top;
}

int draw_flaw(Frame& frame, const Rect& area, std::string_view flaw)
{
    const Mark mark{Sentence{flaw}, Status::wrong};
    return draw_marks(frame, area, {&mark, 1});
}

bool draw_primary(Frame& frame, Rect row, std::string_view name, std::string_view label, std::string_view missing)
{
    const int width = std::max(320, frame.button_width(label));
    const bool pressed = frame.button(name, label, frame.cut_hand_side(row, width, gap),
                                      {.kind = ButtonKind::primary, .enabled = missing.empty()});
    frame.text(row, missing, {.colour = theme::muted, .valign = VAlign::middle});
    return pressed;
}

bool cramped(const Frame& frame, const Rect& inside)
{
    constexpr int least = 290; // a head, a field and what is done with it
    return !frame.editing().empty() && inside.h < least;
}

Rect sheet_head(Frame& frame, Rect inside, std::string_view title, Intents& intents)
{
    if (cramped(frame, inside)) return inside;
    Rect head = inside.cut_top(72, gap);
    const int width = frame.button_width(say::close);
    if (frame.button("sluiten", say::close, head.cut_right(width, gap))) intents.push_back(intent::CloseSheet{});
    frame.text(head, title, {.font = Font::heading, .valign = VAlign::middle, .fit = Fit::shorten});
    return inside;
}

void reserve_keyboard(Frame& frame, Rect& body)
{
    if (frame.editing().empty()) return;
    body.h = std::max(0, frame.area().bottom() - frame.keyboard_height() - gap - body.y);
}

void draw_keyboard(Frame& frame)
{
    if (frame.editing().empty()) return;
    Rect area = frame.area();
    frame.keyboard(area.cut_bottom(frame.keyboard_height()));
}

} // namespace casustafel::ui
