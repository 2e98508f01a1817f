#include "ui/shell/shell.h"

#include "ui/shell/events.h"
#include "ui/shell/glass.h"
#include "ui/shell/screens.h"

#include <algorithm>
#include <utility>

namespace casustafel::ui {

namespace {

struct WindowFree {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
struct SurfaceFree {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
struct VideoQuit {
    void operator()(const bool* started) const
    {
        delete started;
        SDL_Quit();
    }
};

core::Error sdl_error(const char* what)
{
    return {core::Errc::storage, std::string{what} + ": " + SDL_GetError()};
}

void set_hints()
{
    // Fingers come as fingers only, the mouse as mouse only; SDL's capture of the mouse would swallow touches on X11.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
    // Otherwise the window surface goes to the display through OpenGL, which costs more than drawing it.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    // A window that comes later doesn't take the keyboard away from the table.
    SDL_SetHint(SDL_HINT_WINDOW_NO_ACTIVATION_WHEN_SHOWN, "1");
}

std::int64_t now_ms()
{
    return static_cast<std::int64_t>(SDL_GetTicks64());
}

/// A window's own memory for its picture; what goes to the display is what changed in it.
class WindowGlass : public Glass {
public:
    static core::Result<std::unique_ptr<Glass>> open(const Shell::Window& options)
    {
        auto glass = std::make_unique<WindowGlass>();
        const Uint32 flags = options.size ? 0 : Uint32{SDL_WINDOW_FULLSCREEN_DESKTOP};
        const int where = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(static_cast<unsigned>(options.display)));
        const Shell::Size size = options.size.value_or(Shell::Size{1920, 1080});
        glass->window_.reset(
            SDL_CreateWindow(options.title.c_str(), where, where, size.width_px, size.height_px, flags));
        if (!glass->window_) return std::unexpected(sdl_error("no window"));
        if (!options.size) SDL_ShowCursor(SDL_GetNumTouchDevices() > 0 ? SDL_DISABLE : SDL_ENABLE);
        return glass;
    }

    Uint32 id() const { return SDL_GetWindowID(window_.get()); }
    Shell::Size size() const { return {.width_px = width_, .height_px = height_}; }

    core::Result<raster::Surface> surface() override
    {
        const SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
        if (surface == nullptr) return std::unexpected(sdl_error("no window surface"));
        width_ = surface->w;
        height_ = surface->h;
        const bool ours = surface->format->BytesPerPixel == 4 && surface->format->Rmask == 0xFF0000 &&
                          surface->format->Gmask == 0xFF00 && surface->format->Bmask == 0xFF;
        if (ours) copy_.reset();
        // A display with another order of colours gets a converted copy of what changed.
        const bool fits = copy_ && copy_->w == surface->w && copy_->h == surface->h;
        if (!ours && !fits) {
            copy_.reset(SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_ARGB8888));
            if (!copy_) return std::unexpected(sdl_error("no surface"));
        }
        const SDL_Surface* target = copy_ ? copy_.get() : surface;
        return raster::Surface{static_cast<std::uint32_t*>(target->pixels), target->w, target->h, target->pitch / 4};
    }

    core::Result<bool> present(std::span<const raster::Box> changed) override
    {
        SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
        if (surface == nullptr) return std::unexpected(sdl_error("no window surface"));
        std::vector<SDL_Rect> rects;
        for (const raster::Box& box : changed) {
            SDL_Rect rect{box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0};
            rects.push_back(rect);
            if (copy_) SDL_BlitSurface(copy_.get(), &rects.back(), surface, &rect);
        }
        // A window that changes its size right now refuses; its event follows and everything is drawn again.
        return SDL_UpdateWindowSurfaceRects(window_.get(), rects.data(), static_cast<int>(rects.size())) == 0;
    }

private:
    std::unique_ptr<SDL_Window, WindowFree> window_;
    std::unique_ptr<SDL_Surface, SurfaceFree> copy_;
    int width_ = 0;
    int height_ = 0;
};

} // namespace

struct Shell::State {
    State(const std::string& font_folder, std::vector<Window> windows)
        : screens{font_folder, std::move(windows), WindowGlass::open, now_ms}
    {
    }

