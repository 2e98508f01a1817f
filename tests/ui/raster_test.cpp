#include "ui/raster/rasteriser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <limits>
#include <memory>
#include <random>

namespace casustafel::test {

namespace {

using raster::Box;
using raster::Mask;
using raster::Rasteriser;
using raster::Surface;

constexpr std::uint32_t background = 0x101010;
constexpr std::uint32_t shown_background = 0xFF101010;

/// A screen of pixels with a border around it that nothing may touch.
struct Paper {
    static constexpr int border = 8;
    static constexpr std::uint32_t untouched = 0x5A5A5A5A;
    int width;
    int height;
    std::vector<std::uint32_t> memory;

    Paper(int w, int h)
        : width{w}, height{h}, memory(static_cast<std::size_t>((w + 2 * border) * (h + 2 * border)), untouched)
    {
    }
    std::ptrdiff_t stride() const { return width + 2 * border; }
    Surface surface() { return {memory.data() + border * stride() + border, width, height, stride()}; }
    std::uint32_t at(int x, int y) { return *surface().at(x, y); }
    bool border_intact() const
    {
        for (int y = -border; y < height + border; ++y)
            for (int x = -border; x < width + border; ++x) {
                const bool inside = x >= 0 && y >= 0 && x < width && y < height;
                const auto at = static_cast<std::size_t>((y + border) * stride() + x + border);
                if (!inside && memory[at] != untouched) return false;
            }
        return true;
    }
};

/// ImGui's draw lists without a context, filled by hand.
struct Drawing {
    ImDrawList list{nullptr};
    ImDrawData data;
    ImVec4 clip{0, 0, 4000, 4000};

    const ImDrawData& done()
    {
        data.CmdLists.clear();
        data.CmdLists.push_back(&list);
        data.CmdListsCount = 1;
        return data;
    }
    void command(unsigned count)
    {
        ImDrawCmd c{};
        c.ClipRect = clip;
        c.ElemCount = count;
        c.IdxOffset = static_cast<unsigned>(list.IdxBuffer.Size) - count;
        list.CmdBuffer.push_back(c);
    }
    ImDrawIdx vertex(float x, float y, ImU32 colour, float u = 0, float v = 0)
    {
        list.VtxBuffer.push_back({{x, y}, {u, v}, colour});
        return static_cast<ImDrawIdx>(list.VtxBuffer.Size - 1);
    }
    void quad(float x0, float y0, float x1, float y1, ImU32 colour, float u0 = 0, float v0 = 0, float u1 = 0,
              float v1 = 0)
    {
        const ImDrawIdx a = vertex(x0, y0, colour, u0, v0);
        const ImDrawIdx b = vertex(x1, y0, colour, u1, v0);
        const ImDrawIdx c = vertex(x1, y1, colour, u1, v1);
        const ImDrawIdx d = vertex(x0, y1, colour, u0, v1);
        for (const ImDrawIdx i : {a, b, c, a, c, d}) list.IdxBuffer.push_back(i);
        command(6);
    }
    void triangle(ImVec2 a, ImVec2 b, ImVec2 c, ImU32 colour)
    {
        for (const ImVec2 p : {a, b, c}) {
            const ImDrawIdx i = vertex(p.x, p.y, colour);
            list.IdxBuffer.push_back(i);
        }
        command(3);
    }
};

constexpr ImU32 red = IM_COL32(255, 0, 0, 255);
constexpr ImU32 blue = IM_COL32(0, 0, 255, 255);
constexpr ImU32 half_white = IM_COL32(255, 255, 255, 128);

/// White at texel (0, 0), then a ramp.
struct Ramp {
    static constexpr int size = 16;
    std::vector<std::uint8_t> alpha = std::vector<std::uint8_t>(size * size);
    Ramp()
    {
        for (std::size_t i = 0; i < alpha.size(); ++i) alpha[i] = static_cast<std::uint8_t>(i);
        alpha[0] = 255;
    }
    Mask mask() const { return {alpha.data(), size, size}; }
};

std::vector<std::uint32_t> drawn(const ImDrawData& data, int width, int height, const Mask& mask)
{
    Paper paper{width, height};
    Rasteriser rasteriser{width, height, background};
    rasteriser.draw(data, mask, paper.surface());
    EXPECT_TRUE(paper.border_intact());
    std::vector<std::uint32_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) pixels.push_back(paper.at(x, y));
    return pixels;
}

} // namespace

