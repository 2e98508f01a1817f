#include "bureau/minutes_text.h"

#include "bureau/minutes_writer.h"

#include <array>

namespace casustafel::bureau {

namespace {

constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maart",    "april",
                                                  "mei",       "juni",     "juli",     "augustus",
                                                  "september", "oktober",  "november", "december"};

} // namespace

std::string MinutesWriter::write()
{
    front();
    if (!minutes_.corrects) attendance();
    int number = 0;
    // In the order in which the table held its agenda.
    for (const core::MinutesCase& state : minutes_.cases) one_case(state, ++number);
    heading("CONTROLE");
    line("Auditketen van het apparaat: {} regels, laatste {}", minutes_.audit.entries,
         core::to_hex(minutes_.audit.head).substr(0, 16));
    return std::move(text_);
}

void MinutesWriter::front()
{
    line("{}", minutes_.corrects ? "CORRECTIE OP EEN VERSLAG" : "VERSLAG VAN HET CASUSOVERLEG");
    if (package_ != nullptr) {
        line("{}", package_->conference.title);
        line("{}, regio {}", package_->bureau.name, package_->bureau.region);
        field("Ruimte", package_->conference.room);
    }
    const std::string reference = package_ == nullptr ? "" : package_->conference.legal_basis.reference;
    line("Grondslag: {}{}", dutch(minutes_.legal_basis), reference.empty() ? "" : " (" + reference + ")");
    line("Verslag: {}", minutes_.id.value());
    if (minutes_.corrects) line("Correctie op verslag: {}", minutes_.corrects->value());
    line("Overleg: {}", minutes_.conference_id.value());
    line("Begonnen: {}", moment(minutes_.started_at));
    if (recovered_at_) {
        line("HERSTELD door het bureau op {}. De voorzitter heeft dit niet verzegeld en het apparaat heeft het niet",
             moment(*recovered_at_));
        line("ondertekend. Vraag de deelnemers of het klopt.");
        line("Laatst vastgelegd: {}", moment(minutes_.sealed_at));
    } else {
        line("Verzegeld: {}", moment(minutes_.sealed_at));
    }
    if (minutes_.clock_trusted == false) line("Let op: de klok van het apparaat was niet gecontroleerd.");
    line("Voorzitter: {}", minutes_.chair.name);
    line("Apparaat: {} (software {})", minutes_.device.id.value(), minutes_.device.software);
    if (package_ == nullptr)
        line("Het pakket van dit overleg is hier niet bekend; er staan kenmerken in plaats van namen.");
}

void MinutesWriter::attendance()
{
    heading("AANWEZIGHEID");
    for (const core::MinutesAttendance& known : minutes_.attendance) {
        std::string what;
        switch (known.state) {
        case core::PresenceState::present:
        case core::PresenceState::stepped_out:
            what = "aanwezig";
            break;
        case core::PresenceState::absent:
            what = "afwezig";
            break;
        case core::PresenceState::replaced:
            what = "vervangen door " + person(known.replaced_by);
            break;
        }
        std::string times;
        for (const core::Interval& interval : known.intervals) {
            if (!interval.in_case.empty()) continue;
            times += std::format("{}{}-{}", times.empty() ? " " : ", ", clock(interval.from),
                                 interval.until ? clock(*interval.until) : "einde");
        }
        line("- {}{}, {}: {}{}{}", known.name, known.function.empty() ? "" : ", " + known.function,
             known.partner_name.empty() ? partner(known.partner) : known.partner_name, what, times,
             known.added_at_table ? " (aan tafel toegevoegd)" : "");
        if (known.declared_at) line("  geheimhoudingsverklaring getekend {}", moment(*known.declared_at));
    }
    std::string missing;
    for (const core::Domain domain : minutes_.absent_domains)
        missing += std::string{missing.empty() ? "" : ", "} + std::string{dutch(domain)};
    field("Niet vertegenwoordigd", missing);
}

std::string dutch_date(core::Date date)
{
    const unsigned month = static_cast<unsigned>(date.month());
    return std::format("{} {} {}", static_cast<unsigned>(date.day()), months[(month + 11) % 12],
                       static_cast<int>(date.year()));
}

std::string minutes_text(const core::Minutes& minutes, const std::optional<core::Package>& package,
                         const core::Calendar& calendar)
{
    return MinutesWriter{minutes, package ? &*package : nullptr, calendar}.write();
}

std::string recovered_text(const core::Minutes& minutes, core::Instant recovered_at,
                           const std::optional<core::Package>& package, const core::Calendar& calendar)
{
    return MinutesWriter{minutes, package ? &*package : nullptr, calendar, recovered_at}.write();
}

} // namespace casustafel::bureau
