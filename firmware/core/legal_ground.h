#pragma once

#include "core/conference.h"

namespace casustafel::core {

/// The four legal criteria are met, as the package has them or as the chair recorded them with a motivation (rule 1).
bool has_legal_ground(const CaseState& state);

} // namespace casustafel::core
