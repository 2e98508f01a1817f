#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int padding = 28;
constexpr int head_height = 40;
constexpr int plan_row_height = 84;
constexpr int intervention_height = 46;

/// What stands right of the title: the gravest state of the lines, or that something is hidden.
std::optional<Mark> group_mark(const Group& group)
{
    for (const CaseLine& line : group.lines)
        if (line.masked_because) return Mark{Sentence{say::shielded_item}, Status::attention};
    for (const Status status : {Status::wrong, Status::attention, Status::neutral, Status::ok})
        for (const CaseLine& line : group.lines)
            if (line.state && line.state->status == status) return line.state;
    return std::nullopt;
}

int group_height(const Frame& frame, const Group& group, int width)
{
    int height = 2 * padding + head_height;
    for (const CaseLine& line : group.lines) height += 12 + line_height_of(frame, line, width - 2 * padding);
    return height;
}

void draw_group(Frame& frame, const Rect& rect, const Group& group)
{
    Rect inside = frame.card(rect);
    Rect head = inside.cut_top(head_height);
    if (const auto mark = group_mark(group)) {
        const Rect badge = frame.badge_right({head.right(), head.centre().y}, mark->label, mark->status);
        head.w = badge.x - head.x - 12;
    }
    frame.text(head, group.title, {.font = Font::subheading, .valign = VAlign::middle, .fit = Fit::shorten});
    for (const CaseLine& line : group.lines) {
        inside.cut_top(12);
        inside.cut_top(draw_line(frame, inside, line));
    }
}

int interventions_height(const Frame& frame, const PlanGoal& goal, int width)
{
    int height = 0;
    for (const Sentence& one : goal.interventions)
        height += frame.text_height(one, Font::small_strong, width - 36) + intervention_height - 28 + 10;
    return height;
}

void draw_interventions(Frame& frame, Rect& inside, const PlanGoal& goal)
{
    for (const Sentence& one : goal.interventions) {
        const int lines = frame.text_height(one, Font::small_strong, inside.w - 36);
        Rect rect = inside.cut_top(lines + intervention_height - 28, 10);
        if (lines <= frame.line_height(Font::small_strong))
            rect.w = std::min(rect.w, frame.text_width(one, Font::small_strong) + 38);
        frame.fill(rect, theme::soft, intervention_height / 2);
        frame.text(rect.inset(18, 0), one,
                   {.font = Font::small_strong, .colour = theme::primary, .valign = VAlign::middle});
    }
}

int tall_plan_row_words(const Frame& frame, const PlanRow& row, int width)
{
    return line_height_of(frame, row.line, width - 36);
}

/// What is under the words of an agreement: its mark and its day.
constexpr int plan_foot = 12 + 36;

/// Beside the words stand the mark and the day.
int plan_day_width(const Frame& frame, const PlanRow& row)
{
    return std::max(140, frame.text_width(row.day, Font::body) + 2);
}

int wide_plan_words(const Frame& frame, const PlanRow& row, int width)
{
    const Icon icon = row.mark.status == Status::ok ? Icon::check : Icon::none;
    return width - 36 - frame.badge_width(row.mark.label, icon) - 24 - plan_day_width(frame, row) - gap;
}

/// Whether mark and day stand under the words: with larger text, and when beside them the words would be a pillar.
bool plan_row_is_tall(const Frame& frame, const PlanRow& row, int width)
{
    constexpr int most_lines = 3;
    return width <= one_card_wide || (!row.line.masked_because &&
                                      frame.text_height(row.line.text, Font::body, wide_plan_words(frame, row, width)) >
                                          most_lines * frame.line_height(Font::body));
}

int plan_row_height_of(const Frame& frame, const PlanRow& row, int width)
{
    if (plan_row_is_tall(frame, row, width)) return 28 + tall_plan_row_words(frame, row, width) + plan_foot;
    return std::max(plan_row_height, 28 + line_height_of(frame, row.line, wide_plan_words(frame, row, width)));
}

/// Nothing of an agreement is left out: its words wrap, and its mark and day stand under them.
void draw_tall_plan_row(Frame& frame, Rect rect, const PlanRow& row)
{
    frame.separator(rect);
    const int words = tall_plan_row_words(frame, row, rect.w);
    rect = rect.inset(0, 14);
    frame.domain_bar(rect, row.domain);
    rect.cut_left(36);
    draw_line(frame, rect.cut_top(words, 12), row.line);
    const Icon icon = row.mark.status == Status::ok ? Icon::check : Icon::none;
    const Rect badge = frame.badge({rect.x, rect.y}, row.mark.label, row.mark.status, icon);
    if (row.line.masked_because) return;
    frame.text({badge.right() + 16, rect.y, std::max(0, rect.right() - badge.right() - 16), 36}, row.day,
               {.colour = theme::muted, .valign = VAlign::middle});
}

