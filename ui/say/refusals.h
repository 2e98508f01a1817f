#pragma once

#include "ui/words.h"

// Why something cannot be done, and what to do then; and what the device has to report.

namespace casustafel::ui::say {

inline constexpr Text refused_not_started = "Het overleg is nog niet begonnen.";
inline constexpr Text refused_already_started =
    "Het overleg is al begonnen; het pakket kan niet meer worden vervangen.";
inline constexpr Text refused_already_sealed = "Het overleg is verzegeld en verandert niet meer.";
inline constexpr Text refused_other_conference = "Dit pakket hoort bij een ander overleg.";
inline constexpr Text refused_expired_package = "Dit pakket is verlopen.";
inline constexpr Text refused_no_such_participant = "Deze persoon staat niet op de lijst.";
inline constexpr Text refused_already_there = "Dat staat er al.";
inline constexpr Text refused_not_present = "Deze persoon is niet aan tafel.";
inline constexpr Text refused_not_absent = "Dat kan alleen voor iemand die er niet is.";
inline constexpr Text refused_secrecy_not_declared = "Iemand aan tafel moet eerst de geheimhouding tekenen.";
inline constexpr Text refused_nothing_to_declare = "Een geheimhoudingsverklaring is hier niet nodig.";
inline constexpr Text refused_signature_missing = "Zet eerst je handtekening.";
inline constexpr Text refused_code_needs_four_digits = "Een tafelcode heeft vier cijfers.";
inline constexpr Text refused_code_not_chosen = "Er is nog geen tafelcode gekozen.";
inline constexpr Text refused_code_must_wait = "Te vaak een verkeerde code. Wacht even, of bevestig mondeling.";
inline constexpr Text refused_partner_not_on_basis =
    "Er zit een organisatie aan tafel die bij deze grondslag niet mag meedoen.";
inline constexpr Text refused_partner_not_cleared = "Iemand aan tafel mag dit niet zien.";
inline constexpr Text refused_nothing_to_seal = "Er is nog niets te verzegelen.";
inline constexpr Text refused_no_such_case = "Deze casus staat niet op de agenda.";
inline constexpr Text refused_no_such_agreement = "Deze afspraak is er niet.";
inline constexpr Text refused_no_such_criterion = "Dit criterium is er niet.";
inline constexpr Text refused_reference_unknown = "Dit verwijst naar iets wat er niet is.";
inline constexpr Text refused_no_legal_ground =
    "Geen grondslag: leg eerst vast of aan de wettelijke criteria is voldaan.";
inline constexpr Text refused_another_case_open = "Rond eerst de casus af die nu aan tafel is.";
inline constexpr Text refused_case_not_open = "Deze casus is nu niet aan tafel.";
inline constexpr Text refused_case_decided = "Over deze casus is al besloten.";
inline constexpr Text refused_text_missing = "Vul eerst iets in.";
inline constexpr Text refused_text_not_clean = "Deze tekst is te lang of bevat vreemde tekens.";
inline constexpr Text refused_owner_unknown = "Deze actiehouder staat niet op de lijst.";
inline constexpr Text refused_consult_date_missing = "Kies wanneer het antwoord van de ruggespraak komt.";
inline constexpr Text refused_decision_of_missing = "Vul in wiens besluit nodig is.";
inline constexpr Text refused_date_in_the_past = "Die datum is al voorbij.";
inline constexpr Text refused_incomplete_agreement = "Zonder actiehouder en datum is dit nog geen afspraak.";
inline constexpr Text refused_not_the_owner = "Alleen de actiehouder zelf kan dit bevestigen.";
inline constexpr Text refused_withdrawn = "Deze afspraak is ingetrokken.";
inline constexpr Text refused_other_version = "De afspraak is intussen gewijzigd. Lees hem nog een keer.";
inline constexpr Text refused_reason_missing = "Vul de reden in.";
inline constexpr Text refused_answer_date_missing = "Kies wanneer het antwoord komt.";
inline constexpr Text refused_motivation_missing = "Vul in waarom.";
inline constexpr Text refused_bottleneck_missing = "Kies wat het tegenhield.";
inline constexpr Text refused_bottleneck_unknown = "Dit knelpunt staat niet op de lijst.";
inline constexpr Text refused_outcome_is_open = "Kies hoe het ermee staat.";
inline constexpr Text refused_decision_incomplete = "Er ontbreekt nog iets aan dit besluit.";
inline constexpr Text refused_open_agreements_left = "Er staan nog afspraken open. Rond ze af of draag ze over.";
inline constexpr Text refused_decision_missing = "Leg eerst een besluit vast.";
inline constexpr Text refused_informing_needs_agreement = "Maak eerst de afspraak om de betrokkene te informeren.";
inline constexpr Text refused_informing_missing = "Leg eerst vast hoe de betrokkene wordt geïnformeerd.";
inline constexpr Text refused_advice_incomplete =
    "Vul het advies in, wie het geeft en tot wanneer. Of zeg waarom er geen advies is.";
inline constexpr Text refused_older_package = "Dit pakket is ouder dan het pakket dat er al is.";
inline constexpr Text refused_replaces_other_package = "Dit pakket vervangt een ander pakket dan hier staat.";
inline constexpr Text refused_order_incomplete = "In deze volgorde staan niet alle casussen één keer.";
inline constexpr Text refused_time_box_missing = "Kies hoeveel tijd deze casus krijgt.";
inline constexpr Text refused_not_sealed = "Dit verslag is nog niet verzegeld.";
inline constexpr Text refused_nothing_to_undo = "Er is niets om ongedaan te maken.";
inline constexpr Text refused_case_still_open = "Er is nog een casus aan tafel. Rond die eerst af.";

inline constexpr Text notice_package_damaged =
    "Een pakket van het bureau is beschadigd of niet voor dit apparaat. Bel het bureau.";
inline constexpr Text notice_package_expired =
    "Een pakket van het bureau is verlopen. Vraag het bureau om een nieuw pakket.";
inline constexpr Text notice_package_too_late =
    "Er kwam een nieuw pakket voor een overleg dat al is begonnen. Het wordt niet gebruikt. Bel het bureau.";
inline constexpr Text notice_conference_unreadable =
    "Een overleg is beschadigd en niet te openen. Het bestand blijft bewaard; bel de technicus.";
inline constexpr Text notice_keys_refused = "Het bureau stuurde sleutels die niet kloppen. Bel het bureau.";
inline constexpr Text notice_sealing_waits =
    "Verzegelen is nog niet gelukt. Het overleg blijft bewaard; we proberen het opnieuw.";

} // namespace casustafel::ui::say
