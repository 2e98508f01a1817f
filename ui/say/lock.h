#pragma once

#include "ui/words.h"

// The start screen and unlocking.

namespace casustafel::ui::say {

inline constexpr Text room = "Zaal {}";
inline constexpr Text next_conference = "Volgend overleg: {}, {} uur";
inline constexpr Text this_conference = "Overleg: {}, {} uur";
inline constexpr Text no_conference = "Er staat geen overleg klaar op dit apparaat.";
inline constexpr Text packages_waiting = "Er is nieuws van het bureau. Ontgrendel om het te openen.";
inline constexpr Text conference_in_package = "Er ligt nieuws van het bureau op dit apparaat.";
inline constexpr Text unlocking = "Even geduld.";
inline constexpr Text unlock_title = "Ontgrendelen";
inline constexpr Text type_pin = "Toets je pincode in";
inline constexpr Text type_passphrase = "Typ je wachtwoordzin";
inline constexpr Text wrong_secret = "Dat klopt niet. Probeer het opnieuw.";
inline constexpr Text wait_until = "Dat klopt niet. Probeer het opnieuw om {}.";
inline constexpr Text storage_fault = "De opslag van dit apparaat werkt niet. Probeer het opnieuw of bel de technicus.";
inline constexpr Text development_device = "Ontwikkelapparaat: geen echte gegevens";
inline constexpr Text reached = "Verbonden met het bureau";
inline constexpr Text not_reached = "Geen verbinding: alles wordt hier bewaard";
inline constexpr Text never_reached = "Nog geen contact met het bureau";
inline constexpr Text nothing_to_send = "Niets te verzenden";
inline constexpr Plural reports_to_send{"1 verslag wacht op verzending", "{} verslagen wachten op verzending"};
inline constexpr Text waiting_for_bureau = "Het bureau moet het verslag nog openen";
inline constexpr Text relay_refused =
    "Het bureau neemt een verslag niet aan. Dit apparaat probeert het later weer. Bel het bureau.";
inline constexpr Text bureau_refused = "Het bureau kon een verslag niet openen. Bel het bureau.";

} // namespace casustafel::ui::say
