#pragma once

#include "core/audit.h"
#include "core/log_rows.h"
#include "core/merkle.h"
#include "core/minutes.h"
#include "core/result.h"
#include "storage/sql/database.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

/// Minutes of a device with the log that came along.
struct ArrivedLog {
    std::string device;
    std::string minutes;
    std::uint64_t seq = 0; ///< of the minutes: counts up per device
    core::LogExcerpt excerpt;
    std::uint64_t number = 0;      ///< of the head, as the device counts them
    bool signed_by_device = false; ///< the signed head names the same head
};

/// The logs in the desk's database: the bureau's own under an empty name, and what devices sent of theirs. The caller
/// opens transactions around what changes something. docs/formats/bureau-store.md.
class LogStore {
public:
    explicit LogStore(sql::Database& database) : database_{&database} {}

    core::Result<core::MerkleTree> tree(std::string_view log);
    /// Adds lines behind the ones there are.
    core::Result<> append(std::string_view log, std::span<const std::string> lines);
    /// For the verifier; heads of a device as they came with its minutes, none for the bureau's own.
    core::Result<core::LogRows> rows(std::string_view log);
    core::Result<std::vector<std::string>> devices();

    /// What is wrong with a device's log by what came, in one sentence; empty: it follows on what came before, or waits
    /// for what comes between. Changes nothing.
    core::Result<std::string> judge(const ArrivedLog& arrived);
    /// Keeps what came, or that it was wrong.
    core::Result<> keep(const ArrivedLog& arrived, const std::string& trouble);
    /// Everything that was wrong with a device's log so far.
    core::Result<std::vector<std::string>> troubles(std::string_view device);
    /// How many lines of a device wait for earlier ones.
    core::Result<std::int64_t> waiting(std::string_view device);

private:
    core::Result<std::string> judge_lines(const ArrivedLog& arrived);
    core::Result<> take_waiting(std::string_view device);
    sql::Database* database_;
};

/// A line of the bureau's own log.
std::string bureau_line(const std::string& bureau, std::string_view action, core::AuditOrigin origin,
                        core::AuditResult result, core::Instant now,
                        std::vector<std::pair<std::string, std::string>> about);

} // namespace casustafel::bureau