TEST(Raster, fills_exactly_the_pixels_whose_middle_lies_inside)
{
    const Ramp ramp;
    Drawing d;
    d.quad(2, 3, 5, 4, red);
    d.quad(7.5F, 3, 8.5F, 4, blue); // the middles of 7 and 8 are 7.5 and 8.5: the left edge counts, the right doesn't
    const auto pixels = drawn(d.done(), 10, 6, ramp.mask());
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 10; ++x) {
            std::uint32_t expected = shown_background;
            if (y == 3 && x >= 2 && x < 5) expected = 0xFFFF0000;
            if (y == 3 && x == 7) expected = 0xFF0000FF;
            EXPECT_EQ(pixels[static_cast<std::size_t>(y * 10 + x)], expected) << x << "," << y;
        }
}

TEST(Raster, blends_a_translucent_fill_with_what_lies_under_it)
{
    const Ramp ramp;
    Drawing d;
    d.quad(0, 0, 1, 1, half_white);
    // 128 of 255 weighs 129/256: (255 * 129 + 16 * 127) / 256 = 136
    EXPECT_EQ(drawn(d.done(), 1, 1, ramp.mask()).front(), 0xFF888888);
}

TEST(Raster, copies_a_glyph_texel_by_pixel)
{
    const Ramp ramp;
    Drawing d;
    d.quad(1, 1, 5, 3, IM_COL32(255, 255, 255, 255), 4.0F / 16, 2.0F / 16, 8.0F / 16, 4.0F / 16);
    const auto pixels = drawn(d.done(), 6, 4, ramp.mask());
    for (int y = 1; y < 3; ++y)
        for (int x = 1; x < 5; ++x) {
            const std::uint32_t a = ramp.alpha[static_cast<std::size_t>((y + 1) * 16 + x + 3)];
            const std::uint32_t w = a + (a >> 7);
            const std::uint32_t channel = (255 * w + 16 * (256 - w)) >> 8;
            EXPECT_EQ(pixels[static_cast<std::size_t>(y * 6 + x)], 0xFF000000 | channel << 16 | channel << 8 | channel);
        }
}

TEST(Raster, a_rectangle_is_the_same_as_its_two_triangles)
{
    const Ramp ramp;
    std::mt19937 random{7};
    std::uniform_int_distribution<int> place{-200, 1200};
    for (int round = 0; round < 200; ++round) {
        float x[2];
        float y[2];
        for (float& v : x) v = static_cast<float>(place(random)) / 16.0F;
        for (float& v : y) v = static_cast<float>(place(random)) / 16.0F;
        if (x[0] > x[1]) std::swap(x[0], x[1]);
        if (y[0] > y[1]) std::swap(y[0], y[1]);
        Drawing quad;
        quad.quad(x[0], y[0], x[1], y[1], half_white);
        Drawing triangles;
        triangles.triangle({x[0], y[0]}, {x[1], y[0]}, {x[1], y[1]}, half_white);
        triangles.triangle({x[0], y[1]}, {x[0], y[0]}, {x[1], y[1]}, half_white);
        ASSERT_EQ(drawn(quad.done(), 70, 70, ramp.mask()), drawn(triangles.done(), 70, 70, ramp.mask()))
            << "round " << round;
    }
}

