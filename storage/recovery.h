#pragma once

#include "core/ids.h"
#include "core/result.h"
#include "storage/sql/file.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace casustafel::storage {

/// How a conference's key is sealed to the bureau. Given from outside, so that this layer knows no message format.
struct BureauCopy {
    /// Errc::not_found: no key of the bureau is known yet.
    std::function<core::Result<core::Bytes>(const core::ConferenceId&, core::ByteView database_key)> seal;
    /// Whether what was kept is sealed to the key that the bureau has now.
    std::function<bool(core::ByteView kept)> is_current;
};

/// The file with a copy of each conference's key that only the bureau can open: 64 places, made at full size and
/// overwritten where they stand, as in SlotFile. docs/formats/recovery.md. One thread.
class RecoveryFile {
public:
    static constexpr std::size_t places = 64;

    static core::Result<> create(const std::filesystem::path& path, const std::string& vfs);
    static core::Result<RecoveryFile> open(const std::filesystem::path& path, const std::string& vfs);

    core::Result<std::optional<core::Bytes>> find(const core::ConferenceId& conference);
    /// Writes the copy into a free place, reads it back, and then shreds the one before. Errc::full: no place is free.
    core::Result<> put(const core::ConferenceId& conference, core::ByteView copy);
    /// Overwrites every copy of the conference's key. Repeatable.
    core::Result<> shred(const core::ConferenceId& conference);

private:
    explicit RecoveryFile(sql::File file) : file_{std::move(file)} {}
    sql::File file_;
};

} // namespace casustafel::storage
