#pragma once

#include "core/package.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace casustafel::protocol {

/// Reads a package document strictly by package.schema.json and by 'Beyond the schema' of protocol.md, except for what
/// depends on moment and device (`check_for`). The error's detail is one Dutch sentence with the path of the first flaw
/// and no content.
core::Result<core::Package> read_package(std::string_view text);

/// Writes a package document; reading it again gives the same value.
std::string write_package(const core::Package& package);

/// Whether this package may be used on `device` at `now`: addressed to it, not expired.
core::Result<> check_for(const core::Package& package, const core::DeviceId& device, core::Instant now);

} // namespace casustafel::protocol
