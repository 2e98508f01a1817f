#pragma once

#include <string_view>

// The words on the screen: one place, Dutch, plain (B1). `{}` is filled in order.

namespace casustafel::ui::say {

using Text = const std::string_view;

// everywhere
inline constexpr Text shield = "Afschermen";
inline constexpr Text agenda = "Agenda";
inline constexpr Text back = "Terug";
inline constexpr Text back_to_case = "Terug naar casus";
inline constexpr Text cancel = "Annuleren";
inline constexpr Text close = "Sluiten";
inline constexpr Text save = "Vastleggen";
inline constexpr Text clear = "Wis";
inline constexpr Text okay = "Goed";
inline constexpr Text open = "Open";
inline constexpr Text lock = "Vergrendelen";
inline constexpr Text help = "Hulp";
inline constexpr Text saved = "Opgeslagen";
inline constexpr Text saving = "Bewaren…";
inline constexpr Text not_saved = "Niet opgeslagen. Probeer het opnieuw.";
inline constexpr Text not_saved_short = "Niet opgeslagen";
inline constexpr Text done = "Vastgelegd.";
inline constexpr Text month_before = "Vorige maand";
inline constexpr Text month_after = "Volgende maand";
inline constexpr Text other_day = "Andere dag";
inline constexpr Text up_to = "uiterlijk {}";

// privacy
inline constexpr Text shielded_title = "Scherm afgeschermd";
inline constexpr Text shielded_text = "Er is niets van het overleg te zien. Alles blijft bewaard.";
inline constexpr Text unshield = "Verder gaan";

// lock
inline constexpr Text room = "Zaal {}";
inline constexpr Text next_conference = "Volgend overleg: {}, {} uur";
inline constexpr Text no_conference = "Er staat geen overleg klaar op dit apparaat.";
inline constexpr Text packages_waiting = "Er is nieuws van het bureau. Ontgrendel om het te openen.";
inline constexpr Text unlock_title = "Ontgrendelen";
inline constexpr Text type_pin = "Toets je pincode in";
inline constexpr Text type_passphrase = "Typ je wachtwoordzin";
inline constexpr Text unlock = "Ontgrendel";
inline constexpr Text wrong_secret = "Dat klopt niet. Probeer het opnieuw.";
inline constexpr Text wait_until = "Dat klopt niet. Probeer het opnieuw om {}.";
inline constexpr Text storage_fault = "De opslag van dit apparaat werkt niet. Probeer het opnieuw of bel de technicus.";
inline constexpr Text development_device = "Ontwikkelapparaat: geen echte gegevens";
inline constexpr Text reached = "Verbonden met het bureau";
inline constexpr Text not_reached = "Geen verbinding: alles wordt hier bewaard";
inline constexpr Text never_reached = "Nog geen contact met het bureau";
inline constexpr Text nothing_to_send = "Niets te verzenden";
inline constexpr Text one_to_send = "1 verslag wacht op verzending";
inline constexpr Text many_to_send = "{} verslagen wachten op verzending";
inline constexpr Text waiting_for_bureau = "Het bureau moet het verslag nog openen";
inline constexpr Text bureau_refused = "Het bureau kon een verslag niet openen. Bel het bureau.";

// today
inline constexpr Text today = "Vandaag";
inline constexpr Text choose_conference = "Kies het overleg";
inline constexpr Text conference_at = "Overleg van {}, {} uur";
inline constexpr Text from_to_basis = "{} · {} · {} tot {} · grondslag {}";
inline constexpr Text at_table = "Aan tafel ({})";
inline constexpr Text attendance = "Aanwezigheid";
inline constexpr Text time = "Tijd";
inline constexpr Text ready_around = "{}, klaar rond {}";
inline constexpr Text kept_here = "Bewaard op dit apparaat";
inline constexpr Text change_saved = "1 wijziging veilig opgeslagen";
inline constexpr Text changes_saved = "{} wijzigingen veilig opgeslagen";
inline constexpr Text finish = "Afronden";
inline constexpr Text go_on = "Verder";
inline constexpr Text now_at_table = "Nu aan tafel";
inline constexpr Text one_late = "1 te laat";
inline constexpr Text many_late = "{} te laat";
inline constexpr Text often_without = "{} keer zonder nieuwe afspraak";
inline constexpr Text lead_absent = "Casusregisseur afwezig";
inline constexpr Text no_ground = "Geen grondslag";
inline constexpr Text confirmed_of = "{} · {} van {} bevestigd";
inline constexpr Text minutes = "{} min";
inline constexpr Text minutes_of = "{} van {} min";
inline constexpr Text not_started_yet = "Eerst de aanwezigheid, dan de casussen.";
inline constexpr Text legal_basis = "Grondslag: {}";

// attendance
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
inline constexpr Text all_domains = "Drie domeinen aan tafel";
inline constexpr Text domain_missing = "{} ontbreekt aan tafel";
inline constexpr Text codes_chosen = "{} van {} tafelcodes gekozen";
inline constexpr Text one_declaration = "1 geheimhouding te tekenen";
inline constexpr Text many_declarations = "{} geheimhoudingsverklaringen te tekenen";
inline constexpr Text lead_absent_at = "Casusregisseur afwezig bij {}";
inline constexpr Text late_owner_absent = "{} afwezig: afspraak te laat";
inline constexpr Text nobody_yet = "Tik op een naam als iemand er is";
inline constexpr Text add_participant = "Deelnemer toevoegen";
inline constexpr Text more = "…";
inline constexpr Text is_here = "Is aanwezig";
inline constexpr Text steps_out = "Gaat weg";
inline constexpr Text choose_code = "Kies tafelcode";
inline constexpr Text choose_other_code = "Kies andere tafelcode";
inline constexpr Text someone_else = "Iemand anders komt";
inline constexpr Text sign_declaration = "Teken geheimhouding";
inline constexpr Text fixed_partner = "Vaste partner";
inline constexpr Text guest_partner = "Incidentele partner · niet in convenant";
inline constexpr Text incidental_partner = "Incidentele partner";
inline constexpr Text code_first = "Kies zelf vier cijfers. Onthoud ze: je bevestigt er je afspraken mee.";
inline constexpr Text code_again = "Nog een keer dezelfde vier cijfers.";
inline constexpr Text codes_differ = "De twee codes zijn niet gelijk. Kies opnieuw.";
inline constexpr Text code_kept = "Tafelcode gekozen.";
inline constexpr Text i_declare = "Ik verklaar";
inline constexpr Text draw_here = "Teken hier met je vinger";
inline constexpr Text default_declaration =
    "Ik houd geheim wat ik in dit overleg hoor en zie, en gebruik het alleen voor de afspraken die ik hier maak.";
inline constexpr Text name = "NAAM";
inline constexpr Text function = "FUNCTIE";
inline constexpr Text organisation = "ORGANISATIE";
inline constexpr Text other_organisation = "Andere organisatie";
inline constexpr Text comes_instead_of = "Wie komt er voor {}?";
inline constexpr Text who_joins = "Wie schuift er aan?";
inline constexpr Text add = "Toevoegen";

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
inline constexpr Text perspective_empty = "Nog niet opgehaald.";
inline constexpr Text collected_by = "Opgehaald door {}, {}";
inline constexpr Text informed = "Geïnformeerd";
inline constexpr Text to_inform = "Informeren: nog te doen";
inline constexpr Text informing_agreed = "Informeren: afgesproken";
inline constexpr Text informing_postponed = "Informeren: uitgesteld";
inline constexpr Text earlier = "Vorige afspraken";
inline constexpr Text earlier_none = "Er zijn geen eerdere afspraken.";
inline constexpr Text open_count = "{} open";
inline constexpr Text status_button = "Status";
inline constexpr Text days_late = "{} dagen te laat";
inline constexpr Text day_late = "1 dag te laat";
inline constexpr Text due_later = "Loopt";
inline constexpr Text reason_title = "Aanleiding";
inline constexpr Text risk_title = "Risico";
inline constexpr Text agreements_today = "Afspraken vandaag";
inline constexpr Text agreements_none = "Nog geen afspraken gemaakt.";
inline constexpr Text new_agreement = "Nieuwe afspraak";
inline constexpr Text confirm_count = "Bevestigen ({})";
inline constexpr Text decide = "Besluit casus";
inline constexpr Text shielded_item = "Afgeschermd";
inline constexpr Text masked_undeclared = "Verborgen: {} heeft de geheimhouding niet getekend";
inline constexpr Text masked_not_cleared = "Verborgen: niet bestemd voor {}";
inline constexpr Text masked_audience = "Verborgen: niet bedoeld voor {}";
inline constexpr Text masked_alone = "Verborgen: er is niemand aan tafel";
inline constexpr Text masked_someone = "een aanwezige";
inline constexpr Text who_is_missing = "Wie?";
inline constexpr Text when_is_missing = "Wanneer?";
inline constexpr Text no_owner_yet = "Nog geen actiehouder";
inline constexpr Text no_date_yet = "nog geen datum";
inline constexpr Text agreed = "Akkoord";
inline constexpr Text consultation = "Ruggespraak";
inline constexpr Text decision_needed = "Besluit nodig";
inline constexpr Text reserved = "Voorbehoud";
inline constexpr Text disputed = "Betwist";
inline constexpr Text to_confirm = "Bevestigen";
inline constexpr Text confirm_later = "Later: afwezig";
inline constexpr Text withdrawn = "Ingetrokken";
inline constexpr Text at_this_case = "Aan tafel: {}";
inline constexpr Text who_is_here = "Wie is er bij deze casus?";
inline constexpr Text here = "Erbij";
inline constexpr Text not_here = "Niet erbij";
inline constexpr Text regie = "Procesregisseur {} · casusregisseur {}";
inline constexpr Text nobody = "nog niemand";
inline constexpr Text scale_down_question =
    "{} keer besproken zonder nieuwe afspraak. Kan deze casus worden afgeschaald?";
inline constexpr Text plan_without_goal = "Zonder doel";
inline constexpr Text agreement_for_goal = "Afspraak bij dit doel";
inline constexpr Text no_agreement_yet = "Nog geen afspraak";
inline constexpr Text plan_empty = "Er is nog geen plan van aanpak.";
inline constexpr Text network_empty = "Er is niets bekend over het netwerk.";
inline constexpr Text network_around = "NAASTEN EN OMGEVING";
inline constexpr Text network_organisations = "ORGANISATIES";
inline constexpr Text network_leads = "Casusregie";
inline constexpr Text network_absent = "{} (niet aan tafel)";
inline constexpr Text network_one_open = "1 open afspraak";
inline constexpr Text network_many_open = "{} open afspraken";
inline constexpr Text timeline_empty = "Er staan nog geen data in de tijdlijn.";
inline constexpr Text life_domains_empty = "Er is nog niets bekend over de leefgebieden.";
inline constexpr Text other_information = "Overig";
inline constexpr Text until = "tot {}";
inline constexpr Text from = "vanaf {}";
inline constexpr Text from_until = "{} tot {}";
inline constexpr Text due_of = "Uiterlijk: {}";

// criteria
inline constexpr Text no_ground_title = "Deze casus is nog dicht: geen grondslag";
inline constexpr Text no_ground_text =
    "Een wettelijk criterium is niet getoetst of niet vervuld. Leg per criterium vast wat jullie vinden en waarom.";
inline constexpr Text motivation = "WAAROM";
inline constexpr Text is_met = "Voldaan";
inline constexpr Text is_not_met = "Niet voldaan";
inline constexpr Text untested = "Niet getoetst";
inline constexpr Text record = "Vastleggen";

// outcome
inline constexpr Text outcome_title = "Hoe staat het ermee?";
inline constexpr Text why_not = "WAT HIELD HET TEGEN?";
inline constexpr Text new_date = "NIEUWE DATUM (mag leeg blijven)";
inline constexpr Text reason_caption = "TOELICHTING";
inline constexpr Text reason_hint = "Waarom?";

// agreement
inline constexpr Text new_agreement_title = "Nieuwe afspraak · casus {}";
inline constexpr Text change_agreement_title = "Afspraak wijzigen · casus {}";
inline constexpr Text what = "WAT";
inline constexpr Text when = "WANNEER";
inline constexpr Text who = "WIE (actiehouder)";
inline constexpr Text mandate = "MANDAAT";
inline constexpr Text for_whom = "WIE MAG DIT ZIEN";
inline constexpr Text what_hint = "Wat spreken jullie af?";
inline constexpr Text withdraw = "Intrekken";
inline constexpr Text keep_as_point = "Bewaar als aandachtspunt";
inline constexpr Text answer_before = "ANTWOORD UITERLIJK";
inline constexpr Text whose_decision = "WIENS BESLUIT";
inline constexpr Text bureau_owner = "Bureau";
inline constexpr Text no_date_chosen = "Nog geen datum gekozen";
inline constexpr Text day_today = "Vandaag";
inline constexpr Text day_tomorrow = "Morgen";
inline constexpr Text day_48 = "48 uur";
inline constexpr Text week_1 = "1 week";
inline constexpr Text week_2 = "2 weken";
inline constexpr Text week_4 = "4 weken";
inline constexpr Text months_3 = "3 maanden";
inline constexpr Text next_meeting = "Volgend overleg";
inline constexpr Text before_milestone = "Vóór {}";
inline constexpr Text before_milestone_sentence = "vóór {} ({})";
inline constexpr Text weekend = "let op: dat is een {}";
inline constexpr Text choose_day = "Kies een dag";

// confirm
inline constexpr Text confirm_title = "Bevestigen · casus {}";
inline constexpr Text each_confirms = "Iedere actiehouder bevestigt zelf";
inline constexpr Text people_caption = "AAN TAFEL";
inline constexpr Text is_this_right = "{}, klopt dit?";
inline constexpr Text choose_person = "Tik op je naam";
inline constexpr Text nothing_to_confirm = "{}, je hebt geen afspraken in deze casus.";
inline constexpr Text answer_recorded = "{}, je antwoord is vastgelegd. Dank je.";
inline constexpr Text all_confirmed = "{}, alles is bevestigd. Dank je.";
inline constexpr Text enter_code = "Toets je tafelcode in";
inline constexpr Text code_explained =
    "De code koos je bij binnenkomst. Zo staat in het verslag dat jij zelf hebt bevestigd.";
inline constexpr Text no_code = "Je hebt nog geen tafelcode. Teken hieronder, of kies een code bij Aanwezigheid.";
inline constexpr Text agree = "Akkoord";
inline constexpr Text disagree = "Niet akkoord…";
inline constexpr Text with_reserve = "Met voorbehoud…";
inline constexpr Text by_signature = "Met handtekening";
inline constexpr Text spoken = "Mondeling (door voorzitter)";
inline constexpr Text wrong_code = "Die code klopt niet. Probeer het opnieuw.";
inline constexpr Text code_wait = "Drie keer een verkeerde code. Probeer het opnieuw om {}, of bevestig mondeling.";
inline constexpr Text why_disagree = "WAAROM NIET?";
inline constexpr Text why_reserve = "WELK VOORBEHOUD?";
inline constexpr Text no_agreements = "geen afspraken";
inline constexpr Text one_agreement = "1 afspraak";
inline constexpr Text many_agreements = "{} afspraken";
inline constexpr Text not_agreed = "Niet akkoord";
inline constexpr Text answered = "Beantwoord";
inline constexpr Text bureau_spoken = "Voor het bureau legt de voorzitter het antwoord vast.";
inline constexpr Text save_reserve = "Voorbehoud";

// decision
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
inline constexpr Text one_unconfirmed = "1 afspraak nog te bevestigen";
inline constexpr Text many_unconfirmed = "{} afspraken nog te bevestigen";
inline constexpr Text one_point = "1 aandachtspunt zonder eigenaar of datum";
inline constexpr Text many_points = "{} aandachtspunten zonder eigenaar of datum";
inline constexpr Text one_earlier = "1 vorige afspraak zonder stand";
inline constexpr Text many_earlier = "{} vorige afspraken zonder stand";
inline constexpr Text one_disputed = "1 afspraak betwist";
inline constexpr Text many_disputed = "{} afspraken betwist";
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
inline constexpr Text to_agenda_after = "Casus afronden";

// seal
inline constexpr Text seal_title = "Afronden";
inline constexpr Text seal_heading = "Is het overleg klaar?";
inline constexpr Text all_complete = "Alle casussen hebben een besluit";
inline constexpr Text one_undecided = "1 casus besproken zonder besluit: {}";
inline constexpr Text many_undecided = "{} casussen besproken zonder besluit";
inline constexpr Text one_unopened = "1 casus niet besproken: {}";
inline constexpr Text many_unopened = "{} casussen niet besproken";
inline constexpr Text all_answered = "Alle afspraken zijn bevestigd";
inline constexpr Text absent_to_bureau = "{} afspraken wachten op een afwezige: het bureau vraagt het na";
inline constexpr Text one_absent_to_bureau = "1 afspraak wacht op een afwezige: het bureau vraagt het na";
inline constexpr Text one_reserved = "1 afspraak met voorbehoud";
inline constexpr Text many_reserved = "{} afspraken met voorbehoud";
inline constexpr Text seal_explained = "Na verzegelen kan niemand het verslag nog wijzigen. Het wordt versleuteld voor "
                                       "het bureau; dit apparaat kan het daarna niet meer lezen.";
inline constexpr Text seal_button = "Verzegel en verzend";
inline constexpr Text sealed_heading = "Het overleg is verzegeld";
inline constexpr Text sealed_explained =
    "Dit overzicht blijft staan tot je vergrendelt. Daarna is er op dit apparaat niets meer te lezen.";
inline constexpr Text step_sealed = "Verzegeld en versleuteld";
inline constexpr Text step_sent = "Verzonden naar het bureau";
inline constexpr Text step_opened = "Door het bureau geopend, hier gewist";
inline constexpr Text step_sending = "Wordt verzonden";
inline constexpr Text step_waiting = "Wacht op verbinding";
inline constexpr Text step_not_yet = "Nog niet door het bureau geopend";
inline constexpr Text step_busy = "Bezig met verzegelen…";
inline constexpr Text try_now = "Nu proberen";
inline constexpr Text back_to_agenda = "Terug naar agenda";
inline constexpr Text confirmed_count = "{} van {} bevestigd";
inline constexpr Text one_discussed = "1 casus besproken";
inline constexpr Text many_discussed = "{} casussen besproken";
inline constexpr Text seal_details = "{} – {} · {} deelnemers · voorzitter {}";

// help
inline constexpr Text sending = "Versturen naar het bureau";
inline constexpr Text on_day = "op {}";
inline constexpr Text ave_phase = "AVE-FASE";
inline constexpr Text help_lock =
    "Ontgrendel met je pincode of wachtwoordzin. Zonder ontgrendelen is hier niets van een "
    "overleg te lezen. Na een paar verkeerde pogingen moet je even wachten.";
inline constexpr Text help_today =
    "Dit is de agenda. Begin bij Aanwezigheid. Tik daarna op Open bij een casus. Klaar met alle casussen? Tik op "
    "Afronden. Met Afschermen verdwijnt alles van het scherm; met één tik ga je verder.";
inline constexpr Text help_attendance =
    "Tik op een naam als iemand er is. Iedereen kiest zelf een tafelcode van vier cijfers. Een incidentele partner "
    "tekent eerst de geheimhouding. Tik daarna op Start overleg.";
inline constexpr Text help_case =
    "Links staat wat we weten, rechts staan de afspraken van vandaag. Geef eerst de vorige afspraken een stand. Maak "
    "nieuwe afspraken, laat ze bevestigen en neem een besluit. Een grijze balk is verborgen; de reden staat erbij.";
inline constexpr Text help_agreement =
    "Tik op het veld om te typen, of tik op een zin om hem over te nemen. Kies wanneer het klaar is en wie het doet. "
    "Zonder naam of datum wordt het een aandachtspunt. Wie het doet, bevestigt later zelf.";
inline constexpr Text help_confirm =
    "Tik op je naam. Lees wat er staat. Toets je tafelcode in en tik op Akkoord. Je kunt ook tekenen, een voorbehoud "
    "maken of niet akkoord gaan.";
inline constexpr Text help_decision =
    "Kies links wat de tafel besluit en vul in wat gevraagd wordt. Schrijf het antwoord op de vraag aan tafel op. Tik "
    "op Vastleggen: daarna gaat het scherm terug naar de agenda.";
inline constexpr Text help_seal =
    "Kijk wat er nog open staat. Na verzegelen kan niemand het verslag nog wijzigen. Het gaat versleuteld naar het "
    "bureau, ook als de verbinding pas later terugkomt.";

} // namespace casustafel::ui::say
