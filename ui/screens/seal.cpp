#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

/// Who hasn't answered; returns the y it reached.
int draw_waiting(Frame& frame, Rect content, const SealView& view, Intents& intents)
{
    if (view.waiting.empty()) return content.y;
    content.cut_top(gap);
    content.cut_top(frame.text(content, say::still_to_confirm, {.font = Font::subheading}), 12);
    for (std::size_t n = 0; n < view.waiting.size(); ++n) {
        const SealWaiting& one = view.waiting[n];
        PersonView person = one.row.person;
        person.organisation = one.in_case;
        const int words = content.w - 40 - (one.jump ? 36 : 0);
        const int needed = 24 + person_height(frame, person, words, &one.row.mark);
        const Rect row = content.cut_top(std::max({96, frame.mm(12) + 1, needed}), 12);
        Rect inside = row.inset(20, 0);
        if (one.jump) {
            const Tile tile =
                frame.tile("afronden/wacht/" + std::to_string(n), one.row.person.name + ", " + one.in_case, row);
            if (tile.activated) intents.push_back(*one.jump);
            frame.icon(Icon::right, inside.cut_right(24, 12).centred(24, 24), theme::muted);
        }
        draw_person(frame, inside, person, !one.row.here, &one.row.mark);
    }
    return content.y;
}

void draw_summary(Frame& frame, Rect inside, const SealView& view, Intents& intents)
{
    Rect head = inside;
    if (view.any_decided) {
        const std::string_view label = view.decisions_shown ? say::hide_decisions : say::show_decisions;
        const int width = frame.button_width(label);
        head.w -= width + gap;
        if (frame.button("afronden/toon", label, {inside.right() - width, inside.y, width, button_height}))
            intents.push_back(intent::ShowDecisions{!view.decisions_shown});
    }
    const Font font = roomy(frame) ? Font::title : Font::heading;
    inside.cut_top(std::max(frame.text(head, view.heading, {.font = font}), view.any_decided ? button_height : 0), 4);
    inside.cut_top(frame.text(inside, view.details, {.colour = theme::muted}), roomy(frame) ? 28 : 12);
    int label_width = 120;
    for (const SealRow& row : view.summary)
        label_width = std::clamp(frame.text_width(row.label, Font::subheading), label_width, 300);
    frame.scroll("afronden/overzicht", inside, [&](Rect content) {
        for (const SealRow& row : view.summary) {
            Rect rect = content.cut_top(104);
            frame.separator(rect);
            if (row.mark) {
                const Icon icon = row.mark->status == Status::ok ? Icon::check : Icon::none;
                const Rect badge =
                    frame.badge_right({rect.right(), rect.centre().y}, row.mark->label, row.mark->status, icon);
                rect.w = badge.x - rect.x - gap;
            }
            frame.text(rect.cut_left(label_width, 32), row.label,
                       {.font = Font::subheading, .valign = VAlign::middle, .fit = Fit::shorten});
            frame.text(rect, row.decided, {.valign = VAlign::middle});
        }
        return draw_waiting(frame, content, view, intents);
    });
}

void draw_state(Frame& frame, Rect column, const SealView& view, Intents& intents)
{
    // With larger text lower buttons still take a finger, and what is said gets the room.
    const int low = roomy(frame) ? button_height : std::max(72, frame.mm(12) + 1);
    const int between = roomy(frame) ? gap : 12;
    if (view.sealed) {
        if (frame.button("afronden/vergrendel", say::lock,
                         column.cut_bottom(roomy(frame) ? primary_height : low, between),
                         {.kind = ButtonKind::primary, .icon = Icon::lock}))
            intents.push_back(intent::LockNow{});
        if (frame.button("afronden/correctie", say::correct, column.cut_bottom(low, between),
                         {.enabled = view.may_correct, .icon = Icon::pencil}))
            intents.push_back(intent::OpenSheet{.sheet = Sheet::correction});
        if (!view.contact.empty() &&
            frame.button("afronden/nu", view.contact, column.cut_bottom(low, between), {.icon = Icon::cloud}))
            intents.push_back(intent::TrySync{});
    } else if (frame.button("afronden/verzegel", say::seal_button, column.cut_bottom(primary_height, gap),
                            {.kind = ButtonKind::primary, .enabled = view.may_seal, .icon = Icon::lock})) {
        intents.push_back(intent::SealNow{});
    }
    Rect inside = frame.card(column);
    if (!roomy(frame)) inside = column.inset(22, 16);
    inside.cut_top(frame.text(inside, view.state_heading, {.font = Font::heading}), roomy(frame) ? gap : 10);
    if (!view.blocked.empty()) {
        const int height = frame.text_height(view.blocked, Font::small_strong, inside.w);
        frame.text(inside.cut_bottom(height, 12), view.blocked,
                   {.font = Font::small_strong, .colour = colours_of(Status::wrong).text});
    }
    // What is said below the rows is read whole where there is room for it.
    const bool beside = roomy(frame);
    if (beside) {
        const int height = frame.text_height(view.explanation, Font::body, inside.w);
        frame.text(inside.cut_bottom(height, gap), view.explanation, {.colour = theme::muted});
    }
    frame.scroll("afronden/stand", inside, [&](Rect content) {
        content.cut_top(view.sealed ? draw_marks(frame, content, view.progress)
                                    : draw_jumps(frame, content, "afronden/stap", view.checks, intents),
                        gap);
        if (!beside) content.cut_top(frame.text(content, view.explanation, {.colour = theme::muted}));
        return content.y;
    });
}

} // namespace

void draw_seal(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const SealView view = seal_view(snapshot, state);
    Rect body;
    Rect bar = draw_bar(frame, view.title, view.connection, body, intents);
    if (!view.sealed &&
        bar_button(frame, bar, "afronden/agenda", say::back_to_agenda, {.kind = ButtonKind::bar, .icon = Icon::left}))
        intents.push_back(intent::Go{Screen::today});
    draw_state(frame, frame.cut_hand_side(body, std::min(620, body.w * 2 / 5), margin), view, intents);
    const Rect card = frame.card(body);
    draw_summary(frame, roomy(frame) ? card : body.inset(22, 16), view, intents);
}

} // namespace casustafel::ui
