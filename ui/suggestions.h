#pragma once

#include "ui/frame.h"
#include "ui/snapshot.h"

#include <string_view>
#include <vector>

namespace casustafel::ui {

/// Up to three words that finish what was typed before the caret, or that often follow it when a new word begins. They
/// come from the phrases of the package, the names of people and organisations, and what of the case on screen
/// `core::masked` lets those at the table see. Nothing is learned or kept: no conference, no words.
///
/// How an agreement begins helps nobody who types anything else: `begins` is false there.
std::vector<Suggestion> suggestions(const Snapshot& snapshot, std::string_view before_caret, bool begins = true);

} // namespace casustafel::ui
