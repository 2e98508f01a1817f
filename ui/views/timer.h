#pragma once

#include "ui/snapshot.h"

#include <chrono>

namespace casustafel::ui {

/// The timer of a case moves in such steps: what ticks each second nags, and costs a frame each second.
inline constexpr std::chrono::seconds timer_step{10};

/// From `snapshot.now` until the timer of the case on screen shows something else.
std::chrono::milliseconds until_timer_moves(const Snapshot& snapshot);

} // namespace casustafel::ui
