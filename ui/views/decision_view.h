#pragma once

#include "ui/views/views.h"

// The decision on a case: what is drafted, what it still asks, and how it reads once it was recorded.

namespace casustafel::ui {

struct DecisionKindTile {
    core::DecisionKind kind{};
    Sentence label;
    Sentence explanation;
    bool selected{};
};
struct ClosingRow {
    core::CriterionId id;
    Sentence label;
    std::optional<bool> met;
};
struct GoalRow {
    core::GoalId id;
    Sentence label;
    std::optional<core::GoalState> state;
};
/// One part of the decision with its mark.
struct DecisionStep {
    DecisionPart part{};
    Mark mark;
    bool blocks{};                 ///< without it the decision can't be recorded
    core::AgreementId agreement{}; ///< it is settled in this one; empty: where `part` says
};
struct DecisionView {
    Sentence title;
    bool hidden{};         ///< it was recorded, and the chair hasn't shown which one it is
    bool shown{};          ///< it was recorded, and may be hidden again
    bool sheet_recorded{}; ///< the chair reviewed what the person gets to read
    std::vector<DecisionKindTile> kinds;
    bool chosen{};
    core::Decision draft;
    Sentence heading;
    std::vector<DateChoice> next_dates;
    std::vector<DateChoice> answer_dates;
    std::vector<DateChoice> monitor_dates;
    std::vector<OwnerTile> escalators;
    std::vector<ClosingRow> closing;
    std::vector<GoalRow> goals;
    std::map<Field, std::string> texts;
    std::vector<DecisionStep> steps;
    Sentence missing; ///< what blocks, in words; empty: it can be recorded
    int to_do{};      ///< steps that aren't settled, those that don't block among them
    DecisionPart shown_part{};
    std::uint64_t shown_number{};
    Sentence warning;
    Mark informing;
    bool informing_settled{};
    std::string conclusion;
    Sentence decided_as;
};
/// Which decision it is, in words: to whom, which question, by when.
Sentence decided_words(const core::Decision& decision);
DecisionView decision_view(const Snapshot& snapshot, const State& state);

} // namespace casustafel::ui
