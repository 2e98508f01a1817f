#include "core/answerable.h"
#include "ui/say.h"
#include "ui/views/room_view.h"
#include "ui/views/views.h"

#include <algorithm>
#include <cctype>

namespace casustafel::ui {

using namespace core;

namespace {

bool belongs_to(const Agreement& agreement, const ParticipantId& person)
{
    return !agreement.withdrawn_at && agreement.content.complete() && agreement.content.owner->participant == person;
}

Sentence terms_of(const AgreementContent& content)
{
    Sentence terms = fill(say::up_to, {middle_date(*content.due)});
    const Mandate mandate = content.mandate.value_or(Mandate::within);
    Sentence word = words(mandate);
    word[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(word[0])));
    terms += " · " + word;
    if (content.consult_by) terms += " (" + short_date(*content.consult_by) + ")";
    if (!content.decision_of.empty()) terms += " (" + content.decision_of + ")";
    return terms;
}

/// What is said with an answer: the reason, and for a reserve the day by which the owner knows.
Sentence said_with(const Confirmation& answer)
{
    Sentence said = answer.reason;
    if (answer.state == ConfirmationState::reserved && answer.answer_by)
        said += " · " + fill(say::answer_by_day, {middle_date(*answer.answer_by)});
    return said;
}

/// What all answers of one owner come to: 'Akkoord' only when each is; otherwise answered, with the worst of them.
Mark answer_of(const CaseState& state, const ParticipantId& owner)
{
    bool all_agreed = true;
    Status worst = Status::ok;
    for (const Agreement& agreement : state.agreements) {
        if (!belongs_to(agreement, owner)) continue;
        all_agreed = all_agreed && agreement.confirmation.state == ConfirmationState::confirmed;
        const Status status = mark_of(agreement).status;
        if (status == Status::wrong || (status == Status::attention && worst != Status::wrong)) worst = status;
    }
    if (all_agreed) return {Sentence{say::agreed}, Status::ok};
    return {Sentence{say::answered}, worst};
}

ConfirmPerson owner_row(const CaseState& state, const ParticipantId& owner, PersonView person,
                        const ParticipantId& selected)
{
    int all = 0;
    int open = 0;
    for (const Agreement& agreement : state.agreements) {
        if (!belongs_to(agreement, owner)) continue;
        ++all;
        if (awaits_answer(agreement.confirmation)) ++open; // masked ones too
    }
    ConfirmPerson row;
    row.person = std::move(person);
    const Sentence number = all == 0 ? Sentence{say::no_agreements} : count(all, say::agreement_count);
    // The number first: what is cut is the name of the organisation.
    row.summary = row.person.organisation.empty() ? number : number + " · " + row.person.organisation;
    if (open > 0)
        row.mark = Mark{fill(say::open_count, {std::to_string(open)}), Status::attention};
    else if (all > 0)
        row.mark = answer_of(state, owner);
    row.selected = row.person.id == selected;
    return row;
}

bool all_confirmed(const CaseState& state, const ParticipantId& owner)
{
    return std::ranges::all_of(state.agreements, [&](const Agreement& one) {
        return !belongs_to(one, owner) || one.confirmation.state == ConfirmationState::confirmed;
    });
}

void add_agreements(const Conference& conference, const CaseState& state, const ParticipantId& owner,
                    const std::string& name, ConfirmView& view)
{
    bool waiting = false;
    for (const Agreement& agreement : state.agreements) {
        if (!belongs_to(agreement, owner)) continue;
        const CaseLine line = agreement_line(conference, state, agreement);
        ConfirmAgreement shown{agreement.id, agreement.version, line.text, terms_of(agreement.content), {}, {}};
        if (line.masked_because) { // of what is masked, the terms are too
            shown.text = *line.masked_because;
            shown.terms.clear();
        }
        if (!line.masked_because && !awaits_answer(agreement.confirmation))
            shown.answer = said_with(agreement.confirmation);
        if (!awaits_answer(agreement.confirmation) ||
            agreement.confirmation.state == ConfirmationState::awaiting_absent)
            shown.mark = mark_of(agreement);
        else if (agreement.version > 1) // who said yes or no to other words is asked again
            shown.mark = Mark{Sentence{say::wording_changed}, Status::attention};
        waiting = waiting || awaits_answer(agreement.confirmation);
        view.agreements.push_back(std::move(shown));
    }
    view.open = answerable(conference, state, owner);
    if (view.agreements.empty())
        view.prompt = fill(say::nothing_to_confirm, {name});
    else if (waiting && view.open.empty())
        view.prompt = name; // all of it is masked: there is nothing to ask
    else if (waiting)
        view.prompt = fill(say::is_this_right, {name});
    else
        view.prompt = fill(all_confirmed(state, owner) ? say::all_confirmed : say::answer_recorded, {name});
}

void add_person(const Snapshot& snapshot, const State& local, const CaseState& state, const Participant& person,
                ConfirmView& view)
{
    const Conference& conference = *snapshot.conference;
    add_agreements(conference, state, person.id, person.name, view);
    const Attendance& attendance = attendance_of(conference, person.id);
    view.has_code = attendance.code.has_value();
    view.signs = local.signing || !view.has_code;
    view.may_answer = true;
    if (attendance.code_retry_at && *attendance.code_retry_at > snapshot.now) {
        const auto wait = std::chrono::ceil<std::chrono::minutes>(*attendance.code_retry_at - snapshot.now);
        view.trouble = count(static_cast<int>(wait.count()), say::code_wait);
        view.may_answer = false;
    } else if (attendance.wrong_codes > 0 && local.digits.empty()) {
        view.trouble = Sentence{say::wrong_code};
    }
}

/// Who promised something and isn't at the table: said in words, for nobody here can answer for them.
void add_absent(const Conference& conference, const CaseState& state, const ParticipantId& selected, ConfirmView& view)
{
    for (WaitingRow& waiting : waiting_in(conference, state)) {
        if (waiting.here) continue;
        ConfirmPerson row;
        row.selected = waiting.person.id == selected;
        row.person = std::move(waiting.person);
        row.summary = waiting.what + " · " + row.person.organisation;
        row.mark = std::move(waiting.mark);
        row.elsewhere = true;
        view.people.push_back(std::move(row));
    }
}

} // namespace

