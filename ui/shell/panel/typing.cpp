#include "ui/shell/panel/typing.h"

#include "ui/keyboard_layout.h"

#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <xkbcommon/xkbcommon.h>

namespace casustafel::ui::panel {

namespace {

constexpr std::uint32_t evdev_offset = 8; // xkb numbers keys as X does
constexpr std::int64_t first_repeat_ms = 500;
constexpr std::int64_t next_repeat_ms = 33;

struct ContextFree {
    void operator()(xkb_context* context) const { xkb_context_unref(context); }
};
struct KeymapFree {
    void operator()(xkb_keymap* keymap) const { xkb_keymap_unref(keymap); }
};
struct StateFree {
    void operator()(xkb_state* state) const { xkb_state_unref(state); }
};

/// A key that writes nothing but goes onto the next letter, if that is one that people here write with it: the same key
/// begins "foto's". By itself, or before any other letter, it is the sign that stands on it.
struct Accent {
    xkb_keysym_t key;
    const char* over; ///< as ui::layout names it
    const char* alone;
    std::string_view letters;
};
constexpr std::array accents{
    Accent{XKB_KEY_dead_acute, "´", "'", "aeiouyAEIOUY"},
    Accent{XKB_KEY_dead_grave, "`", "`", "aeiouAEIOU"},
    Accent{XKB_KEY_dead_diaeresis, "¨", "\"", "aeiouyAEIOUY"},
    Accent{XKB_KEY_dead_circumflex, "^", "^", "aeiouAEIOU"},
    Accent{XKB_KEY_dead_tilde, "~", "~", "anoANO"},
};

const Accent* accent_of(xkb_keysym_t key)
{
    for (const Accent& accent : accents)
        if (accent.key == key) return &accent;
    return nullptr;
}

std::optional<Key> editing_key(xkb_keysym_t key, bool shift)
{
    switch (key) {
    case XKB_KEY_BackSpace:
        return Key::backspace;
    case XKB_KEY_Delete:
    case XKB_KEY_KP_Delete:
        return Key::erase;
    case XKB_KEY_Return:
    case XKB_KEY_KP_Enter:
        return Key::enter;
    case XKB_KEY_Escape:
        return Key::escape;
    case XKB_KEY_Tab:
        return shift ? Key::back_tab : Key::tab;
    case XKB_KEY_ISO_Left_Tab:
        return Key::back_tab;
    case XKB_KEY_Left:
    case XKB_KEY_KP_Left:
        return Key::left;
    case XKB_KEY_Right:
    case XKB_KEY_KP_Right:
        return Key::right;
    case XKB_KEY_Up:
    case XKB_KEY_KP_Up:
        return Key::up;
    case XKB_KEY_Down:
    case XKB_KEY_KP_Down:
        return Key::down;
    case XKB_KEY_Home:
    case XKB_KEY_KP_Home:
        return Key::home;
    case XKB_KEY_End:
    case XKB_KEY_KP_End:
        return Key::end;
    default:
        return std::nullopt;
    }
}

/// The name that the environment gives, else ours.
const char* named(const char* variable, const char* ours)
{
    const char* name = std::getenv(variable);
    return name != nullptr && *name != '\0' ? name : ours;
}

} // namespace

struct Typing::State {
    std::unique_ptr<xkb_context, ContextFree> context;
    std::unique_ptr<xkb_keymap, KeymapFree> keymap;
    std::unique_ptr<xkb_state, StateFree> keys;
    const Accent* waiting = nullptr; ///< the accent that waits for its letter
    std::uint32_t held = 0;
    std::optional<std::int64_t> repeats_at_ms;

    bool holds(const char* modifier) const
    {
        return xkb_state_mod_name_is_active(keys.get(), modifier, XKB_STATE_MODS_EFFECTIVE) > 0;
    }

    std::vector<InputEvent> write(std::string text)
    {
        if (const Accent* accent = std::exchange(waiting, nullptr)) {
            if (text == " ")
                text = accent->alone;
            else if (accent->letters.contains(text))
                text = layout::under(accent->over, text);
            else
                text = accent->alone + text;
        }
        return {TextEvent{std::move(text)}};
    }

