#pragma once

#include "ui/words.h"

// The screen for the room, and choosing what is on it.

namespace casustafel::ui::say {

inline constexpr Text room_control = "Op zaalscherm";
inline constexpr Text room_title = "Wat ziet de zaal?";
inline constexpr Text room_clock_only = "alleen de klok";
inline constexpr Text room_question = "vraag";
inline constexpr Text room_turn = "wie er aan de beurt is";
inline constexpr Plural room_agreements{"1 afspraak", "{} afspraken"};
inline constexpr Text room_show_question = "De vraag aan tafel";
inline constexpr Text room_show_turn = "Wie er moet bevestigen";
inline constexpr Text room_show_all = "Alle afspraken, ook die nog komen";
inline constexpr Text room_nothing = "Niets tonen";
inline constexpr Text room_case = "Casus {}";
inline constexpr Text room_agreements_caption = "AFSPRAKEN";
inline constexpr Text room_now_confirms = "Aan de beurt: {}";
inline constexpr Text room_still_to_confirm = "Nog te bevestigen: {}";
inline constexpr Text room_being_confirmed = "Wordt bevestigd";
inline constexpr Plural room_more{"En nog 1 afspraak: zie het scherm op tafel",
                                  "En nog {} afspraken: zie het scherm op tafel"};

} // namespace casustafel::ui::say
