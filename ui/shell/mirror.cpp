#include "ui/shell/mirror.h"

#include <SDL.h>

#include <algorithm>

namespace casustafel::ui {

namespace {

core::Error sdl_error(const char* what)
{
    return {core::Errc::storage, std::string{what} + ": " + SDL_GetError()};
}

struct WindowFree {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
struct SurfaceFree {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};

} // namespace

struct Mirror::State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        picture.reset();
        window.reset();
        SDL_Quit();
    }

    std::unique_ptr<SDL_Window, WindowFree> window;
    std::unique_ptr<SDL_Surface, SurfaceFree> picture;
    bool closed = false;
};

Mirror::Mirror(std::unique_ptr<State> state) : state_{std::move(state)} {}
Mirror::~Mirror() = default;
Mirror::Mirror(Mirror&&) noexcept = default;
Mirror& Mirror::operator=(Mirror&&) noexcept = default;

core::Result<Mirror> Mirror::open(const std::string& title, int width_px, int height_px)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return std::unexpected(sdl_error("no display"));
    auto state = std::make_unique<State>();
    SDL_Rect room{0, 0, width_px, height_px};
    SDL_GetDisplayUsableBounds(0, &room);
    const double scale = std::min({1.0, 0.9 * room.w / width_px, 0.9 * room.h / height_px});
    state->window.reset(SDL_CreateWindow(title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                         static_cast<int>(width_px * scale), static_cast<int>(height_px * scale), 0));
    if (!state->window) return std::unexpected(sdl_error("no window"));
    state->picture.reset(SDL_CreateRGBSurfaceWithFormat(0, width_px, height_px, 32, SDL_PIXELFORMAT_ARGB8888));
    if (!state->picture) return std::unexpected(sdl_error("no surface"));
    SDL_SetSurfaceBlendMode(state->picture.get(), SDL_BLENDMODE_NONE);
    return Mirror{std::move(state)};
}

bool Mirror::show(std::span<const std::uint32_t> pixels, int ms)
{
    SDL_Surface& picture = *state_->picture;
    const auto width = static_cast<std::size_t>(picture.w);
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.h); ++y)
        std::ranges::copy(pixels.subspan(y * width, width),
                          reinterpret_cast<std::uint32_t*>(static_cast<std::uint8_t*>(picture.pixels) +
                                                           y * static_cast<std::size_t>(picture.pitch)));
    if (SDL_Surface* shown = SDL_GetWindowSurface(state_->window.get()); shown != nullptr) {
        SDL_SoftStretchLinear(&picture, nullptr, shown, nullptr);
        SDL_UpdateWindowSurface(state_->window.get());
    }
    const Uint64 until = SDL_GetTicks64() + static_cast<Uint64>(std::max(ms, 0));
    for (Uint64 now = SDL_GetTicks64(); now < until; now = SDL_GetTicks64()) {
        SDL_Event event;
        if (SDL_WaitEventTimeout(&event, static_cast<int>(until - now)) == 0) continue;
        if (event.type == SDL_QUIT) state_->closed = true;
    }
    return !state_->closed;
}

} // namespace casustafel::ui
