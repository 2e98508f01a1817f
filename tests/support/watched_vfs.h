#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

struct sqlite3_vfs;

namespace casustafel::support {

/// What is asked of a disk.
enum class DiskCall : std::uint8_t { open, read, write, truncate, sync, size, remove, access };

/// Who stands between SQLCipher and the disk. Nothing is asked about what SQLite does in memory only.
class DiskWatcher {
public:
    virtual ~DiskWatcher() = default;
    /// Called first. An SQLite code to answer instead of doing it, with `last_error` as errno; 0: go on.
    virtual int before(DiskCall, const std::string& /*path*/) { return 0; }
    virtual int last_error() const { return 0; }
    // Called after it was done.
    virtual void created(const std::string& /*path*/) {}
    virtual void wrote(const std::string& /*path*/, std::uint64_t /*offset*/, std::span<const std::uint8_t>) {}
    virtual void truncated(const std::string& /*path*/, std::uint64_t /*size*/) {}
    virtual void synced(const std::string& /*path*/) {}
    virtual void removed(const std::string& /*path*/, bool /*folder_synced*/) {}
};

/// A file system for SQLCipher over real files that tells a watcher what is asked of it. One thread; the watcher
/// outlives it.
class WatchedVfs {
public:
    explicit WatchedVfs(DiskWatcher& watcher);
    WatchedVfs(const WatchedVfs&) = delete;
    WatchedVfs& operator=(const WatchedVfs&) = delete;
    ~WatchedVfs();

    /// The name to open files with.
    const std::string& name() const { return name_; }

private:
    std::string name_;
    std::unique_ptr<sqlite3_vfs> vfs_;
};

} // namespace casustafel::support
