#pragma once

#include "core/commands.h"
#include "core/correction.h"
#include "core/decide.h"
#include "core/delivery.h"
#include "core/ports.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

namespace casustafel::app {

// --- to the recorder
// ---------------------------------------------------------------------------------------------------

/// A person's wish; the id comes back in `Published::answers`.
struct Perform {
    std::uint64_t id{};
    core::Command command;
};
/// What was sealed is put right by a document of its own, as long as it is still shown.
struct Correct {
    std::uint64_t id{};
    core::Correction correction;
};
struct Unlock {
    core::Secret secret;
};
struct Lock {};
struct OpenConference {
    core::ConferenceId conference;
};
/// What is being filled in of the open conference; empty: nothing any more.
struct KeepDraft {
    core::Facts facts;
};
/// Back to the choice between conferences: two are never open together.
struct CloseConference {};
/// An encrypted package came from the bureau or a stick.
struct PackageArrived {
    core::InboxItem item;
    core::Bytes bytes;
};
struct KeysArrived {
    std::string jws;
};
struct ReceiptArrived {
    core::MinutesId minutes;
    std::string jws;
};
/// The courier wants the stored bytes.
struct WantEnvelope {
    core::MinutesId minutes;
};
/// How the last contact with the bureau went.
struct ContactMade {
    bool reached{};
    core::Instant at{};
    std::string detail; ///< for the technician
};
/// The relay said that it will not take an envelope; it is tried again after hours and at each start.
struct DeliveryRefused {
    core::MinutesId minutes;
    std::string why;
};
/// An envelope stands on the USB stick, whole and synced.
struct OnStick {
    core::MinutesId minutes;
};
struct StickFailed {
    std::string detail; ///< for the technician
};
/// Something for the device's log that happened elsewhere: an update, the technician's screen.
struct Audit {
    core::AuditEvent event;
};
struct Stop {};

using ToRecorder = std::variant<Perform, Correct, Unlock, Lock, OpenConference, CloseConference, KeepDraft,
                                PackageArrived, KeysArrived, ReceiptArrived, WantEnvelope, ContactMade, DeliveryRefused,
                                OnStick, StickFailed, Audit, Stop>;

// --- to the courier
// ----------------------------------------------------------------------------------------------------

struct Offer {
    core::MinutesId minutes;
    bool already_stored{};
};
struct EnvelopeReady {
    core::MinutesId minutes;
    std::shared_ptr<const core::Bytes> bytes; ///< null: it couldn't be read
};
/// The recorder checked a receipt.
struct ReceiptJudged {
    core::MinutesId minutes;
    core::Attempt how{};
};
/// The item is kept here, or of no use: the relay may forget it.
struct ItemDone {
    core::InboxItem item;
};
/// The item could not be kept: it must be fetched again.
struct ItemNotKept {
    core::InboxItem item;
};
/// 'Nu proberen'
struct Hurry {};

using ToCourier = std::variant<Offer, EnvelopeReady, ReceiptJudged, ItemDone, ItemNotKept, Hurry, Stop>;

// --- from the recorder to everyone
// ---------------------------------------------------------------------------------------

/// What became of a command.
struct Answer {
    std::uint64_t id{};
    std::optional<core::Rejection> rejected; ///< refused by the rules
    std::optional<core::Error> fault;        ///< not saved: disk, key or program
    bool accepted() const { return !rejected && !fault; }
};

/// Something the chair or the technician should know; shown in words, kept until the next one of its kind.
enum class Notice : std::uint8_t {
    package_damaged, ///< not readable, not from this bureau, not for this device
    package_expired,
    package_for_started_conference,
    package_unreadable_version,
    conference_corrupt, ///< the database isn't readable with its key; the file is kept
    keys_refused,
    sealing_failed, ///< will be tried again
};
struct Noticed {
    Notice what{};
    core::Instant at{};
    std::string detail; ///< path or id, never content
};

/// Everything the screens may know, as of the last commit. A value; replaced as a whole.
struct Published {
    std::shared_ptr<const core::Conference> conference; ///< null: none open, or locked
    core::Facts draft; ///< what was being filled in when the conference was closed, as it was found at opening
    std::vector<core::ConferenceOnDevice> conferences;
    std::vector<core::ConferenceHeader> headers; ///< of the conferences that could be read; none while locked
    std::vector<core::Envelope> envelopes;
    bool unlocked{};
    core::Unlocking last_unlocking;
    int hindered{};              ///< how often since the last unlocking a token, card or TPM could not judge a PIN
    bool storage_fault{};        ///< the last command could not be saved
    std::vector<Answer> answers; ///< of the last commands, oldest first
    std::vector<Noticed> notices;
    std::optional<ContactMade> contact;
    std::vector<core::MinutesId> on_stick; ///< put on a USB stick since the device was switched on
    int waiting_packages{};                ///< encrypted packages that wait for unlocking
};

} // namespace casustafel::app
