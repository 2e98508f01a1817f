#pragma once

#include "core/decide.h"
#include "core/minutes.h"
#include "ui/snapshot.h"
#include "ui/words.h"

#include <string>
#include <string_view>

namespace casustafel::ui {

/// A sentence that a person reads, ready to be shown; empty for none.
using Sentence = std::string;

/// Replaces `{}` in `text`, one after another.
Sentence fill(std::string_view text, std::initializer_list<std::string_view> values);
/// The form of `words` for `number`, with the number in it.
Sentence count(int number, const Plural& words);
/// 1.234
Sentence number_in_digits(int number);
/// A caption as it stands within a sentence.
Sentence in_small_letters(std::string_view text);
/// Whether `left` comes before `right` in a list of names: é beside e, capitals beside small letters, numbers as
/// letters.
bool sorts_before(std::string_view left, std::string_view right);

// The words of the domain; the sentences themselves stand in ui/say.

Sentence words(core::Refusal why);
Sentence words(NoticeKind kind);
Sentence words(core::Domain domain);
Sentence words(core::Confidentiality confidentiality);
Sentence words(core::Outcome outcome);
Sentence words(core::Mandate mandate);
Sentence words(core::AgreementKind kind);
Sentence words(core::DecisionKind kind);
Sentence words(core::Section section);
Sentence words(core::ItemState state);
Sentence words(core::Approach approach);
Sentence words(core::Track track);
Sentence words(core::InterventionKind kind);
Sentence words(core::LegalBasisKind kind);
Sentence words(core::GoalState state);
Sentence words(core::CloseResult result);
Sentence words(core::EscalationKind kind);

// Dates as people say them in the language that is spoken (Dutch, taaladvies.net: lower case, no leading zero in
// running text).

/// vrijdag 27 november 2026
Sentence long_date(core::Date date);
/// vr 27 nov
Sentence short_date(core::Date date);
/// vr 27 nov 2026
Sentence short_date_and_year(core::Date date);
/// vrijdag 27 november
Sentence middle_date(core::Date date);
/// november 2026
Sentence month_name(std::chrono::year_month month);
/// 13:05
Sentence clock_time(std::chrono::minutes time_of_day);
/// ma, di, ...
std::string_view weekday_short(std::chrono::weekday day);

/// Two letters for the round sign of a person: M. de Vries becomes MV.
std::string initials(std::string_view name);

} // namespace casustafel::ui
