#pragma once

#include "ui/frame.h"
#include "ui/views/room_view.h"

namespace casustafel::ui {

/// The screen for the room is read from three to four metres: as if it were a panel with larger letters.
inline constexpr double room_px_per_mm = 5.58;
inline constexpr int room_text_percent = 125;

/// Draws the screen for the room. It has nothing to touch.
void draw_room_screen(Frame& frame, const RoomView& view);

} // namespace casustafel::ui
