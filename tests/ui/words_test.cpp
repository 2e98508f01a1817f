#include "ui/in_english.h"
#include "ui/say.h"
#include "ui/text.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace casustafel::ui {
namespace {

using test::InEnglish;

core::Date day(int year, unsigned month, unsigned of_month)
{
    return core::Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

TEST(Language, is_dutch_until_another_is_spoken)
{
    EXPECT_EQ(spoken(), Language::dutch);
    EXPECT_EQ(std::string_view{say::back}, "Terug");
    {
        const InEnglish english;
        EXPECT_EQ(spoken(), Language::english);
        EXPECT_EQ(std::string_view{say::back}, "Back");
        EXPECT_EQ(say::back.dutch(), "Terug") << "what goes into the minutes stays Dutch";
    }
    EXPECT_EQ(std::string_view{say::back}, "Terug");
}

TEST(Language, tells_two_sentences_apart_that_are_one_in_dutch)
{
    const InEnglish english;
    EXPECT_EQ(std::string_view{say::agree}, "Agree");
    EXPECT_EQ(std::string_view{say::agreed}, "Agreed");
}

TEST(Language, takes_the_form_that_belongs_to_a_number)
{
    EXPECT_EQ(count(1, say::agreement_count), "1 afspraak");
    EXPECT_EQ(count(0, say::agreement_count), "0 afspraken");
    EXPECT_EQ(count(1234, say::agreement_count), "1.234 afspraken");
    const InEnglish english;
    EXPECT_EQ(count(1, say::agreement_count), "1 agreement");
    EXPECT_EQ(count(0, say::agreement_count), "0 agreements");
    EXPECT_EQ(count(1234, say::agreement_count), "1,234 agreements");
}

TEST(Language, without_a_catalogue_leaves_dutch_sentences_and_no_keys)
{
    ASSERT_TRUE(speak(Language::english));
    EXPECT_EQ(std::string_view{say::back}, "Terug");
    EXPECT_EQ(count(2, say::agreement_count), "2 afspraken");
    ASSERT_TRUE(speak(Language::dutch));
}

TEST(Language, with_a_damaged_catalogue_is_refused_and_nothing_changes)
{
    std::vector<char> damaged = test::english_catalogue();
    ASSERT_GT(damaged.size(), 100U);
    damaged.resize(60);
    const auto refused = speak(Language::english, damaged);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, core::Errc::corrupt);
    EXPECT_EQ(spoken(), Language::dutch);
}

TEST(Language, says_dates_in_its_own_words)
{
    const InEnglish english;
    EXPECT_EQ(long_date(day(2026, 11, 27)), "Friday 27 November 2026");
    EXPECT_EQ(short_date(day(2026, 3, 7)), "Sat 7 Mar");
    EXPECT_EQ(month_name(std::chrono::year{2026} / 8), "August 2026");
}

TEST(Language, names_the_days_of_the_week_in_dutch)
{
    EXPECT_EQ(weekday_short(std::chrono::Monday), "ma");
    EXPECT_EQ(weekday_short(std::chrono::Sunday), "zo");
}

TEST(Language, sorts_names_as_a_dutch_list_does)
{
    std::vector<std::string> names{"Zwart", "Çelik", "de Wit", "Ezra", "Érard", "cato", "IJzer", "Ivens", "Jansen"};
    std::ranges::sort(names, sorts_before);
    EXPECT_EQ(names, (std::vector<std::string>{"cato", "Çelik", "de Wit", "Érard", "Ezra", "IJzer", "Ivens", "Jansen",
                                               "Zwart"}));
}

} // namespace
} // namespace casustafel::ui
