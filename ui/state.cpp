#include "ui/state.h"

#include "core/result.h"
#include "core/visibility.h"
#include "ui/say.h"

#include <algorithm>

namespace casustafel::ui {

using core::overloaded;

namespace {

constexpr std::size_t code_digits = 4;
constexpr std::size_t most_digits = 12;

/// Carries one intent out: changes the state and collects what has to be asked.
class Reducer {
public:
    Reducer(State state, const Snapshot& snapshot, const FreshId& fresh)
        : state_{std::move(state)}, snapshot_{snapshot}, fresh_{fresh}
    {
    }
    Update take() { return {std::move(state_), std::move(requests_)}; }

    void operator()(const intent::Go& i)
    {
        close_sheet();
        state_.screen = i.screen;
        if (i.screen == Screen::confirm) state_.person = {};
        if (i.screen == Screen::decision) start_decision();
    }
    void operator()(const intent::TogglePrivacy&) { state_.privacy = !state_.privacy; }
    void operator()(const intent::LockNow&) { requests_.emplace_back(request::Lock{}); }
    void operator()(const intent::OpenSheet& i)
    {
        close_sheet();
        state_.sheet = i.sheet;
        if (!i.person.empty()) state_.person = i.person;
        state_.earlier = i.earlier;
        state_.criterion = i.criterion;
        if (!i.in_case.empty()) state_.criteria_of = i.in_case;
    }
    void operator()(const intent::CloseSheet&)
    {
        // The calendar lies over another sheet's choice; closing it goes back there.
        if (state_.sheet == Sheet::calendar && state_.choosing == DateField::new_due)
            state_.sheet = Sheet::outcome;
        else
            close_sheet();
    }
    void operator()(const intent::SelectTab& i) { state_.tab = i.tab; }
    void operator()(const intent::Type& i) { state_.texts[i.field] = i.text; }
    void operator()(const intent::Append& i)
    {
        std::string& text = state_.texts[i.field];
        if (!text.empty() && !text.ends_with(' ') && !text.ends_with('\n')) text += ' ';
        text += i.phrase;
        text += ' ';
    }
    void operator()(const intent::PressDigit& i)
    {
        if (state_.digits.size() < (state_.screen == Screen::lock ? most_digits : code_digits))
            state_.digits += static_cast<char>('0' + i.digit);
    }
    void operator()(const intent::ClearDigits&) { state_.digits.clear(); }
    void operator()(const intent::Unlock&)
    {
        std::string secret = state_.digits.empty() ? state_.texts[Field::secret] : state_.digits;
        state_.digits.clear();
        state_.texts.erase(Field::secret);
        if (!secret.empty()) requests_.emplace_back(request::Unlock{std::move(secret)});
    }
    void operator()(const intent::Draw& i)
    {
        state_.strokes = i.strokes;
        state_.signature_box = i.box;
    }
    void operator()(const intent::Perform& i)
    {
        const std::uint64_t id = perform(i.command);
        if (std::holds_alternative<core::command::CheckIn>(i.command) ||
            std::holds_alternative<core::command::StepIn>(i.command) ||
            std::holds_alternative<core::command::StepOut>(i.command))
            if (state_.sheet == Sheet::person) state_.after_saving = id;
    }
    void operator()(const intent::OpenConference& i) { requests_.emplace_back(request::OpenConference{i.conference}); }
    void operator()(const intent::TrySync&) { requests_.emplace_back(request::TrySync{}); }

    void operator()(const intent::SaveCode&)
    {
        if (state_.digits.size() != code_digits) return say(core::Refusal::code_needs_four_digits);
        if (state_.first_code.empty()) {
            state_.first_code = std::exchange(state_.digits, {});
            return;
        }
        const std::string first = std::exchange(state_.first_code, {});
        const std::string second = std::exchange(state_.digits, {});
        if (first != second) return say(say::codes_differ, Status::attention);
        state_.after_saving = perform(core::command::ChooseTableCode{state_.person, second});
    }
    void operator()(const intent::SaveDeclaration&)
    {
        state_.after_saving =
            perform(core::command::DeclareSecrecy{state_.person, relative(state_.strokes, state_.signature_box)});
    }
    void operator()(const intent::SaveSubstitute&)
    {
        state_.after_saving =
            perform(core::command::Substitute{state_.person, core::ParticipantId{fresh_()},
                                              state_.text(Field::person_name), state_.text(Field::person_function)});
    }
    void operator()(const intent::SelectPartner& i) { state_.partner = i.partner; }
    void operator()(const intent::SelectDomain& i) { state_.new_domain = i.domain; }
    void operator()(const intent::SaveParticipant&)
    {
        core::Participant person;
        person.id = core::ParticipantId{fresh_()};
        person.name = state_.text(Field::person_name);
        person.function = state_.text(Field::person_function);
        std::optional<core::Partner> partner;
        if (state_.partner.empty()) {
            partner = core::Partner{core::PartnerId{fresh_()},
                                    state_.text(Field::partner_name),
                                    state_.new_domain,
                                    core::PartnerKind::incidental,
                                    {},
                                    false,
                                    {}};
            person.partner = partner->id;
        } else {
            person.partner = state_.partner;
        }
        state_.after_saving = perform(core::command::AddParticipant{person, partner});
    }

