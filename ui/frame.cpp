#include "ui/frame.h"
#include "ui/canvas.h"
#include "ui/frame_state.h"

#include <algorithm>
#include <utility>

namespace casustafel::ui {

namespace {

const char* word_of(Role role)
{
    switch (role) {
    case Role::button:
        return "button";
    case Role::tab:
        return "tab";
    case Role::check:
        return "check";
    case Role::row:
        return "row";
    case Role::field:
        return "field";
    case Role::key:
        return "key";
    case Role::drawing:
        return "drawing";
    case Role::text:
        return "text";
    case Role::keyboard:
        return "toetsenbord";
    }
    return "";
}

std::string line_of(const AccessibleNode& node)
{
    if (node.role == Role::text) return node.shown.empty() ? node.name : node.shown;
    if (node.role == Role::keyboard)
        return std::string{"["} + word_of(node.role) + "]" + (node.value.empty() ? "" : " " + node.value);
    std::string line = std::string{"["} + word_of(node.role) + " " + node.id + "] " + node.name;
    if (!node.value.empty()) line += " = " + node.value;
    std::ranges::replace(line, '\n', '|'); // one target a line
    if (node.selected) line += " (gekozen)";
    if (!node.enabled) line += " (uit)";
    return line;
}

} // namespace

Frame::Frame(Canvas& canvas, Interaction& interaction, Input input)
    : state_{std::make_unique<State>(*canvas.state_, interaction, input.now_ms)}
{
    state_->canvas.begin();
    state_->take(std::move(input));
    state_->edited = state_->io.editing;
}

Frame::~Frame()
{
    state_->finish();
    state_->canvas.end();
}

void Frame::State::push_clip(const Rect& rect)
{
    clips.push_back(intersection(clips.back(), rect));
    const auto box = pixels(clips.back());
    canvas.list->PushClipRect({static_cast<float>(box.x0), static_cast<float>(box.y0)},
                              {static_cast<float>(box.x1), static_cast<float>(box.y1)});
}

void Frame::State::pop_clip()
{
    clips.pop_back();
    canvas.list->PopClipRect();
}

bool Frame::State::add(std::string_view name, const Rect& rect, Role role, std::string_view label, bool enabled,
                       bool selected, std::string value)
{
    Target target;
    target.name = name;
    target.rect = intersection(rect, clips.back());
    target.full = rect;
    target.role = role;
    target.label = label;
    target.value = std::move(value);
    target.enabled = enabled;
    target.selected = selected;
    target.layer = layer;
    if (!scrollers.empty()) target.scroller = scrollers.back();
    if (!target.rect.empty()) {
        AccessibleNode node;
        node.role = role;
        node.id = name;
        node.name = label;
        node.value = target.value;
        node.enabled = enabled;
        node.selected = selected;
        if (role == Role::check) node.checked = target.value == "aan";
        node.focused = io.editing == name || (io.ring && io.focus == name);
        node.rect = target.rect;
        node.layer = layer;
        nodes.push_back(std::move(node));
    }
    targets.push_back(std::move(target));
    return enabled && activated == name;
}

void Frame::State::record(const Rect& rect, std::string_view text, std::string_view shown)
{
    if (silent > 0 || text.empty()) return;
    AccessibleNode node;
    node.name = text;
    node.shown = shown;
    node.rect = intersection(rect, clips.back());
    node.layer = layer;
    nodes.push_back(std::move(node));
}

bool Frame::State::is_unsettled() const
{
    // The keyboard comes, goes or changes its field with the next frame.
    const bool gone = !io.editing.empty() && std::ranges::find(targets, io.editing, &Target::name) == targets.end();
    return unsettled || gone || io.editing != edited;
}

const Press* Frame::State::press_of(std::string_view name) const
{
    for (const auto& [finger, press] : io.presses)
        if (press.target == name) return &press;
    return nullptr;
}

bool Frame::State::held(std::string_view name) const
{
    const Press* press = press_of(name);
    if (press == nullptr) return false;
    const auto target = std::ranges::find(io.targets, name, &Target::name);
    return target != io.targets.end() && target->rect.contains(press->at);
}

void Frame::State::ask(std::int64_t at_ms)
{
    deadline_ms = std::min(deadline_ms.value_or(at_ms), at_ms);
}

Rect Frame::area() const
{
    return {0, 0, state_->metrics().width(), state_->metrics().height()};
}

Point Frame::size_px() const
{
    return {state_->metrics().width_px(), state_->metrics().height_px()};
}

int Frame::mm(double millimetres) const
{
    return state_->metrics().mm(millimetres);
}

std::int64_t Frame::now_ms() const
{
    return state_->now_ms;
}

bool Frame::visible(const Rect& rect) const
{
    return !intersection(rect, state_->clips.back()).empty();
}

const std::string& Frame::editing() const
{
    return state_->edited;
}

bool Frame::takes_offers() const
{
    return !state_->io.editing.empty() && state_->io.editing_offers;
}

std::string Frame::before_caret() const
{
    const auto editor = state_->io.editors.find(state_->io.editing);
    return editor == state_->io.editors.end() ? std::string{} : editor->second.text().substr(0, editor->second.caret());
}

void Frame::offer(std::vector<Suggestion> words)
{
    state_->words = std::move(words);
}

void Frame::stop_editing()
{
    state_->io.editing.clear();
    state_->unsettled = true;
}

void Frame::hold_editing(bool held)
{
    std::string& from = held ? state_->io.editing : state_->io.held_editing;
    if (from.empty()) return;
    (held ? state_->io.held_editing : state_->io.editing) = std::exchange(from, {});
    state_->edited = state_->io.editing;
    state_->unsettled = true;
}

void Frame::edit(std::string_view name)
{
    state_->io.editing = name;
    state_->edited = name;
}

bool Frame::submitted() const
{
    return state_->submit;
}

bool Frame::escaped() const
{
    return state_->escape;
}

bool Frame::undo_asked() const
{
    return state_->undo;
}

void Frame::redraw_at(std::int64_t at_ms)
{
    state_->ask(at_ms);
}

Next Frame::next() const
{
    return {state_->deadline_ms, false, state_->preferences, state_->speech()};
}

void Frame::prefer(const Preferences& preferences)
{
    state_->preferences = preferences;
    if (preferences != state_->canvas.wishes) state_->unsettled = true;
}

Rect Frame::cut_hand_side(Rect& from, int width, int gap_between) const
{
    return state_->canvas.wishes.left_handed ? from.cut_left(width, gap_between) : from.cut_right(width, gap_between);
}

Rect Frame::cut_far_side(Rect& from, int width, int gap_between) const
{
    return state_->canvas.wishes.left_handed ? from.cut_right(width, gap_between) : from.cut_left(width, gap_between);
}

void Frame::say(std::string_view sentence)
{
    state_->sentence = sentence;
}

bool Frame::touched() const
{
    return state_->touched;
}

void Frame::forget()
{
    state_->io.forget();
    state_->edited.clear();
    state_->activated.clear();
    state_->dismissed.clear();
    state_->typed.clear();
    state_->escape = false;
    state_->submit = false;
    state_->undo = false;
}

bool Frame::unsettled() const
{
    return state_->is_unsettled() || state_->moving;
}

bool Frame::moving() const
{
    return state_->moving && !state_->is_unsettled();
}

const std::vector<Target>& Frame::targets() const
{
    return state_->targets;
}

const std::vector<std::string>& Frame::clipped() const
{
    return state_->clipped;
}

const std::vector<AccessibleNode>& Frame::accessible() const
{
    return state_->nodes;
}

std::string Frame::golden() const
{
    std::string all;
    for (const AccessibleNode& node : state_->nodes)
        if (node.role != Role::key) all += line_of(node) + "\n";
    return all;
}

} // namespace casustafel::ui
