#pragma once

#include "core/commands.h"
#include "core/correction.h"
#include "core/secret.h"
#include "ui/intents.h"
#include "ui/interaction.h"
#include "ui/places.h"
#include "ui/preferences.h"
#include "ui/record_draft.h"
#include "ui/snapshot.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace casustafel::ui {

/// What the screens remember between frames. Nothing in it is saved; locking forgets it.
struct State {
    Screen screen{Screen::lock};
    Preferences preferences; ///< the device keeps them; they outlive locking
    bool privacy{false};
    Sheet sheet{Sheet::none};
    CaseTab tab{CaseTab::overview};
    Screen search_from{Screen::today}; ///< where leaving the search leads back to
    std::map<Field, std::string> texts;
    core::Secret digits;
    std::optional<int> unlocking; ///< a secret is being tried: how many were wrong before it
    core::Secret first_code;      ///< while choosing: the code given the first time
    bool codes_differ{false};     ///< the second one was another one, and nothing was typed since
    Strokes strokes;
    std::optional<Intent> leaving;          ///< would throw away what was filled in: the person is asked first
    std::optional<core::Rejection> refused; ///< why the agreement on screen couldn't be saved, until it is another one
    std::uint64_t refused_number{0};        ///< another one for each refusal
    bool arriving{false};                   ///< just unlocked: the only conference is opened without being chosen
    core::ConferenceId was_open;            ///< when the device was locked: opened again after unlocking
    std::string sheet_began;                ///< what stood in the text of the sheet when it opened
    Rect signature_box;                     ///< where `strokes` were drawn: its size makes them relative
    core::ParticipantId person;
    core::PartnerId partner;
    core::Domain new_domain{core::Domain::other};
    core::AgreementId earlier;
    core::Outcome outcome{core::Outcome::open};
    core::BottleneckId bottleneck;
    core::CriterionId criterion;
    bool ordering{false};  ///< the agenda shows how to change it
    core::CaseId unfolded; ///< whose question the agenda shows whole, however long it is
    core::CaseId chosen;   ///< the case that the sheet in front is about; empty: the one that is open
    UrgentDraft urgent;
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
    std::uint64_t mandate_number{0}; ///< another one for each time that a mandate is chosen
    std::uint64_t shown_number{0};   ///< another one for each time that a part is to be brought in sight
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
    core::ParticipantId answering_for;             ///< whose that is; the next one may be answering already
    AnswerDraft sent_answer;                       ///< what was sent: it comes back if it isn't recorded
    std::map<core::ParticipantId, AnswerDraft> unsaved_answers; ///< sent, not recorded, and of who isn't chosen now
    std::uint64_t sealing{0};
    RoomChoice room;
    Sentence toast;
    Status toast_status{Status::neutral};
    std::uint64_t after_leaving{0}; ///< the command whose acceptance brings the screen back to the agenda
    std::uint64_t reordering{0};    ///< the last move of a case on the agenda
    std::uint64_t after_opening{0}; ///< the command whose acceptance shows the case at `jump_to`
    Screen jump_to{Screen::in_case};
    CaseTab jump_to_tab{CaseTab::overview};
    Screen back_to{Screen::today};  ///< where leaving the case leads
    std::uint64_t after_saving{0};  ///< the command whose acceptance closes the sheet or screen it came from
    Sheet saving_from{Sheet::none}; ///< that sheet; none: the screen itself
    std::uint64_t informing{0};     ///< what was last said about informing the person
    core::Correction correction;    ///< that was sent, with an id of its own
    std::uint64_t correcting{0};
    std::vector<core::MinutesId> corrections; ///< of the minutes that are shown
    std::uint64_t undoing{0};
    Sentence being_undone; ///< what `undoing` takes back, in words

    const std::string& text(Field field) const;
    /// What a person typed in a field, as commands carry it: in NFC, without blanks around it.
    std::string entered(Field field) const;
};

// What goes out to the rest of the appliance.
namespace request {
struct Unlock {
    core::Secret secret;
};
struct Lock {};
struct CloseConference {};
struct OpenConference {
    core::ConferenceId conference;
};
struct TrySync {};
struct Perform {
    std::uint64_t id{};
    core::Command command;
};
/// What was sealed is put right; the answer comes as that of a command.
struct Correct {
    std::uint64_t id{};
    core::Correction correction;
};
/// What is being filled in, as the facts that saving it would make; empty: nothing.
struct KeepDraft {
    core::Facts facts;
};
struct KeepPreferences {
    Preferences preferences;
};
/// A technician's wishes (core/update.h); what became of them shows in DeviceStatus::update.
struct UpdateNow {};
struct UpdateFromStick {};
struct Restart {};
} // namespace request

using Request = std::variant<request::Unlock, request::Lock, request::OpenConference, request::CloseConference,
                             request::TrySync, request::Perform, request::Correct, request::KeepPreferences,
                             request::KeepDraft, request::UpdateNow, request::UpdateFromStick, request::Restart>;

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

/// Forgets the agreement that was being put into words.
void forget_agreement(State& state);

/// Closes the sheet and forgets what was typed, chosen and drawn on it; what was saved from it closes nothing any more.
void close_sheet(State& state);

/// The strokes as the minutes keep them: relative to the box they were drawn in.
core::Strokes relative(const Strokes& strokes, const Rect& box);

} // namespace casustafel::ui
