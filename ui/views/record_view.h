#pragma once

#include "ui/views/views.h"

// What a table records about a case besides agreements and the decision: the cards that show it and the sheets on which
// it is recorded.

namespace casustafel::ui {

/// A possible answer; choosing it makes `draft` what the sheet holds.
struct RecordChoice {
    std::string name; ///< of the target
    Choice choice;
    RecordDraft draft;
};

/// A question on a sheet: choices, a text, or a day.
struct RecordQuestion {
    Sentence caption;
    std::vector<RecordChoice> choices;
    std::optional<Field> field;
    std::string name; ///< of the target of the field
    std::string text;
    Sentence hint;
    bool multi_line{};
    std::vector<Sentence> phrases; ///< texts to take over
    std::vector<DateChoice> dates;
    Sentence date; ///< the day that was chosen
};

struct RecordSheetView {
    Sentence title;
    Sentence about; ///< said under the title; may be empty
    std::vector<RecordQuestion> questions;
    Sentence missing; ///< what still has to be chosen or typed; empty: it can be recorded
    Sentence save;    ///< empty: choosing records it at once
};
RecordSheetView record_view(const Snapshot& snapshot, const State& state);

/// A card of an organisation at the table: what it may share.
struct SharingCardView {
    std::vector<std::pair<core::PartnerId, Choice>> organisations;
    std::vector<Group> parts; ///< of the one that is chosen
    Sentence empty;           ///< said instead of the parts
};
struct SharingView {
    SharingCardView card;
    std::vector<CaseLine> withheld;
    std::vector<CaseLine> advice;
    Mark advice_mark;
    bool may_advise{}; ///< also 'geen advies' can be said
    std::vector<CaseLine> signals;
    std::vector<CaseLine> risk;
};
SharingView sharing_view(const Snapshot& snapshot, const State& state);

/// The perspective of the person and of relatives: of the package, of today, or why there is none.
std::vector<CaseLine> perspective_lines(const core::Conference& conference, const core::CaseState& state);
/// Whose perspective is neither there nor said to be unknown.
std::vector<core::PerspectiveOf> perspective_wanted(const core::CaseState& state);

Sentence words(core::WithheldGround ground);
Sentence whose(core::PerspectiveOf of);

/// The sheet on which an earlier agreement gets its outcome.
struct OutcomeSheetView {
    Sentence title;
    Sentence about;
    std::vector<std::pair<core::Outcome, Choice>> outcomes;
    std::vector<std::pair<core::BottleneckId, Choice>> bottlenecks; ///< when the outcome asks for one
    bool may_postpone{};
    Sentence new_due;
    std::string reason;
    Sentence reported_by;
    std::vector<PersonView> reporters; ///< to choose from; empty: it is known who reports it
    Sentence missing;                  ///< what keeps it from being saved
    bool may_save{};
};
OutcomeSheetView outcome_view(const Snapshot& snapshot, const State& state);

/// Who reports the outcome of an earlier agreement: who was chosen, else the owner when present, else somebody present
/// of the same organisation; empty: nobody yet.
core::ParticipantId reporter_of(const core::Conference& conference, const core::CaseState& state,
                                const core::EarlierAgreement& earlier, const State& local);

} // namespace casustafel::ui
