#pragma once

#include "ui/preferences.h"

#include <string>
#include <string_view>

namespace casustafel::device {

/// The person's preferences as the small text file that the device keeps: a name and a number a line.
std::string write_preferences(const ui::Preferences& preferences);
/// What stands in such a file. A line that isn't understood leaves the default: nobody is kept out by a damaged file.
ui::Preferences read_preferences(std::string_view text);

} // namespace casustafel::device
