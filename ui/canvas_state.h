#pragma once

#include "ui/canvas.h"
#include "ui/fonts.h"
#include "ui/sprites.h"

#include <imgui.h>

#include <memory>
#include <string_view>

namespace casustafel::ui {

struct ContextFree {
    void operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }
};

/// What a canvas owns; frames draw through it.
struct Canvas::State {
    explicit State(const Metrics& m) : metrics{m} {}

    Metrics metrics;
    Preferences wishes;
    ImFontAtlas atlas;
    FontSet fonts{};
    Sprites sprites;
    AtlasView view;
    std::unique_ptr<ImGuiContext, ContextFree> context; // after the atlas, which it uses
    ImDrawList* list = nullptr;                         // of the frame that is being drawn

    const ImFont& font(Font font) const { return *fonts[static_cast<std::size_t>(font)]; }

    void begin();
    void end();

    // The primitives of the screen, in pixels. They are quads of the atlas and nothing else, which is the fast way.
    struct Pixels {
        int x0;
        int y0;
        int x1;
        int y1;
    };
    /// The colour as the person wants to see it.
    Colour seen(Colour colour) const { return wishes.high_contrast ? in_high_contrast(colour) : colour; }
    void fill(const Pixels& box, Colour colour) const;
    void fill_round(const Pixels& box, Colour colour, int radius) const;
    void ring(const Pixels& box, Colour colour) const;
    void disc(int x, int y, int radius, Colour colour) const;
    void blit(int x, int y, const Sprite& sprite, Colour colour) const;
    void blit_part(const Pixels& to, int u, int v, Colour colour) const;
    /// One line with its top at `y`; `x` in 1/64 pixel is where the pen starts.
    void text(Font font, int x, int y, std::string_view text, Colour colour) const;
    /// Width of one line in 1/64 pixel.
    int text_width(Font font, std::string_view text) const;
};

} // namespace casustafel::ui
