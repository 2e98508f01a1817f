#include "support/screen_driver.h"
#include "ui/shell/events.h"
#include "ui/shell/shell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <SDL.h>

#include <cstdlib>
#include <thread>

namespace casustafel::test {

namespace {

using ui::Frame;
using ui::Key;
using ui::Next;
using ui::PointerEvent;
using ui::Shell;

/// A shell on SDL's driver without a display: all of SDL but the glass.
core::Result<Shell> open_shell(Shell::Draw draw)
{
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    Shell::Window window;
    window.title = "proef";
    window.size = Shell::Size{960, 540};
    window.px_per_mm = 2.79;
    window.draw = std::move(draw);
    std::vector<Shell::Window> windows;
    windows.push_back(std::move(window));
    return Shell::open(font_folder, std::move(windows));
}

void push_finger(Uint32 type, SDL_FingerID finger, float x, float y)
{
    SDL_Event event{};
    event.type = type;
    event.tfinger.fingerId = finger;
    event.tfinger.x = x;
    event.tfinger.y = y;
    SDL_PushEvent(&event);
}

SDL_Event key_event(SDL_Keycode code, Uint16 modifiers = 0)
{
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.mod = modifiers;
    return event;
}

} // namespace

TEST(Shell, brings_fingers_to_the_screen_and_stops_when_asked)
{
    int taps = 0;
    bool pushed = false;
    auto shell = open_shell([&](Frame& f) {
        if (f.button("a", "A", {100, 100, 300, 200})) ++taps;
        if (!pushed) {
            pushed = true;
            for (const SDL_FingerID finger : {1, 2}) push_finger(SDL_FINGERDOWN, finger, 0.1F, 0.2F);
            for (const SDL_FingerID finger : {1, 2}) push_finger(SDL_FINGERUP, finger, 0.1F, 0.2F);
        }
        Next next;
        next.quit = taps == 2;
        return next;
    });
    ASSERT_TRUE(shell) << shell.error().detail;
    EXPECT_TRUE(shell->run());
    EXPECT_EQ(taps, 2);
}

TEST(Shell, draws_at_deadlines_and_when_woken_and_not_in_between)
{
    int frames = 0;
    std::optional<Shell> opened;
    std::thread other;
    auto shell = open_shell([&](Frame& f) {
        ++frames;
        Next next = f.next();
        if (frames == 3) next.deadline_ms = f.now_ms() + 20;
        if (frames == 4) other = std::thread{[&] { opened->wake(); }};
        next.quit = frames == 5;
        return next;
    });
    ASSERT_TRUE(shell) << shell.error().detail;
    opened.emplace(std::move(*shell));
    opened->wake();
    int beats = 0;
    EXPECT_TRUE(opened->run([&] {
        ++beats;
        if (frames < 3) opened->wake();
    }));
    other.join();
    EXPECT_EQ(frames, 5);
    EXPECT_EQ(opened->counts().frames, 5);
    // Once, and once more if the window tells that it was exposed; never for each frame.
    EXPECT_LE(opened->counts().presented_px, 2 * 960 * 540);
    EXPECT_GE(beats, 4);
}

TEST(Shell, draws_what_follows_on_another_window_before_the_next_frame_of_the_first)
{
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    std::vector<std::string> order;
    std::vector<Shell::Window> windows(2);
    for (Shell::Window& window : windows) window.size = Shell::Size{640, 400};
    windows[0].draw = [&](Frame&) {
        order.emplace_back("table");
        return Next{.quit = order.size() > 4, .others = true};
    };
    windows[1].draw = [&](Frame&) {
        order.emplace_back("room");
        return Next{};
    };
    auto shell = Shell::open(font_folder, std::move(windows));
    ASSERT_TRUE(shell) << shell.error().detail;
    EXPECT_TRUE(shell->run([&] { shell->wake(); }));
    EXPECT_EQ(order, (std::vector<std::string>{"table", "room", "table", "room", "table"}));
}

TEST(Shell, opens_and_closes_a_window_as_its_display_comes_and_goes)
{
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    int displays = 1;
    int table_frames = 0;
    int room_frames = 0;
    std::vector<bool> plugged;
    std::vector<Shell::Window> windows(2);
    for (Shell::Window& window : windows) window.size = Shell::Size{640, 400};
    windows[1].display = 1;
    windows[1].plugged = [&](bool there) { plugged.push_back(there); };
    windows[1].draw = [&](Frame&) {
        ++room_frames;
        return Next{};
    };
    const auto plug = [&](int count) {
        displays = count;
        SDL_Event event{};
        event.type = SDL_DISPLAYEVENT;
        SDL_PushEvent(&event);
    };
    windows[0].draw = [&](Frame&) {
        ++table_frames;
        if (table_frames == 1) plug(2);
        if (room_frames > 0 && plugged.size() == 1) plug(1);
        if (plugged.size() == 2) plug(2);
        return Next{.quit = plugged.size() == 3 && room_frames > 1};
    };
    auto shell = Shell::open(font_folder, std::move(windows), [&] { return displays; });
    ASSERT_TRUE(shell) << shell.error().detail;
    EXPECT_TRUE(shell->run([&] { shell->wake(); }));
    EXPECT_EQ(plugged, (std::vector<bool>{true, false, true}));
}

TEST(Shell, says_which_font_is_missing)
{
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    std::vector<Shell::Window> windows(1);
    windows[0].size = Shell::Size{960, 540};
    const auto shell = Shell::open("/nowhere", std::move(windows));
    ASSERT_FALSE(shell);
    EXPECT_EQ(shell.error().code, core::Errc::not_found);
    EXPECT_THAT(shell.error().detail, testing::HasSubstr("/nowhere/Inter-"));
}

TEST(SdlEvents, become_fingers_in_pixels)
{
    SDL_Event event{};
    event.type = SDL_FINGERDOWN;
    event.tfinger.fingerId = 7;
    event.tfinger.x = 0.5F;
    event.tfinger.y = 1.0F;
    const auto input = ui::to_input(event, 1920, 1080);
    ASSERT_TRUE(input);
    const auto& pointer = std::get<PointerEvent>(*input);
    EXPECT_EQ(pointer.finger, 7);
    EXPECT_EQ(pointer.phase, PointerEvent::Phase::down);
    EXPECT_EQ(pointer.x_px, 960);
    EXPECT_EQ(pointer.y_px, 1079) << "the edge of the glass is the last pixel";
}

TEST(SdlEvents, of_a_mouse_that_a_finger_plays_are_ignored)
{
    SDL_Event event{};
    event.type = SDL_MOUSEBUTTONDOWN;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.which = SDL_TOUCH_MOUSEID;
    EXPECT_FALSE(ui::to_input(event, 1920, 1080));
    event.button.which = 0;
    EXPECT_TRUE(ui::to_input(event, 1920, 1080));
    event.button.button = SDL_BUTTON_RIGHT;
    EXPECT_FALSE(ui::to_input(event, 1920, 1080));
}

TEST(SdlEvents, become_the_keys_that_edit)
{
    const auto key = [](const SDL_Event& event) { return std::get<ui::KeyEvent>(*ui::to_input(event, 10, 10)).key; };
    EXPECT_EQ(key(key_event(SDLK_BACKSPACE)), Key::backspace);
    EXPECT_EQ(key(key_event(SDLK_TAB, KMOD_LSHIFT)), Key::back_tab);
    EXPECT_EQ(key(key_event(SDLK_a, KMOD_LCTRL)), Key::select_all);
    EXPECT_EQ(key(key_event(SDLK_z, KMOD_RCTRL)), Key::undo);
    EXPECT_FALSE(ui::to_input(key_event(SDLK_a), 10, 10)) << "letters come as text";
}

} // namespace casustafel::test
