#include "ui/shell/panel/pointing.h"
#include "ui/shell/screens.h"

#include <gtest/gtest.h>

namespace casustafel::test {

using ui::PointerEvent;
using ui::panel::Pointing;
using Phase = PointerEvent::Phase;

namespace {

void expect_event(const std::optional<PointerEvent>& event, std::int64_t finger, Phase phase, int x, int y)
{
    ASSERT_TRUE(event);
    EXPECT_EQ(event->finger, finger);
    EXPECT_EQ(event->phase, phase);
    EXPECT_EQ(event->x_px, x);
    EXPECT_EQ(event->y_px, y);
}

} // namespace

TEST(Pointing, keeps_several_fingers_apart_and_remembers_where_each_left_the_glass)
{
    Pointing pointing{{.width_px = 1920, .height_px = 1080}};
    expect_event(pointing.finger_down(0, 10.9, 20.2, 5), 0, Phase::down, 10, 20);
    expect_event(pointing.finger_down(3, 1000, 500, 6), 3, Phase::down, 1000, 500);
    expect_event(pointing.finger_moved(0, 40, 50, 7), 0, Phase::move, 40, 50);
    const auto up = pointing.finger_up(0, 8);
    expect_event(up, 0, Phase::up, 40, 50);
    EXPECT_EQ(up->at_ms, 8);
    expect_event(pointing.finger_cancelled(3, 9), 3, Phase::cancel, 1000, 500);
}

TEST(Pointing, ignores_fingers_that_never_came_down)
{
    Pointing pointing{{.width_px = 1920, .height_px = 1080}};
    EXPECT_FALSE(pointing.finger_moved(1, 5, 5, 1));
    EXPECT_FALSE(pointing.finger_up(1, 2));
    pointing.finger_down(1, 5, 5, 3);
    EXPECT_TRUE(pointing.finger_up(1, 4));
    EXPECT_FALSE(pointing.finger_up(1, 5)) << "it left only once";
}

TEST(Pointing, takes_the_edge_of_the_glass_for_the_last_pixel)
{
    Pointing pointing{{.width_px = 1920, .height_px = 1080}};
    expect_event(pointing.finger_down(0, 1920, 1080, 1), 0, Phase::down, 1919, 1079);
    expect_event(pointing.finger_moved(0, -0.5, -3, 2), 0, Phase::move, 0, 0);
}

TEST(Pointing, moves_the_mouse_over_the_screen_and_tells_only_while_its_button_is_down)
{
    Pointing pointing{{.width_px = 800, .height_px = 600}};
    EXPECT_FALSE(pointing.mouse_moved_by(100.5, 50.25, 1));
    EXPECT_EQ(pointing.mouse(), (Pointing::Spot{100, 50}));
    expect_event(pointing.mouse_button(true, 2), ui::mouse_finger, Phase::down, 100, 50);
    expect_event(pointing.mouse_moved_by(0.5, 0.5, 3), ui::mouse_finger, Phase::move, 101, 50);
    expect_event(pointing.mouse_moved_by(-5000, 5000, 4), ui::mouse_finger, Phase::move, 0, 599);
    expect_event(pointing.mouse_at(400, 300, 5), ui::mouse_finger, Phase::move, 400, 300);
    expect_event(pointing.mouse_button(false, 6), ui::mouse_finger, Phase::up, 400, 300);
    EXPECT_FALSE(pointing.mouse_at(1, 1, 7));
}

TEST(Pointing, keeps_the_mouse_on_a_screen_that_becomes_smaller)
{
    Pointing pointing{{.width_px = 1920, .height_px = 1080}};
    pointing.mouse_at(1900, 1000, 1);
    pointing.fit({.width_px = 1280, .height_px = 720});
    EXPECT_EQ(pointing.mouse(), (Pointing::Spot{1279, 719}));
    expect_event(pointing.finger_down(0, 1900, 10, 2), 0, Phase::down, 1279, 10);
}

TEST(Pointing, scrolls_down_where_the_mouse_is_when_the_wheel_turns_towards_the_person)
{
    Pointing pointing{{.width_px = 800, .height_px = 600}};
    pointing.mouse_at(30, 40, 1);
    const ui::WheelEvent wheel = pointing.wheel(120);
    EXPECT_EQ(wheel.x_px, 30);
    EXPECT_EQ(wheel.y_px, 40);
    EXPECT_EQ(wheel.dy_px, -120);
}

} // namespace casustafel::test
