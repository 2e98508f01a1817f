#pragma once

#include "core/result.h"
#include "link/https_client.h"
#include "protocol/provisioning.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace casustafel::device {

/// Writes `text` so that after a power cut either the old or the new file is there: temporary name, sync, rename, sync
/// of the folder. Readable by the owner only. Errc::full or storage.
core::Result<> write_durably(const std::filesystem::path& path, std::string_view text);

/// The whole file. Errc::not_found or storage. Refuses more than `most` bytes (Errc::corrupt).
core::Result<std::string> read_whole(const std::filesystem::path& path, std::size_t most = 1U << 20);

/// The small files of the data folder that aren't secret towards a chair: who this device is and how it proves that to
/// the relay. The transport key is usable while the vault is locked, so it stands here and not in the vault.
class DeviceFiles {
public:
    explicit DeviceFiles(std::filesystem::path folder) : folder_{std::move(folder)} {}
    const std::filesystem::path& folder() const { return folder_; }

    /// Errc::not_found: the device was never set up.
    core::Result<protocol::Provisioning> provisioning() const;
    core::Result<> keep(const protocol::Provisioning& provisioning) const;
    core::Result<link::Identity> identity() const;
    core::Result<> keep(const link::Identity& identity) const;

private:
    std::filesystem::path folder_;
};

} // namespace casustafel::device
