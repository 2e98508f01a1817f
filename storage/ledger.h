#pragma once

#include "core/ports.h"
#include "storage/sql/database.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace casustafel::storage {

/// How facts become bytes and lines. Given from outside, so that this layer knows no message format.
struct FactFormat {
    std::function<core::Bytes(const core::Recorded&)> encode;
    std::function<core::Result<core::Recorded>(core::ByteView)> decode;
    std::function<std::string(const core::Recorded&)> audit_line;
};

/// The next value of the audit chain: SHA-256 over the value before (nothing for the first) and the line.
core::Digest next_in_chain(const std::optional<core::Digest>& previous, std::string_view line);

/// One conference's facts and audit chain in its own encrypted file; docs/formats/ledger.md. Recorder thread only.
class SqlLedger : public core::Ledger {
public:
    struct File {
        std::filesystem::path path;
        core::ByteView raw_key; ///< 48 bytes; used while opening only
        std::string vfs;
    };

    /// Makes an empty file. `previous`: where this device's audit chain stood.
    static core::Result<std::unique_ptr<SqlLedger>>
    create(const File& file, const std::optional<core::Digest>& previous, FactFormat format);

    /// Opens what is there and checks pages, chain and order. Errc::corrupt: not readable with this key, or not what it
    /// was; the file is kept. Errc::refused: made by a newer program.
    static core::Result<std::unique_ptr<SqlLedger>> open(const File& file, FactFormat format);

    core::Result<std::vector<core::Recorded>> load() override;
    core::Result<> append(std::uint64_t expected, std::span<const core::Recorded> facts) override;
    core::Result<core::AuditHead> audit_head() override;
    core::Result<> keep_draft(std::span<const core::Recorded> facts) override;
    core::Result<std::vector<core::Recorded>> draft() override;

    /// The chain's value at its first line, which no other ledger's line has. Errc::not_found: there is no line yet.
    core::Result<core::Digest> first_of_chain();
    /// The audit lines after the first `seq`, in order.
    core::Result<std::vector<std::string>> lines_after(std::int64_t seq);

    /// Closes the file and lets go of its key. Every later call is Errc::denied.
    void close();

private:
    struct Statements {
        sql::Statement count;
        sql::Statement insert_fact;
        sql::Statement insert_line;
        sql::Statement last_line;
    };
    SqlLedger(sql::Database database, FactFormat format) : database_{std::move(database)}, format_{std::move(format)} {}
    core::Result<> prepare();
    core::Result<> check();
    core::Result<> check_chain();
    core::Result<std::uint64_t> count();
    core::Result<std::vector<core::Recorded>> read(const char* query);
    core::Result<> read_origin();

    std::optional<sql::Database> database_; // closed while locked
    std::optional<Statements> statements_;  // after the database, so that they go first
    std::optional<core::Digest> origin_;    // where the chain started; never changes
    FactFormat format_;
};

} // namespace casustafel::storage
