#include "support/screen_driver.h"
#include "ui/sample_screen.h"

#include <gtest/gtest.h>

namespace casustafel::test {

TEST(Sample, looks_as_it_did)
{
    std::string pressed;
    ScreenDriver driver{[&](ui::Frame& frame) { draw_sample(frame, pressed); }};
    driver.expect_usable();
    driver.expect_golden("sample");
}

namespace {

/// The controls that the sample screen doesn't show.
void draw_controls(ui::Frame& f)
{
    using namespace ui;
    f.fill(f.area(), theme::background);
    f.bar("Bevestigen · casus K.D.", "Iedere actiehouder bevestigt zelf");
    f.caption({32, 120, 300, 30}, "WAT");
    int x = 32;
    for (const char* label : {"… aanvragen", "… inplannen", "… afstemmen met"}) {
        const int width = f.chip_width(label);
        f.chip(std::string{"chip/"} + label, label, {x, 160, width, 68});
        x += width + 12;
    }
    f.pin_dots({32, 260}, 2, 4);
    f.check("check/open", "Niet delen met de politie", {32, 330, 500, 72}, false);
    f.check("check/vast", "Staat vast", {560, 330, 300, 72}, true, false);
    f.button("knop/gevaar", "Niet akkoord", {32, 430, 300, 80}, {.kind = ButtonKind::danger});
    f.button("knop/uit", "Nu niet", {350, 430, 300, 80}, {.enabled = false});
    f.pad("pad", {960, 120, 480, 450});
    f.signature("teken", {1460, 120, 430, 260}, {{{40, 150, 0}, {120, 40, 20}, {140, 160, 40}, {260, 60, 60}}});
    for (int i = 1; i <= static_cast<int>(Icon::pencil); ++i)
        f.icon(static_cast<Icon>(i), {32 + i * 46, 560, 34, 34}, theme::ink);
    f.text({32, 620, 800, 44}, "ı ş ğ ł ą ę ć š ž ț € ’ – … ✓ ‹ › →");
    f.toast("Niet opgeslagen, probeer opnieuw", Status::wrong);
}

} // namespace

TEST(Controls, look_as_they_did)
{
    ScreenDriver driver{draw_controls};
    driver.expect_usable();
    driver.press("knop/gevaar");
    driver.expect_golden("controls");
}

TEST(Controls, look_as_they_did_under_a_sheet)
{
    ScreenDriver driver{[](ui::Frame& f) {
        draw_controls(f);
        f.sheet("vraag", {500, 200, 900, 500}, [&](ui::Rect inside) {
            f.text(inside.cut_top(60), "Weet je het zeker?", {.font = ui::Font::title});
            f.button("vraag/ja", "Ja, sluit de casus", inside.cut_bottom(104), {.kind = ui::ButtonKind::primary});
        });
    }};
    driver.key(ui::Key::tab);
    EXPECT_EQ(driver.shell().interaction().focus, "vraag/ja");
    driver.expect_golden("sheet");
}

} // namespace casustafel::test
