#include "cuts/loop_mount.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <linux/loop.h>
#include <span>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace casustafel::cuts {

namespace {

[[noreturn]] void give_up(const std::string& what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

class OwnFile {
public:
    explicit OwnFile(int file) : file_{file}
    {
        if (file_ < 0) give_up("opening a file");
    }
    OwnFile(const OwnFile&) = delete;
    OwnFile& operator=(const OwnFile&) = delete;
    ~OwnFile() { ::close(file_); }
    int get() const { return file_; }

private:
    int file_;
};

/// A free loop device with that file behind it, which the kernel lets go of with its last user.
int attached_loop(int backing)
{
    const OwnFile control{::open("/dev/loop-control", O_RDWR | O_CLOEXEC)};
    for (int tries = 0; tries < 100; ++tries) { // somebody else may take the same one
        const int number = ::ioctl(control.get(), LOOP_CTL_GET_FREE);
        if (number < 0) give_up("a free loop device");
        const std::string name = "/dev/loop" + std::to_string(number);
        const int loop = ::open(name.c_str(), O_RDWR | O_CLOEXEC);
        if (loop < 0) give_up(name);
        loop_config config{};
        config.fd = static_cast<std::uint32_t>(backing);
        config.info.lo_flags = LO_FLAGS_AUTOCLEAR;
        if (::ioctl(loop, LOOP_CONFIGURE, &config) == 0) return loop;
        ::close(loop);
        if (errno != EBUSY) give_up("configuring " + name);
    }
    give_up("a loop device of our own");
}

std::string name_of(int loop)
{
    std::array<char, 64> name{};
    const std::string link = "/proc/self/fd/" + std::to_string(loop);
    const ssize_t size = ::readlink(link.c_str(), name.data(), name.size());
    if (size <= 0) give_up(link);
    return {name.data(), static_cast<std::size_t>(size)};
}

} // namespace

namespace {

/// Runs a program of e2fsprogs and waits for it; its exit status.
template <std::size_t Count>
int run(std::array<std::string, Count> words)
{
    std::array<char*, Count + 1> arguments{};
    for (std::size_t n = 0; n < Count; ++n) arguments.at(n) = words.at(n).data();
    posix_spawn_file_actions_t quiet;
    ::posix_spawn_file_actions_init(&quiet);
    ::posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int error = ::posix_spawnp(&child, words[0].c_str(), &quiet, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&quiet);
    if (error != 0) {
        errno = error;
        give_up(words[0]);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

} // namespace

Bytes empty_ext4(std::size_t size)
{
    std::string file = "/tmp/empty-ext4-XXXXXX";
    const OwnFile made{::mkstemp(file.data())};
    if (::ftruncate(made.get(), static_cast<off_t>(size)) != 0) give_up("room for a file system");
    const std::array<std::string, 8> make{"mkfs.ext4", "-q", "-F", "-b", "4096", "-E", "lazy_itable_init=0,nodiscard",
                                          file};
    if (run(make) != 0) throw std::runtime_error("mkfs.ext4 failed");
    std::ifstream in{file, std::ios::binary};
    Bytes bytes{std::istreambuf_iterator<char>{in}, {}};
    std::filesystem::remove(file);
    return bytes;
}

LoopMount::LoopMount(const std::filesystem::path& disk, std::filesystem::path place) : place_{std::move(place)}
{
    const OwnFile backing{::open(disk.c_str(), O_RDWR | O_CLOEXEC)};
    mount(backing.get());
}

LoopMount::LoopMount(const Bytes& disk, std::filesystem::path place) : place_{std::move(place)}
{
    constexpr std::size_t block = 4096;
    const OwnFile backing{::memfd_create("disk", MFD_CLOEXEC)};
    if (::ftruncate(backing.get(), static_cast<off_t>(disk.size())) != 0) give_up("memory for a disk");
    const Bytes zeros(block);
    for (std::size_t at = 0; at + block <= disk.size(); at += block) {
        const std::span<const std::uint8_t> bytes{disk.data() + at, block};
        if (std::ranges::equal(bytes, zeros)) continue;
        if (::pwrite(backing.get(), bytes.data(), block, static_cast<off_t>(at)) != static_cast<ssize_t>(block))
            give_up("memory for a disk");
    }
    mount(backing.get());
}

void LoopMount::mount(int backing)
{
    loop_ = attached_loop(backing);
    // As image/files/usr/lib/casustafel/open-data does it: 4 and more is what it couldn't repair.
    const std::array<std::string, 3> check{"e2fsck", "-p", name_of(loop_)};
    if (const int status = run(check); status >= 4) {
        ::close(loop_);
        throw std::runtime_error("e2fsck can't repair the file system (" + std::to_string(status) + ")");
    }
    if (::mount(name_of(loop_).c_str(), place_.c_str(), "ext4", MS_NOSUID | MS_NODEV, "errors=remount-ro") == 0) return;
    ::close(loop_);
    give_up("mounting ext4");
}

LoopMount::~LoopMount()
{
    ::umount2(place_.c_str(), 0);
    ::close(loop_);
}

} // namespace casustafel::cuts
