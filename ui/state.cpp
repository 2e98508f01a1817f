#include "ui/state.h"

#include "core/visibility.h"
#include "ui/say.h"
#include "ui/text_edit.h"
#include "ui/unsaved.h"
#include "ui/views/agreement_views.h"

#include <algorithm>
#include <utility>

namespace casustafel::ui {

namespace {

void leave_agreement(State& state)
{
    state.screen = state.agreement.back_to; // the draft of a decision still waits there
    forget_agreement(state);
}

/// Somebody came in who may not know what is being changed.
bool may_not_be_read(const core::Conference& conference, const core::AgreementId& agreement)
{
    const core::CaseState* open = core::find(conference, conference.open_case);
    const core::Agreement* saved = open ? core::find(*open, agreement) : nullptr;
    return saved && core::masked(conference, open->brief->id, saved->content.confidentiality, saved->content.audience);
}

/// What was saved closes the form it came from, and leads back to where that was opened.
void leave_form(State& state)
{
    const Sheet from = state.saving_from;
    state.after_saving = 0;
    if (from != Sheet::none) close_sheet(state);
    if (from != Sheet::none && from != Sheet::withdraw) return; // what is withdrawn can't be changed any more
    if (state.screen == Screen::agreement) leave_agreement(state);
}

void take_answer(State& state, const Answer& answer, std::vector<Request>& requests)
{
    const auto sent = state.pending.find(answer.id);
    if (sent == state.pending.end()) return;
    const core::CaseId in_case = sent->second;
    state.pending.erase(sent);
    // Nobody leaves a case on the strength of what wasn't recorded.
    const bool failed = answer.rejected || answer.not_saved;
    if (failed && (answer.id == state.concluding || answer.id == state.after_deciding)) state.after_deciding = 0;
    if (answer.rejected) {
        if (answer.id == state.after_saving && state.screen == Screen::agreement && state.saving_from == Sheet::none) {
            state.refused = answer.rejected;
            state.refused_number = state.next_command++;
            // Said on the form, where a sentence over it would cover what is asked; aloud it is said all the same.
            if (part_of(*answer.rejected, filled(state)) && !state.preferences.speech) return;
        }
        // The first refusal is the cause; those that follow from it say nothing new.
        if (state.toast_status != Status::wrong || state.toast.empty()) state.toast = words(answer.rejected->why);
        state.toast_status = Status::wrong;
        return;
    }
    if (answer.not_saved) {
        state.toast = Sentence{say::not_saved};
        state.toast_status = Status::wrong;
        return;
    }
    if (answer.id == state.correcting) state.corrections.push_back(state.correction.minutes);
    if (answer.id == state.undoing) {
        state.toast = fill(say::undone, {state.being_undone});
        state.toast_status = Status::ok;
    }
    if (answer.id == state.after_saving) leave_form(state);
    if (answer.id == state.after_opening) {
        state.screen = state.jump_to;
        state.tab = state.jump_to_tab;
    }
    if (answer.id == state.after_deciding) {
        state.after_deciding = 0;
        state.after_leaving = state.next_command++;
        state.pending[state.after_leaving] = in_case;
        requests.emplace_back(request::Perform{state.after_leaving, core::command::LeaveCase{in_case}});
    }
    if (answer.id == state.after_leaving) {
        state.screen = std::exchange(state.back_to, Screen::today);
        if (state.screen == Screen::today) {
            state.toast = Sentence{say::decided_leave};
            state.toast_status = Status::ok;
        }
        state.decision_started = false;
        state.decision_of = {};
        state.tab = CaseTab::overview;
    }
}

/// The answer of a person wasn't recorded: with somebody else chosen by now, what was filled in waits for them.
void keep_unsaved_answer(State& state, const core::Conference& conference)
{
    const core::Participant* person = core::find(conference, state.answering_for);
    if (!person || state.person == state.answering_for) return; // it still stands there
    state.unsaved_answers[state.answering_for] = state.sent_answer;
    state.toast = fill(say::answer_not_saved, {person->name});
    state.toast_status = Status::wrong;
}

/// A person's answer was recorded, unless what was recorded is a wrong code: the reason isn't waiting any more, and the
/// next answer begins with agreeing.
void settle_answer(State& state, const Answer& answer, const Snapshot& now)
{
    if (answer.id != state.answering || !now.conference) return;
    const core::Attendance& attendance = core::attendance_of(*now.conference, state.answering_for);
    if (answer.rejected || answer.not_saved || attendance.wrong_codes > state.wrong_codes_seen)
        return keep_unsaved_answer(state, *now.conference);
    if (state.person != state.answering_for) return; // what is chosen by now belongs to somebody else
    state.answer_mode = AnswerMode::agree;
    state.texts.erase(Field::answer_reason);
    state.dates.erase(DateField::answer_by);
}

/// Opens what needs no choice after unlocking: the conference that was open before, or the only one.
void arrive(State& state, const Snapshot& now, std::vector<Request>& requests)
{
    if (!state.arriving) return;
    if (now.conference || now.conferences.size() > 1) state.arriving = false;
    // One whose sealing still has to be repeated is opened by hand.
    if (now.conference || now.device.notice == NoticeKind::sealing_waits) return;
    const auto again = std::ranges::find(now.conferences, state.was_open, &core::ConferenceOnDevice::id);
    if (again == now.conferences.end() && now.conferences.size() != 1) return;
    const auto& one = again == now.conferences.end() ? now.conferences.front() : *again;
    requests.emplace_back(request::OpenConference{one.id});
    state.arriving = false;
    state.was_open = {};
}

/// What another open case, or the start, means for the screen.
void follow_conference(State& state, const Snapshot& before, const Snapshot& now)
{
    const core::CaseId earlier = before.conference ? before.conference->open_case : core::CaseId{};
    const core::CaseId& open = now.conference->open_case;
    if (earlier != open) { // neither a draft nor what was shown outlives its case
        state.decision_of = {};
        state.decisions_shown = false;
        state.room = {};
        state.unsaved_answers.clear();
    }
    if (!open.empty() && earlier != open && (state.screen == Screen::today || state.screen == Screen::search)) {
        state.screen = Screen::in_case;
        state.tab = CaseTab::overview;
    }
    if (!before.conference && take_up_draft(state, now)) {
        state.toast = Sentence{say::draft_back};
        state.toast_status = Status::attention;
    }
    if (state.screen == Screen::agreement && may_not_be_read(*now.conference, state.agreement.changing)) {
        close_sheet(state);
        leave_agreement(state);
        state.toast = words(core::Refusal::partner_not_cleared);
        state.toast_status = Status::attention;
    }
    if (now.conference->started_at && before.conference && !before.conference->started_at &&
        state.screen == Screen::attendance)
        state.screen = Screen::today;
}

} // namespace

const std::string& State::text(Field field) const
{
    static const std::string nothing;
    const auto found = texts.find(field);
    return found == texts.end() ? nothing : found->second;
}

std::string State::entered(Field field) const
{
    const std::string text = in_nfc(this->text(field));
    const std::size_t first = text.find_first_not_of(" \n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \n") - first + 1);
}

