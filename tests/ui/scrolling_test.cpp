#include "support/screen_driver.h"

#include <gtest/gtest.h>

// Lists that are longer than their place.

namespace casustafel::test {

namespace {

using ui::Frame;
using ui::Key;
using ui::PointerEvent;
using ui::Rect;

PointerEvent touch(PointerEvent::Phase phase, ui::Point at, std::int64_t at_ms)
{
    return {1, phase, at.x, at.y, at_ms};
}

/// A list of forty rows of 90 units in a view of 600.
struct LongList {
    std::string activated;
    int first_y = 0;

    void draw(Frame& f)
    {
        f.scroll("list", {100, 100, 800, 600}, [&](Rect content) {
            first_y = content.y;
            for (int i = 0; i < 40; ++i) {
                const Rect row = content.cut_top(80, 10);
                const std::string name = "row/" + std::to_string(i);
                if (f.tile(name, "Rij " + std::to_string(i), row).activated) activated = name;
            }
            return content.y;
        });
    }
};

} // namespace

TEST(Scrolling, follows_the_finger_and_cancels_the_press)
{
    LongList list;
    ScreenDriver driver{[&](Frame& f) { list.draw(f); }};
    driver.drag({400, 500}, {400, 300});
    EXPECT_EQ(list.activated, "");
    EXPECT_NEAR(list.first_y, 100 - 200, 25);
    driver.drag({400, 300}, {400, 690});
    EXPECT_EQ(list.first_y, 100);
}

TEST(Scrolling, glides_on_after_a_throw_and_comes_to_rest)
{
    LongList list;
    ScreenDriver driver{[&](Frame& f) { list.draw(f); }};
    ui::OffscreenShell& shell = driver.shell();
    const std::int64_t t = shell.now_ms();
    shell.push(touch(PointerEvent::Phase::down, {400, 600}, t));
    for (int i = 1; i <= 5; ++i) shell.push(touch(PointerEvent::Phase::move, {400, 600 - 40 * i}, t + 10 * i));
    shell.push(touch(PointerEvent::Phase::up, {400, 400}, t + 55));
    shell.settle();
    EXPECT_LT(list.first_y, 100 - 250);
    const int resting = list.first_y;
    shell.advance(1000);
    EXPECT_EQ(list.first_y, resting);
}

TEST(Scrolling, moves_the_list_that_is_shown_and_not_one_that_is_gone)
{
    bool later = false;
    int first_y = 0;
    ScreenDriver driver{[&](Frame& f) {
        f.scroll(later ? "a" : "z", {0, 0, 1000, 500}, [&](Rect content) {
            first_y = content.y;
            return content.y + 3000;
        });
    }};
    later = true;
    driver.advance(100);
    driver.settle();
    driver.drag({500, 400}, {500, 200});
    EXPECT_LT(first_y, 0);
}

TEST(Scrolling, begins_a_form_at_its_top_each_time_and_a_list_where_it_was_left)
{
    for (const ui::ScrollPlace place : {ui::ScrollPlace::kept, ui::ScrollPlace::forgotten}) {
        bool shown = true;
        int first_y = 0;
        ScreenDriver driver{[&](Frame& f) {
            if (!shown) return;
            f.scroll(
                "form", {0, 0, 1000, 500},
                [&](Rect content) {
                    first_y = content.y;
                    return content.y + 3000;
                },
                place);
        }};
        driver.drag({500, 400}, {500, 200});
        const int left = first_y;
        EXPECT_LT(left, 0);
        for (const bool now : {false, true}) {
            shown = now;
            driver.advance(100);
            driver.settle();
        }
        EXPECT_EQ(first_y, place == ui::ScrollPlace::kept ? left : 0);
    }
}

TEST(Scrolling, never_goes_beyond_the_ends)
{
    LongList list;
    ScreenDriver driver{[&](Frame& f) { list.draw(f); }};
    for (int i = 0; i < 12; ++i) driver.drag({400, 690}, {400, 110});
    EXPECT_EQ(list.first_y, 100 - (40 * 90 - 600));
}

TEST(Scrolling, brings_a_row_under_the_finger_that_was_out_of_sight)
{
    LongList list;
    ScreenDriver driver{[&](Frame& f) { list.draw(f); }};
    driver.tap("row/31");
    EXPECT_EQ(list.activated, "row/31");
}

TEST(KeyboardFocus, brings_a_row_into_view)
{
    LongList list;
    ScreenDriver driver{[&](Frame& f) { list.draw(f); }};
    for (int i = 0; i < 32; ++i) driver.key(i % 2 == 0 ? Key::tab : Key::down);
    driver.settle();
    const ui::Target& row = driver.target("row/31");
    EXPECT_EQ(driver.shell().interaction().focus, "row/31");
    EXPECT_EQ(row.rect, row.full);
    driver.key(Key::enter);
    EXPECT_EQ(list.activated, "row/31");
}

TEST(Scrolling, stops_where_the_finger_left_it_in_calm_mode)
{
    LongList list;
    ScreenDriver driver{[&](Frame& f) {
        f.prefer({.calm = true});
        list.draw(f);
    }};
    ui::OffscreenShell& shell = driver.shell();
    const std::int64_t t = shell.now_ms();
    shell.push(touch(PointerEvent::Phase::down, {400, 600}, t));
    for (int i = 1; i <= 5; ++i) shell.push(touch(PointerEvent::Phase::move, {400, 600 - 40 * i}, t + 10 * i));
    shell.push(touch(PointerEvent::Phase::up, {400, 400}, t + 55));
    shell.settle();
    EXPECT_NEAR(list.first_y, 100 - 160, 25);
}

TEST(Scrolling, leaves_no_target_outside_the_list)
{
    LongList list;
    ScreenDriver driver{[&](Frame& f) { list.draw(f); }};
    driver.drag({400, 500}, {400, 345});
    for (const ui::Target& target : driver.shell().targets())
        EXPECT_TRUE(target.rect.empty() || Rect(100, 100, 800, 600).contains(target.rect)) << target.name;
    driver.expect_usable();
}

} // namespace casustafel::test
