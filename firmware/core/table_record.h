#pragma once

#include "core/ids.h"
#include "core/time.h"

#include <cstdint>
#include <optional>
#include <string>

// What a table records about a case besides agreements and the decision (minutes.schema.json has each of them).

namespace casustafel::core {

enum class PerspectiveOf : std::uint8_t { subject, relatives };

/// How the person or the relatives see it, in the words that `source` brought to the table.
struct Perspective {
    PerspectiveOf of{};
    std::string text;
    PartnerId source;
    bool operator==(const Perspective&) const = default;
};

enum class WithheldGround : std::uint8_t {
    medical_secrecy,
    criminal_investigation,
    outsider_present,
    no_legal_ground,
    not_necessary,
    other
};

/// 'Gevraagd, niet gedeeld': a neutral record. What `usable_conclusion` says could be shared all the same.
struct Withheld {
    PartnerId asked_of;
    std::string asked;
    WithheldGround ground{};
    std::string usable_conclusion; ///< empty: none
    bool operator==(const Withheld&) const = default;
};

/// What the house asks of the prosecution desk if the person is arrested: a text with its author and the day until
/// which it holds, or why there is none.
struct TableAdvice {
    std::string text;
    ParticipantId author;
    std::optional<Date> valid_until;
    std::string none_because;
    bool operator==(const TableAdvice&) const = default;
};

/// A bottleneck for the bureau's radar; says nothing about a person.
struct Signal {
    BottleneckId bottleneck;
    std::string note;
    bool operator==(const Signal&) const = default;
};

/// What can be undone.
enum class ActionKind : std::uint8_t {
    proposed,
    changed,
    answered,
    earlier_recorded,
    perspective_recorded,
    withheld_recorded,
    signal_recorded,
    zsm_advice_recorded,
    informing_recorded,
    decided
};

} // namespace casustafel::core
