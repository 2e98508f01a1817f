#include "ui/frame.h"
#include "ui/frame_state.h"
#include "ui/say.h"
#include "ui/text.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace casustafel::ui {

namespace {

constexpr int button_padding = 34;
constexpr int button_icon = 26;
constexpr int icon_gap = 10;
constexpr int large_height = 104; // of a primary button

struct ButtonColours {
    Colour fill;
    Colour line;
    Colour text;
};

ButtonColours colours_of(const ButtonStyle& style, bool held)
{
    const bool on_bar =
        style.kind == ButtonKind::bar || style.kind == ButtonKind::bar_white || style.kind == ButtonKind::bar_quiet;
    if (!style.enabled && !on_bar) return {theme::disabled_surface, theme::line, theme::disabled_ink};
    if (style.selected) return {held ? theme::primary_pressed : theme::primary, theme::primary, theme::on_primary};
    switch (style.kind) {
    case ButtonKind::primary:
        return {held ? theme::primary_pressed : theme::primary, held ? theme::primary_pressed : theme::primary,
                theme::on_primary};
    case ButtonKind::secondary:
        return {held ? theme::pressed : theme::surface, theme::line, theme::ink};
    case ButtonKind::quiet:
        return {held ? theme::pressed : theme::soft, theme::soft_line, theme::primary};
    case ButtonKind::bar:
        return {held ? theme::primary_pressed : theme::bar_button, theme::bar_line,
                style.enabled ? theme::on_primary : theme::bar_muted};
    case ButtonKind::bar_white:
        // What can't be touched is an outline on the bar.
        if (!style.enabled) return {theme::primary, theme::bar_line, theme::bar_muted};
        return {held ? theme::pressed : theme::surface, theme::surface, theme::primary};
    case ButtonKind::bar_quiet:
        return {held ? theme::primary_pressed : theme::primary, held ? theme::primary_pressed : theme::primary,
                theme::on_primary};
    case ButtonKind::danger:
        return {held ? theme::pressed : theme::surface, theme::line, colours_of(Status::wrong).text};
    }
    return {theme::surface, theme::line, theme::ink};
}

std::string joined(std::string_view name, std::string_view part)
{
    return std::string{name} + "/" + std::string{part};
}

} // namespace

int Frame::button_width(std::string_view label, const ButtonStyle& style) const
{
    int width = text_width(label, style.font) + 2 * button_padding;
    for (const Icon icon : {style.icon, style.icon_after})
        if (icon != Icon::none) width += button_icon + (label.empty() ? 0 : icon_gap);
    return width;
}

bool Frame::button(std::string_view name, std::string_view label, const Rect& rect, const ButtonStyle& style)
{
    State& s = *state_;
    const bool activated =
        s.add(name, rect, style.role, style.spoken.empty() ? label : style.spoken, style.enabled, style.selected);
    if (!visible(rect)) return activated;
    const ButtonColours colours = colours_of(style, s.held(name));
    const int radius = style.kind == ButtonKind::quiet ? rect.h / 2 : 18;
    panel(rect, colours.fill, colours.line, radius, 2);
    const Silence silence{s.silent};

    int icons = 0;
    for (const Icon i : {style.icon, style.icon_after})
        if (i != Icon::none) icons += button_icon + (label.empty() ? 0 : icon_gap);
    // One word isn't broken: it takes the margins, and then small letters.
    const bool word = !label.contains(' ');
    const int wide = rect.w - 2 * 16 - icons;
    const bool tight =
        style.role == Role::tab || rect.w <= 3 * button_padding || (word && text_width(label, style.font) > wide);
    Rect inside = rect.inset(tight ? 4 : 16, 2);
    const int room = inside.w - icons;
    const Font own =
        word && style.font == Font::strong && text_width(label, Font::strong) > room ? Font::small_strong : style.font;
    // The one thing to do next may be read from further away.
    const bool large = style.kind == ButtonKind::primary && style.font == Font::strong && rect.h >= large_height &&
                       text_width(label, Font::subheading) <= room;
    const Font font = large ? Font::subheading : own;
    // A label that is too wide for one line takes two; the icons stay beside it.
    const int label_width = std::min(text_width(label, font), room);
    const int content = inside.w - room + label_width;
    inside = inside.centred(content, inside.h);
    if (style.icon != Icon::none)
        icon(style.icon, inside.cut_left(button_icon, label.empty() ? 0 : icon_gap), colours.text);
    if (style.icon_after != Icon::none)
        icon(style.icon_after, inside.cut_right(button_icon, label.empty() ? 0 : icon_gap), colours.text);
    text(inside, label, {.font = font, .colour = colours.text, .align = Align::centre, .valign = VAlign::middle});
    return activated;
}

