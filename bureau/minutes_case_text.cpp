#include "bureau/minutes_writer.h"

namespace casustafel::bureau {

void MinutesWriter::criteria(const core::MinutesCase& state, const core::Case* known)
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
    // A case that the table added was tested by the same criteria as the others.
    const core::Case* other = package_ == nullptr || package_->cases.empty() ? nullptr : &package_->cases.front();
    for (const core::MinutesCriterion& criterion : state.criteria)
        write(label(other == nullptr ? nullptr : &other->criteria, criterion.id), criterion.met,
              " (vastgesteld aan tafel)", criterion.motivation);
}

void MinutesWriter::earlier(const core::MinutesCase& state, const core::Case* known)
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

void MinutesWriter::confirmation(const core::Agreement& agreement)
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

void MinutesWriter::agreement(const core::Agreement& agreement, const core::MinutesCase& state, const core::Case* known)
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
    relations(content, state, known);
    if (content.complete()) confirmation(agreement);
}

void MinutesWriter::relations(const core::AgreementContent& content, const core::MinutesCase& state,
                              const core::Case* known)
{
    for (const core::Relation& relation : content.relates) {
        std::string to = relation.to.value();
        for (const core::Agreement& one : state.agreements)
            if (one.id == relation.to) to = std::to_string(one.number);
        if (known != nullptr)
            for (const core::EarlierAgreement& one : known->earlier_agreements)
                if (one.id == relation.to) to = std::to_string(one.number);
        line("  {} afspraak {}", relation.how == core::RelationKind::depends_on ? "hangt af van" : "botst met", to);
    }
}

/// What was withdrawn binds nobody and stays in the record.
void MinutesWriter::withdrawn(const core::MinutesCase& state, const core::Case* known)
{
    bool headed = false;
    for (const core::Agreement& one : state.agreements) {
        if (!one.withdrawn_at) continue;
        if (!headed) subheading("Ingetrokken");
        headed = true;
        agreement(one, state, known);
        line("  ingetrokken: {}, door {}", moment(*one.withdrawn_at),
             one.withdrawn_by.empty() ? "de voorzitter" : person(one.withdrawn_by));
        field("reden van intrekken", one.withdrawn_because, "  ");
    }
}

void MinutesWriter::agreements(const core::MinutesCase& state, const core::Case* known)
{
    const auto withdrawn = [](const core::Agreement& one) { return one.withdrawn_at.has_value(); };
    subheading("Afspraken");
    bool any = false;
    for (const core::Agreement& one : state.agreements) {
        if (!one.content.complete() || withdrawn(one)) continue;
        agreement(one, state, known);
        any = true;
    }
    if (!any) line("Geen nieuwe afspraken.");
    bool headed = false;
    for (const core::Agreement& one : state.agreements) {
        if (one.content.complete() || withdrawn(one)) continue;
        if (!headed) subheading("Aandachtspunten (geen afspraak: nog geen actiehouder of datum)");
        headed = true;
        agreement(one, state, known);
    }
    MinutesWriter::withdrawn(state, known);
}

void MinutesWriter::perspective(const core::MinutesCase& state)
{
    if (state.perspective.empty() && state.no_perspective.empty()) return;
    subheading("Perspectief van betrokkene en naasten");
    for (const core::Perspective& one : state.perspective)
        field(std::format("- {}, volgens {}", dutch(one.of), partner(one.source)), one.text);
    for (const auto& [of, reason] : state.no_perspective)
        field(std::format("- {}: niet bekend, omdat", dutch(of)), reason);
}

void MinutesWriter::zsm_advice(const core::MinutesCase& state)
{
    if (!state.zsm_advice) return;
    subheading("ZSM-advies");
    if (!state.zsm_advice->none_because.empty()) return field("Geen advies, omdat", state.zsm_advice->none_because);
    line("{}", state.zsm_advice->text);
    line("  opgesteld door: {}", person(state.zsm_advice->author));
    if (state.zsm_advice->valid_until) line("  geldig tot en met: {}", dutch_date(*state.zsm_advice->valid_until));
}

void MinutesWriter::withheld(const core::MinutesCase& state)
{
    if (state.withheld.empty()) return;
    subheading("Gevraagd, niet gedeeld");
    for (const core::Withheld& one : state.withheld) {
        line("- {}: {}", partner(one.asked_of), dutch(one.ground));
        field("gevraagd", one.asked, "  ");
        field("bruikbare conclusie", one.usable_conclusion, "  ");
    }
}

void MinutesWriter::signals(const core::MinutesCase& state)
{
    if (state.signals.empty()) return;
    subheading("Signalen voor het bureau");
    for (const core::Signal& one : state.signals)
        line("- {}{}", label(package_ == nullptr ? nullptr : &package_->bottlenecks, one.bottleneck),
             one.note.empty() ? "" : ": " + one.note);
}

void MinutesWriter::decision(const core::Decision& decision, const core::Case* known)
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

void MinutesWriter::one_case(const core::MinutesCase& state, int number)
{
    const core::Case* known = brief(state.case_id);
    const std::string unknown = state.added ? state.added->label : state.case_id.value();
    const std::string& label = known == nullptr ? unknown : known->label;
    if (minutes_.corrects) { // what was sealed stands in the minutes that it corrects
        heading(std::format("CASUS: {}", label));
        field("Correctie", state.correction);
        return;
    }
    heading(std::format("CASUS {}: {}", number, label));
    if (known != nullptr) field("Vraag aan tafel", known->question);
    if (state.added) {
        line("Spoedcasus: aan tafel toegevoegd");
        field("Vraag aan tafel", state.added->question);
    }
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
    perspective(state);
    zsm_advice(state);
    withheld(state);
    agreements(state, known);
    decision(state.decision, known);
    if (!state.conclusion.empty()) {
        subheading("Conclusie: het antwoord op de vraag aan tafel");
        line("{}", state.conclusion);
    }
    informing(state);
    if (!state.plain_sheet.empty()) {
        subheading("Brief voor betrokkene, zoals de voorzitter die heeft nagelezen");
        line("{}", state.plain_sheet);
    }
    signals(state);
}

void MinutesWriter::informing(const core::MinutesCase& state)
{
    subheading("Informeren van betrokkene");
    line("{}", dutch(state.informing.state));
    if (!state.informing.agreement.empty()) {
        const auto found = std::ranges::find(state.agreements, state.informing.agreement, &core::Agreement::id);
        line("  afspraak {}",
             found == state.agreements.end() ? state.informing.agreement.value() : std::to_string(found->number));
    }
    field("reden", state.informing.reason, "  ");
}

} // namespace casustafel::bureau