    void operator()(const intent::SelectOutcome& i)
    {
        state_.outcome = i.outcome;
        state_.bottleneck = {};
        // Two taps are enough for what needs no further word.
        if (i.outcome == core::Outcome::done || i.outcome == core::Outcome::lapsed) (*this)(intent::SaveOutcome{});
    }
    void operator()(const intent::SelectBottleneck& i) { state_.bottleneck = i.bottleneck; }
    void operator()(const intent::SaveOutcome&)
    {
        const auto due = state_.dates.find(DateField::new_due);
        state_.after_saving = perform(core::command::RecordEarlier{
            on_screen(),
            state_.earlier,
            state_.outcome,
            state_.text(Field::outcome_reason),
            state_.bottleneck,
            due == state_.dates.end() ? std::nullopt : std::optional{due->second},
            {},
            {},
        });
    }
    void operator()(const intent::SaveCriterion& i)
    {
        state_.after_saving = perform(core::command::RecordCriterion{state_.criteria_of, state_.criterion, i.met,
                                                                     state_.text(Field::motivation)});
    }

    void operator()(const intent::NewAgreement& i)
    {
        close_sheet();
        state_.screen = Screen::agreement;
        state_.agreement = {};
        state_.agreement.informs_subject = i.informs_subject;
        state_.agreement.content.mandate = core::Mandate::within;
        state_.agreement.content.goal = i.goal;
        state_.texts[Field::agreement_text] = i.text;
        state_.texts.erase(Field::decision_of);
    }
    void operator()(const intent::ChangeAgreement& i)
    {
        const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
        const core::Agreement* agreement = one ? core::find(*one, i.agreement) : nullptr;
        if (!agreement || agreement->withdrawn_at) return;
        state_.screen = Screen::agreement;
        state_.agreement = {agreement->id, agreement->content, false};
        state_.texts[Field::agreement_text] = agreement->content.text;
        state_.texts[Field::decision_of] = agreement->content.decision_of;
    }
    void operator()(const intent::WithdrawAgreement&)
    {
        state_.after_saving = perform(core::command::Withdraw{on_screen(), state_.agreement.changing, {}});
    }
    void operator()(const intent::SelectOwner& i)
    {
        // A second tap on the same person takes the choice back.
        auto& owner = state_.agreement.content.owner;
        owner = owner == i.owner ? std::nullopt : i.owner;
    }
    void operator()(const intent::SelectDate& i)
    {
        set_date(i.field, i.date);
        if (state_.sheet == Sheet::calendar)
            state_.sheet = i.field == DateField::new_due ? Sheet::outcome : Sheet::none;
    }
    void operator()(const intent::OpenCalendar& i)
    {
        state_.choosing = i.field;
        const core::Date today = snapshot_.calendar->day_of(snapshot_.now);
        state_.month = today.year() / today.month();
        state_.sheet = Sheet::calendar;
    }
    void operator()(const intent::TurnMonth& i) { state_.month += std::chrono::months{i.by}; }
    void operator()(const intent::SelectMandate& i)
    {
        core::AgreementContent& content = state_.agreement.content;
        content.mandate = i.mandate;
        if (i.mandate != core::Mandate::subject_to_consultation) content.consult_by.reset();
        if (i.mandate != core::Mandate::needs_decision) state_.texts.erase(Field::decision_of);
    }
    void operator()(const intent::SelectConfidentiality& i)
    {
        state_.agreement.content.confidentiality = i.confidentiality;
    }
    void operator()(const intent::SaveAgreement&)
    {
        core::AgreementContent content = state_.agreement.content;
        content.text = trimmed(state_.text(Field::agreement_text));
        content.decision_of = trimmed(state_.text(Field::decision_of));
        if (!state_.agreement.changing.empty()) {
            state_.after_saving = perform(core::command::Change{on_screen(), state_.agreement.changing, content});
            return;
        }
        const core::AgreementId id{fresh_()};
        state_.after_saving = perform(core::command::Propose{on_screen(), id, content});
        if (state_.agreement.informs_subject)
            perform(core::command::RecordInforming{on_screen(), core::InformingState::to_inform, id, {}});
    }

