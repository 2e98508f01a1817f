#include "core/time.h"

#include <format>

namespace casustafel::core {

using namespace std::chrono;

namespace {

/// Reads decimal digits from a text piece by piece; once something doesn't fit, nothing fits any more.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    int digits(std::size_t count)
    {
        if (rest_.size() < count) return give_up();
        int number = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return give_up();
            number = number * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return number;
    }
    void literal(char wanted)
    {
        if (!rest_.starts_with(wanted)) {
            give_up();
            return;
        }
        rest_.remove_prefix(1);
    }
    /// The next character, which must be one of `wanted` (in either case for letters).
    char one_of(std::string_view wanted)
    {
        if (rest_.empty() || !wanted.contains(rest_.front())) {
            give_up();
            return 0;
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    bool next_is(char wanted) const { return rest_.starts_with(wanted); }
    bool next_is_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    bool at_end() const { return good_ && rest_.empty(); }
    bool good() const { return good_; }

    int give_up()
    {
        good_ = false;
        rest_ = {};
        return 0;
    }

private:
    std::string_view rest_;
    bool good_{true};
};

Date scan_date(Scanner& scan)
{
    const int y = scan.digits(4);
    scan.literal('-');
    const int m = scan.digits(2);
    scan.literal('-');
    const int d = scan.digits(2);
    return Date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
}

milliseconds scan_fraction(Scanner& scan)
{
    if (!scan.next_is('.')) return 0ms;
    scan.literal('.');
    int thousandths = scan.digits(1) * 100;
    for (int weight = 10; scan.good() && scan.next_is_digit(); weight /= 10) thousandths += scan.digits(1) * weight;
    return milliseconds{thousandths};
}

/// How far local time is ahead of UTC.
minutes scan_offset(Scanner& scan)
{
    const char sign = scan.one_of("Zz+-");
    if (sign == 'Z' || sign == 'z') return 0min;
    const int h = scan.digits(2);
    scan.literal(':');
    const int m = scan.digits(2);
    if (h > 23 || m > 59) scan.give_up();
    const minutes offset = hours{h} + minutes{m};
    return sign == '-' ? -offset : offset;
}

bool starts_month(Instant at)
{
    const sys_days day_it_is_in = floor<days>(at);
    return at == day_it_is_in && Date{day_it_is_in}.day() == day{1};
}

} // namespace

Date Calendar::day_of(Instant at) const
{
    return Date{floor<days>(zone_->to_local(at))};
}

minutes Calendar::time_of_day(Instant at) const
{
    const auto local = zone_->to_local(at);
    return floor<minutes>(local - floor<days>(local));
}

Instant Calendar::start_of(Date day) const
{
    return floor<milliseconds>(zone_->to_sys(local_days{day}, choose::earliest));
}

std::optional<Date> parse_date(std::string_view text)
{
    Scanner scan{text};
    const Date date = scan_date(scan);
    if (!scan.at_end() || !date.ok()) return std::nullopt;
    return date;
}

std::optional<Instant> parse_instant(std::string_view text)
{
    Scanner scan{text};
    const Date date = scan_date(scan);
    scan.one_of("Tt");
    const int h = scan.digits(2);
    scan.literal(':');
    const int m = scan.digits(2);
    scan.literal(':');
    const int s = scan.digits(2);
    const milliseconds fraction = scan_fraction(scan);
    const minutes offset = scan_offset(scan);
    if (!scan.at_end() || !date.ok() || h > 23 || m > 59 || s > 60) return std::nullopt;
    const Instant at = Instant{sys_days{date}} + hours{h} + minutes{m} + seconds{s} - offset;
    // A leap second is the last of a month in UTC (RFC 3339, 5.7 and appendix D). It reads as the first moment of the
    // minute after it: our clocks don't count it.
    if (s == 60 && !starts_month(at)) return std::nullopt;
    return at + fraction;
}

std::string format(Date date)
{
    return std::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string format(Instant at)
{
    const auto day = floor<days>(at);
    const hh_mm_ss time{at - day};
    return std::format("{}T{:02}:{:02}:{:02}.{:03}Z", format(Date{day}), time.hours().count(), time.minutes().count(),
                       time.seconds().count(), time.subseconds().count());
}

Date plus_days(Date date, int count)
{
    return Date{sys_days{date} + days{count}};
}

} // namespace casustafel::core
