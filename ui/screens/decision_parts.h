#pragma once

#include "ui/frame.h"
#include "ui/views/decision_view.h"

// Pieces of the decision screen. Internal to ui/screens.

namespace casustafel::ui {

/// What is still needed, and the conclusion. Returns the y it reached.
int draw_side(Frame& frame, Rect content, const DecisionView& view, Intents& intents);

} // namespace casustafel::ui
