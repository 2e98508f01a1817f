#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int padding = 28;

int criteria_height(const Frame& frame, const CaseView& view, int width)
{
    int height = 2 * padding + 40 + 16;
    if (!view.criteria_source.empty())
        height += frame.text_height(view.criteria_source, Font::small, width - 2 * padding) + 10;
    for (const CriterionRow& row : view.criteria)
        height += std::max(30, frame.text_height(row.label, Font::small, width - 2 * padding - 36)) + 6;
    return height + (view.tested.empty() ? 0 : 40);
}

void draw_criteria(Frame& frame, Rect rect, const CaseView& view)
{
    Rect inside = frame.card(rect);
    frame.text(inside.cut_top(40, 16), say::criteria, {.font = Font::subheading, .fit = Fit::shorten});
    if (!view.criteria_source.empty())
        inside.cut_top(frame.text(inside, view.criteria_source, {.font = Font::small, .colour = theme::muted}), 10);
    for (const CriterionRow& row : view.criteria) {
        const bool met = row.met.value_or(false);
        const Colour colour = met ? theme::ink : colours_of(Status::wrong).text;
        Rect line = inside;
        const int height = std::max(30, frame.text_height(row.label, Font::small, line.w - 36));
        line.h = height;
        Rect sign = line.cut_left(24, 12);
        sign.h = 30;
        frame.icon(met ? Icon::check : Icon::attention, sign.centred(22, 22), colour);
        frame.text(line, row.label, {.font = Font::small, .colour = colour});
        inside.cut_top(height, 6);
    }
    if (!view.tested.empty()) frame.badge({inside.x, inside.y + 4}, view.tested, Status::ok);
}

/// Whether what can be recorded stands beside the mark, or under it.
bool beside_mark(const Frame& frame, const CaseView& view, int width)
{
    const int unknown = view.perspective_wanted ? frame.button_width(say::record_unknown) + 12 : 0;
    return frame.badge_width(view.informing.label) + 16 + frame.button_width(say::record_add) + unknown <=
           width - 2 * padding;
}

int perspective_height(const Frame& frame, const CaseView& view, int width)
{
    int height = 2 * padding + 40 + 16 + button_height + (beside_mark(frame, view, width) ? 0 : 36 + 14);
    for (const CaseLine& line : view.perspective)
        height += line_height_of(frame, line, width - 2 * padding, Font::small) + 14;
    return height;
}

void draw_perspective(Frame& frame, const Rect& rect, const CaseView& view, Intents& intents)
{
    Rect inside = frame.card(rect);
    frame.text(inside.cut_top(40, 16), say::perspective, {.font = Font::subheading, .fit = Fit::shorten});
    for (const CaseLine& line : view.perspective) inside.cut_top(draw_line(frame, inside, line, Font::small), 14);
    const bool beside = beside_mark(frame, view, rect.w);
    if (!beside) frame.badge({inside.x, inside.y}, view.informing.label, view.informing.status);
    if (!beside) inside.cut_top(36, 14);
    Rect row = inside.cut_top(button_height);
    if (beside) {
        frame.badge({row.x, row.centre().y - 18}, view.informing.label, view.informing.status);
        row.cut_left(frame.badge_width(view.informing.label), 16);
    }
    const auto next = [&](std::string_view label) {
        const int width = frame.button_width(label);
        return beside ? row.cut_right(width, 12) : row.cut_left(width, 12);
    };
    if (frame.button("perspectief/aanvullen", say::record_add, next(say::record_add)))
        intents.push_back(intent::OpenRecord{Sheet::perspective, {}});
    RecordDraft none;
    none.of = view.unknown_of;
    none.none = true;
    if (view.perspective_wanted && frame.button("perspectief/onbekend", say::record_unknown, next(say::record_unknown)))
        intents.push_back(intent::OpenRecord{Sheet::perspective, none});
}

int lines_card(Frame& frame, Rect content, std::string_view title, const std::vector<CaseLine>& lines)
{
    if (lines.empty()) return 0;
    int height = 2 * padding + 40 + 12 - 14;
    for (const CaseLine& line : lines) height += line_height_of(frame, line, content.w - 2 * padding) + 14;
    Rect inside = frame.card({content.x, content.y, content.w, height});
    frame.text(inside.cut_top(40, 12), title, {.font = Font::subheading});
    for (const CaseLine& line : lines) inside.cut_top(draw_line(frame, inside, line), 14);
    return height + gap;
}

/// That there is a decision; which one, only after the chair's touch (domain rule 8).
void draw_decided(Frame& frame, Rect& content, const CaseView& view, Intents& intents)
{
    const std::string_view label = view.decisions_shown ? say::hide_decision : say::show_decision;
    const int button = frame.button_width(label);
    const int lines = frame.text_height(view.decided, Font::body, content.w - 2 * padding - button - gap);
    Rect inside = frame.card(content.cut_top(std::max(lines, button_height) + 2 * padding, gap));
    if (frame.button("casus/toon", label, inside.cut_right(button, gap).centred(button, button_height)))
        intents.push_back(intent::ShowDecisions{!view.decisions_shown});
    frame.text(inside, view.decided, {.valign = VAlign::middle});
}

constexpr int earlier_foot = 72; // of the mark and the button that stand under the words

int earlier_row_height(const Frame& frame, const EarlierRow& row, int width, bool tall)
{
    const int words = line_height_of(frame, row.line, width);
    return tall ? words + earlier_foot + 36 : std::max(96, words + 24);
}

