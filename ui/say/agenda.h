#pragma once

#include "ui/words.h"

// The agenda of the conference.

namespace casustafel::ui::say {

inline constexpr Text today = "Vandaag";
inline constexpr Text choose_conference = "Kies het overleg";
inline constexpr Text conference_at = "Overleg van {}, {} uur";
inline constexpr Text from_to_basis = "{} · {} · {} tot {} · grondslag {}";
inline constexpr Text at_table = "Aan tafel ({})";
inline constexpr Text attendance = "Aanwezigheid";
inline constexpr Text time = "Tijd";
inline constexpr Text ready_around = "{}, klaar rond {}";
inline constexpr Text kept_here = "Bewaard op dit apparaat";
inline constexpr Plural changes_saved{"1 wijziging veilig opgeslagen", "{} wijzigingen veilig opgeslagen"};
inline constexpr Text finish = "Afronden";
inline constexpr Text go_on = "Verder";
inline constexpr Text now_at_table = "Nu aan tafel";
inline constexpr Plural late_count{"1 te laat", "{} te laat"};
inline constexpr Text often_without = "{} keer zonder nieuwe afspraak";
inline constexpr Text lead_absent = "Casusregisseur afwezig";
inline constexpr Text no_ground = "Geen grondslag";
inline constexpr Text confirmed_of = "{} · {} van {} bevestigd";
inline constexpr Text decision_recorded = "Besluit vastgelegd";
inline constexpr Text minutes = "{} min";
inline constexpr Text minutes_of = "{} van {} min";
inline constexpr Text not_started_yet = "Eerst de aanwezigheid, dan de casussen.";
inline constexpr Text legal_basis = "Grondslag: {}";

} // namespace casustafel::ui::say