int Frame::chip_width(std::string_view label) const
{
    return text_width(label, Font::small_strong) + 44;
}

bool Frame::chip(std::string_view name, std::string_view label, const Rect& rect, bool selected)
{
    return button(name, label, rect, {.kind = ButtonKind::quiet, .selected = selected, .font = Font::small_strong});
}

Tile Frame::tile(std::string_view name, std::string_view label, const Rect& rect, const TileStyle& style)
{
    State& s = *state_;
    const bool activated = s.add(name, rect, style.role, label, style.enabled, style.selected, style.value);
    const bool held = s.held(name);
    if (visible(rect)) {
        if (style.selected)
            panel(rect, held ? theme::pressed : theme::soft, theme::primary, 18, s.canvas.wishes.high_contrast ? 6 : 2);
        else if (style.line)
            panel(rect,
                  held            ? theme::pressed
                  : style.enabled ? theme::surface
                                  : theme::disabled_surface,
                  theme::line, 18, 2);
        else if (held)
            fill(rect, theme::pressed, 18);
    }
    return {activated, rect.inset(20, 16)};
}

bool Frame::check(std::string_view name, std::string_view label, const Rect& rect, bool checked, bool enabled)
{
    State& s = *state_;
    const bool activated = s.add(name, rect, Role::check, label, enabled, false, checked ? "aan" : "uit");
    if (!visible(rect)) return activated;
    if (s.held(name)) fill(rect, theme::pressed, 14);
    const Silence silence{s.silent};
    Rect inside = rect.inset(12, 0);
    const Rect box = inside.cut_left(40, 18).centred(40, 40);
    const Colour line = enabled ? theme::muted : theme::line;
    if (checked) {
        fill(box, enabled ? theme::primary : theme::disabled_ink, 10);
        icon(Icon::check, box.inset(4), theme::on_primary);
    } else {
        panel(box, theme::surface, line, 10, 3);
    }
    text(inside, label, {.colour = enabled ? theme::ink : theme::disabled_ink, .valign = VAlign::middle});
    return activated;
}

std::optional<std::size_t> Frame::tabs(std::string_view name, const Rect& rect, std::span<const std::string> labels,
                                       std::size_t selected)
{
    std::optional<std::size_t> activated;
    constexpr int between = 12;
    int natural = -between;
    for (const std::string& label : labels) natural += button_width(label, {}) + between;
    // Where all of them don't fit each gives up as much of its margin.
    const int less = natural <= rect.w || labels.empty()
                         ? 0
                         : (natural - rect.w + static_cast<int>(labels.size()) - 1) / static_cast<int>(labels.size());
    Rect left = rect;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const ButtonStyle style{.selected = i == selected, .role = Role::tab};
        const Rect tab = left.cut_left(button_width(labels[i], style) - less, between);
        if (button(joined(name, std::to_string(i)), labels[i], tab, style)) activated = i;
    }
    return activated;
}

std::optional<PadKey> Frame::pad(std::string_view name, const Rect& rect, const PadStyle& style)
{
    std::optional<PadKey> pressed;
    constexpr std::array order{1, 2, 3, 4, 5, 6, 7, 8, 9, -1, 0, -2};
    const std::vector<Rect> rows = rect.rows(4, 12);
    for (std::size_t i = 0; i < order.size(); ++i) {
        // The key that ends the code lies under the thumb of the hand that types.
        const bool turned = state_->canvas.wishes.left_handed && order[i] < 0;
        const Rect key = rows[i / 3].columns(3, 12)[turned ? 2 - i % 3 : i % 3];
        if (order[i] >= 0) {
            const std::string digit = std::to_string(order[i]);
            if (button(joined(name, digit), digit, key, {.enabled = style.digits_enabled, .font = Font::heading}))
                pressed = PadKey{PadKey::Kind::digit, order[i]};
        } else if (order[i] == -1 && !style.left.empty()) {
            if (button(joined(name, "wis"), style.left, key, {.enabled = style.digits_enabled}))
                pressed = PadKey{PadKey::Kind::left, 0};
        } else if (order[i] == -2 && !style.right.empty()) {
            if (button(joined(name, "ok"), style.right, key,
                       {.kind = ButtonKind::primary, .enabled = style.right_enabled}))
                pressed = PadKey{PadKey::Kind::right, 0};
        }
    }
    if (pressed || !state_->io.editing.empty() || state_->typed.empty()) return pressed;
    // Typing on a USB keyboard counts as touching the keys, one a frame.
    std::vector<InputEvent> typed = std::move(state_->typed);
    state_->typed.clear();
    state_->io.waiting.insert(state_->io.waiting.begin(), typed.begin() + 1, typed.end());
    if (const auto* text = std::get_if<TextEvent>(&typed.front()); text != nullptr && text->text.size() == 1) {
        const char c = text->text.front();
        if (c >= '0' && c <= '9' && style.digits_enabled) return PadKey{PadKey::Kind::digit, c - '0'};
    }
    if (const auto* key = std::get_if<KeyEvent>(&typed.front()); key != nullptr) {
        if (key->key == Key::backspace && !style.left.empty() && style.digits_enabled)
            return PadKey{PadKey::Kind::left, 0};
        if (key->key == Key::enter && !style.right.empty() && style.right_enabled) {
            state_->submit = false;
            return PadKey{PadKey::Kind::right, 0};
        }
    }
    return pressed;
}

