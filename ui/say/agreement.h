#pragma once

#include "ui/words.h"

// Making and changing an agreement.

namespace casustafel::ui::say {

inline constexpr Text new_agreement_title = "Nieuwe afspraak · casus {}";
inline constexpr Text change_agreement_title = "Afspraak wijzigen · casus {}";
inline constexpr Text what = "WAT";
inline constexpr Text when = "WANNEER";
inline constexpr Text who = "WIE (actiehouder)";
inline constexpr Text mandate = "MANDAAT";
inline constexpr Text for_whom = "WIE MAG DIT ZIEN";
inline constexpr Text what_hint = "Wat spreken jullie af?";
inline constexpr Text withdraw = "Intrekken";
inline constexpr Text withdraw_title = "Afspraak {} intrekken?";
inline constexpr Text withdraw_hint = "Of zeg het anders";
inline constexpr Text withdraw_unneeded = "Niet meer nodig";
inline constexpr Text withdraw_replaced = "Vervangen door een andere afspraak";
inline constexpr Text withdraw_mistaken = "Verkeerd genoteerd";
inline constexpr Text withdraw_stays = "De afspraak blijft in het verslag staan als ingetrokken, met deze reden.";
inline constexpr Text withdraw_not = "Laat staan";
inline constexpr Text keep_as_point = "Bewaar als aandachtspunt";
inline constexpr Text answer_before = "ANTWOORD UITERLIJK";
inline constexpr Text whose_decision = "WIENS BESLUIT";
inline constexpr Text bureau_owner = "Bureau";
inline constexpr Text no_date_chosen = "Nog geen datum gekozen";
inline constexpr Text day_today = "Vandaag";
inline constexpr Text day_tomorrow = "Morgen";
inline constexpr Text day_48 = "48 uur";
inline constexpr Text week_1 = "1 week";
inline constexpr Text week_2 = "2 weken";
inline constexpr Text week_4 = "4 weken";
inline constexpr Text months_3 = "3 maanden";
inline constexpr Text next_meeting = "Volgend overleg";
inline constexpr Text before_milestone = "Vóór {}";
inline constexpr Text before_milestone_sentence = "vóór {} ({})";
inline constexpr Text weekend = "let op: dat is een {}";
inline constexpr Text choose_day = "Kies een dag";

} // namespace casustafel::ui::say
