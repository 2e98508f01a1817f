#include "ui/say.h"
#include "ui/screens/decision_parts.h"
#include "ui/screens/parts.h"

#include <algorithm>

// What a decision still needs, part by part, and the answer to the question to the table.

namespace casustafel::ui {

namespace {

constexpr int card_padding = 28;

/// What isn't settled and doesn't keep the decision that was chosen from being recorded; it is said in words.
bool may_wait(const DecisionView& view, const DecisionStep& step)
{
    return view.chosen && !step.blocks && step.mark.status != Status::ok;
}

int words_width(int width)
{
    return width - 40 - 44 - 34;
}

int step_height(const Frame& frame, int width, const DecisionView& view, const DecisionStep& step)
{
    const int note = may_wait(view, step) ? frame.line_height(Font::small) : 0;
    return std::max(frame.mm(12), frame.text_height(step.mark.label, Font::body, words_width(width)) + note + 28);
}

/// A part with its mark; a touch goes to where it is settled. Returns the height.
int draw_step(Frame& frame, const Rect& content, std::size_t number, const DecisionView& view, Intents& intents)
{
    const DecisionStep& step = view.steps[number];
    const bool settled = step.mark.status == Status::ok;
    const bool leads = step.part != DecisionPart::none || !step.agreement.empty();
    const bool later = may_wait(view, step);
    const int height = step_height(frame, content.w, view, step);
    const Tile tile = frame.tile("besluit/stap/" + std::to_string(number),
                                 later ? step.mark.label + ", " + Sentence{say::step_later} : step.mark.label,
                                 {content.x, content.y, content.w, height}, {.enabled = leads, .line = false});
    if (tile.activated && step.part == DecisionPart::conclusion)
        frame.edit("besluit/conclusie");
    else if (tile.activated && !step.agreement.empty())
        intents.push_back(intent::ChangeAgreement{step.agreement});
    else if (tile.activated)
        intents.push_back(intent::ShowPart{step.part});
    Rect row = tile.inside;
    const Colour colour = settled ? theme::ink : colours_of(Status::attention).text;
    frame.icon(settled ? Icon::check : Icon::attention, row.cut_left(28, 16).centred(26, 26), colour);
    if (leads && !settled) frame.icon(Icon::right, row.cut_right(24, 10).centred(22, 22), colour);
    const int words = frame.text_height(step.mark.label, Font::body, row.w);
    row = row.centred(row.w, words + (later ? frame.line_height(Font::small) : 0));
    frame.text(row.cut_top(words), step.mark.label, {.colour = colour});
    if (later) frame.text(row, say::step_later, {.font = Font::small, .colour = theme::muted});
    return height;
}

} // namespace

int draw_steps(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    at_part(frame, content, DecisionPart::steps, view);
    if (!view.warning.empty()) {
        const Rect warning = content.cut_top(frame.text_height(view.warning, Font::body, content.w - 56) + 48, gap);
        frame.panel(warning, colours_of(Status::attention).fill, colours_of(Status::attention).fill);
        frame.text(warning.inset(card_padding, 24), view.warning, {.colour = theme::ink});
    }
    int height = 0;
    for (const DecisionStep& step : view.steps) height += step_height(frame, content.w - 16, view, step) + 4;
    const Rect card = content.cut_top(76 + height + 16, gap);
    frame.panel(card, theme::surface, theme::line);
    Rect inside = card.inset(8, 0);
    frame.text(inside.cut_top(76).inset(20, 0), say::steps, {.font = Font::subheading, .valign = VAlign::middle});
    for (std::size_t n = 0; n < view.steps.size(); ++n) inside.cut_top(draw_step(frame, inside, n, view, intents), 4);
    if (frame.button("besluit/blad", view.sheet_recorded ? say::sheet_recorded : say::sheet_title,
                     content.cut_top(button_height), {.icon = view.sheet_recorded ? Icon::check : Icon::pencil}))
        intents.push_back(intent::OpenRecord{Sheet::plain_sheet, {}});
    return content.y;
}

int draw_answer(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const Rect card = content.cut_top(answer_height(frame));
    draw_field(frame, frame.card(card), "besluit/conclusie", say::conclusion_caption, Field::conclusion,
               view.conclusion, intents, say::conclusion_hint, true);
    return card.bottom();
}

int answer_height(const Frame& frame)
{
    return 2 * card_padding + frame.line_height(Font::small_strong) + 10 + 130;
}

} // namespace casustafel::ui
