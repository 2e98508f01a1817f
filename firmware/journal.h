#pragma once

#include "core/time.h"

#include <functional>
#include <string>

namespace casustafel::device {

/// Takes one line for the technician: ids and paths, never case text.
using Log = std::function<void(const std::string&)>;

/// The moment, in milliseconds.
core::Instant now();

/// Writes each line to standard error in one piece, after its moment (RFC 3339). Any thread.
Log log_to_standard_error();

} // namespace casustafel::device
