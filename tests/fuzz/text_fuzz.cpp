#include "core/bytes.h"
#include "core/fold_text.h"
#include "core/text.h"

#include <algorithm>
#include <cstdlib>

using namespace casustafel::core;

namespace {

/// Well-formed UTF-8 (RFC 3629) without control characters but line feed, decided apart from `clean_characters`.
bool is_clean(std::string_view text)
{
    while (!text.empty()) {
        const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
        const unsigned first = byte(0);
        const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if ((first >= 0x80 && first < 0xc2) || first > 0xf4 || length > text.size()) return false;
        std::uint32_t point = length == 1 ? first : first & (0x7fU >> length);
        for (std::size_t i = 1; i < length; ++i) {
            if ((byte(i) & 0xc0U) != 0x80) return false;
            point = point << 6 | (byte(i) & 0x3fU);
        }
        const std::uint32_t least = length == 3 ? 0x800 : length == 4 ? 0x10000 : 0;
        if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
        if ((point < 0x20 && point != '\n') || (point >= 0x7f && point < 0xa0)) return false;
        text.remove_prefix(length);
    }
    return true;
}

bool is_inside_a_character(std::string_view text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80;
}

} // namespace

/// A text is clean exactly when a second reader says so. Searching takes any bytes: each word that was typed is found
/// in what was typed, and what is marked lies inside the text, in order and, in a clean text, between characters.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = text_of({data, size});
    const auto characters = clean_characters(text);
    if (characters.has_value() != is_clean(text)) std::abort();
    if (characters && (*characters > size || clean_text(text, *characters) == false)) std::abort();
    if (characters && *characters > 0 && clean_text(text, *characters - 1)) std::abort();

    std::string folded;
    fold_words(text, folded);
    const auto words = query_words(text);
    if (!has_all(folded, words)) std::abort();
    std::size_t end = 0;
    for (const TextSpan& span : matching_words(text, words)) {
        if (span.begin < end || span.end <= span.begin || span.end > text.size()) std::abort();
        if (characters && (is_inside_a_character(text, span.begin) || is_inside_a_character(text, span.end)))
            std::abort();
        end = span.end;
    }
    return 0;
}
