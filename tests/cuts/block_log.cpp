#include "cuts/block_log.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/fuse.h>
#include <span>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <system_error>
#include <unistd.h>

namespace casustafel::cuts {

namespace {

constexpr std::size_t largest_write = 128 << 10;

[[noreturn]] void give_up(const std::string& what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

/// The part of a request that stands at `offset`, after its header.
template <class Part>
Part part_of(const std::vector<char>& request, std::size_t offset = sizeof(fuse_in_header))
{
    Part part{};
    std::memcpy(&part, request.data() + offset, sizeof part);
    return part;
}

void reply(int device, std::uint64_t unique, int error, const void* payload = nullptr, std::size_t size = 0)
{
    fuse_out_header header{};
    header.len = static_cast<std::uint32_t>(sizeof header + size);
    header.error = -error;
    header.unique = unique;
    std::array<iovec, 2> parts{{{&header, sizeof header}, {const_cast<void*>(payload), size}}};
    [[maybe_unused]] const auto sent = ::writev(device, parts.data(), size > 0 ? 2 : 1); // an interrupted request: gone
}

fuse_attr_out attributes(std::size_t size)
{
    fuse_attr_out out{};
    out.attr_valid = 3600;
    out.attr.ino = FUSE_ROOT_ID;
    out.attr.size = size;
    out.attr.blocks = size / 512;
    out.attr.mode = S_IFREG | 0600;
    out.attr.nlink = 1;
    out.attr.blksize = 4096;
    return out;
}

fuse_init_out agreed(const fuse_init_in& asked)
{
    fuse_init_out out{};
    out.major = FUSE_KERNEL_VERSION;
    out.minor = std::min<std::uint32_t>(asked.minor, FUSE_KERNEL_MINOR_VERSION);
    out.max_readahead = asked.max_readahead;
    out.flags = asked.flags & (FUSE_BIG_WRITES | FUSE_ASYNC_READ | FUSE_MAX_PAGES);
    out.max_background = 16;
    out.congestion_threshold = 12;
    out.max_write = largest_write;
    out.max_pages = largest_write / 4096;
    out.time_gran = 1;
    return out;
}

} // namespace

BlockLog::BlockLog(std::filesystem::path place, Bytes disk) : place_{std::move(place)}, disk_{std::move(disk)}
{
    device_ = ::open("/dev/fuse", O_RDWR | O_CLOEXEC);
    if (device_ < 0) give_up("/dev/fuse");
    const std::string options = "fd=" + std::to_string(device_) + ",rootmode=100000,user_id=0,group_id=0";
    if (::mount("casustafel-cuts", place_.c_str(), "fuse", MS_NOSUID | MS_NODEV, options.c_str()) != 0) {
        ::close(device_);
        give_up("mounting the recorded disk");
    }
    server_ = std::thread{[this] { serve(); }};
}

BlockLog::~BlockLog()
{
    ::umount2(place_.c_str(), MNT_DETACH);
    server_.join();
    ::close(device_);
}

std::size_t BlockLog::size()
{
    const std::lock_guard lock{mutex_};
    return events_.size();
}

std::vector<BlockEvent> BlockLog::take_events()
{
    const std::lock_guard lock{mutex_};
    return std::move(events_);
}

void BlockLog::serve()
{
    std::vector<char> request(largest_write + 8192);
    for (;;) {
        const ssize_t got = ::read(device_, request.data(), request.size());
        if (got < 0 && (errno == EINTR || errno == ENOENT || errno == EAGAIN)) continue;
        if (got <= 0) return; // ENODEV: unmounted
        answer(request);
    }
}

void BlockLog::answer(const std::vector<char>& request)
{
    const auto header = part_of<fuse_in_header>(request, 0);
    switch (header.opcode) {
    case FUSE_INIT: {
        const auto out = agreed(part_of<fuse_init_in>(request));
        return reply(device_, header.unique, 0, &out, sizeof out);
    }
    case FUSE_GETATTR:
    case FUSE_SETATTR: {
        const auto out = attributes(disk_.size());
        return reply(device_, header.unique, 0, &out, sizeof out);
    }
    case FUSE_OPEN: {
        fuse_open_out out{};
        out.open_flags = FOPEN_KEEP_CACHE;
        return reply(device_, header.unique, 0, &out, sizeof out);
    }
    case FUSE_READ: {
        const auto in = part_of<fuse_read_in>(request);
        const std::size_t from = std::min<std::size_t>(in.offset, disk_.size());
        return reply(device_, header.unique, 0, disk_.data() + from,
                     std::min<std::size_t>(in.size, disk_.size() - from));
    }
    case FUSE_WRITE: {
        const auto in = part_of<fuse_write_in>(request);
        if (in.offset + in.size > disk_.size()) return reply(device_, header.unique, ENOSPC);
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(request.data()) + sizeof header + sizeof in;
        {
            const std::lock_guard lock{mutex_};
            std::copy_n(bytes, in.size, disk_.begin() + static_cast<std::ptrdiff_t>(in.offset));
            events_.push_back({in.offset, {bytes, bytes + in.size}});
        }
        fuse_write_out out{};
        out.size = in.size;
        return reply(device_, header.unique, 0, &out, sizeof out);
    }
    case FUSE_FSYNC: {
        {
            const std::lock_guard lock{mutex_};
            events_.emplace_back();
        }
        return reply(device_, header.unique, 0);
    }
    case FUSE_FLUSH:
    case FUSE_RELEASE:
    case FUSE_DESTROY:
        return reply(device_, header.unique, 0);
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT:
        return; // these want no answer
    default:
        return reply(device_, header.unique, ENOSYS);
    }
}

void BlockReplay::lie(std::uint32_t seed)
{
    lying_ = true;
    random_.seed(seed);
}

namespace {

void put(Bytes& disk, std::uint64_t offset, std::span<const std::uint8_t> bytes)
{
    std::ranges::copy(bytes, disk.begin() + static_cast<std::ptrdiff_t>(offset));
}

} // namespace

void BlockReplay::advance(const BlockEvent& event)
{
    if (!event.is_flush()) {
        pending_.push_back(&event);
        return;
    }
    if (lying_ && random_() % 4 != 0) return;
    for (const BlockEvent* write : pending_) put(durable_, write->offset, write->bytes);
    pending_.clear();
}

Bytes BlockReplay::survivor(Survives how, std::uint32_t seed) const
{
    constexpr std::size_t block = 4096;
    std::mt19937 random{seed};
    Bytes disk = durable_;
    if (how == Survives::nothing) return disk;
    for (const BlockEvent* write : pending_) {
        const std::span<const std::uint8_t> all{write->bytes};
        for (std::size_t at = 0; at < all.size(); at += block)
            if (how == Survives::everything || random() % 2 == 0)
                put(disk, write->offset + at, all.subspan(at, std::min(block, all.size() - at)));
    }
    return disk;
}

} // namespace casustafel::cuts