ConfirmView confirm_view(const Snapshot& snapshot, const State& local)
{
    ConfirmView view;
    const CaseState* state = case_on_screen(snapshot);
    if (!state) return view;
    const Conference& conference = *snapshot.conference;
    view.title = fill(say::confirm_title, {state->brief->label});
    view.prompt = Sentence{say::choose_person};
    view.in_room = room_now(snapshot, local);
    // Who comes forward to confirm takes back nothing but an answer.
    if (conference.last_action && conference.last_action->what == ActionKind::answered)
        view.undo = last_action_words(conference);
    view.mode = local.answer_mode;
    for (const ParticipantId& id : present_for(conference, state->brief->id))
        view.people.push_back(owner_row(*state, id, person_view(conference, *find(conference, id)), local.person));
    if (std::ranges::any_of(state->agreements, [](const Agreement& one) { return belongs_to(one, {}); })) {
        view.people.push_back(owner_row(*state, {}, bureau_view(conference), local.person));
        view.people.back().elsewhere = true;
    }
    add_absent(conference, *state, local.person, view);
    const Participant* person = find(conference, local.person);
    if (person && !present_for(conference, person->id, state->brief->id)) {
        add_agreements(conference, *state, person->id, person->name, view);
        view.open.clear(); // they can be read, not answered for
        view.prompt = fill(say::absent_owner, {person->name});
    }
    if (person && present_for(conference, person->id, state->brief->id))
        add_person(snapshot, local, *state, *person, view);
    if (local.person == bureau_person(conference)) {
        add_agreements(conference, *state, {}, Sentence{say::bureau_owner}, view);
        view.only_spoken = true;
        view.may_answer = true;
    }
    view.digits = static_cast<int>(local.digits.size());
    view.reason = local.text(Field::answer_reason);
    const auto date = local.dates.find(DateField::answer_by);
    const std::optional<Date> answer_by = date == local.dates.end() ? std::nullopt : std::optional{date->second};
    view.dates = date_choices(snapshot, answer_by, false);
    view.date_sentence = answer_by ? long_date(*answer_by) : Sentence{say::no_date_chosen};
    view.strokes = local.strokes;
    view.may_save = !view.open.empty();
    if (local.answer_mode == AnswerMode::reserve) view.may_save = view.may_save && answer_by && !view.reason.empty();
    if (local.answer_mode == AnswerMode::decline) view.may_save = view.may_save && !view.reason.empty();
    view.may_prove = view.may_save;
    if (local.answer_mode != AnswerMode::agree && view.reason.empty())
        view.missing = Sentence{say::reason_first};
    else if (local.answer_mode == AnswerMode::reserve && !answer_by)
        view.missing = Sentence{say::day_first};
    if (view.signs) view.may_save = view.may_save && !view.strokes.empty();
    return view;
}

} // namespace casustafel::ui
