#include "support/watched_vfs.h"

#include <sqlite3.h>

#include <cerrno>
#include <filesystem>
#include <new>

namespace casustafel::support {

namespace {

/// What SQLite allocates for one open file; the real file system's part stands behind it.
struct WatchedFile {
    sqlite3_file base;
    DiskWatcher* watcher;
    std::string* path;
    sqlite3_file* real;
};

WatchedFile& of(sqlite3_file* file)
{
    return *reinterpret_cast<WatchedFile*>(file);
}

DiskWatcher& of(sqlite3_vfs* vfs)
{
    return *static_cast<DiskWatcher*>(vfs->pAppData);
}

sqlite3_vfs* real_vfs()
{
    return sqlite3_vfs_find("unix");
}

int ask(DiskWatcher& watcher, DiskCall call, const std::string& path)
{
    const int refused = watcher.before(call, path);
    if (refused != SQLITE_OK) errno = watcher.last_error();
    return refused;
}

int close_file(sqlite3_file* file)
{
    WatchedFile& f = of(file);
    delete f.path; // made by open_file
    return f.real->pMethods->xClose(f.real);
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 offset)
{
    const WatchedFile& f = of(file);
    if (const int refused = ask(*f.watcher, DiskCall::read, *f.path); refused != SQLITE_OK) return refused;
    return f.real->pMethods->xRead(f.real, into, size, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset)
{
    const WatchedFile& f = of(file);
    if (const int refused = ask(*f.watcher, DiskCall::write, *f.path); refused != SQLITE_OK) return refused;
    const int done = f.real->pMethods->xWrite(f.real, bytes, size, offset);
    if (done == SQLITE_OK)
        f.watcher->wrote(*f.path, static_cast<std::uint64_t>(offset),
                         {static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size)});
    return done;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size)
{
    const WatchedFile& f = of(file);
    if (const int refused = ask(*f.watcher, DiskCall::truncate, *f.path); refused != SQLITE_OK) return refused;
    const int done = f.real->pMethods->xTruncate(f.real, size);
    if (done == SQLITE_OK) f.watcher->truncated(*f.path, static_cast<std::uint64_t>(size));
    return done;
}

/// The real sync is left out: what survives is the watcher's word, and the machine's own disk has better things to do.
int sync_file(sqlite3_file* file, int)
{
    const WatchedFile& f = of(file);
    if (const int refused = ask(*f.watcher, DiskCall::sync, *f.path); refused != SQLITE_OK) return refused;
    f.watcher->synced(*f.path);
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size)
{
    const WatchedFile& f = of(file);
    if (const int refused = ask(*f.watcher, DiskCall::size, *f.path); refused != SQLITE_OK) return refused;
    return f.real->pMethods->xFileSize(f.real, size);
}

int lock_file(sqlite3_file* file, int level)
{
    return of(file).real->pMethods->xLock(of(file).real, level);
}

int unlock_file(sqlite3_file* file, int level)
{
    return of(file).real->pMethods->xUnlock(of(file).real, level);
}

int check_reserved_lock(sqlite3_file* file, int* held)
{
    return of(file).real->pMethods->xCheckReservedLock(of(file).real, held);
}

int file_control(sqlite3_file* file, int what, void* argument)
{
    // The hints about growing would write past the watcher.
    if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
    return of(file).real->pMethods->xFileControl(of(file).real, what, argument);
}

int sector_size(sqlite3_file* file)
{
    return of(file).real->pMethods->xSectorSize(of(file).real);
}

int device_characteristics(sqlite3_file* file)
{
    return of(file).real->pMethods->xDeviceCharacteristics(of(file).real);
}

/// Version 1: no shared memory and no mapping, so that every byte passes here.
const sqlite3_io_methods methods{
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* got)
{
    DiskWatcher& watcher = of(vfs);
    const std::string name = path ? path : "";
    file->pMethods = nullptr;
    if (const int refused = ask(watcher, DiskCall::open, name); refused != SQLITE_OK) return refused;
    auto* real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(WatchedFile));
    const bool was_there = path && std::filesystem::exists(name);
    const int opened = real_vfs()->xOpen(real_vfs(), path, real, flags, got);
    if (opened != SQLITE_OK) return opened;
    new (file) WatchedFile{.base = {&methods}, .watcher = &watcher, .path = new std::string{name}, .real = real};
    if (path && !was_there) watcher.created(name);
    return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* path, int sync_folder)
{
    DiskWatcher& watcher = of(vfs);
    if (const int refused = ask(watcher, DiskCall::remove, path); refused != SQLITE_OK) return refused;
    const int done = real_vfs()->xDelete(real_vfs(), path, 0);
    if (done == SQLITE_OK) watcher.removed(path, sync_folder != 0);
    return done;
}

int access_file(sqlite3_vfs* vfs, const char* path, int flags, int* answer)
{
    if (const int refused = ask(of(vfs), DiskCall::access, path); refused != SQLITE_OK) return refused;
    return real_vfs()->xAccess(real_vfs(), path, flags, answer);
}

int full_path(sqlite3_vfs*, const char* path, int size, char* into)
{
    return real_vfs()->xFullPathname(real_vfs(), path, size, into);
}

int randomness(sqlite3_vfs*, int size, char* into)
{
    return real_vfs()->xRandomness(real_vfs(), size, into);
}

int pause(sqlite3_vfs*, int)
{
    return 0;
}

int current_time(sqlite3_vfs*, double* now)
{
    return real_vfs()->xCurrentTime(real_vfs(), now);
}

int last_error_of(sqlite3_vfs* vfs, int, char*)
{
    return of(vfs).last_error();
}

} // namespace

WatchedVfs::WatchedVfs(DiskWatcher& watcher)
{
    sqlite3_initialize();
    vfs_ = std::make_unique<sqlite3_vfs>();
    name_ = "watched-" + std::to_string(reinterpret_cast<std::uintptr_t>(vfs_.get()));
    vfs_->iVersion = 1;
    vfs_->szOsFile = static_cast<int>(sizeof(WatchedFile)) + real_vfs()->szOsFile;
    vfs_->mxPathname = real_vfs()->mxPathname;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = &watcher;
    vfs_->xOpen = open_file;
    vfs_->xDelete = remove_file;
    vfs_->xAccess = access_file;
    vfs_->xFullPathname = full_path;
    vfs_->xRandomness = randomness;
    vfs_->xSleep = pause;
    vfs_->xCurrentTime = current_time;
    vfs_->xGetLastError = last_error_of;
    sqlite3_vfs_register(vfs_.get(), 0);
}

WatchedVfs::~WatchedVfs()
{
    sqlite3_vfs_unregister(vfs_.get());
}

} // namespace casustafel::support
