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
inline constexpr Text continue_heading = "Vervolg: wanneer bespreken we deze casus weer?";
inline constexpr Text escalate_heading = "Opschalen: wie moet wat besluiten?";
inline constexpr Text scale_down_heading = "Afschalen: laat pas los als de ander het heeft";
inline constexpr Text close_heading = "Afsluiten: is alles rond?";
inline constexpr Text not_discussed_heading = "Niet besproken: waarom niet?";
inline constexpr Text receiving = "ONTVANGENDE PARTIJ";
inline constexpr Text accepted_by = "AANVAARD DOOR";
inline constexpr Text not_yet_accepted = "Nog niet: in overdracht";
inline constexpr Text accepted = "Aanvaard";
inline constexpr Text monitor_until = "WIJ BLIJVEN VOLGEN TOT";
inline constexpr Text escalate_to = "AAN WIE";
inline constexpr Text escalate_by = "DOOR WIE";
inline constexpr Text escalate_kind = "WAT IS ER AAN DE HAND";
inline constexpr Text escalate_question = "WELK BESLUIT IS NODIG";
inline constexpr Text close_result = "RESULTAAT";
inline constexpr Text closing_criteria = "AFSLUITCRITERIA VAN DEZE REGIO";
inline constexpr Text goals = "DOELEN";
inline constexpr Text why = "TOELICHTING";
inline constexpr Text to_do = "Nog te doen";
inline constexpr Text all_done = "Alles is rond";
inline constexpr Plural unconfirmed_count{"1 afspraak nog te bevestigen", "{} afspraken nog te bevestigen"};
inline constexpr Plural point_count{"1 aandachtspunt zonder eigenaar of datum",
                                    "{} aandachtspunten zonder eigenaar of datum"};
inline constexpr Plural earlier_count{"1 vorige afspraak zonder stand", "{} vorige afspraken zonder stand"};
inline constexpr Plural disputed_count{"1 afspraak betwist", "{} afspraken betwist"};
inline constexpr Text zsm_valid = "ZSM-advies geldig tot {}";
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
