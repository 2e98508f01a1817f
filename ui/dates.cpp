#include "ui/speech.h"
#include "ui/text.h"

#include <format>

namespace casustafel::ui {

using core::Date;

// A date is written in the same order in Dutch and in English: weekday, day, month, year.

namespace {

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
    return std::format("{} {}", middle_date(date), static_cast<int>(date.year()));
}

Sentence middle_date(Date date)
{
    const Speech::Names& names = Speech::now().names();
    return std::format("{} {} {}", names.weekdays[weekday_of(date)], static_cast<unsigned>(date.day()),
                       names.months[month_of(date.month())]);
}

Sentence short_date(Date date)
{
    const Speech::Names& names = Speech::now().names();
    return std::format("{} {} {}", names.weekdays_short[weekday_of(date)], static_cast<unsigned>(date.day()),
                       names.months_short[month_of(date.month())]);
}

Sentence short_date_and_year(Date date)
{
    return std::format("{} {}", short_date(date), static_cast<int>(date.year()));
}

Sentence month_name(std::chrono::year_month month)
{
    return std::format("{} {}", Speech::now().names().months[month_of(month.month())], static_cast<int>(month.year()));
}

std::string_view weekday_short(std::chrono::weekday day)
{
    return Speech::now().names().weekdays_short[day.c_encoding()];
}

Sentence clock_time(std::chrono::minutes time_of_day)
{
    return std::format("{:02}:{:02}", time_of_day.count() / 60, time_of_day.count() % 60);
}

} // namespace casustafel::ui
