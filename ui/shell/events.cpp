#include "ui/shell/events.h"

#include "ui/shell/screens.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int wheel_step_px = 120;

std::optional<Key> to_key(const SDL_Keysym& key)
{
    const bool control = (key.mod & KMOD_CTRL) != 0;
    if (control && key.sym == SDLK_a) return Key::select_all;
    if (control && key.sym == SDLK_z) return Key::undo;
    switch (key.sym) {
    case SDLK_BACKSPACE:
        return Key::backspace;
    case SDLK_DELETE:
        return Key::erase;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        return Key::enter;
    case SDLK_ESCAPE:
        return Key::escape;
    case SDLK_TAB:
        return (key.mod & KMOD_SHIFT) != 0 ? Key::back_tab : Key::tab;
    case SDLK_LEFT:
        return Key::left;
    case SDLK_RIGHT:
        return Key::right;
    case SDLK_UP:
        return Key::up;
    case SDLK_DOWN:
        return Key::down;
    case SDLK_HOME:
        return Key::home;
    case SDLK_END:
        return Key::end;
    }
    return std::nullopt;
}

PointerEvent::Phase phase_of(Uint32 type)
{
    if (type == SDL_FINGERDOWN || type == SDL_MOUSEBUTTONDOWN) return PointerEvent::Phase::down;
    if (type == SDL_FINGERUP || type == SDL_MOUSEBUTTONUP) return PointerEvent::Phase::up;
    return PointerEvent::Phase::move;
}

} // namespace

Uint32 window_of(const SDL_Event& event)
{
    switch (event.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        return event.tfinger.windowID;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event.button.windowID;
    case SDL_MOUSEMOTION:
        return event.motion.windowID;
    case SDL_MOUSEWHEEL:
        return event.wheel.windowID;
    case SDL_KEYDOWN:
        return event.key.windowID;
    case SDL_TEXTINPUT:
        return event.text.windowID;
    case SDL_WINDOWEVENT:
        return event.window.windowID;
    }
    return 0;
}

std::optional<InputEvent> to_input(const SDL_Event& event, int width_px, int height_px)
{
    const auto at_ms = static_cast<std::int64_t>(event.common.timestamp);
    switch (event.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION: {
        const auto x = static_cast<int>(event.tfinger.x * static_cast<float>(width_px));
        const auto y = static_cast<int>(event.tfinger.y * static_cast<float>(height_px));
        return PointerEvent{event.tfinger.fingerId, phase_of(event.type), std::clamp(x, 0, width_px - 1),
                            std::clamp(y, 0, height_px - 1), at_ms};
    }
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (event.button.button != SDL_BUTTON_LEFT || event.button.which == SDL_TOUCH_MOUSEID) return std::nullopt;
        return PointerEvent{mouse_finger, phase_of(event.type), event.button.x, event.button.y, at_ms};
    case SDL_MOUSEMOTION:
        if ((event.motion.state & SDL_BUTTON_LMASK) == 0 || event.motion.which == SDL_TOUCH_MOUSEID)
            return std::nullopt;
        return PointerEvent{mouse_finger, PointerEvent::Phase::move, event.motion.x, event.motion.y, at_ms};
    case SDL_MOUSEWHEEL:
        return WheelEvent{event.wheel.mouseX, event.wheel.mouseY, event.wheel.y * wheel_step_px};
    case SDL_TEXTINPUT:
        return TextEvent{&event.text.text[0]};
    case SDL_KEYDOWN:
        if (const auto key = to_key(event.key.keysym)) return KeyEvent{*key};
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace casustafel::ui
