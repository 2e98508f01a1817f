#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"
#include "ui/views/record_view.h"

#include <algorithm>
#include <functional>

// The tab 'Delen en advies': what may be shared, what was asked and isn't, the advice, bottlenecks and risk.

namespace casustafel::ui {

namespace {

constexpr int padding = 28;
constexpr int head_height = 80;

struct HeadButton {
    std::string_view name;
    std::string_view label;
    intent::OpenRecord opens;
};

int lines_height(const Frame& frame, const std::vector<CaseLine>& lines, int width)
{
    int height = 0;
    for (const CaseLine& line : lines) height += line_height_of(frame, line, width) + 14;
    return height;
}

constexpr int tall_title = 52; ///< a title that has a row for itself

/// With larger text what can be recorded stands under the title and the mark.
bool head_is_tall(const Rect& rect, std::span<const HeadButton> buttons)
{
    return rect.w <= one_card_wide && !buttons.empty();
}

int card_height(const Frame& frame, const std::vector<CaseLine>& lines, std::string_view empty, int width)
{
    const int inner = width - 2 * padding;
    const int body =
        lines.empty() ? frame.text_height(empty, Font::body, inner) + 14 : lines_height(frame, lines, inner);
    return 2 * padding + head_height + body;
}

/// A card with a title, what can be recorded at its right, and lines.
void draw_lines(Frame& frame, const Rect& rect, std::string_view title, const std::vector<CaseLine>& lines,
                std::string_view empty, std::span<const HeadButton> buttons, const Mark* mark, Intents& intents)
{
    Rect inside = frame.card(rect);
    const bool tall = head_is_tall(rect, buttons);
    Rect head = inside.cut_top(tall ? tall_title : 72, tall ? 0 : head_height - 72);
    Rect row = tall ? inside.cut_top(72, head_height - 72) : head;
    for (const HeadButton& one : buttons) {
        const int wide = frame.button_width(one.label);
        if (frame.button(one.name, one.label, tall ? row.cut_left(wide, 12) : head.cut_right(wide, 12)))
            intents.push_back(one.opens);
    }
    const int width = std::min(head.w, frame.text_width(title, Font::subheading) + 2);
    frame.text({head.x, head.y, width, head.h}, title,
               {.font = Font::subheading, .valign = VAlign::middle, .fit = Fit::shorten});
    if (mark && frame.badge_width(mark->label) < head.w - width - 20)
        frame.badge({head.x + width + 20, head.centre().y - 18}, mark->label, mark->status);
    if (lines.empty()) frame.text(inside, empty, {.colour = theme::muted});
    for (const CaseLine& line : lines) inside.cut_top(draw_line(frame, inside, line), 14);
}

std::vector<FlowButton> organisations_of(const SharingCardView& view)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(view.organisations.size());
    for (const auto& [id, choice] : view.organisations)
        buttons.push_back({"delen/" + id.value(), choice.label, choice.selected});
    return buttons;
}

int parts_height(const Frame& frame, const SharingCardView& view, int width)
{
    if (!view.empty.empty()) return frame.text_height(view.empty, Font::body, width);
    int height = 0;
    for (const Group& part : view.parts)
        height += frame.line_height(Font::small_strong) + 8 + lines_height(frame, part.lines, width) + 6;
    return height;
}

int draw_card(Frame& frame, Rect content, const SharingCardView& view, Intents& intents)
{
    const int inner = content.w - 2 * padding;
    const std::vector<FlowButton> buttons = organisations_of(view);
    const int flow = buttons.empty() ? 0 : flow_height(frame, inner, buttons) + gap;
    const int height = 2 * padding + 40 + 12 + flow + parts_height(frame, view, inner);
    Rect inside = frame.card({content.x, content.y, content.w, height});
    frame.text(inside.cut_top(40, 12), say::sharing_title, {.font = Font::subheading});
    std::optional<std::size_t> chosen;
    if (!buttons.empty()) inside.cut_top(draw_flow(frame, inside, buttons, chosen), gap);
    if (chosen) intents.push_back(intent::ShowCard{view.organisations[*chosen].first});
    if (!view.empty.empty()) frame.text(inside, view.empty, {.colour = theme::muted});
    for (const Group& part : view.parts) {
        inside.cut_top(frame.caption(inside, part.title), 8);
        for (const CaseLine& line : part.lines) inside.cut_top(draw_line(frame, inside, line), 14);
        inside.cut_top(6);
    }
    return height + gap;
}

} // namespace

int draw_sharing(Frame& frame, Rect content, const CaseView& view, Intents& intents)
{
    const SharingView& sharing = *view.sharing;
    content.cut_top(draw_card(frame, content, sharing.card, intents));
    const auto card = [&](std::string_view title, const std::vector<CaseLine>& lines, std::string_view empty,
                          std::initializer_list<HeadButton> buttons, const Mark* mark = nullptr) {
        const bool tall = head_is_tall(content, {buttons.begin(), buttons.size()});
        const Rect rect = content.cut_top(card_height(frame, lines, empty, content.w) + (tall ? tall_title : 0), gap);
        draw_lines(frame, rect, title, lines, empty, std::span{buttons.begin(), buttons.size()}, mark, intents);
    };
    card(say::withheld_title, sharing.withheld, say::withheld_none,
         {{"delen/gevraagd", say::record_add, {Sheet::withheld, {}}}});
    RecordDraft none;
    none.none = true;
    card(say::zsm_title, sharing.advice, {},
         {{"delen/advies", say::zsm_new, {Sheet::zsm_advice, {}}},
          {"delen/geen-advies", say::zsm_none, {Sheet::zsm_advice, none}}},
         &sharing.advice_mark);
    card(say::signals_title, sharing.signals, say::signals_none,
         {{"delen/knelpunt", say::signal_report, {Sheet::signal, {}}}});
    card(say::risk_title, sharing.risk, say::risk_none, {});
    return content.y;
}

} // namespace casustafel::ui
