#include "ui/text.h"

#include <gtest/gtest.h>
#include <set>

namespace casustafel::ui {
namespace {

core::Date day(int year, unsigned month, unsigned of_month)
{
    return core::Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

TEST(Words, every_refusal_has_a_sentence_of_its_own)
{
    std::set<Sentence> sentences;
    for (std::size_t n = 0; n < core::refusal_count; ++n) {
        const Sentence sentence = words(static_cast<core::Refusal>(n));
        EXPECT_TRUE(sentence.ends_with('.')) << n << ": " << sentence;
        EXPECT_TRUE(sentences.insert(sentence).second) << n << ": " << sentence;
    }
}

TEST(Words, dates_are_said_in_small_letters_without_a_leading_zero)
{
    EXPECT_EQ(long_date(day(2026, 11, 27)), "vrijdag 27 november 2026");
    EXPECT_EQ(middle_date(day(2026, 3, 1)), "zondag 1 maart");
    EXPECT_EQ(short_date(day(2026, 3, 7)), "za 7 mrt");
    EXPECT_EQ(short_date(day(2028, 2, 29)), "di 29 feb");
    EXPECT_EQ(long_date(day(2027, 1, 1)), "vrijdag 1 januari 2027");
    EXPECT_EQ(long_date(day(2026, 12, 31)), "donderdag 31 december 2026");
    EXPECT_EQ(month_name(std::chrono::year{2026} / 8), "augustus 2026");
}

TEST(Words, every_day_of_the_week_has_its_name)
{
    const std::vector<Sentence> week{"ma 23 nov", "di 24 nov", "wo 25 nov", "do 26 nov",
                                     "vr 27 nov", "za 28 nov", "zo 29 nov"};
    for (std::size_t n = 0; n < week.size(); ++n)
        EXPECT_EQ(short_date(core::plus_days(day(2026, 11, 23), static_cast<int>(n))), week[n]);
}

TEST(Words, a_time_of_day_has_two_digits_each)
{
    using namespace std::chrono_literals;
    EXPECT_EQ(clock_time(0min), "00:00");
    EXPECT_EQ(clock_time(9h + 5min), "09:05");
    EXPECT_EQ(clock_time(23h + 59min), "23:59");
}

TEST(Words, initials_are_the_first_letters_of_the_first_and_the_last_word)
{
    EXPECT_EQ(initials("Ö. Çelik"), "ÖÇ");
    EXPECT_EQ(initials("Noor van der Aalbers"), "NA");
    EXPECT_EQ(initials("Noor"), "N");
    EXPECT_EQ(initials("Noor "), "N");
    EXPECT_EQ(initials(""), "");
}

TEST(Words, a_sentence_takes_its_values_in_order_and_keeps_a_place_without_one)
{
    EXPECT_EQ(fill("{} van {}", {"2", "3"}), "2 van 3");
    EXPECT_EQ(fill("{} van {}", {"2"}), "2 van {}");
    EXPECT_EQ(fill("niets", {"2"}), "niets");
}

} // namespace
} // namespace casustafel::ui
