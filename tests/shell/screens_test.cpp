#include "support/screen_driver.h"
#include "ui/shell/screens.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace casustafel::test {

namespace {

using raster::Box;
using ui::Frame;
using ui::Glass;
using ui::Next;
using ui::Screens;
using ui::Shell;

/// What a glass was asked to show, which the test looks at from outside.
struct Shown {
    int width = 640;
    int height = 400;
    std::vector<std::uint32_t> pixels;
    std::int64_t free_at_ms = 0;
    bool takes = true;
    bool broken = false;
    std::vector<std::int64_t> presented_px; ///< by picture
};

class FakeGlass : public Glass {
public:
    explicit FakeGlass(Shown& shown) : shown_{shown} {}
    core::Result<raster::Surface> surface() override
    {
        if (shown_.broken) return core::fail(core::Errc::storage, "the glass broke");
        shown_.pixels.resize(static_cast<std::size_t>(shown_.width) * static_cast<std::size_t>(shown_.height));
        return raster::Surface{shown_.pixels.data(), shown_.width, shown_.height, shown_.width};
    }
    core::Result<bool> present(std::span<const Box> changed) override
    {
        std::int64_t pixels = 0;
        for (const Box& box : changed) pixels += std::int64_t{box.x1 - box.x0} * (box.y1 - box.y0);
        shown_.presented_px.push_back(pixels);
        return shown_.takes;
    }
    std::int64_t free_at_ms() const override { return shown_.free_at_ms; }

private:
    Shown& shown_;
};

/// A table and a room, a clock that the test sets, and counted frames.
struct World {
    World()
    {
        windows[0].draw = [this](Frame& frame) {
            ++table_frames;
            return on_table ? on_table(frame) : frame.next();
        };
        windows[1].display = 1;
        windows[1].draw = [this](Frame& frame) {
            ++room_frames;
            return frame.next();
        };
        windows[1].plugged = [this](bool there) { plugged.push_back(there); };
    }
    Screens make()
    {
        return Screens{font_folder, windows,
                       [this](const Shell::Window& window) -> core::Result<std::unique_ptr<Glass>> {
                           if (window.display == 1 && room_fails) return core::fail(core::Errc::storage, "no room");
                           return std::make_unique<FakeGlass>(window.display == 0 ? table : room);
                       },
                       [this] { return now_ms; }};
    }

    Shown table;
    Shown room;
    std::vector<Shell::Window> windows{2};
    std::function<Next(Frame&)> on_table;
    std::int64_t now_ms = 1'000;
    int table_frames = 0;
    int room_frames = 0;
    bool room_fails = false;
    std::vector<bool> plugged;
};

void draw(Screens& screens)
{
    const auto quit = screens.draw();
    ASSERT_TRUE(quit) << quit.error().detail;
    EXPECT_FALSE(*quit);
}

void settle(Screens& screens)
{
    for (int frame = 0; frame < 5; ++frame) draw(screens);
}

} // namespace

