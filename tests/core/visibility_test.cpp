#include "core/visibility.h"

#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

void let_in(Table& table, const ParticipantId& id)
{
    table.give(command::DeclareSecrecy{id, {{{0.1, 0.1, 0}, {0.5, 0.4, 30}}}});
    table.give(command::CheckIn{id});
}

} // namespace

TEST(Visibility, masks_police_data_while_a_guest_is_present_and_shows_it_again_after)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::police, {}), std::nullopt);
    let_in(table, landlord);
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::police, {}),
              (Mask{MaskReason::not_cleared, landlord}));
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, {}), std::nullopt);
    table.give(command::StepOut{landlord, first_case});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::police, {}), std::nullopt);
    EXPECT_TRUE(masked(table.conference, second_case, Confidentiality::police, {}).has_value());
}

TEST(Visibility, asks_everyone_present_to_be_among_those_it_is_meant_for)
{
    Table table = Table::in_first_case();
    const Audience care{{PartnerId{"politie"}}, {Domain::care}};
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, care),
              (Mask{MaskReason::outside_audience, director}));
    table.give(command::StepOut{director, {}});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, care), std::nullopt);
}

TEST(Visibility, an_audience_that_names_nobody_is_for_nobody)
{
    const Table table = Table::in_first_case();
    EXPECT_TRUE(masked(table.conference, first_case, Confidentiality::general, Audience{}).has_value());
}

TEST(Visibility, shows_the_chair_alone_nothing_but_general)
{
    Table table;
    table.give(command::ImportPackage{example_package()});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, {}), std::nullopt);
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::justice, {}),
              (Mask{MaskReason::nobody_present, {}}));
}

TEST(Visibility, follows_the_clearances_of_the_package_before_the_default_of_the_kind)
{
    Partner partner = example_package().partners[0];
    EXPECT_TRUE(cleared(partner, Confidentiality::care_secret));
    partner.clearances = std::vector{Confidentiality::police};
    EXPECT_FALSE(cleared(partner, Confidentiality::care_secret));
    EXPECT_TRUE(cleared(partner, Confidentiality::general));
    partner.clearances.reset();
    partner.in_covenant = false;
    EXPECT_FALSE(cleared(partner, Confidentiality::police));
}
