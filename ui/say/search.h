#pragma once

#include "ui/words.h"

// Searching today's cases and agreements.

namespace casustafel::ui::say {

inline constexpr Text search = "Zoek";
inline constexpr Text search_title = "Zoeken";
inline constexpr Text search_hint = "Typ een woord of het begin ervan";
inline constexpr Text search_start = "Je vindt vragen, informatie, doelen, mijlpalen en afspraken. Wat verborgen is, "
                                     "wordt niet gevonden. Typ je meer woorden, dan moeten ze er allemaal in staan.";
inline constexpr Text found_none =
    "Niets gevonden. Typ minder letters of een ander woord. Wat verborgen is, wordt niet gevonden.";
inline constexpr Plural found_count{"1 regel gevonden", "{} regels gevonden"};
inline constexpr Text found_more = "De eerste {}. Er is meer: typ nog een woord.";
inline constexpr Text found_case = "Casus {} · {}";
inline constexpr Text found_question = "Vraag aan tafel";
inline constexpr Text found_goal = "Doel";
inline constexpr Text found_milestone = "Mijlpaal";
inline constexpr Text found_earlier = "Vorige afspraak";
inline constexpr Text found_agreement = "Afspraak {}";
inline constexpr Text found_point = "Aandachtspunt {}";
inline constexpr Text help_search =
    "Typ een woord of een paar letters. Wat je zoekt, is onderstreept. Tik op een regel om erheen te gaan. Is er nog "
    "een andere casus aan tafel, rond die dan eerst af.";

} // namespace casustafel::ui::say
