#include "ui/screens/technical_parts.h"

#include "ui/say.h"

#include <algorithm>
#include <string>

namespace casustafel::ui {

namespace {

constexpr int label_room = 264;

Mark display_mark(const DeviceChecks& checks)
{
    const std::string width = std::to_string(checks.width_px);
    const std::string height = std::to_string(checks.height_px);
    if (checks.width_px == checks.panel_width_px && checks.height_px == checks.panel_height_px)
        return {fill(say::first_display_good, {width, height}), Status::ok};
    return {fill(say::first_display_other,
                 {width, height, std::to_string(checks.panel_width_px), std::to_string(checks.panel_height_px)}),
            Status::attention};
}

Mark clock_mark(const DeviceChecks& checks)
{
    const Sentence day = long_date(checks.calendar->day_of(checks.now));
    const Sentence time = clock_time(checks.calendar->time_of_day(checks.now));
    return {fill(checks.clock_trusted ? say::first_clock_good : say::first_clock_loose, {day, time}),
            checks.clock_trusted ? Status::ok : Status::attention};
}

Mark bureau_mark(const DeviceChecks& checks)
{
    switch (checks.reached) {
    case BureauContact::unknown:
        return {Sentence{say::first_bureau_unknown}, Status::neutral};
    case BureauContact::reached:
        return {Sentence{say::first_bureau_reached}, Status::ok};
    case BureauContact::not_reached:
        return {Sentence{say::first_bureau_not_reached}, Status::attention};
    case BureauContact::other:
        return {Sentence{say::first_bureau_other}, Status::wrong};
    }
    return {};
}

Mark storage_mark(const DeviceChecks& checks)
{
    if (!checks.writable) return {Sentence{say::first_storage_bad}, Status::wrong};
    const auto gigabytes = static_cast<int>(checks.free_bytes / 1'000'000'000);
    return {fill(say::first_storage_good, {number_in_digits(gigabytes)}), Status::ok};
}

} // namespace

int draw_device_rows(Frame& frame, Rect content, const std::vector<DeviceRow>& rows)
{
    for (const DeviceRow& row : rows) {
        const int label = std::min(label_room, content.w * 2 / 5);
        const int value = content.w - label - gap;
        const int height = std::max(72, frame.text_height(row.value, Font::strong, value) + 24);
        Rect line = content.cut_top(height);
        frame.separator(line);
        frame.text(line.cut_left(label, gap), row.label, {.colour = theme::muted, .valign = VAlign::middle});
        frame.text(line, row.value, {.font = Font::strong, .valign = VAlign::middle});
    }
    return content.y;
}

std::vector<Mark> check_marks(const DeviceChecks& checks)
{
    if (checks.looking) return {{Sentence{say::first_looking}, Status::neutral}};
    return {display_mark(checks), clock_mark(checks), bureau_mark(checks), storage_mark(checks)};
}

Mark touch_mark(const std::set<std::size_t>& touched)
{
    if (touched.size() == touch_points) return {Sentence{say::first_touch_good}, Status::ok};
    return {fill(say::first_touch_skipped, {std::to_string(touched.size())}), Status::attention};
}

void draw_marks_card(Frame& frame, const Rect& rect, std::string_view name, std::string_view heading,
                     const std::vector<Mark>& marks)
{
    Rect inside = frame.card(rect);
    inside.cut_top(frame.text(inside, heading, {.font = Font::heading}), gap);
    frame.scroll(name, inside, [&](Rect content) {
        content.cut_top(draw_marks(frame, content, marks));
        return content.y;
    });
}

TouchTest draw_touch_test(Frame& frame, std::string_view name, const std::set<std::size_t>& touched,
                          std::string_view step)
{
    TouchTest test;
    frame.fill(frame.area(), theme::background);
    const Rect area = frame.area().inset(12);
    const int size = std::max(frame.mm(16), 132);
    for (std::size_t n = 0; n < touch_points; ++n) {
        const int column = static_cast<int>(n) % 3;
        const int row = static_cast<int>(n) / 3;
        const Rect point{area.x + (area.w - size) * column / 2, area.y + (area.h - size) * row / 2, size, size};
        const bool done = touched.contains(n);
        const Sentence spoken = fill(say::first_point, {std::to_string(n + 1)});
        if (frame.button(
                std::string{name} + "/punt/" + std::to_string(n), done ? "" : std::to_string(n + 1), point,
                {.selected = done, .icon = done ? Icon::check : Icon::none, .font = Font::heading, .spoken = spoken}))
            test.point = n;
    }
    const int between = (area.h - 3 * size) / 2;
    const std::string_view title = step.empty() ? std::string_view{say::first_touch_all} : step;
    Rect upper = Rect{area.x, area.y + size, area.w, between}.inset(margin, 12);
    const int text = std::min(1000, upper.w);
    const int lines =
        frame.text_height(title, Font::title, text) + 12 + frame.text_height(say::first_touch_why, Font::body, text);
    upper = upper.centred(text, std::min(lines, upper.h));
    upper.cut_top(frame.text(upper, title, {.font = Font::title, .align = Align::centre}), 12);
    frame.text(upper, say::first_touch_why, {.colour = theme::muted, .align = Align::centre});
    const Rect lower{area.x, area.y + area.h - size - between, area.w, between};
    const ButtonStyle back{.icon = Icon::left};
    const int width = std::max({280, frame.button_width(say::first_skip), frame.button_width(say::back, back)});
    Rect row = lower.centred(step.empty() ? width : 2 * width + gap, button_height);
    if (!step.empty() && frame.button(std::string{name} + "/terug", say::back, row.cut_left(width, gap), back))
        test.left = true;
    if (frame.button(std::string{name} + "/overslaan", say::first_skip, row)) test.skipped = true;
    return test;
}

std::optional<PadKey> draw_secret_pad(Frame& frame, std::string_view name, const Rect& rect, std::size_t typed,
                                      const PadStyle& style)
{
    constexpr int dots_height = 44;
    constexpr int under_dots = 36;
    constexpr int pad_height = 480; // as on the lock screen
    Rect column = rect.centred(std::min(540, rect.w), std::min(rect.h, dots_height + under_dots + pad_height));
    const Rect dots = column.cut_top(dots_height, under_dots);
    const auto filled = static_cast<int>(typed);
    frame.pin_dots({dots.x, dots.y}, filled, std::max(6, filled), dots.w);
    return frame.pad(name, column, style);
}

bool draw_back(Frame& frame, Rect& row, std::string_view name)
{
    const ButtonStyle style{.icon = Icon::left};
    return frame.button(name, say::back, row.cut_left(frame.button_width(say::back, style), gap), style);
}

int side_width(const Rect& body)
{
    return std::min(720, body.w * 9 / 20);
}

} // namespace casustafel::ui
