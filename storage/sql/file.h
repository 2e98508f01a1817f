#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

struct sqlite3_file;

namespace casustafel::sql {

/// Closes and frees what a VFS opened.
struct CloseFile {
    void operator()(sqlite3_file* file) const;
};

/// A file of fixed places that are overwritten where they stand, reached through the same VFS as the databases: what is
/// true of one disk is true of all that we keep on it. Never locked. One thread at a time.
class File {
public:
    /// Errc::not_found: no such file and `create` is off; Errc::full: no room. A file that can only be read is opened,
    /// and each write to it is Errc::full.
    static core::Result<File> open(const std::filesystem::path& path, bool create, const std::string& vfs);

    /// Fills `into` from `offset`. Errc::corrupt: the file is shorter than that.
    core::Result<> read(std::uint64_t offset, std::span<std::uint8_t> into);
    core::Result<std::uint64_t> size();
    core::Result<> write(std::uint64_t offset, core::ByteView bytes);
    /// When this returns success, all that was written survives a power cut, the file's name included.
    core::Result<> sync();

private:
    File(std::unique_ptr<std::string> name, std::unique_ptr<sqlite3_file, CloseFile> handle, bool read_only)
        : name_{std::move(name)}, handle_{std::move(handle)}, read_only_{read_only}
    {
    }
    core::Errc kind_of_write_failure(int code) const;
    std::unique_ptr<std::string> name_; // the VFS keeps a pointer to it
    std::unique_ptr<sqlite3_file, CloseFile> handle_;
    bool read_only_;
};

/// Removes a file and syncs its folder. A file that isn't there is fine.
core::Result<> remove_file(const std::filesystem::path& path, const std::string& vfs);

/// Gives a file another name in the same folder and syncs that. A file that isn't there is fine.
core::Result<> rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Asks the operating system to forget what it remembers of a database's files, so that the next read comes from the
/// medium. Only while no program has the database open: closing a file drops the locks of all who have it open here.
void forget_cached(const std::filesystem::path& database);

/// Overwrites `bytes` from `offset` with random bytes, syncs, then with zeros, and syncs again: what stood there is
/// gone after the first of the two, and after the second the place says so.
core::Result<> shred(File& file, std::uint64_t offset, std::size_t bytes);

} // namespace casustafel::sql
