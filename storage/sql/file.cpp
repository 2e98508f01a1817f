#include "storage/sql/file.h"

#include <sodium.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace casustafel::sql {

using core::Errc;
using core::fail;

namespace {

sqlite3_vfs* vfs_named(const std::string& name)
{
    sqlite3_initialize();
    return sqlite3_vfs_find(name.empty() ? nullptr : name.c_str());
}

std::string with_code(const std::string& what, const std::string& path, int code)
{
    return what + " (" + std::to_string(code) + "): " + path;
}

/// EROFS and EACCES on opening for writing are 'not writable'; the VFS tells them apart from a broken disk by errno
/// only.
Errc kind_of_open_failure()
{
    if (errno == ENOENT) return Errc::not_found;
    if (errno == ENOSPC || errno == EDQUOT || errno == EROFS || errno == EACCES) return Errc::full;
    return Errc::storage;
}

} // namespace

void CloseFile::operator()(sqlite3_file* file) const
{
    if (file->pMethods) file->pMethods->xClose(file);
    std::free(file); // what std::calloc gave
}

core::Result<File> File::open(const std::filesystem::path& path, bool create, const std::string& vfs)
{
    sqlite3_vfs* disk = vfs_named(vfs);
    if (!disk) return fail(Errc::storage, "no such file system: " + vfs);
    auto name = std::make_unique<std::string>(path.string());
    std::unique_ptr<sqlite3_file, CloseFile> handle{
        static_cast<sqlite3_file*>(std::calloc(1, static_cast<std::size_t>(disk->szOsFile)))};
    if (!handle) return fail(Errc::storage, "no memory for a file");

    // The one file type that SQLite's VFS neither locks nor names after a database, and whose folder it syncs with it.
    const int flags = SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
    int granted = 0;
    errno = 0;
    const int opened = disk->xOpen(disk, name->c_str(), handle.get(), flags, &granted);
    if (opened != SQLITE_OK) return fail(kind_of_open_failure(), with_code("cannot open", *name, opened));
    return File{std::move(name), std::move(handle), (granted & SQLITE_OPEN_READONLY) != 0};
}

core::Result<> File::read(std::uint64_t offset, std::span<std::uint8_t> into)
{
    const int code = handle_->pMethods->xRead(handle_.get(), into.data(), static_cast<int>(into.size()),
                                              static_cast<sqlite3_int64>(offset));
    if (code == SQLITE_OK) return {};
    if (code == SQLITE_IOERR_SHORT_READ) return fail(Errc::corrupt, with_code("too short", *name_, code));
    return fail(Errc::storage, with_code("cannot read", *name_, code));
}

core::Result<std::uint64_t> File::size()
{
    sqlite3_int64 size = 0;
    const int code = handle_->pMethods->xFileSize(handle_.get(), &size);
    if (code != SQLITE_OK) return fail(Errc::storage, with_code("cannot measure", *name_, code));
    return static_cast<std::uint64_t>(size);
}

core::Result<> File::write(std::uint64_t offset, core::ByteView bytes)
{
    if (read_only_) return fail(Errc::full, "cannot write, read-only: " + *name_);
    errno = 0;
    const int code = handle_->pMethods->xWrite(handle_.get(), bytes.data(), static_cast<int>(bytes.size()),
                                               static_cast<sqlite3_int64>(offset));
    if (code == SQLITE_OK) return {};
    return fail(kind_of_write_failure(code), with_code("cannot write", *name_, code));
}

core::Result<> File::sync()
{
    errno = 0;
    const int code = handle_->pMethods->xSync(handle_.get(), SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
    if (code == SQLITE_OK) return {};
    return fail(kind_of_write_failure(code), with_code("cannot sync", *name_, code));
}

Errc File::kind_of_write_failure(int code) const
{
    if ((code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_READONLY) return Errc::full;
    if (errno == ENOSPC || errno == EDQUOT || errno == EROFS) return Errc::full;
    return Errc::storage;
}

core::Result<> remove_file(const std::filesystem::path& path, const std::string& vfs)
{
    sqlite3_vfs* disk = vfs_named(vfs);
    if (!disk) return fail(Errc::storage, "no such file system: " + vfs);
    const int code = disk->xDelete(disk, path.c_str(), 1);
    if (code == SQLITE_OK || code == SQLITE_IOERR_DELETE_NOENT) return {};
    return fail(Errc::storage, with_code("cannot remove", path.string(), code));
}

core::Result<> rename_file(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return fail(Errc::storage, with_code("cannot rename", from.string(), errno));
    }
    const int folder = ::open(from.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0) ::close(folder);
    if (!synced) return fail(Errc::storage, "cannot sync the folder of " + to.string());
    return {};
}

void forget_cached(const std::filesystem::path& database)
{
    for (const char* part : {"", "-wal"}) {
        const int file = ::open((database.string() + part).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (file < 0) continue;
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED); // an advice: a file system that has no medium ignores it
        ::close(file);
    }
}

core::Result<> shred(File& file, std::uint64_t offset, std::size_t bytes)
{
    core::Bytes filling(bytes);
    randombytes_buf(filling.data(), filling.size());
    if (auto done = file.write(offset, filling); !done) return done;
    if (auto done = file.sync(); !done) return done;
    filling.assign(bytes, 0);
    if (auto done = file.write(offset, filling); !done) return done;
    return file.sync();
}

} // namespace casustafel::sql
