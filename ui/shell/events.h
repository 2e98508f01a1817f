#pragma once

#include "ui/input.h"

#include <SDL.h>

#include <optional>

namespace casustafel::ui {

/// The window that an event belongs to, or 0.
Uint32 window_of(const SDL_Event& event);

/// An SDL event as input in pixels of a window of this size; nothing if it means nothing to a screen.
std::optional<InputEvent> to_input(const SDL_Event& event, int width_px, int height_px);

} // namespace casustafel::ui
