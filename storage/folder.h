#pragma once

#include "core/result.h"

#include <filesystem>

namespace casustafel::storage {

/// The folder with everything this device keeps, held by one program at a time.
class DataFolder {
public:
    /// Makes the folder when it isn't there (readable by its owner only) and locks it until this value goes.
    /// Errc::conflict: another program holds it; Errc::full: not writable.
    static core::Result<DataFolder> open(const std::filesystem::path& path);

    DataFolder(DataFolder&& other) noexcept;
    DataFolder& operator=(DataFolder&&) = delete;
    ~DataFolder();
    const std::filesystem::path& path() const { return path_; }

private:
    DataFolder(std::filesystem::path path, int lock) : path_{std::move(path)}, lock_{lock} {}
    std::filesystem::path path_;
    int lock_; // file descriptor; -1 after a move
};

} // namespace casustafel::storage
