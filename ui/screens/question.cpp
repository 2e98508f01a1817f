#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>
#include <span>

// Small sheets that ask before something is done that can't be undone.

namespace casustafel::ui {

namespace {

constexpr int question_width = 900;
constexpr int question_padding = 28;
constexpr int between = 28; ///< the parts of a question

struct QuestionButton {
    std::string_view name;
    std::string_view label;
};

enum class Reply : std::uint8_t { none, stay, go_on };

/// What is asked, and about what.
struct Question {
    std::string_view title;
    std::span<const Mark> about = {};
    std::string_view explained = {};
};

int height_of(const Frame& frame, const Question& question, int width)
{
    int height = 0;
    if (!question.about.empty()) height += marks_height(frame, width, question.about) + 10;
    if (!question.explained.empty()) height += frame.text_height(question.explained, Font::body, width);
    return height;
}

/// The first button and everything beside the sheet stay, the second goes on.
Reply ask(Frame& frame, const Question& question, const QuestionButton& stay, const QuestionButton& go_on)
{
    Reply reply = Reply::none;
    const Rect area = frame.area();
    const int width = std::min(question_width, area.w - 80);
    const int inner = width - 2 * question_padding;
    const int title_height = frame.text_height(question.title, Font::heading, inner);
    const int around = 2 * question_padding + title_height + between + button_height;
    const int wanted = height_of(frame, question, inner);
    const int about = std::min(wanted == 0 ? 0 : wanted + between, area.h - 40 - around);
    const bool beside = frame.sheet("vraag", area.centred(width, around + about), [&](Rect inside) {
        frame.text(inside.cut_top(title_height, between), question.title, {.font = Font::heading});
        const std::vector<Rect> halves = inside.cut_bottom(button_height, between).columns(2, gap);
        frame.scroll("vraag/waarover", inside, [&](Rect content) {
            if (!question.about.empty()) content.cut_top(draw_marks(frame, content, question.about), 10);
            if (!question.explained.empty())
                content.cut_top(frame.text(content, question.explained, {.colour = theme::muted}));
            return content.y;
        });
        if (frame.button(stay.name, stay.label, halves[0], {.kind = ButtonKind::primary})) reply = Reply::stay;
        if (frame.button(go_on.name, go_on.label, halves[1], {.kind = ButtonKind::danger})) reply = Reply::go_on;
    });
    return beside ? Reply::stay : reply;
}

} // namespace

void draw_leaving(Frame& frame, Intents& intents)
{
    switch (ask(frame, {.title = say::leave_question}, {"vraag/verder", say::keep_filling},
                {"vraag/weggooien", say::throw_away})) {
    case Reply::none:
        return;
    case Reply::stay:
        intents.push_back(intent::KeepFilling{});
        return;
    case Reply::go_on:
        intents.push_back(intent::ThrowAway{});
        return;
    }
}

void draw_unfinished(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const SealView view = seal_view(snapshot, state);
    const Question question{say::unfinished_question, view.open, say::unfinished_explained};
    switch (ask(frame, question, {"verzegelen/terug", say::back}, {"verzegelen/toch", say::seal_anyway})) {
    case Reply::none:
        return;
    case Reply::stay:
        intents.push_back(intent::CloseSheet{});
        return;
    case Reply::go_on:
        intents.push_back(intent::SealNow{});
        return;
    }
}

} // namespace casustafel::ui
