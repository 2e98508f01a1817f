#pragma once

#include "core/bytes.h"

#include <string_view>

namespace casustafel::vectors {

/// The bytes that `text` writes in hexadecimal; white space between them doesn't count.
inline core::Bytes from_hex(std::string_view text)
{
    core::Bytes bytes;
    bool half = false;
    for (const char digit : text) {
        if (digit == ' ' || digit == '\n') continue;
        const auto value = static_cast<std::uint8_t>(digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10);
        if (half)
            bytes.back() = static_cast<std::uint8_t>(bytes.back() << 4 | value);
        else
            bytes.push_back(value);
        half = !half;
    }
    return bytes;
}

} // namespace casustafel::vectors
