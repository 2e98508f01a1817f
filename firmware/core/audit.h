#pragma once

#include "core/bytes.h"
#include "core/conference.h"
#include "core/facts.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// The audit log (domain rule 13, docs/formats/audit-line.md): who did what to which thing, by ids and words from fixed
// lists, never case text.

namespace casustafel::core {

enum class AuditRole : std::uint8_t { device, chair, participant, technician, bureau };
enum class AuditOrigin : std::uint8_t { table, relay, stick, command, device };
enum class AuditResult : std::uint8_t { done, refused, failed };

/// One line of the log.
struct AuditEntry {
    Instant at{};
    bool clock_trusted{};
    std::uint64_t boot{}; ///< how often the device was switched on since its log began; 0: nobody counts
    std::int64_t up_ms{}; ///< since it was switched on
    std::string actor;    ///< the key slot that is open, or the participant; empty: the device itself
    AuditRole role{};
    std::string org; ///< the organisation that the actor speaks for
    AuditOrigin origin{};
    std::string action; ///< for a fact the word of docs/formats/facts.md
    AuditResult result{};
    ConferenceId meeting;
    std::string basis; ///< legal basis of the conference
    /// What it is about: name and id. A name may come more than once.
    std::vector<std::pair<std::string, std::string>> about{};
    bool operator==(const AuditEntry&) const = default;
};

/// What the log keeps of a fact: action, ids and who did it as far as the fact itself tells.
AuditEntry audit_entry(const Recorded& recorded);

/// Something that is no fact of a conference.
struct AuditEvent {
    std::string action;
    AuditOrigin origin{AuditOrigin::device};
    AuditRole role{AuditRole::device};
    AuditResult result{AuditResult::done};
    ConferenceId meeting{};
    std::vector<std::pair<std::string, std::string>> about{};
};

/// What the lines of this moment have in common. Empty while locked.
struct AuditScene {
    std::string slot;                             ///< which key slot is open
    std::string bureau;                           ///< whose chair it is
    std::shared_ptr<const Conference> conference; ///< which one is open
};

/// The entry with what the scene knows of its actor and its conference.
AuditEntry in_scene(AuditEntry entry, const AuditScene& scene);

} // namespace casustafel::core
