#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace casustafel::protocol {

/// `bytes` in base64url without padding (RFC 4648 section 5, RFC 7515 section 2).
std::string to_base64url(core::ByteView bytes);

/// The bytes that `text` stands for, accepting only what `to_base64url` writes: no padding, no white space, no unused
/// bits that are set. `Errc::corrupt` otherwise; the detail names the flaw and where it is.
core::Result<core::Bytes> from_base64url(std::string_view text);

/// How many characters `to_base64url` makes of `size` bytes.
constexpr std::size_t base64url_size(std::size_t size)
{
    return (size * 4 + 2) / 3;
}

} // namespace casustafel::protocol
