#pragma once

#include "ui/words.h"

// Sealing and sending.

namespace casustafel::ui::say {

inline constexpr Text seal_title = "Afronden";
inline constexpr Text seal_heading = "Is het overleg klaar?";
inline constexpr Text all_complete = "Alle casussen hebben een besluit";
inline constexpr Text still_at_table = "{} is nog open. Tik om de casus te verlaten.";
inline constexpr Text back_to_sealing = "Terug naar afronden";
inline constexpr Text no_cases = "Er staan geen casussen op de agenda";
inline constexpr Text in_this_case = "{}: {}";
inline constexpr Text still_to_confirm = "Nog te bevestigen";
inline constexpr Text one_undecided = "1 casus besproken zonder besluit: {}";
inline constexpr Text no_decision_yet = "Nog geen besluit";
inline constexpr Text one_unopened = "1 casus niet besproken: {}";
inline constexpr Text many_unopened = "{} casussen niet besproken";
inline constexpr Text all_answered = "Alle afspraken zijn bevestigd";
inline constexpr Plural awaiting_absent_count{"1 afspraak wacht op een afwezige: het bureau vraagt het na",
                                              "{} afspraken wachten op een afwezige: het bureau vraagt het na"};
inline constexpr Plural reserved_count{"1 afspraak met voorbehoud", "{} afspraken met voorbehoud"};
inline constexpr Text seal_explained = "Na verzegelen kan niemand het verslag nog wijzigen. Het wordt versleuteld voor "
                                       "het bureau; dit apparaat kan het daarna niet meer lezen.";
inline constexpr Text not_yet_sealed = "Verzegelen kan nog niet. Rond eerst af wat hierboven met een kruis staat.";
inline constexpr Text seal_button = "Verzegel en verzend";
inline constexpr Text sealed_heading = "Het overleg is verzegeld";
inline constexpr Text sealing_heading = "Het overleg wordt verzegeld";
inline constexpr Text sealed_explained =
    "Dit overzicht blijft staan tot je vergrendelt. Daarna is er op dit apparaat niets meer te lezen.";
inline constexpr Text step_sealed = "Verzegeld en versleuteld";
inline constexpr Text step_on_stick = "Op USB-stick gezet";
inline constexpr Text step_sent = "Verzonden naar het bureau";
inline constexpr Text step_opened = "Door het bureau geopend, hier gewist";
inline constexpr Text step_to_send = "Verzenden naar het bureau";
inline constexpr Text step_to_open = "Het bureau opent het; daarna wordt het hier gewist";
inline constexpr Text step_sending = "Wordt verzonden";
inline constexpr Text step_waiting = "Wacht op verbinding";
inline constexpr Text step_not_yet = "Nog niet door het bureau geopend; daarna wordt het hier gewist";
inline constexpr Text step_busy = "Wordt verzegeld";
inline constexpr Text correct = "Correctie maken";
inline constexpr Text correction_title = "Correctie op het verslag";
inline constexpr Text correction_title_of = "Correctie op het verslag · casus {}";
inline constexpr Text correction_about =
    "Het verzegelde verslag verandert niet. De correctie gaat apart verzegeld naar "
    "het bureau en verwijst naar dit verslag. Na vergrendelen kan alleen het "
    "bureau nog corrigeren.";
inline constexpr Text correction_case = "OVER WELKE CASUS?";
inline constexpr Text correction_text = "WAT MOET ER ANDERS STAAN?";
inline constexpr Text correction_hint = "Bijvoorbeeld: afspraak 5 is van 4 december, niet van 14 december";
inline constexpr Text correction_save = "Verzegel correctie";
inline constexpr Text correction_case_first = "Kies eerst de casus.";
inline constexpr Text correction_text_first = "Vul in wat er anders moet staan.";
inline constexpr Text correction_stage = "Correctie {}: {}";
inline constexpr Text correction_refused = "niet aangenomen, bel het bureau";
inline constexpr Text send_now = "Nu verzenden";
inline constexpr Text look_whether_opened = "Kijk of het geopend is";
inline constexpr Text back_to_agenda = "Terug naar agenda";
inline constexpr Text confirmed_count = "{} van {} bevestigd";
inline constexpr Plural discussed_count{"1 casus besproken", "{} casussen besproken"};
inline constexpr Text seal_details = "{} – {} · {} · voorzitter {}";
inline constexpr Plural people_count{"1 deelnemer", "{} deelnemers"};
inline constexpr Text unfinished_question = "Er staat nog iets open. Toch verzegelen?";
inline constexpr Text unfinished_explained = "Na verzegelen kun je dit hier niet meer aanvullen.";
inline constexpr Text seal_anyway = "Toch verzegelen";

} // namespace casustafel::ui::say
