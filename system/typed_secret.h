#pragma once

#include "core/result.h"
#include "core/secret.h"

// Secrets that a person gives a program: asked for at a terminal, which doesn't show them, else the first line of
// standard input. Never an argument, which everyone could see.

namespace casustafel::system {

/// Errc::rejected: nothing was given.
core::Result<core::Secret> read_secret(const char* question);

/// Asked for twice at a terminal. Errc::rejected: nothing was given, or the two aren't the same.
core::Result<core::Secret> read_new_secret(const char* question);

} // namespace casustafel::system
