#pragma once

#include "core/result.h"
#include "ui/preferences.h"
#include "ui/theme.h"

#include <cstdint>
#include <memory>
#include <string>

struct ImDrawData;
struct ImDrawList;

namespace casustafel::ui {

/// The alpha mask that all glyphs and round corners come from.
struct AtlasView {
    const std::uint8_t* alpha = nullptr;
    int width = 0;
    int height = 0;
};

/// What frames of one screen (window) are drawn on: an ImGui context, the fonts and the sprites for one size of panel.
/// UI thread only; several canvases may live beside each other.
class Canvas {
public:
    struct State; ///< what frames draw through; not for screens

    /// Loads Inter from `font_folder` (Inter-Regular.otf and so on). Fails with not_found when a font is missing and
    /// with corrupt when it can't be read.
    static core::Result<Canvas> create(const std::string& font_folder, const Metrics& metrics);
    ~Canvas();
    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) noexcept;

    const Metrics& metrics() const;
    AtlasView atlas() const;
    /// What the last frame drew; valid until the next frame begins.
    const ImDrawData& draw_data() const;
    /// How frames from the next on are drawn and answer, but for the size of text, which is in the metrics.
    void set_preferences(const Preferences& preferences);

private:
    friend class Frame;
    explicit Canvas(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace casustafel::ui
