#pragma once

#include "core/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::board {

/// What a piece of hardware is, as its board.conf says. The program, the image and the flasher read the same file.
struct Board {
    std::string id;   ///< the name of its folder
    std::string name; ///< what people at the table read
    int panel_width_mm{};
    int panel_height_mm{};
    int panel_width_px{};
    int panel_height_px{};
    int text_percent{};         ///< size of text to begin with: 85, 100 or 125
    bool development{};         ///< secrets are files, and the screen says so
    std::string language{"nl"}; ///< of the screens: nl or en
    /// What may open its vault, the first unless somebody chooses another: names of protectors. A PIN that nothing
    /// counts stands only where `development` does.
    std::vector<std::string> protectors{};
    std::filesystem::path card_module{}; ///< PKCS#11 library for cards; empty: none
    double px_per_mm() const { return static_cast<double>(panel_width_px) / panel_width_mm; }
    bool operator==(const Board&) const = default;
};

/// Reads board.conf: `KEY=value` lines, each key once and all of them; `#` starts a line of comment. `where` names the
/// file in errors. Errc::rejected: `where:LINE: ` and what is wrong with that line, or `where: ` and what is missing.
core::Result<Board> parse_board(std::string_view text, const std::string& where);

/// Errc::not_found: no such file.
core::Result<Board> read_board(const std::filesystem::path& file);

} // namespace casustafel::board
