#pragma once

#include "board/board.h"
#include "core/result.h"
#include "core/time.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace casustafel::device {

/// This program and its version, as the minutes name it.
std::string software();
/// Its version alone.
std::string version();

/// What is free on the disk with that folder; 0 when the disk doesn't say.
std::uint64_t free_bytes(const std::filesystem::path& folder);

/// How long this machine runs; never set back.
std::chrono::milliseconds uptime();

/// The description of a board, from the folder that belongs to this program (../share/casustafel/boards).
/// Errc::rejected: the id can't be one. Errc::not_found: there is no such board.
core::Result<board::Board> board_named(const std::string& id);

/// Makes the screens speak the language of that code, with the catalogue that belongs to this program
/// (../share/casustafel/locale). Before anything is drawn, on the UI thread. Errc::not_found: this program has no such
/// language. Errc::corrupt: its catalogue can't be read.
core::Result<> speak(const std::string& code);

/// Where Debian keeps the typeface.
inline constexpr const char* font_folder = "/usr/share/fonts/opentype/inter";

/// The calendar of Europe/Amsterdam. Errc::not_found: this machine has no time zone data.
core::Result<core::Calendar> amsterdam();

/// Whether the system's clock is kept right by something outside this device.
bool clock_trusted();

} // namespace casustafel::device
