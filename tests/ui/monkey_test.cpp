#include "support/table_driver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Nobody at the table touches as the designer meant: ten thousand taps without sense, the same ones each time.

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;

constexpr int most_taps = 10'000;
constexpr int taps_each = 1000;
constexpr int most_steps_home = 8;

/// Where a finger goes to be one screen nearer to the agenda, on each screen.
constexpr std::array ways_back{"casus/agenda",    "nieuw/annuleren", "bevestigen/casus", "besluit/casus",
                               "afronden/agenda", "aanwezig/agenda", "zoek/terug"};

/// Leads nowhere further: half of what could be tapped, were each as likely.
constexpr std::array dull_ones{"agenda/vergrendel", "afschermen",        "hulp",
                               "weergave",          "afronden/verzegel", "agenda/afronden"};

/// Taps, drags, types and waits without knowing what it does. A panel of few pixels draws quickly and has the layout of
/// a large one.
class Monkey {
public:
    explicit Monkey(std::uint32_t seed) : random_{seed}
    {
        ui::Preferences calm; // sheets don't slide: a third of the frames
        calm.calm = true;
        table_.prefer(calm);
    }

    /// How often it tapped: less when the conference was sealed before.
    int play(int taps);
    /// Gets back to the agenda by touch alone, locks there, and unlocks.
    void go_home();

    TableDriver& table() { return table_; }
    const std::set<ui::Screen>& screens() const { return screens_; }
    const std::set<ui::Sheet>& sheets() const { return sheets_; }
    int commands() const { return commands_; }

private:
    int any(int below) { return static_cast<int>(random_() % static_cast<std::uint32_t>(below)); }
    ui::Point any_place() { return {any(table_.shell().metrics().width()), any(table_.shell().metrics().height())}; }
    void tap_any_target();
    void tap_any_place();
    void do_anything_else();
    void unlock();
    void touch(std::string_view target);
    void look();

    std::mt19937 random_;
    TableDriver table_{320, 180, 5.58 / 6};
    std::set<ui::Screen> screens_;
    std::set<ui::Sheet> sheets_;
    int commands_ = 0;
    int locked_for_ = 0;
};

int Monkey::play(int taps)
{
    for (int n = 1; n <= taps; ++n) {
        if (any(5) > 0)
            tap_any_target();
        else
            tap_any_place();
        if (any(10) == 0) do_anything_else();
        look();
        if (testing::Test::HasFailure()) return n;
        locked_for_ = table_.state().screen == ui::Screen::lock ? locked_for_ + 1 : 0;
        if (locked_for_ > 5) unlock();
        if (any(60) == 0) go_home();
        if (table_.snapshot().conference && table_.conference().sealed_at) {
            go_home();
            return n;
        }
    }
    return taps;
}

void Monkey::tap_any_target()
{
    std::vector<std::string> targets;
    int top = 0;
    for (const ui::Target& target : table_.shell().targets()) top = std::max(top, target.layer);
    for (const ui::Target& target : table_.shell().targets()) {
        const bool dull = target.role == ui::Role::key ||
                          std::ranges::find(ways_back, target.name) != ways_back.end() ||
                          std::ranges::find(dull_ones, target.name) != dull_ones.end();
        if (target.layer == top && target.enabled && (!dull || any(10) == 0)) targets.push_back(target.name);
    }
    if (targets.empty()) return tap_any_place();
    const std::string& target = targets[static_cast<std::size_t>(any(static_cast<int>(targets.size())))];
    const ui::Target* found = table_.shell().find(target);
    if (found->role == ui::Role::drawing)
        table_.sign(target);
    else
        table_.shell().tap(target);
}

void Monkey::tap_any_place()
{
    const ui::Metrics& metrics = table_.shell().metrics();
    const ui::Point at = any_place();
    const std::int64_t now = table_.shell().now_ms();
    const auto finger = [&](ui::PointerEvent::Phase phase, std::int64_t later) {
        table_.shell().push(ui::PointerEvent{any(2), phase, metrics.px(at.x), metrics.px(at.y), now + later});
        table_.shell().settle();
    };
    finger(ui::PointerEvent::Phase::down, 0);
    finger(any(20) == 0 ? ui::PointerEvent::Phase::cancel : ui::PointerEvent::Phase::up, 60);
}

void Monkey::do_anything_else()
{
    constexpr std::array keys{ui::Key::tab,   ui::Key::back_tab, ui::Key::enter, ui::Key::escape,    ui::Key::down,
                              ui::Key::right, ui::Key::erase,    ui::Key::home,  ui::Key::select_all};
    switch (any(7)) {
    case 0:
        table_.shell().drag(any_place(), any_place());
        break;
    case 1:
        table_.type("Één plek bij €");
        break;
    case 2:
        table_.key(keys.at(static_cast<std::size_t>(any(static_cast<int>(keys.size())))));
        break;
    case 3:
        table_.wait(std::chrono::seconds{any(600)});
        break;
    case 4:
        any(2) == 0 ? table_.break_disk() : table_.heal_disk();
        break;
    case 5:
        any(2) == 0 ? table_.hold() : table_.commit();
        break;
    case 6:
        table_.change([&](ui::Snapshot& now) {
            now.device.bureau_reached = any(2) == 0;
            now.device.retry_at.reset();
        });
        break;
    }
}

