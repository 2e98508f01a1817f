#include "core/decide.h"
#include "core/folding.h"
#include "core/result.h"

#include <algorithm>

namespace casustafel::core {

namespace {

/// Somebody came or went: what waits for an answer waits for them here, or is left to the bureau.
void look_again_who_is_here(Conference& conference, const ParticipantId& who)
{
    for (CaseState& state : conference.cases)
        for (Agreement& agreement : state.agreements) {
            if (!awaits_answer(agreement.confirmation) || agreement.withdrawn_at) continue;
            if (!agreement.content.owner || agreement.content.owner->participant != who) continue;
            agreement.confirmation = waiting_for(conference, state.brief->id, agreement.content);
        }
}

/// The cases move out of the package: a conference that is copied for each fact holds them once.
void load(Conference& conference, Package package)
{
    conference.partners = package.partners;
    conference.participants = package.participants;
    conference.attendance.clear();
    for (const Participant& participant : package.participants) conference.attendance[participant.id];
    conference.cases.clear();
    forget_all(conference);
    for (Case& one : package.cases) {
        CaseState state;
        state.brief = std::move(one);
        conference.cases.push_back(std::move(state));
    }
    package.cases.clear();
    conference.package = std::move(package);
}

void close_intervals(Attendance& attendance, const CaseId& in_case, Instant at)
{
    for (Interval& interval : attendance.intervals)
        if (interval.in_case == in_case && !interval.until) interval.until = at;
}

void arrive(Attendance& attendance, Instant at)
{
    if (attendance.state == PresenceState::present) return;
    attendance.state = PresenceState::present;
    attendance.intervals.push_back({at, {}, {}});
}

/// One fact's effect; each overload is total.
class Applying {
public:
    Applying(Conference& conference, Instant at) : conference_{conference}, at_{at} {}

