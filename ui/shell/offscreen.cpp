#include "ui/shell/offscreen.h"

#include "ui/png.h"
#include "ui/shell/picture.h"
#include "ui/text_edit.h"

#include <algorithm>
#include <utility>

namespace casustafel::ui {

namespace {

constexpr std::int64_t frame_ms = 10;
constexpr std::int64_t touch_ms = 60;
constexpr int most_frames = 1000; // a screen that hasn't settled by then never will

} // namespace

struct OffscreenShell::State {
    State(std::string fonts, const Metrics& panel, Canvas made, Draw draw_screen)
        : font_folder{std::move(fonts)}, metrics{panel}, canvas{std::move(made)}, picture{canvas},
          draw{std::move(draw_screen)}
    {
        const auto count = static_cast<std::size_t>(canvas.metrics().width_px()) *
                           static_cast<std::size_t>(canvas.metrics().height_px());
        pixels.resize(count);
    }

    bool frame()
    {
        bool unsettled = false;
        {
            Frame drawn{canvas, interaction, {std::exchange(events, {}), now_ms}};
            next = draw(drawn);
            unsettled = drawn.unsettled();
            golden = drawn.golden();
            clipped = drawn.clipped();
        }
        undrawn = true;
        if (next.speech) speech.push_back(*next.speech);
        if (next.preferences != preferences) change(next.preferences);
        return unsettled;
    }

    /// The picture of the last frame; most frames of a test are never looked at.
    std::span<const std::uint32_t> shown()
    {
        if (!std::exchange(undrawn, false)) return pixels;
        const Metrics& m = canvas.metrics();
        picture.draw(canvas, {pixels.data(), m.width_px(), m.height_px(), m.width_px()});
        return pixels;
    }

    void change(const Preferences& wanted)
    {
        if (wanted.text_percent != preferences.text_percent) {
            auto made = Canvas::create(font_folder, metrics.scaled(wanted.text_percent));
            if (!made) return; // the fonts are gone: what is there goes on as it is
            canvas = std::move(*made);
            picture = Picture{canvas};
        }
        preferences = wanted;
        canvas.set_preferences(wanted);
    }

    PointerEvent pointer(std::int64_t finger, PointerEvent::Phase phase, Point at) const
    {
        const Metrics& m = canvas.metrics();
        // The middle of a unit, so that a place survives the way to pixels and back.
        return {finger, phase, (m.px(at.x) + m.px(at.x + 1)) / 2, (m.px(at.y) + m.px(at.y + 1)) / 2, now_ms};
    }

