#pragma once

#include "ui/frame.h"
#include "ui/views/decision_view.h"

#include <string>

// Pieces of the decision screen. Internal to ui/screens.

namespace casustafel::ui {

/// What is still needed, part by part, and what the person gets to read. Returns the y it reached.
int draw_steps(Frame& frame, Rect content, const DecisionView& view, Intents& intents);
/// The answer to the question to the table. Returns the y it reached.
int draw_answer(Frame& frame, Rect content, const DecisionView& view, Intents& intents);
/// The height that `draw_answer` takes.
int answer_height(const Frame& frame);

/// The part begins at the top of `content`: brought in sight when the chair asks for it.
inline void at_part(Frame& frame, const Rect& content, DecisionPart part, const DecisionView& view)
{
    if (view.shown_part == part) frame.reveal(view.shown_number, content);
}

/// A scroll area for each kind of decision: what another one asks begins at its top.
inline std::string fields_of(const DecisionView& view)
{
    return "besluit/velden" + (view.chosen ? std::to_string(static_cast<int>(view.draft.kind)) : std::string{});
}

} // namespace casustafel::ui
