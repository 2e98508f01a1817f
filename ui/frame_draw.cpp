#include "ui/frame.h"
#include "ui/frame_state.h"
#include "ui/text_edit.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int per_pixel = 64; // text widths are kept in 1/64 pixel

Measure measure_of(const Canvas::State& canvas, Font font)
{
    return [&canvas, font](std::string_view text) { return canvas.text_width(font, text); };
}

// As much of the text as fits, with an ellipsis.
std::string shortened(std::string_view text, int width, const Measure& measure)
{
    std::size_t end = text.size();
    while (end > 0) {
        end = previous_code_point(text, end);
        std::string candidate{text.substr(0, end)};
        while (candidate.ends_with(' ')) candidate.pop_back();
        candidate += "…";
        if (measure(candidate) <= width) return candidate;
    }
    return "…";
}

// What of a text fits in its first `most` lines, which is what `lines` become.
std::string clamped(std::string_view text, std::vector<Line>& lines, std::size_t most, int width,
                    const Measure& measure)
{
    lines.resize(most);
    Line& last = lines.back();
    const std::string_view rest = text.substr(last.begin);
    std::string shown{text.substr(0, last.begin)};
    shown += shortened(rest.substr(0, rest.find('\n')), width, measure);
    last = {last.begin, shown.size()};
    return shown;
}

/// A line as it is drawn: a dot between two parts goes where the line breaks there.
std::string line_of(std::string_view text, const Line& line)
{
    constexpr std::string_view behind = " ·";
    constexpr std::string_view before = "· ";
    std::string_view part = text.substr(line.begin, line.end - line.begin);
    if (line.end < text.size() && part.ends_with(behind)) part.remove_suffix(behind.size());
    if (line.begin > 0 && text[line.begin - 1] == ' ' && part.starts_with(before)) part.remove_prefix(before.size());
    return std::string{part} + (line.hyphen ? "-" : "");
}

/// Where a line of text lies; `x` in 1/64 pixel, the rest in pixels.
struct LinePlace {
    int x;
    int top;
    int bottom;
};

// Under the marked parts of one line: a shade and a rule, so that colour isn't all that tells them apart.
void emphasise(const Frame::State& s, const Line& line, std::string_view text, const TextStyle& style,
               const LinePlace& place)
{
    const auto width_until = [&](std::size_t end) {
        return s.canvas.text_width(style.font, text.substr(line.begin, end - line.begin));
    };
    const int rule = std::max(1, s.metrics().px(3));
    for (const Emphasis& mark : style.marks) {
        const std::size_t begin = std::clamp(mark.begin, line.begin, line.end);
        const std::size_t end = std::clamp(mark.end, line.begin, line.end);
        if (begin == end) continue;
        const int left = (place.x + width_until(begin)) / per_pixel;
        const int right = (place.x + width_until(end) + per_pixel - 1) / per_pixel;
        s.canvas.fill({left, place.top, right, place.bottom}, theme::soft);
        s.canvas.fill({left, place.bottom - rule, right, place.bottom}, theme::primary);
    }
}

} // namespace

int Frame::text_width(std::string_view text, Font font) const
{
    const int sixty_fourths = state_->canvas.text_width(font, text);
    return state_->metrics().units_up((sixty_fourths + per_pixel - 1) / per_pixel);
}

int Frame::line_height(Font font) const
{
    return state_->metrics().line_height(font);
}

int Frame::text_height(std::string_view text, Font font, int width) const
{
    const int room = state_->metrics().px(width) * per_pixel;
    const Measure measure = measure_of(state_->canvas, font);
    return line_height(font) * static_cast<int>(wrap(text, room, measure, WordBreak::syllable).size());
}

int Frame::last_line_width(std::string_view text, Font font, int width) const
{
    const Measure measure = measure_of(state_->canvas, font);
    const Line last = wrap(text, state_->metrics().px(width) * per_pixel, measure, WordBreak::syllable).back();
    return text_width(text.substr(last.begin, last.end - last.begin), font);
}

