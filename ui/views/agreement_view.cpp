#include "core/text.h"
#include "ui/say.h"
#include "ui/views/agreement_views.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

std::vector<OwnerTile> owner_tiles(const Conference& conference, const CaseId& in_case,
                                   const std::optional<Owner>& chosen)
{
    std::vector<OwnerTile> tiles;
    for (const bool here : {true, false}) // those at the table first
        for (const Participant& person : conference.participants) {
            if (present_for(conference, person.id, in_case) != here) continue;
            if (attendance_of(conference, person.id).state == PresenceState::replaced) continue;
            Owner owner{person.id, person.name, person.partner};
            PersonView view = person_view(conference, person);
            view.here = here;
            tiles.push_back({std::move(view), owner, chosen == owner});
        }
    const Bureau& bureau = conference.package.bureau;
    Owner owner{{}, std::string{say::bureau_owner}, PartnerId{bureau.id.value()}};
    tiles.push_back(
        {{{}, std::string{say::bureau_owner}, bureau.name, "B", Domain::other, true}, owner, chosen == owner});
    return tiles;
}

Sentence due_sentence(const Snapshot& snapshot, const std::optional<Date>& due)
{
    if (!due) return Sentence{say::no_date_chosen};
    Sentence sentence = fill(say::up_to, {long_date(*due)});
    const std::chrono::weekday day{std::chrono::sys_days{*due}};
    if (day == std::chrono::Saturday || day == std::chrono::Sunday) sentence += " · " + Sentence{say::weekend};
    if (const CaseState* state = case_on_screen(snapshot))
        for (const Milestone& milestone : state->brief->milestones)
            if (milestone.on >= today_of(snapshot) && *due < milestone.on) {
                sentence += " · " + fill(say::before_milestone_sentence, {milestone.label, short_date(milestone.on)});
                break;
            }
    return sentence;
}

} // namespace

std::optional<AgreementPart> part_of(const Rejection& refused, const AgreementContent& content)
{
    const bool asks = content.mandate == Mandate::needs_decision;
    if (refused.why == Refusal::text_missing) return AgreementPart::what;
    if (refused.why == Refusal::text_not_clean) {
        if (refused.about == "text") return AgreementPart::what;
        return asks ? AgreementPart::decision_of : AgreementPart::more;
    }
    if (refused.why == Refusal::owner_unknown || refused.why == Refusal::partner_not_cleared) return AgreementPart::who;
    if (refused.why == Refusal::date_in_the_past)
        return refused.about == "consult_by" ? AgreementPart::answer_before : AgreementPart::when;
    if (refused.why == Refusal::consult_date_missing) return AgreementPart::answer_before;
    if (refused.why == Refusal::decision_of_missing) return AgreementPart::decision_of;
    if (refused.why == Refusal::reference_unknown) return AgreementPart::more;
    return std::nullopt;
}

AgreementView agreement_view(const Snapshot& snapshot, const State& local)
{
    AgreementView view;
    const CaseState* state = case_on_screen(snapshot);
    if (!state) return view;
    const AgreementContent& content = local.agreement.content;
    view.changing = !local.agreement.changing.empty();
    view.title = fill(view.changing ? say::change_agreement_title : say::new_agreement_title, {state->brief->label});
    if (local.agreement.replaces) view.title = Sentence{say::replacing_agreement};
    view.text = local.text(Field::agreement_text);
    for (const std::string& phrase : snapshot.conference->package.phrases)
        view.phrases.push_back({phrase, place_of_phrase(view.text, phrase).has_value()});
    view.dates = date_choices(snapshot, content.due, true);
    view.due_sentence = due_sentence(snapshot, content.due);
    view.owners = owner_tiles(*snapshot.conference, state->brief->id, content.owner);
    for (const Mandate mandate : {Mandate::within, Mandate::subject_to_consultation, Mandate::needs_decision})
        view.mandates.push_back({mandate, {words(mandate), content.mandate == mandate}});
    if (content.mandate == Mandate::subject_to_consultation) {
        view.consult_dates = date_choices(snapshot, content.consult_by, false);
        view.consult_sentence =
            content.consult_by ? fill(say::up_to, {long_date(*content.consult_by)}) : Sentence{say::no_date_chosen};
    }
    view.mandate_number = local.mandate_number;
    view.asks_decision_of = content.mandate == Mandate::needs_decision;
    view.decision_of = local.text(Field::decision_of);
    view.more = more_summary(snapshot, local);
    if (view.more.empty()) view.more = Sentence{say::more_hint};
    if (blank(view.text)) view.missing = Sentence{say::what_missing};
    view.save_label = Sentence{content.complete() ? say::save : say::keep_as_point};
    if (local.refused) view.flawed = part_of(*local.refused, content);
    if (view.flawed) view.flaw = words(local.refused->why);
    view.flaw_number = local.refused_number;
    return view;
}

