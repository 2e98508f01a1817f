#include "support/disk_log.h"

#include <cstdio>
#include <filesystem>
#include <sys/stat.h>

// The linker puts these in the place of `rename` and `fsync` in our own code (--wrap), so that what it does past the
// VFS is in the log as well.

extern "C" {

int __real_rename(const char* from, const char* to);
int __wrap_rename(const char* from, const char* to);
int __real_fsync(int file);
int __wrap_fsync(int file);

int __wrap_rename(const char* from, const char* to)
{
    const int done = __real_rename(from, to);
    if (auto* log = casustafel::support::DiskLog::recording(); log && done == 0) log->renamed(from, to);
    return done;
}

int __wrap_fsync(int file)
{
    struct stat what{};
    if (auto* log = casustafel::support::DiskLog::recording(); log && fstat(file, &what) == 0 && S_ISDIR(what.st_mode))
        log->folder_synced();
    return __real_fsync(file);
}
}
