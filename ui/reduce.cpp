#include "core/result.h"
#include "ui/reducer.h"
#include "ui/secret_keys.h"
#include "ui/unsaved.h"
#include "ui/views/views.h"

namespace casustafel::ui {

namespace {

constexpr std::size_t most_digits = 12;

} // namespace

void Reducer::operator()(const intent::Go& i)
{
    close_sheet(state_);
    state_.after_saving = 0; // what comes back later belongs to a form that was left
    if (state_.screen == Screen::agreement) forget_agreement(state_);
    if (state_.screen == Screen::confirm) state_.texts.erase(Field::answer_reason);
    if (i.screen == Screen::today || i.screen == Screen::seal) state_.decisions_shown = false;
    if (i.screen == Screen::search) state_.search_from = state_.screen;
    state_.screen = i.screen;
    if (i.screen == Screen::confirm) state_.person = {};
    if (i.screen == Screen::decision) start_decision();
}

void Reducer::operator()(const intent::TogglePrivacy&)
{
    state_.privacy = !state_.privacy;
}

void Reducer::operator()(const intent::LockNow&)
{
    requests_.emplace_back(request::Lock{});
}

void Reducer::operator()(const intent::OpenSheet& i)
{
    // Choosing the criterion keeps what was typed as its motivation.
    const bool same = state_.sheet == Sheet::criteria && i.sheet == Sheet::criteria;
    std::string motivation = same ? state_.text(Field::motivation) : std::string{};
    close_sheet(state_);
    if (same) state_.texts[Field::motivation] = std::move(motivation);
    state_.sheet = i.sheet;
    if (!i.person.empty()) state_.person = i.person;
    state_.earlier = i.earlier;
    state_.criterion = i.criterion;
    state_.chosen = i.in_case;
    if (i.sheet == Sheet::criteria && i.criterion.empty()) { // begins with what keeps the case closed
        const CriteriaSheetView view = criteria_view(snapshot_, state_);
        const auto open =
            std::ranges::find_if(view.rows, [](const CriterionRow& one) { return one.legal && one.met != true; });
        if (open != view.rows.end()) state_.criterion = open->id;
    }
    if (i.sheet == Sheet::urgent) state_.urgent = {};
}

void Reducer::operator()(const intent::CloseSheet&)
{
    // The calendar lies over another sheet's choice; closing it goes back there.
    const Sheet below = state_.sheet == Sheet::calendar ? sheet_of(state_.choosing) : Sheet::none;
    if (below != Sheet::none)
        state_.sheet = below;
    else
        close_sheet(state_);
}

void Reducer::operator()(const intent::SelectTab& i)
{
    state_.tab = i.tab;
}

void Reducer::operator()(const intent::ShowInRoom& i)
{
    state_.room = i.choice;
}

void Reducer::operator()(const intent::Type& i)
{
    state_.texts[i.field] = i.text;
}

void Reducer::operator()(const intent::Append& i)
{
    std::string& text = state_.texts[i.field];
    if (const auto at = place_of_phrase(text, i.phrase)) { // a second tap takes it out again
        text.erase(*at, i.phrase.size());
        if (*at < text.size() && text[*at] == ' ') text.erase(*at, 1);
        return;
    }
    if (!text.empty() && !text.ends_with(' ') && !text.ends_with('\n')) text += ' ';
    text += i.phrase;
    text += ' ';
}

void Reducer::operator()(const intent::PressDigit& i)
{
    state_.codes_differ = false;
    if (state_.digits.size() < (state_.screen == Screen::lock ? most_digits : code_digits))
        state_.digits.push_back(static_cast<char>('0' + i.digit));
}

void Reducer::operator()(const intent::ClearDigits&)
{
    state_.digits.clear();
}

void Reducer::operator()(const intent::TypeSecret& i)
{
    type(state_.digits, i.keys);
}

void Reducer::operator()(const intent::Unlock&)
{
    core::Secret secret = std::move(state_.digits);
    if (secret.empty()) return;
    state_.unlocking = snapshot_.device.wrong_attempts;
    requests_.emplace_back(request::Unlock{std::move(secret)});
}

void Reducer::operator()(const intent::Draw& i)
{
    state_.strokes = i.strokes;
    state_.signature_box = i.box;
}

void Reducer::operator()(const intent::Perform& i)
{
    // Who came in or went away needs no further choice.
    if (state_.sheet == Sheet::person)
        save(i.command);
    else
        perform(i.command);
}

void Reducer::operator()(const intent::OpenConference& i)
{
    state_.minutes = {};
    requests_.emplace_back(request::OpenConference{i.conference});
}

void Reducer::operator()(const intent::CloseConference&)
{
    if (!state_.pending.empty()) return; // what was just recorded is heard of first
    // Nothing of one conference is left when another is opened: they have their own legal bases.
    State fresh;
    fresh.screen = Screen::today;
    fresh.preferences = state_.preferences;
    fresh.next_command = state_.next_command;
    state_ = std::move(fresh);
    requests_.emplace_back(request::CloseConference{});
}

void Reducer::operator()(const intent::TrySync&)
{
    requests_.emplace_back(request::TrySync{});
}

void Reducer::operator()(const intent::SaveCode&)
{
    if (waits(state_.after_saving)) return;
    if (state_.digits.size() != code_digits) return say(core::Refusal::code_needs_four_digits);
    if (state_.first_code.empty()) {
        state_.first_code = std::exchange(state_.digits, {});
        return;
    }
    const core::Secret first = std::exchange(state_.first_code, {});
    const core::Secret second = std::exchange(state_.digits, {});
    state_.codes_differ = first != second;
    // Said on the sheet, where a sentence over it would cover the keys; aloud it is said all the same.
    if (state_.codes_differ && state_.preferences.speech) return say(say::codes_differ, Status::attention);
    if (state_.codes_differ) return;
    save(core::command::ChooseTableCode{state_.person, std::string{second.view()}});
}

void Reducer::operator()(const intent::SaveDeclaration&)
{
    if (waits(state_.after_saving)) return;
    save(core::command::DeclareSecrecy{state_.person, relative(state_.strokes, state_.signature_box)});
}

void Reducer::operator()(const intent::SaveSubstitute&)
{
    if (waits(state_.after_saving)) return;
    save(core::command::Substitute{state_.person, core::ParticipantId{kept(state_.fresh_id)},
                                   entered(Field::person_name), entered(Field::person_function)});
}

void Reducer::operator()(const intent::SelectPartner& i)
{
    state_.partner = i.partner;
}

void Reducer::operator()(const intent::SelectDomain& i)
{
    state_.new_domain = i.domain;
}

void Reducer::operator()(const intent::SaveParticipant&)
{
    if (waits(state_.after_saving)) return;
    core::Participant person;
    person.id = core::ParticipantId{kept(state_.fresh_id)};
    person.name = entered(Field::person_name);
    person.function = entered(Field::person_function);
    std::optional<core::Partner> partner;
    if (state_.partner.empty()) {
        partner = core::Partner{core::PartnerId{kept(state_.fresh_partner_id)},
                                entered(Field::partner_name),
                                state_.new_domain,
                                core::PartnerKind::incidental,
                                {},
                                false,
                                {}};
        person.partner = partner->id;
    } else {
        person.partner = state_.partner;
    }
    save(core::command::AddParticipant{person, partner});
}

void Reducer::operator()(const intent::SelectOutcome& i)
{
    state_.outcome = i.outcome;
    state_.bottleneck = {};
    // Two taps are enough for what needs no further word.
    if (i.outcome == core::Outcome::done || i.outcome == core::Outcome::lapsed) {
        state_.dates.erase(DateField::new_due);
        state_.texts.erase(Field::outcome_reason);
        if (outcome().reported_by.empty())
            state_.record.choosing = true; // one tap more: nobody is said to have reported it who didn't
        else
            (*this)(intent::SaveOutcome{});
    }
}

void Reducer::operator()(const intent::SelectBottleneck& i)
{
    state_.bottleneck = i.bottleneck;
}

void Reducer::operator()(const intent::SaveOutcome&)
{
    if (waits(state_.after_saving)) return;
    save(outcome());
}

void Reducer::operator()(const intent::SaveCriterion& i)
{
    if (waits(state_.after_saving)) return;
    save(core::command::RecordCriterion{state_.chosen, state_.criterion, i.met, entered(Field::motivation)});
}

void Reducer::operator()(const intent::SealNow&)
{
    if (waits(state_.sealing)) return;
    const bool asked = state_.sheet == Sheet::unfinished;
    if (!asked && !seal_view(snapshot_, state_).open.empty())
        return (*this)(intent::OpenSheet{.sheet = Sheet::unfinished});
    close_sheet(state_);
    if (state_.minutes.empty()) state_.minutes = core::MinutesId{fresh_()};
    state_.sealing = perform(core::command::Seal{state_.minutes});
}

void Reducer::operator()(const intent::SelectCase& i)
{
    state_.chosen = i.in_case;
}

void Reducer::operator()(const intent::SaveCorrection&)
{
    if (waits(state_.correcting)) return;
    state_.correction = {core::MinutesId{kept(state_.fresh_id)}, state_.chosen, entered(Field::correction)};
    state_.correcting = state_.next_command++;
    state_.pending[state_.correcting] = {};
    state_.saving_from = state_.sheet;
    state_.after_saving = state_.correcting;
    requests_.emplace_back(request::Correct{state_.correcting, state_.correction});
}

void Reducer::operator()(const intent::KeepFilling&)
{
    state_.leaving.reset();
}

void Reducer::operator()(const intent::ThrowAway&)
{
    if (const std::optional<Intent> asked = std::exchange(state_.leaving, {})) std::visit(*this, *asked);
}

void Reducer::operator()(const intent::Prefer& i)
{
    state_.preferences = i.preferences;
    requests_.emplace_back(request::KeepPreferences{i.preferences});
}

const core::CaseId& Reducer::on_screen() const
{
    return snapshot_.conference->open_case;
}

std::uint64_t Reducer::perform(core::Command command)
{
    const std::uint64_t id = state_.next_command++;
    state_.pending[id] = snapshot_.conference ? snapshot_.conference->open_case : core::CaseId{};
    requests_.emplace_back(request::Perform{id, std::move(command)});
    return id;
}

std::string Reducer::kept(std::string& id)
{
    if (id.empty()) id = fresh_();
    return id;
}

void Reducer::say(core::Refusal why)
{
    say(words(why), Status::attention);
}

void Reducer::say(std::string_view sentence, Status status)
{
    state_.toast = Sentence{sentence};
    state_.toast_status = status;
}

std::string Reducer::entered(Field field) const
{
    return state_.entered(field);
}

void Reducer::save(core::Command command)
{
    state_.saving_from = state_.sheet;
    state_.after_saving = perform(std::move(command));
}

Update reduce(State state, const Intent& intent, const Snapshot& snapshot, const FreshId& fresh)
{
    state.toast.clear();
    state.toast_status = Status::neutral;
    if (!state.leaving && throws_away(state, intent, snapshot)) {
        state.leaving = intent;
        return {std::move(state), {}};
    }
    // Why an agreement wasn't saved is no longer said of one that is changed.
    const std::optional refused = state.refused ? std::optional{filled(state)} : std::nullopt;
    Reducer reducer{std::move(state), snapshot, fresh};
    std::visit(reducer, intent);
    Update update = reducer.take();
    if (refused && filled(update.state) != *refused) update.state.refused.reset();
    return update;
}

} // namespace casustafel::ui
