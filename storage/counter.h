#pragma once

#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace casustafel::storage {

/// A number that only goes up, kept where a copy of the data folder doesn't reach: what tells an old copy from the
/// newest. Recorder thread only.
class MonotonicCounter {
public:
    virtual ~MonotonicCounter() = default;
    /// The same until `increment`. Errors: it can't be asked now.
    virtual core::Result<std::uint64_t> read() = 0;
    /// Adds one; what it is then. Durable when this returns.
    virtual core::Result<std::uint64_t> increment() = 0;
};

/// A counter for a development device: a file beside the data folder. No protection from who copies both.
class FileCounter final : public MonotonicCounter {
public:
    FileCounter(std::filesystem::path file, std::string vfs) : file_{std::move(file)}, vfs_{std::move(vfs)} {}
    core::Result<std::uint64_t> read() override;
    core::Result<std::uint64_t> increment() override;

private:
    std::filesystem::path file_;
    std::string vfs_;
};

} // namespace casustafel::storage
