#pragma once

#include <string>

namespace casustafel::device {

/// A random UUID, version 4 (RFC 9562, section 5.4). Any thread.
std::string fresh_id();

} // namespace casustafel::device
