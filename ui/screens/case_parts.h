#pragma once

#include "ui/frame.h"
#include "ui/views/views.h"

// The tabs of the case screen; each draws from the top of `content` and returns the y it reached. Internal to
// ui/screens.

namespace casustafel::ui {

/// Cards stand under each other in content that isn't wider than this: text is larger there.
inline constexpr int one_card_wide = 900;

/// The bar, and below it that the person is at the table; `body` is what is left.
void draw_case_bar(Frame& frame, const CaseView& view, Rect& body, Intents& intents);
int draw_overview(Frame& frame, Rect content, const CaseView& view, Intents& intents);
int draw_life_domains(Frame& frame, Rect content, const CaseView& view);
int draw_plan(Frame& frame, Rect content, const CaseView& view, Intents& intents);
int draw_network(Frame& frame, Rect content, const CaseView& view);
int draw_sharing(Frame& frame, Rect content, const CaseView& view, Intents& intents);
int draw_timeline(Frame& frame, Rect content, const CaseView& view);

} // namespace casustafel::ui
