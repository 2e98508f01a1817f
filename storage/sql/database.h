#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

// A small wrapper over SQLCipher's C interface, shared by device and bureau: every handle is closed, every failure is a
// Result. A database, its statements and its transactions belong to one thread at a time.

namespace casustafel::sql {

/// The version of SQLCipher that this program runs with, when it is a 4.x. Errc::crypto otherwise: a plain SQLite in
/// the same process would write unencrypted files without a word.
core::Result<std::string> cipher_version();

/// How many programs may have the file open.
enum class Sharing : std::uint8_t {
    exclusive, ///< this one only; no shared-memory file
    shared,    ///< several processes; a write waits up to five seconds for another's
};

struct Options {
    /// Empty for a plain database; else 32 bytes of key and 16 bytes of salt. Copied only into SQLCipher's own memory.
    core::ByteView raw_key{};
    Sharing sharing{Sharing::exclusive};
    bool create{true};
    /// Name of a registered VFS; empty for the system's own.
    std::string vfs{};
};

/// What can be bound to a `?`. Signed 64-bit numbers only: that is what the file holds.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, core::ByteView>;

struct CloseDatabase {
    void operator()(sqlite3* handle) const;
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const;
};

/// A prepared statement, used again and again. Outlived by its database.
class Statement {
public:
    /// Binds `values` to ?1, ?2, ... and runs a statement that gives no rows.
    /// Errc::conflict: a constraint refused; Errc::full: no room or read-only; Errc::storage: the disk failed.
    core::Result<> run(std::initializer_list<Value> values = {});

    /// Binds `values` and steps to the first row: true when there is one. Its columns are read until `next` or `reset`.
    core::Result<bool> first(std::initializer_list<Value> values = {});
    core::Result<bool> next();
    /// Lets go of the rows. A read that isn't reset keeps its snapshot of the database open.
    void reset();

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    core::Bytes blob(int column) const;
    /// Errc::corrupt: the column isn't 32 bytes.
    core::Result<core::Digest> digest(int column) const;
    bool is_null(int column) const;

private:
    friend class Database;
    explicit Statement(sqlite3_stmt* handle) : handle_{handle} {}
    core::Result<> bind(std::initializer_list<Value> values);
    std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle_;
};

/// One open database file.
class Database {
public:
    /// Opens `file` in WAL mode with synchronous=FULL and the pragmas of docs/formats/ledger.md, and proves the key by
    /// a first read. Errc::not_found: no such file and `create` is off; Errc::corrupt: not a database, or not with this
    /// key; Errc::full: no room or read-only; Errc::conflict: another program has it.
    static core::Result<Database> open(const std::filesystem::path& file, const Options& options);

    /// Runs one or more statements without values and without rows.
    core::Result<> execute(const std::string& statements);
    core::Result<Statement> prepare(std::string_view statement);
    /// The first column of the first row, for pragmas and counts. Errc::not_found: no row.
    core::Result<std::int64_t> integer(std::string_view query);
    core::Result<std::string> text(std::string_view query);
    /// Rows changed by the last statement that changed any.
    std::int64_t changes() const;

private:
    friend class Transaction;
    explicit Database(sqlite3* handle) : handle_{handle} {}
    core::Result<> set_up(const Options& options);
    std::unique_ptr<sqlite3, CloseDatabase> handle_;
};

/// A write transaction (BEGIN IMMEDIATE). Rolls back unless committed.
class [[nodiscard]] Transaction {
public:
    static core::Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    /// When this returns success, what was written survives a power cut; else none of it was written.
    core::Result<> commit();

private:
    explicit Transaction(sqlite3* handle) : handle_{handle} {}
    sqlite3* handle_; // borrowed; null once it is over
};

} // namespace casustafel::sql
