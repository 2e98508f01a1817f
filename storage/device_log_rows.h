#pragma once

#include "storage/device_log.h"

// Internal to the device's log.

namespace casustafel::storage {

core::Bytes bytes_of(const std::vector<core::Digest>& digests);
/// Errc::corrupt: not a whole number of them.
core::Result<std::vector<core::Digest>> digests_in(const core::Bytes& bytes);

class SqlDeviceLog::Addition {
public:
    static core::Result<Addition> begin(SqlDeviceLog& log);
    core::Result<> add(std::string_view line);
    /// When this returns success the lines are durable, and the log knows them.
    core::Result<> commit();

private:
    Addition(SqlDeviceLog& log, sql::Transaction transaction, sql::Statement insert)
        : log_{&log}, transaction_{std::move(transaction)}, insert_{std::move(insert)}, tree_{log.tree_}
    {
    }
    SqlDeviceLog* log_;
    sql::Transaction transaction_;
    sql::Statement insert_;
    core::MerkleTree tree_;
};

} // namespace casustafel::storage
