#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/agenda_views.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

void draw_skip_sheet(Frame& frame, Rect inside, const SkipView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, view.title, intents);
    if (frame.editing().empty()) {
        std::vector<FlowButton> buttons;
        buttons.reserve(view.reasons.size());
        for (std::size_t n = 0; n < view.reasons.size(); ++n)
            buttons.push_back(
                {"niet/reden/" + std::to_string(n), view.reasons[n].first, view.reason == view.reasons[n].second});
        std::optional<std::size_t> chosen;
        inside.cut_top(draw_flow(frame, inside, buttons, chosen), gap);
        if (chosen) intents.push_back(intent::Type{Field::skip_reason, view.reasons[*chosen].second});
    }
    inside.cut_top(draw_field(frame, inside, "niet/waarom", say::reason_caption, Field::skip_reason, view.reason,
                              intents, say::reason_hint),
                   gap);
    if (frame.button("niet/ok", say::skip, inside.cut_top(button_height),
                     {.kind = ButtonKind::primary, .enabled = view.may_save}))
        intents.push_back(intent::SaveSkip{});
}

/// The label is initials; the screen says so, and warns of what looks like a name. Returns the height.
int draw_label(Frame& frame, Rect area, const UrgentView& view, Intents& intents)
{
    const int top = area.y;
    area.cut_top(draw_field(frame, area, "spoed/label", say::urgent_label_caption, Field::urgent_label, view.label,
                            intents, say::urgent_label_hint),
                 8);
    const bool warned = !view.label_warning.empty();
    area.cut_top(frame.text(area, warned ? view.label_warning : Sentence{say::urgent_label_rule},
                            {.font = Font::small, .colour = warned ? colours_of(Status::wrong).text : theme::muted}));
    return area.y - top;
}

int draw_time_boxes(Frame& frame, Rect area, const UrgentView& view, Intents& intents)
{
    const int top = area.y;
    area.cut_top(frame.caption(area, say::time_box_caption), 10);
    std::vector<FlowButton> buttons;
    buttons.reserve(view.minutes.size());
    for (const auto& [minutes, choice] : view.minutes)
        buttons.push_back({"spoed/tijd/" + std::to_string(minutes), choice.label, choice.selected});
    std::optional<std::size_t> chosen;
    area.cut_top(draw_flow(frame, area, buttons, chosen));
    if (chosen) intents.push_back(intent::SelectUrgentMinutes{view.minutes[*chosen].first});
    return area.y - top;
}

/// One criterion with its answer and, once it is met, why. Returns the height.
int draw_criterion(Frame& frame, Rect area, std::size_t n, const UrgentCriterionRow& row, Intents& intents)
{
    const int top = area.y;
    const std::string number = std::to_string(n);
    const int height = std::max(button_height, frame.text_height(row.label, Font::strong, area.w - 160 - gap));
    Rect line = area.cut_top(height, 10);
    if (frame.button("spoed/ja/" + number, say::yes, line.cut_right(160, gap).centred(160, button_height),
                     {.selected = row.met,
                      .icon = row.met ? Icon::check : Icon::none,
                      .spoken = fill(say::criterion_yes, {row.label})}))
        intents.push_back(intent::ToggleUrgentCriterion{n});
    frame.text(line, row.label, {.font = Font::strong, .valign = VAlign::middle});
    if (row.met)
        area.cut_top(
            draw_field(frame, area, "spoed/waarom/" + number, {}, row.field, row.why, intents, say::urgent_why_hint),
            10);
    return area.y - top + 8;
}

void draw_urgent_sheet(Frame& frame, Rect inside, const UrgentView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, say::urgent_title, intents);
    Rect foot = inside.cut_bottom(button_height, gap);
    if (frame.button("spoed/ok", say::add, foot.cut_right(320, gap),
                     {.kind = ButtonKind::primary, .enabled = view.missing.empty()}))
        intents.push_back(intent::SaveUrgent{});
    frame.text(foot, view.missing, {.colour = theme::muted, .valign = VAlign::middle});
    frame.scroll("spoed", inside, [&](Rect content) {
        const bool beside = content.w >= 1200;
        if (beside) {
            Rect label{content.x, content.y, content.w, 400};
            const Rect boxes = label.cut_right(content.w * 3 / 5, margin); // all of them in one row
            const int left = draw_label(frame, label, view, intents);
            content.cut_top(std::max(left, draw_time_boxes(frame, boxes, view, intents)), gap);
        } else {
            content.cut_top(draw_label(frame, content, view, intents), gap);
            content.cut_top(draw_time_boxes(frame, content, view, intents), gap);
        }
        content.cut_top(draw_field(frame, content, "spoed/vraag", say::question_caption, Field::urgent_question,
                                   view.question, intents, say::urgent_question_hint),
                        gap);
        content.cut_top(frame.caption(content, say::urgent_criteria_caption), 10);
        for (std::size_t n = 0; n < view.criteria.size(); ++n)
            content.cut_top(draw_criterion(frame, content, n, view.criteria[n], intents));
        return content.y;
    });
}

} // namespace

void draw_agenda_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    Rect room = frame.area();
    reserve_keyboard(frame, room);
    const auto sheet = [&](int width, int height, auto draw, const auto& view) {
        const Rect rect = room.centred(std::min(width, room.w - 80), std::min(height, room.h - 40));
        if (frame.sheet("agendablad", rect, [&](Rect inside) { draw(frame, inside, view, intents); }))
            intents.push_back(intent::CloseSheet{});
    };
    if (state.sheet == Sheet::skip)
        sheet(1240, 560, draw_skip_sheet, skip_view(snapshot, state));
    else
        sheet(1500, 1000, draw_urgent_sheet, urgent_view(snapshot, state));
    draw_keyboard(frame);
}

} // namespace casustafel::ui
