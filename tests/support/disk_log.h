#pragma once

#include "support/watched_vfs.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <variant>
#include <vector>

namespace casustafel::support {

/// One thing that was done to a disk. Paths are relative to the folder that is recorded.
struct DiskEvent {
    struct Created {
        std::string path;
    };
    struct Written {
        std::string path;
        std::uint64_t offset{};
        std::vector<std::uint8_t> bytes;
    };
    struct Truncated {
        std::string path;
        std::uint64_t size{};
    };
    struct Synced {
        std::string path; ///< empty: the folder
    };
    struct Removed {
        std::string path;
    };
    struct Renamed {
        std::string from;
        std::string to;
    };
    std::variant<Created, Written, Truncated, Synced, Removed, Renamed> what;
};

/// Remembers all that is done to the files of a folder through its VFS, and by `sql::rename_file` when the program is
/// linked with the wrappers of `rename` and `fsync` (tests/reliability). One at a time.
class DiskLog final : public DiskWatcher {
public:
    /// What is in the folder already is what the disk had before.
    explicit DiskLog(std::filesystem::path folder);
    ~DiskLog() override;
    DiskLog(const DiskLog&) = delete;
    DiskLog& operator=(const DiskLog&) = delete;

    const std::string& vfs() const { return vfs_.name(); }
    const std::vector<DiskEvent>& events() const { return events_; }
    const std::map<std::string, std::vector<std::uint8_t>>& at_first() const { return before_; }

    void created(const std::string& path) override;
    void wrote(const std::string& path, std::uint64_t offset, std::span<const std::uint8_t> bytes) override;
    void truncated(const std::string& path, std::uint64_t size) override;
    void synced(const std::string& path) override;
    void removed(const std::string& path, bool folder_synced) override;
    void renamed(const std::string& from, const std::string& to);
    void folder_synced();

    /// The one that records now, if any.
    static DiskLog* recording();

private:
    std::string inside(const std::string& path) const;

    std::filesystem::path folder_;
    std::map<std::string, std::vector<std::uint8_t>> before_;
    std::vector<DiskEvent> events_;
    WatchedVfs vfs_{*this};
};

/// How much of what was not synced survives a power cut, in sectors of 512 bytes.
enum class Survives : std::uint8_t { nothing, some, everything };

/// What a disk would have after a power cut, followed event by event. A file's bytes are durable once that file was
/// synced. What happened to the folder (files made, removed, renamed) is durable once anything was synced, in the order
/// in which it happened, as journalling file systems do it.
class DiskReplay {
public:
    explicit DiskReplay(std::map<std::string, std::vector<std::uint8_t>> before);

    /// From now on a sync does nothing: the control.
    void lie() { lying_ = true; }
    void advance(const DiskEvent& event);
    /// Writes into an empty folder what is there when the power goes now.
    void put_survivors(const std::filesystem::path& folder, Survives how, std::uint32_t seed) const;

private:
    using Bytes = std::vector<std::uint8_t>;
    struct Change {
        std::uint64_t offset;
        Bytes bytes; ///< empty: cut off at `offset`
    };
    struct Inode {
        Bytes durable;
        std::vector<Change> pending;
    };
    struct FolderChange {
        std::string remove; ///< empty: none
        std::string add;    ///< empty: none
        std::size_t inode{};
    };
    void change_folder(FolderChange change);
    static void carry_out(std::map<std::string, std::size_t>& names, const FolderChange& change);
    static Bytes survivor(const Inode& inode, Survives how, std::mt19937& random);

    std::vector<Inode> inodes_;
    std::map<std::string, std::size_t> names_;         ///< as the program sees them
    std::map<std::string, std::size_t> durable_names_; ///< as the disk has them
    std::vector<FolderChange> pending_;
    bool lying_{};
};

} // namespace casustafel::support
