#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace casustafel::core {

/// A moment. What the messages call an instant (RFC 3339); kept in milliseconds of UTC.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A calendar day in Europe/Amsterdam, without a time of day. 'Uiterlijk' includes the day.
using Date = std::chrono::year_month_day;

/// Where and when people sit: turns instants into calendar days and clock times. A value; reads no clock.
class Calendar {
public:
    /// `zone` lives for the whole program (the tz database owns it).
    explicit Calendar(const std::chrono::time_zone& zone) : zone_{&zone} {}

    Date day_of(Instant at) const;
    std::chrono::minutes time_of_day(Instant at) const;
    /// The instant at which `day` begins.
    Instant start_of(Date day) const;

private:
    const std::chrono::time_zone* zone_;
};

/// Reads `YYYY-MM-DD`; nothing for a day that isn't in the calendar.
std::optional<Date> parse_date(std::string_view text);

/// Reads RFC 3339 `date-time` with an offset or Z; nothing for anything else. Fractions beyond milliseconds are cut
/// off.
std::optional<Instant> parse_instant(std::string_view text);

/// Writes `YYYY-MM-DD`.
std::string format(Date date);

/// Writes RFC 3339 in UTC with milliseconds, `2026-11-21T12:34:56.789Z`.
std::string format(Instant at);

Date plus_days(Date date, int days);

} // namespace casustafel::core
