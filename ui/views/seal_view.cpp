#include "core/minutes.h"
#include "core/text.h"
#include "ui/say.h"
#include "ui/views/agreement_views.h"
#include "ui/views/decision_view.h"

#include <algorithm>
#include <cctype>

namespace casustafel::ui {

using namespace core;

namespace {

/// One is named, several are counted.
Sentence cases_sentence(const Conference& conference, const std::vector<CaseId>& cases)
{
    if (cases.size() == 1) return fill(say::one_unopened, {label_of(conference, cases.front())});
    return fill(say::many_unopened, {std::to_string(cases.size())});
}

Intent to_case(const CaseId& in_case, Screen screen, const ParticipantId& person = {})
{
    return intent::JumpToCase{.in_case = in_case, .screen = screen, .person = person, .back_to = Screen::seal};
}

/// What one case leaves behind that may be sealed all the same.
void add_remarks(const CaseState& state, SealView& view)
{
    int points = 0;
    int disputed = 0;
    int reserved = 0;
    for (const Agreement& one : state.agreements) {
        if (one.withdrawn_at) continue;
        if (!one.content.complete()) ++points;
        if (one.content.complete() && one.confirmation.state == ConfirmationState::declined) ++disputed;
        if (one.content.complete() && one.confirmation.state == ConfirmationState::reserved) ++reserved;
    }
    const auto add = [&](int number, const Plural& sentence) {
        if (number == 0) return;
        const Sentence label = fill(say::in_this_case, {state.brief->label, count(number, sentence)});
        view.checks.push_back({{label, Status::attention}, to_case(state.brief->id, Screen::in_case)});
    };
    add(disputed, say::disputed_count);
    add(reserved, say::reserved_count);
    add(points, say::point_count);
}

void add_cases(const Conference& conference, const Completeness& complete, SealView& view)
{
    if (const CaseState* open = find(conference, conference.open_case); open && open->decision)
        view.checks.push_back({{fill(say::still_at_table, {open->brief->label}), Status::wrong}, intent::LeaveCase{}});
    for (const CaseId& id : complete.undecided) {
        const Screen where = id == conference.open_case ? Screen::decision : Screen::in_case;
        view.checks.push_back(
            {{fill(say::one_undecided, {label_of(conference, id)}), Status::wrong}, to_case(id, where)});
    }
    // Whether it is discussed after all or skipped with a reason is chosen on the agenda.
    if (!complete.never_opened.empty())
        view.checks.push_back(
            {{cases_sentence(conference, complete.never_opened), Status::attention}, intent::Go{Screen::today}});
    if (conference.cases.empty())
        view.checks.push_back({{Sentence{say::no_cases}, Status::neutral}, {}});
    else if (complete.undecided.empty() && complete.never_opened.empty())
        view.checks.push_back({{Sentence{say::all_complete}, Status::ok}, {}});
}

void add_checks(const Conference& conference, SealView& view)
{
    const Completeness complete = completeness_of(conference);
    add_cases(conference, complete, view);
    if (complete.unconfirmed > 0)
        view.checks.push_back({{count(complete.unconfirmed, say::unconfirmed_count), Status::attention}, {}});
    if (complete.awaiting_absent > 0)
        view.checks.push_back({{count(complete.awaiting_absent, say::awaiting_absent_count), Status::neutral}, {}});
    const std::size_t before = view.checks.size();
    int agreements = 0;
    for (const CaseState& state : conference.cases) {
        add_remarks(state, view);
        agreements += tally_of(state).agreements;
    }
    if (agreements > 0 && complete.unconfirmed + complete.awaiting_absent == 0 && view.checks.size() == before)
        view.checks.push_back({{Sentence{say::all_answered}, Status::ok}, {}});
    view.may_seal = complete.may_seal;
    if (std::ranges::contains(view.checks, Status::wrong, [](const JumpRow& one) { return one.mark.status; }))
        view.blocked = Sentence{say::not_yet_sealed};
}

/// What nobody can settle any more once it is sealed: it is named before that.
void add_open(const Conference& conference, SealView& view)
{
    const Completeness complete = completeness_of(conference);
    if (!complete.never_opened.empty())
        view.open.push_back({cases_sentence(conference, complete.never_opened), Status::attention});
    if (complete.unconfirmed > 0)
        view.open.push_back({count(complete.unconfirmed, say::unconfirmed_count), Status::attention});
    for (const CaseState& state : conference.cases) {
        const int points = tally_of(state).points;
        if (points > 0)
            view.open.push_back(
                {fill(say::in_this_case, {state.brief->label, count(points, say::point_count)}), Status::attention});
    }
    // That alone is as it should be: the bureau sees to it.
    if (!view.open.empty() && complete.awaiting_absent > 0)
        view.open.push_back({count(complete.awaiting_absent, say::awaiting_absent_count), Status::neutral});
}

/// Everyone who hasn't answered, over all cases; a touch opens the case at that person.
void add_waiting(const Conference& conference, SealView& view)
{
    for (const CaseState& state : conference.cases)
        for (WaitingRow& row : waiting_in(conference, state)) {
            SealWaiting waiting;
            if (row.here) waiting.jump = to_case(state.brief->id, Screen::confirm, row.person.id);
            waiting.in_case = fill(say::in_this_case, {state.brief->label, row.what});
            waiting.row = std::move(row);
            view.waiting.push_back(std::move(waiting));
        }
    // Who can still answer comes before who can't.
    std::ranges::stable_partition(view.waiting, [](const SealWaiting& one) { return one.row.here; });
}

/// All that has to happen to an envelope: what is done, what is going on, and what comes after that.
void add_progress(const Snapshot& snapshot, SealView& view)
{
    const auto add = [&](Sentence step, Status status) { view.progress.push_back({std::move(step), status}); };
    const auto envelope = std::ranges::find(snapshot.envelopes, snapshot.conference->minutes, &Envelope::minutes);
    if (envelope == snapshot.envelopes.end()) {
        add(Sentence{say::step_busy}, Status::now);
        add(Sentence{say::step_to_send}, Status::neutral);
        add(Sentence{say::step_to_open}, Status::neutral);
        return;
    }
    add(Sentence{say::step_sealed}, Status::ok);
    if (std::ranges::find(snapshot.on_stick, envelope->minutes) != snapshot.on_stick.end())
        add(Sentence{say::step_on_stick}, Status::ok);
    switch (envelope->state) {
    case EnvelopeState::sealing:
    case EnvelopeState::sealed:
        if (snapshot.device.bureau_reached == true)
            add(Sentence{say::step_sending}, Status::now);
        else
            add(Sentence{say::step_waiting}, Status::attention);
        break;
    case EnvelopeState::sent:
        add(Sentence{say::step_sent}, Status::ok);
        add(Sentence{say::step_not_yet}, Status::now);
        return;
    case EnvelopeState::opened:
        add(Sentence{say::step_sent}, Status::ok);
        add(Sentence{say::step_opened}, Status::ok);
        return;
    case EnvelopeState::refused:
        add(refusal_sentence(*envelope), Status::wrong);
        break;
    }
    add(Sentence{say::step_to_open}, Status::neutral);
}

/// How far an envelope is, in a few words.
std::string_view stage_of(const Envelope& envelope)
{
    switch (envelope.state) {
    case EnvelopeState::sealing:
    case EnvelopeState::sealed:
        return say::step_sealed;
    case EnvelopeState::sent:
        return say::step_sent;
    case EnvelopeState::opened:
        return say::step_opened;
    case EnvelopeState::refused:
        return say::correction_refused;
    }
    return {};
}

void add_corrections(const Snapshot& snapshot, const State& local, SealView& view)
{
    int number = 0;
    for (const MinutesId& id : local.corrections) {
        ++number;
        const auto envelope = std::ranges::find(snapshot.envelopes, id, &Envelope::minutes);
        if (envelope == snapshot.envelopes.end()) continue;
        const bool refused = envelope->state == EnvelopeState::refused;
        std::string stage{stage_of(*envelope)};
        stage[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(stage[0])));
        view.progress.push_back(
            {fill(say::correction_stage, {std::to_string(number), stage}), refused ? Status::wrong : Status::ok});
    }
}

/// What there is to reach the bureau for: to send what waits, or to ask about what it has.
void add_contact(const Snapshot& snapshot, const State& local, SealView& view)
{
    const auto any = [&](auto... states) {
        return std::ranges::any_of(snapshot.envelopes, [&](const Envelope& one) {
            const bool ours =
                one.minutes == snapshot.conference->minutes || std::ranges::contains(local.corrections, one.minutes);
            return ours && ((one.state == states) || ...);
        });
    };
    if (any(EnvelopeState::sealing, EnvelopeState::sealed))
        view.contact = Sentence{say::send_now};
    else if (any(EnvelopeState::sent))
        view.contact = Sentence{say::look_whether_opened};
}

void add_summary(const Conference& conference, SealView& view)
{
    int discussed = 0;
    int all = 0;
    for (const CaseState& state : conference.cases) {
        const Tally tally = tally_of(state);
        all += tally.agreements;
        if (state.opened_at) ++discussed;
        SealRow row{state.brief->label,
                    state.opened_at ? Sentence{say::no_decision_yet} : words(DecisionKind::not_discussed),
                    {}};
        if (state.decision)
            row.decided = view.decisions_shown ? decided_words(*state.decision) : Sentence{say::decision_recorded};
        view.any_decided = view.any_decided || state.decision;
        if (tally.agreements > 0)
            row.mark =
                Mark{fill(say::confirmed_count, {std::to_string(tally.confirmed), std::to_string(tally.agreements)}),
                     tally.confirmed == tally.agreements ? Status::ok : Status::attention};
        view.summary.push_back(std::move(row));
    }
    view.heading = count(discussed, say::discussed_count) + ", " + count(all, say::agreement_count);
}

Sentence details_of(const Snapshot& snapshot)
{
    const Conference& conference = *snapshot.conference;
    const auto clock = [&](Instant at) { return clock_time(snapshot.calendar->time_of_day(at)); };
    const int people = static_cast<int>(
        std::ranges::count_if(conference.attendance, [](const auto& one) { return !one.second.intervals.empty(); }));
    return fill(say::seal_details, {clock(conference.started_at.value_or(snapshot.now)),
                                    clock(conference.sealed_at.value_or(snapshot.now)),
                                    count(people, say::people_count), conference.package.conference.chair});
}

} // namespace

