#pragma once

#include "core/package.h"
#include "protocol/object_reader.h"

namespace casustafel::protocol {

/// What the schema can't say (protocol.md, 'Beyond the schema'): ids that name two things, references to what isn't
/// there, a conference that ends before it starts, the four legal criteria.
void check_references(const core::Package& package, Flaw& flaw);

} // namespace casustafel::protocol
