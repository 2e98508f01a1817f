#pragma once

#include "core/result.h"

namespace casustafel::system {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1; ///< the command is right, carrying it out failed
inline constexpr int exit_usage = 2;  ///< wrong command line, folder, file or setting

/// How a program ends after this failure. A wrong folder, file or setting is a matter of the command line; the rest
/// failed on the way.
int exit_code(core::Errc code);

} // namespace casustafel::system