namespace {

// A pen stroke as discs close to each other: quads of the atlas, so that it is the same picture on every processor.
void draw_stroke(const Canvas::State& canvas, const Metrics& m, const Rect& box, const Stroke& stroke)
{
    const int radius = std::max(2, m.px(3));
    for (std::size_t i = 0; i < stroke.size(); ++i) {
        const StrokePoint& to = stroke[i];
        const StrokePoint& from = stroke[i == 0 ? 0 : i - 1];
        const int x0 = m.px(box.x + from.x);
        const int y0 = m.px(box.y + from.y);
        const int dx = m.px(box.x + to.x) - x0;
        const int dy = m.px(box.y + to.y) - y0;
        const int steps = std::max({std::abs(dx), std::abs(dy), 1});
        for (int step = 0; step <= steps; ++step)
            canvas.disc(x0 + dx * step / steps, y0 + dy * step / steps, radius, theme::ink);
    }
}

// The pen that the arrow keys move: full while it draws, hollow while it is lifted.
void draw_pen(const Canvas::State& canvas, const Metrics& m, const Rect& box, const Drawing& drawing)
{
    const Point at = drawing.pen.value_or(pen_start(box));
    const int x = m.px(box.x + at.x);
    const int y = m.px(box.y + at.y);
    canvas.disc(x, y, std::max(6, m.px(11)), theme::primary);
    if (drawing.lifted) canvas.disc(x, y, std::max(3, m.px(6)), theme::surface);
}

} // namespace

std::optional<Strokes> Frame::signature(std::string_view name, const Rect& rect, const Strokes& strokes)
{
    State& s = *state_;
    s.add(name, rect, Role::drawing, say::signature, true, false,
          count(static_cast<int>(strokes.size()), say::line_count));
    panel(rect, theme::surface, theme::line, 18, 2);
    // The line to sign on.
    Rect base = rect.inset(48, 0);
    base.y = rect.bottom() - rect.h / 4;
    separator(base);
    const auto under_way = s.io.drawings.find(std::string{name});
    const bool drawn = !strokes.empty() || (under_way != s.io.drawings.end() && (!under_way->second.under_way.empty() ||
                                                                                 !under_way->second.finished.empty()));
    if (!drawn) // what the box is for, until something is in it
        text({rect.x, rect.y, rect.w, base.y - rect.y}, say::draw_here,
             {.colour = theme::muted, .align = Align::centre, .valign = VAlign::middle});
    s.push_clip(rect.inset(2));
    for (const Stroke& stroke : strokes) draw_stroke(s.canvas, s.metrics(), rect, stroke);
    if (s.io.ring && s.io.focus == name) {
        text({base.x, base.y, base.w, rect.bottom() - base.y}, say::draw_with_keys,
             {.font = Font::small, .colour = theme::muted, .align = Align::centre, .valign = VAlign::middle});
        draw_pen(s.canvas, s.metrics(), rect, s.io.drawings[std::string{name}]);
    }
    std::optional<Strokes> result;
    if (const auto drawing = s.io.drawings.find(std::string{name}); drawing != s.io.drawings.end()) {
        for (const auto& [finger, stroke] : drawing->second.under_way) draw_stroke(s.canvas, s.metrics(), rect, stroke);
        for (const Stroke& stroke : drawing->second.finished) draw_stroke(s.canvas, s.metrics(), rect, stroke);
        if (!drawing->second.finished.empty()) {
            result = strokes;
            result->insert(result->end(), drawing->second.finished.begin(), drawing->second.finished.end());
            drawing->second.finished.clear();
        } else if (strokes.empty() && drawing->second.under_way.empty()) {
            drawing->second.started_ms = 0; // wiped: the next signature starts its own clock
        }
    }
    s.pop_clip();
    return result;
}

} // namespace casustafel::ui
