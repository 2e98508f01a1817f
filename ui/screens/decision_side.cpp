#include "ui/say.h"
#include "ui/screens/decision_parts.h"
#include "ui/screens/parts.h"

#include <algorithm>
#include <functional>

// What a decision still needs, part by part, and the answer to the question to the table.

namespace casustafel::ui {

namespace {

/// A card with room for `height` inside it, filled by `fill_card`; returns the height of the whole card.
int draw_filled_card(Frame& frame, const Rect& content, int height, const std::function<void(Rect)>& fill_card)
{
    fill_card(frame.card({content.x, content.y, content.w, height + 56}));
    return height + 56;
}

int draw_conclusion(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int height = frame.line_height(Font::small_strong) + 10 + 130;
    return draw_filled_card(frame, content, height, [&](Rect inside) {
        draw_field(frame, inside, "besluit/conclusie", say::conclusion_caption, Field::conclusion, view.conclusion,
                   intents, say::conclusion_hint, true);
    });
}

/// A part with its mark; a touch goes to where it is settled.
int draw_step(Frame& frame, Rect content, std::size_t number, const DecisionStep& step, Intents& intents)
{
    const bool settled = step.mark.status == Status::ok;
    const bool leads = step.part != DecisionPart::none || !step.agreement.empty();
    const int width = content.w - 40 - 44 - 34;
    const int height = std::max(frame.mm(12), frame.text_height(step.mark.label, Font::body, width) + 28);
    const Tile tile = frame.tile("besluit/stap/" + std::to_string(number), step.mark.label,
                                 {content.x, content.y, content.w, height}, {.enabled = leads, .line = false});
    if (tile.activated && !step.agreement.empty())
        intents.push_back(intent::ChangeAgreement{step.agreement});
    else if (tile.activated)
        intents.push_back(intent::ShowPart{step.part});
    Rect row = tile.inside;
    const Colour colour = settled ? theme::ink : colours_of(Status::attention).text;
    frame.icon(settled ? Icon::check : Icon::attention, row.cut_left(28, 16).centred(26, 26), colour);
    if (leads && !settled) frame.icon(Icon::right, row.cut_right(24, 10).centred(22, 22), colour);
    frame.text(row, step.mark.label, {.colour = colour, .valign = VAlign::middle});
    return height;
}

int draw_steps(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    int height = 0;
    for (const DecisionStep& step : view.steps)
        height += std::max(frame.mm(12), frame.text_height(step.mark.label, Font::body, content.w - 16 - 118) + 28) + 4;
    const Rect card{content.x, content.y, content.w, 76 + height + 16};
    frame.panel(card, theme::surface, theme::line);
    Rect inside = card.inset(8, 0);
    frame.text(inside.cut_top(76).inset(20, 0), say::steps, {.font = Font::subheading, .valign = VAlign::middle});
    for (std::size_t n = 0; n < view.steps.size(); ++n)
        inside.cut_top(draw_step(frame, inside, n, view.steps[n], intents), 4);
    return card.h;
}

} // namespace

int draw_side(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    content.cut_top(draw_steps(frame, content, view, intents), gap);
    if (!view.warning.empty()) {
        const Rect warning = content.cut_top(frame.text_height(view.warning, Font::body, content.w - 56) + 48, gap);
        frame.panel(warning, colours_of(Status::attention).fill, colours_of(Status::attention).fill);
        frame.text(warning.inset(28, 24), view.warning, {.colour = theme::ink});
    }
    content.cut_top(draw_conclusion(frame, content, view, intents), gap);
    if (frame.button("besluit/blad", view.sheet_recorded ? say::sheet_recorded : say::sheet_title,
                     content.cut_top(button_height), {.icon = view.sheet_recorded ? Icon::check : Icon::pencil}))
        intents.push_back(intent::OpenRecord{Sheet::plain_sheet, {}});
    return content.y;
}

} // namespace casustafel::ui
