#pragma once

#include "ui/words.h"

// Confirming agreements.

namespace casustafel::ui::say {

inline constexpr Text confirm_title = "Bevestigen · casus {}";
inline constexpr Text each_confirms = "Iedere actiehouder bevestigt zelf";
inline constexpr Text people_caption = "AAN TAFEL";
inline constexpr Text not_here_caption = "NIET AAN TAFEL";
inline constexpr Text is_this_right = "{}, klopt dit?";
inline constexpr Text choose_person = "Tik op je naam";
inline constexpr Text nothing_to_confirm = "{}, je hebt geen afspraken in deze casus.";
inline constexpr Text wording_changed = "Gewijzigd";
inline constexpr Text absent_owner = "{} is er niet. Het bureau vraagt na het overleg om akkoord.";
inline constexpr Text answer_recorded = "{}, je antwoord is vastgelegd. Dank je.";
inline constexpr Text all_confirmed = "{}, alles is bevestigd. Dank je.";
inline constexpr Text enter_code = "Toets je tafelcode in";
inline constexpr Text code_explained =
    "De code koos je bij binnenkomst. Zo staat in het verslag dat jij zelf hebt bevestigd.";
inline constexpr Text no_code = "Je hebt nog geen tafelcode. Teken, of kies een code bij Aanwezigheid.";
inline constexpr Text sign_here = "Zet je handtekening";
inline constexpr Text sign_explained = "Zo staat in het verslag dat jij zelf hebt geantwoord.";
inline constexpr Text agree = "Akkoord";
inline constexpr Text disagree = "Niet akkoord…";
inline constexpr Text with_reserve = "Met voorbehoud…";
inline constexpr Text by_signature = "Met handtekening";
inline constexpr Text by_code = "Met tafelcode";
inline constexpr Text spoken = "Mondeling (door voorzitter)";
inline constexpr Text wrong_code = "Die code klopt niet. Probeer het opnieuw.";
inline constexpr Plural code_wait{"Drie keer een verkeerde code. Wacht 1 minuut, of bevestig mondeling.",
                                  "Drie keer een verkeerde code. Wacht {} minuten, of bevestig mondeling."};
inline constexpr Text why_disagree = "WAAROM NIET?";
inline constexpr Text why_reserve = "WELK VOORBEHOUD?";
inline constexpr Text no_agreements = "geen afspraken";
inline constexpr Plural agreement_count{"1 afspraak", "{} afspraken"};
inline constexpr Text not_agreed = "Niet akkoord";
inline constexpr Text answered = "Beantwoord";
inline constexpr Text bureau_agrees = "Mondeling akkoord";
inline constexpr Text bureau_spoken = "Voor het bureau legt de voorzitter het antwoord vast.";
inline constexpr Text reason_first = "Vul eerst de reden in.";
inline constexpr Text day_first = "Kies de dag van het antwoord.";
inline constexpr Text save_reserve = "Voorbehoud";

inline constexpr Text answer_not_saved =
    "Het antwoord van {} is niet opgeslagen. Tik op die naam en probeer het opnieuw.";

} // namespace casustafel::ui::say
