#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int text_field = 200;
constexpr int padding = 28;

void draw_text_field(Frame& frame, Rect content, const CorrectionView& view, int height, Intents& intents)
{
    content.cut_top(frame.caption(content, say::correction_text), 10);
    const auto typed = frame.field("correctie/tekst", content.cut_top(height), view.text,
                                   {.label = std::string{say::correction_text},
                                    .placeholder = std::string{say::correction_hint},
                                    .multi_line = true,
                                    .max_code_points = 2'000});
    if (typed) intents.push_back(intent::Type{Field::correction, *typed});
}

void draw_save(Frame& frame, Rect row, const CorrectionView& view, Intents& intents)
{
    const int width = std::max(320, frame.button_width(say::correction_save, {.icon = Icon::lock}));
    if (frame.button("correctie/ok", say::correction_save, frame.cut_hand_side(row, width, gap),
                     {.kind = ButtonKind::primary, .enabled = view.missing.empty(), .icon = Icon::lock}))
        intents.push_back(intent::SaveCorrection{});
    frame.text(row, view.missing, {.colour = theme::muted, .valign = VAlign::middle});
}

} // namespace

void draw_correction(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const CorrectionView view = correction_view(snapshot, state);
    const bool typing = !frame.editing().empty(); // the keyboard leaves no room for more than the field
    Rect room = frame.area();
    reserve_keyboard(frame, room);
    const int width = std::min(1400, room.w - 80);
    const int inner = width - 2 * padding;
    const std::vector<FlowButton> cases = numbered_buttons("correctie/casus", view.cases);
    const int captions = frame.line_height(Font::small_strong) + 10;
    const int about = typing ? 0 : frame.text_height(say::correction_about, Font::body, inner) + gap;
    const int choice = typing ? 0 : captions + flow_height(frame, inner, cases) + gap;
    const int whole = 2 * padding + 72 + gap + about + choice + captions + text_field + gap + button_height;
    const int height = std::min(whole, room.h - (typing ? 16 : 40));
    const bool away = frame.sheet("correctie", room.centred(width, height), [&](Rect inside) {
        inside = sheet_head(frame, inside, view.title, intents);
        draw_save(frame, inside.cut_bottom(button_height, gap), view, intents);
        const int field = std::max(126, std::min(text_field, inside.h - captions - about - choice));
        frame.scroll("correctie/vragen", inside, [&](Rect content) {
            if (!typing) {
                content.cut_top(frame.text(content, say::correction_about, {.colour = theme::muted}), gap);
                content.cut_top(frame.caption(content, say::correction_case), 10);
                std::optional<std::size_t> chosen;
                content.cut_top(draw_flow(frame, content, cases, chosen), gap);
                if (chosen) intents.push_back(intent::SelectCase{view.cases[*chosen].first});
            }
            draw_text_field(frame, content.cut_top(captions + field), view, field, intents);
            return content.y;
        });
    });
    if (away) intents.push_back(intent::CloseSheet{});
    draw_keyboard(frame);
}

} // namespace casustafel::ui