    std::string font_folder;
    Metrics metrics; // at 100 percent
    Canvas canvas;
    Picture picture;
    Draw draw;
    Interaction interaction;
    std::vector<InputEvent> events;
    std::vector<std::uint32_t> pixels;
    bool undrawn = false; // `pixels` don't show the last frame yet
    std::int64_t now_ms = 1000;
    Next next;
    Preferences preferences;
    std::vector<std::string> speech;
    std::string golden;
    std::vector<std::string> clipped;
    std::function<void(const PointerEvent&)> watcher;
};

OffscreenShell::OffscreenShell(std::unique_ptr<State> state) : state_{std::move(state)} {}
OffscreenShell::~OffscreenShell() = default;
OffscreenShell::OffscreenShell(OffscreenShell&&) noexcept = default;
OffscreenShell& OffscreenShell::operator=(OffscreenShell&&) noexcept = default;

core::Result<OffscreenShell> OffscreenShell::create(const std::string& font_folder, const Metrics& metrics, Draw draw)
{
    auto canvas = Canvas::create(font_folder, metrics.scaled(100));
    if (!canvas) return std::unexpected(canvas.error());
    return OffscreenShell{std::make_unique<State>(font_folder, metrics, std::move(*canvas), std::move(draw))};
}

Next OffscreenShell::settle()
{
    for (int i = 0; i < most_frames && state_->frame(); ++i) state_->now_ms += frame_ms;
    return state_->next;
}

void OffscreenShell::advance(std::int64_t ms)
{
    const std::int64_t until = state_->now_ms + ms;
    settle();
    for (int i = 0; i < most_frames && state_->next.deadline_ms && *state_->next.deadline_ms <= until; ++i) {
        state_->now_ms = std::max(state_->now_ms + 1, *state_->next.deadline_ms);
        settle();
    }
    state_->now_ms = std::max(state_->now_ms, until);
    settle();
}

std::int64_t OffscreenShell::now_ms() const
{
    return state_->now_ms;
}

void OffscreenShell::watch(std::function<void(const PointerEvent&)> watcher)
{
    state_->watcher = std::move(watcher);
}

void OffscreenShell::push(InputEvent event)
{
    const auto* finger = std::get_if<PointerEvent>(&event);
    if (finger != nullptr && state_->watcher) state_->watcher(*finger);
    state_->events.push_back(std::move(event));
}

const std::vector<Target>& OffscreenShell::targets() const
{
    return state_->interaction.targets;
}

const Target* OffscreenShell::find(std::string_view target) const
{
    const auto found = std::ranges::find(targets(), target, &Target::name);
    return found == targets().end() ? nullptr : &*found;
}

std::vector<std::string> OffscreenShell::take_speech()
{
    return std::exchange(state_->speech, {});
}

const std::vector<AccessibleNode>& OffscreenShell::accessible() const
{
    return state_->interaction.nodes;
}

const AccessibleNode* OffscreenShell::find_named(Role role, std::string_view name) const
{
    const auto found = std::ranges::find_if(
        accessible(), [&](const AccessibleNode& node) { return node.role == role && node.name == name; });
    return found == accessible().end() ? nullptr : &*found;
}

bool OffscreenShell::press(std::string_view name, std::int64_t finger)
{
    settle();
    bring_into_view(name);
    const Target* target = find(name);
    if (target == nullptr || !target->enabled || target->rect.empty()) return false;
    const Point at = target->rect.centre();
    // What lies on top of it there is what a finger would touch.
    int top = 0;
    for (const Target& t : targets()) top = std::max(top, t.layer);
    for (const auto& [sheet, state] : state_->interaction.sheets) top = std::max(top, state.layer);
    const KeyboardState& keyboard = state_->interaction.keyboard;
    if (!keyboard.variants_of.empty() && !keyboard.bubble.contains(at)) --top; // accents leave the rest in reach
    if (target->layer != top) return false;
    const auto above = std::ranges::find(targets(), target->name, &Target::name) + 1;
    if (std::any_of(above, targets().end(), [&](const Target& t) { return t.layer == top && t.rect.contains(at); }))
        return false;
    // A next touch, not the rest of a double tap.
    if (const auto& last = state_->interaction.last_tap; last)
        state_->now_ms = std::max(state_->now_ms, last->at_ms + echo_ms);
    push(state_->pointer(finger, PointerEvent::Phase::down, at));
    settle();
    return true;
}

void OffscreenShell::release(std::int64_t finger)
{
    const auto press = state_->interaction.presses.find(finger);
    if (press == state_->interaction.presses.end()) return;
    push(state_->pointer(finger, PointerEvent::Phase::up, press->second.at));
    settle();
}

bool OffscreenShell::tap(std::string_view target)
{
    constexpr std::int64_t finger = 1;
    if (!press(target, finger)) return false;
    state_->now_ms += touch_ms;
    release(finger);
    return true;
}

void OffscreenShell::bring_into_view(std::string_view name)
{
    constexpr int most_drags = 200;
    for (int i = 0; i < most_drags; ++i) {
        const Target* target = find(name);
        if (target == nullptr || target->scroller.empty()) return;
        const Rect view = state_->interaction.scrolls[target->scroller].rect;
        const int middle = target->full.centre().y;
        if (view.contains(target->rect.centre()) && target->rect.h * 2 >= target->full.h) return;
        const int way = std::clamp(view.centre().y - middle, -view.h / 3, view.h / 3);
        const int before = state_->interaction.scrolls[target->scroller].offset;
        drag(view.centre(), {view.centre().x, view.centre().y + way + (way > 0 ? 20 : -20)});
        if (state_->interaction.scrolls[target->scroller].offset == before) return;
    }
}

void OffscreenShell::drag(Point from, Point to)
{
    constexpr std::int64_t finger = 1;
    constexpr int steps = 10;
    settle();
    push(state_->pointer(finger, PointerEvent::Phase::down, from));
    for (int i = 1; i <= steps; ++i) {
        settle();
        state_->now_ms += frame_ms;
        const Point at{from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps};
        push(state_->pointer(finger, PointerEvent::Phase::move, at));
    }
    settle();
    state_->now_ms += 100; // the finger rests, so that nothing glides on
    push(state_->pointer(finger, PointerEvent::Phase::up, to));
    settle();
}

void OffscreenShell::type(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = next_code_point(text, 0);
        push(TextEvent{std::string{text.substr(0, length)}});
        text.remove_prefix(length);
        settle();
    }
}

void OffscreenShell::key(Key key)
{
    push(KeyEvent{key});
    settle();
}

std::string OffscreenShell::golden() const
{
    return state_->golden;
}

const std::vector<std::string>& OffscreenShell::clipped() const
{
    return state_->clipped;
}

const Metrics& OffscreenShell::metrics() const
{
    return state_->canvas.metrics();
}

Interaction& OffscreenShell::interaction()
{
    return state_->interaction;
}

std::span<const std::uint32_t> OffscreenShell::pixels() const
{
    return state_->shown();
}

core::Result<> OffscreenShell::save_png(const std::string& path) const
{
    return ui::save_png(path, state_->shown(), metrics().width_px(), metrics().height_px());
}

} // namespace casustafel::ui
