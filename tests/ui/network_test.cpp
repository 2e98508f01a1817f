#include "support/table_driver.h"
#include "ui/views/views.h"

#include <gtest/gtest.h>

#include <algorithm>

// The network of a case as a diagram: who stands in it, and that a count tells nothing that is masked.

namespace casustafel::test {

namespace {

const ui::NetworkNode* node_of(const ui::NetworkView& view, std::string_view name)
{
    const auto node = std::ranges::find(view.organisations, name, &ui::NetworkNode::name);
    return node == view.organisations.end() ? nullptr : &*node;
}

ui::NetworkView network_of(const TableDriver& table)
{
    return ui::network_view(table.conference(), table.open_case());
}

} // namespace

TEST(Network, has_the_organisation_of_the_case_lead_first)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1").tap("casus/tab/3");
    const ui::NetworkView view = network_of(table);
    ASSERT_FALSE(view.organisations.empty());
    EXPECT_EQ(view.organisations.front().name, "Reclassering");
    EXPECT_TRUE(view.organisations.front().leads);
    EXPECT_EQ(std::ranges::count_if(view.organisations, &ui::NetworkNode::leads), 1);
    EXPECT_NE(table.golden().find("Casusregie"), std::string::npos);
}

TEST(Network, follows_when_the_table_appoints_another_case_lead)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.give(core::command::AppointCaseLead{table.open_case().brief->id, core::ParticipantId{"r-hoekstra"}});
    const ui::NetworkView view = network_of(table);
    EXPECT_EQ(view.organisations.front().name, "GGZ De Linde");
    EXPECT_FALSE(node_of(view, "Reclassering")->leads);
}

TEST(Network, says_who_is_invited_but_not_at_the_table)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    const ui::NetworkView view = network_of(table);
    ASSERT_NE(node_of(view, "Openbaar Ministerie"), nullptr);
    EXPECT_NE(node_of(view, "Openbaar Ministerie")->people.find("niet aan tafel"), std::string::npos);
    EXPECT_EQ(node_of(view, "Reclassering")->people, "S. Bouazza");
}

TEST(Network, counts_no_agreement_that_those_present_may_not_see)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    EXPECT_EQ(node_of(network_of(table), "Politie Rivierenkust")->load, "1 open afspraak");
    EXPECT_EQ(node_of(network_of(table), "GGZ De Linde")->load, "1 open afspraak");
    table.let_guest_in();
    EXPECT_TRUE(node_of(network_of(table), "Politie Rivierenkust")->load.empty());
    EXPECT_TRUE(node_of(network_of(table), "GGZ De Linde")->load.empty());
    EXPECT_EQ(node_of(network_of(table), "DJI, PI De Dijk")->load, "1 open afspraak");
}

} // namespace casustafel::test
