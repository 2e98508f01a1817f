#include "core/update_policy.h"

#include <algorithm>

namespace casustafel::core {

namespace {

using namespace std::chrono_literals;

constexpr auto long_locked = 1h;
/// A conference that began longer ago and was never sealed was forgotten, or goes on another day.
constexpr auto longest_conference = 12h;
constexpr auto before_conference = 2h;
constexpr auto night_begins = 22h;
constexpr auto night_ends = 6h;

bool is_night(std::chrono::minutes time_of_day)
{
    return time_of_day >= night_begins || time_of_day < night_ends;
}

} // namespace

bool is_quiet(const DeviceUse& use, const Calendar& calendar)
{
    if (use.unlocked || use.attended) return false;
    if (!use.clock_trusted) return use.starts.empty() && use.locked_for >= long_locked;
    const bool near = std::ranges::any_of(use.starts, [&](Instant start) {
        return start > use.now - longest_conference && start < use.now + before_conference;
    });
    if (near) return false;
    return is_night(calendar.time_of_day(use.now)) || use.locked_for >= long_locked;
}

bool wants_update(const InboxItem& item, std::string_view compatible, std::string_view version,
                  const std::optional<UpdateResult>& last, bool wished)
{
    if (item.kind != "update" || compatible.empty() || item.compatible != compatible || item.version == version)
        return false;
    if (!last || last->sha256 != item.sha256) return true;
    switch (last->stage) {
    case UpdateStage::refused:
    case UpdateStage::fell_back:
    case UpdateStage::done:
        return wished;
    case UpdateStage::installing:
    case UpdateStage::restart_waiting:
        return false;
    case UpdateStage::none:
    case UpdateStage::offered:
    case UpdateStage::fetching:
    case UpdateStage::ready:
        return true;
    }
    return false;
}

} // namespace casustafel::core
