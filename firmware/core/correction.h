#pragma once

#include "core/decide.h"
#include "core/minutes.h"

#include <expected>
#include <string>

namespace casustafel::core {

/// What the chair puts right in minutes that were sealed, in words: those minutes never change (domain rule 10).
struct Correction {
    MinutesId minutes; ///< a fresh id: a correction is a document of its own
    CaseId in_case;
    std::string text; ///< what is to be read otherwise
    bool operator==(const Correction&) const = default;
};

/// The document that corrects the minutes of `conference`: it names them, and holds the one case with what was wrong;
/// nothing of what was sealed is told a second time but the decision and the informing, without which a case isn't
/// one. `sealed_at` is the moment of the correction.
std::expected<Minutes, Rejection> correction_of(const Conference& conference, const Correction& correction,
                                                const MinutesContext& context, Instant sealed_at);

} // namespace casustafel::core
