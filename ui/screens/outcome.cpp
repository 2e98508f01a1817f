#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/record_view.h"

#include <algorithm>

// The sheet on which an earlier agreement gets its outcome.

namespace casustafel::ui {

namespace {

constexpr int sheet_padding = 28;
constexpr int caption_height = 36;

std::vector<FlowButton> reporters_of(const OutcomeSheetView& view)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(view.reporters.size());
    for (const PersonView& person : view.reporters)
        buttons.push_back({"uitkomst/melder/" + person.id.value(), person.name + " · " + person.organisation, false});
    return buttons;
}

/// Who reports it: named, or to be chosen.
int reporter_height(const Frame& frame, const OutcomeSheetView& view, int width)
{
    if (view.reporters.empty()) return button_height;
    return caption_height + flow_height(frame, width, reporters_of(view));
}

void draw_reporter(Frame& frame, Rect area, const OutcomeSheetView& view, Intents& intents)
{
    if (view.reporters.empty()) {
        Rect row = area.cut_top(button_height);
        const int width = frame.button_width(say::reported_by_other);
        if (frame.button("uitkomst/melder", say::reported_by_other, frame.cut_hand_side(row, width, gap)))
            intents.push_back(intent::SelectReporter{});
        frame.text(row, view.reported_by, {.colour = theme::muted, .valign = VAlign::middle});
        return;
    }
    frame.caption(area.cut_top(caption_height), say::reported_by_caption);
    std::optional<std::size_t> chosen;
    draw_flow(frame, area, reporters_of(view), chosen);
    if (chosen) intents.push_back(intent::SelectReporter{view.reporters[*chosen].id});
}

int body_height(const Frame& frame, const OutcomeSheetView& view, int width)
{
    int height = frame.text_height(view.about, Font::body, width) + gap +
                 flow_height(frame, width, numbered_buttons("uitkomst", view.outcomes)) + gap +
                 reporter_height(frame, view, width);
    if (!view.bottlenecks.empty())
        height += gap + caption_height + flow_height(frame, width, numbered_buttons("knelpunt", view.bottlenecks));
    if (view.may_postpone) height += gap + caption_height + 76;
    return height;
}

void draw_postponing(Frame& frame, const Rect& row, const OutcomeSheetView& view, Intents& intents)
{
    const std::vector<Rect> halves = row.columns(2, gap);
    draw_field(frame, halves[0], "uitkomst/toelichting", say::reason_caption, Field::outcome_reason, view.reason,
               intents, say::reason_hint);
    Rect date = halves[1];
    date.cut_top(frame.caption(date, say::new_date), 10);
    if (frame.button("uitkomst/datum", view.new_due.empty() ? Sentence{say::choose_day} : view.new_due,
                     date.cut_top(76), {.icon = Icon::calendar}))
        intents.push_back(intent::OpenCalendar{DateField::new_due});
}

void draw_questions(Frame& frame, Rect inside, const OutcomeSheetView& view, Intents& intents)
{
    inside.cut_top(frame.text(inside, view.about, {.colour = theme::muted}), gap);
    std::optional<std::size_t> chosen;
    inside.cut_top(draw_flow(frame, inside, numbered_buttons("uitkomst", view.outcomes), chosen), gap);
    if (chosen) intents.push_back(intent::SelectOutcome{view.outcomes[*chosen].first});
    if (!view.bottlenecks.empty()) {
        frame.caption(inside.cut_top(caption_height), say::why_not);
        chosen.reset();
        inside.cut_top(draw_flow(frame, inside, numbered_buttons("knelpunt", view.bottlenecks), chosen), gap);
        if (chosen) intents.push_back(intent::SelectBottleneck{view.bottlenecks[*chosen].first});
    }
    if (view.may_postpone) draw_postponing(frame, inside.cut_top(caption_height + 76, gap), view, intents);
    draw_reporter(frame, inside, view, intents);
}

void draw_saving(Frame& frame, Rect row, const OutcomeSheetView& view, Intents& intents)
{
    if (frame.button("uitkomst/ok", say::save, frame.cut_hand_side(row, 300, gap),
                     {.kind = ButtonKind::primary, .enabled = view.may_save}))
        intents.push_back(intent::SaveOutcome{});
    const int width = frame.button_width(say::outcome_replace, {.icon = Icon::plus});
    if (frame.button("uitkomst/vervang", say::outcome_replace, frame.cut_far_side(row, width, gap),
                     {.enabled = view.may_save, .icon = Icon::plus}))
        intents.push_back(intent::ReplaceEarlier{});
    frame.text(row, view.missing, {.font = Font::small, .colour = theme::muted, .valign = VAlign::middle});
}

} // namespace

void draw_outcome(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const OutcomeSheetView view = outcome_view(snapshot, state);
    Rect room = frame.area();
    reserve_keyboard(frame, room);
    const int width = std::min(1400, room.w - 80);
    const int saving = view.may_postpone ? button_height + gap : 0;
    const int height = 2 * sheet_padding + 72 + gap + body_height(frame, view, width - 2 * sheet_padding) + saving;
    const Rect rect = room.centred(width, std::min(height, room.h - 40));
    const bool away = frame.sheet("casusblad", rect, [&](Rect inside) {
        inside = sheet_head(frame, inside, view.title, intents);
        if (view.may_postpone) draw_saving(frame, inside.cut_bottom(button_height, gap), view, intents);
        if (!frame.editing().empty() && view.may_postpone) {
            draw_postponing(frame, inside.cut_top(caption_height + 76), view, intents);
            return;
        }
        frame.scroll("uitkomst/vragen", inside, [&](Rect content) {
            draw_questions(frame, content, view, intents);
            return content.y + body_height(frame, view, content.w);
        });
    });
    if (away) intents.push_back(intent::CloseSheet{});
    draw_keyboard(frame);
}

} // namespace casustafel::ui