TEST(Raster, triangles_that_share_edges_draw_each_pixel_once)
{
    const Ramp ramp;
    std::mt19937 random{11};
    std::uniform_int_distribution<int> place{100, 900};
    for (int round = 0; round < 200; ++round) {
        // A fan around an inner point covers a square; a pixel drawn twice would be lighter, one left out darker.
        const ImVec2 middle{static_cast<float>(place(random)) / 16.0F, static_cast<float>(place(random)) / 16.0F};
        const ImVec2 corners[5] = {{4, 4}, {60, 4}, {60, 60}, {4, 60}, {4, 4}};
        Drawing d;
        for (int i = 0; i < 4; ++i) d.triangle(middle, corners[i], corners[i + 1], half_white);
        const auto pixels = drawn(d.done(), 64, 64, ramp.mask());
        for (int y = 0; y < 64; ++y)
            for (int x = 0; x < 64; ++x) {
                const bool inside = x >= 4 && x < 60 && y >= 4 && y < 60;
                ASSERT_EQ(pixels[static_cast<std::size_t>(y * 64 + x)], inside ? 0xFF888888 : shown_background)
                    << x << "," << y;
            }
    }
}

TEST(Raster, draws_nothing_outside_the_clip_rectangle)
{
    const Ramp ramp;
    Drawing d;
    d.clip = {10, 12, 20, 22};
    d.quad(0, 0, 100, 100, red);
    d.triangle({0, 0}, {100, 0}, {0, 100}, blue);
    d.quad(0, 0, 16, 16, red, 0, 0, 1, 1);
    const auto pixels = drawn(d.done(), 100, 100, ramp.mask());
    for (int y = 0; y < 100; ++y)
        for (int x = 0; x < 100; ++x)
            if (x < 10 || x >= 20 || y < 12 || y >= 22) {
                ASSERT_EQ(pixels[static_cast<std::size_t>(y * 100 + x)], shown_background);
            }
}

TEST(Raster, reports_only_the_tiles_that_changed)
{
    const Ramp ramp;
    Paper paper{320, 256};
    Rasteriser rasteriser{320, 256, background};
    const auto draw = [&](float x, ImU32 colour) {
        Drawing d;
        d.quad(0, 0, 320, 40, blue);
        d.quad(x, 70, x + 10, 80, colour);
        const auto changed = rasteriser.draw(d.done(), ramp.mask(), paper.surface());
        return std::vector<Box>{changed.begin(), changed.end()};
    };
    EXPECT_THAT(draw(5, red), testing::ElementsAre(Box{0, 0, 320, 256}));
    EXPECT_THAT(draw(5, red), testing::IsEmpty());
    EXPECT_THAT(draw(5, blue), testing::ElementsAre(Box{0, 64, 64, 128}));
    EXPECT_THAT(draw(70, blue), testing::ElementsAre(Box{0, 64, 128, 128}));
    rasteriser.invalidate();
    EXPECT_THAT(draw(70, blue), testing::ElementsAre(Box{0, 0, 320, 256}));
    EXPECT_EQ(rasteriser.tiles_drawn(), 20);
}

TEST(Raster, what_an_opaque_fill_hides_makes_no_tile_dirty)
{
    const Ramp ramp;
    Paper paper{128, 128};
    Rasteriser rasteriser{128, 128, background};
    const auto draw = [&](ImU32 hidden) {
        Drawing d;
        d.quad(10, 10, 50, 50, hidden);
        d.quad(0, 0, 128, 128, blue);
        return rasteriser.draw(d.done(), ramp.mask(), paper.surface()).size();
    };
    EXPECT_EQ(draw(red), 1U);
    EXPECT_EQ(draw(half_white), 0U);
}

namespace {

// Shapes of every kind at random places, some moved a little from the frame before.
Drawing random_drawing(std::mt19937& random)
{
    std::uniform_int_distribution<int> place{-1000, 6000};
    std::uniform_int_distribution<int> kind{0, 3};
    std::uniform_int_distribution<unsigned> colour{0, 0xFFFFFFFF};
    const auto coordinate = [&] { return static_cast<float>(place(random)) / 16.0F; };
    Drawing d;
    for (int i = 0; i < 12; ++i) {
        const float x = coordinate();
        const float y = coordinate();
        d.clip = kind(random) == 0 ? ImVec4{40, 50, 250, 200} : ImVec4{0, 0, 4000, 4000};
        switch (kind(random)) {
        case 0:
            d.quad(x, y, x + 90, y + 60, colour(random) | IM_COL32_A_MASK);
            break;
        case 1:
            d.quad(std::floor(x), std::floor(y), std::floor(x) + 12, std::floor(y) + 9, colour(random), 0.125F, 0.25F,
                   0.875F, 0.8125F);
            break;
        case 2:
            d.quad(x, y, x + 37, y + 41, colour(random), 0.25F, 0.25F, 0.75F, 0.5F);
            break;
        default:
            d.triangle({x, y}, {coordinate(), coordinate()}, {coordinate(), coordinate()}, colour(random));
            break;
        }
    }
    return d;
}

} // namespace

