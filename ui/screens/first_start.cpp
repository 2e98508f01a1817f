#include "ui/say.h"
#include "ui/screens/first_start_parts.h"

#include <utility>

namespace casustafel::ui::first_start {

namespace {

std::vector<DeviceRow> rows_of(const Facts& facts)
{
    const Provision& file = facts.provision;
    std::vector<DeviceRow> rows;
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
    body.cut_top(frame.bar_height() + margin);
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
    std::vector<Mark> marks = check_marks(facts);
    if (state.touch_skipped || state.touched.size() == touch_points) marks.push_back(touch_mark(state.touched));
    draw_marks_card(frame, column, "eerst/controle", say::first_checks, marks);

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
        return draw_device_rows(frame, content, rows_of(facts));
    });
}

void draw_done(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    Rect column = frame.cut_hand_side(body, side_width(body), margin);
    if (draw_primary_below(frame, column, "eerst/klaar", say::first_finish, true)) intents.emplace_back(intent::GoOn{});
    std::vector<Mark> marks = check_marks(facts);
    marks.push_back(touch_mark(state.touched));
    draw_marks_card(frame, column, "eerst/controle", say::first_results, marks);
    Rect inside = frame.card(body);
    inside.cut_top(frame.text(inside, say::first_is_ready, {.font = Font::title}), gap);
    frame.scroll("eerst/apparaat", inside, [&](Rect content) {
        std::vector<DeviceRow> rows = rows_of(facts);
        if (facts.certificate_ends)
            rows.push_back({say::first_certificate, long_date(facts.calendar->day_of(*facts.certificate_ends))});
        return draw_device_rows(frame, content, rows);
    });
}

Intents draw(Frame& frame, const State& state, const Facts& facts)
{
    Intents intents;
    frame.prefer(state.preferences);
    if (state.step == Step::touch) {
        const TouchTest test = draw_touch_test(frame, "eerst", state.touched,
                                               fill(say::first_step, {"2", in_small_letters(say::first_touch_all)}));
        if (test.point) intents.emplace_back(intent::TouchPoint{*test.point});
        if (test.skipped) intents.emplace_back(intent::SkipTouch{});
        if (test.left) intents.emplace_back(intent::GoBack{});
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
