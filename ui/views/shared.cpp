#include "core/visibility.h"
#include "ui/say.h"
#include "ui/views/agreement_views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

Domain domain_of(const Conference& conference, const PartnerId& partner)
{
    const Partner* found = find(conference, partner);
    if (!found) return Domain::other;
    switch (found->domain) {
    case core::Domain::safety:
        return Domain::safety;
    case core::Domain::care:
        return Domain::care;
    case core::Domain::municipal:
        return Domain::municipal;
    case core::Domain::other:
        return Domain::other;
    }
    return Domain::other;
}

std::string partner_name(const Conference& conference, const PartnerId& partner)
{
    const Partner* found = find(conference, partner);
    if (found) return found->name;
    return partner.value() == conference.package.bureau.id.value() ? std::string{say::bureau_owner} : std::string{};
}

PersonView person_view(const Conference& conference, const Participant& person)
{
    return {person.id,
            person.name,
            partner_name(conference, person.partner),
            initials(person.name),
            domain_of(conference, person.partner),
            attendance_of(conference, person.id).state == PresenceState::present};
}

Date today_of(const Snapshot& snapshot)
{
    return snapshot.calendar->day_of(snapshot.now);
}

const CaseState* case_on_screen(const Snapshot& snapshot)
{
    return snapshot.conference ? find(*snapshot.conference, snapshot.conference->open_case) : nullptr;
}

Sentence reason_of(const Conference& conference, const Mask& mask)
{
    const Participant* person = find(conference, mask.because_of);
    const std::string who = person ? partner_name(conference, person->partner) : std::string{};
    switch (mask.reason) {
    case MaskReason::undeclared_partner:
        return fill(say::masked_undeclared, {who});
    case MaskReason::not_cleared:
    case MaskReason::outside_audience:
        return fill(say::masked_not_cleared, {who});
    case MaskReason::subject_at_table:
        return Sentence{say::masked_subject};
    case MaskReason::nobody_present:
        return Sentence{say::masked_alone};
    }
    return {};
}

CaseLine line_of(const Conference& conference, const CaseId& in_case, const std::string& text,
                 Confidentiality confidentiality, const std::optional<Audience>& audience)
{
    CaseLine line;
    if (const auto mask = masked(conference, in_case, confidentiality, audience))
        line.masked_because = reason_of(conference, *mask);
    else
        line.text = text;
    return line;
}

CaseLine agreement_line(const Conference& conference, const CaseState& state, const Agreement& agreement)
{
    return line_of(conference, state.brief->id, agreement.content.text, agreement.content.confidentiality,
                   agreement.content.audience);
}

CaseLine earlier_line(const Conference& conference, const CaseState& state, const EarlierAgreement& earlier)
{
    return line_of(conference, state.brief->id, earlier.text, confidentiality_of(earlier), earlier.audience);
}

Sentence number_of(const CaseState& state, const AgreementId& id)
{
    if (const Agreement* today = find(state, id)) return std::to_string(today->number);
    const EarlierAgreement* earlier = find_earlier(state, id);
    return earlier ? std::to_string(earlier->number) : Sentence{};
}

std::string label_of(const Conference& conference, const CaseId& id)
{
    const CaseState* state = find(conference, id);
    return state ? state->brief->label : std::string{};
}

Tally tally_of(const CaseState& state)
{
    Tally tally;
    for (const Agreement& one : state.agreements) {
        if (one.withdrawn_at) continue;
        if (!one.content.complete()) {
            ++tally.points;
            continue;
        }
        ++tally.agreements;
        if (one.confirmation.state == ConfirmationState::confirmed) ++tally.confirmed;
    }
    return tally;
}

Sentence thing_of(const CaseState& state, const AgreementId& id)
{
    const Agreement* today = find(state, id);
    return fill(today && !today->content.complete() ? say::the_point : say::the_agreement, {number_of(state, id)});
}

bool waits_for_answer(const Agreement& agreement)
{
    return !agreement.withdrawn_at && agreement.content.complete() &&
           agreement.confirmation.state == ConfirmationState::open;
}

