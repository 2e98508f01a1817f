#pragma once

#include "core/time.h"
#include "core/update.h"

#include <chrono>
#include <vector>

// When an update may be fetched or begun with, and which. Pure.

namespace casustafel::core {

/// How the device is used now.
struct DeviceUse {
    bool unlocked{};
    bool attended{};                        ///< somebody touched the screen a moment ago, locked or not
    std::chrono::milliseconds locked_for{}; ///< since it was locked or switched on
    Instant now{};
    bool clock_trusted{};
    std::vector<Instant> starts{}; ///< of the conferences that are on this device and not sealed
};

/// Whether nobody is disturbed by fetching an update or by starting the device again: it is locked, nobody stands
/// before it, no conference is going on or near, and it is night (22:00 to 6:00) or it has been locked for an hour,
/// because many devices are switched off at night. Without a clock that can be trusted: locked for an hour and no
/// conference on it at all.
bool is_quiet(const DeviceUse& use, const Calendar& calendar);

/// Whether `item` is an update for a device that is `compatible`, runs `version`, and whose last update ended as
/// `last`. What was refused or didn't start well isn't tried again unless a person wishes it.
bool wants_update(const InboxItem& item, std::string_view compatible, std::string_view version,
                  const std::optional<UpdateResult>& last, bool wished);

} // namespace casustafel::core
