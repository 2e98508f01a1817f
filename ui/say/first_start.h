#pragma once

#include "ui/words.h"

// The first start of a device, for the technician.

namespace casustafel::ui::say {

inline constexpr Text first_title = "Eerste start";
inline constexpr Text first_step = "Stap {} van 4: {}";
inline constexpr Text first_step_welcome = "controle";
inline constexpr Text first_step_secret = "de sleutel van de voorzitter";
inline constexpr Text first_step_busy = "inrichten";
inline constexpr Text first_step_done = "Klaar voor gebruik";
inline constexpr Text first_go_on = "Verder";
inline constexpr Text first_look_again = "Kijk opnieuw";
inline constexpr Text first_try_again = "Opnieuw";
inline constexpr Text first_finish = "Klaar";

// the device and its checks
inline constexpr Text first_this_device = "Dit apparaat";
inline constexpr Text first_device = "Apparaat";
inline constexpr Text first_room = "Zaal";
inline constexpr Text first_bureau = "Bureau";
inline constexpr Text first_address = "Adres";
inline constexpr Text first_board = "Soort";
inline constexpr Text first_software = "Versie";
inline constexpr Text first_certificate = "Certificaat tot";
inline constexpr Text first_no_file = "Het bestand van het bureau is er nog niet.";
inline constexpr Text first_where_to_put = "Zet het als provisioning.json op een USB-stick, steek die in dit apparaat "
                                           "en tik op Kijk opnieuw. Of zet het op de "
                                           "partitie CONFIG en start dit apparaat opnieuw.";
inline constexpr Text first_file_flawed = "Het bestand van het bureau is niet bruikbaar: {}";
inline constexpr Text first_checks = "Controle";
inline constexpr Text first_looking = "De controle loopt. Even geduld.";
inline constexpr Text first_display_good = "Scherm: {} bij {} beeldpunten";
inline constexpr Text first_display_other = "Scherm: {} bij {} beeldpunten. Bij dit apparaat horen {} bij {}.";
inline constexpr Text first_clock_good = "Klok: {}, {} uur, gelijk gezet";
inline constexpr Text first_clock_loose = "Klok: {}, {} uur. Nog niet gelijk gezet via het netwerk.";
inline constexpr Text first_bureau_reached = "Netwerk: het bureau antwoordt";
inline constexpr Text first_bureau_not_reached = "Netwerk: het bureau antwoordt niet. Kijk naar de kabel of de wifi.";
inline constexpr Text first_bureau_other = "Netwerk: op het adres van het bureau antwoordt een ander. Bel het bureau.";
inline constexpr Text first_bureau_unknown = "Netwerk: nog niet te controleren zonder het bestand van het bureau";
inline constexpr Text first_storage_good = "Opslag: {} GB vrij";
inline constexpr Text first_storage_bad = "Opslag: er kan niets worden bewaard. Dit apparaat is niet te gebruiken.";
inline constexpr Text first_touch_good = "Aanraken: alle punten doen het";
inline constexpr Text first_touch_skipped = "Aanraken: overgeslagen, {} van 9 punten geraakt";

// the touch test
inline constexpr Text first_touch_all = "Raak alle punten aan";
inline constexpr Text first_touch_why = "Doet een punt het niet, sla de test dan over. Dat komt in de uitslag.";
inline constexpr Text first_skip = "Overslaan";
inline constexpr Text first_point = "Punt {}";

// the secret
inline constexpr Text first_choose_pin = "Kies een pincode";
inline constexpr Text first_choose_pin_how = "Zes tot twaalf cijfers. De voorzitter ontgrendelt er dit apparaat mee.";
inline constexpr Text first_repeat_pin = "Nog een keer";
inline constexpr Text first_repeat_how = "Toets de pincode nog een keer in.";
inline constexpr Text first_differs = "Dat was niet hetzelfde. Probeer het opnieuw.";
inline constexpr Text first_note_down = "Schrijf deze wachtwoordzin op";
inline constexpr Text first_note_how =
    "De voorzitter ontgrendelt er dit apparaat mee. Geef de zin alleen aan de voorzitter. De zin komt niet meer in "
    "beeld en niemand kan hem opvragen.";
inline constexpr Text first_another = "Een andere";
inline constexpr Text first_noted = "Opgeschreven";
inline constexpr Text first_type_again = "Typ de wachtwoordzin over";
inline constexpr Text first_type_again_how = "Zo weet je zeker dat de zin goed op papier staat.";
inline constexpr Text first_earlier_passphrase = "Typ de wachtwoordzin van de vorige keer";
inline constexpr Text first_earlier_pin = "Toets de vorige pincode in";
inline constexpr Text first_earlier_how =
    "De eerste start is afgebroken en gaat nu verder. Ben je hem kwijt? Zet dan het systeem opnieuw op dit apparaat.";

// setting up
inline constexpr Text first_setting_up = "Dit apparaat wordt ingericht";
inline constexpr Text first_stopped = "Het inrichten is gestopt";
inline constexpr Text first_make_keys = "Sleutels maken";
inline constexpr Text first_enrol = "Aanmelden bij het bureau";
inline constexpr Text first_publish = "Sleutels bekendmaken";
inline constexpr Text first_other_secret = "Dit is niet wat de vorige keer is gekozen. Tik op Opnieuw en geef het nog "
                                           "een keer. Ging het net al mis? Wacht dan "
                                           "eerst even.";
inline constexpr Text first_code_refused = "Het bureau neemt de code uit het bestand niet aan. Vraag het bureau om een "
                                           "nieuw bestand en ga dan terug.";
inline constexpr Text first_no_bureau = "Het bureau antwoordt niet. Kijk naar de kabel of de wifi en probeer het "
                                        "opnieuw.";
inline constexpr Text first_keys_refused = "Het bureau kent dit apparaat met andere sleutels. Bel het bureau.";
inline constexpr Text first_file_unusable = "Het bestand van het bureau is er niet meer. Ga terug en kijk opnieuw.";
inline constexpr Text first_disk = "Dit apparaat kan niets bewaren. Probeer het opnieuw of neem een ander apparaat.";
inline constexpr Text first_something_else = "Dat ging niet. Probeer het opnieuw of bel het bureau.";
inline constexpr Text first_detail = "Melding: {}";
inline constexpr Text first_is_ready = "Dit apparaat is klaar";
inline constexpr Text first_results = "Uitslag";

} // namespace casustafel::ui::say
