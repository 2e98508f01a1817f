#include "support/screen_driver.h"
#include "support/table_driver.h"

#include "ui/say.h"
#include "ui/views/agenda_views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What a person does who has never seen the appliance: tapping twice, leaving a field with a key, a wrong code.

namespace casustafel::test {

namespace {

using ui::PointerEvent;
using Phase = ui::PointerEvent::Phase;

ui::Point middle_of(const TableDriver& table, std::string_view target)
{
    const ui::Target* found = const_cast<TableDriver&>(table).shell().find(target);
    return found == nullptr ? ui::Point{} : found->rect.centre();
}

/// A touch of a place, whatever lies there, so long after the last one.
void touch(TableDriver& table, ui::Point at, std::int64_t later_ms)
{
    ui::OffscreenShell& shell = table.shell();
    const ui::Metrics& m = shell.metrics();
    const int x = m.px(at.x);
    const int y = m.px(at.y);
    shell.advance(later_ms);
    const std::int64_t now = shell.now_ms();
    shell.push(PointerEvent{1, Phase::down, x, y, now});
    shell.push(PointerEvent{1, Phase::up, x, y, now + 20});
    shell.settle();
}

} // namespace

TEST(StrayInput, the_second_of_a_double_tap_does_not_reach_the_next_screen)
{
    TableDriver table;
    table.open_conference().tap("agenda/aanwezigheid").seat({"s-bouazza", "r-hoekstra", "m-de-vries"});
    const ui::Point at = middle_of(table, "aanwezig/start");
    touch(table, at, 1000);
    ASSERT_TRUE(table.has("agenda/afronden")) << table.golden();
    touch(table, middle_of(table, "agenda/afronden"), 100);
    EXPECT_EQ(table.state().screen, ui::Screen::today) << "sealing lies where starting lay";
    touch(table, middle_of(table, "agenda/afronden"), 1000);
    EXPECT_EQ(table.state().screen, ui::Screen::seal);
}

TEST(StrayInput, escape_first_puts_the_keyboard_away_and_keeps_what_was_typed)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1").tap("casus/nieuw").tap("nieuw/tekst").type("Woning zoeken");
    ASSERT_TRUE(table.has("key/klaar"));
    table.key(ui::Key::escape);
    EXPECT_FALSE(table.has("key/klaar"));
    EXPECT_EQ(table.state().screen, ui::Screen::agreement);
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "Woning zoeken");
    table.key(ui::Key::escape).tap("vraag/weggooien");
    EXPECT_EQ(table.state().screen, ui::Screen::in_case);
}

TEST(StrayInput, tab_goes_on_from_the_field_that_a_finger_opened)
{
    TableDriver table;
    table.open_conference().tap("agenda/aanwezigheid").tap("aanwezig/toevoegen").tap("nieuwe/naam").type("P. Zomer");
    table.key(ui::Key::tab).type("wijkagent");
    EXPECT_EQ(table.state().text(ui::Field::person_name), "P. Zomer");
    EXPECT_EQ(table.state().text(ui::Field::person_function), "wijkagent");
}

TEST(StrayInput, after_three_wrong_codes_every_other_way_is_still_on_the_screen)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Woning zoeken", "m-de-vries", 6);
    table.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries");
    for (int attempt = 0; attempt < 3; ++attempt) table.digits("bevestigen/pad", "9999").tap("bevestigen/pad/ok");
    EXPECT_TRUE(table.target_enabled("bevestigen/mondeling"));
    expect_usable(table.shell());
}

TEST(StrayInput, a_pin_that_is_being_tried_is_not_called_wrong)
{
    TableDriver table;
    table.digits("lock", "111111").tap("lock/ok");
    ASSERT_EQ(ui::lock_view(table.snapshot(), table.state()).trouble, ui::Sentence{ui::say::wrong_secret});
    ui::State trying = table.state();
    trying.unlocking = table.snapshot().device.wrong_attempts;
    const ui::LockView view = ui::lock_view(table.snapshot(), trying);
    EXPECT_EQ(view.trouble, ui::Sentence{});
    EXPECT_EQ(view.news, ui::Sentence{ui::say::unlocking});
}

TEST(StrayInput, a_package_that_waits_is_news_and_no_trouble)
{
    TableDriver table;
    table.change([](ui::Snapshot& now) { now.device.waiting_packages = 1; });
    const ui::LockView view = ui::lock_view(table.snapshot(), table.state());
    EXPECT_EQ(view.trouble, ui::Sentence{});
    EXPECT_EQ(view.news, ui::Sentence{ui::say::packages_waiting});
}

TEST(StrayInput, a_second_failure_to_save_is_said_as_long_as_the_first)
{
    using namespace std::chrono_literals;
    TableDriver table;
    table.open_conference().tap("agenda/aanwezigheid");
    table.break_disk();
    const std::string sentence{ui::say::not_saved};
    table.tap("aanwezig/s-bouazza").wait(3s);
    ASSERT_THAT(table.golden(), ::testing::HasSubstr(sentence));
    table.tap("aanwezig/s-bouazza").wait(3s);
    EXPECT_THAT(table.golden(), ::testing::HasSubstr(sentence));
    table.wait(3s);
    EXPECT_THAT(table.golden(), ::testing::Not(::testing::HasSubstr(sentence)));
}

TEST(StrayInput, a_case_without_a_decision_is_not_called_not_discussed_before_sealing)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1").tap("casus/agenda").tap("agenda/afronden");
    const ui::SealView view = ui::seal_view(table.snapshot(), table.state());
    ASSERT_GE(view.summary.size(), 2U);
    EXPECT_EQ(view.summary[0].decided, ui::Sentence{ui::say::no_decision_yet});
    EXPECT_EQ(view.summary[1].decided, ui::words(core::DecisionKind::not_discussed));
}

} // namespace casustafel::test
