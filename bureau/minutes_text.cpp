#include "bureau/minutes_text.h"

#include "bureau/dutch.h"

#include <algorithm>
#include <array>
#include <format>

namespace casustafel::bureau {

namespace {

constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maart",    "april",
                                                  "mei",       "juni",     "juli",     "augustus",
                                                  "september", "oktober",  "november", "december"};

/// Writes the parts of one document. Holds references for the time of one call.
class Writer {
public:
    Writer(const core::Minutes& minutes, const core::Package* package, const core::Calendar& calendar)
        : minutes_{minutes}, package_{package}, calendar_{calendar}
    {
    }

    std::string write()
    {
        front();
        attendance();
        int number = 0;
        for (const core::MinutesCase* state : in_order_of_agenda()) one_case(*state, ++number);
        heading("CONTROLE");
        line("Auditketen van het apparaat: {} regels, laatste {}", minutes_.audit.entries,
             core::to_hex(minutes_.audit.head).substr(0, 16));
        return std::move(text_);
    }

private:
    template <class... Args>
    void line(std::format_string<Args...> form, Args&&... args)
    {
        std::format_to(std::back_inserter(text_), form, std::forward<Args>(args)...);
        text_ += '\n';
    }
    /// A named value, further lines of it set in.
    void field(std::string_view name, std::string_view value, std::string_view indent = "")
    {
        if (value.empty()) return;
        text_ += std::format("{}{}: ", indent, name);
        for (const char c : value) {
            text_ += c;
            if (c == '\n') text_ += std::string{indent} + "  ";
        }
        text_ += '\n';
    }
    void heading(std::string_view title)
    {
        line("");
        line("== {} == grondslag: {}", title, dutch(minutes_.legal_basis));
    }
    void subheading(std::string_view title)
    {
        line("");
        line("{}", title);
    }

    std::string moment(core::Instant at) const
    {
        return std::format("{} {}", dutch_date(calendar_.day_of(at)), clock(at));
    }
    std::string clock(core::Instant at) const
    {
        const auto minutes = calendar_.time_of_day(at).count();
        return std::format("{:02}:{:02}", minutes / 60, minutes % 60);
    }
    std::string partner(const core::PartnerId& id) const
    {
        if (package_ != nullptr)
            for (const core::Partner& known : package_->partners)
                if (known.id == id) return known.name;
        for (const core::MinutesAttendance& person : minutes_.attendance)
            if (person.partner == id && !person.partner_name.empty()) return person.partner_name;
        return id.value();
    }
    std::string person(const core::ParticipantId& id) const
    {
        for (const core::MinutesAttendance& known : minutes_.attendance)
            if (known.participant == id) return known.name;
        return id.value();
    }
    const core::Case* brief(const core::CaseId& id) const
    {
        if (package_ == nullptr) return nullptr;
        const auto found = std::ranges::find(package_->cases, id, &core::Case::id);
        return found == package_->cases.end() ? nullptr : &*found;
    }
    template <class Rows, class Id>
    std::string label(const Rows* rows, const Id& id) const
    {
        if (rows != nullptr)
            for (const auto& row : *rows)
                if (row.id == id) return row.label;
        return id.value();
    }

    /// As the package lists them; cases that it doesn't know come last, in the order of the minutes.
    std::vector<const core::MinutesCase*> in_order_of_agenda() const
    {
        std::vector<const core::MinutesCase*> ordered;
        if (package_ != nullptr)
            for (const core::Case& known : package_->cases)
                for (const core::MinutesCase& state : minutes_.cases)
                    if (state.case_id == known.id) ordered.push_back(&state);
        for (const core::MinutesCase& state : minutes_.cases)
            if (brief(state.case_id) == nullptr) ordered.push_back(&state);
        return ordered;
    }

    void front();
    void attendance();
    void one_case(const core::MinutesCase& state, int number);
    void criteria(const core::MinutesCase& state, const core::Case* known);
    void earlier(const core::MinutesCase& state, const core::Case* known);
    void agreement(const core::Agreement& agreement, const core::Case* known);
    void confirmation(const core::Agreement& agreement);
    void agreements(const core::MinutesCase& state, const core::Case* known);
    void decision(const core::Decision& decision, const core::Case* known);

