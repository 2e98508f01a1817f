#pragma once

#include "core/visibility.h"
#include "core/warnings.h"
#include "ui/frame.h"
#include "ui/state.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What each screen shows, thought out: words, marks and the commands behind the buttons. Views are pure functions of
// the snapshot and the local state; screens only draw them. What may be shown about a case is asked of `core::masked`
// here.

namespace casustafel::ui {

struct Mark {
    Sentence label;
    Status status{Status::neutral};
    bool operator==(const Mark&) const = default;
};

struct Choice {
    Sentence label;
    bool selected{};
};

/// A person as a tile: round sign, name, organisation.
struct PersonView {
    core::ParticipantId id;
    std::string name;
    std::string organisation;
    std::string initials;
    Domain domain{};
    bool here{};
};

/// A sentence about what is left to do, that leads to where it is done.
struct JumpRow {
    Mark mark;
    std::optional<Intent> jump; ///< nothing: there is nowhere to go
};
/// Somebody whose answer is asked in one case.
struct WaitingRow {
    PersonView person;
    Sentence what; ///< how many agreements
    Mark mark;
    bool here{}; ///< at the table for the case: can be asked now
};
/// Everyone whose answer is asked in the case, in the order of the agreements; whoever isn't here is left to the
/// bureau.
std::vector<WaitingRow> waiting_in(const core::Conference& conference, const core::CaseState& state);

struct AttendanceTile {
    PersonView person;
    Mark mark;
    bool dimmed{};
    bool signs_first{}; ///< a case is open: coming in without the declaration would be refused
};
struct AttendanceColumn {
    Sentence title;
    Domain domain{};
    std::vector<AttendanceTile> tiles;
};
struct AttendanceView {
    Sentence subtitle;
    std::vector<AttendanceColumn> columns; ///< safety, care, municipal and other
    std::vector<JumpRow> readiness;
    bool started{};
    // of the person whose sheet is open
    PersonView chosen;
    Sentence chosen_kind;
    bool chosen_here{};
    bool stepped_out{};
    bool may_be_replaced{};
    bool must_declare{};
    Sentence code_action;
    Sentence declaration;
    Sentence code_prompt;
    Sentence code_trouble; ///< what was wrong with the code that was given; in place of the prompt
    int digits{};
    Strokes strokes;
    std::vector<std::pair<core::PartnerId, std::string>> partners;
    core::PartnerId partner;
    core::Domain new_domain{};
    std::string name;
    std::string function;
    std::string partner_name;
    Sentence missing; ///< what has to be filled in before somebody is added or stands in
};
AttendanceView attendance_view(const Snapshot& snapshot, const State& state);

/// A line about the case: shown, or masked with the reason.
struct CaseLine {
    Sentence text;
    Sentence source; ///< organisation and date
    std::optional<Sentence> masked_because;
    std::optional<Mark> state;
    Sentence warning; ///< what somebody has to look at because of it; never of a masked line
    bool operator==(const CaseLine&) const = default;
};
struct EarlierRow {
    core::AgreementId id;
    CaseLine line;
    Domain domain{};
    Mark mark;
};
struct AgreementRow {
    core::AgreementId id;
    int number{};
    CaseLine line;
    Sentence who;
    Domain domain{};
    Mark mark;
    bool withdrawn{};
    std::uint64_t revealed{}; ///< as `done_last`
};
/// An agreement slipped: 'Let op: afspraak 3 is betwist' beside those that hang together with it, 'Let op: dit raakt
/// afspraak 5' beside itself; by their numbers, and of a masked one not what happened to it. Empty when nothing did.
Sentence slip_warning(const core::Conference& conference, const core::CaseState& state, const core::AgreementId& id);
/// A slip with all that it touches, in one sentence.
Sentence slip_words(const core::Conference& conference, const core::CaseState& state, const core::Slip& slip);
struct CriterionRow {
    core::CriterionId id;
    Sentence label;
    std::optional<bool> met;
    bool legal{true};
    Sentence motivation;
};
struct Group {
    Sentence title;
    std::vector<CaseLine> lines;
};
struct PlanRow {
    CaseLine line;
    Sentence day;
    Domain domain{};
    Mark mark;
};
struct PlanGoal {
    core::GoalId id; ///< empty: what serves no goal
    Sentence text;
    std::vector<Sentence> interventions;
    std::vector<PlanRow> agreements;
};
struct TimelineEntry {
    core::Date on{};
    Sentence day;
    CaseLine line;
    bool milestone{};
    bool past{};
};
/// An organisation that works on the case, as a node of the network.
struct NetworkNode {
    std::string name;
    Sentence people; ///< who speaks for it at this conference; whether they are here
    Sentence load;   ///< how many agreements it has open
    Domain domain{};
    bool leads{}; ///< the case lead is theirs
};
struct NetworkView {
    Sentence centre;
    std::vector<CaseLine> surroundings; ///< relatives and other people around the person
    std::vector<NetworkNode> organisations;
};
struct PresenceRow {
    PersonView person;
    bool here{};
    core::Command change;
};
struct SharingView; // ui/views/record_view.h
/// Perspective, reason, risk, life domains, plan, network and timeline are filled for the tab that is shown only.
struct CaseView {
    Sentence title;
    std::vector<Sentence> pills;
    Sentence timer;
    Sentence time_box;
    Sentence question;
    std::vector<CriterionRow> criteria;
    Sentence criteria_source; ///< where the criteria stand, as the package says
    Sentence tested;
    std::vector<CaseLine> perspective;
    Mark informing;
    std::vector<CaseLine> reason;
    std::vector<CaseLine> risk;
    std::vector<EarlierRow> earlier;
    Sentence earlier_open;
    std::vector<Group> life_domains;
    std::vector<PlanGoal> plan;
    NetworkView network;
    std::vector<TimelineEntry> timeline;
    std::vector<AgreementRow> agreements;
    int agreement_count{}; ///< as `tally_of`: fewer than the rows
    Mark saved;
    int to_confirm{};
    Sentence undo; ///< what one tap takes back, as `last_action_words`
    std::vector<PresenceRow> presence;
    Sentence at_table;
    Sentence regie; ///< chair and case lead, always visible
    Sentence chair; ///< each of them by itself
    Sentence lead;
    bool led{};       ///< somebody is case lead
    Sentence hint;    ///< three times without a new agreement
    Sentence decided; ///< that there is a decision, or which one once the chair shows it; empty: none
    bool decided_today{};
    bool decisions_shown{};
    bool perspective_wanted{}; ///< somebody's is neither there nor said to be unknown
    core::PerspectiveOf unknown_of{};
    std::shared_ptr<const SharingView> sharing; ///< of its tab
    bool subject_here{};
    core::Command seat_subject;
    CaseTab tab{};
    Sentence in_room; ///< what the screen for the room shows; empty without one
};
CaseView case_view(const Snapshot& snapshot, const State& state);
/// The network of the case as a small diagram: the person in the middle, who is around them at one side and which
/// organisations work on it at the other.
NetworkView network_view(const core::Conference& conference, const core::CaseState& state);

struct WithdrawSheetView {
    Sentence title;
    Sentence about;
    std::vector<std::pair<Choice, std::string>> phrases; ///< with what the minutes say, which are Dutch
    std::string reason;
    std::vector<std::pair<core::ParticipantId, Choice>> by; ///< nobody: the chair; empty: only the chair can
    bool may_save{};
};
WithdrawSheetView withdraw_view(const Snapshot& snapshot, const State& state);

struct CriteriaSheetView {
    Sentence title;
    core::CaseId in_case;
    std::vector<CriterionRow> rows;
    core::CriterionId chosen;
    std::string motivation;
    Sentence missing; ///< empty: it can be recorded
};
CriteriaSheetView criteria_view(const Snapshot& snapshot, const State& state);

struct DateChoice {
    Choice choice;
    core::Date date{};
};
struct OwnerTile {
    PersonView person;
    core::Owner owner;
    bool selected{};
};
struct CalendarView {
    Sentence title;
    Sentence month;
    std::vector<std::vector<std::optional<core::Date>>> weeks; ///< Monday first
    core::Date today{};
    std::optional<core::Date> chosen;
    DateField field{};
};
CalendarView calendar_view(const Snapshot& snapshot, const State& state);

struct ConfirmPerson {
    PersonView person;
    Sentence summary;
    std::optional<Mark> mark;
    bool selected{};
    bool elsewhere{}; ///< not at the table: the answer comes through the chair or the bureau
};
struct ConfirmAgreement {
    core::AgreementId id;
    int version{};
    Sentence text;
    Sentence terms;
    std::optional<Mark> mark;
    Sentence answer; ///< why not, or not yet, and until when; empty: the mark says it all
};
struct ConfirmView {
    Sentence title;
    std::vector<ConfirmPerson> people;
    Sentence prompt;
    std::vector<ConfirmAgreement> agreements;       ///< of the selected person, and only theirs
    std::vector<core::command::Answer::Shown> open; ///< those that an answer covers
    bool has_code{};
    bool signs{};       ///< with a signature: chosen, or for want of a code
    bool only_spoken{}; ///< the bureau, for which the chair speaks
    Sentence trouble;
    bool may_answer{};
    int digits{};
    AnswerMode mode{};
    std::string reason;
    std::vector<DateChoice> dates;
    Sentence date_sentence;
    Strokes strokes;
    Sentence missing; ///< what has to be filled in before somebody says who answers
    bool may_prove{}; ///< all is said but who says it
    bool may_save{};
    Sentence in_room; ///< as in CaseView
    Sentence undo;    ///< as in CaseView
};
ConfirmView confirm_view(const Snapshot& snapshot, const State& state);

struct SealRow {
    Sentence label;
    Sentence decided;
    std::optional<Mark> mark; ///< how many agreements are confirmed; nothing without agreements
};
struct SealWaiting {
    WaitingRow row;
    Sentence in_case;
    std::optional<Intent> jump;
};
struct SealView {
    Sentence title;
    Sentence heading;
    Sentence details; ///< times, people, chair
    std::vector<JumpRow> checks;
    std::vector<Mark> open;           ///< what is incomplete and stays so when it is sealed now; empty: nothing
    std::vector<SealWaiting> waiting; ///< who hasn't answered, over all cases
    bool may_seal{};
    bool sealed{};
    bool may_correct{};     ///< there is an envelope, and it is still shown what is in it
    Sentence state_heading; ///< of what is done and what is to do
    Sentence explanation;
    Sentence blocked;           ///< why it can't be sealed yet; empty: it can
    std::vector<Mark> progress; ///< in the words of domain rule 11
    Sentence contact;           ///< what trying to reach the bureau is for now; empty: nothing
    std::vector<SealRow> summary;
    bool any_decided{};
    bool decisions_shown{};
    Sentence connection;
};
/// What is to be read otherwise in the minutes that were sealed.
struct CorrectionView {
    Sentence title;
    std::vector<std::pair<core::CaseId, Choice>> cases;
    std::string text;
    Sentence missing; ///< empty: it can be sealed
};
CorrectionView correction_view(const Snapshot& snapshot, const State& state);
SealView seal_view(const Snapshot& snapshot, const State& state);

// --- shared by several views
// ------------------------------------------------------------------------------------------------

Domain domain_of(const core::Conference& conference, const core::PartnerId& partner);
std::string partner_name(const core::Conference& conference, const core::PartnerId& partner);
PersonView person_view(const core::Conference& conference, const core::Participant& person);
/// Stands for the bureau where a person at the table is chosen; its agreements have no participant.
inline core::ParticipantId bureau_person(const core::Conference& conference)
{
    return core::ParticipantId{conference.package.bureau.id.value()};
}
/// The bureau as somebody at the table: its own agreements are confirmed through the chair.
PersonView bureau_view(const core::Conference& conference);
core::Date today_of(const Snapshot& snapshot);
/// The case on screen, or null.
const core::CaseState* case_on_screen(const Snapshot& snapshot);
/// Masked or shown, for those present for the case.
CaseLine line_of(const core::Conference& conference, const core::CaseId& in_case, const std::string& text,
                 core::Confidentiality confidentiality, const std::optional<core::Audience>& audience);
CaseLine agreement_line(const core::Conference& conference, const core::CaseState& state,
                        const core::Agreement& agreement);
CaseLine earlier_line(const core::Conference& conference, const core::CaseState& state,
                      const core::EarlierAgreement& earlier);
/// The number of an agreement of today or an earlier one; empty: it isn't in the case.
Sentence number_of(const core::CaseState& state, const core::AgreementId& id);
/// What the case is called at the table; empty: it isn't in the conference.
std::string label_of(const core::Conference& conference, const core::CaseId& id);
/// A standing agreement with owner and date whose owner is here and hasn't answered yet.
bool waits_for_answer(const core::Agreement& agreement);
Sentence reason_of(const core::Conference& conference, const core::Mask& mask);
/// Every item of one section, masked where it has to be, with its source.
std::vector<CaseLine> section_lines(const core::Conference& conference, const core::Case& one, core::Section section);
/// The quick choices of a day, without those in the past or twice; `all` adds the next two days and the milestones.
std::vector<DateChoice> date_choices(const Snapshot& snapshot, const std::optional<core::Date>& chosen, bool all);
Mark mark_of(const core::Agreement& agreement);
/// What `Undo` would take back, without a word of the case; empty: nothing.
Sentence last_action_words(const core::Conference& conference);
Sentence connection_sentence(const Snapshot& snapshot);
/// Who wouldn't take an envelope, and what happens now: the relay gives no reason for people, the desk does.
Sentence refusal_sentence(const core::Envelope& envelope);
Sentence delivery_sentence(const Snapshot& snapshot);

} // namespace casustafel::ui