int draw_earlier(Frame& frame, Rect content, const CaseView& view, Intents& intents)
{
    // Room for the mark and the button that stand right of the words.
    constexpr int right_side = 178 + 24 + 230;
    const bool tall = content.w <= one_card_wide;
    const int text_width = content.w - 2 * padding - 38 - (tall ? 0 : right_side);
    int height = 2 * padding + 48 + 8;
    for (const EarlierRow& row : view.earlier) height += earlier_row_height(frame, row, text_width, tall);
    if (view.earlier.empty()) height += 40;
    Rect inside = frame.card({content.x, content.y, content.w, height});
    Rect head = inside.cut_top(48, 8);
    const int title = frame.text_width(say::earlier, Font::subheading);
    frame.text(head, say::earlier, {.font = Font::subheading});
    if (view.earlier.empty())
        frame.text(inside, say::earlier_none, {.colour = theme::muted});
    else
        frame.badge({head.x + title + 24, head.y}, view.earlier_open, Status::neutral);
    for (std::size_t n = 0; n < view.earlier.size(); ++n) {
        const EarlierRow& row = view.earlier[n];
        Rect rect = inside.cut_top(earlier_row_height(frame, row, text_width, tall));
        frame.separator(rect);
        rect = rect.inset(0, 6);
        frame.domain_bar(rect, row.domain);
        rect.cut_left(38);
        const Rect words = rect;
        if (tall) rect = rect.cut_bottom(earlier_foot);
        if (!row.line.masked_because) {
            const Rect button = rect.cut_right(178, 24).centred(178, 72);
            if (frame.button("vorige/" + std::to_string(n), say::status_button, button, {.icon_after = Icon::down}))
                intents.push_back(intent::OpenSheet{.sheet = Sheet::outcome, .earlier = row.id});
        }
        const Icon icon = row.mark.status == Status::ok ? Icon::check : Icon::none;
        if (tall) {
            frame.badge({rect.x, rect.centre().y - 18}, row.mark.label, row.mark.status, icon);
            draw_line(frame, words.inset(0, 8), row.line);
            continue;
        }
        const Rect badge = frame.badge_right({rect.right(), rect.centre().y}, row.mark.label, row.mark.status, icon);
        rect.w = badge.x - rect.x - 14;
        const int lines = line_height_of(frame, row.line, std::min(rect.w, text_width));
        draw_line(frame, {rect.x, rect.centre().y - lines / 2, std::min(rect.w, text_width), lines}, row.line);
    }
    return height + gap;
}

constexpr int badge_row = 36;

/// Where the approach and the tracks of the case stand in `width`, from its top left.
std::vector<Rect> pill_places(const Frame& frame, const CaseView& view, int width)
{
    std::vector<Rect> places;
    int x = 0;
    int y = 0;
    for (const Sentence& label : view.pills) {
        const int wanted = frame.badge_width(label);
        if (x > 0 && x + wanted > width) {
            x = 0;
            y += badge_row + 8;
        }
        places.push_back({x, y, wanted, badge_row});
        x += wanted + 12;
    }
    return places;
}

/// The question, with the approach and the tracks of the case beside its caption, or under it where they are many.
int draw_question(Frame& frame, const Rect& content, const CaseView& view)
{
    const int inner = content.w - 2 * padding;
    const int question = frame.text_height(view.question, Font::lead, inner);
    const std::vector<Rect> places = pill_places(frame, view, inner);
    const int caption = frame.text_width(say::question_caption, Font::small_strong) + gap;
    const int row = places.empty() ? 0 : places.back().right();
    const bool beside = !places.empty() && places.back().y == 0 && caption + row <= inner;
    const int head = beside ? badge_row : frame.line_height(Font::small_strong);
    const int badges = places.empty() || beside ? 0 : 14 + places.back().bottom();
    const int height = 2 * padding + head + 10 + question + badges;
    Rect card = frame.card({content.x, content.y, content.w, height});
    const Rect line = card.cut_top(head, 10);
    frame.caption(line.centred(line.w, frame.line_height(Font::small_strong)), say::question_caption);
    frame.text(card.cut_top(question, 14), view.question, {.font = Font::lead});
    const Point corner = beside ? Point{line.right() - row, line.y} : Point{card.x, card.y};
    for (std::size_t n = 0; n < places.size(); ++n)
        frame.badge({corner.x + places[n].x, corner.y + places[n].y}, view.pills[n], Status::info);
    return height + gap;
}

} // namespace

int draw_overview(Frame& frame, Rect content, const CaseView& view, Intents& intents)
{
    content.cut_top(draw_question(frame, content, view));
    if (view.decided_today) draw_decided(frame, content, view, intents);
    if (!view.hint.empty()) {
        const Rect hint = content.cut_top(frame.text_height(view.hint, Font::body, content.w - 56) + 40, gap);
        frame.panel(hint, colours_of(Status::attention).fill, colours_of(Status::attention).fill);
        frame.text(hint.inset(28, 20), view.hint, {.colour = colours_of(Status::attention).text});
    }
    if (content.w <= one_card_wide) {
        draw_criteria(frame, content.cut_top(criteria_height(frame, view, content.w), gap), view);
        draw_perspective(frame, content.cut_top(perspective_height(frame, view, content.w), gap), view, intents);
    } else {
        const int half = (content.w - gap) / 2;
        const int height = std::max(criteria_height(frame, view, half), perspective_height(frame, view, half));
        const std::vector<Rect> halves = content.cut_top(height, gap).columns(2, gap);
        draw_criteria(frame, halves[0], view);
        draw_perspective(frame, halves[1], view, intents);
    }
    content.cut_top(draw_earlier(frame, content, view, intents));
    if (!view.decided.empty() && !view.decided_today) draw_decided(frame, content, view, intents);
    content.cut_top(lines_card(frame, content, say::reason_title, view.reason));
    content.cut_top(lines_card(frame, content, say::risk_title, view.risk));
    return content.y;
}

} // namespace casustafel::ui
