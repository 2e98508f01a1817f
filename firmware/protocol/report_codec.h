#pragma once

#include "core/result.h"
#include "core/update.h"

#include <string>
#include <string_view>

namespace casustafel::protocol {

/// What a device tells its bureau about itself (docs/formats/update.md).
std::string write_report(const core::DeviceReport& report);
/// Reads it strictly; the detail of the error names the first flaw by path.
core::Result<core::DeviceReport> read_report(std::string_view text);

/// The table's order to install a bundle with this digest.
std::string write_update_order(const core::Digest& sha256, const std::string& version);

/// What the installing part of the device leaves for the table.
std::string write_update_result(const core::UpdateResult& result);
core::Result<core::UpdateResult> read_update_result(std::string_view text);

} // namespace casustafel::protocol
