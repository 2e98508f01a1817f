#include "firmware/preferences_file.h"

#include <gtest/gtest.h>

namespace casustafel::test {

using ui::Preferences;

TEST(PreferencesFile, gives_back_what_was_written)
{
    for (const Preferences& one :
         {Preferences{}, Preferences{150, true, false, true, false}, Preferences{125, false, true, false, true}})
        EXPECT_EQ(device::read_preferences(device::write_preferences(one)), one);
}

TEST(PreferencesFile, that_is_damaged_keeps_nobody_out)
{
    EXPECT_EQ(device::read_preferences("text_percent=9000\ncalm\n=1\n\xFF\nspeech=yes"), Preferences{});
    EXPECT_TRUE(device::read_preferences("text_percent=7\nhigh_contrast=1").high_contrast);
}

} // namespace casustafel::test
