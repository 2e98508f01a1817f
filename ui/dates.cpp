#include "ui/text.h"

#include <array>
#include <format>

namespace casustafel::ui {

using core::Date;

namespace {

constexpr std::array weekdays{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"};
constexpr std::array<std::string_view, 7> weekdays_short{"zo", "ma", "di", "wo", "do", "vr", "za"};
constexpr std::array months{"januari", "februari", "maart",     "april",   "mei",      "juni",
                            "juli",    "augustus", "september", "oktober", "november", "december"};
constexpr std::array months_short{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"};

std::size_t weekday_of(Date date)
{
    return std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
}

std::size_t month_of(std::chrono::month month)
{
    return static_cast<unsigned>(month) - 1;
}

} // namespace

Sentence long_date(Date date)
{
    return std::format("{} {} {} {}", weekdays[weekday_of(date)], static_cast<unsigned>(date.day()),
                       months[month_of(date.month())], static_cast<int>(date.year()));
}

Sentence middle_date(Date date)
{
    return std::format("{} {} {}", weekdays[weekday_of(date)], static_cast<unsigned>(date.day()),
                       months[month_of(date.month())]);
}

Sentence short_date(Date date)
{
    return std::format("{} {} {}", weekdays_short[weekday_of(date)], static_cast<unsigned>(date.day()),
                       months_short[month_of(date.month())]);
}

Sentence short_date_and_year(Date date)
{
    return std::format("{} {}", short_date(date), static_cast<int>(date.year()));
}

Sentence month_name(std::chrono::year_month month)
{
    return std::format("{} {}", months[month_of(month.month())], static_cast<int>(month.year()));
}

Sentence clock_time(std::chrono::minutes time_of_day)
{
    return std::format("{:02}:{:02}", time_of_day.count() / 60, time_of_day.count() % 60);
}

Sentence distance_in_words(Date from, Date to)
{
    const auto days = (std::chrono::sys_days{to} - std::chrono::sys_days{from}).count();
    if (days < 0) return {};
    if (days == 0) return "vandaag";
    if (days == 1) return "morgen";
    if (days < 14) return std::format("over {} dagen", days);
    if (days % 7 == 0 || days > 28) return std::format("over {} weken", days / 7);
    return std::format("over {} dagen", days);
}

std::string_view weekday_short(std::chrono::weekday day)
{
    return weekdays_short[day.c_encoding()];
}

} // namespace casustafel::ui
