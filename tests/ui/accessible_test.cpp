#include "support/screen_driver.h"
#include "support/table_driver.h"

#include <gtest/gtest.h>

#include <algorithm>

// What speech reads and tests find widgets by.

namespace casustafel::test {

namespace {

using ui::AccessibleNode;
using ui::Frame;
using ui::Role;

bool mentions(const std::vector<AccessibleNode>& nodes, std::string_view words)
{
    return std::ranges::any_of(nodes, [&](const AccessibleNode& node) {
        return node.name.contains(words) || node.value.contains(words) || node.shown.contains(words);
    });
}

} // namespace

TEST(AccessibilityTree, has_role_name_state_and_value_of_every_widget)
{
    ScreenDriver driver{[](Frame& f) {
        f.text({20, 20, 200, 40}, "Een zin die niet op deze regel past", {.fit = ui::Fit::shorten});
        f.button("terug", {}, {20, 100, 100, 80}, {.icon = ui::Icon::left, .spoken = "Terug"});
        f.button("klaar", "Klaar", {140, 100, 200, 80}, {.enabled = false});
        f.check("mee", "Doet mee", {20, 200, 400, 80}, true);
        f.field("naam", {20, 300, 400, 80}, "Bouazza", {.label = "Naam"});
        f.secret_field("zin", {20, 400, 400, 80}, 6, "Wachtwoordzin");
    }};
    const ui::OffscreenShell& shell = driver.shell();
    const AccessibleNode& sentence = shell.accessible().front();
    EXPECT_EQ(sentence.role, Role::text);
    EXPECT_EQ(sentence.name, "Een zin die niet op deze regel past");
    EXPECT_TRUE(sentence.shown.ends_with("…"));
    ASSERT_NE(shell.find_named(Role::button, "Terug"), nullptr);
    EXPECT_EQ(shell.find_named(Role::button, "Terug")->id, "terug");
    EXPECT_FALSE(shell.find_named(Role::button, "Klaar")->enabled);
    EXPECT_EQ(shell.find_named(Role::check, "Doet mee")->checked, true);
    EXPECT_EQ(shell.find_named(Role::field, "Naam")->value, "Bouazza");
    EXPECT_EQ(shell.find_named(Role::field, "Wachtwoordzin")->value, "••••••");
    EXPECT_TRUE(shell.find_named(Role::field, "Wachtwoordzin")->secret);
    driver.tap("naam");
    EXPECT_TRUE(shell.find_named(Role::field, "Naam")->focused);
    EXPECT_FALSE(shell.find_named(Role::button, "Terug")->focused);
}

TEST(AccessibilityTree, leads_a_finger_to_a_widget_by_its_name)
{
    TableDriver table;
    table.open_conference();
    const AccessibleNode* help = table.shell().find_named(Role::button, "Hulp");
    ASSERT_NE(help, nullptr);
    table.tap(std::string{help->id});
    EXPECT_NE(table.shell().find_named(Role::button, "Sluiten"), nullptr);
}

TEST(AccessibilityTree, holds_nothing_that_is_masked)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Depot voortzetten na vrijlating", "r-hoekstra", 20, core::Confidentiality::care_secret);
    EXPECT_TRUE(mentions(table.shell().accessible(), "Depot voortzetten"));
    table.let_guest_in();
    for (const char* tab : {"casus/tab/0", "casus/tab/2", "casus/tab/4"}) {
        table.tap(tab);
        EXPECT_FALSE(mentions(table.shell().accessible(), "Depot")) << tab;
    }
    table.tap("casus/bevestigen").tap("bevestigen/wie/r-hoekstra");
    EXPECT_FALSE(mentions(table.shell().accessible(), "Depot"));
}

} // namespace casustafel::test
