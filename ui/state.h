#pragma once

#include "core/commands.h"
#include "core/secret.h"
#include "ui/interaction.h"
#include "ui/preferences.h"
#include "ui/record_draft.h"
#include "ui/snapshot.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace casustafel::ui {

enum class Screen : std::uint8_t { lock, today, attendance, in_case, agreement, confirm, decision, seal, search };

enum class CaseTab : std::uint8_t { overview, life_domains, plan, network, timeline, sharing };

/// What lies over the attendance or case screen.
enum class Sheet : std::uint8_t {
    none,
    person,      ///< what can be done with one participant
    code,        ///< choosing a table code
    declare,     ///< secrecy declaration
    substitute,  ///< who stands in
    add,         ///< a participant who wasn't expected
    outcome,     ///< of an earlier agreement
    criteria,    ///< 'geen grondslag': recording the test
    presence,    ///< who is here for this case
    case_lead,   ///< who leads the case
    perspective, ///< of the person or relatives, or why it isn't known
    withheld,    ///< 'gevraagd, niet gedeeld'
    zsm_advice,  ///< an advice to the prosecution desk, or why there is none
    signal,      ///< a bottleneck for the bureau
    plain_sheet, ///< what the person gets to read
    withdraw,    ///< why an agreement is withdrawn
    calendar,    ///< choosing a day
    more,        ///< what else an agreement says
    help,
    display, ///< how the person wants to see, touch and hear the screen
    room,    ///< what is on the screen for the room
};

/// Every text that a person can type, by what it is.
enum class Field : std::uint8_t {
    secret,
    person_name,
    person_function,
    partner_name,
    motivation,
    outcome_reason,
    agreement_text,
    decision_of,
    executor,
    deputy,
    answer_reason,
    conclusion,
    decision_to,
    decision_question,
    decision_accepted_by,
    decision_reason,
    informing_reason,
    withdraw_reason,
    search,
    record_text, ///< what a sheet about the case records
    record_conclusion,
    record_reason, ///< why there is nothing to record
};

/// Whose day the calendar sheet chooses.
enum class DateField : std::uint8_t {
    due,
    consult_by,
    answer_by,
    next_on,
    decision_answer_by,
    monitored_until,
    new_due,
    valid_until
};

enum class AnswerMode : std::uint8_t { agree, reserve, decline };

/// Parts of a decision, each with a place where it is settled.
enum class DecisionPart : std::uint8_t {
    none,
    next_on,
    escalation_kind,
    escalate_to,
    question,
    by,
    answer_by,
    receiver,
    handover,
    result,
    reason,
    closing,
    goals,
    informing,
    earlier,     ///< on the case screen
    points,      ///< on the case screen
    agreements,  ///< on the screen to confirm
    perspective, ///< on the case screen
    advice,      ///< on the case screen
};

/// What else an agreement says, a part at a time.
enum class MorePart : std::uint8_t { purpose, people, readers, relations };

/// An agreement while it is being put into words.
struct AgreementDraft {
    core::AgreementId changing; ///< empty: a new one
    std::string fresh_id;       ///< of the new one, once saving was tried: trying again makes no second
    core::AgreementContent content;
    bool informs_subject{false}; ///< recorded as the agreement to inform the person
    MorePart part{MorePart::purpose};
    std::optional<core::command::RecordEarlier>
        replaces{}; ///< the outcome of the earlier one that it comes in place of
};

/// What the chair put on the screen for the room; nothing unless it names the case that is open.
struct RoomChoice {
    core::CaseId in_case;
    bool question{};
    bool turn{};           ///< whose turn it is to confirm
    bool all_agreements{}; ///< those that are made later too
    std::set<core::AgreementId> agreements;
    bool operator==(const RoomChoice&) const = default;
};

