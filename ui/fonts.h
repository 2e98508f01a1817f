#pragma once

#include "core/result.h"
#include "ui/theme.h"

#include <array>
#include <string>

struct ImFont;
struct ImFontAtlas;

namespace casustafel::ui {

using FontSet = std::array<ImFont*, font_count>;

/// Adds Inter in the sizes of `metrics` to `atlas` and builds it with FreeType (whole-number rasterisation, the same on
/// every processor). Advances are those of the design, not rounded up, so that text is as wide as the designer drew it.
/// Fails with not_found when a font file is missing and with corrupt when it can't be read.
core::Result<FontSet> build_fonts(const std::string& font_folder, const Metrics& metrics, ImFontAtlas& atlas);

} // namespace casustafel::ui
