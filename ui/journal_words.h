#pragma once

#include "ui/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace casustafel::ui {

/// A line of the journal, or the detail of an error, for who reads it on the screen. The journal is written in English,
/// with ids and paths in it; what isn't known here, and what stands in a known line, stays as it is. UI thread.
Sentence in_words(std::string_view line);

/// Every line that is known, with `{}` where it is different each time.
std::vector<std::string> known_lines();

} // namespace casustafel::ui
