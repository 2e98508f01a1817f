#pragma once

#include "core/bytes.h"
#include "core/facts.h"
#include "core/result.h"

namespace casustafel::protocol {

/// A fact as the ledger keeps it: one JSON object with `at`, `fact` (its kind) and its own members.
core::Bytes encode(const core::Recorded& recorded);

/// The fact again, or Errc::corrupt with the path of the first flaw.
core::Result<core::Recorded> decode_fact(core::ByteView bytes);

} // namespace casustafel::protocol
