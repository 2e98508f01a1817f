#include "ui/shell/screens.h"

#include "ui/canvas.h"
#include "ui/interaction.h"
#include "ui/shell/picture.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace casustafel::ui {

namespace {

constexpr std::int64_t display_ms = 16; // a moving screen gets a frame this often

} // namespace

/// One glass, its canvas and what its frames remember.
class Screens::Screen {
public:
    Screen(std::string font_folder, Shell::Window options, std::unique_ptr<Glass> glass)
        : font_folder_{std::move(font_folder)}, options_{std::move(options)}, glass_{std::move(glass)}
    {
    }

    Glass& glass() const { return *glass_; }
    void take(InputEvent event)
    {
        events_.push_back(std::move(event));
        due_ = true;
    }
    void wake() { due_ = true; }
    void redraw()
    {
        if (picture_) picture_->invalidate();
        due_ = true;
    }
    void forget_touches()
    {
        interaction_.presses.clear();
        due_ = true;
    }

    /// When the next frame is due; nothing if only an event can ask for one.
    std::optional<std::int64_t> due(std::int64_t now) const
    {
        const auto wanted = wanted_at(now);
        return wanted ? std::max(*wanted, glass_->free_at_ms()) : wanted;
    }

    /// What the frame asked for; nothing of it when none was due.
    core::Result<Next> draw_if_due(std::int64_t now, Shell::Counts& counts)
    {
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

    /// Makes a canvas for the size that the glass has now.
    core::Result<> fit()
    {
        const auto surface = glass_->surface();
        if (!surface) return std::unexpected(surface.error());
        const bool same_size = canvas_ && canvas_->metrics().width_px() == surface->width &&
                               canvas_->metrics().height_px() == surface->height;
        if (same_size && next_.preferences.text_percent == preferences_.text_percent) {
            preferences_ = next_.preferences;
            canvas_->set_preferences(preferences_);
            return {};
        }
        preferences_ = next_.preferences;
        const Metrics panel{surface->width, surface->height, options_.px_per_mm, options_.text_percent};
        auto canvas = Canvas::create(font_folder_, panel.scaled(preferences_.text_percent));
        if (!canvas) return std::unexpected(canvas.error());
        canvas_ = std::make_unique<Canvas>(std::move(*canvas));
        canvas_->set_preferences(preferences_);
        picture_ = std::make_unique<Picture>(*canvas_);
        return {};
    }

private:
    std::optional<std::int64_t> wanted_at(std::int64_t now) const
    {
        if (due_ || unsettled_) return now;
        if (moving_) return drawn_ms_ + display_ms;
        return next_.deadline_ms;
    }

    core::Result<> present(Shell::Counts& counts)
    {
        const auto surface = glass_->surface();
        if (!surface) return std::unexpected(surface.error());
        const std::span<const raster::Box> changed = picture_->draw(*canvas_, *surface);
        if (changed.empty()) return {};
        for (const raster::Box& box : changed) counts.presented_px += std::int64_t{box.x1 - box.x0} * (box.y1 - box.y0);
        const auto shown = glass_->present(changed);
        if (!shown) return std::unexpected(shown.error());
        if (!*shown) picture_->invalidate();
        return {};
    }

    std::string font_folder_;
    Shell::Window options_;
    std::unique_ptr<Glass> glass_;
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

Screens::Screens(std::string font_folder, std::vector<Shell::Window> windows, Open open, Clock clock)
    : font_folder_{std::move(font_folder)}, open_{std::move(open)}, clock_{std::move(clock)}
{
    for (Shell::Window& window : windows) places_.push_back({std::move(window), nullptr});
}

Screens::~Screens() = default;

core::Result<std::unique_ptr<Screens::Screen>> Screens::open(const Shell::Window& options) const
{
    auto glass = open_(options);
    if (!glass) return std::unexpected(glass.error());
    auto screen = std::make_unique<Screen>(font_folder_, options, std::move(*glass));
    if (auto fitted = screen->fit(); !fitted) return std::unexpected(fitted.error());
    return screen;
}

core::Result<> Screens::open_first()
{
    auto screen = open(places_.front().options);
    if (!screen) return std::unexpected(screen.error());
    places_.front().screen = std::move(*screen);
    return {};
}

void Screens::follow_displays(int there)
{
    for (Place& place : places_ | std::views::drop(1)) {
        const bool wanted = place.options.display < there && !place.shut;
        if (!wanted) close(place);
        if (!wanted || place.screen) continue;
        auto screen = open(place.options);
        if (!screen) continue;
        place.screen = std::move(*screen);
        if (place.options.plugged) place.options.plugged(true);
        wake(0); // which can choose now what is shown there
    }
}

void Screens::close(Place& place)
{
    if (!place.screen) return;
    place.screen.reset();
    if (place.options.plugged) place.options.plugged(false);
    wake(0);
}

std::size_t Screens::count() const
{
    return places_.size();
}

Glass* Screens::glass(std::size_t screen) const
{
    return places_[screen].screen ? &places_[screen].screen->glass() : nullptr;
}

void Screens::take(std::size_t screen, InputEvent event)
{
    if (places_[screen].screen) places_[screen].screen->take(std::move(event));
}

void Screens::wake(std::size_t screen)
{
    if (places_[screen].screen) places_[screen].screen->wake();
}

void Screens::wake_all()
{
    for (std::size_t screen = 0; screen < places_.size(); ++screen) wake(screen);
}

void Screens::redraw(std::size_t screen)
{
    if (places_[screen].screen) places_[screen].screen->redraw();
}

void Screens::forget_touches(std::size_t screen)
{
    if (places_[screen].screen) places_[screen].screen->forget_touches();
}

void Screens::shut(std::size_t screen)
{
    places_[screen].shut = true;
    close(places_[screen]);
}

core::Result<bool> Screens::draw()
{
    for (Place& place : places_) {
        if (!place.screen) continue;
        const auto next = place.screen->draw_if_due(clock_(), counts_);
        const bool first = &place == &places_.front();
        if (!next && first) return std::unexpected(next.error());
        if (!next) {
            close(place); // its display went away while it was drawn
            continue;
        }
        if (next->quit) return true;
        if (!first || !next->others) continue;
        for (const Place& other : places_ | std::views::drop(1))
            if (other.screen) other.screen->wake();
    }
    return false;
}

std::int64_t Screens::next_frame(std::int64_t now, std::int64_t latest) const
{
    for (const Place& place : places_)
        if (place.screen) latest = std::min(latest, place.screen->due(now).value_or(latest));
    return latest;
}

} // namespace casustafel::ui
