#pragma once

#include "ui/words.h"

// What the journal says, for the technician's screen. In the journal itself it stands in English.

namespace casustafel::ui::say {

inline constexpr Text journal_started = "Gestart, gegevens in {}";
inline constexpr Text journal_ended = "Gestopt";
inline constexpr Text journal_set_up = "Ingericht";
inline constexpr Text journal_locked = "Vergrendeld";
inline constexpr Text journal_unlocked = "Ontgrendeld met sleutelplaats {}";
inline constexpr Text journal_not_unlocked = "Ontgrendelen geweigerd";
inline constexpr Text journal_unlock = "Ontgrendelen gaat niet: {}";
inline constexpr Text journal_wrong_pin = "Pincode van technisch beheer: fout";
inline constexpr Text journal_pin = "Pincode van technisch beheer: {}";
inline constexpr Text journal_restart = "Technisch beheer: opnieuw starten";
inline constexpr Text journal_technician = "Technisch beheer: {}";
inline constexpr Text journal_first_start = "Eerste start: {}";
inline constexpr Text journal_own_keys = "eigen sleutels gemaakt";
inline constexpr Text journal_enrolled = "aangemeld bij het bureau";
inline constexpr Text journal_other_secret = "de vorige keer is iets anders gekozen, of het is te kort na een fout";
inline constexpr Text journal_kept_keys = "Bewaarde sleutels niet gebruikt: {}";
inline constexpr Text journal_no_contact = "Geen contact met het bureau: {}";
inline constexpr Text journal_not_reached = "Bureau niet bereikt: {}";
inline constexpr Text journal_bureau = "Bureau: {}";
inline constexpr Text journal_no_updates = "Nieuwe versies niet te halen: {}";
inline constexpr Text journal_preferences = "Weergave niet bewaard: {}";
inline constexpr Text journal_renewed = "Certificaat vernieuwd, in gebruik na opnieuw starten";
inline constexpr Text journal_not_renewed = "Certificaat niet vernieuwd: {}";
inline constexpr Text journal_package_taken = "Pakket {} ingelezen";
inline constexpr Text journal_package_replaces = "Pakket {} vervangt het vorige";
inline constexpr Text journal_package_waits = "Pakket {} wacht: {}";
inline constexpr Text journal_package_not_kept = "Pakket niet bewaard: {}";
inline constexpr Text journal_package = "Pakket {}: {}";
inline constexpr Text journal_sealed = "Verzegeld: {}";
inline constexpr Text journal_corrected = "Gecorrigeerd: {} met {}";
inline constexpr Text journal_not_corrected = "Correctie niet verzegeld: {}";
inline constexpr Text journal_erased = "Gewist na bewijs van openen: {}";
inline constexpr Text journal_over = "Gewist na de termijn: {}";
inline constexpr Text journal_not_erased = "Niet gewist: {}";
inline constexpr Text journal_refused = "Bureau neemt niet aan: {}, {}";
inline constexpr Text journal_receipt = "Ontvangstbewijs voor {}: {}";
inline constexpr Text journal_on_stick = "Op de stick gezet: {}";
inline constexpr Text journal_stick = "Stick: {}";
inline constexpr Text journal_notice = "Bericht: {}";
inline constexpr Text journal_not_saved = "Niet opgeslagen: {}";
inline constexpr Text journal_open = "Openen van {}: {}";
inline constexpr Text journal_update_here = "Nieuwe versie {} opgehaald";
inline constexpr Text journal_update_not_fetched = "Nieuwe versie niet opgehaald: {}";
inline constexpr Text journal_update_taken = "Nieuwe versie van de stick genomen";
inline constexpr Text journal_update_not_taken = "Nieuwe versie niet van de stick genomen: {}";
inline constexpr Text journal_asks_restart = "Vraagt om opnieuw te starten";
inline constexpr Text journal_connect = "verbinden: {}";
inline constexpr Text journal_connection_refused = "verbinding geweigerd";
inline constexpr Text journal_unreachable = "geen netwerk";
inline constexpr Text journal_no_route = "geen weg door het netwerk";
inline constexpr Text journal_reset = "verbinding verbroken door de andere kant";
inline constexpr Text journal_no_answer = "geen antwoord op tijd";
inline constexpr Text journal_broken_off = "verbinding verbroken tijdens het antwoord";
inline constexpr Text journal_lookup = "naam opzoeken: {}";
inline constexpr Text journal_handshake = "beveiligde verbinding maken: {}";
inline constexpr Text journal_other_certificate = "certificaat van de andere kant: {}";
inline constexpr Text journal_other_authority = "het certificaat komt niet van het bureau";
inline constexpr Text journal_keys_expired = "de sleutels zijn verlopen";
inline constexpr Text journal_keys_early = "de sleutels gelden nog niet";
inline constexpr Text journal_keys_older = "de sleutels zijn ouder dan eerdere";
inline constexpr Text journal_keys_of_other = "de sleutels zijn van een ander apparaat";
inline constexpr Text journal_no_keys = "nog geen sleutels van het bureau";
inline constexpr Text journal_no_update_on_stick = "geen nieuwe versie op de stick";
inline constexpr Text journal_no_room = "geen ruimte meer";
inline constexpr Text journal_no_such_file = "bestaat niet";
inline constexpr Text journal_read_only = "niet te beschrijven";
inline constexpr Text journal_denied = "geen toegang";
inline constexpr Text journal_disk_error = "lees- of schrijffout";

} // namespace casustafel::ui::say