void Monkey::touch(std::string_view target)
{
    // With speech the first touch reads aloud, and the second acts.
    const bool reads = table_.state().preferences.speech && table_.shell().interaction().heard != target;
    table_.tap(target);
    if (reads) table_.tap(target);
}

void Monkey::unlock()
{
    locked_for_ = 0;
    table_.change([](ui::Snapshot& now) { now.device.retry_at.reset(); });
    if (table_.state().leaving) touch("vraag/weggooien");
    if (table_.state().sheet != ui::Sheet::none) touch("sluiten");
    touch("lock/wis");
    for (const char digit : std::string_view{"123456"}) touch(std::string{"lock/"} + digit);
    touch("lock/ok");
    look();
    if (table_.has("agenda/kies/0")) touch("agenda/kies/0");
}

void Monkey::go_home()
{
    table_.heal_disk();
    table_.commit();
    for (int step = 0; step < most_steps_home; ++step) {
        const ui::State& now = table_.state();
        if (now.screen == ui::Screen::lock) return unlock();
        if (now.privacy) {
            touch("verder");
        } else if (now.leaving) {
            touch("vraag/weggooien");
        } else if (now.sheet != ui::Sheet::none) {
            constexpr std::array closing{"intrekken/niet", "verzegelen/terug", "sluiten"};
            touch(*std::ranges::find_if(closing,
                                        [&](const char* one) { return table_.has(one) || one == closing.back(); }));
        } else if (now.screen == ui::Screen::today) {
            touch("agenda/vergrendel");
            return unlock();
        } else if (table_.has("afronden/vergrendel")) {
            return touch("afronden/vergrendel");
        } else {
            const auto way = std::ranges::find_if(ways_back, [&](const char* one) { return table_.has(one); });
            ASSERT_NE(way, ways_back.end()) << "no way back from:\n" << table_.golden();
            touch(*way);
        }
    }
    ADD_FAILURE() << "the agenda is too far from:\n" << table_.golden();
}

void Monkey::look()
{
    screens_.insert(table_.state().screen);
    sheets_.insert(table_.state().sheet);
    commands_ += static_cast<int>(table_.take_commands().size());
    const bool away = table_.has("afschermen") || table_.has("verder") || table_.has("lock/ok") ||
                      table_.has("agenda/vergrendel") || table_.has("afronden/vergrendel");
    EXPECT_TRUE(away) << "what is on the screen can't be hidden:\n" << table_.golden();
    EXPECT_FALSE(table_.shell().targets().empty());
    EXPECT_FALSE(table_.shell().pixels().empty()); // it can be drawn, too
}

void leave_without_ground(TableDriver& table)
{
    const core::Case& first = *table.conference().cases.front().brief;
    table.give(core::command::RecordCriterion{first.id, first.criteria[2].id, false, "De signalen zijn oud"});
}

} // namespace

TEST(Screens, survive_ten_thousand_taps_without_sense_and_always_lead_back)
{
    std::set<ui::Screen> screens;
    std::set<ui::Sheet> sheets;
    int commands = 0;
    int taps = 0;
    for (std::uint32_t seed = 1; taps < most_taps; ++seed) {
        SCOPED_TRACE(testing::Message() << "monkey " << seed);
        Monkey monkey{seed};
        // Some come before the start, and some find a case without a ground.
        if (seed % 3 != 0) monkey.table().start_conference();
        if (seed % 3 == 1) leave_without_ground(monkey.table());
        // And some in the middle of a case, from where all of its screens are near.
        if (seed % 3 != 0 && seed % 2 == 0) monkey.table().tap("agenda/open/2");
        // And some near the end, which the others seldom get to.
        if (seed % 6 == 5) monkey.table().tap("agenda/afronden");
        taps += monkey.play(std::min(taps_each, most_taps - taps));
        if (HasFailure()) return;
        screens.insert(monkey.screens().begin(), monkey.screens().end());
        sheets.insert(monkey.sheets().begin(), monkey.sheets().end());
        commands += monkey.commands();
    }
    for (int n = 0; n <= static_cast<int>(ui::Screen::search); ++n)
        EXPECT_TRUE(screens.contains(static_cast<ui::Screen>(n))) << "the monkeys missed screen " << n;
    EXPECT_GT(sheets.size(), 10U) << "the monkeys missed most sheets";
    EXPECT_GT(commands, 500) << "the monkeys did nothing";
}

} // namespace casustafel::test
