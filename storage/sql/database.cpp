#include "storage/sql/database.h"

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace casustafel::sql {

using core::Errc;
using core::fail;

namespace {

constexpr std::size_t key_size = 32 + 16;
constexpr int busy_wait_ms = 5000;

Errc kind_of(int code, int system_error)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_READONLY:
        return Errc::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Errc::corrupt;
    case SQLITE_CONSTRAINT:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Errc::conflict;
    default:
        break;
    }
    if (system_error == ENOSPC || system_error == EDQUOT || system_error == EROFS) return Errc::full;
    return Errc::storage;
}

/// The message names tables and columns, never values: SQLite's own texts quote none, and ours bind all.
std::unexpected<core::Error> failure(sqlite3* handle, const char* doing)
{
    const int code = sqlite3_extended_errcode(handle);
    const int system_error = sqlite3_system_errno(handle);
    std::string detail = std::string{doing} + ": " + sqlite3_errmsg(handle) + " (" + std::to_string(code);
    if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN)
        detail += ", errno " + std::to_string(system_error);
    return fail(kind_of(code, system_error), detail + ")");
}

/// `x'<hex>'` as SQLCipher wants a raw key, in memory that is wiped.
class KeyText {
public:
    explicit KeyText(core::ByteView raw)
    {
        text_[0] = 'x';
        text_[1] = '\'';
        sodium_bin2hex(text_.data() + 2, key_size * 2 + 1, raw.data(), key_size);
        text_[2 + key_size * 2] = '\'';
    }
    KeyText(const KeyText&) = delete;
    KeyText& operator=(const KeyText&) = delete;
    ~KeyText() { sodium_memzero(text_.data(), text_.size()); }
    const void* data() const { return text_.data(); }
    int size() const { return static_cast<int>(text_.size()); }

private:
    std::array<char, 2 + key_size * 2 + 1> text_;
};

} // namespace

void CloseDatabase::operator()(sqlite3* handle) const
{
    sqlite3_close_v2(handle);
}

void FinalizeStatement::operator()(sqlite3_stmt* handle) const
{
    sqlite3_finalize(handle);
}

core::Result<std::string> cipher_version()
{
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> handle{raw};
    if (opened != SQLITE_OK) return fail(Errc::crypto, "no database library");
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(raw, "PRAGMA cipher_version", -1, &statement, nullptr);
    const std::unique_ptr<sqlite3_stmt, FinalizeStatement> guard{statement};
    if (!statement || sqlite3_step(statement) != SQLITE_ROW)
        return fail(Errc::crypto, "the database library is not SQLCipher");
    std::string version = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    if (!version.starts_with("4.")) return fail(Errc::crypto, "SQLCipher " + version + " instead of 4.x");
    return version;
}

core::Result<Database> Database::open(const std::filesystem::path& file, const Options& options)
{
    if (!options.raw_key.empty() && options.raw_key.size() != key_size)
        return fail(Errc::crypto, "a database key has 48 bytes");
    std::error_code ignored;
    if (!options.create && !std::filesystem::exists(file, ignored)) return fail(Errc::not_found, file.string());

    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
    const int opened = sqlite3_open_v2(file.c_str(), &raw, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    if (!raw) return fail(Errc::storage, "no memory for a database");
    Database database{raw};
    if (opened != SQLITE_OK) {
        auto why = failure(raw, "open").error();
        return fail(why.code, why.detail + ": " + file.string());
    }
    if (auto done = database.set_up(options); !done) {
        // A file that can only be read can't be had without a log, and SQLite reports the log that it couldn't make.
        const bool unwritable = done.error().code == Errc::storage && sqlite3_db_readonly(raw, "main") == 1;
        return fail(unwritable ? Errc::full : done.error().code, done.error().detail + ": " + file.string());
    }
    return database;
}

core::Result<> Database::set_up(const Options& options)
{
    sqlite3* handle = handle_.get();
    sqlite3_extended_result_codes(handle, 1);
    if (options.sharing == Sharing::shared) sqlite3_busy_timeout(handle, busy_wait_ms);
    if (!options.raw_key.empty()) {
        // Before the key is given: from then on SQLCipher's memory is locked and wiped when freed. Its own log to the
        // standard error says nothing that our error doesn't.
        if (auto done = execute("PRAGMA cipher_memory_security = ON; PRAGMA cipher_log_level = NONE;"); !done)
            return done;
        const KeyText text{options.raw_key};
        if (sqlite3_key_v2(handle, "main", text.data(), text.size()) != SQLITE_OK) return failure(handle, "key");
    }
    if (options.sharing == Sharing::exclusive) {
        // Set before the first read: the WAL index then lives on the heap and there is no -shm file.
        if (auto done = execute("PRAGMA locking_mode = EXCLUSIVE;"); !done) return done;
    }
    if (sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) != SQLITE_OK)
        return failure(handle, "defensive");
    if (auto done = execute("PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF;"
                            "PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;");
        !done)
        return done;
    if (auto proof = integer("SELECT count(*) FROM sqlite_schema"); !proof) return std::unexpected(proof.error());
    auto mode = text("PRAGMA journal_mode = WAL");
    if (!mode) return std::unexpected(mode.error());
    if (*mode != "wal") return fail(Errc::full, "the folder takes no write-ahead log");
    return execute("PRAGMA synchronous = FULL;");
}