SealView seal_view(const Snapshot& snapshot, const State& local)
{
    SealView view;
    view.title = Sentence{say::seal_title};
    view.connection = connection_sentence(snapshot);
    if (!snapshot.conference) return view;
    const Conference& conference = *snapshot.conference;
    view.sealed = conference.sealed_at.has_value();
    const bool kept = std::ranges::contains(snapshot.envelopes, conference.minutes, &Envelope::minutes);
    view.state_heading = Sentence{!view.sealed ? say::seal_heading : kept ? say::sealed_heading : say::sealing_heading};
    view.explanation = Sentence{view.sealed ? say::sealed_explained : say::seal_explained};
    view.decisions_shown = local.decisions_shown;
    add_summary(conference, view);
    view.details = details_of(snapshot);
    if (view.sealed) {
        add_progress(snapshot, view);
        view.may_correct = kept;
        add_corrections(snapshot, local, view);
        add_contact(snapshot, local, view);
    } else {
        add_checks(conference, view);
        add_open(conference, view);
        add_waiting(conference, view);
    }
    return view;
}

CorrectionView correction_view(const Snapshot& snapshot, const State& local)
{
    CorrectionView view;
    view.title = Sentence{say::correction_title};
    if (!snapshot.conference) return view;
    if (const CaseState* about = find(*snapshot.conference, local.chosen))
        view.title = fill(say::correction_title_of, {about->brief->label});
    for (const CaseState& state : snapshot.conference->cases)
        view.cases.push_back({state.brief->id, {state.brief->label, state.brief->id == local.chosen}});
    view.text = local.text(Field::correction);
    if (local.chosen.empty())
        view.missing = Sentence{say::correction_case_first};
    else if (blank(view.text))
        view.missing = Sentence{say::correction_text_first};
    return view;
}

} // namespace casustafel::ui
