#pragma once

#include "ui/words.h"

// Making and changing an agreement.

namespace casustafel::ui::say {

inline constexpr Text new_agreement_title = "Nieuwe afspraak · casus {}";
inline constexpr Text change_agreement_title = "Afspraak wijzigen · casus {}";
inline constexpr Text what = "WAT";
inline constexpr Text when = "WANNEER";
inline constexpr Text who = "WIE (actiehouder)";
inline constexpr Text mandate = "MANDAAT";
inline constexpr Text what_hint = "Wat spreken jullie af?";
inline constexpr Text draft_back = "Hier was je gebleven. Deze afspraak is nog niet vastgelegd.";
inline constexpr Text what_missing = "Vul eerst WAT in";
inline constexpr Text withdraw = "Intrekken";
inline constexpr Text withdraw_title = "Afspraak {} intrekken?";
inline constexpr Text withdraw_point_title = "Aandachtspunt {} intrekken?";
inline constexpr Text withdraw_hint = "Of zeg het anders";
inline constexpr Text withdraw_unneeded = "Niet meer nodig";
inline constexpr Text withdraw_replaced = "Vervangen door een andere afspraak";
inline constexpr Text withdraw_mistaken = "Verkeerd genoteerd";
inline constexpr Text withdraw_by = "INGETROKKEN DOOR";
inline constexpr Text withdraw_by_chair = "De procesregisseur";
inline constexpr Text withdraw_stays = "De afspraak blijft in het verslag staan als ingetrokken, met deze reden.";
inline constexpr Text withdraw_not = "Laat staan";
inline constexpr Text keep_as_point = "Bewaar als aandachtspunt";
inline constexpr Text answer_before = "ANTWOORD UITERLIJK";
inline constexpr Text whose_decision = "WIENS BESLUIT";
inline constexpr Text whose_decision_hint = "Bijvoorbeeld: de burgemeester";
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
inline constexpr Text weekend = "let op: in het weekend";
inline constexpr Text confirms_later = "Te bevestigen · {}";
inline constexpr Text more_button = "Meer";
inline constexpr Text more_hint = "Soort, doel, uitvoering, wie dit mag zien, samenhang";
inline constexpr Text more_title = "Meer over deze afspraak";
inline constexpr Text part_purpose = "Soort en doel";
inline constexpr Text part_people = "Uitvoering";
inline constexpr Text part_readers = "Wie mag dit zien";
inline constexpr Text part_relations = "Samenhang";
inline constexpr Text kind_caption = "SOORT AFSPRAAK";
inline constexpr Text kind_intervention = "Interventie";
inline constexpr Text kind_deployment = "Inzet";
inline constexpr Text kind_next_step = "Vervolgstap";
inline constexpr Text kind_monitoring = "Volgen";
inline constexpr Text kind_information = "Informatie";
inline constexpr Text kind_talk = "Gesprek met betrokkene";
inline constexpr Text goal_caption = "DOEL UIT HET PLAN";
inline constexpr Text life_domain_caption = "LEEFGEBIED";
inline constexpr Text outside_frames = "Buiten reguliere kaders";
inline constexpr Text executor_caption = "WIE VOERT UIT (als dat een ander is)";
inline constexpr Text deputy_caption = "WIE VERVANGT";
inline constexpr Text name_hint = "Naam";
inline constexpr Text readers_caption = "VERTROUWELIJKHEID";
inline constexpr Text audience_domains = "ALLEEN VOOR DEZE DOMEINEN";
inline constexpr Text audience_partners = "ALLEEN VOOR DEZE ORGANISATIES";
inline constexpr Text audience_everyone = "Niets gekozen: niet beperkt tot een domein of organisatie.";
inline constexpr Text depends_on = "Hangt hiervan af";
inline constexpr Text conflicts_with = "Botst hiermee";
inline constexpr Text relations_about = "Hoe hangt de afspraak die je nu maakt samen met een andere?";
inline constexpr Text relations_none = "Er zijn nog geen andere afspraken in deze casus.";
inline constexpr Text depends_on_number = "hangt af van {}";
inline constexpr Text conflicts_with_number = "botst met {}";
inline constexpr Text needed_by_number = "nodig voor {}";
inline constexpr Text agreement_of_today = "VANDAAG AFGESPROKEN";
inline constexpr Text agreement_of_earlier = "EERDER AFGESPROKEN";
inline constexpr Text choose_day = "Kies een dag";

} // namespace casustafel::ui::say
