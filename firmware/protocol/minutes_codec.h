#pragma once

#include "core/minutes.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace casustafel::protocol {

/// Writes minutes by minutes.schema.json.
std::string write_minutes(const core::Minutes& minutes);

/// Reads minutes strictly by minutes.schema.json. The error's detail is one Dutch sentence with the path of the first
/// flaw and no content.
core::Result<core::Minutes> read_minutes(std::string_view text);

} // namespace casustafel::protocol
