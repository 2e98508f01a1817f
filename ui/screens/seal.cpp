#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

namespace casustafel::ui {

void draw_seal(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const SealView view = seal_view(snapshot, state);
    Rect body;
    Rect bar = draw_bar(frame, view.title, view.connection, body, intents);
    if (!view.sealed &&
        bar_button(frame, bar, "afronden/agenda", say::back_to_agenda, {.kind = ButtonKind::bar, .icon = Icon::left}))
        intents.push_back(intent::Go{Screen::today});
    if (view.sealed &&
        bar_button(frame, bar, "afronden/vergrendel", say::lock, {.kind = ButtonKind::bar_white, .icon = Icon::lock}))
        intents.push_back(intent::LockNow{});
    Rect right = frame.card(body.cut_right(760, margin));
    Rect inside = frame.card(body);
    inside.cut_top(frame.text(inside, view.sealed ? say::sealed_heading : say::seal_heading, {.font = Font::title}),
                   gap);
    inside.cut_top(draw_marks(frame, inside, view.sealed ? view.progress : view.checks), gap);
    if (!view.sealed) {
        if (frame.button("afronden/verzegel", say::seal_button, inside.cut_bottom(primary_height, gap),
                         {.kind = ButtonKind::primary, .enabled = view.may_seal, .icon = Icon::lock}))
            intents.push_back(intent::SealNow{});
    } else if (frame.button("afronden/nu", say::try_now, inside.cut_bottom(button_height, gap),
                            {.icon = Icon::cloud})) {
        intents.push_back(intent::TrySync{});
    }
    frame.text(inside, view.explanation, {.colour = theme::muted});
    frame.scroll("afronden/overzicht", right, [&](Rect content) {
        for (const auto& [label, line] : view.summary) {
            Rect row = content.cut_top(84);
            frame.text(row.cut_top(38), label, {.font = Font::strong, .fit = Fit::shorten});
            frame.text(row.cut_top(36), line, {.colour = theme::muted, .fit = Fit::shorten});
            frame.separator({content.x, content.y - 6, content.w, 2});
        }
        return content.y;
    });
}

} // namespace casustafel::ui
