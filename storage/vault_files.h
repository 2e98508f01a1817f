#pragma once

#include "storage/vault.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

// What the parts of the vault share; nobody else includes this.

namespace casustafel::storage {

inline std::filesystem::path header_file(const std::filesystem::path& folder)
{
    return folder / "vault.head";
}

inline std::filesystem::path slots_file(const std::filesystem::path& folder)
{
    return folder / "vault.slots";
}

inline std::filesystem::path recovery_file(const std::filesystem::path& folder)
{
    return folder / "vault.recovery";
}

inline std::filesystem::path freshness_file(const std::filesystem::path& folder)
{
    return folder / "vault.fresh";
}

inline std::filesystem::path device_file(const std::filesystem::path& folder)
{
    return folder / "device.db";
}

/// What the master is bound to when a protector wraps it.
inline core::Bytes master_about(core::ByteView vault_id, std::string_view protector)
{
    core::Bytes about{vault_id.begin(), vault_id.end()};
    about.insert(about.end(), protector.begin(), protector.end());
    return about;
}

inline Protector* find_protector(const VaultParts& parts, std::string_view name)
{
    const auto found = std::ranges::find_if(parts.protectors, [&](const auto& p) { return p->name() == name; });
    return found == parts.protectors.end() ? nullptr : found->get();
}

/// Wraps the master for one protector. Errc::rejected: the device has none of that name, or it doesn't take the secret.
core::Result<ProtectorRecord> enrol(const VaultParts& parts, const Enrolment& enrolment, core::ByteView master,
                                    core::ByteView vault_id);

} // namespace casustafel::storage
