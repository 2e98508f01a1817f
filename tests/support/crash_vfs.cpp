#include "support/crash_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <new>

namespace casustafel::support {

namespace {

/// What SQLite allocates for one open file; the real VFS's part stands behind it.
struct CrashFile {
    sqlite3_file base;
    CrashDisk* disk;
    std::string* path;
    sqlite3_file* real;
};

CrashFile& of(sqlite3_file* file)
{
    return *reinterpret_cast<CrashFile*>(file);
}

CrashDisk& of(sqlite3_vfs* vfs)
{
    return *static_cast<CrashDisk*>(vfs->pAppData);
}

sqlite3_vfs* real_vfs()
{
    return sqlite3_vfs_find("unix");
}

int close_file(sqlite3_file* file)
{
    CrashFile& f = of(file);
    delete f.path; // made by open_file
    return f.real->pMethods->xClose(f.real);
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 offset)
{
    const CrashFile& f = of(file);
    return f.disk->dead() ? SQLITE_IOERR_READ : f.real->pMethods->xRead(f.real, into, size, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset)
{
    const CrashFile& f = of(file);
    if (const int fault = f.disk->before_write(); fault != SQLITE_OK) return fault;
    const std::vector<std::uint8_t> reaching = f.disk->reaching(bytes, size);
    f.disk->wrote(*f.path, static_cast<std::uint64_t>(offset), reaching.data(), size);
    return f.real->pMethods->xWrite(f.real, reaching.data(), size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size)
{
    const CrashFile& f = of(file);
    if (const int fault = f.disk->before_write(); fault != SQLITE_OK) return fault;
    f.disk->truncated(*f.path, static_cast<std::uint64_t>(size));
    return f.real->pMethods->xTruncate(f.real, size);
}

int sync_file(sqlite3_file* file, int)
{
    const CrashFile& f = of(file);
    return f.disk->synced(*f.path) ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int file_size(sqlite3_file* file, sqlite3_int64* size)
{
    const CrashFile& f = of(file);
    return f.disk->dead() ? SQLITE_IOERR_FSTAT : f.real->pMethods->xFileSize(f.real, size);
}

int lock_file(sqlite3_file* file, int level)
{
    const CrashFile& f = of(file);
    return f.real->pMethods->xLock(f.real, level);
}

int unlock_file(sqlite3_file* file, int level)
{
    const CrashFile& f = of(file);
    return f.real->pMethods->xUnlock(f.real, level);
}

int check_reserved_lock(sqlite3_file* file, int* held)
{
    const CrashFile& f = of(file);
    return f.real->pMethods->xCheckReservedLock(f.real, held);
}

int file_control(sqlite3_file* file, int what, void* argument)
{
    const CrashFile& f = of(file);
    // The hints about growing would write past our bookkeeping.
    if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
    return f.real->pMethods->xFileControl(f.real, what, argument);
}

int sector_size(sqlite3_file* file)
{
    const CrashFile& f = of(file);
    return f.real->pMethods->xSectorSize(f.real);
}

int device_characteristics(sqlite3_file* file)
{
    const CrashFile& f = of(file);
    return f.real->pMethods->xDeviceCharacteristics(f.real);
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
    CrashDisk& disk = of(vfs);
    file->pMethods = nullptr;
    if (disk.dead()) return SQLITE_IOERR;
    auto* real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(CrashFile));
    if (path) disk.opened(path);
    if (disk.read_only()) flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    const int opened = real_vfs()->xOpen(real_vfs(), path, real, flags, got);
    if (opened != SQLITE_OK) return opened;
    new (file) CrashFile{.base = {&methods}, .disk = &disk, .path = new std::string{path ? path : ""}, .real = real};
    return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* path, int sync_folder)
{
    CrashDisk& disk = of(vfs);
    if (disk.dead()) return SQLITE_IOERR_DELETE;
    disk.removed(path);
    return real_vfs()->xDelete(real_vfs(), path, sync_folder);
}

int access_file(sqlite3_vfs* vfs, const char* path, int flags, int* answer)
{
    return of(vfs).dead() ? SQLITE_IOERR_ACCESS : real_vfs()->xAccess(real_vfs(), path, flags, answer);
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

CrashDisk::CrashDisk() : name_{"crash-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))}
{
    sqlite3_initialize();
    vfs_ = std::make_unique<sqlite3_vfs>();
    vfs_->iVersion = 1;
    vfs_->szOsFile = static_cast<int>(sizeof(CrashFile)) + real_vfs()->szOsFile;
    vfs_->mxPathname = real_vfs()->mxPathname;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = this;
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

CrashDisk::~CrashDisk()
{
    sqlite3_vfs_unregister(vfs_.get());
}

void CrashDisk::cut_at_sync(int nth, Surviving surviving, std::uint32_t seed)
{
    cut_at_ = syncs_ + nth;
    surviving_ = surviving;
    random_.seed(seed);
}

void CrashDisk::fail_at_write(int nth, DiskFault fault, bool from_then_on)
{
    fail_at_ = writes_ + nth;
    fault_ = fault;
    fails_from_then_on_ = from_then_on;
    faults_ = 0;
}

void CrashDisk::opened(const std::string& path)
{
    if (files_.contains(path)) return;
    std::ifstream in{path, std::ios::binary};
    files_[path].durable.assign(std::istreambuf_iterator<char>{in}, {});
}

void CrashDisk::removed(const std::string& path)
{
    files_.erase(path);
}

int CrashDisk::before_write()
{
    if (dead_) return SQLITE_IOERR_WRITE;
    ++writes_;
    const bool fails = fail_at_ > 0 && (writes_ == fail_at_ || (fails_from_then_on_ && writes_ > fail_at_));
    if (!fails) return SQLITE_OK;
    ++faults_;
    switch (fault_) {
    case DiskFault::full:
        errno = last_error_ = ENOSPC;
        return SQLITE_FULL;
    case DiskFault::read_only:
        errno = last_error_ = EROFS;
        return SQLITE_IOERR_WRITE;
    case DiskFault::broken:
        errno = last_error_ = EIO;
        return SQLITE_IOERR_WRITE;
    }
    return SQLITE_IOERR_WRITE;
}

std::vector<std::uint8_t> CrashDisk::reaching(const void* bytes, int size)
{
    const auto* begin = static_cast<const std::uint8_t*>(bytes);
    std::vector<std::uint8_t> all{begin, begin + size};
    if (spoiled_.empty()) return all;
    const auto found = std::ranges::search(all, spoiled_);
    if (found.empty()) return all;
    *found.begin() ^= 1;
    ++faults_;
    return all;
}

void CrashDisk::wrote(const std::string& path, std::uint64_t offset, const void* bytes, int size)
{
    const auto* start = static_cast<const std::uint8_t*>(bytes);
    files_[path].pending.push_back({offset, {start, start + size}});
}

void CrashDisk::truncated(const std::string& path, std::uint64_t size)
{
    files_[path].pending.push_back({size, {}});
}

namespace {

void put(std::vector<std::uint8_t>& image, std::uint64_t offset, std::span<const std::uint8_t> bytes)
{
    if (image.size() < offset + bytes.size()) image.resize(offset + bytes.size());
    std::ranges::copy(bytes, image.begin() + static_cast<std::ptrdiff_t>(offset));
}

} // namespace

bool CrashDisk::synced(const std::string& path)
{
    if (dead_) return false;
    ++syncs_;
    if (syncs_ == cut_at_) {
        cut();
        return false;
    }
    if (lying_) return true;
    Tracked& file = files_[path];
    for (const auto& change : file.pending) {
        if (change.bytes.empty())
            file.durable.resize(std::min<std::size_t>(file.durable.size(), change.offset));
        else
            put(file.durable, change.offset, change.bytes);
    }
    file.pending.clear();
    return true;
}

std::vector<std::uint8_t> CrashDisk::survivor(const Tracked& file)
{
    constexpr std::size_t sector = 512;
    const auto survives = [&] {
        switch (surviving_) {
        case Surviving::nothing:
            return false;
        case Surviving::some:
            return random_() % 2 == 0;
        case Surviving::everything:
            return true;
        }
        return false;
    };
    std::vector<std::uint8_t> image = file.durable;
    for (const auto& change : file.pending) {
        if (change.bytes.empty()) {
            if (survives()) image.resize(std::min<std::size_t>(image.size(), change.offset));
            continue;
        }
        for (std::size_t at = 0; at < change.bytes.size(); at += sector) {
            const std::span<const std::uint8_t> all{change.bytes};
            if (survives()) put(image, change.offset + at, all.subspan(at, std::min(sector, all.size() - at)));
        }
    }
    return image;
}

void CrashDisk::cut()
{
    dead_ = true;
    for (const auto& [path, file] : files_) {
        if (path.empty() || !std::filesystem::exists(path)) continue;
        const std::vector<std::uint8_t> image = survivor(file);
        std::ofstream out{path, std::ios::binary | std::ios::trunc};
        out.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
    }
}

void CrashDisk::restart()
{
    files_.clear();
    dead_ = lying_ = read_only_ = false;
    cut_at_ = fail_at_ = faults_ = 0;
    spoiled_.clear();
}

} // namespace casustafel::support
