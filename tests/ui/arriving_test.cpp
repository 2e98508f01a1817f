#include "support/screen_driver.h"
#include "support/table_driver.h"

#include "ui/say.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Unlocking, coming back, and who joins the table.

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;

void unlock(TableDriver& table)
{
    table.digits("lock", "123456").tap("lock/ok");
}

void lock(TableDriver& table)
{
    table.change([](ui::Snapshot& now) {
        now.device.unlocked = false;
        now.conference.reset();
    });
}

void add_another_conference(TableDriver& table)
{
    table.change([](ui::Snapshot& now) {
        core::ConferenceOnDevice other = now.conferences.front();
        other.id = core::ConferenceId{"een-ander-overleg"};
        other.starts_at -= 24h;
        now.conferences.push_back(other);
    });
}

} // namespace

TEST(Arriving, opens_the_only_conference_at_once)
{
    TableDriver table;
    unlock(table);
    ASSERT_TRUE(table.snapshot().conference);
    EXPECT_TRUE(table.has("agenda/aanwezigheid"));
    EXPECT_FALSE(table.has("agenda/kies/0"));
}

TEST(Arriving, leaves_the_choice_between_two_to_the_chair)
{
    TableDriver table;
    add_another_conference(table);
    unlock(table);
    EXPECT_FALSE(table.snapshot().conference);
    EXPECT_TRUE(table.has("agenda/kies/1"));
}

TEST(Arriving, does_not_open_one_that_still_has_to_be_sealed)
{
    TableDriver table;
    table.change([](ui::Snapshot& now) { now.device.notice = ui::NoticeKind::sealing_waits; });
    unlock(table);
    EXPECT_FALSE(table.snapshot().conference);
    EXPECT_TRUE(table.has("agenda/kies/0"));
}

TEST(Arriving, opens_a_conference_that_comes_out_of_a_package_just_after_unlocking)
{
    TableDriver table;
    std::vector<core::ConferenceOnDevice> known;
    table.change([&](ui::Snapshot& now) { known = std::exchange(now.conferences, {}); });
    unlock(table);
    EXPECT_FALSE(table.snapshot().conference);
    table.change([&](ui::Snapshot& now) { now.conferences = known; });
    EXPECT_TRUE(table.snapshot().conference);
}

TEST(Arriving, comes_back_to_the_case_that_was_open_when_it_locked)
{
    for (const bool another : {false, true}) {
        TableDriver table;
        table.start_conference();
        if (another) add_another_conference(table);
        table.tap("agenda/open/2");
        const core::CaseId open = table.conference().open_case;
        lock(table);
        EXPECT_THAT(table.golden(), testing::Not(testing::HasSubstr("Gezin R.")));
        unlock(table);
        EXPECT_EQ(table.state().screen, ui::Screen::in_case);
        EXPECT_EQ(table.conference().open_case, open);
    }
}

TEST(Arriving, goes_on_with_the_agreement_that_was_being_filled_in_when_it_locked)
{
    TableDriver table;
    table.start_conference().tap_all({"agenda/open/1", "casus/nieuw", "nieuw/zin/0", "nieuw/wie/r-hoekstra"});
    table.tap("nieuw/mandaat/2").tap("nieuw/wiens").type("Wethouder").tap("key/klaar");
    const core::AgreementContent content = table.state().agreement.content;
    lock(table);
    EXPECT_TRUE(table.state().texts.empty());
    unlock(table);
    EXPECT_EQ(table.state().screen, ui::Screen::agreement);
    EXPECT_THAT(table.golden(), testing::HasSubstr("Hier was je gebleven. Deze afspraak is nog niet vastgelegd."));
    EXPECT_EQ(table.state().text(ui::Field::decision_of), "Wethouder");
    EXPECT_EQ(table.state().agreement.content.owner, content.owner);
    table.tap("nieuw/annuleren");
    EXPECT_TRUE(table.has("vraag/verder")) << "still not saved";
    table.tap("vraag/verder").tap("nieuw/vastleggen");
    EXPECT_EQ(table.open_case().agreements.size(), 1U);
    lock(table);
    unlock(table);
    EXPECT_EQ(table.state().screen, ui::Screen::in_case) << "what was saved is no draft any more";
}

