#pragma once

#include "ui/views/views.h"

// What searching found, in words.

namespace casustafel::ui {

struct FoundRow {
    Sentence text;
    std::vector<Emphasis> marks;
    Sentence source;
    std::vector<Emphasis> source_marks;
    Sentence what; ///< what it is of the case
    core::CaseId in_case;
    CaseTab tab{}; ///< where it stands
};
struct FoundGroup {
    Sentence label;
    std::optional<Mark> mark; ///< on the case that is open
    std::vector<FoundRow> rows;
};
struct SearchView {
    std::string typed;
    Sentence summary;
    std::vector<FoundGroup> groups;
};
SearchView search_view(const Snapshot& snapshot, const State& state);

} // namespace casustafel::ui
