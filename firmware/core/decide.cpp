#include "core/decide.h"

#include "core/rules.h"

#include <algorithm>
#include <array>

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

bool clean_text(std::string_view text, std::size_t most)
{
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return false;
        if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return false;
        if ((byte & 0xC0U) != 0x80U) ++characters;
    }
    return characters <= most;
}

} // namespace casustafel::core
