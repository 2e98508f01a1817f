#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

// What counts as a text: the same for what is typed at the table and for what comes in a message.

namespace casustafel::core {

inline constexpr std::size_t longest_text = 20'000;
inline constexpr std::size_t longest_line = 300;

/// How many characters (code points) `text` has; nothing when it isn't well-formed UTF-8 or holds control characters of
/// Unicode (C0 but line feed, DEL, C1).
std::optional<std::size_t> clean_characters(std::string_view text);

/// A text with nothing strange in it, of at most `most` characters.
bool clean_text(std::string_view text, std::size_t most);

/// Nothing, or nothing but white space.
bool blank(std::string_view text);

} // namespace casustafel::core
