#pragma once

#include "core/result.h"
#include "core/time.h"
#include "link/https_client.h"
#include "protocol/provisioning.h"

#include <filesystem>
#include <optional>

namespace casustafel::device {

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
    /// Until when the certificate is valid; nothing when there is none that can be read.
    std::optional<core::Instant> certificate_ends() const;

private:
    std::filesystem::path folder_;
};

} // namespace casustafel::device
