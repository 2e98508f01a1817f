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
