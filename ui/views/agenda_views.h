#pragma once

#include "ui/views/views.h"

// What is shown before a case is at the table: the lock screen and the agenda with its sheets.

namespace casustafel::ui {

struct LockView {
    Sentence time;
    Sentence day;
    Sentence room;
    Sentence bureau;
    Sentence next;     ///< when the next conference begins; no title
    Sentence delivery; ///< what still has to be sent
    bool refused{};    ///< the bureau doesn't take a report
    Sentence connection;
    bool cut_off{};       ///< the bureau didn't answer
    Sentence development; ///< empty on a product device
    Sentence trouble;     ///< wrong secret, wait, notice
    Sentence news;        ///< nothing is wrong: a secret is being tried, or something came from the bureau
    bool trying{};        ///< a secret is being tried; no other is taken meanwhile
    bool may_try{true};
    bool with_pad{}; ///< the development device takes a PIN
    int digits{};
};
LockView lock_view(const Snapshot& snapshot, const State& state);

struct AgendaRow {
    int number{};
    core::CaseId id;
    std::string label;
    std::string question;
    std::vector<Mark> marks;
    Sentence time;
    Sentence around; ///< when it is expected to begin; empty once it did
    Sentence action;
    bool may_move_up{};
    bool may_move_down{};
    bool may_skip{}; ///< nobody opened it yet and nothing was decided
    bool current{};
    bool unfolded{};                   ///< the whole question is shown, however long it is
    bool needs_ground{};               ///< 'geen grondslag': opens the criteria instead
    std::optional<core::Command> open; ///< nothing: it is the one on screen already
};
struct ConferenceRow {
    core::ConferenceId id;
    Sentence when;
    Sentence about; ///< title and room, or that it can't be read
    bool readable{};
    Sentence basis;    ///< its own: conferences are never mixed
    Sentence covenant; ///< which covenant and privacy protocol, of which version
};
struct AgendaView {
    Sentence title;
    Sentence subtitle;
    std::vector<ConferenceRow> choices; ///< while no conference is open
    Sentence apart;                     ///< said when there are several
    bool may_choose_another{};          ///< one is open and there are others
    std::vector<AgendaRow> rows;
    bool started{};
    bool ordering{};
    bool sealed{};
    Sentence at_table_title;
    Sentence at_table;
    Sentence planned; ///< how many cases are left, and how many minutes they have
    Sentence time;
    Sentence too_late; ///< by how much the end of the conference would be passed
    double progress{};
    Sentence saved;
    bool not_saved{}; ///< that is what `saved` says
    Sentence connection;
    Sentence notice;
    Sentence empty; ///< said when there is no conference on the device
    Sentence basis;
    Sentence covenant;
};
AgendaView agenda_view(const Snapshot& snapshot, const State& state);

struct SkipView {
    Sentence title;
    /// To choose from without typing: as the screen says it, and in Dutch, as the minutes do.
    std::vector<std::pair<Sentence, std::string>> reasons;
    std::string reason;
    bool may_save{};
};
SkipView skip_view(const Snapshot& snapshot, const State& state);

struct UrgentCriterionRow {
    Sentence label;
    bool met{};
    Field field{};
    std::string why;
};
struct UrgentView {
    std::string label;
    Sentence label_warning; ///< it looks like somebody's name
    std::string question;
    std::vector<std::pair<int, Choice>> minutes;
    std::vector<UrgentCriterionRow> criteria;
    Sentence missing; ///< what keeps it from being added; empty: nothing
};
UrgentView urgent_view(const Snapshot& snapshot, const State& state);

/// The four legal criteria as this conference words them, untested.
std::vector<core::Criterion> legal_criteria(const core::Conference& conference);

} // namespace casustafel::ui
