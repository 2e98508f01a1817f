#include "ui/frame_state.h"
#include "ui/say.h"

#include <algorithm>
#include <cstdlib>

// Where keys go that aren't typed, and what is read aloud.

namespace casustafel::ui {

namespace {

/// How far a target lies in a direction: along it, and twice what it lies beside it. Nothing if it doesn't lie there.
std::optional<int> way(const Rect& from, const Rect& to, Key direction)
{
    const Point a = from.centre();
    const Point b = to.centre();
    const auto ahead = [&] {
        if (direction == Key::left) return from.x - to.x;
        if (direction == Key::right) return to.right() - from.right();
        if (direction == Key::up) return from.y - to.y;
        return to.bottom() - from.bottom();
    }();
    if (ahead <= 0) return std::nullopt;
    const bool sideways = direction == Key::left || direction == Key::right;
    const int along = sideways ? std::abs(b.x - a.x) : std::abs(b.y - a.y);
    const int beside = sideways ? std::max({0, to.y - from.bottom(), from.y - to.bottom()})
                                : std::max({0, to.x - from.right(), from.x - to.right()});
    return along + 3 * beside;
}

std::string_view word_of(Role role)
{
    switch (role) {
    case Role::button:
        return say::role_button;
    case Role::tab:
        return say::role_tab;
    case Role::field:
        return say::role_field;
    case Role::drawing: // drawn on with a finger, never chosen
    case Role::check:
    case Role::row:
    case Role::key:
    case Role::text:
    case Role::keyboard:
        return {};
    }
    return {};
}

/// A node as a person hears it: name, what it is, what it holds, how it is.
std::string sentence_of(const AccessibleNode& node)
{
    std::string sentence = node.name;
    const auto add = [&](std::string_view part) {
        if (!part.empty()) sentence.append(", ").append(part);
    };
    add(word_of(node.role));
    if (node.checked)
        add(*node.checked ? say::state_checked : say::state_unchecked);
    else if (!node.secret)
        add(node.value);
    if (node.selected && node.role != Role::field) add(say::state_selected);
    if (!node.enabled) add(say::state_disabled);
    return sentence;
}

} // namespace

std::vector<const Target*> Frame::State::stops() const
{
    const int top = top_layer();
    std::vector<const Target*> all;
    for (const Target& t : io.targets)
        if (t.layer == top && t.enabled && t.role != Role::key) all.push_back(&t);
    return all;
}

/// Leaves the field that is edited for its neighbour, also when that shows only after the keyboard is gone.
bool Frame::State::leave_field(int step)
{
    if (io.editing.empty() || io.editing != io.focus) return false;
    const auto now = std::ranges::find(io.order, io.focus);
    if (now == io.order.end()) return false;
    const auto count = static_cast<int>(io.order.size());
    const int at = (static_cast<int>(now - io.order.begin()) + step + count) % count;
    const std::string& next = io.order[static_cast<std::size_t>(at)];
    if (std::ranges::find(io.targets, next, &Target::name) != io.targets.end()) return false;
    io.focus = io.heard = to_hear = next;
    io.ring = true;
    io.editing.clear();
    unsettled = true;
    return true;
}

void Frame::State::move_focus(int step)
{
    if (!io.ring && !io.editing.empty())
        io.focus = io.editing; // a finger may have opened another field than the ring was on
    if (leave_field(step)) return;
    const std::vector<const Target*> all = stops();
    if (all.empty()) return;
    const auto now = std::ranges::find(all, io.focus, &Target::name);
    const auto count = static_cast<int>(all.size());
    int at = step > 0 ? 0 : count - 1;
    if (now != all.end()) at = (static_cast<int>(now - all.begin()) + step + count) % count;
    focus_on(*all[static_cast<std::size_t>(at)]);
}

void Frame::State::move_focus(Key direction)
{
    const std::vector<const Target*> all = stops();
    const auto now = std::ranges::find(all, io.focus, &Target::name);
    if (now == all.end() || !io.ring) {
        move_focus(1);
        return;
    }
    const Target* nearest = nullptr;
    int shortest = 0;
    for (const Target* target : all) {
        const auto distance = way((*now)->full, target->full, direction);
        if (!distance || (nearest != nullptr && *distance >= shortest)) continue;
        nearest = target;
        shortest = *distance;
    }
    if (nearest != nullptr) focus_on(*nearest);
}

void Frame::State::focus_on(const Target& target)
{
    if (target.role == Role::field && io.editing.empty()) {
        io.order.clear();
        for (const Target* stop : stops()) io.order.push_back(stop->name);
    }
    io.focus = target.name;
    io.ring = true;
    unsettled = true;
    io.editing = target.role == Role::field ? target.name : std::string{};
    to_hear = target.name;
    io.heard = target.name;
    if (target.scroller.empty()) return;
    io.scrolls[target.scroller].bring_in(target.full, ScrollState::To::nearest);
}

bool Frame::State::activate_focus()
{
    if (!io.ring || io.focus == io.editing) return false;
    const std::vector<const Target*> all = stops();
    const auto target = std::ranges::find(all, io.focus, &Target::name);
    if (target == all.end()) return false;
    if ((*target)->role == Role::drawing) {
        bool& lifted = io.drawings[io.focus].lifted;
        lifted = !lifted;
        unsettled = true;
        return true;
    }
    activated = io.focus;
    activated_at = (*target)->rect.centre();
    return true;
}

/// The pen of the box that has the ring goes one step, and draws unless it is lifted.
bool Frame::State::draw_with(Key direction)
{
    const auto box = std::ranges::find(io.targets, io.focus, &Target::name);
    if (!io.ring || box == io.targets.end() || box->role != Role::drawing) return false;
    Drawing& drawing = io.drawings[io.focus];
    const Point from = drawing.pen.value_or(pen_start(box->full));
    const int step = std::max(8, box->full.h / 12);
    Point to = from;
    if (direction == Key::left) to.x = std::max(0, from.x - step);
    if (direction == Key::right) to.x = std::min(box->full.w, from.x + step);
    if (direction == Key::up) to.y = std::max(0, from.y - step);
    if (direction == Key::down) to.y = std::min(box->full.h, from.y + step);
    drawing.pen = to;
    unsettled = true;
    if (drawing.lifted || to == from) return true;
    if (drawing.started_ms == 0) drawing.started_ms = now_ms;
    const auto since = static_cast<int>(now_ms - drawing.started_ms);
    drawing.finished.push_back({{from.x, from.y, since}, {to.x, to.y, since}});
    return true;
}

/// The ring stays where it was; it goes into a sheet that opens and comes back when that closes.
void Frame::State::keep_focus()
{
    if (io.ring) {
        const int top = top_layer();
        const std::vector<const Target*> all = stops();
        const auto on_top = [&](const std::string& name) {
            return std::ranges::find_if(io.targets, [&](const Target& t) {
                       return t.layer == top && t.name == name;
                   }) != io.targets.end();
        };
        std::erase_if(io.focus_below, [&](const auto& entry) { return entry.first > top; });
        if (!on_top(io.focus)) {
            const auto before = io.focus_below.find(top);
            if (before != io.focus_below.end() && on_top(before->second))
                io.focus = before->second;
            else if (top > 0 && !all.empty())
                io.focus = all.front()->name;
            else
                io.ring = false;
        }
        if (io.ring) io.focus_below[top] = io.focus;
    }
    for (AccessibleNode& node : nodes)
        node.focused = !node.id.empty() && (io.editing == node.id || (io.ring && io.focus == node.id));
}

/// Speech is on: what a finger touches first is read aloud. True when that is all that this touch does.
bool Frame::State::explores(const Press& press, Point at)
{
    const Target* target = hit(at);
    if (target != nullptr && (target->name == press.target || !target->enabled)) {
        if (target->enabled && io.heard == target->name) return false;
        io.heard = target->name;
        to_hear = target->name;
        unsettled = true;
        return true;
    }
    const AccessibleNode* smallest = nullptr;
    const int top = top_layer();
    for (const AccessibleNode& node : io.nodes) {
        if (node.role != Role::text || node.layer != top || !node.rect.contains(at)) continue;
        if (smallest == nullptr || node.rect.w * node.rect.h < smallest->rect.w * smallest->rect.h) smallest = &node;
    }
    if (smallest == nullptr) return false;
    sentence = smallest->name;
    io.heard.clear();
    return true;
}

std::optional<std::string> Frame::State::speech() const
{
    if (!sentence.empty()) return sentence;
    if (!to_hear.empty() && canvas.wishes.speech) {
        const auto node = std::ranges::find(nodes, to_hear, &AccessibleNode::id);
        if (node != nodes.end()) return sentence_of(*node);
    }
    return touched ? std::optional{std::string{}} : std::nullopt; // a touch ends what is being read
}

} // namespace casustafel::ui
