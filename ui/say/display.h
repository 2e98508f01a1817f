#pragma once

#include "ui/words.h"

// How a person wants to see and hear the screen, and what is said of its parts.

namespace casustafel::ui::say {

inline constexpr Text display = "Weergave";
inline constexpr Text display_size = "GROOTTE";
inline constexpr Text percent = "{} %";
inline constexpr Text display_contrast = "Hoog contrast";
inline constexpr Text display_calm = "Rustig: niets beweegt";
inline constexpr Text display_left_handed = "Linkshandig: knoppen aan de linkerkant";
inline constexpr Text display_speech = "Spraak: eerst tikken leest voor, nog een keer tikken kiest";
inline constexpr Text read_aloud = "Lees voor";
inline constexpr Text role_button = "knop";
inline constexpr Text role_tab = "tabblad";
inline constexpr Text role_field = "tekstvak";
inline constexpr Text state_checked = "aan";
inline constexpr Text state_unchecked = "uit";
inline constexpr Text state_selected = "gekozen";
inline constexpr Text state_disabled = "nu niet te kiezen";

} // namespace casustafel::ui::say
