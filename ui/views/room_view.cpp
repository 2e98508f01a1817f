#include "ui/views/room_view.h"

#include "ui/say.h"
#include "ui/views/timer.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

/// The choice for the case on screen; one for another case is none.
RoomChoice choice_for(const State& local, const CaseState& state)
{
    RoomChoice choice = local.room;
    if (choice.in_case != state.brief->id) choice = {};
    choice.in_case = state.brief->id;
    return choice;
}

bool shows(const RoomChoice& choice, const Agreement& agreement)
{
    return !agreement.withdrawn_at && (choice.all_agreements || choice.agreements.contains(agreement.id));
}

int shown_agreements(const RoomChoice& choice, const CaseState& state)
{
    return static_cast<int>(
        std::ranges::count_if(state.agreements, [&](const Agreement& one) { return shows(choice, one); }));
}

bool shows_anything(const RoomChoice& choice, const CaseState& state)
{
    return choice.question || choice.turn || choice.all_agreements || shown_agreements(choice, state) > 0;
}

RoomAgreement agreement_row(const Snapshot& snapshot, const State& local, const CaseState& state,
                            const Agreement& agreement)
{
    const Conference& conference = *snapshot.conference;
    RoomAgreement row;
    row.line = agreement_line(conference, state, agreement);
    const AgreementContent& content = agreement.content;
    if (row.line.masked_because) { // of what is masked, the terms are too
        row.domain = Domain::none;
        row.mark = {Sentence{say::shielded_item}, Status::attention};
        return row;
    }
    row.in_turn =
        local.screen == Screen::confirm && waits_for_answer(agreement) && content.owner->participant == local.person;
    row.domain = content.owner ? domain_of(conference, content.owner->partner) : Domain::none;
    row.who = content.owner ? content.owner->name + " · " + partner_name(conference, content.owner->partner)
                            : Sentence{say::no_owner_yet};
    row.due = content.due ? short_date(*content.due) : Sentence{};
    row.mark = row.in_turn ? Mark{Sentence{say::room_being_confirmed}, Status::neutral} : mark_of(agreement);
    return row;
}

/// Who is confirming, or else who still has to.
Sentence turn_of(const Snapshot& snapshot, const State& local, const CaseState& state)
{
    const Conference& conference = *snapshot.conference;
    std::vector<ParticipantId> waiting;
    for (const Agreement& one : state.agreements) {
        if (!waits_for_answer(one) || agreement_line(conference, state, one).masked_because)
            continue; // nor whose masked one it is
        const ParticipantId& owner = one.content.owner->participant;
        if (!std::ranges::contains(waiting, owner)) waiting.push_back(owner);
    }
    Sentence names;
    for (const ParticipantId& id : waiting) {
        const Participant* person = find(conference, id);
        if (!person || !present_for(conference, id, state.brief->id)) continue;
        if (local.screen == Screen::confirm && id == local.person)
            return fill(say::room_now_confirms, {person->name + " · " + partner_name(conference, person->partner)});
        names += (names.empty() ? "" : ", ") + person->name;
    }
    return names.empty() ? Sentence{} : fill(say::room_still_to_confirm, {names});
}

void add_case(const Snapshot& snapshot, const State& local, const CaseState& state, const RoomChoice& choice,
              RoomView& view)
{
    const Conference& conference = *snapshot.conference;
    view.shows_case = true;
    view.title = fill(say::room_case, {state.brief->label});
    auto spent = state.spent;
    if (state.open_since) spent += snapshot.now - *state.open_since;
    const std::chrono::seconds steps = spent / timer_step * timer_step;
    view.timer = clock_time(std::chrono::minutes{steps.count()});
    view.time_box = fill(say::of_minutes, {std::to_string(state.brief->time_box_minutes)});
    if (choice.question)
        view.question = line_of(conference, state.brief->id, state.brief->question, Confidentiality::general, {});
    for (const Agreement& one : state.agreements)
        if (shows(choice, one)) view.agreements.push_back(agreement_row(snapshot, local, state, one));
    std::ranges::stable_partition(view.agreements, [](const RoomAgreement& one) { return one.in_turn; });
    if (choice.turn) view.turn = turn_of(snapshot, local, state);
}

Sentence now_of(const RoomChoice& choice, const CaseState& state)
{
    Sentence now;
    const auto add = [&](Sentence what) { now += (now.empty() ? "" : " · ") + std::move(what); };
    if (choice.question) add(Sentence{say::room_question});
    const int agreements = shown_agreements(choice, state);
    if (agreements > 0 || choice.all_agreements) add(count(agreements, say::room_agreements));
    if (choice.turn) add(Sentence{say::room_turn});
    return now.empty() ? Sentence{say::room_clock_only} : now;
}

} // namespace

RoomView room_view(const Snapshot& snapshot, const State& local)
{
    RoomView view;
    view.house = snapshot.device.bureau;
    view.room = fill(say::room, {snapshot.device.room});
    view.time = clock_time(snapshot.calendar->time_of_day(snapshot.now));
    view.day = long_date(today_of(snapshot));
    const CaseState* state = case_on_screen(snapshot);
    if (!state || !snapshot.device.unlocked || local.privacy || local.screen == Screen::lock) return view;
    const RoomChoice choice = choice_for(local, *state);
    if (shows_anything(choice, *state)) add_case(snapshot, local, *state, choice, view);
    return view;
}

RoomSheetView room_sheet_view(const Snapshot& snapshot, const State& local)
{
    RoomSheetView view;
    const CaseState* state = case_on_screen(snapshot);
    if (!state) return view;
    const RoomChoice choice = choice_for(local, *state);
    view.now = now_of(choice, *state);
    view.shows_something = shows_anything(choice, *state);
    RoomChoice then = choice;
    then.question = !choice.question;
    view.rows.push_back({Sentence{say::room_show_question}, choice.question, then});
    then = choice;
    then.turn = !choice.turn;
    view.rows.push_back({Sentence{say::room_show_turn}, choice.turn, then});
    then = choice;
    then.all_agreements = !choice.all_agreements;
    then.agreements.clear();
    view.rows.push_back({Sentence{say::room_show_all}, choice.all_agreements, then});
    for (const Agreement& one : state->agreements) {
        if (one.withdrawn_at) continue;
        then = choice;
        if (choice.all_agreements) { // one less than all: from now on each by itself
            then.all_agreements = false;
            for (const Agreement& other : state->agreements) then.agreements.insert(other.id);
        }
        if (shows(choice, one))
            then.agreements.erase(one.id);
        else
            then.agreements.insert(one.id);
        const CaseLine line = agreement_line(*snapshot.conference, *state, one);
        view.rows.push_back(
            {std::to_string(one.number) + " · " + line.masked_because.value_or(line.text), shows(choice, one), then});
    }
    return view;
}

Sentence room_now(const Snapshot& snapshot, const State& local)
{
    const CaseState* state = case_on_screen(snapshot);
    if (!state || !snapshot.device.room_screen) return {};
    return now_of(choice_for(local, *state), *state);
}

} // namespace casustafel::ui
