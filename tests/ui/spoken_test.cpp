#include "support/screen_driver.h"
#include "ui/theme.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

// What speech says of each kind of thing, in a picture for those who read.

namespace casustafel::test {

namespace {

using ui::Frame;
using ui::Rect;

/// What is read aloud when a finger touches each of these once.
std::vector<std::string> heard()
{
    ScreenDriver driver{[](Frame& f) {
        f.prefer({.speech = true});
        f.button("terug", "Terug naar agenda", {20, 20, 600, 80});
        f.button("klaar", "Klaar", {20, 120, 600, 80}, {.enabled = false});
        f.button("overzicht", "Overzicht", {20, 220, 600, 80}, {.selected = true, .role = ui::Role::tab});
        f.check("mee", "Toon de vraag", {20, 320, 600, 80}, true);
        f.check("niet", "Toon de afspraken", {20, 420, 600, 80}, false);
        f.field("naam", {20, 520, 600, 80}, "S. Bouazza", {.label = "Naam"});
        f.signature("tekenen", {20, 620, 600, 300}, {});
    }};
    std::vector<std::string> all;
    for (const char* target : {"terug", "klaar", "overzicht", "mee", "niet", "naam", "tekenen"}) {
        driver.shell().take_speech();
        const ui::Point middle = driver.target(target).rect.centre();
        driver.drag(middle, middle);
        driver.settle();
        for (const std::string& sentence : driver.shell().take_speech())
            if (!sentence.empty()) all.push_back(sentence);
    }
    return all;
}

} // namespace

TEST(Spoken, look_as_they_did)
{
    const std::vector<std::string> sentences = heard();
    ScreenDriver driver{[&](Frame& f) {
                            constexpr int row = 84;
                            f.fill(f.area(), ui::theme::surface);
                            Rect content = f.area().inset(40);
                            for (const std::string& words : sentences) {
                                const Rect line = content.cut_top(row);
                                f.separator(line);
                                f.text(line, words, {.font = ui::Font::strong, .valign = ui::VAlign::middle});
                            }
                        },
                        1920, 700, 5.58};
    driver.expect_golden("uitgesproken");
}

} // namespace casustafel::test
