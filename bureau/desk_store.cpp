#include "bureau/desk_store.h"

#include "bureau/query.h"
#include "protocol/base64url.h"
#include "protocol/json.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "storage/sql/migrate.h"

#include <algorithm>
#include <array>

namespace casustafel::bureau {

using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;
using sql::Transaction;

namespace {

constexpr std::size_t key_and_salt = 32 + 16;

constexpr std::array steps{sql::Migration{1, 1, R"sql(
    CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
    INSERT INTO schema_info VALUES (1);

    CREATE TABLE package (
        id        TEXT NOT NULL,
        device    TEXT NOT NULL,
        sealed_at TEXT NOT NULL,
        body      TEXT NOT NULL,
        PRIMARY KEY (id, device)
    ) STRICT;

    CREATE TABLE device_key_set (
        device TEXT NOT NULL,
        seq    INTEGER NOT NULL,
        jws    TEXT NOT NULL,
        PRIMARY KEY (device, seq)
    ) STRICT;

    CREATE TABLE minutes (
        number       INTEGER PRIMARY KEY AUTOINCREMENT,
        id           TEXT NOT NULL,
        device       TEXT NOT NULL,
        seq          INTEGER NOT NULL,
        sha256       BLOB NOT NULL,
        inner_sha256 BLOB NOT NULL,
        prev         TEXT NOT NULL,
        opened_at    TEXT NOT NULL,
        apart        INTEGER NOT NULL,
        gap          INTEGER NOT NULL,
        jws          TEXT NOT NULL,
        body         TEXT NOT NULL,
        UNIQUE (id, sha256)
    ) STRICT;
    CREATE UNIQUE INDEX minutes_in_chain ON minutes (device, seq) WHERE apart = 0;
    CREATE TRIGGER minutes_are_never_changed BEFORE UPDATE ON minutes
    BEGIN SELECT RAISE(ABORT, 'opened minutes are never changed'); END;

    CREATE TABLE receipt (
        minutes   TEXT NOT NULL,
        sha256    BLOB NOT NULL,
        device    TEXT NOT NULL,
        stage     TEXT NOT NULL CHECK (stage IN ('opened', 'refused')),
        reason    TEXT NOT NULL,
        jws       TEXT NOT NULL,
        delivered INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (minutes, sha256)
    ) STRICT;

    CREATE TABLE chain (
        type TEXT PRIMARY KEY CHECK (type IN ('package', 'receipt')),
        seq  INTEGER NOT NULL,
        prev TEXT NOT NULL
    ) STRICT;
    INSERT INTO chain VALUES ('package', 0, ''), ('receipt', 0, '');

    CREATE TABLE progress (only INTEGER PRIMARY KEY CHECK (only = 1), arrival INTEGER NOT NULL) STRICT;
    INSERT INTO progress VALUES (1, 0);
)sql"},
                           sql::Migration{2, 1, R"sql(
    CREATE TABLE recovered (
        id           TEXT PRIMARY KEY,
        device       TEXT NOT NULL,
        recovered_at TEXT NOT NULL,
        body         TEXT NOT NULL
    ) STRICT;
)sql"},
                           // Without its lines in the log nothing is opened: no older program from here on.
                           sql::Migration{3, 3, R"sql(
    CREATE TABLE log_line (
        log  TEXT NOT NULL,
        n    INTEGER NOT NULL,
        body TEXT NOT NULL,
        root BLOB NOT NULL CHECK (length(root) = 32),
        PRIMARY KEY (log, n)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER log_line_is_never_changed BEFORE UPDATE ON log_line
    BEGIN SELECT RAISE(ABORT, 'lines are append-only'); END;
    CREATE TRIGGER log_line_is_never_removed BEFORE DELETE ON log_line
    BEGIN SELECT RAISE(ABORT, 'lines are append-only'); END;
    CREATE TABLE log_state (log TEXT PRIMARY KEY, size INTEGER NOT NULL, subtrees BLOB NOT NULL) STRICT;

    CREATE TABLE log_head (
        device  TEXT NOT NULL,
        minutes TEXT NOT NULL,
        seq     INTEGER NOT NULL,
        size    INTEGER NOT NULL,
        number  INTEGER NOT NULL,
        jws     TEXT NOT NULL,
        PRIMARY KEY (device, minutes)
    ) STRICT;
    CREATE TABLE log_waiting (
        device TEXT NOT NULL,
        n      INTEGER NOT NULL,
        body   TEXT NOT NULL,
        PRIMARY KEY (device, n)
    ) STRICT;
    CREATE TABLE log_trouble (
        device  TEXT NOT NULL,
        minutes TEXT NOT NULL,
        what    TEXT NOT NULL,
        UNIQUE (device, minutes)
    ) STRICT;
)sql"}};

constexpr std::string_view minutes_columns =
    "SELECT id, device, seq, sha256, inner_sha256, prev, opened_at, apart, gap, jws, body, "
    "coalesce(json_extract(body, '$.corrects'), '') FROM minutes ";

core::Digest digest_of(const core::Bytes& bytes)
{
    core::Digest digest{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
    return digest;
}

OpenedMinutes read_minutes_row(sql::Statement& row)
{
    OpenedMinutes minutes;
    minutes.id = row.text(0);
    minutes.device = row.text(1);
    minutes.seq = static_cast<std::uint64_t>(row.integer(2));
    minutes.sha256 = digest_of(row.blob(3));
    minutes.inner_sha256 = digest_of(row.blob(4));
    minutes.prev = row.text(5);
    minutes.opened_at = row.text(6);
    minutes.apart = row.integer(7) != 0;
    minutes.gap = row.integer(8) != 0;
    minutes.jws = row.text(9);
    minutes.body = row.text(10);
    minutes.corrects = row.text(11);
    return minutes;
}

} // namespace

Result<DeskStore> DeskStore::open(const std::filesystem::path& file, ByteView key)
{
    if (key.size() != key_and_salt) return fail(Errc::corrupt, "the desk's database key isn't one");
    Result<sql::Database> database = sql::Database::open(file, {.raw_key = key, .sharing = sql::Sharing::shared});
    if (!database) return std::unexpected(database.error());
    if (Result<> migrated = sql::migrate(*database, steps); !migrated) return std::unexpected(migrated.error());
    return DeskStore{std::move(*database)};
}

core::Bytes DeskStore::new_key()
{
    return seal::random_bytes(key_and_salt);
}

Result<std::vector<std::string>> DeskStore::device_key_sets(std::string_view device)
{
    return all_rows(database_, "SELECT jws FROM device_key_set WHERE device = ?1 ORDER BY seq", {device},
                    [](sql::Statement& row) { return row.text(0); });
}

Result<> DeskStore::pin_device_keys(std::string_view device, std::int64_t seq, std::string_view jws)
{
    return run(database_, "INSERT INTO device_key_set VALUES (?1, ?2, ?3)", {device, seq, jws});
}

Result<ChainPlace> DeskStore::next_place(std::string_view type)
{
    Result<std::optional<ChainPlace>> place =
        first_row(database_, "SELECT seq, prev FROM chain WHERE type = ?1", {type}, [](sql::Statement& row) {
            return ChainPlace{static_cast<std::uint64_t>(row.integer(0)) + 1, row.text(1)};
        });
    if (!place) return std::unexpected(place.error());
    return **place;
}

Result<> DeskStore::keep_package(std::string_view id, std::string_view device, std::string_view body, ChainPlace place,
                                 std::string_view inner_digest, core::Instant now, const std::string& line)
{
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    if (Result<> done = run(database_, "UPDATE chain SET seq = ?1, prev = ?2 WHERE type = 'package' AND seq = ?1 - 1",
                            {static_cast<std::int64_t>(place.seq), inner_digest});
        !done)
        return done;
    if (database_.changes() == 0) return fail(Errc::conflict, "another package was sealed meanwhile; try again");
    const std::string at = core::format(now);
    if (Result<> done = run(database_, "INSERT OR REPLACE INTO package VALUES (?1, ?2, ?3, ?4)",
                            {id, device, std::string_view{at}, body});
        !done)
        return done;
    if (Result<> done = logs().append({}, {&line, 1}); !done) return done;
    return transaction->commit();
}

Result<std::optional<std::string>> DeskStore::package(std::string_view id)
{
    return first_row(database_, "SELECT body FROM package WHERE id = ?1 ORDER BY sealed_at DESC", {id},
                     [](sql::Statement& row) { return row.text(0); });
}

Result<std::optional<OpenedMinutes>> DeskStore::minutes(std::string_view id)
{
    return first_row(database_, std::string{minutes_columns} + "WHERE id = ?1 ORDER BY apart, number", {id},
                     read_minutes_row);
}

Result<std::optional<OpenedMinutes>> DeskStore::minutes_by_seq(std::string_view device, std::uint64_t seq)
{
    return first_row(database_, std::string{minutes_columns} + "WHERE device = ?1 AND seq = ?2 AND apart = 0",
                     {device, static_cast<std::int64_t>(seq)}, read_minutes_row);
}

Result<std::vector<OpenedMinutes>> DeskStore::list()
{
    return all_rows(database_, std::string{minutes_columns} + "ORDER BY number", {}, read_minutes_row);
}

Result<std::vector<std::string>> DeskStore::corrections_of(std::string_view id)
{
    return all_rows(database_, "SELECT id FROM minutes WHERE json_extract(body, '$.corrects') = ?1 ORDER BY number",
                    {id}, [](sql::Statement& row) { return row.text(0); });
}

Result<> DeskStore::keep_recovered(const RecoveredRow& row)
{
    return run(database_, "INSERT OR REPLACE INTO recovered VALUES (?1, ?2, ?3, ?4)",
               {std::string_view{row.id}, std::string_view{row.device}, std::string_view{row.recovered_at},
                std::string_view{row.body}});
}

Result<std::vector<RecoveredRow>> DeskStore::recovered()
{
    return all_rows(
        database_, "SELECT id, device, recovered_at, body FROM recovered ORDER BY recovered_at, id", {},
        [](sql::Statement& row) { return RecoveredRow{row.text(0), row.text(1), row.text(2), row.text(3)}; });
}

Result<std::optional<DeskReceipt>> DeskStore::receipt(std::string_view minutes, const core::Digest& sha256)
{
    return first_row(database_, "SELECT minutes, stage, jws, delivered FROM receipt WHERE minutes = ?1 AND sha256 = ?2",
                     {minutes, ByteView{sha256}}, [](sql::Statement& row) {
                         return DeskReceipt{row.text(0), row.text(1), row.text(2), row.integer(3) != 0};
                     });
}

Result<> DeskStore::settle(const Settled& settled, const std::optional<OpenedMinutes>& opened)
{
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    if (Result<> done = run(database_, "UPDATE chain SET seq = ?1, prev = ?2 WHERE type = 'receipt' AND seq = ?1 - 1",
                            {static_cast<std::int64_t>(settled.receipt_seq), std::string_view{settled.receipt_digest}});
        !done)
        return done;
    if (database_.changes() == 0) return fail(Errc::conflict, "another sync is running; try again");
    if (Result<> done = log_settled(settled); !done) return done;
    if (opened) {
        if (Result<> done = run(
                database_,
                "INSERT INTO minutes (id, device, seq, sha256, inner_sha256, prev, opened_at, apart, "
                "gap, jws, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                {std::string_view{opened->id}, std::string_view{opened->device}, static_cast<std::int64_t>(opened->seq),
                 ByteView{opened->sha256}, ByteView{opened->inner_sha256}, std::string_view{opened->prev},
                 std::string_view{opened->opened_at}, std::int64_t{opened->apart ? 1 : 0},
                 std::int64_t{opened->gap ? 1 : 0}, std::string_view{opened->jws}, std::string_view{opened->body}});
            !done)
            return done;
    }
    if (Result<> done =
            run(database_,
                "INSERT INTO receipt (minutes, sha256, device, stage, reason, jws) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                {std::string_view{settled.minutes}, ByteView{settled.sha256}, std::string_view{settled.device},
                 std::string_view{settled.stage}, std::string_view{settled.reason}, std::string_view{settled.jws}});
        !done)
        return done;
    return transaction->commit();
}

/// The lines that the receipt's head counts in, and what came of the device's log.
Result<> DeskStore::log_settled(const Settled& settled)
{
    if (settled.arrived_log)
        if (Result<> done = logs().keep(*settled.arrived_log, settled.log_trouble); !done) return done;
    const Result<core::MerkleTree> before = logs().tree({});
    if (!before) return std::unexpected(before.error());
    if (before->size() != settled.log_size) return fail(Errc::conflict, "somebody else works at the desk; try again");
    return logs().append({}, settled.log_lines);
}

Result<> DeskStore::note(const std::string& line)
{
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    if (Result<> done = logs().append({}, {&line, 1}); !done) return done;
    return transaction->commit();
}

Result<std::vector<core::LogHead>> DeskStore::given_heads()
{
    const auto receipts =
        all_rows(database_, "SELECT jws FROM receipt", {}, [](sql::Statement& row) { return row.text(0); });
    if (!receipts) return std::unexpected(receipts.error());
    std::vector<core::LogHead> heads;
    for (const std::string& jws : *receipts) {
        const std::size_t from = jws.find('.') + 1;
        const Result<core::Bytes> payload = protocol::from_base64url(jws.substr(from, jws.rfind('.') - from));
        const Result<nlohmann::json> frame =
            payload ? protocol::read_json(core::text_of(*payload)) : std::unexpected(payload.error());
        if (!frame || !frame->contains("body")) return fail(Errc::corrupt, "a receipt at the desk is damaged");
        const Result<core::Receipt> receipt = protocol::read_receipt(frame->at("body").dump());
        if (!receipt) return std::unexpected(receipt.error());
        if (receipt->log) heads.push_back(*receipt->log);
    }
    return heads;
}

Result<> DeskStore::delivered(std::string_view minutes, const core::Digest& sha256)
{
    return run(database_, "UPDATE receipt SET delivered = 1 WHERE minutes = ?1 AND sha256 = ?2",
               {minutes, ByteView{sha256}});
}

Result<std::int64_t> DeskStore::progress()
{
    return database_.integer("SELECT arrival FROM progress");
}

Result<> DeskStore::set_progress(std::int64_t arrival)
{
    return run(database_, "UPDATE progress SET arrival = ?1", {arrival});
}

} // namespace casustafel::bureau
