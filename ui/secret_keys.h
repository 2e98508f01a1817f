#pragma once

#include "core/secret.h"
#include "ui/input.h"

namespace casustafel::ui {

/// Types on at the end of `secret`; what would make it longer than a secret can be is left out.
void type(core::Secret& secret, const SecretKeys& keys);

} // namespace casustafel::ui
