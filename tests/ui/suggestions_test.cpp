#include "support/screen_driver.h"
#include "support/table_driver.h"
#include "ui/suggestions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::test {

namespace {

std::vector<std::string> words_after(const TableDriver& table, std::string_view typed)
{
    std::vector<std::string> words;
    for (const ui::Suggestion& one : ui::suggestions(table.snapshot(), typed)) words.push_back(one.word);
    return words;
}

void in_case(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1");
}

} // namespace

TEST(Suggestions, finish_words_of_phrases_people_and_organisations)
{
    TableDriver table;
    in_case(table);
    EXPECT_THAT(words_after(table, "Intake samen met Hoek"), testing::Contains("Hoekstra"));
    EXPECT_THAT(words_after(table, "afst"), testing::Contains("afstemmen"));
    EXPECT_THAT(words_after(table, "Afst"), testing::Contains("Afstemmen"));
    EXPECT_THAT(words_after(table, "bij Thuis"), testing::Contains("Thuishaven"));
}

TEST(Suggestions, begin_nothing_but_an_agreement_with_a_phrase)
{
    TableDriver table;
    in_case(table);
    EXPECT_FALSE(ui::suggestions(table.snapshot(), "", true).empty());
    EXPECT_TRUE(ui::suggestions(table.snapshot(), "", false).empty()) << "nobody refuses with a verb of agreements";
    EXPECT_FALSE(ui::suggestions(table.snapshot(), "afst", false).empty());
}

TEST(Suggestions, find_words_without_their_accents)
{
    TableDriver table;
    in_case(table);
    table.agree("Zus Esmée uitnodigen", "s-bouazza", 6);
    EXPECT_THAT(words_after(table, "met esm"), testing::ElementsAre("Esmée"));
    EXPECT_THAT(words_after(table, "met celi"), testing::ElementsAre("Çelik"));
}

TEST(Suggestions, offer_what_follows_in_a_phrase)
{
    TableDriver table;
    in_case(table);
    EXPECT_THAT(words_after(table, "Woning aanvragen "), testing::Contains("van"));
    EXPECT_THAT(words_after(table, "samen met de "), testing::Contains("casusregisseur"));
    EXPECT_THAT(words_after(table, "").size(), 3);
}

TEST(Suggestions, come_never_from_what_is_masked)
{
    TableDriver table;
    in_case(table);
    table.agree("Depotmedicatie voortzetten", "r-hoekstra", 6, core::Confidentiality::care_secret);
    EXPECT_THAT(words_after(table, "depotm"), testing::ElementsAre("depotmedicatie"));
    table.let_guest_in();
    EXPECT_THAT(words_after(table, "depotm"), testing::IsEmpty());
}

TEST(Suggestions, are_gone_when_the_conference_is_locked)
{
    TableDriver table;
    in_case(table);
    table.tap("casus/agenda").tap("agenda/vergrendel");
    EXPECT_THAT(words_after(table, "Hoek"), testing::IsEmpty());
    table.change([](ui::Snapshot& snapshot) { snapshot.device.development = false; });
    table.tap("lock/zin").type("hoek");
    EXPECT_FALSE(table.has("key/woord/0")) << "nor is anything offered for the passphrase";
}

TEST(Suggestions, finish_the_word_in_the_field_by_one_touch)
{
    TableDriver table;
    in_case(table);
    table.tap("casus/nieuw").tap("nieuw/tekst").tap_all({"key/shift", "key/a", "key/f", "key/s", "key/t"});
    ASSERT_TRUE(table.has("key/woord/0"));
    table.tap("key/woord/0").tap("key/woord/0").tap_all({"key/h", "key/o", "key/e"}).tap("key/woord/0");
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "Afstemmen met Hoekstra ");
    expect_usable(table.shell());
}

TEST(Suggestions, leave_the_keyboard_in_reach_over_a_sheet)
{
    TableDriver table;
    in_case(table);
    table.tap("vorige/0").tap("uitkomst/3").tap("uitkomst/toelichting");
    table.tap_all({"key/w", "key/e", "key/g", "key/spatie"});
    EXPECT_EQ(table.state().text(ui::Field::outcome_reason), "weg ");
    const ui::Rect keys = table.shell().interaction().keyboard.rect;
    table.shell().push(ui::PointerEvent{1, ui::PointerEvent::Phase::down, 4, keys.y + 4, 0});
    table.shell().push(ui::PointerEvent{1, ui::PointerEvent::Phase::up, 4, keys.y + 4, 0});
    table.shell().settle();
    EXPECT_EQ(table.state().sheet, ui::Sheet::outcome) << "a touch beside a key isn't one beside the sheet";
    expect_usable(table.shell());
}

} // namespace casustafel::test
