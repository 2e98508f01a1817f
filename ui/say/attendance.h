#pragma once

#include "ui/words.h"

// Who is at the table.

namespace casustafel::ui::say {

inline constexpr Text start = "Start overleg";
inline constexpr Text to_agenda = "Naar agenda";
inline constexpr Text safety = "Veiligheid";
inline constexpr Text care = "Zorg";
inline constexpr Text municipal_and_other = "Gemeente en overig";
inline constexpr Text present = "Aanwezig";
inline constexpr Text absent = "Afwezig";
inline constexpr Text stepped_out = "Even weg";
inline constexpr Text replaced = "Vervangen";
inline constexpr Text to_sign = "Tekenen";
inline constexpr Text choose_code_mark = "Kies code";
inline constexpr Text ready_question = "Klaar om te starten?";
inline constexpr Text in_order_question = "Is alles in orde?";
inline constexpr Text all_domains = "Drie domeinen aan tafel";
inline constexpr Text domain_missing = "{} ontbreekt aan tafel";
inline constexpr Text codes_chosen = "{} van {} tafelcodes gekozen";
inline constexpr Text one_code_chosen = "{} van 1 tafelcode gekozen";
inline constexpr Text to_declare = "{} moet geheimhouding tekenen";
inline constexpr Text lead_absent_at = "Casusregisseur afwezig bij {}";
inline constexpr Text lead_missing_at = "Geen casusregisseur bij {}";
inline constexpr Text ground_missing_at = "Geen grondslag bij {}";
inline constexpr Text who_leads = "Wie is casusregisseur bij {}?";
inline constexpr Text leads_but_absent = "{} is er niet. Tik op wie het vandaag doet.";
inline constexpr Text nobody_leads = "Nu is dat niemand. Tik op wie het doet.";
inline constexpr Text late_owner_absent = "{} afwezig met een late afspraak";
inline constexpr Text nobody_yet = "Tik op een naam als iemand er is";
inline constexpr Text add_participant = "Deelnemer toevoegen";
inline constexpr Text more = "…";
inline constexpr Text is_here = "Is aanwezig";
inline constexpr Text steps_out = "Gaat weg";
inline constexpr Text choose_code = "Kies tafelcode";
inline constexpr Text choose_other_code = "Kies andere tafelcode";
inline constexpr Text someone_else = "Iemand anders komt";
inline constexpr Text sign_declaration = "Teken geheimhouding";
inline constexpr Text mandate_from = "mandaat van {}";
inline constexpr Text mandate_delegated = "mandaat van een ander";
inline constexpr Text fixed_partner = "Vaste partner";
inline constexpr Text guest_partner = "Incidentele partner · niet in convenant";
inline constexpr Text incidental_partner = "Incidentele partner";
inline constexpr Text code_first = "Kies zelf vier cijfers. Onthoud ze: je bevestigt er je afspraken mee.";
inline constexpr Text code_again = "Nog een keer dezelfde vier cijfers.";
inline constexpr Text codes_differ = "De twee codes zijn niet gelijk. Kies opnieuw.";
inline constexpr Text declaration_title = "Geheimhoudingsverklaring · {}";
inline constexpr Text i_declare = "Ik verklaar";
inline constexpr Text default_declaration =
    "Ik houd geheim wat ik in dit overleg hoor en zie, en gebruik het alleen voor de afspraken die ik hier maak.";
inline constexpr Text name = "NAAM";
inline constexpr Text function = "FUNCTIE";
inline constexpr Text organisation = "ORGANISATIE";
inline constexpr Text other_organisation = "Andere organisatie";
inline constexpr Text comes_instead_of = "Wie komt er voor {}?";
inline constexpr Text who_joins = "Wie schuift er aan?";
inline constexpr Text add = "Toevoegen";
inline constexpr Text name_missing = "Vul eerst de naam in.";
inline constexpr Text organisation_missing = "Kies de organisatie, of vul een andere in.";

} // namespace casustafel::ui::say
