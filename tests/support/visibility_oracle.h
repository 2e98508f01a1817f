#pragma once

#include "core/conference.h"

namespace casustafel::support {

/// Protocol.md, 'Meaning', written down a second time and without asking the code under test: whether everyone at the
/// table for this case may see it. Reads the bare state of the conference only.
bool everyone_may_see(const core::Conference& conference, const core::CaseId& in_case,
                      core::Confidentiality confidentiality, const std::optional<core::Audience>& audience);
/// The same of an item, of which what relatives told isn't for the person.
bool everyone_may_see(const core::Conference& conference, const core::CaseId& in_case, const core::Item& item);

/// The people at the table for this case, by the bare state of the conference.
std::vector<core::ParticipantId> at_the_table(const core::Conference& conference, const core::CaseId& in_case);

} // namespace casustafel::support
