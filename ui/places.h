#pragma once

#include "core/commands.h"
#include "ui/fields.h"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

// Where a person is on the screens, and what is half filled in there.

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
    skip,        ///< why a case isn't discussed
    urgent,      ///< a case that isn't on the agenda
    correction,  ///< what is to be read otherwise in sealed minutes
    unfinished,  ///< what stays open when the conference is sealed now
    help,
    display, ///< how the person wants to see, touch and hear the screen
    room,    ///< what is on the screen for the room
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
    conclusion,  ///< the answer to the question to the table
    steps,       ///< all of them
};

/// What else an agreement says, a part at a time.
enum class MorePart : std::uint8_t { purpose, people, readers, relations };

/// An agreement while it is being put into words.
struct AgreementDraft {
    core::AgreementId changing; ///< empty: a new one
    std::string fresh_id;       ///< of the new one: saving it again makes no second
    core::AgreementContent content;
    bool informs_subject{false};     ///< recorded as the agreement to inform the person
    Screen back_to{Screen::in_case}; ///< where it was begun: a decision that is being drafted waits there
    MorePart part{MorePart::purpose};
    std::optional<core::command::RecordEarlier>
        replaces{};                 ///< the outcome of the earlier one that it comes in place of
    core::AgreementContent begun{}; ///< with its texts, as the form opened
};

/// How somebody answers, and why.
struct AnswerDraft {
    AnswerMode mode{AnswerMode::agree};
    std::string reason;
    std::optional<core::Date> answer_by{};
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

/// A case that can't wait, while it is being put on the agenda; its texts are in `State::texts`.
struct UrgentDraft {
    int minutes{15};
    std::array<bool, urgent_motivations.size()> met{};
};

} // namespace casustafel::ui
