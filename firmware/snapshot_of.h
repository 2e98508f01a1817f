#pragma once

#include "app/messages.h"
#include "ui/snapshot.h"

#include <string>

namespace casustafel::device {

/// What doesn't change while the program runs.
struct DeviceFacts {
    std::string bureau;
    std::string room;
    std::string device;
    bool development{};
};

/// What the screens may know: what the recorder published, seen at `now`. `calendar` outlives the snapshot.
ui::Snapshot snapshot_of(const app::Published& published, const DeviceFacts& facts, core::Instant now,
                         const core::Calendar& calendar);

} // namespace casustafel::device
