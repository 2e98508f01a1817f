#pragma once

#include "core/conference.h"

#include <string>

namespace casustafel::core {

/// A proposal for the sheet that the person gets: what was agreed, by whom, before when, in plain Dutch (B1). Holds
/// only what the person may see: agreements that stand, have an owner and a date, weren't refused, and are general
/// without an audience. The chair reviews it before it is recorded. Empty for a case that isn't there.
std::string plain_sheet_draft(const Conference& conference, const CaseId& in_case);

} // namespace casustafel::core
