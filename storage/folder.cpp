#include "storage/folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace casustafel::storage {

using core::Errc;
using core::fail;

core::Result<DataFolder> DataFolder::open(const std::filesystem::path& path)
{
    std::error_code failed;
    std::filesystem::create_directories(path, failed);
    if (failed) return fail(Errc::full, "cannot make the folder " + path.string() + ": " + failed.message());
    std::filesystem::permissions(path, std::filesystem::perms::owner_all, failed);
    if (failed) return fail(Errc::full, "cannot write in " + path.string() + ": " + failed.message());

    const std::filesystem::path name = path / "lock";
    const int lock = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return fail(Errc::full, "cannot write in " + path.string() + ": " + std::generic_category().message(errno));
    DataFolder folder{path, lock};
    if (flock(lock, LOCK_EX | LOCK_NB) != 0)
        return fail(Errc::conflict, "another program works in " + path.string() + "; end that one first");
    return folder;
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_{std::move(other.path_)}, lock_{std::exchange(other.lock_, -1)}
{
}

DataFolder::~DataFolder()
{
    if (lock_ >= 0) ::close(lock_);
}

} // namespace casustafel::storage
