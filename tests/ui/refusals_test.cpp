#include "support/screen_driver.h"
#include "ui/in_english.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

// Most refusals are there for what two people do at the same time or what a screen doesn't offer; each is a sentence
// that somebody may read all the same.

namespace casustafel::test {

namespace {

using ui::Frame;
using ui::Rect;

std::vector<std::string> all_refusals()
{
    std::vector<std::string> sentences;
    for (std::size_t n = 0; n < core::refusal_count; ++n) sentences.push_back(ui::words(static_cast<core::Refusal>(n)));
    return sentences;
}

void expect_said_whole()
{
    for (const std::string& words : all_refusals()) {
        ScreenDriver driver{[&](Frame& f) { f.toast(words, ui::Status::wrong); }};
        EXPECT_EQ(driver.golden(), words + "\n");
    }
}

} // namespace

TEST(Refusals, are_said_whole_in_a_message_that_passes)
{
    expect_said_whole();
    const InEnglish english;
    expect_said_whole();
}

TEST(Refusals, look_as_they_did)
{
    constexpr int row = 84;
    const std::vector<std::string> sentences = all_refusals();
    const int height = static_cast<int>(sentences.size() + 1) * row;
    ScreenDriver driver{[&](Frame& f) {
                            f.fill(f.area(), ui::theme::surface);
                            Rect content = f.area().inset(40);
                            for (const std::string& words : sentences) {
                                const Rect line = content.cut_top(row);
                                f.separator(line);
                                f.text(line, words, {.font = ui::Font::strong, .valign = ui::VAlign::middle});
                            }
                        },
                        1920, height, 5.58};
    driver.expect_golden("weigeringen");
}

} // namespace casustafel::test