void draw_plan_row(Frame& frame, Rect rect, const PlanRow& row)
{
    if (plan_row_is_tall(frame, row, rect.w)) return draw_tall_plan_row(frame, rect, row);
    frame.separator(rect);
    rect = rect.inset(0, 14);
    frame.domain_bar(rect, row.domain);
    rect.cut_left(36);
    const Icon icon = row.mark.status == Status::ok ? Icon::check : Icon::none;
    const Rect badge = frame.badge_right({rect.right(), rect.centre().y}, row.mark.label, row.mark.status, icon);
    rect.w = badge.x - rect.x - 24;
    if (row.line.masked_because) {
        draw_line(frame, rect.moved(0, -4), row.line);
        return;
    }
    frame.text(rect.cut_right(plan_day_width(frame, row), gap), row.day,
               {.colour = theme::muted, .align = Align::right, .valign = VAlign::middle});
    frame.text(rect, row.line.text, {.valign = VAlign::middle});
}

int goal_height(const Frame& frame, const PlanGoal& goal, int width)
{
    const int inside = width - 2 * padding;
    int height = 2 * padding + frame.text_height(goal.text, Font::subheading, inside) + 12;
    height += interventions_height(frame, goal, inside);
    for (const PlanRow& row : goal.agreements) height += plan_row_height_of(frame, row, inside);
    if (!goal.agreements.empty()) return height;
    return goal.id.empty() ? height - 12 : height + 72;
}

void draw_goal(Frame& frame, const Rect& rect, const PlanGoal& goal, std::size_t number, Intents& intents)
{
    Rect inside = frame.card(rect);
    inside.cut_top(frame.text(inside, goal.text, {.font = Font::subheading}), 12);
    draw_interventions(frame, inside, goal);
    for (const PlanRow& row : goal.agreements)
        draw_plan_row(frame, inside.cut_top(plan_row_height_of(frame, row, inside.w)), row);
    if (!goal.agreements.empty() || goal.id.empty()) return;
    Rect row = inside.cut_top(72);
    const ButtonStyle style{.icon = Icon::plus};
    const int width = frame.button_width(say::agreement_for_goal, style);
    if (frame.button("casus/doel/" + std::to_string(number), say::agreement_for_goal, row.cut_right(width, gap), style))
        intents.push_back(intent::NewAgreement{false, {}, goal.id});
    frame.badge({row.x, row.centre().y - 18}, say::no_agreement_yet, Status::wrong);
}

int said_when_empty(Frame& frame, Rect content, std::string_view sentence)
{
    const int height = frame.text_height(sentence, Font::body, content.w - 2 * padding) + 2 * padding;
    frame.text(frame.card(content.cut_top(height)), sentence, {.colour = theme::muted});
    return content.y;
}

} // namespace

int draw_life_domains(Frame& frame, Rect content, const CaseView& view)
{
    if (view.life_domains.empty()) return said_when_empty(frame, content, say::life_domains_empty);
    if (content.w <= one_card_wide) {
        for (const Group& group : view.life_domains)
            draw_group(frame, content.cut_top(group_height(frame, group, content.w), gap), group);
        return content.y;
    }
    const int width = (content.w - gap) / 2;
    for (std::size_t n = 0; n < view.life_domains.size(); n += 2) {
        const bool pair = n + 1 < view.life_domains.size();
        int height = group_height(frame, view.life_domains[n], width);
        if (pair) height = std::max(height, group_height(frame, view.life_domains[n + 1], width));
        const std::vector<Rect> halves = content.cut_top(height, gap).columns(2, gap);
        draw_group(frame, halves[0], view.life_domains[n]);
        if (pair) draw_group(frame, halves[1], view.life_domains[n + 1]);
    }
    return content.y;
}

int draw_plan(Frame& frame, Rect content, const CaseView& view, Intents& intents)
{
    if (view.plan.empty()) return said_when_empty(frame, content, say::plan_empty);
    for (std::size_t n = 0; n < view.plan.size(); ++n)
        draw_goal(frame, content.cut_top(goal_height(frame, view.plan[n], content.w), gap), view.plan[n], n, intents);
    return content.y;
}

int draw_timeline(Frame& frame, Rect content, const CaseView& view)
{
    if (view.timeline.empty()) return said_when_empty(frame, content, say::timeline_empty);
    constexpr int day_width = 150;
    constexpr int rail = 56;
    constexpr int between = 22;
    int height = 2 * padding - between;
    const int width = content.w - 2 * padding - day_width - rail;
    const auto row_height = [&](const TimelineEntry& entry) {
        return std::max(40, line_height_of(frame, entry.line, width, entry.milestone ? Font::strong : Font::body));
    };
    for (const TimelineEntry& entry : view.timeline) height += row_height(entry) + between;
    Rect inside = frame.card(content.cut_top(height, gap));
    frame.fill({inside.x + day_width + rail / 2 - 2, inside.y + 10, 4, inside.h - 20}, theme::line);
    for (const TimelineEntry& entry : view.timeline) {
        Rect row = inside.cut_top(row_height(entry), between);
        const Font font = entry.milestone ? Font::strong : Font::body;
        frame.text(row.cut_left(day_width), entry.day,
                   {.font = font, .colour = entry.past ? theme::muted : theme::ink});
        const Rect knob{row.x + rail / 2 - 12, row.y + 6, 24, 24};
        frame.panel(knob, entry.milestone ? theme::primary : theme::surface, theme::primary, 12, 3);
        row.cut_left(rail);
        draw_line(frame, row, entry.line, font);
    }
    return content.y;
}

} // namespace casustafel::ui