WithdrawSheetView withdraw_view(const Snapshot& snapshot, const State& local)
{
    WithdrawSheetView view;
    const CaseState* state = case_on_screen(snapshot);
    const Agreement* agreement = state ? find(*state, local.agreement.changing) : nullptr;
    if (!agreement) return view;
    view.title = fill(agreement->content.complete() ? say::withdraw_title : say::withdraw_point_title,
                      {std::to_string(agreement->number)});
    const CaseLine line = agreement_line(*snapshot.conference, *state, *agreement);
    view.about = line.masked_because ? *line.masked_because : line.text;
    view.reason = local.text(Field::withdraw_reason);
    for (const Text phrase : {say::withdraw_unneeded, say::withdraw_replaced, say::withdraw_mistaken})
        view.phrases.push_back({{Sentence{phrase}, view.reason == phrase.dutch()}, std::string{phrase.dutch()}});
    const Conference& conference = *snapshot.conference;
    const Participant* owner =
        agreement->content.owner ? find(conference, agreement->content.owner->participant) : nullptr;
    if (owner && present_for(conference, owner->id, state->brief->id)) {
        view.by.push_back({{}, {Sentence{say::withdraw_by_chair}, local.record.person.empty()}});
        view.by.push_back({owner->id, {owner->name, local.record.person == owner->id}});
    }
    view.may_save = !blank(view.reason);
    return view;
}

CalendarView calendar_view(const Snapshot& snapshot, const State& local)
{
    CalendarView view;
    view.title = Sentence{say::choose_day};
    view.month = month_name(local.month);
    view.today = today_of(snapshot);
    view.field = local.choosing;
    if (const auto known = local.dates.find(local.choosing); known != local.dates.end()) view.chosen = known->second;
    if (local.choosing == DateField::due) view.chosen = local.agreement.content.due;
    if (local.choosing == DateField::consult_by) view.chosen = local.agreement.content.consult_by;
    if (local.choosing == DateField::next_on) view.chosen = local.decision.next_on;
    if (local.choosing == DateField::decision_answer_by) view.chosen = local.decision.answer_by;
    if (local.choosing == DateField::monitored_until) view.chosen = local.decision.monitored_until;
    if (const auto found = local.dates.find(local.choosing); found != local.dates.end()) view.chosen = found->second;
    const std::chrono::sys_days first{local.month / 1};
    const auto before = std::chrono::weekday{first} - std::chrono::Monday;
    std::vector<std::optional<Date>> cells(static_cast<std::size_t>(before.count()));
    for (Date day{first}; day.month() == local.month.month(); day = plus_days(day, 1)) cells.emplace_back(day);
    cells.resize((cells.size() + 6) / 7 * 7);
    for (std::size_t at = 0; at < cells.size(); at += 7)
        view.weeks.emplace_back(cells.begin() + static_cast<std::ptrdiff_t>(at),
                                cells.begin() + static_cast<std::ptrdiff_t>(at + 7));
    return view;
}

} // namespace casustafel::ui
