#include "ui/say.h"
#include "ui/screens/parts.h"

#include <algorithm>

// The offer to take back what was done last.

namespace casustafel::ui {

namespace {

constexpr int beside_words = 2 * 16 + 26 + 10;

/// With larger text there may be no room to say what is taken back.
Sentence undo_words(const Frame& frame, const Sentence& what, int width)
{
    Sentence whole = fill(say::undo, {what});
    const bool fits = roomy(frame) || frame.text_width(whole, Font::small_strong) <= width - beside_words;
    return fits ? whole : Sentence{say::undo_short};
}

} // namespace

int undo_height(const Frame& frame, const Sentence& what, int width)
{
    const int words = frame.text_height(undo_words(frame, what, width), Font::small_strong, width - beside_words);
    return std::max(frame.mm(12), words + 20);
}

void undo_button(Frame& frame, const Rect& rect, const Sentence& what, Intents& intents)
{
    if (frame.button("ongedaan", undo_words(frame, what, rect.w), rect,
                     {.kind = ButtonKind::quiet,
                      .icon = Icon::undo,
                      .font = Font::small_strong,
                      .spoken = fill(say::undo, {what})}))
        intents.push_back(intent::UndoLast{});
}

void draw_undo(Frame& frame, Rect& area, const Sentence& what, Intents& intents)
{
    if (!what.empty()) undo_button(frame, area.cut_bottom(undo_height(frame, what, area.w), 10), what, intents);
}

} // namespace casustafel::ui
