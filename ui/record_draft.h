#pragma once

#include "core/commands.h"

#include <optional>

// What a person chooses on the sheets that record something about a case besides agreements and the decision.

namespace casustafel::ui {

enum class Sheet : std::uint8_t;

/// What is chosen on a sheet that records something about the case besides agreements and the decision.
struct RecordDraft {
    core::PerspectiveOf of{};
    core::PartnerId partner; ///< who brought it in, or who was asked
    std::optional<core::WithheldGround> ground;
    core::ParticipantId person; ///< the author of an advice; who reports an outcome
    core::BottleneckId bottleneck;
    bool none{};     ///< why there is nothing is recorded instead
    bool choosing{}; ///< somebody else reports the outcome
    bool operator==(const RecordDraft&) const = default;
};

namespace intent {

/// Who reports the outcome of an earlier agreement; nobody: shows whom to choose from.
struct SelectReporter {
    core::ParticipantId person;
};
/// An agreement of today comes in place of the earlier one.
struct ReplaceEarlier {};
struct OpenRecord {
    Sheet sheet{};
    RecordDraft draft;
};
struct SetRecord {
    RecordDraft draft;
};
struct SaveRecord {};
struct ShowCard {
    core::PartnerId partner;
};

} // namespace intent

} // namespace casustafel::ui
