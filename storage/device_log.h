#pragma once

#include "core/log_rows.h"
#include "core/merkle.h"
#include "core/ports.h"
#include "storage/keys.h"
#include "storage/ledger.h"
#include "storage/sql/database.h"

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::storage {

/// The device's clocks at one moment.
struct Clocks {
    core::Instant wall{};
    bool trusted{};
    std::int64_t up_ms{}; ///< since the device was switched on; never goes back while `boot_id` stays
    std::string boot_id;  ///< another one each time it is switched on
};

/// A head that was signed.
struct SignedHead {
    std::string jws;
    std::string jwk; ///< the public key it is signed with
};

/// How entries become lines and heads are signed. Given from outside, so that this layer knows no message format.
struct LogFormat {
    std::function<std::string(const core::AuditEntry&)> write;
    /// `number` counts heads from 1; `previous` is the one before, empty for the first.
    std::function<core::Result<SignedHead>(const core::LogHead&, std::uint64_t number, const std::string& previous,
                                           core::Instant at)>
        sign;
    std::function<Clocks()> clocks;
};

/// The device's log in `log.db`, encrypted with a key from the device's own secret alone, so that it is written while
/// nobody has unlocked it. docs/formats/device-log.md. Recorder thread only.
class SqlDeviceLog : public core::AuditLog {
public:
    /// Makes it when it isn't there. Errc::corrupt: damaged, or another device's; the file is kept.
    static core::Result<std::unique_ptr<SqlDeviceLog>> open(const std::filesystem::path& folder,
                                                            core::ByteView device_secret, LogFormat format,
                                                            const std::string& vfs = {});

    core::AuditScene& scene() override { return scene_; }
    core::Result<> note(const core::AuditEvent& event) override;
    core::Result<core::LogExcerpt> sign(const core::MinutesId& minutes) override;
    core::Result<bool> take(const core::Receipt& receipt) override;
    core::Result<> keep_house() override;

    /// The program that holds the device begins and ends; what ended otherwise is said at the next beginning.
    core::Result<> begin(const std::string& version);
    core::Result<> end();
    /// The line of a fact, as its ledger keeps it and this log gets it.
    std::string line_of(const core::Recorded& recorded) const;
    /// Adds what this ledger has and the log hasn't, each line once.
    core::Result<> copy(const core::ConferenceId& conference, SqlLedger& ledger);
    core::LogHead head() const { return tree_.head(); }
    core::Result<core::LogRows> rows();

    static std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "log.db"; }

private:
    /// Lines that are added in one transaction.
    class Addition;
    core::Result<> put_back(const core::ConferenceId& conference, SqlLedger& ledger, Addition& addition,
                            std::int64_t& seq);
    SqlDeviceLog(sql::Database database, LogFormat format);
    core::Result<> read_state();
    core::AuditEntry stamped(core::AuditEntry entry, const Clocks& now) const;
    std::string line_of(const core::AuditEvent& event, const Clocks& now) const;
    core::Result<> add_clock_set(Addition& addition, const Clocks& now);
    core::Result<core::MerkleTree> tree_at(std::uint64_t size);
    core::Result<std::uint64_t> given(std::string_view which, std::initializer_list<sql::Value> values);
    core::Result<> add_lines(core::LogExcerpt& excerpt);
    core::Result<bool> signed_already(const core::MinutesId& minutes, core::LogExcerpt& excerpt);
    core::Result<bool> compare_bureau(const core::Receipt& receipt);

    sql::Database database_;
    LogFormat format_;
    core::MerkleTree tree_;
    std::uint64_t boot_{};
    bool unclean_{};             ///< the program before didn't end as it should
    std::optional<Clocks> seen_; ///< at the last line of this program
    core::AuditScene scene_;
};

} // namespace casustafel::storage