void Frame::fill(const Rect& rect, Colour colour, int radius)
{
    state_->canvas.fill_round(state_->pixels(rect), colour, state_->metrics().px(radius));
}

void Frame::panel(const Rect& rect, Colour fill_colour, Colour line, int radius, int thickness)
{
    auto box = state_->pixels(rect);
    const int r = state_->metrics().px(radius);
    const int t = std::max(1, state_->metrics().px(thickness));
    if (line == fill_colour || thickness == 0) {
        state_->canvas.fill_round(box, fill_colour, r);
        return;
    }
    state_->canvas.fill_round(box, line, r);
    box = {box.x0 + t, box.y0 + t, box.x1 - t, box.y1 - t};
    state_->canvas.fill_round(box, fill_colour, std::max(0, r - t));
}

void Frame::separator(const Rect& rect)
{
    auto box = state_->pixels(rect);
    box.y1 = box.y0 + std::max(1, state_->metrics().px(1));
    state_->canvas.fill(box, theme::line);
}

void Frame::icon(Icon icon, const Rect& rect, Colour colour)
{
    if (icon == Icon::none) return;
    const auto box = state_->pixels(rect);
    const Sprite sprite = state_->canvas.sprites.icon(icon, std::min(box.x1 - box.x0, box.y1 - box.y0));
    state_->canvas.blit((box.x0 + box.x1 - sprite.size) / 2, (box.y0 + box.y1 - sprite.size) / 2, sprite, colour);
}

int Frame::text(const Rect& rect, std::string_view text, const TextStyle& style)
{
    State& s = *state_;
    const Metrics& m = s.metrics();
    const Measure measure = measure_of(s.canvas, style.font);
    const int room = m.px(rect.w) * per_pixel;
    const int line_height = m.line_height(style.font);
    const std::string_view whole = text;
    std::string short_text;
    std::vector<Line> lines{{0, text.size()}};
    bool fits = true;
    if (style.fit == Fit::wrap) {
        lines = wrap(text, room, measure, WordBreak::syllable);
        // A line that is higher than a tight box still shows its letters: they take less than the line.
        fits = line_height * static_cast<int>(lines.size()) <= rect.h + line_height / 4;
    } else if (style.fit == Fit::clamp) {
        lines = wrap(text, room, measure, WordBreak::syllable);
        const auto most = static_cast<std::size_t>(std::max(1, (rect.h + line_height / 4) / line_height));
        if (lines.size() > most) {
            short_text = clamped(text, lines, most, room, measure);
            text = short_text;
        }
    } else if (measure(text) > room) {
        fits = style.fit == Fit::shorten;
        short_text = shortened(text, room, measure);
        text = short_text;
        lines = {{0, text.size()}};
    }
    const int height = line_height * static_cast<int>(lines.size());
    if (!visible({rect.x, rect.y, std::max(1, rect.w), std::max(rect.h, height)})) return height;
    s.record({rect.x, rect.y, rect.w, std::max(rect.h, height)}, whole, text == whole ? std::string_view{} : text);
    if (!fits) s.clipped.emplace_back(text);

    int y = rect.y;
    if (style.valign == VAlign::middle) y += (rect.h - height) / 2;
    if (style.valign == VAlign::bottom) y += rect.h - height;
    const ImFont& font = s.canvas.font(style.font);
    const int letters_px = static_cast<int>(font.Ascent - font.Descent);
    for (const Line& line : lines) {
        std::string part = line_of(text, line);
        int x = m.px(rect.x) * per_pixel;
        if (style.align == Align::centre) x += (room - measure(part)) / 2;
        if (style.align == Align::right) x += room - measure(part);
        const int top_px = m.px(y) + (m.px(y + line_height) - m.px(y) - letters_px) / 2;
        emphasise(s, line, text, style, {x, m.px(y), m.px(y + line_height)});
        s.canvas.text(style.font, x, top_px, part, style.colour);
        y += line_height;
    }
    return height;
}

} // namespace casustafel::ui