std::vector<DateChoice> date_choices(const Snapshot& snapshot, const std::optional<Date>& chosen, bool all)
{
    const Date today = today_of(snapshot);
    std::vector<std::pair<Sentence, Date>> wanted{{Sentence{say::day_today}, today},
                                                  {Sentence{say::day_tomorrow}, plus_days(today, 1)},
                                                  {Sentence{say::day_48}, plus_days(today, 2)}};
    if (!all) wanted.clear();
    const auto soon = static_cast<std::ptrdiff_t>(wanted.size());
    wanted.insert(wanted.end(), {{Sentence{say::week_1}, plus_days(today, 7)},
                                 {Sentence{say::week_2}, plus_days(today, 14)},
                                 {Sentence{say::week_4}, plus_days(today, 28)}});
    // A day with a name of its own takes the place of the same day counted in weeks.
    const auto add_named = [&](Sentence label, Date date) {
        if (date < today) return;
        const auto same =
            std::find_if(wanted.begin() + soon, wanted.end(), [&](const auto& one) { return one.second == date; });
        if (same != wanted.end()) wanted.erase(same);
        wanted.emplace_back(std::move(label), date);
    };
    if (snapshot.conference) {
        if (const auto next = snapshot.conference->package.conference.next_at)
            add_named(Sentence{say::next_meeting}, snapshot.calendar->day_of(*next));
        if (const CaseState* state = case_on_screen(snapshot); state && all)
            for (const Milestone& milestone : state->brief->milestones)
                if (milestone.on > today)
                    add_named(fill(say::before_milestone, {milestone.label}), plus_days(milestone.on, -1));
    }
    std::vector<DateChoice> choices;
    choices.reserve(wanted.size());
    for (const auto& [label, date] : wanted) choices.push_back({{label, chosen == date}, date});
    return choices;
}

Mark mark_of(const Agreement& agreement)
{
    if (agreement.withdrawn_at) return {Sentence{say::withdrawn}, Status::neutral};
    if (!agreement.content.owner) return {Sentence{say::who_is_missing}, Status::wrong};
    if (!agreement.content.due) return {Sentence{say::when_is_missing}, Status::wrong};
    switch (agreement.confirmation.state) {
    case ConfirmationState::open:
        return {Sentence{say::to_confirm}, Status::attention};
    case ConfirmationState::awaiting_absent:
        return {Sentence{say::confirm_later}, Status::neutral};
    case ConfirmationState::reserved:
        return {Sentence{say::reserved}, Status::attention};
    case ConfirmationState::declined:
        return {Sentence{say::disputed}, Status::wrong};
    case ConfirmationState::confirmed:
        break;
    }
    const Mandate mandate = agreement.content.mandate.value_or(Mandate::within);
    if (mandate == Mandate::subject_to_consultation) return {Sentence{say::consultation}, Status::attention};
    if (mandate == Mandate::needs_decision) return {Sentence{say::decision_needed}, Status::attention};
    return {Sentence{say::agreed}, Status::ok};
}

Sentence connection_sentence(const Snapshot& snapshot)
{
    if (!snapshot.device.bureau_reached) return Sentence{say::never_reached};
    return Sentence{*snapshot.device.bureau_reached ? say::reached : say::not_reached};
}

Sentence refusal_sentence(const core::Envelope& envelope)
{
    return Sentence{envelope.refused_because.empty() ? say::relay_refused : say::bureau_refused};
}

Sentence delivery_sentence(const Snapshot& snapshot)
{
    const auto in = [&](EnvelopeState state) {
        return static_cast<int>(std::ranges::count(snapshot.envelopes, state, &Envelope::state));
    };
    const auto refused = std::ranges::find(snapshot.envelopes, EnvelopeState::refused, &core::Envelope::state);
    if (refused != snapshot.envelopes.end()) return refusal_sentence(*refused);
    const int unsealed = snapshot.device.notice == NoticeKind::sealing_waits ? 1 : 0;
    const int waiting = std::max(in(EnvelopeState::sealing), unsealed) + in(EnvelopeState::sealed);
    if (waiting > 0) return count(waiting, say::reports_to_send);
    return Sentence{in(EnvelopeState::sent) > 0 ? say::waiting_for_bureau : say::nothing_to_send};
}

} // namespace casustafel::ui
