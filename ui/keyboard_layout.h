#pragma once

#include "ui/interaction.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

// What stands on the keys of the keyboard on the screen.

namespace casustafel::ui::layout {

/// The keys of the three upper rows of a layer, separated by spaces.
using Rows = std::array<std::string_view, 3>;
const Rows& rows_of(KeyboardState::Layer layer);

/// The words between spaces.
std::vector<std::string> split(std::string_view words);

/// An ASCII letter as a capital; anything else as it is.
std::string upper(std::string letter);

/// What lies behind a long press on a key, nearest first; nothing for a key without.
std::vector<std::string> variants_of(std::string_view key, bool capital);

/// A dead key (´ ` ¨ ^ ~) writes nothing by itself but goes onto the next letter.
bool is_dead(std::string_view sign);
/// The letter under the accent of a dead key, or both after each other where Unicode has no such letter.
std::string under(std::string_view dead, std::string_view letter);

} // namespace casustafel::ui::layout
