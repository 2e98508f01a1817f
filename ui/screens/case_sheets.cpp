#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int criterion_field_height = 120;

Mark mark_of(const CriterionRow& row)
{
    return !row.met   ? Mark{Sentence{say::untested}, Status::attention}
           : *row.met ? Mark{Sentence{say::is_met}, Status::ok}
                      : Mark{Sentence{say::is_not_met}, Status::wrong};
}

/// Beside the words stands how it was tested.
int criterion_words(const Frame& frame, const CriterionRow& row, int width)
{
    return width - 40 - frame.badge_width(mark_of(row).label) - 14;
}

/// With why, as far as somebody said.
int criterion_height(const Frame& frame, const CriterionRow& row, int width)
{
    const int words = criterion_words(frame, row, width);
    const int why = row.motivation.empty() ? 0 : frame.text_height(row.motivation, Font::small, words);
    return std::max(84, 32 + frame.text_height(row.label, Font::body, words) + why);
}

void draw_criterion(Frame& frame, const Rect& rect, std::size_t number, const CriteriaSheetView& view, Intents& intents)
{
    const CriterionRow& row = view.rows[number];
    const Tile tile =
        frame.tile("criterium/" + std::to_string(number), row.label, rect, {.selected = row.id == view.chosen});
    Rect text = tile.inside;
    const Mark mark = mark_of(row);
    const Rect badge = frame.badge_right({text.right(), text.centre().y}, mark.label, mark.status);
    text.w = badge.x - text.x - 14;
    const int label = frame.text_height(row.label, Font::body, text.w);
    const int why = row.motivation.empty() ? 0 : frame.text_height(row.motivation, Font::small, text.w);
    text = text.centred(text.w, label + why);
    frame.text(text.cut_top(label), row.label);
    if (why > 0) frame.text(text, row.motivation, {.font = Font::small, .colour = theme::muted});
    if (tile.activated)
        intents.push_back(intent::OpenSheet{.sheet = Sheet::criteria, .criterion = row.id, .in_case = view.in_case});
}

void draw_criteria_sheet(Frame& frame, Rect inside, const CriteriaSheetView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, view.title, intents);
    if (frame.editing().empty()) inside.cut_top(frame.text(inside, say::no_ground_text, {.colour = theme::muted}), gap);
    const bool may_save = view.missing.empty();
    const std::vector<Rect> buttons = inside.cut_bottom(button_height, 12).columns(2, gap);
    if (!may_save && frame.editing().empty())
        frame.text(inside.cut_bottom(frame.line_height(Font::body), 12), view.missing, {.colour = theme::muted});
    draw_field(frame, inside.cut_bottom(criterion_field_height, gap), "criterium/waarom", say::motivation,
               Field::motivation, view.motivation, intents, say::conclusion_hint);
    frame.scroll("criteria", inside, [&](Rect content) {
        for (std::size_t n = 0; n < view.rows.size(); ++n)
            draw_criterion(frame, content.cut_top(criterion_height(frame, view.rows[n], content.w), 12), n, view,
                           intents);
        return content.y;
    });
    if (frame.button("criterium/ja", say::is_met, buttons[0], {.kind = ButtonKind::primary, .enabled = may_save}))
        intents.push_back(intent::SaveCriterion{true});
    if (frame.button("criterium/nee", say::is_not_met, buttons[1], {.enabled = may_save}))
        intents.push_back(intent::SaveCriterion{false});
}

constexpr int presence_row = 96;

void draw_presence_sheet(Frame& frame, Rect inside, const CaseView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, say::who_is_here, intents);
    if (frame.check("tafel/betrokkene", say::subject_switch, inside.cut_top(button_height, 12), view.subject_here))
        intents.push_back(intent::Perform{view.seat_subject});
    frame.scroll("tafel", inside, [&](Rect content) {
        for (const PresenceRow& row : view.presence) {
            const std::string_view label = row.here ? say::here : say::not_here;
            const Icon icon = row.here ? Icon::check : Icon::none;
            const int width = content.w - 40 - frame.badge_width(label, icon) - 14;
            const int height = std::max(presence_row, 32 + person_height(frame, row.person, width));
            const Tile tile =
                frame.tile("tafel/" + row.person.id.value(), row.person.name, content.cut_top(height, 12));
            Rect text = tile.inside;
            const Rect badge = frame.badge_right({text.right(), text.centre().y}, label,
                                                 row.here ? Status::ok : Status::neutral, icon);
            text.w = badge.x - text.x - 14;
            draw_person(frame, text, row.person, !row.here);
            if (tile.activated) intents.push_back(intent::Perform{row.change});
        }
        return content.y;
    });
}

/// Who takes it back: the chair, or the owner who is there. Returns the height.
int draw_withdrawers(Frame& frame, Rect content, const WithdrawSheetView& view, Intents& intents)
{
    const int top = content.y;
    content.cut_top(frame.caption(content, say::withdraw_by), 10);
    std::optional<std::size_t> chosen;
    content.cut_top(draw_flow(frame, content, numbered_buttons("intrekken/door", view.by), chosen));
    if (chosen) {
        RecordDraft next;
        next.person = view.by[*chosen].first;
        intents.push_back(intent::SetRecord{next});
    }
    return content.y - top;
}

