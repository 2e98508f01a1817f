#include "support/screen_driver.h"
#include "ui/in_english.h"
#include "ui/scene_parts.h"
#include "ui/scenes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

// Each screen as text and picture, and usable on every panel.

namespace casustafel::test {

namespace {

struct Panel {
    int width;
    int height;
    double px_per_mm;
};

constexpr Panel usual{1920, 1080, 5.58};

/// Another way to see a screen than the usual one.
struct Look {
    const char* name;
    Panel panel;
    int text_percent = 100;
};

constexpr std::array looks{Look{"1280x800", {1280, 800, 3.86}}, Look{"2560x1440", {2560, 1440, 7.44}},
                           Look{"125", usual, 125}, Look{"150", usual, 150}};

/// What is pictured on every panel and with all text: what is at a limit, and the screens that an afternoon goes
/// through.
std::vector<Scene> scenes_of_every_look()
{
    static constexpr std::array usual_ones{
        "vergrendeld", "vergrendeld-zin",   "agenda",           "aanwezig",          "casus",
        "plan",        "afspraak-meer",     "bevestigen",       "besluit-afschalen", "afronden",
        "verzenden",   "perspectief-typen", "voorbehoud-gevuld"};
    std::vector<Scene> some = scenes_of_limits();
    for (const Scene& scene : scenes())
        if (std::ranges::find(usual_ones, std::string_view{scene.name}) != usual_ones.end()) some.push_back(scene);
    return some;
}

/// A scene that was reached on a panel.
class Reached {
public:
    explicit Reached(const Scene& scene, const Panel& panel = usual)
        : of_{scene.of}, table_{scene.package(), panel.width, panel.height, panel.px_per_mm}
    {
        scene.reach(table_);
    }
    TableDriver& table() { return table_; }
    ui::OffscreenShell& shell() { return of_ == Scene::Of::room ? table_.room() : table_.shell(); }

private:
    Scene::Of of_;
    TableDriver table_;
};

/// Every scene.
class Pictures : public testing::TestWithParam<std::size_t> {
protected:
    static Scene scene() { return scenes()[GetParam()]; }
};

/// Another panel or other text.
class Looks : public testing::TestWithParam<std::tuple<std::size_t, std::size_t>> {
protected:
    static Scene scene() { return scenes_of_every_look()[std::get<0>(GetParam())]; }
    static const Look& look() { return looks.at(std::get<1>(GetParam())); }
};

/// Each layout.
class Screens : public testing::TestWithParam<std::size_t> {
protected:
    static Scene scene() { return swept_scenes()[GetParam()]; }
};

} // namespace

TEST_P(Pictures, look_as_they_did)
{
    Reached reached{scene()};
    expect_golden(reached.shell(), scene().name);
    for (const std::string& text : reached.shell().clipped()) ADD_FAILURE() << "does not fit: " << text;
}

TEST_P(Looks, look_as_they_did)
{
    Reached reached{scene(), look().panel};
    reached.table().prefer({.text_percent = look().text_percent});
    expect_golden(reached.shell(), std::string{scene().name} + "@" + look().name);
    for (const std::string& text : reached.shell().clipped()) ADD_FAILURE() << "does not fit: " << text;
}

TEST_P(Pictures, name_everything_that_can_be_touched)
{
    Reached reached{scene()};
    const std::vector<ui::AccessibleNode>& nodes = reached.shell().accessible();
    for (const ui::AccessibleNode& node : nodes) {
        EXPECT_FALSE(node.name.empty()) << node.id << " in " << scene().name;
        // A sign is no word: speech would say nothing, or "vraagteken". Keys and digits are what they say.
        const bool letters =
            std::ranges::any_of(node.name, [](unsigned char c) { return std::isalnum(c) != 0 || c > 127; });
        EXPECT_TRUE(letters || node.role == ui::Role::key) << node.name << " in " << scene().name;
    }
    for (const ui::Target& target : reached.shell().targets()) {
        if (target.rect.empty()) continue;
        const auto node = std::ranges::find(nodes, target.name, &ui::AccessibleNode::id);
        ASSERT_NE(node, nodes.end()) << target.name;
        EXPECT_EQ(node->enabled, target.enabled);
        EXPECT_EQ(node->checked.has_value(), target.role == ui::Role::check);
    }
}

TEST_P(Screens, can_be_used_on_every_panel)
{
    for (const Panel& panel : {usual, Panel{1280, 800, 3.86}, Panel{2560, 1440, 7.44}, Panel{1280, 800, 5.9}}) {
        SCOPED_TRACE(std::string{scene().name} + " at " + std::to_string(panel.width));
        expect_usable(Reached{scene(), panel}.shell());
    }
}

TEST_P(Screens, are_walked_with_the_tab_key_alone)
{
    Reached reached{scene()};
    ui::OffscreenShell& shell = reached.shell();
    int top = 0;
    for (const ui::Target& target : shell.targets()) top = std::max(top, target.layer);
    std::set<std::string> unreached;
    for (const ui::Target& target : shell.targets())
        if (target.layer == top && target.enabled && target.role != ui::Role::key) unreached.insert(target.name);
    // Twice around: a field that has the keyboard takes the room of what is below it.
    const std::size_t steps = 2 * unreached.size() + 4;
    for (std::size_t i = 0; i < steps && !unreached.empty(); ++i) {
        shell.key(ui::Key::tab);
        EXPECT_TRUE(shell.interaction().ring);
        unreached.erase(shell.interaction().focus);
    }
    EXPECT_THAT(unreached, testing::IsEmpty()) << scene().name;
}

TEST_P(Screens, can_be_used_at_every_size_of_text)
{
    for (const int percent : {125, 150}) {
        SCOPED_TRACE(std::string{scene().name} + " at " + std::to_string(percent) + " percent");
        Reached reached{scene()};
        reached.table().prefer({.text_percent = percent});
        expect_usable(reached.shell());
    }
    for (const Panel& panel : {Panel{1280, 800, 3.86}, Panel{2560, 1440, 7.44}}) {
        SCOPED_TRACE(std::string{scene().name} + " at 150 percent of " + std::to_string(panel.width));
        Reached reached{scene(), panel};
        reached.table().prefer({.text_percent = 150});
        expect_usable(reached.shell());
    }
}

TEST_P(Screens, have_room_for_the_english_words)
{
    const InEnglish english;
    Reached reached{scene()};
    EXPECT_THAT(reached.shell().clipped(), testing::IsEmpty()) << scene().name;
    reached.table().prefer({.text_percent = 150});
    EXPECT_THAT(reached.shell().clipped(), testing::IsEmpty()) << scene().name << " at 150 percent";
}

TEST_P(Screens, can_be_used_with_the_left_hand_at_150_percent)
{
    Reached reached{scene()};
    reached.table().prefer({.text_percent = 150, .left_handed = true});
    expect_usable(reached.shell());
}

namespace {

std::string name_in(const std::vector<Scene>& list, std::size_t number)
{
    std::string name = list[number].name;
    std::ranges::replace(name, '-', '_');
    return name;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Every, Pictures, testing::Range(std::size_t{0}, scenes().size()),
                         [](const auto& which) { return name_in(scenes(), which.param); });
INSTANTIATE_TEST_SUITE_P(Every, Looks,
                         testing::Combine(testing::Range(std::size_t{0}, scenes_of_every_look().size()),
                                          testing::Range(std::size_t{0}, looks.size())),
                         [](const auto& which) {
                             return name_in(scenes_of_every_look(), std::get<0>(which.param)) + "_at_" +
                                    looks.at(std::get<1>(which.param)).name;
                         });
INSTANTIATE_TEST_SUITE_P(Every, Screens, testing::Range(std::size_t{0}, swept_scenes().size()),
                         [](const auto& which) { return name_in(swept_scenes(), which.param); });

} // namespace casustafel::test
