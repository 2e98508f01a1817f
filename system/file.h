#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

// Small files as both programs keep them.

namespace casustafel::system {

/// A file descriptor that is closed when it goes.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }

private:
    int number_;
};

/// What `errno` says about `path`. Errc::not_found; full: no room, read-only or not ours; else storage.
std::unexpected<core::Error> disk_failure(const std::filesystem::path& path);

enum class Readers : std::uint8_t { owner, everyone };

/// Writes `content` so that after a power cut either the old or the new file is there: temporary name, sync, rename,
/// sync of the folder. Errors as `disk_failure`; the temporary file is gone then.
core::Result<> write_durably(const std::filesystem::path& path, std::string_view content,
                             Readers readers = Readers::owner);

/// The whole file. Errors as `disk_failure`; Errc::corrupt: it has more than `most` bytes.
core::Result<std::string> read_whole(const std::filesystem::path& path, std::size_t most = 1U << 20);

/// Writes `bytes` into a file from `offset` on, which makes it when it isn't there. Not synced: `rename_durably` does
/// that once it is whole. Errors as `disk_failure`.
core::Result<> write_at(const std::filesystem::path& path, std::uint64_t offset, core::ByteView bytes);

/// Syncs a file, gives it another name and syncs the folder, so that a file under the new name is a whole one.
core::Result<> rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

/// Hands a file over in pieces, from its beginning, however large it is. An error of `take` ends it and is the answer.
core::Result<> read_pieces(const std::filesystem::path& path,
                           const std::function<core::Result<>(core::ByteView)>& take);

/// Whether something is mounted on this folder.
bool is_mounted(const std::filesystem::path& folder);

/// Removes a file and syncs its folder. A file that isn't there is fine.
core::Result<> remove_durably(const std::filesystem::path& path);

} // namespace casustafel::system
