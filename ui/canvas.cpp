#include "ui/canvas.h"
#include "ui/canvas_state.h"

#include <algorithm>
#include <cmath>

namespace casustafel::ui {

namespace {

ImU32 packed(Colour colour)
{
    return IM_COL32(colour.rgb >> 16 & 255, colour.rgb >> 8 & 255, colour.rgb & 255, colour.alpha);
}

ImVec2 vec(int x, int y)
{
    return {static_cast<float>(x), static_cast<float>(y)};
}

} // namespace

Canvas::Canvas(std::unique_ptr<State> state) : state_{std::move(state)} {}
Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

core::Result<Canvas> Canvas::create(const std::string& font_folder, const Metrics& metrics)
{
    auto state = std::make_unique<State>(metrics);
    state->sprites.reserve(state->atlas, metrics);
    auto fonts = build_fonts(font_folder, metrics, state->atlas);
    if (!fonts) return std::unexpected(fonts.error());
    state->fonts = *fonts;
    state->sprites.draw(state->atlas);
    state->atlas.ClearInputData(); // forgets the places of sprites too, so not before
    unsigned char* alpha = nullptr;
    state->atlas.GetTexDataAsAlpha8(&alpha, &state->view.width, &state->view.height);
    state->view.alpha = alpha;
    state->context.reset(ImGui::CreateContext(&state->atlas));
    ImGui::SetCurrentContext(state->context.get());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.DisplaySize = vec(metrics.width_px(), metrics.height_px());
    return Canvas{std::move(state)};
}

const Metrics& Canvas::metrics() const
{
    return state_->metrics;
}

AtlasView Canvas::atlas() const
{
    return state_->view;
}

const ImDrawData& Canvas::draw_data() const
{
    ImGui::SetCurrentContext(state_->context.get());
    return *ImGui::GetDrawData();
}

void Canvas::set_preferences(const Preferences& preferences)
{
    state_->wishes = preferences;
}

void Canvas::State::begin()
{
    ImGui::SetCurrentContext(context.get());
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
    ImGui::NewFrame();
    list = ImGui::GetBackgroundDrawList();
}

void Canvas::State::end()
{
    ImGui::SetCurrentContext(context.get());
    ImGui::Render();
    list = nullptr;
}

void Canvas::State::fill(const Pixels& box, Colour colour) const
{
    if (box.x1 <= box.x0 || box.y1 <= box.y0) return;
    list->AddRectFilled(vec(box.x0, box.y0), vec(box.x1, box.y1), packed(seen(colour)));
}

void Canvas::State::blit_part(const Pixels& to, int u, int v, Colour colour) const
{
    const ImVec2 scale = atlas.TexUvScale;
    const ImVec2 from{static_cast<float>(u) * scale.x, static_cast<float>(v) * scale.y};
    const ImVec2 until{static_cast<float>(u + to.x1 - to.x0) * scale.x,
                       static_cast<float>(v + to.y1 - to.y0) * scale.y};
    list->PrimReserve(6, 4);
    list->PrimRectUV(vec(to.x0, to.y0), vec(to.x1, to.y1), from, until, packed(seen(colour)));
}

void Canvas::State::blit(int x, int y, const Sprite& sprite, Colour colour) const
{
    blit_part({x, y, x + sprite.size, y + sprite.size}, sprite.x, sprite.y, colour);
}

void Canvas::State::disc(int x, int y, int radius, Colour colour) const
{
    blit(x - radius, y - radius, sprites.disc(radius), colour);
}

void Canvas::State::fill_round(const Pixels& box, Colour colour, int radius) const
{
    const int r = std::min({radius, (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2, Sprites::largest_radius});
    if (r < 1) {
        fill(box, colour);
        return;
    }
    const Sprite disc = sprites.disc(r);
    blit_part({box.x0, box.y0, box.x0 + r, box.y0 + r}, disc.x, disc.y, colour);
    blit_part({box.x1 - r, box.y0, box.x1, box.y0 + r}, disc.x + r, disc.y, colour);
    blit_part({box.x0, box.y1 - r, box.x0 + r, box.y1}, disc.x, disc.y + r, colour);
    blit_part({box.x1 - r, box.y1 - r, box.x1, box.y1}, disc.x + r, disc.y + r, colour);
    fill({box.x0 + r, box.y0, box.x1 - r, box.y0 + r}, colour);
    fill({box.x0, box.y0 + r, box.x1, box.y1 - r}, colour);
    fill({box.x0 + r, box.y1 - r, box.x1 - r, box.y1}, colour);
}

void Canvas::State::ring(const Pixels& box, Colour colour) const
{
    const Sprite ring = sprites.focus_ring();
    const int r = ring.size / 2;
    const int t = sprites.focus_ring_thickness();
    blit_part({box.x0, box.y0, box.x0 + r, box.y0 + r}, ring.x, ring.y, colour);
    blit_part({box.x1 - r, box.y0, box.x1, box.y0 + r}, ring.x + r, ring.y, colour);
    blit_part({box.x0, box.y1 - r, box.x0 + r, box.y1}, ring.x, ring.y + r, colour);
    blit_part({box.x1 - r, box.y1 - r, box.x1, box.y1}, ring.x + r, ring.y + r, colour);
    fill({box.x0 + r, box.y0, box.x1 - r, box.y0 + t}, colour);
    fill({box.x0 + r, box.y1 - t, box.x1 - r, box.y1}, colour);
    fill({box.x0, box.y0 + r, box.x0 + t, box.y1 - r}, colour);
    fill({box.x1 - t, box.y0 + r, box.x1, box.y1 - r}, colour);
}

void Canvas::State::text(Font which, int x, int y, std::string_view text, Colour colour) const
{
    if (text.empty()) return;
    // Positions are sums of 64ths of a pixel, which a float holds exactly.
    const ImFont& f = font(which);
    list->AddText(&f, f.FontSize, {static_cast<float>(x) / 64.0F, static_cast<float>(y)}, packed(seen(colour)),
                  text.data(), text.data() + text.size());
}

int Canvas::State::text_width(Font which, std::string_view text) const
{
    if (text.empty()) return 0; // an empty view may have no characters to point at
    const ImFont& f = font(which);
    const ImVec2 size = f.CalcTextSizeA(f.FontSize, 1.0e6F, 0.0F, text.data(), text.data() + text.size());
    return static_cast<int>(std::lround(size.x * 64.0F));
}

} // namespace casustafel::ui