    void operator()(const intent::SelectPerson& i)
    {
        state_.person = i.person;
        state_.digits.clear();
        state_.strokes.clear();
        state_.answer_mode = AnswerMode::code;
        state_.texts.erase(Field::answer_reason);
        state_.dates.erase(DateField::answer_by);
    }
    void operator()(const intent::SelectAnswerMode& i)
    {
        state_.answer_mode = i.mode;
        state_.digits.clear();
        state_.strokes.clear();
    }
    void operator()(const intent::SaveAnswer& i);

    void operator()(const intent::SetDecision& i)
    {
        state_.decision = i.decision;
        state_.decision_started = true;
    }
    void operator()(const intent::SaveInforming& i)
    {
        perform(core::command::RecordInforming{on_screen(), i.state, {}, state_.text(Field::informing_reason)});
    }
    void operator()(const intent::SaveDecision&)
    {
        core::Decision decision = state_.decision;
        decision.to = trimmed(state_.text(Field::decision_to));
        decision.question = trimmed(state_.text(Field::decision_question));
        decision.accepted_by = trimmed(state_.text(Field::decision_accepted_by));
        decision.reason = trimmed(state_.text(Field::decision_reason));
        const core::CaseId in_case = on_screen();
        perform(core::command::RecordConclusion{in_case, trimmed(state_.text(Field::conclusion))});
        perform(core::command::Decide{in_case, decision});
        state_.after_leaving = perform(core::command::LeaveCase{in_case});
    }
    void operator()(const intent::LeaveCase&) { state_.after_leaving = perform(core::command::LeaveCase{on_screen()}); }
    void operator()(const intent::SealNow&) { perform(core::command::Seal{core::MinutesId{fresh_()}}); }

private:
    const core::CaseId& on_screen() const { return snapshot_.conference->open_case; }

    std::uint64_t perform(core::Command command)
    {
        const std::uint64_t id = state_.next_command++;
        state_.pending[id] = snapshot_.conference ? snapshot_.conference->open_case : core::CaseId{};
        requests_.emplace_back(request::Perform{id, std::move(command)});
        return id;
    }
    void say(core::Refusal why) { say(words(why), Status::attention); }
    void say(std::string_view sentence, Status status)
    {
        state_.toast = Sentence{sentence};
        state_.toast_status = status;
    }
    static std::string trimmed(const std::string& text)
    {
        const std::size_t first = text.find_first_not_of(" \n");
        if (first == std::string::npos) return {};
        return text.substr(first, text.find_last_not_of(" \n") - first + 1);
    }
    void close_sheet()
    {
        state_.sheet = Sheet::none;
        state_.digits.clear();
        state_.first_code.clear();
        state_.strokes.clear();
        state_.outcome = core::Outcome::open;
        state_.bottleneck = {};
        state_.partner = {};
        state_.dates.erase(DateField::new_due);
        for (const Field field : {Field::person_name, Field::person_function, Field::partner_name, Field::motivation,
                                  Field::outcome_reason})
            state_.texts.erase(field);
    }
    void start_decision()
    {
        const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
        if (!one) return;
        state_.decision_started = one->decision.has_value();
        state_.decision = one->decision.value_or(core::Decision{});
        state_.texts[Field::decision_to] = state_.decision.to;
        state_.texts[Field::decision_question] = state_.decision.question;
        state_.texts[Field::decision_accepted_by] = state_.decision.accepted_by;
        state_.texts[Field::decision_reason] = state_.decision.reason;
        state_.texts[Field::conclusion] = one->conclusion;
        state_.texts.erase(Field::informing_reason);
    }
    void set_date(DateField field, const std::optional<core::Date>& date)
    {
        switch (field) {
        case DateField::due:
            state_.agreement.content.due = date;
            return;
        case DateField::consult_by:
            state_.agreement.content.consult_by = date;
            return;
        case DateField::next_on:
            state_.decision.next_on = date;
            return;
        case DateField::decision_answer_by:
            state_.decision.answer_by = date;
            return;
        case DateField::monitored_until:
            state_.decision.monitored_until = date;
            return;
        case DateField::answer_by:
        case DateField::new_due:
            if (date)
                state_.dates[field] = *date;
            else
                state_.dates.erase(field);
            return;
        }
    }

