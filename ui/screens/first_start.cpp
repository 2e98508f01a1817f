#include "ui/say.h"
#include "ui/screens/first_start_parts.h"

#include <algorithm>
#include <utility>

namespace casustafel::ui::first_start {

namespace {

constexpr int label_room = 240;

struct Row {
    std::string_view label;
    Sentence value;
};

/// What is known about the device, a line each; returns the y it reached.
int draw_rows(Frame& frame, Rect content, const std::vector<Row>& rows)
{
    for (const Row& row : rows) {
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

std::vector<Row> rows_of(const Facts& facts)
{
    const Provision& file = facts.provision;
    std::vector<Row> rows;
    if (!file.device.empty()) {
        rows.push_back({say::first_device, file.device});
        rows.push_back({say::first_room, file.room});
        rows.push_back({say::first_bureau, file.bureau});
        rows.push_back({say::first_address, file.address});
    }
    rows.push_back({say::first_board, facts.board});
    rows.push_back({say::first_software, facts.software});
    return rows;
}

Mark display_mark(const Facts& facts)
{
    const std::string width = std::to_string(facts.width_px);
    const std::string height = std::to_string(facts.height_px);
    if (facts.width_px == facts.panel_width_px && facts.height_px == facts.panel_height_px)
        return {fill(say::first_display_good, {width, height}), Status::ok};
    return {fill(say::first_display_other,
                 {width, height, std::to_string(facts.panel_width_px), std::to_string(facts.panel_height_px)}),
            Status::attention};
}

Mark clock_mark(const Facts& facts)
{
    const Sentence day = long_date(facts.calendar->day_of(facts.now));
    const Sentence time = clock_time(facts.calendar->time_of_day(facts.now));
    return {fill(facts.clock_trusted ? say::first_clock_good : say::first_clock_loose, {day, time}),
            facts.clock_trusted ? Status::ok : Status::attention};
}

Mark bureau_mark(const Facts& facts)
{
    switch (facts.reached) {
    case Bureau::unknown:
        return {Sentence{say::first_bureau_unknown}, Status::neutral};
    case Bureau::reached:
        return {Sentence{say::first_bureau_reached}, Status::ok};
    case Bureau::not_reached:
        return {Sentence{say::first_bureau_not_reached}, Status::attention};
    case Bureau::other:
        return {Sentence{say::first_bureau_other}, Status::wrong};
    }
    return {};
}

Mark storage_mark(const Facts& facts)
{
    if (!facts.writable) return {Sentence{say::first_storage_bad}, Status::wrong};
    const auto gigabytes = static_cast<int>(facts.free_bytes / 1'000'000'000);
    return {fill(say::first_storage_good, {number_in_digits(gigabytes)}), Status::ok};
}

std::vector<Mark> marks_of(const Facts& facts)
{
    if (facts.looking) return {{Sentence{say::first_looking}, Status::neutral}};
    return {display_mark(facts), clock_mark(facts), bureau_mark(facts), storage_mark(facts)};
}

Mark touch_mark(const State& state)
{
    if (state.touched.size() == points) return {Sentence{say::first_touch_good}, Status::ok};
    return {fill(say::first_touch_skipped, {std::to_string(state.touched.size())}), Status::attention};
}

/// A card with a heading and marks that scrolls when there are too many.
void draw_marks_card(Frame& frame, const Rect& rect, std::string_view heading, const std::vector<Mark>& marks)
{
    Rect inside = frame.card(rect);
    inside.cut_top(frame.text(inside, heading, {.font = Font::heading}), gap);
    frame.scroll("eerst/controle", inside, [&](Rect content) {
        content.cut_top(draw_marks(frame, content, marks));
        return content.y;
    });
}

int side_width(const Rect& body)
{
    return std::min(720, body.w * 9 / 20);
}

std::pair<int, Sentence> step_of(const State& state)
{
    switch (state.step) {
    case Step::welcome:
        return {1, Sentence{say::first_step_welcome}};
    case Step::choose:
    case Step::repeat:
        return {3, Sentence{say::first_step_secret}};
    case Step::busy:
        return {4, Sentence{say::first_step_busy}};
    case Step::touch: // has the whole screen
    case Step::done:
        break;
    }
    return {0, Sentence{say::first_step_done}};
}

Rect draw_head(Frame& frame, const State& state, const Facts& facts)
{
    frame.fill(frame.area(), theme::background);
    const auto [number, what] = step_of(state);
    Rect bar = frame.bar(say::first_title, number == 0 ? what : fill(say::first_step, {std::to_string(number), what}));
    if (facts.development && bar.w > frame.text_width(say::development_device, Font::strong) + 80)
        frame.pill(bar, say::development_device);
    Rect body = frame.area();
    body.cut_top(bar_height + margin);
    return {body.x + margin, body.y, body.w - 2 * margin, body.h - margin};
}

} // namespace

bool draw_primary_below(Frame& frame, Rect& column, std::string_view name, std::string_view label, bool enabled)
{
    return frame.button(name, label, column.cut_bottom(primary_height, gap),
                        {.kind = ButtonKind::primary, .enabled = enabled});
}

void draw_welcome(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    Rect column = frame.cut_hand_side(body, side_width(body), margin);
    if (draw_primary_below(frame, column, "eerst/verder", say::first_go_on, may_set_up(facts)))
        intents.emplace_back(intent::GoOn{});
    if (frame.button("eerst/kijk", say::first_look_again, column.cut_bottom(button_height, gap),
                     {.enabled = !facts.looking}))
        intents.emplace_back(intent::LookAgain{});
    std::vector<Mark> marks = marks_of(facts);
    if (state.touch_skipped || state.touched.size() == points) marks.push_back(touch_mark(state));
    draw_marks_card(frame, column, say::first_checks, marks);

    Rect inside = frame.card(body);
    inside.cut_top(frame.text(inside, say::first_this_device, {.font = Font::heading}), gap);
    frame.scroll("eerst/apparaat", inside, [&](Rect content) {
        const Provision& file = facts.provision;
        if (!file.there && !facts.looking) {
            const Mark missing{Sentence{say::first_no_file}, Status::attention};
            content.cut_top(draw_marks(frame, content, {&missing, 1}));
            content.cut_top(frame.text(content, say::first_where_to_put), gap);
        } else if (!file.flaw.empty()) {
            const Mark flawed{fill(say::first_file_flawed, {file.flaw}), Status::wrong};
            content.cut_top(draw_marks(frame, content, {&flawed, 1}));
            content.cut_top(frame.text(content, say::first_where_to_put), gap);
        }
        return draw_rows(frame, content, rows_of(facts));
    });
}

void draw_done(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    Rect column = frame.cut_hand_side(body, side_width(body), margin);
    if (draw_primary_below(frame, column, "eerst/klaar", say::first_finish, true)) intents.emplace_back(intent::GoOn{});
    std::vector<Mark> marks = marks_of(facts);
    marks.push_back(touch_mark(state));
    draw_marks_card(frame, column, say::first_results, marks);
    Rect inside = frame.card(body);
    inside.cut_top(frame.text(inside, say::first_is_ready, {.font = Font::title}), gap);
    frame.scroll("eerst/apparaat", inside, [&](Rect content) {
        std::vector<Row> rows = rows_of(facts);
        if (facts.certificate_ends)
            rows.push_back({say::first_certificate, long_date(facts.calendar->day_of(*facts.certificate_ends))});
        return draw_rows(frame, content, rows);
    });
}

Intents draw(Frame& frame, const State& state, const Facts& facts)
{
    Intents intents;
    frame.prefer(state.preferences);
    if (state.step == Step::touch) {
        draw_touch(frame, state, intents);
        return intents;
    }
    const Rect body = draw_head(frame, state, facts);
    switch (state.step) {
    case Step::welcome:
        draw_welcome(frame, body, state, facts, intents);
        break;
    case Step::touch:
        break;
    case Step::choose:
    case Step::repeat:
        draw_secret(frame, body, state, facts, intents);
        break;
    case Step::busy:
        draw_busy(frame, body, facts, intents);
        break;
    case Step::done:
        draw_done(frame, body, state, facts, intents);
        break;
    }
    return intents;
}

} // namespace casustafel::ui::first_start
