#pragma once

#include "firmware/journal.h"
#include "protocol/provisioning.h"
#include "ui/device_checks.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::device {

/// Looks at disk, clock and, when it is known which, the bureau: eight seconds at most. `log` gets why the bureau can't
/// be reached. What only the screen knows stays empty.
ui::DeviceChecks look_at_device(const std::filesystem::path& data, const std::optional<protocol::Provisioning>& bureau,
                                const Log& log);

/// Puts what was found in place of what was known; what only the screen knows stays.
void take_checks(ui::DeviceChecks& known, const ui::DeviceChecks& found);

} // namespace casustafel::device
