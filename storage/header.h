#pragma once

#include "core/time.h"
#include "storage/attempts.h"
#include "storage/protector.h"
#include "storage/sql/file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace casustafel::storage {

/// The vault's header file: who it is, its protectors, and the attempts to unlock it. Fixed places, overwritten where
/// they stand. One thread.
class VaultHeader {
public:
    static constexpr std::size_t most_protectors = 8;

    /// Writes a header; its identity comes last, so that a power cut leaves none or all of it.
    static core::Result<> create(const std::filesystem::path& path, const std::string& vfs, core::ByteView vault_id,
                                 const std::vector<ProtectorRecord>& protectors);
    /// Errc::not_found: there is no (complete) header. Errc::corrupt: it is damaged.
    static core::Result<VaultHeader> open(const std::filesystem::path& path, const std::string& vfs);

    core::ByteView vault_id() const { return vault_id_; }
    core::Result<std::vector<ProtectorRecord>> protectors();
    core::Result<Attempts> attempts();
    /// Durable when it returns. Two places take turns, so that one of them is always whole.
    core::Result<> keep(const Attempts& attempts);

private:
    VaultHeader(sql::File file, core::Bytes vault_id, std::filesystem::path path, std::string vfs)
        : file_{std::move(file)}, vault_id_{std::move(vault_id)}, path_{std::move(path)}, vfs_{std::move(vfs)}
    {
    }
    struct Numbered {
        std::uint64_t serial;
        Attempts attempts;
    };
    core::Result<Numbered> newest_attempts();
    sql::File file_;
    core::Bytes vault_id_;
    std::filesystem::path path_;
    std::string vfs_;
};

} // namespace casustafel::storage
