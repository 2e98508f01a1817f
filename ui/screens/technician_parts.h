#pragma once

#include "ui/screens/technical_parts.h"
#include "ui/technician.h"

// The pages of the technician's screen. Internal to ui/screens.

namespace casustafel::ui::technician {

/// What is known of the device.
std::vector<DeviceRow> device_rows(const Facts& facts);
/// What the checks said.
std::vector<Mark> marks_of(const Facts& facts, const State& state);

void draw_device_page(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents);
void draw_update_page(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents);
void draw_bureau_page(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents);
void draw_journal_page(Frame& frame, Rect body, const Facts& facts, Intents& intents);

} // namespace casustafel::ui::technician
