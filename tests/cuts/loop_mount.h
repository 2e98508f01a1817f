#pragma once

#include "cuts/block_log.h"

#include <filesystem>

namespace casustafel::cuts {

/// An empty ext4 file system as bytes, made by mkfs.ext4.
Bytes empty_ext4(std::size_t size);

/// An ext4 file system over a loop device of its own, checked and mounted as a device does it when it starts. Throws
/// when that fails. Needs the rights of root.
class LoopMount {
public:
    /// From a file that is there.
    LoopMount(const std::filesystem::path& disk, std::filesystem::path place);
    /// From bytes; a copy in memory is mounted.
    LoopMount(const Bytes& disk, std::filesystem::path place);
    LoopMount(const LoopMount&) = delete;
    LoopMount& operator=(const LoopMount&) = delete;
    ~LoopMount();

private:
    void mount(int backing);

    std::filesystem::path place_;
    int loop_{-1};
};

} // namespace casustafel::cuts
