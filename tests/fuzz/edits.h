#pragma once

#include "core/bytes.h"

#include <algorithm>
#include <cstdint>

// What the targets that need something large and whole do with their input.

namespace casustafel::fuzz {

/// Changes `good` as `input` says: again and again three bytes of place and one of what is changed there (0 ends the
/// file at that place). Returns whether anything was changed.
inline bool edit(core::Bytes& good, core::ByteView input)
{
    const core::Bytes before = good;
    while (input.size() >= 4 && !good.empty()) {
        const std::size_t place = (std::size_t{input[0]} << 16 | std::size_t{input[1]} << 8 | input[2]) % good.size();
        if (input[3] == 0)
            good.resize(place);
        else
            good[place] ^= input[3];
        input = input.subspan(4);
    }
    return good != before;
}

} // namespace casustafel::fuzz