TEST(Raster, drawing_what_changed_gives_the_same_picture_as_drawing_all)
{
    const Ramp ramp;
    constexpr int width = 300;
    constexpr int height = 210;
    std::mt19937 random{2026};
    Paper paper{width, height};
    Rasteriser kept{width, height, background};
    for (int round = 0; round < 300; ++round) {
        // Every second frame repeats the one before but for one shape, as screens do.
        std::mt19937 replay{static_cast<unsigned>(round / 2)};
        Drawing d = random_drawing(replay);
        if (round % 2 == 1)
            d.quad(static_cast<float>(random() % 300), static_cast<float>(random() % 200), 250, 190, red);
        const std::vector<std::uint32_t> before = paper.memory;
        const auto changed = kept.draw(d.done(), ramp.mask(), paper.surface());
        ASSERT_TRUE(paper.border_intact());
        const auto whole = drawn(d.done(), width, height, ramp.mask());
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                ASSERT_EQ(paper.at(x, y), whole[static_cast<std::size_t>(y * width + x)])
                    << "round " << round << " at " << x << "," << y;
                const bool reported =
                    std::ranges::any_of(changed, [&](const Box& b) { return b.covers({x, y, x + 1, y + 1}); });
                const auto at = static_cast<std::size_t>((y + Paper::border) * paper.stride() + x + Paper::border);
                ASSERT_TRUE(reported || paper.memory[at] == before[at]) << "changed without saying so";
            }
    }
}

TEST(Raster, broken_coordinates_and_indices_write_nowhere_else)
{
    const Ramp ramp;
    constexpr float huge = 1.0e30F;
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    constexpr float infinite = std::numeric_limits<float>::infinity();
    const std::vector<float> bad{nan, infinite, -infinite, huge, -huge, 0, 50, -1.0e-30F, 16383.9F};
    std::mt19937 random{5};
    const auto pick = [&] { return bad[random() % bad.size()]; };
    for (int round = 0; round < 2000; ++round) {
        Drawing d;
        d.clip = {pick(), pick(), pick(), pick()};
        d.quad(pick(), pick(), pick(), pick(), red, pick(), pick(), pick(), pick());
        d.clip = {0, 0, 4000, 4000};
        d.quad(pick(), pick(), pick(), pick(), half_white, pick(), pick(), pick(), pick());
        d.triangle({pick(), pick()}, {pick(), pick()}, {pick(), pick()}, half_white);
        if (round % 2 == 0) d.list.IdxBuffer[static_cast<int>(random() % 15)] = static_cast<ImDrawIdx>(random());
        if (round % 3 == 0) d.list.CmdBuffer[1].ElemCount = static_cast<unsigned>(random());
        if (round % 5 == 0) d.list.CmdBuffer[1].IdxOffset = static_cast<unsigned>(random());
        if (round % 7 == 0) d.list.CmdBuffer[2].VtxOffset = static_cast<unsigned>(random());
        Paper paper{100, 70};
        Rasteriser rasteriser{100, 70, background};
        rasteriser.draw(d.done(), ramp.mask(), paper.surface());
        ASSERT_TRUE(paper.border_intact()) << "round " << round;
    }
    Drawing without_mask;
    without_mask.quad(0, 0, 20, 20, red, 0, 0, 1, 1);
    EXPECT_EQ(drawn(without_mask.done(), 20, 20, {})[0], shown_background);
}

} // namespace casustafel::test
