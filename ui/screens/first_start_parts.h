#pragma once

#include "ui/first_start.h"
#include "ui/screens/technical_parts.h"

// The steps of the first start. Internal to ui/screens.

namespace casustafel::ui::first_start {

void draw_welcome(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents);
void draw_secret(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents);
void draw_busy(Frame& frame, const Rect& body, const Facts& facts, Intents& intents);
void draw_done(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents);

/// The column at the hand side, with the primary button along its bottom; true when that was activated.
bool draw_primary_below(Frame& frame, Rect& column, std::string_view name, std::string_view label, bool enabled);

} // namespace casustafel::ui::first_start
