#include "core/fold_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace casustafel::core {

namespace {

constexpr char boundary = ' ';
constexpr char nothing = '\0';

/// What ASCII becomes: a small letter, a digit, a boundary, or nothing for the apostrophe of "foto's".
constexpr std::array<char, 128> ascii = [] {
    std::array<char, 128> table{};
    for (std::size_t n = 0; n < table.size(); ++n) {
        const char c = static_cast<char>(n);
        if (c >= 'A' && c <= 'Z')
            table[n] = static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            table[n] = c;
        else
            table[n] = c == '\'' ? nothing : boundary;
    }
    return table;
}();

/// U+00C0 to U+017F, two signs each: the base letters of Unicode's decompositions, and what those leave out as it is
/// written without the letter (ø is o, þ is th). Blank: no letter.
constexpr char32_t first_latin = 0xC0;
constexpr std::string_view latin =
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thssa a a a a a aec e e e e i i i i "
    "d n o o o o o   o u u u u y thy a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "
    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l l l l n n n n n n n n n o o o o "
    "o o oeoer r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";

struct CodePoint {
    char32_t value{};
    std::size_t bytes{1};
};

/// The code point at `at`; a byte that begins none is U+FFFD.
CodePoint code_point(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t n) { return static_cast<std::uint8_t>(text[n]); };
    const std::uint8_t first = byte(at);
    const std::size_t bytes = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC2U ? 2 : 1;
    if (bytes == 1 || at + bytes > text.size()) return {0xFFFD, 1};
    char32_t value = first & (0xFFU >> (bytes + 1));
    for (std::size_t n = at + 1; n < at + bytes; ++n) value = value << 6U | (byte(n) & 0x3FU);
    return {value, bytes};
}

bool in_range(char32_t value, char32_t first, char32_t last)
{
    return value >= first && value <= last;
}

/// Calls `letter(folded, begin, end)` for every code point that belongs to a word and `gap()` for every other.
template <typename Letter, typename Gap>
void walk(std::string_view text, Letter letter, Gap gap)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<std::uint8_t>(text[at]);
        if (first < ascii.size()) {
            const char& sign = ascii[first];
            if (sign == boundary)
                gap();
            else if (sign != nothing)
                letter(std::string_view{&sign, 1}, at, at + 1);
            ++at;
            continue;
        }
        const CodePoint point = code_point(text, at);
        const std::size_t end = at + point.bytes;
        std::string_view folded = text.substr(at, point.bytes);
        if (in_range(point.value, first_latin, first_latin + latin.size() / 2 - 1)) {
            folded = latin.substr(2 * (point.value - first_latin), 2);
            if (folded.ends_with(boundary)) folded.remove_suffix(1);
        } else if (in_range(point.value, 0x218, 0x21B)) { // Romanian, with a comma below
            folded = point.value < 0x21A ? "s" : "t";
        }
        // Accents that stand apart, and the typographic apostrophe, are no part of the word and don't end it.
        const bool skipped = in_range(point.value, 0x300, 0x36F) || point.value == 0x2019;
        const bool sign = in_range(point.value, 0x80, 0xBF) || in_range(point.value, 0x2000, 0x2BFF);
        if (!skipped && (sign || folded == std::string_view{&boundary, 1}))
            gap();
        else if (!skipped)
            letter(folded, at, end);
        at = end;
    }
}

} // namespace

void fold_words(std::string_view text, std::string& folded)
{
    bool inside = false;
    walk(
        text,
        [&](std::string_view letters, std::size_t, std::size_t) {
            if (!inside) folded += boundary;
            inside = true;
            folded += letters;
        },
        [&] { inside = false; });
}

std::vector<std::string> query_words(std::string_view typed)
{
    std::string folded;
    fold_words(typed, folded);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find(boundary, at + 1), folded.size());
        words.push_back(folded.substr(at + 1, end - at - 1));
        at = end;
    }
    return words;
}

bool has_all(std::string_view folded, const std::vector<std::string>& words)
{
    return std::ranges::all_of(words, [&](const std::string& word) {
        for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1))
            if (at > 0 && folded[at - 1] == boundary) return true;
        return false;
    });
}

std::vector<TextSpan> matching_words(std::string_view text, const std::vector<std::string>& words)
{
    std::vector<TextSpan> spans;
    std::string word;
    TextSpan span;
    const auto end_word = [&] {
        if (!word.empty() &&
            std::ranges::any_of(words, [&](const std::string& wanted) { return word.starts_with(wanted); }))
            spans.push_back(span);
        word.clear();
    };
    walk(
        text,
        [&](std::string_view letters, std::size_t begin, std::size_t end) {
            if (word.empty()) span.begin = begin;
            span.end = end;
            word += letters;
        },
        end_word);
    end_word();
    return spans;
}

} // namespace casustafel::core
