#pragma once

#include "app/recorder_world.h"

#include <functional>
#include <string>
#include <vector>

// Conferences as they go, for everything that breaks a disk under them.

namespace casustafel::reliability {

struct Script {
    std::string name;
    /// Plays it on a device that was just switched on; answers are not looked at.
    std::function<void(app::RecorderWorld&)> play;
};

/// Import, waiting package, replaced package, attendance, agreements, drafts, sealing, correction, sending, receipts,
/// refusal, two conferences, the end of a term, rescue of a damaged conference.
std::vector<Script> scripts();

/// The same without the rescue: who does that is told what failed, and does it again.
std::vector<Script> scripts_at_the_table();

/// Which document a conference is sealed as in these scripts.
core::MinutesId minutes_of(const core::ConferenceId& conference);

/// Everything of a conference that has been imported, from opening it to its last decision.
void hold(app::RecorderWorld& world, const core::ConferenceId& conference);
void seal(app::RecorderWorld& world, const core::ConferenceId& conference);
/// A package for a conference of that number: the same people and cases.
core::Bytes package_of(const app::RecorderWorld& world, int number);
core::ConferenceId conference_of(int number);

} // namespace casustafel::reliability
