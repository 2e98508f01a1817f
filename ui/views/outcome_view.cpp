#include "ui/say.h"
#include "ui/views/record_view.h"

namespace casustafel::ui {

using namespace core;

namespace {

/// The chair ticks nothing off for somebody else: it is always said who reported it.
void add_reporter(const Conference& conference, const CaseState& state, const EarlierAgreement& earlier,
                  const State& local, OutcomeSheetView& view)
{
    const Participant* reporter = find(conference, reporter_of(conference, state, earlier, local));
    if (reporter) view.reported_by = fill(say::reported_by, {reporter->name});
    if (reporter && !local.record.choosing) return;
    for (const ParticipantId& id : present_for(conference, state.brief->id))
        if (const Participant* person = find(conference, id))
            view.reporters.push_back(person_view(conference, *person));
}

} // namespace

OutcomeSheetView outcome_view(const Snapshot& snapshot, const State& local)
{
    OutcomeSheetView view;
    view.title = Sentence{say::outcome_title};
    const CaseState* state = case_on_screen(snapshot);
    const EarlierAgreement* earlier = state ? find_earlier(*state, local.earlier) : nullptr;
    if (!earlier) return view;
    const CaseLine line = earlier_line(*snapshot.conference, *state, *earlier);
    view.about = line.masked_because ? *line.masked_because : line.text;
    for (const Outcome outcome : {Outcome::done, Outcome::partly, Outcome::in_progress, Outcome::unable,
                                  Outcome::not_taken_up, Outcome::lapsed})
        view.outcomes.push_back({outcome, {words(outcome), local.outcome == outcome}});
    if (local.outcome == Outcome::unable)
        for (const Bottleneck& one : snapshot.conference->package.bottlenecks)
            view.bottlenecks.push_back({one.id, {one.label, local.bottleneck == one.id}});
    view.may_postpone = local.outcome == Outcome::unable || local.outcome == Outcome::not_taken_up ||
                        local.outcome == Outcome::partly || local.outcome == Outcome::in_progress;
    if (const auto date = local.dates.find(DateField::new_due); date != local.dates.end())
        view.new_due = middle_date(date->second);
    view.reason = local.text(Field::outcome_reason);
    add_reporter(*snapshot.conference, *state, *earlier, local, view);
    const bool why = !view.reason.empty() || !local.bottleneck.empty();
    if (local.outcome == Outcome::unable && local.bottleneck.empty())
        view.missing = Sentence{say::outcome_bottleneck_first};
    else if (!view.new_due.empty() && !why)
        view.missing = Sentence{say::outcome_reason_first};
    else if (view.reported_by.empty())
        view.missing = Sentence{say::reporter_first};
    view.may_save = local.outcome != Outcome::open && view.missing.empty();
    return view;
}

ParticipantId reporter_of(const Conference& conference, const CaseState& state, const EarlierAgreement& earlier,
                          const State& local)
{
    if (!local.record.person.empty()) return local.record.person;
    if (present_for(conference, earlier.owner.participant, state.brief->id)) return earlier.owner.participant;
    for (const ParticipantId& id : present_for(conference, state.brief->id)) {
        const Participant* person = find(conference, id);
        if (person && person->partner == earlier.owner.partner) return id;
    }
    return {};
}

} // namespace casustafel::ui
