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

} // namespace casustafel::test
