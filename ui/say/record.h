#pragma once

#include "ui/words.h"

// What a table records about a case besides agreements and the decision: perspective, sharing, advice, bottlenecks.

namespace casustafel::ui::say {

// case lead
inline constexpr Text case_lead_title = "Wie is de casusregisseur?";
inline constexpr Text case_lead_about = "De casusregisseur leidt de uitvoering en werkt bij een van de organisaties.";
inline constexpr Text case_lead_change = "{}. Wijzigen.";

// perspective
inline constexpr Text record_add = "Aanvullen";
inline constexpr Text record_unknown = "Niet bekend";
inline constexpr Text perspective_of_nobody = "{}: nog niet gevraagd";
inline constexpr Text perspective_missing = "{}: niet bekend. {}";
inline constexpr Text recorded_today = "{} · vandaag aan tafel";
inline constexpr Text perspective_title = "Perspectief aanvullen";
inline constexpr Text perspective_none_title = "Perspectief niet bekend";
inline constexpr Text perspective_of_caption = "VAN WIE?";
inline constexpr Text perspective_of_subject = "WAT WIL OF VINDT DE BETROKKENE ZELF?";
inline constexpr Text perspective_of_relatives = "WAT WILLEN OF VINDEN DE NAASTEN ZELF?";
inline constexpr Text perspective_hint = "Liefst in eigen woorden";
inline constexpr Text perspective_source = "WIE BRENGT HET IN?";
inline constexpr Text perspective_why_not = "WAAROM NIET?";
inline constexpr Text perspective_not_asked = "Nog niet gesproken";
inline constexpr Text perspective_refused = "Wil er niets over zeggen";
inline constexpr Text perspective_no_contact = "Er is geen contact";
inline constexpr Text perspective_unsafe = "Vragen was niet veilig";

// sharing
inline constexpr Text tab_sharing = "Delen en advies";
inline constexpr Text sharing_title = "Wat mag ik delen?";
inline constexpr Text sharing_may = "DIT MAG";
inline constexpr Text sharing_outsiders = "ALS IEMAND VAN BUITEN HET CONVENANT MEEPRAAT";
inline constexpr Text sharing_outsider_here = "NU: {} VALT BUITEN HET CONVENANT";
inline constexpr Text sharing_ground = "GRONDSLAG";
inline constexpr Text sharing_example = "VOORBEELD";
inline constexpr Text sharing_no_card = "Er is geen kaart van deze organisatie. Vraag het na bij je eigen organisatie.";
inline constexpr Text sharing_nobody = "Er is niemand aan tafel.";

// 'gevraagd, niet gedeeld'
inline constexpr Text withheld_title = "Gevraagd, niet gedeeld";
inline constexpr Text withheld_none = "Nog niets vastgelegd.";
inline constexpr Text withheld_from = "{}: {}";
inline constexpr Text withheld_because = "{}. Wel bruikbaar: {}";
inline constexpr Text withheld_about = "Niet delen mag. Leg vast wat gevraagd is en waarom het niet kan.";
inline constexpr Text withheld_asked_of = "AAN WIE IS HET GEVRAAGD?";
inline constexpr Text withheld_asked = "WAT IS GEVRAAGD?";
inline constexpr Text withheld_asked_hint = "Het onderwerp, niet de inhoud";
inline constexpr Text withheld_ground = "WAAROM KAN HET NIET?";
inline constexpr Text withheld_conclusion = "WELKE CONCLUSIE KAN WEL? (mag leeg blijven)";
inline constexpr Text ground_medical_secrecy = "Medisch geheim";
inline constexpr Text ground_criminal_investigation = "Lopend onderzoek";
inline constexpr Text ground_outsider_present = "Iemand van buiten het convenant is erbij";
inline constexpr Text ground_no_legal_ground = "Geen wettelijke grond";
inline constexpr Text ground_not_necessary = "Niet nodig voor de vraag";
inline constexpr Text ground_other = "Andere reden";

// ZSM advice
inline constexpr Text zsm_title = "ZSM-advies";
inline constexpr Text zsm_nothing = "Er is nog geen advies, en geen reden waarom niet.";
inline constexpr Text zsm_valid_until = "Geldig t/m {}";
inline constexpr Text zsm_expired = "Verlopen op {}";
inline constexpr Text zsm_no_date = "Zonder einddatum";
inline constexpr Text zsm_not_yet = "Nog geen advies";
inline constexpr Text zsm_none = "Geen advies";
inline constexpr Text zsm_none_because = "Geen advies: {}";
inline constexpr Text zsm_before = "Vorig advies: {}";
inline constexpr Text zsm_new = "Nieuw advies";
inline constexpr Text zsm_about = "Wat vraagt de tafel aan ZSM als betrokkene wordt aangehouden?";
inline constexpr Text zsm_text = "ADVIES";
inline constexpr Text zsm_text_hint = "Bij een nieuwe aanhouding: ...";
inline constexpr Text zsm_author = "WIE GEEFT HET ADVIES?";
inline constexpr Text zsm_until = "GELDIG TOT EN MET";
inline constexpr Text zsm_months_3 = "3 maanden";
inline constexpr Text zsm_months_6 = "6 maanden";
inline constexpr Text zsm_why_not = "WAAROM GEEN ADVIES?";
inline constexpr Text zsm_no_case = "Er is geen strafrechtelijk kader";
inline constexpr Text zsm_absent = "Het Openbaar Ministerie is niet aan tafel";
inline constexpr Text zsm_next_time = "Volgt bij het volgende overleg";

// bottlenecks
inline constexpr Text signals_title = "Knelpunten";
inline constexpr Text signals_none = "Geen knelpunt gemeld.";
inline constexpr Text signal_report = "Melden";
inline constexpr Text signal_sheet_title = "Knelpunt melden";
inline constexpr Text signal_about = "Gaat zonder casus naar het bureau. Schrijf dus geen persoonsgegevens op.";
inline constexpr Text signal_which = "WAAR LOOPT HET OP VAST?";
inline constexpr Text signal_note = "TOELICHTING (mag leeg blijven)";
inline constexpr Text signal_note_hint = "Zonder namen";
inline constexpr Text risk_none = "Er is geen conclusie over risico ingebracht.";

// the person at the table
inline constexpr Text subject_switch = "Betrokkene zit aan tafel";
inline constexpr Text subject_here = "Betrokkene is aan tafel: op het scherm staat alleen wat die mag zien.";
inline constexpr Text sheet_title = "Blad voor betrokkene";
inline constexpr Text sheet_about = "Een voorstel in eenvoudige taal. Lees het na en pas het aan waar nodig.";
inline constexpr Text sheet_text = "TEKST VAN HET BLAD";
inline constexpr Text sheet_save = "Nagelezen en vastgelegd";
inline constexpr Text sheet_recorded = "Blad voor betrokkene: vastgelegd";

// earlier agreements
inline constexpr Text reported_by = "Gemeld door {}";
inline constexpr Text reported_by_caption = "WIE MELDT DIT?";
inline constexpr Text reported_by_other = "Iemand anders";
inline constexpr Text outcome_replace = "Nieuwe afspraak in plaats hiervan";
inline constexpr Text outcome_reason_first = "Een nieuwe datum vraagt een toelichting.";
inline constexpr Text outcome_bottleneck_first = "Kies wat het tegenhield.";
inline constexpr Text reporter_first = "Kies wie dit meldt.";
inline constexpr Text replacing_agreement = "Afspraak in plaats van een vorige";

} // namespace casustafel::ui::say