core::Result<> Database::execute(const std::string& statements)
{
    if (sqlite3_exec(handle_.get(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(handle_.get(), "execute");
    return {};
}

core::Result<Statement> Database::prepare(std::string_view statement)
{
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(handle_.get(), statement.data(), static_cast<int>(statement.size()),
                           SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK)
        return failure(handle_.get(), "prepare");
    return Statement{raw};
}

core::Result<std::int64_t> Database::integer(std::string_view query)
{
    auto statement = prepare(query);
    if (!statement) return std::unexpected(statement.error());
    auto row = statement->first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::not_found, "no row");
    return statement->integer(0);
}

core::Result<std::string> Database::text(std::string_view query)
{
    auto statement = prepare(query);
    if (!statement) return std::unexpected(statement.error());
    auto row = statement->first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::not_found, "no row");
    return statement->text(0);
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(handle_.get());
}

core::Result<> Statement::bind(std::initializer_list<Value> values)
{
    reset();
    sqlite3_stmt* handle = handle_.get();
    int index = 0;
    for (const Value& value : values) {
        ++index;
        const int done = std::visit(core::overloaded{
                                        [&](std::nullptr_t) { return sqlite3_bind_null(handle, index); },
                                        [&](std::int64_t number) { return sqlite3_bind_int64(handle, index, number); },
                                        [&](std::string_view text) {
                                            return sqlite3_bind_text64(handle, index, text.empty() ? "" : text.data(),
                                                                       text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
                                        },
                                        [&](core::ByteView bytes) {
                                            return bytes.empty() ? sqlite3_bind_zeroblob(handle, index, 0)
                                                                 : sqlite3_bind_blob64(handle, index, bytes.data(),
                                                                                       bytes.size(), SQLITE_TRANSIENT);
                                        },
                                    },
                                    value);
        if (done != SQLITE_OK) return failure(sqlite3_db_handle(handle), "bind");
    }
    return {};
}

core::Result<> Statement::run(std::initializer_list<Value> values)
{
    auto row = first(values);
    while (row && *row) row = next();
    reset();
    if (!row) return std::unexpected(row.error());
    return {};
}

core::Result<bool> Statement::first(std::initializer_list<Value> values)
{
    if (auto done = bind(values); !done) return std::unexpected(done.error());
    return next();
}

core::Result<bool> Statement::next()
{
    const int stepped = sqlite3_step(handle_.get());
    if (stepped == SQLITE_ROW) return true;
    if (stepped == SQLITE_DONE) {
        reset();
        return false;
    }
    const auto why = failure(sqlite3_db_handle(handle_.get()), "step");
    reset();
    return why;
}

void Statement::reset()
{
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(handle_.get(), column);
}

std::string Statement::text(int column) const
{
    const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return start ? std::string(start, static_cast<std::size_t>(size)) : std::string{};
}

core::Bytes Statement::blob(int column) const
{
    const auto* start = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return start ? core::Bytes(start, start + size) : core::Bytes{};
}

core::Result<core::Digest> Statement::digest(int column) const
{
    const core::Bytes bytes = blob(column);
    core::Digest digest{};
    if (bytes.size() != digest.size()) return fail(Errc::corrupt, "a digest of the wrong size");
    std::ranges::copy(bytes, digest.begin());
    return digest;
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

core::Result<Transaction> Transaction::begin(Database& database)
{
    if (auto done = database.execute("BEGIN IMMEDIATE"); !done) return std::unexpected(done.error());
    return Transaction{database.handle_.get()};
}

Transaction::Transaction(Transaction&& other) noexcept : handle_{std::exchange(other.handle_, nullptr)} {}

Transaction::~Transaction()
{
    // A full disk or an I/O error may have rolled back already.
    if (handle_ && sqlite3_get_autocommit(handle_) == 0) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

core::Result<> Transaction::commit()
{
    if (sqlite3_get_autocommit(handle_) != 0) return fail(Errc::storage, "the transaction was rolled back");
    if (sqlite3_exec(handle_, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) return failure(handle_, "commit");
    handle_ = nullptr;
    return {};
}

} // namespace casustafel::sql
