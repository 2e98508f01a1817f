#include "journey/hands.h"

#include "firmware/resources.h"
#include "ui/screens/room.h"

#include <algorithm>
#include <cctype>
#include <format>
#include <stdexcept>

namespace casustafel::journey {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 30s;
constexpr int most_steps = 300; // of the Tab key: more than twice around any screen

template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

} // namespace

board::Board desk(const Panel& panel)
{
    board::Board board = must(device::board_named("desk"));
    board.panel_width_px = panel.width_px;
    board.panel_height_px = panel.height_px;
    board.panel_width_mm = panel.width_mm;
    board.panel_height_mm = panel.height_mm;
    return board;
}

const Panel& panel_named(std::string_view name)
{
    const auto* found = std::ranges::find(panels, name, [](const Panel& one) { return std::string_view{one.name}; });
    if (found == panels.end()) throw std::runtime_error(std::format("no panel '{}'", name));
    return *found;
}

Hands::Hands(const std::filesystem::path& data, const board::Board& board, device::Log log,
             const std::filesystem::path& stick, Faked faked)
    : data_{data}, board_{board}, log_{std::move(log)}, stick_{stick}, faked_{std::move(faked)}
{
    switch_on();
}

void Hands::switch_on()
{
    appliance_ = must(device::Appliance::open({data_, board_, log_, stick_, faked_.clock, faked_.vfs}));
    table_ = std::make_unique<device::Table>(*appliance_);
    const ui::Metrics metrics{board_.panel_width_px, board_.panel_height_px, board_.px_per_mm(), board_.text_percent};
    shell_ = std::make_unique<ui::OffscreenShell>(must(ui::OffscreenShell::create(
        device::font_folder, metrics, [this](ui::Frame& frame) { return table_->frame(frame); })));
    shell_->watch(watcher_);
    appliance_->start([this] {
        {
            const std::lock_guard lock{mutex_};
            ++news_;
        }
        woken_.notify_one();
    });
    shell_->settle();
}

void Hands::cut_power()
{
    shell_.reset();
    table_.reset();
    appliance_.reset();
    switch_on();
}

void Hands::watch(std::function<void(const ui::PointerEvent&)> watcher)
{
    watcher_ = std::move(watcher);
    shell_->watch(watcher_);
}

Hands::~Hands() = default;

bool Hands::wait_for_news(std::chrono::steady_clock::time_point deadline)
{
    std::unique_lock lock{mutex_};
    const bool came = woken_.wait_until(lock, deadline, [this] { return news_ != seen_; });
    seen_ = news_;
    return came;
}

void Hands::wait_until_true(std::string_view what, const std::function<bool()>& reached)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    shell_->settle();
    while (!reached()) {
        const bool came = wait_for_news(deadline);
        shell_->settle();
        if (!came && !reached())
            throw std::runtime_error(std::format("waited too long for {}; the screen:\n{}", what, golden()));
    }
}

void Hands::wait_until(std::string_view what, const std::function<bool(const ui::Snapshot&)>& reached)
{
    wait_until_true(what, [&] { return reached(snapshot()); });
}

void Hands::wait_for(std::string_view target)
{
    wait_until_true(target, [&] { return has(target); });
}

/// The focus ring goes there by Tab or Shift-Tab, whichever is nearer on the screen as it is.
void Hands::focus_on(std::string_view target)
{
    const auto place = [&](std::string_view name) {
        const auto& all = shell_->targets();
        return std::ranges::find(all, name, &ui::Target::name) - all.begin();
    };
    const auto way = place(target) - place(shell_->interaction().focus);
    const auto half = static_cast<std::ptrdiff_t>(shell_->targets().size()) / 2;
    const bool back = shell_->interaction().ring && (way < 0 ? -way < half : way > half);
    for (int n = 0; n < most_steps; ++n) {
        if (shell_->interaction().ring && shell_->interaction().focus == target) return;
        shell_->key(back ? ui::Key::back_tab : ui::Key::tab);
        shell_->settle();
    }
    throw std::runtime_error(std::format("the Tab key doesn't reach '{}' on:\n{}", target, golden()));
}

