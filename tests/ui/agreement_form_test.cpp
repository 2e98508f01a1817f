#include "support/screen_driver.h"
#include "support/table_driver.h"

#include "ui/say.h"
#include "ui/views/agreement_views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The form of an agreement: what it says, how it grows, what it is refused for.

namespace casustafel::test {

namespace {

void on_form(TableDriver& table)
{
    table.start_conference().tap("agenda/open/1").tap("casus/nieuw");
}

const ui::Target& target(TableDriver& table, std::string_view name)
{
    const ui::Target* found = table.shell().find(name);
    if (found == nullptr) throw std::runtime_error{"no " + std::string{name} + " on:\n" + table.golden()};
    return *found;
}

const ui::AccessibleNode* text_of(TableDriver& table, std::string_view words)
{
    for (const ui::AccessibleNode& node : table.shell().interaction().nodes)
        if (node.role == ui::Role::text && node.name == words) return &node;
    return nullptr;
}

} // namespace

TEST(AgreementForm, says_what_is_missing_while_it_can_not_be_saved)
{
    TableDriver table;
    on_form(table);
    EXPECT_FALSE(table.target_enabled("nieuw/vastleggen"));
    EXPECT_THAT(table.golden(), testing::HasSubstr("Vul eerst WAT in"));
    table.tap("nieuw/zin/0");
    EXPECT_TRUE(table.target_enabled("nieuw/vastleggen"));
    EXPECT_THAT(table.golden(), testing::Not(testing::HasSubstr("Vul eerst WAT in")));
}

TEST(AgreementForm, brings_the_field_it_is_refused_for_in_sight_and_marks_it)
{
    for (const auto& [width, height, px_per_mm, percent] :
         {std::tuple{1920, 1080, 5.58, 100}, std::tuple{1280, 800, 3.86, 100}, std::tuple{1280, 800, 3.86, 150}}) {
        for (const auto& [mandate, words, asked] :
             {std::tuple{"nieuw/mandaat/1", ui::words(core::Refusal::consult_date_missing), "nieuw/antwoord/0"},
              std::tuple{"nieuw/mandaat/2", ui::words(core::Refusal::decision_of_missing), "nieuw/wiens"}}) {
            TableDriver table{width, height, px_per_mm};
            on_form(table);
            table.tap_all({"nieuw/zin/0", "nieuw/datum/1", "nieuw/wie/r-hoekstra", mandate});
            ui::Preferences large = table.state().preferences;
            large.text_percent = percent;
            table.prefer(large).tap("nieuw/vastleggen");
            EXPECT_EQ(table.state().screen, ui::Screen::agreement);
            const ui::Target field = target(table, asked);
            EXPECT_EQ(field.rect, field.full) << asked << " can be seen wholly at " << width;
            const ui::AccessibleNode* said = text_of(table, words);
            ASSERT_NE(said, nullptr) << words << " stands on the form:\n" << table.golden();
            EXPECT_LT(said->rect.y, field.rect.y);
            EXPECT_LT(field.rect.y - said->rect.bottom(), 60) << "beside what it is about";
            EXPECT_EQ(table.state().toast, "") << "nothing covers what is asked";
            table.tap("nieuw/zin/1");
            EXPECT_EQ(text_of(table, words), nullptr) << "the form is another one now";
        }
    }
}

TEST(AgreementForm, grows_with_its_text_and_keeps_the_caret_in_sight)
{
    for (const auto& [width, height, px_per_mm] : {std::tuple{1920, 1080, 5.58}, std::tuple{1280, 800, 3.86}}) {
        TableDriver table{width, height, px_per_mm};
        on_form(table);
        const int before = target(table, "nieuw/tekst").rect.h;
        table.tap("nieuw/tekst");
        for (int n = 0; n < 3; ++n) table.type("Samen met zus Esmée en de woonbegeleider bespreken wat er nodig is. ");
        const int after = target(table, "nieuw/tekst").rect.h;
        EXPECT_GT(after, before);
        for (int n = 0; n < 12; ++n) table.type("Samen met zus Esmée en de woonbegeleider bespreken wat er nodig is. ");
        const ui::Target field = target(table, "nieuw/tekst");
        EXPECT_GT(field.rect.h, after);
        EXPECT_EQ(field.rect, field.full) << "no further than the screen can hold";
        EXPECT_LE(field.rect.bottom(), table.shell().interaction().keyboard.rect.y);
        table.type("einde");
        EXPECT_THAT(table.state().text(ui::Field::agreement_text), testing::EndsWith("einde"));
        expect_usable(table.shell());
    }
}

TEST(AgreementForm, takes_a_phrase_out_that_is_touched_again)
{
    TableDriver table;
    on_form(table);
    table.tap("nieuw/zin/1");
    EXPECT_TRUE(target(table, "nieuw/zin/1").selected);
    EXPECT_FALSE(target(table, "nieuw/zin/0").selected);
    table.tap_all({"nieuw/zin/7", "nieuw/zin/1"});
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "samen met de casusregisseur ");
    EXPECT_FALSE(target(table, "nieuw/zin/1").selected);
    table.tap("nieuw/zin/7");
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "");
}

TEST(AgreementForm, takes_keys_after_a_phrase_without_a_touch_of_the_field)
{
    TableDriver table;
    on_form(table);
    table.tap("nieuw/zin/1").type("een gesprek");
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "Inplannen van een gesprek");
    table.key(ui::Key::backspace);
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "Inplannen van een gespre");
}

TEST(AgreementForm, takes_no_keys_while_a_sheet_lies_over_it)
{
    TableDriver table;
    on_form(table);
    table.tap("nieuw/meer").type("x");
    EXPECT_EQ(table.state().text(ui::Field::agreement_text), "");
}

TEST(AgreementForm, keeps_the_three_mandates_in_sight_at_every_size)
{
    for (const auto& [width, height, px_per_mm] :
         {std::tuple{1920, 1080, 5.58}, std::tuple{1280, 800, 3.86}, std::tuple{2560, 1440, 7.44}})
        for (const int percent : {100, 125, 150}) {
            TableDriver table{width, height, px_per_mm};
            on_form(table);
            table.prefer({.text_percent = percent});
            for (const char* mandate : {"nieuw/mandaat/0", "nieuw/mandaat/1", "nieuw/mandaat/2"})
                EXPECT_EQ(target(table, mandate).rect, target(table, mandate).full)
                    << mandate << " at " << percent << " percent of " << width;
        }
}

TEST(AgreementForm, brings_what_a_mandate_asks_in_sight)
{
    for (const int percent : {100, 125, 150}) {
        TableDriver table;
        on_form(table);
        table.prefer({.text_percent = percent}).tap("nieuw/mandaat/1");
        EXPECT_EQ(target(table, "nieuw/antwoord/0").rect, target(table, "nieuw/antwoord/0").full) << percent;
    }
}

} // namespace casustafel::test
