#pragma once

#include "ui/words.h"

// One case: what is known, its criteria, earlier agreements.

namespace casustafel::ui::say {

// case
inline constexpr Text case_of = "Casus {} van {} · {}";
inline constexpr Text of_minutes = "van {} min";
inline constexpr Text tab_overview = "Overzicht";
inline constexpr Text tab_life_domains = "Leefgebieden";
inline constexpr Text tab_plan = "Plan van aanpak";
inline constexpr Text tab_network = "Netwerk";
inline constexpr Text tab_timeline = "Tijdlijn";
inline constexpr Text question_caption = "VRAAG AAN TAFEL";
inline constexpr Text criteria = "Criteria complexe casus";
inline constexpr Text tested_on = "Getoetst {} · grondslag {}";
inline constexpr Text tested_here = "Getoetst aan tafel · grondslag {}";
inline constexpr Text perspective = "Perspectief betrokkene";
inline constexpr Text informed = "Geïnformeerd";
inline constexpr Text to_inform = "Informeren: nog te doen";
inline constexpr Text informing_agreed = "Informeren: afgesproken";
inline constexpr Text informing_postponed = "Informeren: uitgesteld";
inline constexpr Text earlier = "Vorige afspraken";
inline constexpr Text earlier_none = "Er zijn geen vorige afspraken.";
inline constexpr Text open_count = "{} open";
inline constexpr Text status_button = "Status";
inline constexpr Plural days_late{"1 dag te laat", "{} dagen te laat"};
inline constexpr Text due_later = "Loopt";
inline constexpr Text reason_title = "Aanleiding";
inline constexpr Text risk_title = "Risico";
inline constexpr Text agreements_today = "Afspraken vandaag";
inline constexpr Text agreements = "Afspraken";
inline constexpr Text agreements_none = "Nog geen afspraken gemaakt.";
inline constexpr Text new_agreement = "Nieuwe afspraak";
inline constexpr Text confirm_count = "Bevestigen ({})";
inline constexpr Text decide = "Besluit casus";
inline constexpr Text shielded_item = "Afgeschermd";
inline constexpr Text masked_undeclared = "Verborgen: {} heeft de geheimhoudingsverklaring niet getekend";
inline constexpr Text masked_not_cleared = "Verborgen: niet bestemd voor {}";
inline constexpr Text masked_subject = "Verborgen: de betrokkene is aan tafel";
inline constexpr Text masked_alone = "Verborgen: er is niemand aan tafel";
inline constexpr Text who_is_missing = "Wie?";
inline constexpr Text when_is_missing = "Wanneer?";
inline constexpr Text no_owner_yet = "Nog geen actiehouder";
inline constexpr Text point_without = "Aandachtspunt · {}";
inline constexpr Text no_date_yet = "nog geen datum";
inline constexpr Text agreed{"Akkoord", "status"};
inline constexpr Text consultation = "Ruggespraak";
inline constexpr Text decision_needed = "Besluit nodig";
inline constexpr Text reserved = "Voorbehoud";
inline constexpr Text disputed = "Betwist";
inline constexpr Text to_confirm = "Bevestigen";
inline constexpr Text confirm_later = "Te bevestigen";
inline constexpr Text withdrawn = "Ingetrokken";
inline constexpr Text at_this_case = "Aan tafel: {}";
inline constexpr Text who_is_here = "Wie is er bij deze casus?";
inline constexpr Text here = "Erbij";
inline constexpr Text not_here = "Niet erbij";
inline constexpr Text regie = "Procesregisseur {} · casusregisseur {}";
inline constexpr Text regie_chair = "Procesregisseur {}";
inline constexpr Text regie_lead = "Casusregisseur {}";
inline constexpr Text regie_nobody = "Nog geen casusregisseur";
inline constexpr Text nobody = "nog niemand";
inline constexpr Text scale_down_question =
    "{} keer besproken zonder nieuwe afspraak. Kan deze casus worden afgeschaald?";
inline constexpr Text plan_without_goal = "Zonder doel";
inline constexpr Text agreement_for_goal = "Afspraak bij dit doel";
inline constexpr Text no_agreement_yet = "Nog geen afspraak";
inline constexpr Text plan_empty = "Er is nog geen plan van aanpak.";
inline constexpr Text network_empty = "Er is nog niets bekend over naasten en omgeving.";
inline constexpr Text network_around = "NAASTEN EN OMGEVING";
inline constexpr Text network_organisations = "ORGANISATIES";
inline constexpr Text network_leads = "Casusregie";
inline constexpr Text network_absent = "{} (niet aan tafel)";
inline constexpr Plural network_open{"1 open afspraak", "{} open afspraken"};
inline constexpr Text timeline_empty = "Er staan nog geen data in de tijdlijn.";
inline constexpr Text life_domains_empty = "Er is nog niets bekend over de leefgebieden.";
inline constexpr Text until = "tot {}";
inline constexpr Text from = "vanaf {}";
inline constexpr Text from_until = "{} tot {}";
inline constexpr Text due_of = "Afspraak van {}, uiterlijk deze dag";
inline constexpr Text point_due = "Aandachtspunt, uiterlijk deze dag";

// what an agreement is called within a sentence
inline constexpr Text the_agreement = "afspraak {}";
inline constexpr Text the_point = "aandachtspunt {}";

// slips
inline constexpr Text look_out = "Let op: {}";
inline constexpr Text slip_withdrawn = "{} is ingetrokken";
inline constexpr Text slip_declined = "{} is betwist";
inline constexpr Text slip_later = "{} komt later klaar";
inline constexpr Text slip_unable = "{} kon niet";
inline constexpr Text slip_not_taken_up = "{} is niet opgepakt";
inline constexpr Text slip_hidden = "kijk ook naar {}";
inline constexpr Text slip_touches = "dit raakt {}";

// undoing
inline constexpr Text undo = "Ongedaan maken: {}";
inline constexpr Text undo_short = "Ongedaan maken";
inline constexpr Text undone = "Ongedaan gemaakt: {}";
inline constexpr Text did_propose = "{} toegevoegd";
inline constexpr Text did_change = "{} gewijzigd";
inline constexpr Text did_answer = "antwoord op {}";
inline constexpr Plural did_answer_more{"antwoord op 1 afspraak", "antwoord op {} afspraken"};
inline constexpr Text did_report = "status van {}";
inline constexpr Text did_perspective = "perspectief vastgelegd";
inline constexpr Text did_withhold = "gevraagd, niet gedeeld";
inline constexpr Text did_signal = "knelpunt gemeld";
inline constexpr Text did_advise = "ZSM-advies vastgelegd";
inline constexpr Text did_inform = "informeren van betrokkene";
inline constexpr Text did_decide = "besluit vastgelegd";
inline constexpr Text did_something = "wat het laatst is vastgelegd";

// criteria
inline constexpr Text no_ground_title = "Casus {} is nog dicht: geen grondslag";
inline constexpr Text no_ground_text =
    "Een wettelijk criterium is niet getoetst of niet voldaan. Leg per criterium vast wat jullie vinden en waarom.";
inline constexpr Text motivation = "WAAROM";
inline constexpr Text motivation_first = "Vul eerst in waarom.";
inline constexpr Text is_met = "Voldaan";
inline constexpr Text is_not_met = "Niet voldaan";
inline constexpr Text untested = "Niet getoetst";

// outcome
inline constexpr Text outcome_title = "Hoe staat het ermee?";
inline constexpr Text why_not = "WAT HIELD HET TEGEN?";
inline constexpr Text new_date = "NIEUWE DATUM (mag leeg blijven)";
inline constexpr Text reason_caption = "TOELICHTING";
inline constexpr Text reason_hint = "Waarom?";

} // namespace casustafel::ui::say
