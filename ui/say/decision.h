#pragma once

#include "ui/words.h"

// Deciding on a case.

namespace casustafel::ui::say {

inline constexpr Text decision_title = "Besluit · casus {}";
inline constexpr Text continue_explained = "Nieuwe datum, aanpak loopt";
inline constexpr Text escalate_explained = "Hogerop een besluit vragen";
inline constexpr Text scale_down_explained = "Overdragen aan ontvangende partij";
inline constexpr Text close_explained = "Beheersbaar of niet meer complex";
inline constexpr Text not_discussed_explained = "Met reden";
inline constexpr Text choose_decision = "Wat besluit de tafel?";
inline constexpr Text choose_decision_first = "Kies eerst links wat de tafel besluit.";
inline constexpr Text still_needed = "Nog nodig: {}";
inline constexpr Plural still_to_do{"Nog 1 ding te doen: zie Stap voor stap.",
                                    "Nog {} dingen te doen: zie Stap voor stap."};
inline constexpr Plural steps_left{"Nog 1 stap", "Nog {} stappen"};
inline constexpr Text show_decision = "Toon besluit";
inline constexpr Text hide_decision = "Verberg besluit";
inline constexpr Text show_decisions = "Toon besluiten";
inline constexpr Text hide_decisions = "Verberg besluiten";
inline constexpr Text decision_earlier = "Er is een eerder besluit";
inline constexpr Text earlier_phase = "Eerder besluit: AVE-fase {}";
inline constexpr Text in_phase = "AVE-fase {}";
inline constexpr Text decision_hidden = "Iedereen kan dit scherm zien. Tik om het besluit te tonen of te wijzigen.";
inline constexpr Text answer_by_day = "antwoord uiterlijk {}";
inline constexpr Text monitored_until_day = "wij volgen tot {}";
inline constexpr Text accepted_by_whom = "aanvaard door {}";
inline constexpr Text handover_pending = "in overdracht";
inline constexpr Text steps = "Stap voor stap";
inline constexpr Text step_next_on = "Dag van het vervolg";
inline constexpr Text step_escalation_kind = "Wat er aan de hand is";
inline constexpr Text step_escalate_to = "Aan wie";
inline constexpr Text step_question = "Welk besluit nodig is";
inline constexpr Text step_by = "Door wie";
inline constexpr Text step_answer_by = "Dag van het antwoord";
inline constexpr Text step_receiver = "Ontvangende partij";
inline constexpr Text step_handover = "Aanvaard of in overdracht";
inline constexpr Text step_accepted_by = "Naam van wie aanvaardt";
inline constexpr Text step_result = "Resultaat";
inline constexpr Text step_reason = "Toelichting";
inline constexpr Text step_closing = "Afsluitcriteria: {} van {}";
inline constexpr Text step_goals = "Doelen: {} van {}";
inline constexpr Text step_conclusion = "Antwoord op de vraag aan tafel";
inline constexpr Text step_later = "Mag ook later";
inline constexpr Text step_informing = "Betrokkene informeren";
inline constexpr Text step_earlier = "Vorige afspraken hebben een status";
inline constexpr Text step_agreements = "Afspraken van vandaag zijn rond";
inline constexpr Text step_retention = "Het bureau bewaakt de bewaartermijn";
inline constexpr Plural to_end_count{"1 vorige afspraak nog open", "{} vorige afspraken nog open"};
inline constexpr Plural not_agreed_count{"1 afspraak zonder akkoord", "{} afspraken zonder akkoord"};
inline constexpr Text ave_phase = "AVE-FASE";
inline constexpr Text phase_unknown = "Onbekend";
inline constexpr Text phase_number = "Fase {}";
inline constexpr Text continue_heading = "Vervolg: wanneer bespreken we deze casus weer?";
inline constexpr Text escalate_heading = "Opschalen: wie moet wat besluiten?";
inline constexpr Text scale_down_heading = "Afschalen: laat pas los als de ander het heeft";
inline constexpr Text close_heading = "Afsluiten: is alles rond?";
inline constexpr Text not_discussed_heading = "Niet besproken: waarom niet?";
inline constexpr Text receiving = "ONTVANGENDE PARTIJ";
inline constexpr Text accepted_by = "IS HET AANVAARD?";
inline constexpr Text receiving_hint = "Bijvoorbeeld: het sociaal team";
inline constexpr Text not_yet_accepted = "Nog niet: in overdracht";
inline constexpr Text accepted = "Aanvaard";
inline constexpr Text monitor_until = "WIJ BLIJVEN VOLGEN TOT";
inline constexpr Text escalate_to = "AAN WIE";
inline constexpr Text escalate_to_hint = "Naam of functie";
inline constexpr Text to_owner = "De actiehouder zelf";
inline constexpr Text to_manager = "Leidinggevende";
inline constexpr Text to_network_manager = "Netwerkmanager";
inline constexpr Text to_board = "Bestuur";
inline constexpr Text escalate_informed = "WIE WEET HIERVAN";
inline constexpr Text could_scale_down = "Kan deze casus worden afgeschaald? Kies dan links Afschalen.";
inline constexpr Text escalate_by = "DOOR WIE";
inline constexpr Text escalate_kind = "WAT IS ER AAN DE HAND";
inline constexpr Text escalate_question = "WELK BESLUIT IS NODIG";
inline constexpr Text escalate_question_hint = "Wat moet er besloten worden?";
inline constexpr Text close_result = "RESULTAAT";
inline constexpr Text closing_criteria = "AFSLUITCRITERIA VAN DEZE REGIO";
inline constexpr Text goals = "DOELEN";
inline constexpr Text why = "TOELICHTING";
inline constexpr Plural unconfirmed_count{"1 afspraak nog te bevestigen", "{} afspraken nog te bevestigen"};
inline constexpr Plural point_count{"1 aandachtspunt zonder actiehouder of datum",
                                    "{} aandachtspunten zonder actiehouder of datum"};
inline constexpr Text point_row = "Aandachtspunt {} · {}";
inline constexpr Plural earlier_count{"1 vorige afspraak zonder status", "{} vorige afspraken zonder status"};
inline constexpr Plural disputed_count{"1 afspraak betwist", "{} afspraken betwist"};
inline constexpr Text zsm_expired_since = "ZSM-advies verlopen op {}";
inline constexpr Text zsm_missing = "Nog geen ZSM-advies";
inline constexpr Text zsm_valid = "ZSM-advies geldig t/m {}";
inline constexpr Text stays_with_us = "De casus blijft bij ons tot de ander heeft aanvaard.";
inline constexpr Text conclusion_caption = "ANTWOORD OP DE VRAAG AAN TAFEL";
inline constexpr Text conclusion_hint = "In één of twee zinnen";
inline constexpr Text informing_caption = "BETROKKENE INFORMEREN";
inline constexpr Text informed_done = "Is gedaan";
inline constexpr Text informing_agreement = "Afspreken";
inline constexpr Text informing_reason_caption = "OF UITSTELLEN, WANT";
inline constexpr Text informing_later = "Uitstellen";
inline constexpr Text informing_text = "Betrokkene informeren over bespreking en rechten";
inline constexpr Text informing_reason_hint = "Zwaarwegende reden";
inline constexpr Text yes = "Ja";
inline constexpr Text no = "Nee";
inline constexpr Text decided_leave = "Besluit vastgelegd. Terug naar de agenda.";
inline constexpr Text already_decided = "Vastgelegd: {}";

} // namespace casustafel::ui::say
