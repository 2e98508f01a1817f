#include "core/text.h"

namespace casustafel::core {

namespace {

struct Character {
    char32_t code{};
    std::size_t bytes{};
};

/// The character that `text` starts with; nothing when it isn't well-formed (Unicode 15, table 3-7).
std::optional<Character> first_character(std::string_view text)
{
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return Character{lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return std::nullopt;
    char32_t code = lead & (0x7FU >> bytes);
    for (std::size_t at = 1; at < bytes; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U) return std::nullopt;
        code = (code << 6U) | (byte(at) & 0x3FU);
    }
    const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return std::nullopt;
    return Character{code, bytes};
}

bool is_control(char32_t code)
{
    return (code < 0x20 && code != U'\n') || (code >= 0x7F && code < 0xA0);
}

} // namespace

std::optional<std::size_t> clean_characters(std::string_view text)
{
    std::size_t characters = 0;
    while (!text.empty()) {
        const auto character = first_character(text);
        if (!character || is_control(character->code)) return std::nullopt;
        text.remove_prefix(character->bytes);
        ++characters;
    }
    return characters;
}

bool clean_text(std::string_view text, std::size_t most)
{
    const auto characters = clean_characters(text);
    return characters && *characters <= most;
}

bool blank(std::string_view text)
{
    return text.find_first_not_of(" \n") == std::string_view::npos;
}

} // namespace casustafel::core
