#pragma once

#include "ui/words.h"

// What the help sheet says on each screen.

namespace casustafel::ui::say {

inline constexpr Text help_today =
    "Dit is de agenda. Begin bij Aanwezigheid. Tik daarna op Open bij een casus. Klaar met alle casussen? Tik op "
    "Afronden. Met Afschermen verdwijnt alles van het scherm; met één tik ga je verder.";
inline constexpr Text help_attendance =
    "Tik op een naam als iemand er is. Iedereen kiest zelf een tafelcode van vier cijfers. Een incidentele partner "
    "tekent eerst de geheimhouding. Tik daarna op Start overleg.";
inline constexpr Text help_case =
    "Links staat wat we weten, rechts staan de afspraken van vandaag. Geef eerst de vorige afspraken een status. Maak "
    "nieuwe afspraken, laat ze bevestigen en neem een besluit. Achter een grijze balk is iets verborgen; de reden "
    "staat erbij.";
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
