#pragma once

#include "core/conference.h"
#include "core/fold_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace casustafel::core {

/// What a found text is of its case.
enum class FoundKind : std::uint8_t {
    question, ///< with the label of the case as its source
    item,
    goal,
    intervention,
    milestone,
    earlier_agreement,
    agreement,
};

struct Found {
    FoundKind kind{};
    std::string text;
    std::string source;          ///< who said or promised it; empty: nobody in particular
    std::vector<TextSpan> marks; ///< the words of `text` that match
    std::vector<TextSpan> source_marks;
    Section section{};        ///< of an item
    LifeDomainId life_domain; ///< of an item; empty: none
    int number{};             ///< of an agreement of today
    bool operator==(const Found&) const = default;
};

struct FoundCase {
    CaseId in_case;
    std::vector<Found> found;
    bool operator==(const FoundCase&) const = default;
};

struct SearchResult {
    std::vector<FoundCase> cases; ///< the open case first, then in the order of the agenda; none without anything found
    bool more{};                  ///< there is more than was asked for
    bool operator==(const SearchResult&) const = default;
};

/// The texts of today's cases, with their sources, in which every word that was typed begins some word; at most `most`
/// of them. Nothing typed finds nothing.
///
/// What `masked` masks is neither found nor counted. Beyond label and question, which the agenda shows as well, a case
/// is searched only when all who can read the screen belong to it: those present for the open case, or everyone at the
/// table while none is open.
SearchResult search(const Conference& conference, std::string_view typed, std::size_t most);

} // namespace casustafel::core
