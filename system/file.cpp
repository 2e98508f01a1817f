#include "system/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace casustafel::system {

using core::Errc;
using core::Result;

namespace {

Result<> sync_folder_of(const std::filesystem::path& path)
{
    const auto folder = path.parent_path().empty() ? std::filesystem::path{"."} : path.parent_path();
    const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open() || ::fsync(opened.number()) != 0) return disk_failure(folder);
    return {};
}

/// All of `bytes` from where the file stands; errno says why not.
bool write_all(int file, core::ByteView bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

Result<> write_and_sync(const std::filesystem::path& path, std::string_view content, mode_t mode)
{
    const Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)};
    if (!file.is_open() || ::fchmod(file.number(), mode) != 0) return disk_failure(path);
    if (!write_all(file.number(), core::bytes_of(content)) || ::fsync(file.number()) != 0) return disk_failure(path);
    return {};
}

} // namespace

Descriptor::~Descriptor()
{
    if (number_ >= 0) ::close(number_);
}

std::unexpected<core::Error> disk_failure(const std::filesystem::path& path)
{
    const int code = errno;
    const bool unwritable = code == ENOSPC || code == EROFS || code == EDQUOT || code == EACCES;
    const Errc kind = code == ENOENT ? Errc::not_found : unwritable ? Errc::full : Errc::storage;
    return core::fail(kind, path.string() + ": " + std::generic_category().message(code));
}

Result<> write_durably(const std::filesystem::path& path, std::string_view content, Readers readers)
{
    const std::filesystem::path draft = path.string() + ".new";
    const mode_t mode = S_IRUSR | S_IWUSR | (readers == Readers::everyone ? S_IRGRP | S_IROTH : 0U);
    auto done = write_and_sync(draft, content, mode);
    if (done && ::rename(draft.c_str(), path.c_str()) != 0) done = disk_failure(path);
    if (!done) {
        ::unlink(draft.c_str());
        return done;
    }
    return sync_folder_of(path);
}

Result<std::string> read_whole(const std::filesystem::path& path, std::size_t most)
{
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open()) return disk_failure(path);
    std::string content;
    std::array<char, 16'384> part{};
    while (true) {
        const ssize_t got = ::read(file.number(), part.data(), part.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return disk_failure(path);
        if (got == 0) return content;
        content.append(part.data(), static_cast<std::size_t>(got));
        if (content.size() > most) return core::fail(Errc::corrupt, path.string() + ": larger than it can be");
    }
}

Result<> write_at(const std::filesystem::path& path, std::uint64_t offset, core::ByteView bytes)
{
    const Descriptor file{
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, static_cast<mode_t>(S_IRUSR | S_IWUSR))};
    if (!file.is_open() || ::lseek(file.number(), static_cast<off_t>(offset), SEEK_SET) < 0 ||
        !write_all(file.number(), bytes))
        return disk_failure(path);
    return {};
}

Result<> rename_durably(const std::filesystem::path& from, const std::filesystem::path& to)
{
    const Descriptor file{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open() || ::fsync(file.number()) != 0 || ::rename(from.c_str(), to.c_str()) != 0)
        return disk_failure(from);
    return sync_folder_of(to);
}

Result<> read_pieces(const std::filesystem::path& path, const std::function<Result<>(core::ByteView)>& take)
{
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open()) return disk_failure(path);
    core::Bytes piece(std::size_t{256} << 10);
    while (true) {
        const ssize_t got = ::read(file.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return disk_failure(path);
        if (got == 0) return {};
        if (auto taken = take(core::ByteView{piece}.first(static_cast<std::size_t>(got))); !taken) return taken;
    }
}

bool is_mounted(const std::filesystem::path& folder)
{
    struct stat here{};
    struct stat above{};
    return ::stat(folder.c_str(), &here) == 0 && ::stat((folder / "..").c_str(), &above) == 0 &&
           here.st_dev != above.st_dev;
}

Result<> remove_durably(const std::filesystem::path& path)
{
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return disk_failure(path);
    }
    return sync_folder_of(path);
}

} // namespace casustafel::system
