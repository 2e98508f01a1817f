#pragma once

#include "core/bytes.h"

#include <string>
#include <string_view>

namespace casustafel::bureau {

/// A new one-time code: 20 letters and digits (100 random bits) without 1, I, O and 0, in groups of four.
std::string make_one_time_code();

/// What is kept of a code: SHA-256 of its letters and digits in capitals, so that hyphens, spaces and small letters
/// don't matter to whoever types it.
core::Digest hash_of_code(std::string_view code);

} // namespace casustafel::bureau
