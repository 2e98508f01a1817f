#pragma once

#include "board/board.h"
#include "core/result.h"
#include "firmware/journal.h"

#include <filesystem>
#include <optional>
#include <string>

namespace casustafel::device {

struct RunOptions {
    std::filesystem::path data;
    board::Board board;
    struct Size {
        int width_px{};
        int height_px{};
    };
    std::optional<Size> size; ///< a window; fullscreen if none
    std::string fonts;
    std::filesystem::path stick; ///< where a USB stick is mounted; empty: none is taken
    bool room{};                 ///< the screen for the room as a second window, instead of on the second display
};

/// Runs the appliance on the display until its window is closed or the program is told to end (SIGTERM, SIGINT).
core::Result<> run_command(const RunOptions& options, const Log& log);

} // namespace casustafel::device