/// What the screens remember between frames. Nothing in it is saved; locking forgets it.
struct State {
    Screen screen{Screen::lock};
    Preferences preferences; ///< the device keeps them; they outlive locking
    bool privacy{false};
    Sheet sheet{Sheet::none};
    CaseTab tab{CaseTab::overview};
    CaseTab tab_when_opened{CaseTab::overview}; ///< of the case that opens next
    Screen search_from{Screen::today};          ///< where leaving the search leads back to
    std::map<Field, std::string> texts;
    core::Secret digits;
    std::optional<int> unlocking; ///< a secret is being tried: how many were wrong before it
    core::Secret first_code;      ///< while choosing: the code given the first time
    Strokes strokes;
    Rect signature_box; ///< where `strokes` were drawn: its size makes them relative
    core::ParticipantId person;
    core::PartnerId partner;
    core::Domain new_domain{core::Domain::other};
    core::AgreementId earlier;
    core::Outcome outcome{core::Outcome::open};
    core::BottleneckId bottleneck;
    core::CriterionId criterion;
    core::CaseId criteria_of; ///< whose criteria are recorded: a case that isn't open yet
    AgreementDraft agreement;
    RecordDraft record;
    core::PartnerId card_of; ///< whose sharing card is shown; empty: the first one at the table
    std::map<DateField, core::Date> dates;
    DateField choosing{DateField::due};
    std::chrono::year_month month{};
    AnswerMode answer_mode{AnswerMode::agree};
    bool signing{false};         ///< with a drawn signature, although there is a code
    bool decisions_shown{false}; ///< the chair shows which decisions were recorded, until the case or the list is left
    DecisionPart shown_part{DecisionPart::none};
    std::uint64_t shown_number{0}; ///< another one for each time that a part is to be brought in sight
    core::Decision decision;
    bool decision_started{false};
    core::CaseId decision_of; ///< whose decision is being drafted; empty: nobody's
    std::string fresh_id;     ///< of what the form on screen makes: the same one when saving is tried again
    std::string fresh_partner_id;
    core::MinutesId minutes;
    int wrong_codes_seen{0};
    std::uint64_t next_command{1};
    std::map<std::uint64_t, core::CaseId> pending; ///< commands without an answer yet
    std::uint64_t after_deciding{0};               ///< the command whose acceptance lets the case be left
    std::uint64_t concluding{0};                   ///< the conclusion that was sent with it
    std::uint64_t answering{0};                    ///< the answer of a person at the table that was sent last
    std::uint64_t sealing{0};
    RoomChoice room;
    Sentence toast;
    Status toast_status{Status::neutral};
    std::uint64_t after_leaving{0}; ///< the command whose acceptance brings the screen back to the agenda
    std::uint64_t after_saving{0};  ///< the command whose acceptance closes the sheet or screen it came from
    Sheet saving_from{Sheet::none}; ///< that sheet; none: the screen itself
    std::uint64_t informing{0};     ///< what was last said about informing the person

    const std::string& text(Field field) const;
};

// --- what a screen asks for
// ----------------------------------------------------------------------------------------------

namespace intent {

struct Go {
    Screen screen{};
};
struct TogglePrivacy {};
struct LockNow {};
struct OpenSheet {
    Sheet sheet{};
    core::ParticipantId person{};
    core::AgreementId earlier{};
    core::CriterionId criterion{};
    core::CaseId in_case{};
};
struct CloseSheet {};
struct ShowInRoom {
    RoomChoice choice;
};
/// Goes to what was found: opens the case first when it isn't open.
struct GoToFound {
    core::CaseId in_case;
    CaseTab tab{};
};
struct SelectTab {
    CaseTab tab{};
};
struct Type {
    Field field{};
    std::string text;
};
struct Append {
    Field field{};
    std::string phrase;
};
struct PressDigit {
    int digit{};
};
struct ClearDigits {};
struct Unlock {};
struct Draw {
    Strokes strokes;
    Rect box;
};
/// A command that the view has ready.
struct Perform {
    core::Command command;
};
struct OpenConference {
    core::ConferenceId conference;
};
struct TrySync {};
struct SaveCode {};
struct SaveDeclaration {};
struct SaveSubstitute {};
struct SelectPartner {
    core::PartnerId partner; ///< empty: an organisation that isn't in the list
};
struct SelectDomain {
    core::Domain domain{};
};
struct SaveParticipant {};
struct SelectOutcome {
    core::Outcome outcome{};
};
struct SelectBottleneck {
    core::BottleneckId bottleneck;
};
struct SaveOutcome {};
struct SaveCriterion {
    bool met{};
};
struct NewAgreement {
    bool informs_subject{false};
    std::string text;
    core::GoalId goal; ///< empty: none
};
struct ChangeAgreement {
    core::AgreementId agreement;
};
struct WithdrawAgreement {};
struct SelectOwner {
    std::optional<core::Owner> owner;
};
struct SelectDate {
    DateField field{};
    std::optional<core::Date> date;
};
struct OpenCalendar {
    DateField field{};
};
struct TurnMonth {
    int by{};
};
struct SelectMandate {
    core::Mandate mandate{};
};
/// Any field of the agreement but its texts.
struct SetAgreement {
    core::AgreementContent content;
};
struct SelectMorePart {
    MorePart part{};
};
struct SaveAgreement {};
struct SelectPerson {
    core::ParticipantId person;
};
struct SelectAnswerMode {
    AnswerMode mode{};
};
/// The answer is proven with a signature or with the table code.
struct SelectProof {
    bool signing{};
};
struct ShowDecisions {
    bool shown{};
};
/// Goes to where a part of the decision is settled.
struct ShowPart {
    DecisionPart part{};
};
struct SaveAnswer {
    bool spoken{false};
};
/// Any field of the decision but its texts and dates.
struct SetDecision {
    core::Decision decision;
};
struct SaveInforming {
    core::InformingState state{};
};
struct SaveDecision {};
struct LeaveCase {};
struct SealNow {};
struct Prefer {
    Preferences preferences;
};

} // namespace intent

