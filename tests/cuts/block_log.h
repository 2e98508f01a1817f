#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace casustafel::cuts {

using Bytes = std::vector<std::uint8_t>;

/// What a disk was asked, in the order in which it was done.
struct BlockEvent {
    std::uint64_t offset{};
    Bytes bytes; ///< empty: a flush
    bool is_flush() const { return bytes.empty(); }
};

/// A disk in memory that the kernel sees as a file (FUSE, linux/fuse.h, protocol 7), and that remembers every write and
/// flush. What lies on it, a loop device with a file system, is the kernel's own. Needs the rights of root.
class BlockLog {
public:
    /// Shows `disk` as the file `place`, which must exist. Throws when it can't.
    BlockLog(std::filesystem::path place, Bytes disk);
    BlockLog(const BlockLog&) = delete;
    BlockLog& operator=(const BlockLog&) = delete;
    /// The file is gone afterwards; nobody may have it open any more.
    ~BlockLog();

    /// How many things it was asked until now. What was acknowledged before this call is among them. Any thread.
    std::size_t size();
    /// After everything on it was unmounted.
    std::vector<BlockEvent> take_events();

private:
    void serve();
    void answer(const std::vector<char>& request);

    std::filesystem::path place_;
    int device_{-1};
    Bytes disk_;
    std::mutex mutex_;
    std::vector<BlockEvent> events_;
    std::thread server_;
};

/// How much of what was not flushed survives a power cut, in blocks of 4 KiB: what
/// eMMC, NVMe and SATA disks of today keep whole. (In sectors of 512 bytes about one cut in 600 tears ext4's superblock
/// while it is unmounted, and e2fsck -p leaves that to a person.)
enum class Survives : std::uint8_t { nothing, some, everything };

/// The disk after a power cut, followed event by event.
class BlockReplay {
public:
    explicit BlockReplay(Bytes disk) : durable_{std::move(disk)} {}
    /// From now on three flushes in four do nothing: the control.
    void lie(std::uint32_t seed);
    void advance(const BlockEvent& event);
    Bytes survivor(Survives how, std::uint32_t seed) const;

private:
    Bytes durable_;
    std::vector<const BlockEvent*> pending_;
    bool lying_{};
    std::mt19937 random_{};
};

} // namespace casustafel::cuts
