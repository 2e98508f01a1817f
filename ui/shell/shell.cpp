#include "ui/shell/shell.h"

#include "ui/canvas.h"
#include "ui/interaction.h"
#include "ui/shell/events.h"
#include "ui/shell/picture.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace casustafel::ui {

namespace {

constexpr std::int64_t display_ms = 16; // a moving screen gets a frame this often

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

/// One window, its canvas and what its frames remember.
class Screen {
public:
    static core::Result<std::unique_ptr<Screen>> open(const std::string& font_folder, Shell::Window options)
    {
        auto screen = std::make_unique<Screen>();
        screen->font_folder_ = font_folder;
        screen->options_ = std::move(options);
        const Shell::Window& o = screen->options_;
        const Uint32 flags = o.size ? 0 : Uint32{SDL_WINDOW_FULLSCREEN_DESKTOP};
        const int where = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(static_cast<unsigned>(o.display)));
        const Shell::Size size = o.size.value_or(Shell::Size{1920, 1080});
        screen->window_.reset(SDL_CreateWindow(o.title.c_str(), where, where, size.width_px, size.height_px, flags));
        if (!screen->window_) return std::unexpected(sdl_error("no window"));
        if (!o.size) SDL_ShowCursor(SDL_GetNumTouchDevices() > 0 ? SDL_DISABLE : SDL_ENABLE);
        if (auto made = screen->fit(); !made) return std::unexpected(made.error());
        return screen;
    }

    Uint32 id() const { return SDL_GetWindowID(window_.get()); }
    void take(const SDL_Event& event)
    {
        due_ = true;
        if (event.type == SDL_WINDOWEVENT) {
            take(event.window);
            return;
        }
        const Metrics& m = canvas_->metrics();
        if (auto input = to_input(event, m.width_px(), m.height_px())) events_.push_back(std::move(*input));
    }
    void wake() { due_ = true; }

    /// When the next frame is due; nothing if only an event can ask for one.
    std::optional<std::int64_t> due(std::int64_t now) const
    {
        if (due_ || unsettled_) return now;
        if (moving_) return drawn_ms_ + display_ms;
        return next_.deadline_ms;
    }

    /// What the frame asked for; nothing of it when none was due.
    core::Result<Next> draw_if_due(Shell::Counts& counts)
    {
        const std::int64_t now = now_ms();
        const auto at = due(now);
        if (!at || *at > now) return Next{.quit = next_.quit};
        if (auto fitted = fit(); !fitted) return std::unexpected(fitted.error());
        due_ = false;
        drawn_ms_ = now;
        {
            Frame frame{*canvas_, interaction_, {std::exchange(events_, {}), now}};
            next_ = options_.draw(frame);
            moving_ = frame.moving();
            unsettled_ = frame.unsettled() && !moving_;
        }
        if (next_.speech && options_.speak) options_.speak(*next_.speech);
        if (next_.preferences != preferences_) due_ = true;
        ++counts.frames;
        if (auto shown = present(counts); !shown) return std::unexpected(shown.error());
        return next_;
    }

private:
    void take(const SDL_WindowEvent& event)
    {
        switch (event.event) {
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_RESTORED:
            picture_->invalidate();
            return;
        // Nobody will tell where the mouse or a finger was lifted.
        case SDL_WINDOWEVENT_LEAVE:
            events_.push_back(PointerEvent{mouse_finger, PointerEvent::Phase::cancel, 0, 0, now_ms()});
            return;
        case SDL_WINDOWEVENT_FOCUS_LOST:
            interaction_.presses.clear();
            return;
        }
    }

    // Makes a canvas for the size that the window has now.
    core::Result<> fit()
    {
        const SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
        if (surface == nullptr) return std::unexpected(sdl_error("no window surface"));
        const bool same_size =
            canvas_ && canvas_->metrics().width_px() == surface->w && canvas_->metrics().height_px() == surface->h;
        if (same_size && next_.preferences.text_percent == preferences_.text_percent) {
            preferences_ = next_.preferences;
            canvas_->set_preferences(preferences_);
            return {};
        }
        preferences_ = next_.preferences;
        const Metrics panel{surface->w, surface->h, options_.px_per_mm, options_.text_percent};
        const Metrics metrics = panel.scaled(preferences_.text_percent);
        auto canvas = Canvas::create(font_folder_, metrics);
        if (!canvas) return std::unexpected(canvas.error());
        canvas_ = std::make_unique<Canvas>(std::move(*canvas));
        canvas_->set_preferences(preferences_);
        picture_ = std::make_unique<Picture>(*canvas_);
        copy_.reset();
        const bool ours = surface->format->BytesPerPixel == 4 && surface->format->Rmask == 0xFF0000 &&
                          surface->format->Gmask == 0xFF00 && surface->format->Bmask == 0xFF;
        // A display with another order of colours gets a converted copy of what changed.
        if (!ours) copy_.reset(SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_ARGB8888));
        if (!ours && !copy_) return std::unexpected(sdl_error("no surface"));
        return {};
    }

    core::Result<> present(Shell::Counts& counts)
    {
        SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
        if (surface == nullptr) return std::unexpected(sdl_error("no window surface"));
        SDL_Surface* target = copy_ ? copy_.get() : surface;
        const std::span<const raster::Box> changed = picture_->draw(
            *canvas_, {static_cast<std::uint32_t*>(target->pixels), target->w, target->h, target->pitch / 4});
        if (changed.empty()) return {};
        std::vector<SDL_Rect> rects;
        for (const raster::Box& box : changed) {
            SDL_Rect rect{box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0};
            rects.push_back(rect);
            counts.presented_px += std::int64_t{rect.w} * rect.h;
            if (copy_) SDL_BlitSurface(copy_.get(), &rects.back(), surface, &rect);
        }
        // A window that changes its size right now refuses; its event follows and everything is drawn again.
        if (SDL_UpdateWindowSurfaceRects(window_.get(), rects.data(), static_cast<int>(rects.size())) != 0)
            picture_->invalidate();
        return {};
    }

    std::string font_folder_;
    Shell::Window options_;
    std::unique_ptr<SDL_Window, WindowFree> window_;
    std::unique_ptr<SDL_Surface, SurfaceFree> copy_;
    std::unique_ptr<Canvas> canvas_;
    std::unique_ptr<Picture> picture_;
    Interaction interaction_;
    std::vector<InputEvent> events_;
    Next next_;
    Preferences preferences_; // that the canvas was made for
    bool due_ = true;
    bool moving_ = false;
    bool unsettled_ = false;
    std::int64_t drawn_ms_ = 0;
};

} // namespace

