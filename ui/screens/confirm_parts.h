#pragma once

#include "ui/frame.h"
#include "ui/views/views.h"

// Pieces of the screen on which an owner answers. Internal to ui/screens.

namespace casustafel::ui {

/// Everyone who may answer, and below them whose answer comes another way.
void draw_people(Frame& frame, Rect side, const ConfirmView& view, Intents& intents);
/// What the chosen person agreed to, one under another. Returns the y it reached.
int draw_own_agreements(Frame& frame, Rect content, const ConfirmView& view);
int own_agreements_height(const Frame& frame, int width, const ConfirmView& view);

} // namespace casustafel::ui
