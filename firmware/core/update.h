#pragma once

#include "core/bytes.h"
#include "core/ports.h"
#include "core/result.h"
#include "core/time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::core {

/// How far the device's newest update is.
enum class UpdateStage : std::uint8_t {
    none,            ///< the bureau has none for this device
    offered,         ///< the bureau has one; it is fetched at a quiet moment
    fetching,        ///< comes in; `percent`
    ready,           ///< whole on this device; installed at once or at a quiet moment
    installing,      ///< is written to the other half of the disk; `percent`
    restart_waiting, ///< installed; begins with the next start
    done,            ///< this start is the first good one with it
    refused,         ///< `refusal` says why; isn't tried again by itself
    fell_back,       ///< it didn't start well, the device went back by itself; isn't tried again by itself
};

/// Why an update isn't taken.
enum class UpdateRefusal : std::uint8_t {
    none,
    unsigned_bundle, ///< not signed, or not by whom this device trusts
    damaged,         ///< the bytes aren't what was signed
    other_board,     ///< made for another kind of device
    other_kind,      ///< a trial version for a device in use, or the other way round
    too_old,         ///< older than what runs, and can't read what this device keeps
    no_room,         ///< the disk of the device is full
    unreachable,     ///< a person asked, and the bureau didn't answer
    stick_unreadable,
    failed, ///< anything else; the journal says what
};

/// What may be shown about updates. Nothing in it comes from a case.
struct UpdateState {
    UpdateStage stage{};
    std::string version; ///< of the update; empty: not known yet
    int percent{};       ///< 0..100, of `fetching` and `installing`
    UpdateRefusal refusal{};
    bool on_stick{}; ///< a stick with an update is in
    bool looking{};  ///< a person's wish is being seen to: the bureau is asked, or the stick is read
    bool operator==(const UpdateState&) const = default;
};

/// What the part of the device that installs updates says of the last one.
struct UpdateResult {
    UpdateStage stage{}; ///< installing, restart_waiting, done, refused or fell_back
    std::string version;
    int percent{};
    UpdateRefusal refusal{};
    std::optional<Digest> sha256; ///< of the bundle
    bool operator==(const UpdateResult&) const = default;
};

/// What a device tells its bureau about itself: nothing of a case, and no count of any.
struct DeviceReport {
    std::string version; ///< of the program that runs
    std::string board;
    std::string slot; ///< which half of the disk it runs from; empty: it has no halves
    UpdateStage stage{};
    std::string update_version;
    UpdateRefusal refusal{};
    std::optional<Instant> certificate_until;
    bool clock_trusted{};
    bool operator==(const DeviceReport&) const = default;
};

/// Where updates are fetched from and reports go to: a conversation with the bureau's relay of its own. One thread.
/// Errc::network: try again later; not_found: it isn't offered any more.
class UpdateSource {
public:
    using Take = std::function<Result<>(ByteView)>;

    virtual ~UpdateSource() = default;
    virtual Result<std::vector<InboxItem>> inbox() = 0;
    /// `size` bytes of the item from `first` on, handed over as they come: what was taken before a break is sound. An
    /// error of `take` ends it and is the answer.
    virtual Result<> piece(const InboxItem& item, std::uint64_t first, std::uint64_t size, const Take& take) = 0;
    virtual Result<> tell(const DeviceReport& report) = 0;
};

/// The updates of this device. Any thread; nothing here waits: what became of a wish shows in `state`.
class UpdatePort {
public:
    virtual ~UpdatePort() = default;
    virtual UpdateState state() const = 0;
    /// 'Nu bijwerken': fetches what the bureau has for this device and installs it, at whatever hour; also one that was
    /// refused or fell back before. Not while a conference is open on the screen.
    virtual void update_now() = 0;
    /// The same with the one on the stick.
    virtual void update_from_stick() = 0;
    /// Starts the device again, with what was installed if anything was.
    virtual void restart() = 0;
};

} // namespace casustafel::core