TEST(Screens, draw_when_something_happened_and_at_deadlines_and_not_in_between)
{
    World world;
    world.on_table = [&](Frame&) { return Next{.deadline_ms = 5'000}; };
    Screens screens = world.make();
    ASSERT_TRUE(screens.open_first());
    settle(screens);
    EXPECT_EQ(world.table_frames, 1);
    EXPECT_EQ(screens.next_frame(world.now_ms, 9'000), 5'000);
    screens.take(0, ui::KeyEvent{ui::Key::left});
    EXPECT_EQ(screens.next_frame(world.now_ms, 9'000), world.now_ms);
    settle(screens);
    EXPECT_EQ(world.table_frames, 2);
    world.now_ms = 5'000;
    draw(screens);
    EXPECT_EQ(world.table_frames, 3);
    EXPECT_EQ(screens.counts().frames, 3);
}

TEST(Screens, wait_for_a_glass_that_still_turns_its_page)
{
    World world;
    Screens screens = world.make();
    ASSERT_TRUE(screens.open_first());
    settle(screens);
    world.table.free_at_ms = 1'500;
    screens.wake(0);
    settle(screens);
    EXPECT_EQ(world.table_frames, 1);
    EXPECT_EQ(screens.next_frame(world.now_ms, 9'000), 1'500) << "it is asked again even if the glass tells nothing";
    world.table.free_at_ms = 0;
    draw(screens);
    EXPECT_EQ(world.table_frames, 2);
}

TEST(Screens, show_only_what_changed_and_everything_again_when_the_glass_lost_it)
{
    World world;
    bool second = false;
    world.on_table = [&](Frame& frame) {
        frame.fill({0, 0, 100, 100}, ui::Colour{second ? 0xFFFFFFU : 0x202020U});
        return frame.next();
    };
    Screens screens = world.make();
    ASSERT_TRUE(screens.open_first());
    settle(screens);
    ASSERT_EQ(world.table.presented_px.size(), 1U);
    EXPECT_EQ(world.table.presented_px[0], 640 * 400);
    screens.wake(0);
    draw(screens);
    EXPECT_EQ(world.table.presented_px.size(), 1U) << "nothing changed, nothing was shown";
    second = true;
    screens.wake(0);
    draw(screens);
    ASSERT_EQ(world.table.presented_px.size(), 2U);
    EXPECT_LT(world.table.presented_px[1], 640 * 400 / 4);
    screens.redraw(0);
    draw(screens);
    EXPECT_EQ(world.table.presented_px.back(), 640 * 400);
    world.table.takes = false;
    second = false;
    screens.wake(0);
    draw(screens);
    world.table.takes = true;
    screens.wake(0);
    draw(screens);
    EXPECT_EQ(world.table.presented_px.back(), 640 * 400) << "what wasn't shown is drawn again";
}

TEST(Screens, fit_a_glass_that_has_another_size)
{
    World world;
    ui::Rect area;
    world.on_table = [&](Frame& frame) {
        area = frame.area();
        return frame.next();
    };
    Screens screens = world.make();
    ASSERT_TRUE(screens.open_first());
    draw(screens);
    EXPECT_EQ(area.w * 400, area.h * 640);
    world.table.width = 800;
    world.table.height = 480;
    screens.redraw(0);
    draw(screens);
    EXPECT_EQ(area.w * 480, area.h * 800);
    EXPECT_EQ(world.table.presented_px.back(), 800 * 480);
}

TEST(Screens, come_and_go_with_their_displays_but_the_first)
{
    World world;
    Screens screens = world.make();
    ASSERT_TRUE(screens.open_first());
    screens.follow_displays(1);
    EXPECT_EQ(screens.glass(1), nullptr);
    world.room_fails = true;
    screens.follow_displays(2);
    EXPECT_EQ(screens.glass(1), nullptr) << "a display that can't be used is none";
    world.room_fails = false;
    screens.follow_displays(2);
    EXPECT_NE(screens.glass(1), nullptr);
    draw(screens);
    EXPECT_EQ(world.room_frames, 1);
    screens.follow_displays(0);
    EXPECT_NE(screens.glass(0), nullptr);
    EXPECT_EQ(world.plugged, (std::vector<bool>{true, false}));
    screens.follow_displays(2);
    screens.shut(1);
    screens.follow_displays(2);
    EXPECT_EQ(screens.glass(1), nullptr) << "a person closed it";
}

TEST(Screens, go_on_without_the_room_when_its_glass_breaks_and_end_with_the_table)
{
    World world;
    Screens screens = world.make();
    ASSERT_TRUE(screens.open_first());
    screens.follow_displays(2);
    draw(screens);
    world.room.broken = true;
    screens.wake_all();
    draw(screens);
    EXPECT_EQ(world.plugged, (std::vector<bool>{true, false}));
    world.table.broken = true;
    screens.wake(0);
    const auto quit = screens.draw();
    ASSERT_FALSE(quit);
    EXPECT_EQ(quit.error().detail, "the glass broke");
}

} // namespace casustafel::test