    std::vector<InputEvent> press(std::uint32_t key)
    {
        const xkb_keysym_t sign = xkb_state_key_get_one_sym(keys.get(), key);
        if (holds(XKB_MOD_NAME_CTRL)) {
            if (sign == XKB_KEY_a || sign == XKB_KEY_A) return {KeyEvent{Key::select_all}};
            if (sign == XKB_KEY_z || sign == XKB_KEY_Z) return {KeyEvent{Key::undo}};
        }
        if (const auto edits = editing_key(sign, holds(XKB_MOD_NAME_SHIFT))) {
            const bool waited = std::exchange(waiting, nullptr) != nullptr;
            if (waited && *edits == Key::backspace) return {}; // it took the accent away
            return {KeyEvent{*edits}};
        }
        if (holds(XKB_MOD_NAME_CTRL) || holds(XKB_MOD_NAME_ALT) || holds(XKB_MOD_NAME_LOGO)) return {};
        if (const Accent* accent = accent_of(sign)) {
            if (std::exchange(waiting, waiting ? nullptr : accent) == nullptr) return {};
            return {TextEvent{accent->alone}}; // pressed twice it is the sign itself
        }
        std::array<char, 16> text{};
        const int bytes = xkb_state_key_get_utf8(keys.get(), key, text.data(), text.size());
        const bool writes = bytes > 0 && static_cast<unsigned char>(text[0]) >= ' ' && text[0] != '\x7F';
        return writes ? write(text.data()) : std::vector<InputEvent>{};
    }
};

Typing::Typing(std::unique_ptr<State> state) : state_{std::move(state)} {}
Typing::~Typing() = default;
Typing::Typing(Typing&&) noexcept = default;
Typing& Typing::operator=(Typing&&) noexcept = default;

core::Result<Typing> Typing::open()
{
    auto state = std::make_unique<State>();
    state->context.reset(xkb_context_new(XKB_CONTEXT_NO_FLAGS));
    if (!state->context) return core::fail(core::Errc::storage, "no descriptions of keyboards");
    xkb_context_set_log_level(state->context.get(), XKB_LOG_LEVEL_CRITICAL);
    const bool chosen = std::getenv("XKB_DEFAULT_LAYOUT") != nullptr;
    const xkb_rule_names names{.rules = nullptr,
                               .model = nullptr,
                               .layout = named("XKB_DEFAULT_LAYOUT", "us"),
                               .variant = named("XKB_DEFAULT_VARIANT", chosen ? "" : "intl"),
                               .options = nullptr};
    state->keymap.reset(xkb_keymap_new_from_names(state->context.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
    if (!state->keymap)
        return core::fail(core::Errc::storage, std::string{"no keyboard layout "} + names.layout + " " + names.variant);
    state->keys.reset(xkb_state_new(state->keymap.get()));
    if (!state->keys) return core::fail(core::Errc::storage, "no keyboard");
    return Typing{std::move(state)};
}

std::vector<InputEvent> Typing::key(std::uint32_t code, bool down, std::int64_t at_ms)
{
    State& s = *state_;
    const std::uint32_t key = code + evdev_offset;
    std::vector<InputEvent> events;
    if (down) {
        events = s.press(key);
        s.repeats_at_ms.reset();
        s.held = key;
        if (!events.empty() && xkb_keymap_key_repeats(s.keymap.get(), key) != 0)
            s.repeats_at_ms = at_ms + first_repeat_ms;
    } else if (key == s.held) {
        s.repeats_at_ms.reset();
    }
    xkb_state_update_key(s.keys.get(), key, down ? XKB_KEY_DOWN : XKB_KEY_UP);
    return events;
}

std::optional<std::int64_t> Typing::repeats_at_ms() const
{
    return state_->repeats_at_ms;
}

std::vector<InputEvent> Typing::repeat(std::int64_t now_ms)
{
    State& s = *state_;
    if (!s.repeats_at_ms || *s.repeats_at_ms > now_ms) return {};
    s.repeats_at_ms = now_ms + next_repeat_ms;
    return s.press(s.held);
}

} // namespace casustafel::ui::panel