    const core::Minutes& minutes_;
    const core::Package* package_;
    const core::Calendar& calendar_;
    std::string text_;
};

void Writer::front()
{
    line("VERSLAG VAN HET CASUSOVERLEG");
    if (package_ != nullptr) {
        line("{}", package_->conference.title);
        line("{}, regio {}", package_->bureau.name, package_->bureau.region);
        field("Ruimte", package_->conference.room);
    }
    const std::string reference = package_ == nullptr ? "" : package_->conference.legal_basis.reference;
    line("Grondslag: {}{}", dutch(minutes_.legal_basis), reference.empty() ? "" : " (" + reference + ")");
    line("Verslag: {}", minutes_.id.value());
    if (minutes_.corrects) line("Verbetert verslag: {}", minutes_.corrects->value());
    line("Overleg: {}", minutes_.conference_id.value());
    line("Begonnen: {}", moment(minutes_.started_at));
    line("Verzegeld: {}", moment(minutes_.sealed_at));
    if (minutes_.clock_trusted == false) line("Let op: de klok van het apparaat was niet gecontroleerd.");
    line("Voorzitter: {}", minutes_.chair.name);
    line("Apparaat: {} (software {})", minutes_.device.id.value(), minutes_.device.software);
    if (package_ == nullptr)
        line("Het pakket van dit overleg is hier niet bekend; er staan kenmerken in plaats van namen.");
}

void Writer::attendance()
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

void Writer::criteria(const core::MinutesCase& state, const core::Case* known)
{
    subheading("Criteria");
    const auto write = [&](std::string_view name, std::optional<bool> met, std::string_view by,
                           std::string_view motivation) {
        line("- {}: {}{}", name, met ? (*met ? "ja" : "nee") : "niet getoetst", by);
        field("motivering", motivation, "  ");
    };
    if (known != nullptr) {
        for (const core::Criterion& criterion : known->criteria) {
            const auto here = std::ranges::find(state.criteria, criterion.id, &core::MinutesCriterion::id);
            if (here != state.criteria.end())
                write(criterion.label, here->met, " (vastgesteld aan tafel)", here->motivation);
            else
                write(criterion.label, criterion.met,
                      criterion.by.empty()
                          ? ""
                          : " (" + criterion.by + (criterion.on ? ", " + dutch_date(*criterion.on) : "") + ")",
                      criterion.motivation);
        }
        return;
    }
    for (const core::MinutesCriterion& criterion : state.criteria)
        write(criterion.id.value(), criterion.met, " (vastgesteld aan tafel)", criterion.motivation);
}

void Writer::earlier(const core::MinutesCase& state, const core::Case* known)
{
    if (state.earlier.empty()) return;
    subheading("Eerdere afspraken");
    for (const core::MinutesEarlier& result : state.earlier) {
        const core::EarlierAgreement* agreement = nullptr;
        if (known != nullptr)
            for (const core::EarlierAgreement& candidate : known->earlier_agreements)
                if (candidate.id == result.id) agreement = &candidate;
        if (agreement != nullptr) {
            line("- nr. {}: {}", agreement->number, agreement->text);
            line("  {} ({}), uiterlijk {}", agreement->owner.name, partner(agreement->owner.partner),
                 dutch_date(agreement->due));
        } else {
            line("- {}", result.id.value());
        }
        line("  uitkomst: {}", dutch(result.status));
        if (!result.bottleneck.empty())
            field("knelpunt", label(package_ == nullptr ? nullptr : &package_->bottlenecks, result.bottleneck), "  ");
        field("reden", result.reason, "  ");
        if (result.new_due) line("  nieuwe datum: {}", dutch_date(*result.new_due));
        if (!result.followed_by.empty()) {
            const auto next = std::ranges::find(state.agreements, result.followed_by, &core::Agreement::id);
            line("  opgevolgd door afspraak {}",
                 next == state.agreements.end() ? result.followed_by.value() : std::to_string(next->number));
        }
        if (!result.reported_by.empty()) line("  gemeld door: {}", person(result.reported_by));
    }
}

void Writer::confirmation(const core::Agreement& agreement)
{
    const core::Confirmation& answer = agreement.confirmation;
    std::string said{dutch(answer.state)};
    if (answer.how) said += ", " + std::string{dutch(*answer.how)};
    if (answer.at) said += ", " + moment(*answer.at);
    if (!answer.by.empty()) said += ", door " + person(answer.by);
    if (answer.version > 0) said += ", versie " + std::to_string(answer.version);
    line("  bevestiging: {}", said);
    field("reden", answer.reason, "  ");
    if (answer.answer_by) line("  antwoord uiterlijk: {}", dutch_date(*answer.answer_by));
    if (answer.of) line("  controlegetal: {}", core::to_hex(*answer.of).substr(0, 16));
}

void Writer::agreement(const core::Agreement& agreement, const core::Case* known)
{
    const core::AgreementContent& content = agreement.content;
    line("{}. {}", agreement.number, content.text);
    line("  actiehouder: {}",
         content.owner ? content.owner->name + " (" + partner(content.owner->partner) + ")" : "nog niemand");
    line("  uiterlijk: {}", content.due ? dutch_date(*content.due) : "nog geen datum");
    if (content.mandate) line("  mandaat: {}", dutch(*content.mandate));
    if (content.consult_by) line("  antwoord na ruggespraak uiterlijk: {}", dutch_date(*content.consult_by));
    field("besluit van", content.decision_of, "  ");
    if (content.kind) line("  soort: {}", dutch(*content.kind));
    field("uitvoerder", content.executor, "  ");
    field("vervanger", content.deputy, "  ");
    if (!content.goal.empty()) {
        std::string goal = content.goal.value();
        if (known != nullptr)
            for (const core::Goal& candidate : known->goals)
                if (candidate.id == content.goal) goal = candidate.text;
        field("doel", goal, "  ");
    }
    if (!content.life_domain.empty())
        field("leefgebied", label(package_ == nullptr ? nullptr : &package_->life_domains, content.life_domain), "  ");
    if (content.confidentiality != core::Confidentiality::general)
        line("  vertrouwelijkheid: {}", dutch(content.confidentiality));
    if (content.outside_regular_frames) line("  buiten reguliere kaders");
    if (content.complete()) confirmation(agreement);
}

void Writer::agreements(const core::MinutesCase& state, const core::Case* known)
{
    const auto withdrawn = [](const core::Agreement& one) { return one.withdrawn_at.has_value(); };
    subheading("Afspraken");
    bool any = false;
    for (const core::Agreement& one : state.agreements) {
        if (!one.content.complete() || withdrawn(one)) continue;
        agreement(one, known);
        any = true;
    }
    if (!any) line("Geen nieuwe afspraken.");
    bool headed = false;
    for (const core::Agreement& one : state.agreements) {
        if (one.content.complete() || withdrawn(one)) continue;
        if (!headed) subheading("Aandachtspunten (geen afspraak: nog geen actiehouder of datum)");
        headed = true;
        agreement(one, known);
    }
}

void Writer::decision(const core::Decision& decision, const core::Case* known)
{
    subheading("Besluit");
    line("{}", dutch(decision.kind));
    if (decision.next_on) line("  volgende bespreking: {}", dutch_date(*decision.next_on));
    if (decision.ave_phase) line("  AVE-fase: {}", *decision.ave_phase);
    if (decision.escalation_kind) line("  aanleiding: {}", dutch(*decision.escalation_kind));
    field("aan", decision.to, "  ");
    if (!decision.by.empty()) line("  door: {}", person(decision.by));
    field("gevraagd besluit", decision.question, "  ");
    if (decision.answer_by) line("  antwoord uiterlijk: {}", dutch_date(*decision.answer_by));
    if (decision.handover) line("  overdracht: {}", dutch(*decision.handover));
    field("aanvaard door", decision.accepted_by, "  ");
    if (decision.monitored_until) line("  gevolgd tot en met: {}", dutch_date(*decision.monitored_until));
    if (decision.result) line("  resultaat: {}", dutch(*decision.result));
    field("reden", decision.reason, "  ");
    std::string informed;
    for (const std::string& name : decision.informed) informed += (informed.empty() ? "" : ", ") + name;
    field("geïnformeerd", informed, "  ");
    for (const core::ClosingTest& test : decision.closing) {
        line("  - {}: {}", label(package_ == nullptr ? nullptr : &package_->closing_criteria, test.id),
             test.met ? "ja" : "nee");
        field("motivering", test.motivation, "    ");
    }
    for (const core::GoalResult& result : decision.goals) {
        std::string goal = result.id.value();
        if (known != nullptr)
            for (const core::Goal& candidate : known->goals)
                if (candidate.id == result.id) goal = candidate.text;
        line("  - doel '{}': {}", goal, dutch(result.state));
    }
}

void Writer::one_case(const core::MinutesCase& state, int number)
{
    const core::Case* known = brief(state.case_id);
    heading(std::format("CASUS {}: {}", number, known == nullptr ? state.case_id.value() : known->label));
    if (known != nullptr) field("Vraag aan tafel", known->question);
    if (!state.case_lead.empty()) line("Casusregisseur: {}", person(state.case_lead));
    if (state.opened_at)
        line("Besproken: vanaf {}{}{}", clock(*state.opened_at),
             state.closed_at ? " tot " + clock(*state.closed_at) : "",
             state.minutes_spent ? std::format(" ({:.0f} minuten)", *state.minutes_spent) : "");
    else
        line("Besproken: nee");
    std::string present;
    for (const core::ParticipantId& id : state.present) present += (present.empty() ? "" : ", ") + person(id);
    field("Aanwezig bij het besluit", present);

    criteria(state, known);
    earlier(state, known);
    agreements(state, known);
    decision(state.decision, known);
    if (!state.conclusion.empty()) {
        subheading("Conclusie: het antwoord op de vraag aan tafel");
        line("{}", state.conclusion);
    }
    subheading("Informeren van betrokkene");
    line("{}", dutch(state.informing.state));
    if (!state.informing.agreement.empty()) {
        const auto found = std::ranges::find(state.agreements, state.informing.agreement, &core::Agreement::id);
        line("  afspraak {}",
             found == state.agreements.end() ? state.informing.agreement.value() : std::to_string(found->number));
    }
    field("reden", state.informing.reason, "  ");
}

} // namespace

std::string dutch_date(core::Date date)
{
    const unsigned month = static_cast<unsigned>(date.month());
    return std::format("{} {} {}", static_cast<unsigned>(date.day()), months[(month + 11) % 12],
                       static_cast<int>(date.year()));
}

std::string minutes_text(const core::Minutes& minutes, const std::optional<core::Package>& package,
                         const core::Calendar& calendar)
{
    return Writer{minutes, package ? &*package : nullptr, calendar}.write();
}

} // namespace casustafel::bureau