void forget_agreement(State& state)
{
    state.agreement = {};
    state.leaving.reset();
    state.refused.reset();
    for (const Field field : {Field::agreement_text, Field::decision_of, Field::executor, Field::deputy})
        state.texts.erase(field);
}

void close_sheet(State& state)
{
    state.sheet = Sheet::none;
    state.leaving.reset();
    state.sheet_began.clear();
    // A sheet over a form that is being saved leaves that alone; a closed sheet has nothing to wait for.
    if (state.saving_from != Sheet::none) state.after_saving = 0;
    state.saving_from = Sheet::none;
    state.fresh_id.clear();
    state.fresh_partner_id.clear();
    state.digits.clear();
    state.first_code.clear();
    state.codes_differ = false;
    state.strokes.clear();
    state.outcome = core::Outcome::open;
    state.bottleneck = {};
    state.partner = {};
    state.record = {};
    state.chosen = {};
    state.dates.erase(DateField::new_due);
    state.dates.erase(DateField::valid_until);
    for (const Field field : sheet_fields) state.texts.erase(field);
}

Update settle(State state, const Snapshot& before, const Snapshot& now)
{
    if (!now.device.unlocked) {
        if (state.screen == Screen::lock) return {std::move(state), {}};
        State fresh; // a locked device remembers nothing of what was on screen
        fresh.next_command = state.next_command;
        fresh.preferences = state.preferences;
        if (before.conference && !before.conference->sealed_at)
            fresh.was_open = before.conference->package.conference.id; // known of a locked device too
        return {std::move(fresh), {}};
    }
    if (state.screen == Screen::lock) {
        state.screen = Screen::today;
        state.digits.clear();
        state.arriving = true;
    }
    Update update;
    for (const Answer& answer : now.answers) {
        take_answer(state, answer, update.requests);
        settle_answer(state, answer, now); // whose answer it was is said rather than that something wasn't saved
    }
    arrive(state, now, update.requests);
    if (now.conference) {
        follow_conference(state, before, now);
    } else if (state.screen != Screen::today) {
        state.screen = Screen::today; // all other screens show a conference
        state.sheet = Sheet::none;
        state.leaving.reset();
    }
    update.state = std::move(state);
    return update;
}

core::Strokes relative(const Strokes& strokes, const Rect& box)
{
    core::Strokes all;
    const double width = std::max(1, box.w);
    const double height = std::max(1, box.h);
    for (const Stroke& stroke : strokes) {
        core::Stroke line;
        for (const StrokePoint& point : stroke)
            line.push_back({std::clamp(point.x / width, 0.0, 1.0), std::clamp(point.y / height, 0.0, 1.0),
                            static_cast<double>(point.t_ms)});
        all.push_back(std::move(line));
    }
    return all;
}

} // namespace casustafel::ui
