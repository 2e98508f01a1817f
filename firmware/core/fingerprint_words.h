#pragma once

#include "core/bytes.h"

#include <array>
#include <string_view>

namespace casustafel::core {

/// Six short Dutch words for the first 48 bits of a fingerprint, shown by device and bureau for people to compare. They
/// help against a mix-up, not against somebody with time to search; the machine compares all 256 bits.
std::array<std::string_view, 6> fingerprint_words(const Digest& digest);

} // namespace casustafel::core
