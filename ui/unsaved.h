#pragma once

#include "ui/state.h"

#include <array>

// What was filled in and isn't saved: nothing of it goes without a question.

namespace casustafel::ui {

/// What is typed on sheets; it goes with the sheet.
inline constexpr std::array sheet_fields{Field::person_name,     Field::person_function,   Field::partner_name,
                                         Field::motivation,      Field::outcome_reason,    Field::withdraw_reason,
                                         Field::record_text,     Field::record_conclusion, Field::record_reason,
                                         Field::skip_reason,     Field::correction,        Field::urgent_label,
                                         Field::urgent_question, Field::urgent_why_1,      Field::urgent_why_2,
                                         Field::urgent_why_3,    Field::urgent_why_4};

/// The agreement on screen with what was typed of it.
core::AgreementContent filled(const State& state);

/// Puts the words of `content` in the fields of the form, from where `filled` takes them.
void show_words(State& state, const core::AgreementContent& content);

/// The form of an agreement holds something that it didn't hold when it opened.
bool agreement_changed(const State& state);

/// The agreement that is being put into words, as the facts that saving it would make; empty: none, or nothing of it
/// was filled in. One without words yet has an ellipsis for them.
core::Facts draft_of(const State& state, const core::CaseId& in_case);

/// Goes on with the draft that was found when the conference was opened, if it is one of the case on screen and wasn't
/// saved since. False: there is nothing to go on with.
bool take_up_draft(State& state, const Snapshot& now);

/// Carrying the intent out would lose what a person filled in: a typed text of the sheet in front, or anything of an
/// agreement, or why somebody doesn't agree. Locking is never kept waiting, and loses it.
bool throws_away(const State& state, const Intent& intent, const Snapshot& snapshot);

} // namespace casustafel::ui