/// While somebody types in a field the rest of a screen may be gone: Tab leaves the field.
void Hands::leave_field_for(std::string_view target)
{
    for (int n = 0; n < most_steps && !has(target); ++n) {
        shell_->key(ui::Key::tab);
        shell_->settle();
    }
    if (!has(target)) throw std::runtime_error(std::format("no '{}' on:\n{}", target, golden()));
}

void Hands::press_by_key(std::string_view target)
{
    leave_field_for(target);
    const ui::Role role = shell_->find(target)->role;
    if (role != ui::Role::key) focus_on(target); // Enter is the last key of a number pad
    if (role != ui::Role::field) shell_->key(ui::Key::enter);
    shell_->settle();
}

Hands& Hands::tap(std::string_view target)
{
    if (by_keyboard_)
        press_by_key(target);
    else if (!shell_->tap(target))
        throw std::runtime_error(std::format("can't touch '{}' on:\n{}", target, golden()));
    wait_until_true(std::format("the answer to '{}'", target), [this] { return state().pending.empty(); });
    after_touch_();
    return *this;
}

Hands& Hands::digits(std::string_view pad, std::string_view code)
{
    for (const char digit : code) {
        if (!by_keyboard_) {
            tap(std::format("{}/{}", pad, digit));
            continue;
        }
        leave_field_for(std::format("{}/{}", pad, digit));
        shell_->type(std::string{digit});
        shell_->settle();
    }
    return *this;
}

Hands& Hands::type(std::string_view field, std::string_view text)
{
    if (by_keyboard_) return write(field, text);
    tap(field);
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == ' ') {
            tap("key/spatie");
            continue;
        }
        if ((std::isupper(code) != 0) != shell_->interaction().keyboard.shift) tap("key/shift");
        tap(std::format("key/{}", static_cast<char>(std::tolower(code))));
    }
    return tap("key/klaar");
}

Hands& Hands::write(std::string_view field, std::string_view text)
{
    tap(field);
    shell_->type(text);
    shell_->settle();
    return !by_keyboard_ && has("key/klaar") ? tap("key/klaar") : *this;
}

/// A cross, as of somebody who can't write.
void Hands::sign_by_key(std::string_view box)
{
    focus_on(box);
    const auto press = [this](ui::Key key, int times) {
        for (int n = 0; n < times; ++n) {
            shell_->key(key);
            shell_->settle();
        }
    };
    press(ui::Key::right, 4);
    shell_->type(" ");
    press(ui::Key::left, 2);
    press(ui::Key::up, 2);
    shell_->type(" ");
    press(ui::Key::down, 4);
}

Hands& Hands::sign(std::string_view box)
{
    if (by_keyboard_) {
        sign_by_key(box);
        return *this;
    }
    const ui::Target* target = shell_->find(box);
    if (!target) throw std::runtime_error(std::format("no '{}' on:\n{}", box, golden()));
    const ui::Rect rect = target->rect;
    const ui::Point middle{rect.x + rect.w / 2, rect.y + rect.h * 2 / 3};
    shell_->drag({rect.x + rect.w / 4, rect.y + rect.h / 3}, middle);
    shell_->drag(middle, {rect.x + rect.w * 3 / 4, rect.y + rect.h / 4});
    shell_->settle();
    return *this;
}

void Hands::plug_room()
{
    table_->room_plugged(true);
    const ui::Metrics metrics{1920, 1080, ui::room_px_per_mm, ui::room_text_percent};
    room_ = std::make_unique<ui::OffscreenShell>(must(ui::OffscreenShell::create(
        device::font_folder, metrics, [this](ui::Frame& frame) { return table_->room_frame(frame); })));
    shell_->push(ui::WheelEvent{});
    shell_->settle();
}

void Hands::unplug_room()
{
    table_->room_plugged(false);
    room_.reset();
    shell_->push(ui::WheelEvent{});
    shell_->settle();
}

std::string Hands::room_golden()
{
    room_->push(ui::WheelEvent{}); // as the shell does when the table's frame says that the others changed
    room_->settle();
    return room_->golden();
}

void Hands::let_pass(std::chrono::milliseconds time)
{
    shell_->advance(time.count());
}

void Hands::save_picture(const std::filesystem::path& path) const
{
    if (const auto saved = shell_->save_png(path.string()); !saved) throw std::runtime_error(saved.error().detail);
}

} // namespace casustafel::journey
