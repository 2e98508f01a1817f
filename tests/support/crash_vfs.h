#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace casustafel::support {

/// What a failing write answers.
enum class DiskFault : std::uint8_t {
    full,      ///< ENOSPC
    read_only, ///< EROFS
    broken,    ///< EIO
};

/// How much of what was not synced survives a power cut, in sectors of 512 bytes.
enum class Surviving : std::uint8_t { nothing, some, everything };

/// A disk that can lose its power, lie or fail, under SQLCipher's own VFS interface and over real files. It remembers
/// for each file what was synced and what was written since; a cut at the n-th sync lets a random part of the latter
/// survive, and then everything fails until `restart`. Creating and removing a file counts as durable at once. One
/// thread.
class CrashDisk {
public:
    CrashDisk();
    CrashDisk(const CrashDisk&) = delete;
    CrashDisk& operator=(const CrashDisk&) = delete;
    ~CrashDisk();

    /// The name to open files with.
    const std::string& name() const { return name_; }

    /// The power goes when the `nth` sync from now is asked for, before it is done.
    void cut_at_sync(int nth, Surviving surviving, std::uint32_t seed);
    /// From now on a sync answers 'done' and does nothing.
    void lie() { lying_ = true; }
    /// The `nth` write from now fails; with `from_then_on` all later ones do too.
    void fail_at_write(int nth, DiskFault fault, bool from_then_on);
    /// From now on a write with these bytes in it is acknowledged, and the disk has others.
    void spoil_writes_with(std::string bytes) { spoiled_ = std::move(bytes); }
    /// From now on files are opened for reading only.
    void mount_read_only() { read_only_ = true; }
    /// The power goes now.
    void cut();
    /// Power is back and the disk is sound: what survived is what is there.
    void restart();

    bool was_cut() const { return dead_; }
    bool fault_happened() const { return faults_ > 0; }
    int syncs() const { return syncs_; }
    int writes() const { return writes_; }

    // What the VFS calls.
    struct Tracked {
        std::vector<std::uint8_t> durable;
        struct Change {
            std::uint64_t offset;
            std::vector<std::uint8_t> bytes; ///< empty: cut off at `offset`
        };
        std::vector<Change> pending;
    };
    bool dead() const { return dead_; }
    bool read_only() const { return read_only_; }
    void opened(const std::string& path);
    void removed(const std::string& path);
    /// The SQLite code that this write shall answer; 0: go on.
    int before_write();
    /// What of these bytes reaches the disk.
    std::vector<std::uint8_t> reaching(const void* bytes, int size);
    void wrote(const std::string& path, std::uint64_t offset, const void* bytes, int size);
    void truncated(const std::string& path, std::uint64_t size);
    /// False: the power went.
    bool synced(const std::string& path);
    int last_error() const { return last_error_; }

private:
    std::vector<std::uint8_t> survivor(const Tracked& file);

    std::string name_;
    std::unique_ptr<sqlite3_vfs> vfs_;
    std::map<std::string, Tracked> files_;
    std::mt19937 random_;
    Surviving surviving_{};
    int cut_at_{0};
    int fail_at_{0};
    DiskFault fault_{};
    bool fails_from_then_on_{};
    std::string spoiled_;
    bool lying_{};
    bool read_only_{};
    bool dead_{};
    int syncs_{};
    int writes_{};
    int faults_{};
    int last_error_{};
};

} // namespace casustafel::support
