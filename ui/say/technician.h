#pragma once

#include "ui/words.h"

// The technician's screen of a device that is set up. What the first start says too stands with that.

namespace casustafel::ui::say {

inline constexpr Text tech_title = "Technisch beheer";

// the PIN
inline constexpr Text tech_give_pin = "Pincode van technisch beheer";
inline constexpr Text tech_what_it_opens = "Alleen voor de technicus. Met deze pincode gaat geen overleg open.";
inline constexpr Text tech_no_count = "De opslag van dit apparaat werkt niet. Daarom kan de pincode niet worden "
                                      "gecontroleerd. Probeer het opnieuw, of zet het apparaat uit en weer aan.";
inline constexpr Text tech_no_pin = "Dit apparaat heeft geen technisch beheer";
inline constexpr Text tech_no_pin_why = "De pincode ervoor komt mee in het bestand waarmee het bureau dit apparaat "
                                        "aanmeldt. In het bestand van dit apparaat "
                                        "stond er geen. Toch nodig? Richt het apparaat dan opnieuw in met een nieuw "
                                        "bestand van het bureau.";

// the pages
inline constexpr Text tech_page_update = "Bijwerken";
inline constexpr Text tech_page_journal = "Logboek";

// the device
inline constexpr Text tech_network = "Netwerkadres";
inline constexpr Text tech_address_fixed = "{} op {}, vast ingesteld";
inline constexpr Text tech_address_given = "{} op {}, gekregen van het netwerk";
inline constexpr Text tech_no_address = "Geen adres";
inline constexpr Text tech_address_good = "Netwerk: dit apparaat heeft een adres";
inline constexpr Text tech_address_bad = "Netwerk: dit apparaat heeft geen adres. Kijk naar de kabel of de wifi.";
inline constexpr Text tech_certificate_good = "Certificaat: geldig tot {}";
inline constexpr Text tech_certificate_soon = "Certificaat: nog geldig tot {}. Vernieuw het op het blad Bureau.";
inline constexpr Text tech_certificate_over = "Certificaat: verlopen op {}. Bel het bureau.";
inline constexpr Text tech_certificate_bad = "Certificaat: niet te lezen. Bel het bureau.";
inline constexpr Text tech_test_touch = "Aanraken testen";

// updates
inline constexpr Text tech_new_version = "Nieuwe versie";
inline constexpr Text tech_update_none = "Er wacht geen nieuwe versie";
inline constexpr Text tech_update_offered = "Er is een nieuwe versie. Dit apparaat haalt hem op een rustig moment op.";
inline constexpr Text tech_update_fetching = "De nieuwe versie wordt opgehaald: {} procent";
inline constexpr Text tech_update_ready = "De nieuwe versie is opgehaald. Installeren volgt vanzelf.";
inline constexpr Text tech_update_installing = "De nieuwe versie wordt geïnstalleerd: {} procent";
inline constexpr Text tech_update_waits =
    "De nieuwe versie staat klaar. Start dit apparaat opnieuw om hem te gebruiken.";
inline constexpr Text tech_update_done = "Dit apparaat is bijgewerkt";
inline constexpr Text tech_update_unsigned = "De handtekening van de nieuwe versie klopt niet. Bel het bureau.";
inline constexpr Text tech_update_damaged = "De nieuwe versie is beschadigd. Probeer het opnieuw.";
inline constexpr Text tech_update_other_board = "De nieuwe versie is voor een ander soort apparaat. Bel het bureau.";
inline constexpr Text tech_update_other_kind =
    "De nieuwe versie is om mee te proberen en dit apparaat is in gebruik, of andersom. Bel het bureau.";
inline constexpr Text tech_update_too_old =
    "Deze versie is ouder dan die op dit apparaat en kan niet lezen wat het bewaart. Bel het bureau.";
inline constexpr Text tech_update_no_room =
    "De opslag van dit apparaat is te vol voor de nieuwe versie. Bel het bureau.";
inline constexpr Text tech_update_stick_bad = "De stick is niet te lezen. Probeer een andere.";
inline constexpr Text tech_update_failed = "Het bijwerken is niet gelukt. Probeer het opnieuw of bel het bureau.";
inline constexpr Text tech_update_fell_back =
    "De nieuwe versie startte niet. Daarom draait de vorige versie weer. Bel het bureau.";
inline constexpr Text tech_update = "Nu bijwerken";
inline constexpr Text tech_update_how = "Vraagt het bureau om de nieuwste versie en installeert die.";
inline constexpr Text tech_update_looking = "Dit apparaat kijkt of er een nieuwe versie is.";
inline constexpr Text tech_update_from_stick = "Bijwerken vanaf stick";
inline constexpr Text tech_update_from_stick_how = "Neemt de nieuwe versie uit de hoofdmap van de stick.";
inline constexpr Text tech_restart = "Opnieuw starten";
inline constexpr Text tech_restart_how = "Dat duurt een paar minuten.";
inline constexpr Text tech_restart_sure = "Dit apparaat opnieuw starten?";
inline constexpr Text tech_restart_nothing_lost = "Er gaat niets verloren. Daarna staat het apparaat weer op slot.";
inline constexpr Text tech_restart_no = "Niet nu";
inline constexpr Text tech_not_restarted = "Dit apparaat start niet opnieuw. Zet het uit en weer aan.";
inline constexpr Text tech_restarting = "Dit apparaat start opnieuw.";

// the bureau
inline constexpr Text tech_contact = "Laatste contact";
inline constexpr Text tech_contact_good = "{}, {} uur: gelukt";
inline constexpr Text tech_contact_bad = "{}, {} uur: het bureau antwoordde niet";
inline constexpr Text tech_to_send = "Te verzenden";
inline constexpr Text tech_nothing = "Niets";
inline constexpr Plural tech_reports{"1 verslag", "{} verslagen"};
inline constexpr Text tech_oldest = "Het oudste van";
inline constexpr Text tech_send = "Nu verzenden";
inline constexpr Text tech_send_how = "Zoekt meteen contact met het bureau. Meestal hoeft dat niet: het gaat vanzelf.";
inline constexpr Text tech_sending = "Dit apparaat zoekt contact met het bureau.";
inline constexpr Text tech_sent = "Het bureau is bereikt. Alles is verzonden.";
inline constexpr Text tech_sent_partly =
    "Het bureau is bereikt, maar nog niet alles is verzonden. Kijk over een paar minuten opnieuw.";
inline constexpr Text tech_renew = "Nieuw certificaat";
inline constexpr Text tech_renew_how =
    "Vraagt het bureau om een nieuw certificaat. Meestal hoeft dat niet: het gaat vanzelf, ruim op tijd.";
inline constexpr Text tech_renewing = "Het bureau maakt een nieuw certificaat.";
inline constexpr Text tech_renewed = "Er is een nieuw certificaat. Dit apparaat gebruikt het na opnieuw starten.";
inline constexpr Text tech_new_certificate = "Nieuw certificaat tot";
inline constexpr Text tech_not_renewed = "Het certificaat is niet vernieuwd. Probeer het opnieuw of bel het bureau.";
inline constexpr Text tech_renew_denied = "Het bureau geeft dit apparaat geen certificaat. Bel het bureau.";
inline constexpr Text tech_disk =
    "Het nieuwe certificaat kon niet worden bewaard. Kijk op het blad Apparaat wat de opslag zegt.";

// the journal
inline constexpr Text tech_last_lines = "De laatste regels, nieuwste bovenaan";
inline constexpr Text tech_no_lines = "Er staat nog niets in het logboek.";
inline constexpr Text tech_report = "Rapport op een stick";
inline constexpr Text tech_report_how =
    "Een tekstbestand met de gegevens van dit apparaat en de uitslag van de controle. Niets van een overleg.";
inline constexpr Text tech_reporting = "Het rapport wordt op de stick gezet.";
inline constexpr Text tech_reported = "Het rapport staat op de stick. De stick mag eruit.";
inline constexpr Text tech_no_stick = "Er zit geen stick in dit apparaat. Steek er een in en probeer het opnieuw.";
inline constexpr Text tech_stick_full = "De stick is vol of beschermd tegen schrijven. Probeer een andere.";

} // namespace casustafel::ui::say
