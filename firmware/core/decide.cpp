#include "core/decide.h"

#include "core/rules.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace casustafel::core {

namespace {

/// Before its package there is nothing to ask of a conference, after sealing nothing any more.
std::optional<Rejection> too_early_or_late(const Conference& conference, const Command& command)
{
    if (conference.sealed_at) return Rejection{Refusal::already_sealed, {}};
    const bool importing = std::holds_alternative<command::ImportPackage>(command);
    if (!importing && conference.fact_count == 0) return Rejection{Refusal::not_started, {}};
    return std::nullopt;
}

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

std::expected<Facts, Rejection> decide(const Conference& conference, const Command& command, Instant now,
                                       const Calendar& calendar, const Digests& digests)
{
    if (const auto refused = too_early_or_late(conference, command)) return std::unexpected{*refused};
    const Circumstances circumstances{conference, now, calendar, digests};
    return std::visit([&](const auto& one) { return decide(circumstances, one); }, command);
}

std::chrono::seconds code_wait(int wrong_codes)
{
    using namespace std::chrono_literals;
    constexpr std::array<std::chrono::seconds, 5> waits{10s, 30s, 60s, 120s, 300s};
    if (wrong_codes < 3) return 0s;
    return waits[std::min(static_cast<std::size_t>(wrong_codes) - 3, waits.size() - 1)];
}

bool clean_text(std::string_view text, std::size_t most)
{
    std::size_t characters = 0;
    while (!text.empty()) {
        const auto character = first_character(text);
        if (!character || is_control(character->code)) return false;
        text.remove_prefix(character->bytes);
        ++characters;
    }
    return characters <= most;
}

bool blank(std::string_view text)
{
    return text.find_first_not_of(" \n") == std::string_view::npos;
}

bool has_drawn(const Strokes& strokes)
{
    constexpr std::size_t most_strokes = 500;
    constexpr std::size_t most_points = 4'000;
    const auto on_pad = [](const StrokePoint& point) {
        return point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1 && point.t >= 0 && std::isfinite(point.t);
    };
    const bool fits = strokes.size() <= most_strokes && std::ranges::all_of(strokes, [&](const Stroke& stroke) {
                          return stroke.size() <= most_points && std::ranges::all_of(stroke, on_pad);
                      });
    return fits && std::ranges::any_of(strokes, [](const Stroke& stroke) { return stroke.size() > 1; });
}

} // namespace casustafel::core
