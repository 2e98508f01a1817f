#include "support/table_driver.h"

#include <gtest/gtest.h>

#include <string>

// An agreement is withdrawn with a reason and after a second thought, never by one tap.

namespace casustafel::test {

namespace {

class Withdrawing : public testing::Test {
protected:
    Withdrawing()
    {
        table.start_conference().tap("agenda/open/1");
        table.agree("Briefadres regelen", "m-de-vries", 6);
        number = std::to_string(agreement().number);
        table.tap("afspraak/" + number).tap("nieuw/intrekken");
    }
    const core::Agreement& agreement() const { return table.open_case().agreements.front(); }

    TableDriver table;
    std::string number;
};

} // namespace

TEST_F(Withdrawing, asks_why_before_anything_is_withdrawn)
{
    EXPECT_FALSE(agreement().withdrawn_at);
    EXPECT_EQ(table.state().sheet, ui::Sheet::withdraw);
    EXPECT_FALSE(table.target_enabled("intrekken/ok"));
    table.tap("intrekken/zin/2").tap("intrekken/ok");
    EXPECT_TRUE(agreement().withdrawn_at);
    EXPECT_EQ(agreement().withdrawn_because, "Verkeerd genoteerd");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    EXPECT_NE(table.golden().find("Ingetrokken"), std::string::npos);
}

TEST_F(Withdrawing, takes_a_reason_in_the_chairs_own_words)
{
    table.tap("intrekken/reden").type("Moeder regelt het zelf").tap("intrekken/ok");
    EXPECT_EQ(agreement().withdrawn_because, "Moeder regelt het zelf");
}

TEST_F(Withdrawing, says_who_did_the_chair_or_the_owner_who_is_there)
{
    table.tap_all({"intrekken/zin/0", "intrekken/door/1", "intrekken/ok"});
    EXPECT_EQ(agreement().withdrawn_by.value(), "m-de-vries");
}

TEST_F(Withdrawing, leaves_the_agreement_and_its_draft_alone_on_second_thoughts)
{
    table.tap("intrekken/zin/0").tap("intrekken/niet");
    EXPECT_FALSE(agreement().withdrawn_at);
    EXPECT_EQ(table.state().screen, ui::Screen::agreement);
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "Briefadres regelen");
    table.tap("nieuw/intrekken");
    EXPECT_FALSE(table.target_enabled("intrekken/ok")) << "the reason is asked anew";
}

TEST_F(Withdrawing, keeps_the_reason_when_the_disk_takes_nothing)
{
    table.break_disk();
    table.tap("intrekken/zin/0").tap("intrekken/ok");
    EXPECT_EQ(table.state().sheet, ui::Sheet::withdraw);
    EXPECT_FALSE(agreement().withdrawn_at);
    table.heal_disk();
    table.tap("intrekken/ok");
    EXPECT_TRUE(agreement().withdrawn_at);
}

} // namespace casustafel::test