    void operator()(const fact::PackageImported& f) const { load(conference_, f.package); }
    void operator()(const fact::PackageReplaced& f) const
    {
        // Who was checked in or had declared before the start stays so, as far as the new package knows them.
        const Conference before_it = conference_;
        const std::map<ParticipantId, Attendance>& before = before_it.attendance;
        load(conference_, f.package);
        for (const Participant& person : before_it.participants)
            if (attendance_of(before_it, person.id).added_at_table && !find(conference_, person.id)) {
                conference_.participants.push_back(person);
                conference_.attendance[person.id];
                const Partner* partner = find(before_it, person.partner);
                if (partner && !find(conference_, person.partner)) conference_.partners.push_back(*partner);
            }
        for (auto& [id, attendance] : conference_.attendance)
            if (const auto known = before.find(id); known != before.end()) attendance = known->second;
        for (const CaseState& state : before_it.cases) keep(state);
    }
    void operator()(const fact::ConferenceStarted&) const { conference_.started_at = at_; }
    void operator()(const fact::CheckedIn& f) const
    {
        arrive(conference_.attendance[f.participant], at_);
        look_again_who_is_here(conference_, f.participant);
    }
    void operator()(const fact::SteppedOut& f) const
    {
        step_out(conference_.attendance[f.participant], f);
        look_again_who_is_here(conference_, f.participant);
    }
    void operator()(const fact::SteppedIn& f) const
    {
        step_in(conference_.attendance[f.participant], f);
        look_again_who_is_here(conference_, f.participant);
    }
    void operator()(const fact::Substituted& f) const
    {
        Attendance& invited = conference_.attendance[f.invited];
        invited.state = PresenceState::replaced;
        invited.replaced_by = f.substitute.id;
        conference_.participants.push_back(f.substitute);
        conference_.attendance[f.substitute.id].added_at_table = true;
    }
    void operator()(const fact::ParticipantAdded& f) const
    {
        if (f.new_partner) conference_.partners.push_back(*f.new_partner);
        conference_.participants.push_back(f.participant);
        conference_.attendance[f.participant.id].added_at_table = true;
    }
    void operator()(const fact::TableCodeChosen& f) const
    {
        Attendance& attendance = conference_.attendance[f.participant];
        attendance.code = f.code;
        attendance.wrong_codes = 0;
        attendance.code_retry_at.reset();
    }
    void operator()(const fact::SecrecyDeclared& f) const
    {
        Attendance& attendance = conference_.attendance[f.participant];
        attendance.declared_at = at_;
        attendance.declaration = f.strokes;
    }
    void operator()(const fact::WrongCodeEntered& f) const
    {
        Attendance& attendance = conference_.attendance[f.participant];
        ++attendance.wrong_codes;
        const std::chrono::seconds wait = code_wait(attendance.wrong_codes);
        if (wait.count() > 0) attendance.code_retry_at = at_ + wait;
    }
    void operator()(const fact::CriterionRecorded& f) const
    {
        if (CaseState* state = case_in(conference_, f.in_case)) state->criteria[f.criterion] = {f.met, f.motivation};
    }
    void operator()(const fact::CaseOpened& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        conference_.open_case = f.in_case;
        forget_all(conference_);
        if (!state->opened_at) state->opened_at = at_;
        state->open_since = at_;
    }
    void operator()(const fact::CaseLeft& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        conference_.open_case = {};
        forget_all(conference_);
        state->subject_at_table = false; // who comes back for it is seated again
        state->closed_at = at_;
        if (state->open_since) state->spent += std::max(std::chrono::milliseconds{0}, at_ - *state->open_since);
        state->open_since.reset();
    }
    void operator()(const fact::EarlierRecorded& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        const auto known = state->earlier.find(f.agreement);
        remember(conference_, {{ActionKind::earlier_recorded, f.in_case, {f.agreement}},
                               known == state->earlier.end() ? std::nullopt : std::optional{known->second}});
        state->earlier[f.agreement] = {f.outcome, f.reason, f.bottleneck, f.new_due, f.followed_by, f.reported_by, at_};
    }
    void operator()(const fact::AgreementProposed& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        Agreement agreement;
        agreement.id = f.agreement;
        agreement.number = f.number;
        agreement.content = f.content;
        agreement.made_at = at_;
        agreement.confirmation = waiting_for(conference_, f.in_case, f.content);
        state->agreements.push_back(std::move(agreement));
        remember(conference_, {{ActionKind::proposed, f.in_case, {f.agreement}}, before::Nothing{}});
    }
    void operator()(const fact::AgreementChanged& f) const
    {
        Agreement* agreement = agreement_in(conference_, f.in_case, f.agreement);
        if (!agreement) return;
        remember(conference_, {{ActionKind::changed, f.in_case, {f.agreement}}, agreement->content});
        agreement->content = f.content;
        agreement->version = f.version;
        agreement->changed_at = at_;
        agreement->confirmation = waiting_for(conference_, f.in_case, f.content);
    }
    void operator()(const fact::AgreementWithdrawn& f) const
    {
        Agreement* agreement = agreement_in(conference_, f.in_case, f.agreement);
        if (!agreement) return;
        agreement->withdrawn_at = at_;
        agreement->withdrawn_because = f.reason;
        agreement->withdrawn_by = f.by;
        forget(conference_, f.agreement);
    }
    void operator()(const fact::Answered& f) const
    {
        if (Agreement* agreement = agreement_in(conference_, f.in_case, f.agreement)) {
            remember_answer(conference_, *agreement, f);
            agreement->confirmation = f.confirmation;
        }
        if (f.confirmation.by.empty()) return; // the bureau, through the chair
        Attendance& attendance = conference_.attendance[f.confirmation.by];
        attendance.wrong_codes = 0;
        attendance.code_retry_at.reset();
    }
    void operator()(const fact::ConclusionRecorded& f) const
    {
        if (CaseState* state = case_in(conference_, f.in_case)) state->conclusion = f.text;
    }
    void operator()(const fact::InformingRecorded& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        remember(conference_, {{ActionKind::informing_recorded, f.in_case, {}}, state->informing});
        state->informing = f;
    }
    void operator()(const fact::CaseDecided& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        remember(conference_,
                 {{ActionKind::decided, f.in_case, {}}, before::Decided{state->decision, state->present_at_decision}});
        state->decision = f.decision;
        state->present_at_decision = f.present;
    }
    void operator()(const fact::CaseLeadAppointed& f) const
    {
        if (CaseState* state = case_in(conference_, f.in_case)) state->case_lead = f.participant;
    }
    void operator()(const fact::PerspectiveRecorded& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        remember_perspectives(*state);
        state->no_perspective.erase(f.perspective.of);
        for (Perspective& known : state->perspective)
            if (known.of == f.perspective.of && known.source == f.perspective.source) {
                known = f.perspective;
                return;
            }
        state->perspective.push_back(f.perspective);
    }
    void operator()(const fact::PerspectiveMissing& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        remember_perspectives(*state);
        state->no_perspective[f.of] = f.reason;
    }
    void operator()(const fact::WithheldRecorded& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        remember(conference_, {{ActionKind::withheld_recorded, f.in_case, {}}, before::Nothing{}});
        state->withheld.push_back(f.withheld);
    }
    void operator()(const fact::ZsmAdviceRecorded& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        remember(conference_, {{ActionKind::zsm_advice_recorded, f.in_case, {}}, state->zsm_advice});
        state->zsm_advice = f.advice;
    }
    void operator()(const fact::SignalRecorded& f) const
    {
        CaseState* state = case_in(conference_, f.in_case);
        if (!state) return;
        remember(conference_, {{ActionKind::signal_recorded, f.in_case, {}}, before::Nothing{}});
        state->signals.push_back(f.signal);
    }
    void operator()(const fact::PlainSheetRecorded& f) const
    {
        if (CaseState* state = case_in(conference_, f.in_case)) state->plain_sheet = f.text;
    }
    void operator()(const fact::AgendaReordered& f) const
    {
        const auto place = [&](const CaseState& state) { return std::ranges::find(f.order, state.brief->id); };
        std::ranges::stable_sort(conference_.cases, {}, place);
    }
    void operator()(const fact::UrgentCaseAdded& f) const
    {
        CaseState state;
        state.brief = f.brief;
        state.added_at_table = true;
        for (const Criterion& criterion : f.brief.criteria)
            if (criterion.met) state.criteria[criterion.id] = {*criterion.met, criterion.motivation};
        conference_.cases.push_back(std::move(state));
    }
    void operator()(const fact::SubjectSeated& f) const
    {
        if (CaseState* state = case_in(conference_, f.in_case)) state->subject_at_table = true;
    }
    void operator()(const fact::SubjectUnseated& f) const
    {
        if (CaseState* state = case_in(conference_, f.in_case)) state->subject_at_table = false;
    }
    void operator()(const fact::Undone&) const { take_back_last(conference_, at_); }
    void operator()(const fact::Sealed& f) const
    {
        conference_.sealed_at = at_;
        conference_.minutes = f.minutes;
        for (auto& [id, attendance] : conference_.attendance)
            for (Interval& interval : attendance.intervals)
                if (!interval.until) interval.until = at_;
    }

private:
    void remember_perspectives(const CaseState& state) const
    {
        remember(conference_, {{ActionKind::perspective_recorded, state.brief->id, {}},
                               before::Perspectives{state.perspective, state.no_perspective}});
    }
    /// What the table recorded about a case before the start stays, as far as the new package has the case.
    void keep(const CaseState& old) const
    {
        CaseState* state = case_in(conference_, old.brief->id);
        if (!state) {
            if (old.added_at_table) conference_.cases.push_back(old);
            return;
        }
        for (const auto& [id, result] : old.criteria)
            if (std::ranges::contains(state->brief->criteria, id, &Criterion::id)) state->criteria[id] = result;
        if (find(conference_, old.case_lead)) state->case_lead = old.case_lead;
    }
    void step_out(Attendance& attendance, const fact::SteppedOut& f) const
    {
        if (f.in_case.empty()) {
            attendance.state = PresenceState::stepped_out;
            return close_intervals(attendance, {}, at_);
        }
        // Who had only come in for this case is a stranger to it again; who is invited for it is out of it.
        if (std::erase(attendance.into, f.in_case) > 0) return close_intervals(attendance, f.in_case, at_);
        attendance.out_of.push_back(f.in_case);
        attendance.intervals.push_back({at_, {}, f.in_case});
    }
    void step_in(Attendance& attendance, const fact::SteppedIn& f) const
    {
        if (f.in_case.empty()) return arrive(attendance, at_);
        if (std::erase(attendance.out_of, f.in_case) > 0) return close_intervals(attendance, f.in_case, at_);
        attendance.into.push_back(f.in_case);
        attendance.intervals.push_back({at_, {}, f.in_case});
    }

    Conference& conference_;
    Instant at_;
};

} // namespace

Conference apply(Conference conference, const Recorded& recorded)
{
    std::visit(Applying{conference, recorded.at}, recorded.fact);
    ++conference.fact_count;
    conference.last_at = std::max(conference.last_at, recorded.at);
    return conference;
}

} // namespace casustafel::core
