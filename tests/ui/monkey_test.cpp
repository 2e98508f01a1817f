#include "support/table_driver.h"
#include "ui/monkey.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Nobody at the table touches as the designer meant: ten thousand taps without sense, the same ones each time; first
// wherever they lead, and then ten thousand on each screen.

namespace casustafel::test {

namespace {

constexpr int most_taps = 10'000;
constexpr int taps_each = 1000;
constexpr int most_steps_home = 9;

/// Where a finger goes to be one screen nearer to the agenda, on each screen.
constexpr std::array ways_back{"casus/agenda",    "nieuw/annuleren", "bevestigen/casus", "besluit/casus",
                               "afronden/agenda", "aanwezig/agenda", "zoek/terug"};

/// Leads nowhere further: half of what could be tapped, were each as likely.
constexpr std::array dull_ones{"agenda/vergrendel", "afschermen",        "hulp",
                               "weergave",          "afronden/verzegel", "agenda/afronden"};

bool dull(const ui::Target& target)
{
    return target.role == ui::Role::key || std::ranges::find(ways_back, target.name) != ways_back.end() ||
           std::ranges::find(dull_ones, target.name) != dull_ones.end();
}

/// A screen, and the touches that lead to it from the agenda of a conference that has begun.
struct Place {
    ui::Screen screen;
    const char* name;
    std::vector<std::string> way;
};

std::vector<Place> places()
{
    using ui::Screen;
    return {{Screen::lock, "lock", {"agenda/vergrendel"}},
            {Screen::today, "agenda", {}},
            {Screen::attendance, "attendance", {"agenda/aanwezigheid"}},
            {Screen::in_case, "case", {"agenda/open/2"}},
            {Screen::agreement, "agreement", {"agenda/open/2", "casus/nieuw"}},
            {Screen::confirm, "confirm", {"agenda/open/2", "casus/bevestigen"}},
            {Screen::decision, "decision", {"agenda/open/2", "casus/besluit"}},
            {Screen::seal, "seal", {"agenda/afronden"}},
            {Screen::search, "search", {"agenda/zoek"}}};
}

/// Taps, drags, types and waits at a table without knowing what it does. A panel of few pixels draws quickly and has
/// the layout of a large one.
class Monkey {
public:
    explicit Monkey(std::uint32_t seed) : hand_{seed}
    {
        ui::Preferences calm; // sheets don't slide: a third of the frames
        calm.calm = true;
        table_.prefer(calm);
    }

    /// Wherever its taps lead. How often it tapped: less when the conference was sealed before.
    int wander(int taps);
    /// Taps on one screen and the sheets over it, and comes back when its taps led away. How often it tapped there:
    /// less when the conference was sealed, or no way leads there any more.
    int stay(const Place& place, int taps);

    TableDriver& table() { return table_; }
    const std::set<ui::Screen>& screens() const { return screens_; }
    const std::set<ui::Sheet>& sheets() const { return sheets_; }
    int commands() const { return commands_; }

private:
    void act();
    void do_anything_else();
    bool sealed() const { return table_.snapshot().conference && table_.conference().sealed_at; }
    void unlock();
    /// Gets back to the agenda by touch alone, from wherever it is.
    void go_to_agenda();
    /// The same, locks there, and unlocks.
    void go_home();
    bool go_to(const Place& place);
    void touch(std::string_view target);
    void look();

