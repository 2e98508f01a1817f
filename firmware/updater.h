#pragma once

#include "core/audit.h"
#include "core/update_policy.h"
#include "firmware/journal.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace casustafel::device {

/// What the image says about the device, and where the table and the part that installs updates leave each other notes
/// (docs/formats/update.md).
struct UpdatePlace {
    std::string compatible;       ///< which updates are for this device
    std::string slot;             ///< which half of the disk it runs from
    std::filesystem::path result; ///< what the installing part says of the last update
};

/// Reads them from where an image has them; nothing on a computer that is no device.
std::optional<UpdatePlace> update_place_here();

struct UpdaterParts {
    core::UpdateSource& bureau;
    UpdatePlace place;
    std::filesystem::path folder; ///< for bundles and orders
    std::filesystem::path stick;  ///< under which a USB stick is mounted; empty: none is taken
    core::DeviceReport about;     ///< version, board, slot and certificate as they are
    core::Calendar calendar;
    std::function<core::Instant()> now;
    std::function<std::chrono::milliseconds()> uptime; ///< never set back
    std::function<bool()> clock_trusted;
    std::function<std::uint64_t()> free_bytes; ///< on the disk with `folder`
    /// Whether the device is unlocked, and when the conferences on it begin.
    struct Use {
        bool unlocked{};
        std::vector<core::Instant> starts;
    };
    std::function<Use()> use;
    Log log;
    std::function<void(const core::AuditEvent&)> audit{[](const core::AuditEvent&) {}}; ///< any thread
};

/// Gets updates from the bureau or a stick, when nobody is disturbed, and hands them to the part of the device that may
/// install them; asks for the start that begins with them; reports to the bureau. All of it can be broken off at any
/// moment, by unlocking, a pulled cable or a power cut, and goes on where it was.
class Updater final : public core::UpdatePort {
public:
    explicit Updater(UpdaterParts parts);
    ~Updater() override;
    Updater(const Updater&) = delete;
    Updater& operator=(const Updater&) = delete;

    core::UpdateState state() const override;
    void update_now() override;
    void update_from_stick() override;
    void restart() override;

    /// Somebody touches the screen, whatever is on it. Any thread.
    void attend();

    /// One step; how long nothing has to be done from then on. Its thread, or a test's.
    std::chrono::milliseconds turn();
    /// Works on a thread of its own; `wake` is called from it after each change of `state`. Once.
    void start(std::function<void()> wake);
    /// Ends that; a call of the bureau under way is broken off by whoever owns the connection.
    void stop();

private:
    struct Wishes {
        bool update{};
        bool stick{};
        bool restart{};
    };
    enum class Progress : std::uint8_t { none, more };

    void wish(bool Wishes::* which);
    Wishes take_wishes();
    bool is_attended() const;
    core::DeviceUse use_now();
    bool is_unlocked() const { return parts_.use().unlocked; }
    void look();
    void forget_offer();
    void clear_halves() const;
    std::optional<core::UpdateResult> read_result() const;
    bool is_ordered() const;
    Progress go_on(const core::DeviceUse& use);
    Progress fetch();
    core::Result<> fetch_piece(std::uint64_t have);
    void fetch_failed(const core::Error& error);
    core::Result<> take_whole(const std::filesystem::path& draft);
    core::Result<> order(const std::filesystem::path& draft, const core::Digest& sha256, const std::string& version);
    void take_from_stick();
    core::Result<core::Digest> copy(const std::filesystem::path& from, const std::filesystem::path& to);
    std::optional<std::filesystem::path> bundle_on_stick() const;
    void order_restart();
    void show();
    core::UpdateState state_now() const;
    void tell();
    std::chrono::milliseconds longer_silence();
    core::Result<> room_for(std::uint64_t bytes) const;
    std::filesystem::path draft() const;
    std::uint64_t fetched() const;

    UpdaterParts parts_;
    std::function<void()> wake_;

    // Of its thread alone.
    std::optional<core::InboxItem> offered_;
    std::optional<core::UpdateResult> result_;
    bool wished_ = false;
    bool restart_wished_ = false;
    bool fetching_ = false;
    core::UpdateRefusal trouble_{}; ///< why the last wish or fetching came to nothing
    std::chrono::milliseconds locked_since_;
    std::chrono::milliseconds look_at_{};
    std::chrono::milliseconds fetch_at_{};
    std::chrono::milliseconds backoff_{};
    std::chrono::milliseconds tell_at_{};
    std::chrono::milliseconds silence_{};
    std::optional<core::DeviceReport> told_;

    mutable std::mutex mutex_;
    std::condition_variable_any called_;
    core::UpdateState state_; ///< guarded by mutex_, as are the next two
    std::optional<std::chrono::milliseconds> attended_at_;
    Wishes wishes_;
    std::jthread thread_; ///< last: ends before the rest goes
};

} // namespace casustafel::device
