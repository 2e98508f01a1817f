#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::core {

/// Bytes of a text, from `begin` up to `end`.
struct TextSpan {
    std::size_t begin{};
    std::size_t end{};
    bool operator==(const TextSpan&) const = default;
};

/// Appends the words of `text` to `folded` as search compares them: each behind a blank, in small letters without
/// accents (é is e, ĳ is ij, æ is ae), apostrophes left out and every other sign a boundary. Whole Latin-1 and Latin
/// Extended-A, composed or not; letters of other scripts stay as they are. Takes any bytes.
void fold_words(std::string_view text, std::string& folded);

/// The words that a person typed, folded.
std::vector<std::string> query_words(std::string_view typed);

/// Whether each of the words begins some word of `folded`, which fold_words made.
bool has_all(std::string_view folded, const std::vector<std::string>& words);

/// The words of `text` that begin with one of `words`, in the order of the text.
std::vector<TextSpan> matching_words(std::string_view text, const std::vector<std::string>& words);

} // namespace casustafel::core