TEST(Arriving, goes_on_with_the_change_of_an_agreement_and_with_what_it_replaces)
{
    TableDriver table;
    table.start_conference().tap("agenda/open/1");
    table.agree("Woning zoeken", "m-de-vries", 6);
    const core::Agreement saved = table.open_case().agreements.back();
    table.tap_all({"afspraak/" + std::to_string(saved.number), "nieuw/wie/r-hoekstra"});
    lock(table);
    unlock(table);
    EXPECT_EQ(table.state().agreement.changing, saved.id);
    table.tap("nieuw/vastleggen");
    EXPECT_EQ(table.open_case().agreements.back().version, 2);
    table.tap_all({"vorige/0", "uitkomst/3"}).tap_all({"knelpunt/0", "uitkomst/vervang", "nieuw/datum/1"});
    const auto replaces = table.state().agreement.replaces;
    ASSERT_TRUE(replaces) << table.golden();
    lock(table);
    unlock(table);
    ASSERT_TRUE(table.state().agreement.replaces);
    EXPECT_EQ(table.state().agreement.replaces->agreement, replaces->agreement);
    EXPECT_EQ(table.state().agreement.replaces->outcome, replaces->outcome);
}

TEST(Arriving, twelve_digits_stay_between_the_edges_of_the_number_pad)
{
    for (const auto& [width, height, px_per_mm] : {std::tuple{1920, 1080, 5.58}, std::tuple{1280, 800, 3.86}}) {
        TableDriver table{width, height, px_per_mm};
        table.digits("lock", "123456789012");
        const ui::Rect left = table.shell().find("lock/1")->rect;
        const ui::Rect right = table.shell().find("lock/3")->rect;
        bool seen = false;
        for (const ui::AccessibleNode& node : table.shell().interaction().nodes) {
            if (node.name != "12 van 12 cijfers") continue;
            seen = true;
            EXPECT_GE(node.rect.x, left.x);
            EXPECT_LE(node.rect.right(), right.right());
        }
        EXPECT_TRUE(seen) << table.golden();
    }
}

TEST(Joining, a_name_begins_with_a_capital_and_no_words_are_offered)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/toevoegen", "nieuwe/naam"});
    table.tap_all({"key/p", "key/i", "key/m"});
    EXPECT_EQ(table.state().text(ui::Field::person_name), "Pim");
    EXPECT_FALSE(table.has("key/woord/0"));
    table.tap_all({"key/wis", "key/wis", "key/wis", "key/shift", "key/d"});
    EXPECT_EQ(table.state().text(ui::Field::person_name), "d") << "who doesn't want the capital touches the shift key";
    table.tap_all({"key/klaar", "nieuwe/functie"}).tap_all({"key/a", "key/f"});
    EXPECT_EQ(table.state().text(ui::Field::person_function), "af");
    EXPECT_FALSE(table.has("key/woord/0"));
}

TEST(Joining, says_what_is_missing_beside_the_button_that_is_off)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/toevoegen"});
    EXPECT_FALSE(table.target_enabled("nieuwe/ok"));
    EXPECT_THAT(table.golden(), testing::HasSubstr("Vul eerst de naam in."));
    table.tap("nieuwe/naam").type("P. Zomer").tap("key/klaar");
    EXPECT_FALSE(table.target_enabled("nieuwe/ok"));
    EXPECT_THAT(table.golden(), testing::HasSubstr("Kies de organisatie, of vul een andere in."));
    table.tap("nieuwe/partner/1");
    EXPECT_TRUE(table.target_enabled("nieuwe/ok"));
    EXPECT_THAT(table.golden(), testing::Not(testing::HasSubstr("Kies de organisatie, of vul")));
}

TEST(Joining, one_table_code_is_no_table_codes)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/s-bouazza"});
    EXPECT_THAT(table.golden(), testing::HasSubstr("0 van 1 tafelcode gekozen"));
}

} // namespace casustafel::test
