#include "ui/frame_state.h"

#include <algorithm>
#include <cstdlib>
#include <ranges>

namespace casustafel::ui {

namespace {

constexpr int drag_threshold = 18;               // layout units: 3 mm on the reference panel
constexpr std::int64_t rest_before_lift_ms = 60; // a finger that stood still before it left throws nothing
constexpr int slowest = 40;                      // units a second, below which a list stands still
constexpr int fastest = 6000;
constexpr int caret_threshold = 24;             // the finger slides, it doesn't tap
constexpr int caret_step = 22;                  // units of sliding over the space bar that move the caret by one letter
constexpr std::int64_t variants_stay_ms = 3000; // for who can't slide to an accent
constexpr int echo_distance = 60;               // layout units: 10 mm on the reference panel
constexpr std::string_view space_bar = "key/spatie";

int highest_offset(const ScrollState& s)
{
    return std::max(0, s.content - s.rect.h);
}

StrokePoint stroke_point(const Rect& box, Point at, std::int64_t t_ms)
{
    return {std::clamp(at.x - box.x, 0, box.w), std::clamp(at.y - box.y, 0, box.h), static_cast<int>(t_ms)};
}

} // namespace

void Frame::State::take(Input input)
{
    touched = !input.events.empty();
    for (InputEvent& event : input.events) {
        // Who goes on typing on a USB keyboard doesn't want the accents any more.
        if (!std::holds_alternative<PointerEvent>(event)) close_variants();
        io.waiting.push_back(std::move(event));
    }
    // One touch is answered a frame, so that the next is seen against the answer to this one.
    while (!io.waiting.empty() && !answered()) {
        std::visit([this](const auto& event) { take(event); }, io.waiting.front());
        io.waiting.pop_front();
    }
    if (!io.waiting.empty() || answered()) unsettled = true;
    if (answered()) io.toast.clear(); // what is said after this touch is said anew, also in the same words
    glide();
}

int Frame::State::top_layer() const
{
    int top = 0;
    for (const Target& target : io.targets) top = std::max(top, target.layer);
    for (const auto& [name, sheet] : io.sheets) top = std::max(top, sheet.layer);
    return top;
}

const Target* Frame::State::hit(Point at) const
{
    const int top = top_layer();
    // The accents of a key lie above the keyboard, which stays of use beside them.
    const bool accents = !io.keyboard.variants_of.empty() && !io.keyboard.bubble.contains(at);
    for (const Target& target : io.targets | std::views::reverse)
        if (target.layer == (accents ? top - 1 : top) && target.rect.contains(at)) return &target;
    return nullptr;
}

void Frame::State::take(const PointerEvent& event)
{
    const Point at{metrics().units(event.x_px), metrics().units(event.y_px)};
    switch (event.phase) {
    case PointerEvent::Phase::down:
        down(event, at);
        return;
    case PointerEvent::Phase::move:
        move(event, at);
        return;
    case PointerEvent::Phase::up:
        move(event, at);
        up(event, at);
        return;
    case PointerEvent::Phase::cancel:
        io.presses.erase(event.finger);
        return;
    }
}

// Who taps twice where once was asked means the button that was there, not the one that came up in its place.
bool Frame::State::is_echo(const Target* target, Point at, std::int64_t at_ms) const
{
    if (!io.last_tap || at_ms - io.last_tap->at_ms >= echo_ms) return false;
    if (target != nullptr && (target->role == Role::key || target->name == io.last_tap->target)) return false;
    return std::abs(at.x - io.last_tap->at.x) <= echo_distance && std::abs(at.y - io.last_tap->at.y) <= echo_distance;
}

void Frame::State::down(const PointerEvent& event, Point at)
{
    io.ring = false;
    Press press;
    press.start = press.at = at;
    press.since_ms = press.moved_ms = event.at_ms;
    const int top = top_layer();
    for (auto& [name, scroll] : io.scrolls) {
        if (!scroll.shown || scroll.layer != top || !scroll.rect.contains(at)) continue;
        press.scroller = name;
        press.offset_at_start = scroll.offset;
    }
    // A touch beside the accents of a key puts them away and does what it is a touch of.
    if (io.keyboard.finger == -1 && !io.keyboard.bubble.contains(at)) close_variants();
    const Target* target = hit(at);
    if (is_echo(target, at, event.at_ms)) return;
    ScrollState* scroll = press.scroller.empty() ? nullptr : &io.scrolls[press.scroller];
    const bool stops_list = scroll != nullptr && scroll->speed != 0; // such a touch only stops the list
    if (scroll != nullptr) scroll->speed = 0;
    if (target != nullptr && target->enabled && !stops_list) press.target = target->name;
    if (target != nullptr && target->role == Role::drawing && target->enabled) {
        press.scroller.clear();
        Drawing& drawing = io.drawings[target->name];
        if (drawing.started_ms == 0) drawing.started_ms = event.at_ms;
        drawing.under_way[event.finger] = {stroke_point(target->full, at, event.at_ms - drawing.started_ms)};
    }
    io.presses[event.finger] = std::move(press);
}

void Frame::State::move(const PointerEvent& event, Point at)
{
    const auto found = io.presses.find(event.finger);
    if (found == io.presses.end()) return;
    Press& press = found->second;
    const int step = at.y - press.at.y;
    const std::int64_t elapsed = std::max<std::int64_t>(1, event.at_ms - press.moved_ms);
    if (const auto drawing = io.drawings.find(press.target); drawing != io.drawings.end() && at != press.at) {
        const auto box = std::ranges::find(io.targets, press.target, &Target::name);
        const auto stroke = drawing->second.under_way.find(event.finger);
        if (box != io.targets.end() && stroke != drawing->second.under_way.end())
            stroke->second.push_back(stroke_point(box->full, at, event.at_ms - drawing->second.started_ms));
    }
    if (at != press.at) {
        const int speed = std::clamp(static_cast<int>(-step * 1000 / elapsed), -fastest, fastest);
        press.speed = (press.speed + 2 * speed) / 3;
        press.moved_ms = event.at_ms;
    }
    press.at = at;
    if (press.target == space_bar) move_caret(press);
    if (press.scroller.empty()) return;
    const int way = at.y - press.start.y;
    if (!press.dragging && std::abs(way) > drag_threshold) {
        press.dragging = true;
        press.target.clear();
        press.start = at; // from here on the list follows the finger, without a jump
    }
    if (!press.dragging) return;
    ScrollState& scroll = io.scrolls[press.scroller];
    scroll.offset = std::clamp(press.offset_at_start + press.start.y - at.y, 0, highest_offset(scroll));
}

// The caret follows a finger that slides over the space bar.
void Frame::State::move_caret(const Press& press)
{
    KeyboardState& keyboard = io.keyboard;
    const int way = press.at.x - press.start.x;
    if (!keyboard.moving_caret && std::abs(way) < caret_threshold) return;
    if (!keyboard.moving_caret) keyboard.caret_steps = way < 0 ? -1 : 1; // getting going moves nothing yet
    keyboard.moving_caret = true;
    const int wanted = way / caret_step;
    for (; keyboard.caret_steps < wanted; ++keyboard.caret_steps) typed.emplace_back(KeyEvent{Key::right});
    for (; keyboard.caret_steps > wanted; --keyboard.caret_steps) typed.emplace_back(KeyEvent{Key::left});
    unsettled = true;
}

void Frame::State::up(const PointerEvent& event, Point at)
{
    const auto found = io.presses.find(event.finger);
    if (found == io.presses.end()) return;
    const Press press = found->second;
    io.presses.erase(found);
    activated_at = at;
    if (press.dragging) {
        ScrollState& scroll = io.scrolls[press.scroller];
        const bool rested = event.at_ms - press.moved_ms > rest_before_lift_ms;
        scroll.speed = rested || canvas.wishes.calm ? 0 : press.speed;
        scroll.moved_ms = event.at_ms;
        return;
    }
    if (const auto drawing = io.drawings.find(press.target); drawing != io.drawings.end()) {
        if (const auto stroke = drawing->second.under_way.extract(event.finger)) {
            drawing->second.finished.push_back(stroke.mapped());
            unsettled = true;
        }
        return;
    }
    if (press.target == space_bar && io.keyboard.moving_caret) {
        io.keyboard.moving_caret = false;
        unsettled = true;
        return;
    }
    if (!io.keyboard.variants_of.empty() && event.finger == io.keyboard.finger &&
        press.target == io.keyboard.variants_of) {
        leave_variants(at);
        return;
    }
    if (canvas.wishes.speech && explores(press, at)) return;
    const auto target = std::ranges::find(io.targets, press.target, &Target::name);
    if (!press.target.empty() && target != io.targets.end() && target->enabled && target->rect.contains(at)) {
        activated = press.target;
        io.last_tap = {activated, at, event.at_ms};
        return;
    }
    if (!press.target.empty()) return;
    const int top = top_layer();
    if (io.keyboard.drawn_on == top && io.keyboard.rect.contains(press.start)) return; // between two keys
    for (const auto& [name, sheet] : io.sheets)
        if (sheet.layer == top && !sheet.rect.contains(press.start) && !sheet.rect.contains(at)) dismissed = name;
    if (!dismissed.empty()) io.last_tap = {{}, at, event.at_ms};
}

// The finger that opened the accents left the glass: on one of them, which is chosen; on the key itself, whose plain
// letter is written while the accents stay for a second touch; or elsewhere, which writes nothing.
void Frame::State::leave_variants(Point at)
{
    const auto key = std::ranges::find(io.targets, io.keyboard.variants_of, &Target::name);
    const Target* target = io.keyboard.bubble.contains(at) ? hit(at) : nullptr;
    if (target != nullptr && target->enabled) {
        activated = target->name;
    } else if (key != io.targets.end() && key->rect.contains(at)) {
        activated = key->name;
        io.keyboard.finger = -1;
        io.keyboard.variants_until = now_ms + variants_stay_ms;
    } else {
        close_variants();
    }
}

void Frame::State::close_variants()
{
    if (io.keyboard.variants_of.empty()) return;
    io.keyboard.variants_of.clear();
    std::erase_if(io.targets, [top = top_layer()](const Target& t) { return t.layer == top; });
    unsettled = true;
}

void Frame::State::take(const WheelEvent& event)
{
    const Point at{metrics().units(event.x_px), metrics().units(event.y_px)};
    const int top = top_layer();
    for (auto& [name, scroll] : io.scrolls) {
        if (!scroll.shown || scroll.layer != top || !scroll.rect.contains(at)) continue;
        scroll.offset = std::clamp(scroll.offset - event.dy_px, 0, highest_offset(scroll));
        scroll.speed = 0;
    }
}

void Frame::State::take(const KeyEvent& event)
{
    if (event.key == Key::tab || event.key == Key::back_tab) {
        move_focus(event.key == Key::tab ? 1 : -1);
        return;
    }
    if (event.key == Key::escape) {
        unsettled = true;
        const int top = top_layer();
        // Where something was typed the first one only puts the keyboard away: what was typed stays.
        const bool holds_text = !io.editing.empty() && !io.editors[io.editing].text().empty();
        if (holds_text && !io.keyboard.rect.empty() && io.keyboard.drawn_on == top) {
            io.editing.clear();
            return;
        }
        for (const auto& [name, sheet] : io.sheets)
            if (sheet.layer == top) dismissed = name;
        if (dismissed.empty()) escape = true;
        return;
    }
    if (event.key == Key::enter && activate_focus()) return;
    const bool arrow =
        event.key == Key::left || event.key == Key::right || event.key == Key::up || event.key == Key::down;
    if (arrow && io.editing.empty() && draw_with(event.key)) return;
    if (arrow && io.editing.empty()) {
        move_focus(event.key);
        return;
    }
    if (io.editing.empty() && event.key == Key::enter) submit = true;
    if (io.editing.empty() && event.key == Key::undo) undo = true;
    typed.emplace_back(event);
    unsettled = true;
}

void Frame::State::take(const TextEvent& event)
{
    if (event.text == " " && activate_focus()) return;
    if (io.editing.empty()) io.ring = false; // what is typed goes to the number pad, and Enter after it too
    typed.emplace_back(event);
    unsettled = true;
}

void Frame::State::glide()
{
    for (auto& [name, scroll] : io.scrolls) {
        if (!scroll.shown) scroll.speed = 0;
        if (scroll.speed == 0) continue;
        const std::int64_t elapsed = std::clamp<std::int64_t>(now_ms - scroll.moved_ms, 0, 100);
        for (std::int64_t ms = 0; ms < elapsed; ++ms) {
            scroll.remainder += scroll.speed;
            scroll.speed = scroll.speed * 996 / 1000;
        }
        scroll.moved_ms = now_ms;
        const int whole = scroll.remainder / 1000;
        scroll.remainder -= whole * 1000;
        const int wanted = scroll.offset + whole;
        scroll.offset = std::clamp(wanted, 0, highest_offset(scroll));
        if (scroll.offset != wanted || std::abs(scroll.speed) < slowest) {
            scroll.speed = 0;
            scroll.remainder = 0;
        }
        moving = true;
    }
}

void Frame::State::finish()
{
    const auto drawn = [this](const std::string& name) {
        return std::ranges::any_of(targets, [&](const Target& t) { return t.name == name; });
    };
    // Texts and drawings of a screen that is gone are forgotten at once.
    std::erase_if(io.editors, [&](const auto& entry) { return !drawn(entry.first); });
    std::erase_if(io.drawings, [&](const auto& entry) { return !drawn(entry.first); });
    std::erase_if(io.sheets, [&](const auto& entry) { return !sheets_drawn.contains(entry.first); });
    std::erase_if(io.scrolls, [&](const auto& entry) {
        return entry.second.place == ScrollPlace::forgotten && !scrolls_drawn.contains(entry.first);
    });
    for (auto& [name, scroll] : io.scrolls) scroll.shown = scrolls_drawn.contains(name);
    if (!io.editing.empty() && !drawn(io.editing)) io.editing.clear();
    if (io.editing.empty()) io.revealed_field.clear();
    if (!toasted) io.toast.clear(); // the same sentence may come again
    if (!keyboard_drawn) io.keyboard = {};
    io.targets = targets;
    keep_focus();
    io.nodes = std::move(nodes);
    if (!io.ring) return;
    const auto focused = std::ranges::find(targets, io.focus, &Target::name);
    if (focused->rect.empty()) return;
    // Dark outside and light inside, so that it stands out on every ground.
    canvas.ring(pixels(focused->rect.inset(-6)), theme::ink);
    canvas.ring(pixels(focused->rect.inset(-3)), theme::surface);
}

} // namespace casustafel::ui