    State state_;
    const Snapshot& snapshot_;
    const FreshId& fresh_;
    std::vector<Request> requests_;
};

void Reducer::operator()(const intent::SaveAnswer& i)
{
    const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
    if (!one) return;
    core::command::Answer answer;
    answer.in_case = on_screen();
    answer.by = state_.person;
    for (const core::Agreement& agreement : one->agreements) {
        const bool theirs = !agreement.withdrawn_at && agreement.content.complete() &&
                            agreement.content.owner->participant == state_.person;
        const bool waits = agreement.confirmation.state == core::ConfirmationState::open ||
                           agreement.confirmation.state == core::ConfirmationState::awaiting_absent;
        const bool readable = !core::masked(*snapshot_.conference, on_screen(), agreement.content.confidentiality,
                                            agreement.content.audience);
        if (theirs && waits && readable) answer.agreements.push_back({agreement.id, agreement.version});
    }
    answer.state = core::ConfirmationState::confirmed;
    if (state_.answer_mode == AnswerMode::reserve) answer.state = core::ConfirmationState::reserved;
    if (state_.answer_mode == AnswerMode::decline) answer.state = core::ConfirmationState::declined;
    answer.reason = trimmed(state_.text(Field::answer_reason));
    if (const auto date = state_.dates.find(DateField::answer_by); date != state_.dates.end())
        answer.answer_by = date->second;
    const auto& attendance = core::attendance_of(*snapshot_.conference, state_.person);
    if (i.spoken)
        answer.proof = core::command::Spoken{};
    else if (!state_.strokes.empty())
        answer.proof = core::command::BySignature{relative(state_.strokes, state_.signature_box)};
    else if (state_.digits.size() == code_digits)
        answer.proof = core::command::ByTableCode{state_.digits};
    else
        return say(attendance.code ? core::Refusal::code_needs_four_digits : core::Refusal::signature_missing);
    state_.wrong_codes_seen = attendance.wrong_codes;
    state_.digits.clear();
    state_.strokes.clear();
    perform(std::move(answer));
}

/// The screen that a closed form leads back to.
void leave_form(State& state)
{
    if (state.sheet != Sheet::none) {
        state.sheet = Sheet::none;
        state.strokes.clear();
        state.digits.clear();
        state.first_code.clear();
        return;
    }
    if (state.screen == Screen::agreement) {
        state.screen = Screen::in_case;
        state.agreement = {};
        state.texts.erase(Field::agreement_text);
        state.texts.erase(Field::decision_of);
    }
}

void take_answer(State& state, const Answer& answer)
{
    if (state.pending.erase(answer.id) == 0) return;
    if (answer.rejected) {
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
    if (answer.id == state.after_saving) leave_form(state);
    if (answer.id == state.after_leaving) {
        state.screen = Screen::today;
        state.toast = Sentence{say::decided_leave};
        state.toast_status = Status::ok;
        state.decision_started = false;
        state.tab = CaseTab::overview;
    }
}

} // namespace

const std::string& State::text(Field field) const
{
    static const std::string nothing;
    const auto found = texts.find(field);
    return found == texts.end() ? nothing : found->second;
}

Update reduce(State state, const Intent& intent, const Snapshot& snapshot, const FreshId& fresh)
{
    state.toast.clear();
    state.toast_status = Status::neutral;
    Reducer reducer{std::move(state), snapshot, fresh};
    std::visit(reducer, intent);
    return reducer.take();
}

State settle(State state, const Snapshot& before, const Snapshot& now)
{
    if (!now.device.unlocked) {
        if (state.screen == Screen::lock) return state;
        State fresh; // a locked device remembers nothing of what was on screen
        fresh.next_command = state.next_command;
        return fresh;
    }
    if (state.screen == Screen::lock) {
        state.screen = Screen::today;
        state.digits.clear();
    }
    for (const Answer& answer : now.answers) take_answer(state, answer);
    if (!now.conference) return state;
    const core::CaseId earlier = before.conference ? before.conference->open_case : core::CaseId{};
    if (!now.conference->open_case.empty() && earlier != now.conference->open_case && state.screen == Screen::today) {
        state.screen = Screen::in_case;
        state.tab = CaseTab::overview;
    }
    if (now.conference->started_at && before.conference && !before.conference->started_at &&
        state.screen == Screen::attendance)
        state.screen = Screen::today;
    return state;
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
