#pragma once

#include "ui/words.h"

// Words that stand on more than one screen.

namespace casustafel::ui::say {

// everywhere
inline constexpr Text shield = "Afschermen";
inline constexpr Text agenda = "Agenda";
inline constexpr Text back = "Terug";
inline constexpr Text back_to_case = "Terug naar casus";
inline constexpr Text cancel = "Annuleren";
inline constexpr Text close = "Sluiten";
inline constexpr Text save = "Vastleggen";
inline constexpr Text leave_question = "Niet opgeslagen. Weggooien of verder?";
inline constexpr Text keep_filling = "Verder invullen";
inline constexpr Text throw_away = "Weggooien";
inline constexpr Text clear = "Wis";
inline constexpr Text okay = "Goed";
inline constexpr Text open = "Open";
inline constexpr Text lock = "Vergrendelen";
inline constexpr Text help = "Hulp";
inline constexpr Text saved = "Opgeslagen";
inline constexpr Text saving = "Wordt opgeslagen";
inline constexpr Text not_saved = "Niet opgeslagen. Probeer het opnieuw of bel de technicus.";
inline constexpr Text not_saved_short = "Niet opgeslagen";
inline constexpr Text month_before = "Vorige maand";
inline constexpr Text month_after = "Volgende maand";
inline constexpr Text other_day = "Andere dag";
inline constexpr Text up_to = "uiterlijk {}";

// privacy
inline constexpr Text shielded_title = "Scherm afgeschermd";
inline constexpr Text shielded_text = "Er is niets van het overleg te zien. Alles blijft bewaard.";
inline constexpr Text unshield = "Verder gaan";

// the box that is signed in
inline constexpr Text signature = "handtekening";
inline constexpr Plural line_count{"1 lijn", "{} lijnen"};
inline constexpr Text draw_here = "Teken hier met je vinger";
inline constexpr Text draw_with_keys = "Teken met de pijltjes. De spatiebalk tilt de pen op.";

} // namespace casustafel::ui::say