using Intent =
    std::variant<intent::Go, intent::TogglePrivacy, intent::LockNow, intent::OpenSheet, intent::CloseSheet,
                 intent::GoToFound, intent::ShowInRoom, intent::SelectTab, intent::Type, intent::Append,
                 intent::PressDigit, intent::ClearDigits, intent::Unlock, intent::Draw, intent::Perform,
                 intent::OpenConference, intent::TrySync, intent::SaveCode, intent::SaveDeclaration,
                 intent::SaveSubstitute, intent::SelectPartner, intent::SelectDomain, intent::SaveParticipant,
                 intent::SelectOutcome, intent::SelectBottleneck, intent::SaveOutcome, intent::SaveCriterion,
                 intent::NewAgreement, intent::ChangeAgreement, intent::WithdrawAgreement, intent::SelectOwner,
                 intent::SelectDate, intent::OpenCalendar, intent::TurnMonth, intent::SelectMandate,
                 intent::SetAgreement, intent::SelectMorePart, intent::SaveAgreement, intent::SelectPerson,
                 intent::SelectAnswerMode, intent::SelectProof, intent::ShowDecisions, intent::ShowPart,
                 intent::SaveAnswer, intent::SetDecision, intent::SaveInforming, intent::SaveDecision,
                 intent::LeaveCase, intent::SealNow, intent::Prefer, intent::SelectReporter, intent::ReplaceEarlier,
                 intent::OpenRecord, intent::SetRecord, intent::SaveRecord, intent::ShowCard>;
using Intents = std::vector<Intent>;

// --- what goes out
// -----------------------------------------------------------------------------------------------------------

namespace request {
struct Unlock {
    core::Secret secret;
};
struct Lock {};
struct OpenConference {
    core::ConferenceId conference;
};
struct TrySync {};
struct Perform {
    std::uint64_t id{};
    core::Command command;
};
struct KeepPreferences {
    Preferences preferences;
};
} // namespace request

using Request = std::variant<request::Unlock, request::Lock, request::OpenConference, request::TrySync,
                             request::Perform, request::KeepPreferences>;

struct Update {
    State state;
    std::vector<Request> requests;
};

/// Gives UUIDs that nobody gave before; called for new agreements, people and minutes.
using FreshId = std::function<std::string()>;

/// The state after a person's intent, and what has to be asked of the rest of the appliance. Pure but for `fresh`.
Update reduce(State state, const Intent& intent, const Snapshot& snapshot, const FreshId& fresh);

/// The state after news: answers to commands become sentences, an unlocked device shows today, a locked one forgets;
/// and what an accepted command was waited for, such as leaving a case once its decision is recorded.
Update settle(State state, const Snapshot& before, const Snapshot& now);

/// Closes the sheet and forgets what was typed, chosen and drawn on it; what was saved from it closes nothing any more.
void close_sheet(State& state);

/// The strokes as the minutes keep them: relative to the box they were drawn in.
core::Strokes relative(const Strokes& strokes, const Rect& box);

} // namespace casustafel::ui