/// A window and its screen while it is open.
struct Place {
    Shell::Window options;
    std::unique_ptr<Screen> screen;
    bool closed = false; ///< by a person: it stays away
};

struct Shell::State {
    std::unique_ptr<bool, VideoQuit> video; // last to go
    std::string font_folder;
    Displays displays;
    std::vector<Place> places; // the table's first, whose screen is always there
    Uint32 wake_event = 0;
    Counts counts;
    bool closed = false;

    /// Opens and closes all windows but the first as their displays come and go. A display that can't be used is none.
    void follow_displays()
    {
        const int there = displays();
        for (Place& place : places | std::views::drop(1)) {
            const bool wanted = place.options.display < there && !place.closed;
            if (!wanted) close(place);
            if (!wanted || place.screen) continue;
            auto screen = Screen::open(font_folder, place.options);
            if (!screen) continue;
            place.screen = std::move(*screen);
            if (place.options.plugged) place.options.plugged(true);
            places.front().screen->wake(); // which can choose now what is shown there
        }
    }
    void close(Place& place)
    {
        if (!place.screen) return;
        place.screen.reset();
        if (place.options.plugged) place.options.plugged(false);
        places.front().screen->wake();
    }

    void take(const SDL_Event& event)
    {
        if (event.type == SDL_QUIT) closed = true;
        if (event.type == SDL_DISPLAYEVENT) follow_displays();
        const Uint32 window = window_of(event);
        const bool shuts = event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE;
        // A touch panel without a window of its own, and every keyboard, belong to the table.
        const bool of_table = window == 0 || event.type == SDL_KEYDOWN || event.type == SDL_TEXTINPUT;
        for (Place& place : places) {
            if (!place.screen) continue;
            const bool first = &place == &places.front();
            const bool its_own = of_table ? first : window == place.screen->id();
            if (event.type == wake_event)
                place.screen->wake();
            else if (its_own && shuts && first)
                closed = true;
            else if (its_own && shuts)
                place.closed = true, close(place);
            else if (its_own)
                place.screen->take(event);
        }
    }

    /// Draws what is due, the table first and what follows from it in the same turn. True when a frame asked to quit.
    core::Result<bool> draw()
    {
        for (Place& place : places) {
            if (!place.screen) continue;
            const auto next = place.screen->draw_if_due(counts);
            const bool first = &place == &places.front();
            if (!next && first) return std::unexpected(next.error());
            if (!next) {
                close(place); // its display went away while it was drawn
                continue;
            }
            if (next->quit) return true;
            if (!first || !next->others) continue;
            for (const Place& other : places | std::views::drop(1))
                if (other.screen) other.screen->wake();
        }
        return false;
    }

    std::int64_t next_frame(std::int64_t now, std::int64_t latest) const
    {
        for (const Place& place : places)
            if (place.screen) latest = std::min(latest, place.screen->due(now).value_or(latest));
        return latest;
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
    auto state = std::make_unique<State>();
    state->video.reset(new bool{true});
    state->font_folder = font_folder;
    state->displays = displays ? std::move(displays) : Displays{SDL_GetNumVideoDisplays};
    state->wake_event = SDL_RegisterEvents(1);
    for (Window& window : windows) state->places.push_back({std::move(window), nullptr});
    auto first = Screen::open(font_folder, state->places.front().options);
    if (!first) return std::unexpected(first.error());
    state->places.front().screen = std::move(*first);
    state->follow_displays();
    SDL_StartTextInput();
    return Shell{std::move(state)};
}

core::Result<> Shell::run(const std::function<void()>& beat, int beat_ms)
{
    State& s = *state_;
    while (!s.closed) {
        const auto quit = s.draw();
        if (!quit) return std::unexpected(quit.error());
        if (*quit) return {};
        if (beat) beat();
        const std::int64_t now = now_ms();
        const std::int64_t until = s.next_frame(now, now + beat_ms);
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
    return state_->counts;
}

} // namespace casustafel::ui
