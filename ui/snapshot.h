#pragma once

#include "core/decide.h"
#include "core/ports.h"
#include "core/update.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::ui {

/// What became of a command that the screens sent.
struct Answer {
    std::uint64_t id{};
    std::optional<core::Rejection> rejected;
    bool not_saved{}; ///< the disk didn't take it
    bool operator==(const Answer&) const = default;
};

/// What the chair should know about something that happened by itself.
enum class NoticeKind : std::uint8_t {
    package_damaged,
    package_expired,
    package_too_late,
    conference_unreadable,
    keys_refused,
    sealing_waits,
};

/// The device itself, as of now.
struct DeviceStatus {
    std::string bureau;
    std::string room;
    std::string device;
    bool development{}; ///< secrets are files: the screen says 'ontwikkelapparaat'
    bool unlocked{};
    int wrong_attempts{};
    std::optional<core::Instant> retry_at;
    std::optional<bool> bureau_reached; ///< of the last contact; nothing: none since the start
    bool not_saved{};
    int waiting_packages{};
    std::optional<NoticeKind> notice;
    bool room_screen{}; ///< the screen for the room is there
    core::UpdateState update;
};

/// Everything the screens may know: committed facts and the state of the device. A value; nothing here is a promise.
struct Snapshot {
    std::shared_ptr<const core::Conference> conference; ///< null: locked, or none chosen
    core::Facts draft; ///< what was being filled in when the conference was closed; as it was when that opened
    std::vector<core::ConferenceOnDevice> conferences;
    std::vector<core::ConferenceHeader> headers; ///< of those that can be read; none while locked
    std::vector<core::Envelope> envelopes;
    std::vector<core::MinutesId> on_stick; ///< put on a USB stick since the device was switched on
    std::vector<Answer> answers;
    DeviceStatus device;
    core::Instant now{};
    const core::Calendar* calendar{}; ///< never null when drawn
};

} // namespace casustafel::ui
