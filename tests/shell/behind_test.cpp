#include "ui/shell/panel/behind.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace casustafel::test {

namespace {

using raster::Box;
using raster::Surface;
using ui::panel::Behind;

struct Pixels {
    Pixels(int w, int h, int stride_px) : width{w}, height{h}, stride{stride_px}, values(index(0, h)) {}
    std::size_t index(int x, int y) const { return static_cast<std::size_t>(y * stride + x); }
    Surface surface() { return {values.data(), width, height, stride}; }

    int width;
    int height;
    int stride;
    std::vector<std::uint32_t> values;
};

void paint(Pixels& pixels, const Box& box, std::uint32_t colour)
{
    for (int y = box.y0; y < box.y1; ++y)
        for (int x = box.x0; x < box.x1; ++x) pixels.values[pixels.index(x, y)] = colour;
}

bool same(const Pixels& a, const Pixels& b)
{
    for (int y = 0; y < a.height; ++y)
        for (int x = 0; x < a.width; ++x)
            if (a.values[a.index(x, y)] != b.values[b.index(x, y)]) return false;
    return true;
}

} // namespace

TEST(Behind, brings_two_pages_that_take_turns_up_to_the_same_picture)
{
    constexpr int width = 200; // no whole number of tiles, as panels of 1080 rows
    constexpr int height = 150;
    std::minstd_rand random{4};
    const auto upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
    Pixels picture{width, height, width};
    std::vector<Pixels> pages(2, Pixels{width, height, 256}); // a card's rows are longer than they show
    std::vector<Behind> behind(2, Behind{width, height});
    for (unsigned frame = 0; frame < 300; ++frame) {
        std::vector<Box> changed;
        for (int boxes = upto(4); boxes > 0; --boxes) {
            const int x = upto(width);
            const int y = upto(height);
            changed.push_back({x, y, x + 1 + upto(width - x), y + 1 + upto(height - y)});
            paint(picture, changed.back(), 0xFF000000U | frame);
        }
        for (Behind& one : behind) one.add(changed);
        const std::size_t next = frame % 2;
        behind[next].bring_up(picture.surface(), pages[next].surface());
        ASSERT_TRUE(same(picture, pages[next])) << "frame " << frame;
    }
}

TEST(Behind, copies_a_tile_that_changed_twice_once_and_what_did_not_change_never)
{
    Pixels picture{256, 128, 256};
    Pixels page{256, 128, 256};
    Behind behind{256, 128};
    EXPECT_EQ(behind.bring_up(picture.surface(), page.surface()), 256 * 128) << "a new page has nothing";
    EXPECT_EQ(behind.bring_up(picture.surface(), page.surface()), 0);
    const std::vector<Box> first{{0, 0, 128, 64}};
    const std::vector<Box> second{{64, 0, 192, 64}};
    behind.add(first);
    behind.add(second);
    EXPECT_EQ(behind.bring_up(picture.surface(), page.surface()), 192 * 64);
    behind.add_all();
    EXPECT_EQ(behind.bring_up(picture.surface(), page.surface()), 256 * 128);
}

TEST(Behind, keeps_to_the_picture)
{
    Pixels picture{100, 70, 100};
    Pixels page{100, 70, 100};
    Behind behind{100, 70};
    behind.bring_up(picture.surface(), page.surface());
    const std::vector<Box> beyond{{-50, -50, 500, 500}, {200, 0, 300, 10}};
    behind.add(beyond);
    EXPECT_EQ(behind.bring_up(picture.surface(), page.surface()), 100 * 70);
}

} // namespace casustafel::test
