#include "ui/say.h"
#include "ui/say/technician.h"
#include "ui/screens/technician_parts.h"

#include <string>

namespace casustafel::ui::technician {

namespace {

Mark address_mark(const Facts& facts)
{
    if (facts.addresses.empty()) return {Sentence{say::tech_address_bad}, Status::attention};
    return {Sentence{say::tech_address_good}, Status::ok};
}

Mark certificate_mark(const Facts& facts)
{
    if (!facts.certificate_ends) return {Sentence{say::tech_certificate_bad}, Status::wrong};
    const Sentence end = long_date(facts.calendar->day_of(*facts.certificate_ends));
    if (*facts.certificate_ends <= facts.now) return {fill(say::tech_certificate_over, {end}), Status::wrong};
    if (*facts.certificate_ends <= facts.now + certificate_ends_soon)
        return {fill(say::tech_certificate_soon, {end}), Status::attention};
    return {fill(say::tech_certificate_good, {end}), Status::ok};
}

/// Before a line of the report.
std::string_view sign(Status status)
{
    switch (status) {
    case Status::ok:
        return "[ok] ";
    case Status::attention:
        return "[!]  ";
    case Status::wrong:
        return "[x]  ";
    case Status::neutral:
    case Status::info:
    case Status::now:
        break;
    }
    return "[?]  ";
}

} // namespace

std::vector<DeviceRow> device_rows(const Facts& facts)
{
    std::vector<DeviceRow> rows{{say::first_device, facts.device},
                                {say::first_room, facts.room},
                                {say::first_bureau, facts.bureau},
                                {say::first_board, facts.board},
                                {say::first_software, facts.software}};
    for (const Address& one : facts.addresses)
        rows.push_back({say::tech_network,
                        fill(one.fixed ? say::tech_address_fixed : say::tech_address_given, {one.text, one.port})});
    if (facts.addresses.empty()) rows.push_back({say::tech_network, Sentence{say::tech_no_address}});
    return rows;
}

std::vector<Mark> marks_of(const Facts& facts, const State& state)
{
    std::vector<Mark> marks = check_marks(facts);
    if (!facts.looking) {
        marks.insert(marks.begin() + 2, address_mark(facts)); // before the bureau, which can't be reached without
        marks.push_back(certificate_mark(facts));
    }
    if (state.touch_skipped || state.touched.size() == touch_points) marks.push_back(touch_mark(state.touched));
    return marks;
}

std::string report(const Facts& facts, const State& state)
{
    std::string text = std::string{std::string_view{say::tech_title}} + "\n" +
                       long_date(facts.calendar->day_of(facts.now)) + ", " +
                       clock_time(facts.calendar->time_of_day(facts.now)) + "\n\n";
    for (const DeviceRow& row : device_rows(facts)) text += std::string{row.label} + ": " + row.value + "\n";
    text += "\n";
    for (const Mark& mark : marks_of(facts, state)) text += std::string{sign(mark.status)} + mark.label + "\n";
    return text;
}

} // namespace casustafel::ui::technician
