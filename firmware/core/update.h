#pragma once

#include <cstdint>
#include <string>

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
