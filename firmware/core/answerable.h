#pragma once

#include "core/commands.h"
#include "core/conference.h"

#include <vector>

namespace casustafel::core {

/// What an answer of `owner` (empty: the bureau) covers now: their complete agreements without an answer that everyone
/// present for the case may read. Nobody agrees to words they can't read (domain rules 3 and 6).
std::vector<command::Answer::Shown> answerable(const Conference& conference, const CaseState& state,
                                               const ParticipantId& owner);

} // namespace casustafel::core
