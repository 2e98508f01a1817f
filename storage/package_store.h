#pragma once

#include "core/ports.h"
#include "storage/sql/database.h"

#include <filesystem>
#include <memory>
#include <string>

namespace casustafel::storage {

/// Packages as they came, still encrypted, and the bureau's newest key set: nothing in this plain database is secret.
/// Recorder thread only. docs/formats/inbox.md.
class SqlPackageStore : public core::PackageStore {
public:
    /// Opens `folder`/inbox.db or makes it. Errc::corrupt: damaged; the file is kept.
    static core::Result<std::unique_ptr<SqlPackageStore>> open(const std::filesystem::path& folder,
                                                               const std::string& vfs = {});

    core::Result<> keep(const core::InboxItem& item, core::ByteView bytes) override;
    core::Result<std::vector<core::InboxItem>> waiting() override;
    core::Result<core::Bytes> bytes(const core::InboxItem& item) override;
    core::Result<> drop(const core::InboxItem& item) override;

    /// The bureau's signed key set as it came, empty when there is none yet.
    core::Result<std::string> key_set();
    core::Result<> keep_key_set(std::string_view jws);

private:
    explicit SqlPackageStore(sql::Database database) : database_{std::move(database)} {}

    sql::Database database_;
};

} // namespace casustafel::storage
