#pragma once

#include "ui/words.h"

// The agenda of the conference.

namespace casustafel::ui::say {

inline constexpr Text today = "Vandaag";
inline constexpr Text choose_conference = "Kies het overleg";
inline constexpr Text cannot_be_read = "Dit overleg is beschadigd en niet te openen. Bel de technicus.";
inline constexpr Text conference_comes = "Het bureau stuurt het overleg. Het komt vanzelf op dit scherm.";
inline constexpr Text opened_apart = "Elk overleg heeft zijn eigen grondslag en gaat apart open.";
inline constexpr Text other_conference = "Ander overleg";
inline constexpr Text conference_at = "Overleg van {}, {} uur";
inline constexpr Text from_to_basis = "{} · {} · {} tot {} · grondslag {}";
inline constexpr Text at_table_nobody = "Nog niemand";
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
inline constexpr Text around = "rond {}";
inline constexpr Text planned = "{}, samen {} min";
inline constexpr Plural case_count{"Nog 1 casus", "Nog {} casussen"};
inline constexpr Plural past_the_end{"Loopt 1 minuut uit", "Loopt {} minuten uit"};
inline constexpr Text read_on = "Lees de hele vraag";
inline constexpr Text read_less = "Minder";
inline constexpr Text order = "Volgorde…";
inline constexpr Text order_done = "Klaar met de volgorde";
inline constexpr Text move_up = "{} eerder";
inline constexpr Text move_down = "{} later";
inline constexpr Text skip = "Niet bespreken";
inline constexpr Text skip_title = "{} niet bespreken";
inline constexpr Text skip_no_time = "Geen tijd meer";
inline constexpr Text skip_person_missing = "Wie nodig is, is er niet";
inline constexpr Text skip_nothing_new = "Er is niets nieuws";
inline constexpr Text skip_later = "Op verzoek naar een volgend overleg";
inline constexpr Text urgent = "Spoedcasus toevoegen";
inline constexpr Text urgent_mark = "Spoed";
inline constexpr Text urgent_title = "Spoedcasus";
inline constexpr Text urgent_label_caption = "INITIALEN";
inline constexpr Text urgent_label_hint = "Bijvoorbeeld J.P. of Gezin R.";
inline constexpr Text urgent_label_rule = "Nooit een volledige naam: alleen initialen.";
inline constexpr Text urgent_like_a_name = "Dit lijkt op een naam. Zet er alleen initialen neer.";
inline constexpr Text time_box_caption = "HOE LANG";
inline constexpr Text urgent_question_hint = "De ene vraag die deze bespreking moet beantwoorden";
inline constexpr Text urgent_criteria_caption = "WAAROM IS DIT EEN COMPLEXE CASUS? ALLE VIER MOETEN GELDEN";
inline constexpr Text criterion_yes = "Ja: {}";
inline constexpr Text urgent_why_hint = "Waarom? In één zin";
inline constexpr Text criterion_problems = "Problemen bij betrokkene of in het gezin";
inline constexpr Text criterion_life_domains = "Meerdere leefgebieden met criminogene factoren";
inline constexpr Text criterion_nuisance = "Leidt tot ernstige overlast, criminaliteit of onveiligheid";
inline constexpr Text criterion_domains = "Samenwerking uit meerdere domeinen nodig";
inline constexpr Text urgent_needs_label = "Vul eerst de initialen in.";
inline constexpr Text urgent_needs_question = "Vul de vraag aan tafel in.";
inline constexpr Text urgent_needs_criteria = "Alle vier de criteria moeten gelden.";
inline constexpr Text urgent_needs_why = "Zet bij elk criterium waarom het geldt.";
inline constexpr Text no_ground = "Geen grondslag";
inline constexpr Text confirmed_of = "{} · {} van {} bevestigd";
inline constexpr Text decision_recorded = "Besluit vastgelegd";
inline constexpr Text minutes = "{} min";
inline constexpr Text minutes_of = "{} van {} min";
inline constexpr Text not_started_yet = "Eerst de aanwezigheid, dan de casussen.";
inline constexpr Text legal_basis = "Grondslag: {}";

} // namespace casustafel::ui::say