    std::unique_ptr<bool, VideoQuit> video; // last to go
    Displays displays;
    Screens screens;
    Uint32 wake_event = 0;
    bool closed = false;

    WindowGlass* window(std::size_t screen) const
    {
        return static_cast<WindowGlass*>(screens.glass(screen)); // it opened no other kind
    }

    void take(const SDL_Event& event)
    {
        if (event.type == wake_event) return screens.wake_all();
        if (event.type == SDL_QUIT) closed = true;
        if (event.type == SDL_DISPLAYEVENT) screens.follow_displays(displays());
        const Uint32 window_id = window_of(event);
        // A touch panel without a window of its own, and every keyboard, belong to the table.
        const bool of_table = window_id == 0 || event.type == SDL_KEYDOWN || event.type == SDL_TEXTINPUT;
        for (std::size_t screen = 0; screen < screens.count(); ++screen) {
            const WindowGlass* glass = window(screen);
            if (glass != nullptr && (of_table ? screen == 0 : window_id == glass->id())) take(screen, event);
        }
    }
    void take(std::size_t screen, const SDL_Event& event)
    {
        screens.wake(screen);
        if (event.type == SDL_WINDOWEVENT) return take(screen, event.window);
        const Size size = window(screen)->size();
        if (auto input = to_input(event, size.width_px, size.height_px)) screens.take(screen, std::move(*input));
    }
    void take(std::size_t screen, const SDL_WindowEvent& event)
    {
        switch (event.event) {
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_RESTORED:
            return screens.redraw(screen);
        // Nobody will tell where the mouse was lifted.
        case SDL_WINDOWEVENT_LEAVE:
            return screens.take(screen, PointerEvent{mouse_finger, PointerEvent::Phase::cancel, 0, 0, now_ms()});
        case SDL_WINDOWEVENT_FOCUS_LOST:
            return screens.forget_touches(screen);
        case SDL_WINDOWEVENT_CLOSE:
            if (screen == 0)
                closed = true;
            else
                screens.shut(screen);
            return;
        }
    }
};

Shell::Shell(std::unique_ptr<State> state) : state_{std::move(state)} {}
Shell::~Shell() = default;
Shell::Shell(Shell&&) noexcept = default;
Shell& Shell::operator=(Shell&&) noexcept = default;

core::Result<Shell> Shell::open(const std::string& font_folder, std::vector<Window> windows, Displays displays)
{
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return std::unexpected(sdl_error("no display"));
    auto state = std::make_unique<State>(font_folder, std::move(windows));
    state->video.reset(new bool{true});
    state->displays = displays ? std::move(displays) : Displays{SDL_GetNumVideoDisplays};
    state->wake_event = SDL_RegisterEvents(1);
    if (auto first = state->screens.open_first(); !first) return std::unexpected(first.error());
    state->screens.follow_displays(state->displays());
    SDL_StartTextInput();
    return Shell{std::move(state)};
}

core::Result<> Shell::run(const std::function<void()>& beat, int beat_ms)
{
    State& s = *state_;
    while (!s.closed) {
        const auto quit = s.screens.draw();
        if (!quit) return std::unexpected(quit.error());
        if (*quit) return {};
        if (beat) beat();
        const std::int64_t now = now_ms();
        const std::int64_t until = s.screens.next_frame(now, now + beat_ms);
        SDL_Event event;
        const auto wait = static_cast<int>(std::max<std::int64_t>(0, until - now));
        if (wait > 0 ? SDL_WaitEventTimeout(&event, wait) == 0 : SDL_PollEvent(&event) == 0) continue;
        do s.take(event);
        while (SDL_PollEvent(&event) != 0);
    }
    return {};
}

void Shell::wake() const
{
    SDL_Event event{};
    event.type = state_->wake_event;
    SDL_PushEvent(&event);
}

Shell::Counts Shell::counts() const
{
    return state_->screens.counts();
}

} // namespace casustafel::ui
