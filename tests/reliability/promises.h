#pragma once

#include "app/recorder_world.h"
#include "reliability/scripts.h"
#include "support/disk_log.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casustafel::reliability {

/// What a device may not lose any more.
struct Promises {
    std::map<core::ConferenceId, std::vector<core::Recorded>> facts;
    std::map<core::ConferenceId, std::vector<core::Recorded>> drafts;
    std::map<core::MinutesId, core::Envelope> envelopes;
    std::set<core::ConferenceId> destroyed;
    std::set<core::ConferenceId> taken; ///< the relay has their package no more

    void take(const app::Acknowledged& one);
};

/// A script that was played once: all that happened on its disk, and what was acknowledged after how many of those.
struct Played {
    struct Said {
        std::size_t events{};
        core::Instant now{};
        app::Acknowledged what;
    };
    std::string name;
    std::map<std::string, std::vector<std::uint8_t>> before;
    std::vector<support::DiskEvent> events;
    std::vector<Said> said;
    std::size_t made{}; ///< the vault with its keys was there after so many events

    /// What had been acknowledged when `events` things had happened.
    Promises promised(std::size_t events) const;
    /// What could be done and not yet said: one or none.
    std::vector<app::Acknowledged> under_way(std::size_t events) const;
    core::Instant now(std::size_t events) const;
};

Played play(const Script& script);

/// Starts a device in a folder with what is left after a power cut, unlocks it, goes on with it, and compares. Nothing:
/// all is well; otherwise what was lost or broken. `under_way`: each of these may be done or not.
std::optional<std::string> broken(const std::filesystem::path& folder, core::Instant now, const Promises& promised,
                                  const std::vector<app::Acknowledged>& under_way);

} // namespace casustafel::reliability
