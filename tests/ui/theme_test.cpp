#include "ui/theme.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace casustafel::test {

namespace {

using ui::Colour;
using ui::Domain;
using ui::Status;
namespace theme = ui::theme;

constexpr double readable = 4.5;    // WCAG 2.2, 1.4.3
constexpr double very_readable = 7; // 1.4.6
constexpr double seen = 3;          // 1.4.11

double contrast_for(Colour text, Colour back)
{
    return ui::contrast(ui::in_high_contrast(text), ui::in_high_contrast(back));
}

} // namespace

TEST(Contrast, is_that_of_wcag)
{
    EXPECT_NEAR(ui::contrast({0x000000}, {0xFFFFFF}), 21.0, 1e-9);
    EXPECT_NEAR(ui::contrast({0x767676}, {0xFFFFFF}), 4.54, 0.01);
}

TEST(Contrast, of_every_pair_of_text_and_background_is_enough)
{
    const std::pair<Colour, Colour> pairs[] = {
        {theme::ink, theme::background},
        {theme::ink, theme::surface},
        {theme::ink, theme::soft},
        {theme::ink, theme::pressed},
        {theme::ink, theme::keyboard},
        {theme::muted, theme::background},
        {theme::muted, theme::surface},
        {theme::muted, theme::soft},
        {theme::muted, theme::pressed},
        {theme::primary, theme::surface},
        {theme::primary, theme::soft},
        {theme::primary, theme::pressed},
        {theme::on_primary, theme::primary},
        {theme::on_primary, theme::primary_pressed},
        {theme::on_primary, theme::bar_button},
        {theme::bar_muted, theme::primary},
        {theme::bar_muted, theme::bar_button},
        {theme::disabled_ink, theme::disabled_surface},
        {theme::disabled_ink, theme::surface},
        {theme::surface, theme::ink},
        {colours_of(Status::wrong).text, theme::surface},
        {colours_of(Status::wrong).text, theme::pressed},
    };
    for (const auto& [text, back] : pairs) {
        EXPECT_GE(ui::contrast(text, back), readable) << std::hex << text.rgb << " on " << back.rgb;
        EXPECT_GE(contrast_for(text, back), very_readable) << std::hex << text.rgb << " on " << back.rgb;
    }
}

TEST(Contrast, of_badges_and_avatars_is_enough)
{
    for (const Status status : {Status::neutral, Status::ok, Status::attention, Status::wrong, Status::info}) {
        const ui::StatusColours colours = ui::colours_of(status);
        EXPECT_GE(ui::contrast(colours.text, colours.fill), readable) << static_cast<int>(status);
        EXPECT_GE(ui::contrast(theme::surface, colours.text), readable) << "toast " << static_cast<int>(status);
        EXPECT_GE(contrast_for(colours.text, colours.fill), very_readable) << static_cast<int>(status);
        EXPECT_GE(contrast_for(theme::surface, colours.text), very_readable) << static_cast<int>(status);
    }
    const ui::StatusColours now = ui::colours_of(Status::now); // no toast has it
    EXPECT_GE(ui::contrast(now.text, now.fill), readable);
    EXPECT_GE(contrast_for(now.text, now.fill), very_readable);
    for (const Domain domain : {Domain::safety, Domain::care, Domain::municipal, Domain::other}) {
        EXPECT_GE(ui::contrast(theme::surface, ui::colour_of(domain)), readable) << static_cast<int>(domain);
        EXPECT_GE(contrast_for(theme::surface, ui::colour_of(domain)), very_readable) << static_cast<int>(domain);
    }
}

TEST(Contrast, of_the_focus_ring_is_enough_on_every_ground)
{
    for (const Colour ground : {theme::background, theme::surface, theme::primary, theme::soft, theme::keyboard,
                                theme::pressed, theme::disabled_surface, theme::bar_button}) {
        // The ring is dark outside and light inside: one of both stands out.
        EXPECT_GE(std::max(ui::contrast(theme::ink, ground), ui::contrast(theme::surface, ground)), seen);
        EXPECT_GE(std::max(contrast_for(theme::ink, ground), contrast_for(theme::surface, ground)), seen);
    }
}

TEST(Contrast, of_lines_around_what_can_be_touched_is_enough_when_asked_for)
{
    for (const Colour ground : {theme::background, theme::surface, theme::soft})
        EXPECT_GE(contrast_for(theme::line, ground), seen);
}

TEST(Metrics, gives_larger_text_fewer_units)
{
    const ui::Metrics panel{1920, 1080, 5.58};
    EXPECT_EQ(panel.scaled(150).width(), 1280);
    EXPECT_EQ(panel.scaled(150).height(), 720);
    EXPECT_EQ(panel.scaled(125).width(), 1536);
    EXPECT_EQ(panel.scaled(150).em_px(ui::Font::body), 39);
    EXPECT_EQ(panel.scaled(150).mm(12), 45);                                             // a finger stays a finger
    EXPECT_EQ((ui::Metrics{1280, 800, 5.9, 150}.scaled(150).em_px(ui::Font::body)), 26); // half as large again at most
}

TEST(Metrics, begin_larger_on_a_small_panel_so_that_a_finger_hits)
{
    const ui::Metrics ten_inch{1280, 800, 5.9};
    EXPECT_EQ(ten_inch.percent_for_fingers(), 150);
    EXPECT_LE(ten_inch.scaled(100).mm(12), 72);
    EXPECT_EQ(ten_inch.scaled(125).width(), ten_inch.scaled(150).width());
    EXPECT_EQ((ui::Metrics{1280, 800, 4.9}.percent_for_fingers()), 125);
    EXPECT_EQ((ui::Metrics{1920, 1080, 5.58}.percent_for_fingers()), 100);
}

TEST(Metrics, converts_without_drifting)
{
    for (const auto& [w, h] :
         {std::pair{1920, 1080}, std::pair{1280, 800}, std::pair{2560, 1440}, std::pair{1366, 768}}) {
        const ui::Metrics m{w, h, 5.58};
        EXPECT_GE(m.width(), 1920);
        EXPECT_GE(m.height(), 1080);
        EXPECT_LE(m.px(m.width()), w + 1);
        for (int units = -500; units < 2500; ++units) {
            EXPECT_LE(m.units(m.px(units)) - units, 1) << units;
            EXPECT_GE(m.units_up(m.px(units)) - units, -1) << units;
            EXPECT_GE(m.px(units + 1), m.px(units));
        }
    }
    EXPECT_EQ((ui::Metrics{1920, 1080, 5.58}.em_px(ui::Font::body)), 26);
    EXPECT_EQ((ui::Metrics{2560, 1440, 7.44, 125}.em_px(ui::Font::body)), 43);
}

} // namespace casustafel::test
