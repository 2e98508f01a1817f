#pragma once

#include "core/facts.h"

#include <string>

namespace casustafel::core {

/// What the audit log keeps of a fact: moment, kind and ids, one line, never case text (domain rule 13).
std::string audit_line(const Recorded& recorded);

} // namespace casustafel::core
