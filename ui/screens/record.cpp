#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/record_view.h"

#include <algorithm>

// The sheets on which a table records something about the case besides agreements and the decision.

namespace casustafel::ui {

namespace {

constexpr int sheet_width = 1400;
constexpr int sheet_padding = 28;
constexpr int caption_height = 40;
constexpr int line_field = 76;
constexpr int large_field = 126; // three lines

std::vector<FlowButton> buttons_of(const RecordQuestion& question)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(question.choices.size());
    for (const RecordChoice& one : question.choices)
        buttons.push_back({one.name, one.choice.label, one.choice.selected});
    return buttons;
}

std::vector<FlowButton> phrases_of(const RecordQuestion& question)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(question.phrases.size());
    for (const Sentence& one : question.phrases)
        buttons.push_back({"blad/zin/" + std::to_string(buttons.size()), one, one == question.text});
    return buttons;
}

/// Shown in `room`: a long text gets what the other questions leave, but at least a line.
int field_height(const RecordQuestion& question, int questions, int room)
{
    if (!question.multi_line) return line_field;
    return questions > 1 ? large_field : std::max(line_field, room - caption_height);
}

/// The quick choices and the calendar; the day that was chosen stands right of them, or under them for want of room.
int dates_height(const Frame& frame, const RecordQuestion& question, int width)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(question.dates.size() + 1);
    for (const DateChoice& one : question.dates) buttons.push_back({{}, one.choice.label, false});
    buttons.push_back({{}, Sentence{say::other_day}, false});
    const int flow = flow_height(frame, width, buttons);
    const int day = question.date.empty() ? 0 : frame.text_width(question.date, Font::strong) + gap;
    int used = 0;
    for (const FlowButton& one : buttons) used += frame.button_width(one.label) + 12;
    return flow + (question.date.empty() || used + day <= width ? 0 : 48);
}

int height_of(const Frame& frame, const RecordQuestion& question, int questions, int width, int room)
{
    int height = question.caption.empty() ? 0 : caption_height;
    if (!question.choices.empty()) height += flow_height(frame, width, buttons_of(question));
    if (question.field) height += field_height(question, questions, room);
    if (!question.phrases.empty()) height += 12 + flow_height(frame, width, phrases_of(question));
    if (!question.dates.empty()) height += dates_height(frame, question, width);
    return height + gap;
}

void draw_answer_field(Frame& frame, Rect& content, const RecordQuestion& question, int height, Intents& intents)
{
    const auto typed = frame.field(question.name, content.cut_top(height), question.text,
                                   {.label = question.caption,
                                    .placeholder = question.hint,
                                    .multi_line = question.multi_line,
                                    .max_code_points = question.multi_line ? 2'000U : 300U});
    if (typed) intents.push_back(intent::Type{*question.field, *typed});
}

void draw_question(Frame& frame, Rect content, const RecordSheetView& view, const RecordQuestion& question,
                   int questions, int room, Intents& intents)
{
    if (!question.caption.empty()) {
        const Rect head = content.cut_top(caption_height);
        frame.caption(head, question.caption);
    }
    std::optional<std::size_t> chosen;
    if (!question.choices.empty()) {
        draw_flow(frame, content, buttons_of(question), chosen);
        if (chosen) intents.push_back(intent::SetRecord{question.choices[*chosen].draft});
        if (chosen && view.save.empty()) intents.push_back(intent::SaveRecord{});
    }
    if (question.field) {
        draw_answer_field(frame, content, question, field_height(question, questions, room), intents);
        if (question.phrases.empty()) return;
        content.cut_top(12);
        draw_flow(frame, content, phrases_of(question), chosen);
        if (chosen) intents.push_back(intent::Type{*question.field, question.phrases[*chosen]});
    }
    if (!question.dates.empty()) {
        if (!question.date.empty()) {
            const int width = frame.text_width(question.date, Font::strong);
            const int height = dates_height(frame, question, content.w);
            const int row = height > button_height ? 48 : button_height;
            frame.text({content.right() - width, content.y + height - row, width, row}, question.date,
                       {.font = Font::strong, .valign = VAlign::middle, .fit = Fit::one_line});
        }
        draw_dates(frame, content, "blad/datum", question.dates, DateField::valid_until, intents);
    }
}

/// While somebody types only what can be typed is on the sheet: the keyboard leaves no room for more.
std::vector<RecordQuestion> in_sight(const Frame& frame, const RecordSheetView& view)
{
    std::vector<RecordQuestion> questions = view.questions;
    if (!frame.editing().empty())
        std::erase_if(questions, [](const RecordQuestion& one) { return !one.field.has_value(); });
    return questions;
}

} // namespace

void draw_record_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const RecordSheetView view = record_view(snapshot, state);
    Rect room = frame.area();
    reserve_keyboard(frame, room);
    const std::vector<RecordQuestion> questions = in_sight(frame, view);
    const int count = static_cast<int>(questions.size());
    const int width = std::min(sheet_width, room.w - 80);
    const int inner = width - 2 * sheet_padding;
    const bool saves_at_once = view.save.empty();
    const int about =
        view.about.empty() || !frame.editing().empty() ? 0 : frame.text_height(view.about, Font::body, inner) + gap;
    int height = 2 * sheet_padding + 72 + gap + about + (saves_at_once ? 0 : button_height + gap);
    const int most = room.h - (frame.editing().empty() ? 40 : 16); // the keyboard leaves little
    // Over the keyboard a field gives up lines, so that the question above it stays in sight.
    const bool low = cramped(frame, Rect{0, 0, inner, most - 2 * sheet_padding});
    const int rest = most - height - gap + (low ? 72 + gap : 0);
    const int left = state.sheet == Sheet::plain_sheet ? rest : std::min(rest, caption_height + large_field);
    for (const RecordQuestion& one : questions) height += height_of(frame, one, count, inner, left);
    const Rect rect = room.centred(width, std::min(height, most));
    const bool away = frame.sheet("vastleggen", rect, [&](Rect inside) {
        inside = sheet_head(frame, inside, view.title, intents);
        if (about > 0) inside.cut_top(frame.text(inside, view.about, {.colour = theme::muted}), gap);
        if (!saves_at_once &&
            draw_primary(frame, inside.cut_bottom(button_height, gap), "blad/ok", view.save, view.missing))
            intents.push_back(intent::SaveRecord{});
        frame.scroll("vastleggen/vragen" + std::to_string(static_cast<int>(state.sheet)), inside, [&](Rect content) {
            for (const RecordQuestion& one : questions)
                draw_question(frame, content.cut_top(height_of(frame, one, count, content.w, left)), view, one, count,
                              left, intents);
            return content.y - gap;
        });
    });
    if (away) intents.push_back(intent::CloseSheet{});
    draw_keyboard(frame);
}

} // namespace casustafel::ui