    MonkeyHand hand_;
    TableDriver table_{320, 180, 5.58 / 6};
    std::set<ui::Screen> screens_;
    std::set<ui::Sheet> sheets_;
    int commands_ = 0;
    int locked_for_ = 0;
};

void Monkey::act()
{
    hand_.tap_something(table_.shell(), dull);
    if (hand_.one_in(10)) do_anything_else();
    look();
}

int Monkey::wander(int taps)
{
    for (int n = 1; n <= taps; ++n) {
        act();
        if (testing::Test::HasFailure()) return n;
        locked_for_ = table_.state().screen == ui::Screen::lock ? locked_for_ + 1 : 0;
        if (locked_for_ > 5) unlock();
        if (hand_.one_in(60)) go_home();
        if (sealed()) {
            go_home();
            return n;
        }
    }
    return taps;
}

int Monkey::stay(const Place& place, int taps)
{
    constexpr int patience = 3;
    int done = 0;
    int away = patience;
    while (done < taps && !testing::Test::HasFailure()) {
        if (sealed() && place.screen != ui::Screen::seal) return done;
        if (away >= patience) {
            go_to_agenda();
            if (testing::Test::HasFailure() || !go_to(place)) return done;
            away = 0;
        }
        const bool there = table_.state().screen == place.screen && !table_.state().privacy;
        act();
        if (there) ++done;
        away = there ? 0 : away + 1;
    }
    return done;
}

void Monkey::do_anything_else()
{
    switch (hand_.any(7)) {
    case 0:
        table_.shell().drag(hand_.any_place(table_.shell()), hand_.any_place(table_.shell()));
        break;
    case 1:
        table_.type("Één plek bij €");
        break;
    case 2:
        hand_.press_any_key(table_.shell());
        break;
    case 3:
        table_.wait(std::chrono::seconds{hand_.any(600)});
        break;
    case 4:
        hand_.one_in(2) ? table_.break_disk() : table_.heal_disk();
        break;
    case 5:
        hand_.one_in(2) ? table_.hold() : table_.commit();
        break;
    case 6:
        table_.change([&](ui::Snapshot& now) {
            now.device.bureau_reached = hand_.one_in(2);
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

void Monkey::go_to_agenda()
{
    table_.heal_disk();
    table_.commit();
    for (int step = 0; step < most_steps_home; ++step) {
        const ui::State& now = table_.state();
        if (now.privacy) {
            touch("verder");
        } else if (now.screen == ui::Screen::lock) {
            unlock();
        } else if (now.leaving) {
            touch("vraag/weggooien");
        } else if (now.sheet != ui::Sheet::none) {
            // Where one types there is room for no more than the field and the keyboard.
            constexpr std::array closing{"intrekken/niet", "verzegelen/terug", "sluiten", "key/klaar"};
            const auto way = std::ranges::find_if(closing, [&](const char* one) { return table_.has(one); });
            ASSERT_NE(way, closing.end()) << "this sheet can't be closed:\n" << table_.golden();
            touch(*way);
        } else if (now.screen == ui::Screen::today || table_.has("afronden/vergrendel")) {
            return; // what is sealed leads nowhere but to the lock
        } else {
            const auto way = std::ranges::find_if(ways_back, [&](const char* one) { return table_.has(one); });
            ASSERT_NE(way, ways_back.end()) << "no way back from:\n" << table_.golden();
            touch(*way);
        }
    }
    ADD_FAILURE() << "the agenda is too far from:\n" << table_.golden();
}

void Monkey::go_home()
{
    go_to_agenda();
    if (testing::Test::HasFailure()) return;
    const bool over = table_.has("afronden/vergrendel");
    touch(over ? "afronden/vergrendel" : "agenda/vergrendel");
    if (!over) unlock();
}

bool Monkey::go_to(const Place& place)
{
    if (table_.state().screen == place.screen) return true;
    for (const std::string& target : place.way) {
        if (!table_.target_enabled(target)) return false;
        touch(target);
    }
    return table_.state().screen == place.screen;
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

/// Everything that a screen could be about: an agreement to confirm, a case without a ground.
void prepare(TableDriver& table, std::uint32_t seed)
{
    table.start_conference();
    if (seed % 3 == 1) leave_without_ground(table);
    if (seed % 4 != 0) table.tap("agenda/open/2").propose(0, 2, "r-hoekstra").tap("casus/agenda");
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
        taps += monkey.wander(std::min(taps_each, most_taps - taps));
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

class EachScreen : public testing::TestWithParam<Place> {};

INSTANTIATE_TEST_SUITE_P(Monkeys, EachScreen, testing::ValuesIn(places()),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_P(EachScreen, survives_ten_thousand_taps_without_sense)
{
    int taps = 0;
    int idle = 0;
    for (std::uint32_t seed = 1; taps < most_taps; ++seed) {
        SCOPED_TRACE(testing::Message() << "monkey " << seed);
        Monkey monkey{seed};
        prepare(monkey.table(), seed);
        const int done = monkey.stay(GetParam(), std::min(taps_each, most_taps - taps));
        if (HasFailure()) return;
        idle = done == 0 ? idle + 1 : 0;
        ASSERT_LT(idle, 5) << "no way leads to this screen";
        taps += done;
    }
}

} // namespace casustafel::test
