#include "support/temp_dir.h"
#include "ui/shell/panel/card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace casustafel::test {

using testing::HasSubstr;

TEST(Card, that_is_not_there_is_said_in_a_sentence)
{
    const support::TempDir folder;
    const auto card = ui::panel::Card::open(folder.path().string());
    ASSERT_FALSE(card);
    EXPECT_EQ(card.error().code, core::Errc::storage);
    EXPECT_THAT(card.error().detail, HasSubstr("no display: there is no card in " + folder.path().string()));
}

TEST(Card, without_a_display_is_said_in_a_sentence)
{
    const support::TempDir folder;
    std::ofstream{folder.path() / "card0"} << "no card";
    const auto card = ui::panel::Card::open(folder.path().string());
    ASSERT_FALSE(card);
    EXPECT_THAT(card.error().detail, HasSubstr("no display: nothing is connected to"));
    EXPECT_THAT(card.error().detail, HasSubstr("card0"));
}

} // namespace casustafel::test