void draw_withdraw_sheet(Frame& frame, Rect inside, const WithdrawSheetView& view, Intents& intents)
{
    if (!cramped(frame, inside)) inside.cut_top(frame.text(inside, view.title, {.font = Font::heading}), 12);
    const std::vector<Rect> halves = inside.cut_bottom(button_height, gap).columns(2, gap);
    frame.scroll("intrekken", inside, [&](Rect content) {
        content.cut_top(frame.text(content, view.about), gap);
        content.cut_top(frame.caption(content, say::motivation), 10);
        std::optional<std::size_t> chosen;
        content.cut_top(draw_flow(frame, content, numbered_buttons("intrekken/zin", view.phrases), chosen), 14);
        if (chosen) intents.push_back(intent::Type{Field::withdraw_reason, view.phrases[*chosen].second});
        content.cut_top(draw_field(frame, content, "intrekken/reden", {}, Field::withdraw_reason, view.reason, intents,
                                   say::withdraw_hint),
                        14);
        if (!view.by.empty()) content.cut_top(draw_withdrawers(frame, content, view, intents), 14);
        content.cut_top(frame.text(content, say::withdraw_stays, {.colour = theme::muted}));
        return content.y;
    });
    if (frame.button("intrekken/niet", say::withdraw_not, halves[0])) {
        intents.push_back(intent::Type{Field::withdraw_reason, {}}); // it goes without a question: this is the answer
        intents.push_back(intent::CloseSheet{});
    }
    if (frame.button("intrekken/ok", say::withdraw, halves[1], {.kind = ButtonKind::danger, .enabled = view.may_save}))
        intents.push_back(intent::WithdrawAgreement{});
}

} // namespace

void draw_case_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    Rect room = frame.area();
    reserve_keyboard(frame, room);
    const auto sheet = [&](int width, int height, auto content) {
        const Rect rect = room.centred(std::min(width, room.w - 80), std::min(height, room.h - 40));
        if (frame.sheet("casusblad", rect, content)) intents.push_back(intent::CloseSheet{});
    };
    if (state.sheet == Sheet::criteria) {
        const CriteriaSheetView view = criteria_view(snapshot, state);
        const int width = std::min(1240, room.w - 80) - 56;
        int height = 56 + 92 + frame.text_height(say::no_ground_text, Font::body, width) + gap;
        for (const CriterionRow& row : view.rows) height += criterion_height(frame, row, width) + 12;
        height += criterion_field_height + gap + frame.line_height(Font::body) + 12 + button_height + 12;
        sheet(1240, height, [&](Rect inside) { draw_criteria_sheet(frame, inside, view, intents); });
    } else if (state.sheet == Sheet::withdraw) {
        const WithdrawSheetView view = withdraw_view(snapshot, state);
        const int inside = std::min(1240, room.w - 80) - 56;
        const int lines = frame.text_height(view.about, Font::body, inside);
        const int phrases = flow_height(frame, inside, numbered_buttons("intrekken/zin", view.phrases));
        const int by =
            view.by.empty() ? 0 : 62 + flow_height(frame, inside, numbered_buttons("intrekken/door", view.by));
        sheet(1240, 440 + lines + phrases + by, [&](Rect rect) { draw_withdraw_sheet(frame, rect, view, intents); });
    } else {
        const CaseView view = case_view(snapshot, state);
        const int rows = static_cast<int>(view.presence.size()) * (presence_row + 12);
        sheet(900, 56 + 72 + gap + button_height + 12 + rows,
              [&](Rect inside) { draw_presence_sheet(frame, inside, view, intents); });
    }
    draw_keyboard(frame);
}

void draw_calendar(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const CalendarView view = calendar_view(snapshot, state);
    const int weeks = static_cast<int>(view.weeks.size());
    constexpr int above = 56 + 92 + 92 + 42; // padding, title, month and the names of the days
    const int room = frame.area().h - 24 - above;
    const int between = 10 * weeks + 80 * weeks > room ? 6 : 10;
    const int day_height = std::clamp(room / weeks - between, frame.mm(12), 80);
    const auto draw_inside = [&](Rect inside) {
        inside = sheet_head(frame, inside, view.title, intents);
        Rect head = inside.cut_top(76, 16);
        if (frame.button("kalender/terug", say::month_before, head.cut_left(300, gap), {.icon = Icon::left}))
            intents.push_back(intent::TurnMonth{-1});
        if (frame.button("kalender/verder", say::month_after, head.cut_right(330, gap), {.icon_after = Icon::right}))
            intents.push_back(intent::TurnMonth{1});
        frame.text(head, view.month, {.font = Font::heading, .align = Align::centre, .valign = VAlign::middle});
        const std::vector<Rect> names = inside.cut_top(34, 8).columns(7, 10);
        for (unsigned n = 0; n < 7; ++n)
            frame.text(names[n], weekday_short(std::chrono::weekday{(n + 1) % 7}),
                       {.font = Font::small, .colour = theme::muted, .align = Align::centre});
        for (const auto& week : view.weeks) {
            const std::vector<Rect> days = inside.cut_top(day_height, between).columns(7, 10);
            for (std::size_t n = 0; n < week.size(); ++n) {
                if (!week[n]) continue;
                const std::string number = std::to_string(static_cast<unsigned>(week[n]->day()));
                if (frame.button("kalender/" + number, number, days[n],
                                 {.enabled = *week[n] >= view.today, .selected = view.chosen == *week[n]}))
                    intents.push_back(intent::SelectDate{view.field, week[n]});
            }
        }
    };
    const int height = std::min(above + weeks * (day_height + between) + 20, frame.area().h - 8);
    if (frame.sheet("kalender", frame.area().centred(1000, height), draw_inside))
        intents.push_back(intent::CloseSheet{});
}

} // namespace casustafel::ui
