#pragma once

#include "core/decide.h"
#include "core/minutes.h"
#include "ui/snapshot.h"

#include <string>
#include <string_view>

namespace casustafel::ui {

/// A sentence that a person reads, ready to be shown; empty for none.
using Sentence = std::string;

/// Replaces `{}` in `text`, one after another.
Sentence fill(std::string_view text, std::initializer_list<std::string_view> values);
/// `one` for 1, `many` with the number for everything else.
Sentence count(int number, std::string_view one, std::string_view many);

// The words of the domain. Every sentence that the product shows stands in text.cpp or in say.h.

Sentence words(core::Refusal why);
Sentence words(NoticeKind kind);
Sentence words(core::Domain domain);
Sentence words(core::Confidentiality confidentiality);
Sentence words(core::Outcome outcome);
Sentence words(core::Mandate mandate);
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

// Dates as people say them (taaladvies.net: lower case, no leading zero in running text).

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
/// vandaag, morgen, over 3 dagen, over 2 weken; empty for the past
Sentence distance_in_words(core::Date from, core::Date to);
/// ma, di, ...
std::string_view weekday_short(std::chrono::weekday day);

/// Two letters for the round sign of a person: M. de Vries becomes MV.
std::string initials(std::string_view name);

} // namespace casustafel::ui
