#pragma once

#include "core/conference.h"

// What folding a fact needs besides the fact; internal to core, used by `apply`.

namespace casustafel::core {

CaseState* case_in(Conference& conference, const CaseId& id);
Agreement* agreement_in(Conference& conference, const CaseId& in_case, const AgreementId& id);

/// A fresh version waits for its owner, or for the bureau when the owner isn't at the table.
Confirmation waiting_for(const Conference& conference, const CaseId& in_case, const AgreementContent& content);

/// What an agreement is withdrawn for when its proposal is undone.
inline constexpr const char* undone_because = "Ongedaan gemaakt";

/// Keeps what an action in the open case changes, before it does; the oldest of twenty makes room.
void remember(Conference& conference, Action action);
void remember_answer(Conference& conference, const Agreement& agreement, const fact::Answered& answered);

/// Nothing about an agreement that was withdrawn can be undone any more.
void forget(Conference& conference, const AgreementId& agreement);
void forget_all(Conference& conference);

/// Undoes the last action that is remembered.
void take_back_last(Conference& conference, Instant at);

} // namespace casustafel::core
