#include "bureau/relay_store.h"

#include "bureau/query.h"
#include "bureau/relay_schema.h"
#include "storage/sql/migrate.h"

#include <algorithm>

namespace casustafel::bureau {

using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;
using sql::Transaction;

namespace {

DeviceState device_state(std::string_view name)
{
    if (name == "enrolled") return DeviceState::enrolled;
    return name == "revoked" ? DeviceState::revoked : DeviceState::expected;
}

MinutesRow read_minutes_row(sql::Statement& row)
{
    return {row.integer(0), row.integer(1), row.text(2), row.text(3), core::to_hex(row.blob(4)), row.integer(5)};
}

constexpr std::string_view minutes_columns =
    "SELECT arrival, (SELECT count(*) FROM minutes AS earlier "
    "WHERE earlier.device = minutes.device AND earlier.arrival <= minutes.arrival), id, device, sha256, size "
    "FROM minutes ";

} // namespace

RelayStore::RelayStore(sql::Database database) : mutex_{std::make_unique<std::mutex>()}, database_{std::move(database)}
{
}

Result<RelayStore> RelayStore::open(const std::filesystem::path& file)
{
    Result<sql::Database> database = sql::Database::open(file, {.sharing = sql::Sharing::shared});
    if (!database) return std::unexpected(database.error());
    if (Result<> migrated = sql::migrate(*database, relay_schema()); !migrated)
        return std::unexpected(migrated.error());
    return RelayStore{std::move(*database)};
}

Result<> RelayStore::expect_device(std::string_view id, std::string_view room, const core::Digest& code_hash,
                                   core::Instant now, core::Instant code_expires)
{
    const std::lock_guard lock{*mutex_};
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    const std::string at = core::format(now);
    if (Result<> done = run(database_,
                            "INSERT INTO device VALUES (?1, ?2, 'expected', ?3) "
                            "ON CONFLICT (id) DO UPDATE SET room = ?2, state = 'expected'",
                            {id, room, std::string_view{at}});
        !done)
        return done;
    if (Result<> done = run(database_, "INSERT OR REPLACE INTO one_time_code VALUES (?1, ?2, ?3)",
                            {id, ByteView{code_hash}, code_expires.time_since_epoch().count()});
        !done)
        return done;
    return transaction->commit();
}

Result<std::vector<DeviceRow>> RelayStore::devices()
{
    const std::lock_guard lock{*mutex_};
    return all_rows(database_,
                    "SELECT id, room, state, added_at, EXISTS (SELECT 1 FROM device_keys WHERE device = id), "
                    "(SELECT count(*) FROM minutes WHERE minutes.device = device.id), "
                    "(SELECT count(*) FROM inbox WHERE inbox.device = device.id), coalesce(channel, ?1), "
                    "coalesce(at, ''), coalesce(body, '') FROM device "
                    "LEFT JOIN device_channel ON device_channel.device = device.id "
                    "LEFT JOIN report ON report.device = device.id ORDER BY id",
                    {usual_channel}, [](sql::Statement& row) {
                        return DeviceRow{row.text(0),    row.text(1),         device_state(row.text(2)),
                                         row.text(3),    row.integer(4) != 0, row.integer(5),
                                         row.integer(6), row.text(7),         row.text(8),
                                         row.text(9)};
                    });
}

Result<> RelayStore::revoke(std::string_view id)
{
    const std::lock_guard lock{*mutex_};
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    if (Result<> done = run(database_, "UPDATE device SET state = 'revoked' WHERE id = ?1", {id}); !done) return done;
    if (database_.changes() == 0) return fail(Errc::not_found, "no device '" + std::string{id} + "'");
    for (const std::string_view statement : {std::string_view{"DELETE FROM certificate WHERE device = ?1"},
                                             std::string_view{"DELETE FROM one_time_code WHERE device = ?1"}})
        if (Result<> done = run(database_, statement, {id}); !done) return done;
    return transaction->commit();
}

Result<std::string> RelayStore::enrol(std::string_view id, const core::Digest& code_hash, core::Instant now,
                                      const Issue& issue)
{
    const std::lock_guard lock{*mutex_};
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    if (Result<> used = run(database_,
                            "DELETE FROM one_time_code WHERE device = ?1 AND hash = ?2 AND expires_at_ms > ?3 "
                            "AND (SELECT state FROM device WHERE id = ?1) = 'expected'",
                            {id, ByteView{code_hash}, now.time_since_epoch().count()});
        !used)
        return std::unexpected(used.error());
    if (database_.changes() == 0) return fail(Errc::denied, "the one-time code isn't valid for this device");
    Result<Certificate> certificate = issue();
    if (!certificate) return std::unexpected(certificate.error());
    // Whoever enrols anew is a new board: what the old one held is void.
    for (const std::string_view statement : {std::string_view{"DELETE FROM certificate WHERE device = ?1"},
                                             std::string_view{"DELETE FROM device_keys WHERE device = ?1"},
                                             std::string_view{"UPDATE device SET state = 'enrolled' WHERE id = ?1"}})
        if (Result<> done = run(database_, statement, {id}); !done) return std::unexpected(done.error());
    if (Result<> done = run(database_, "INSERT INTO certificate VALUES (?1, ?2, ?3)",
                            {std::string_view{certificate->serial_hex}, id, certificate->not_after_s});
        !done)
        return std::unexpected(done.error());
    if (Result<> done = transaction->commit(); !done) return std::unexpected(done.error());
    return certificate->pem;
}

Result<std::string> RelayStore::re_enrol(std::string_view id, const Issue& issue)
{
    const std::lock_guard lock{*mutex_};
    Result<Certificate> certificate = issue();
    if (!certificate) return std::unexpected(certificate.error());
    if (Result<> done = run(database_, "INSERT INTO certificate VALUES (?1, ?2, ?3)",
                            {std::string_view{certificate->serial_hex}, id, certificate->not_after_s});
        !done)
        return std::unexpected(done.error());
    return certificate->pem;
}

Result<bool> RelayStore::may_call(std::string_view id, std::string_view serial_hex)
{
    const std::lock_guard lock{*mutex_};
    Result<std::optional<bool>> row =
        first_row(database_,
                  "SELECT 1 FROM certificate JOIN device ON device.id = certificate.device "
                  "WHERE serial = ?2 AND device.id = ?1 AND state <> 'revoked'",
                  {id, serial_hex}, [](sql::Statement&) { return true; });
    if (!row) return std::unexpected(row.error());
    return row->has_value();
}

Result<std::optional<KeySetRow>> RelayStore::device_keys(std::string_view id)
{
    const std::lock_guard lock{*mutex_};
    return first_row(database_, "SELECT jws, seq FROM device_keys WHERE device = ?1", {id},
                     [](sql::Statement& row) { return KeySetRow{row.text(0), row.integer(1)}; });
}

Result<> RelayStore::put_device_keys(std::string_view id, std::string_view jws, std::int64_t seq)
{
    const std::lock_guard lock{*mutex_};
    if (Result<> done = run(database_,
                            "INSERT INTO device_keys VALUES (?1, ?2, ?3) "
                            "ON CONFLICT (device) DO UPDATE SET seq = ?2, jws = ?3 WHERE seq < ?2",
                            {id, seq, jws});
        !done)
        return done;
    if (database_.changes() == 0)
        return fail(Errc::conflict, "a key set with this seq or a later one is there already");
    return {};
}

Result<std::optional<KeySetRow>> RelayStore::bureau_keys()
{
    const std::lock_guard lock{*mutex_};
    return first_row(database_, "SELECT jws, seq FROM bureau_keys", {},
                     [](sql::Statement& row) { return KeySetRow{row.text(0), row.integer(1)}; });
}

Result<> RelayStore::put_bureau_keys(std::string_view jws, std::int64_t seq)
{
    const std::lock_guard lock{*mutex_};
    return run(database_, "INSERT OR REPLACE INTO bureau_keys VALUES (1, ?1, ?2)", {seq, jws});
}

Result<std::vector<InboxRow>> RelayStore::inbox(std::string_view device)
{
    const std::lock_guard lock{*mutex_};
    return all_rows(database_, "SELECT item, sha256, size, kind FROM inbox WHERE device = ?1 ORDER BY put_at, item",
                    {device}, [](sql::Statement& row) {
                        return InboxRow{row.text(0), core::to_hex(row.blob(1)), row.integer(2), row.text(3)};
                    });
}

Result<core::Bytes> RelayStore::inbox_item(std::string_view device, std::string_view item)
{
    const std::lock_guard lock{*mutex_};
    Result<std::optional<core::Bytes>> body =
        first_row(database_, "SELECT body FROM inbox WHERE device = ?1 AND item = ?2", {device, item},
                  [](sql::Statement& row) { return row.blob(0); });
    if (!body) return std::unexpected(body.error());
    if (!*body) return fail(Errc::not_found, "no such item");
    return std::move(**body);
}

Result<> RelayStore::put_inbox_item(std::string_view device, std::string_view item, std::string_view kind,
                                    ByteView body, const core::Digest& sha256, core::Instant now)
{
    const std::lock_guard lock{*mutex_};
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    Result<std::optional<bool>> known =
        first_row(database_, "SELECT 1 FROM device WHERE id = ?1", {device}, [](sql::Statement&) { return true; });
    if (!known) return std::unexpected(known.error());
    if (!*known) return fail(Errc::not_found, "no device '" + std::string{device} + "'");
    Result<std::optional<core::Bytes>> before =
        first_row(database_, "SELECT sha256 FROM inbox WHERE device = ?1 AND item = ?2", {device, item},
                  [](sql::Statement& row) { return row.blob(0); });
    if (!before) return std::unexpected(before.error());
    if (*before) {
        if (std::ranges::equal(**before, sha256)) return {};
        return fail(Errc::conflict, "the inbox has other bytes under this name");
    }
    const std::string at = core::format(now);
    if (Result<> done = run(
            database_, "INSERT INTO inbox VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            {device, item, kind, ByteView{sha256}, static_cast<std::int64_t>(body.size()), std::string_view{at}, body});
        !done)
        return done;
    return transaction->commit();
}

Result<> RelayStore::remove_inbox_item(std::string_view device, std::string_view item)
{
    const std::lock_guard lock{*mutex_};
    return run(database_, "DELETE FROM inbox WHERE device = ?1 AND item = ?2", {device, item});
}

Result<Stored> RelayStore::put_minutes(std::string_view id, std::string_view device, ByteView body,
                                       const core::Digest& sha256, std::int64_t most_bytes, const MakeReceipt& make)
{
    const std::lock_guard lock{*mutex_};
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());

    struct Before {
        std::string device;
        core::Bytes sha256;
        std::string receipt;
    };
    Result<std::optional<Before>> before =
        first_row(database_,
                  "SELECT device, sha256, (SELECT jws FROM receipt WHERE minutes = ?1 AND stage = 'stored') "
                  "FROM minutes WHERE id = ?1",
                  {id}, [](sql::Statement& row) { return Before{row.text(0), row.blob(1), row.text(2)}; });
    if (!before) return std::unexpected(before.error());
    if (*before) {
        if ((*before)->device == device && std::ranges::equal((*before)->sha256, sha256))
            return Stored{(*before)->receipt, true};
        return fail(Errc::conflict, "these minutes are there already with other bytes");
    }

    struct Room {
        std::int64_t count = 0;
        std::int64_t unopened_bytes = 0;
    };
    Result<std::optional<Room>> room = first_row(
        database_,
        "SELECT count(*), coalesce(sum(CASE WHEN opened = 0 THEN size END), 0) FROM minutes WHERE device = ?1",
        {device}, [](sql::Statement& row) { return Room{row.integer(0), row.integer(1)}; });
    if (!room) return std::unexpected(room.error());
    if ((*room)->unopened_bytes + static_cast<std::int64_t>(body.size()) > most_bytes)
        return fail(Errc::full, "too many envelopes of this device wait to be opened");
    Result<std::optional<ChainPlace>> place =
        first_row(database_, "SELECT seq, prev FROM receipt_chain", {}, [](sql::Statement& row) {
            return ChainPlace{static_cast<std::uint64_t>(row.integer(0)) + 1, row.text(1)};
        });
    if (!place) return std::unexpected(place.error());
    const Result<SignedReceipt> receipt = make({**place, static_cast<std::uint64_t>((*room)->count) + 1});
    if (!receipt) return std::unexpected(receipt.error());

    if (Result<> done =
            run(database_, "INSERT INTO minutes (id, device, sha256, size, body) VALUES (?1, ?2, ?3, ?4, ?5)",
                {id, device, ByteView{sha256}, static_cast<std::int64_t>(body.size()), body});
        !done)
        return std::unexpected(done.error());
    if (Result<> done = run(database_, "INSERT INTO receipt (minutes, stage, jws) VALUES (?1, 'stored', ?2)",
                            {id, std::string_view{receipt->jws}});
        !done)
        return std::unexpected(done.error());
    if (Result<> done = run(database_, "UPDATE receipt_chain SET seq = ?1, prev = ?2",
                            {static_cast<std::int64_t>((*place)->seq), std::string_view{receipt->digest_b64url}});
        !done)
        return std::unexpected(done.error());
    if (Result<> done = transaction->commit(); !done) return std::unexpected(done.error());
    return Stored{receipt->jws, false};
}

Result<std::vector<MinutesRow>> RelayStore::minutes_after(std::int64_t arrival, std::int64_t most)
{
    const std::lock_guard lock{*mutex_};
    return all_rows(database_, std::string{minutes_columns} + "WHERE arrival > ?1 ORDER BY arrival LIMIT ?2",
                    {arrival, most}, read_minutes_row);
}

Result<MinutesRow> RelayStore::minutes(std::string_view id)
{
    const std::lock_guard lock{*mutex_};
    Result<std::optional<MinutesRow>> row =
        first_row(database_, std::string{minutes_columns} + "WHERE id = ?1", {id}, read_minutes_row);
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::not_found, "no such minutes");
    return std::move(**row);
}

Result<core::Bytes> RelayStore::envelope(std::string_view id)
{
    const std::lock_guard lock{*mutex_};
    Result<std::optional<core::Bytes>> body = first_row(database_, "SELECT body FROM minutes WHERE id = ?1", {id},
                                                        [](sql::Statement& row) { return row.blob(0); });
    if (!body) return std::unexpected(body.error());
    if (!*body) return fail(Errc::not_found, "no such minutes");
    return std::move(**body);
}

Result<ReceiptRow> RelayStore::newest_receipt(std::string_view minutes)
{
    const std::lock_guard lock{*mutex_};
    Result<std::optional<ReceiptRow>> row = first_row(
        database_,
        "SELECT device, stage, jws FROM receipt JOIN minutes ON minutes.id = receipt.minutes "
        "WHERE minutes.id = ?1 ORDER BY number DESC LIMIT 1",
        {minutes}, [](sql::Statement& found) { return ReceiptRow{found.text(0), found.text(1), found.text(2)}; });
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::not_found, "no such minutes");
    return std::move(**row);
}

Result<> RelayStore::add_receipt(std::string_view minutes, std::string_view stage, std::string_view jws)
{
    const std::lock_guard lock{*mutex_};
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    // The same receipt again adds nothing.
    if (Result<> done = run(database_,
                            "INSERT INTO receipt (minutes, stage, jws) SELECT ?1, ?2, ?3 "
                            "WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE minutes = ?1 AND jws = ?3)",
                            {minutes, stage, jws});
        !done)
        return done;
    if (stage == "opened")
        if (Result<> done = run(database_, "UPDATE minutes SET opened = 1 WHERE id = ?1", {minutes}); !done)
            return done;
    return transaction->commit();
}

Result<RelayStore::Counts> RelayStore::counts()
{
    const std::lock_guard lock{*mutex_};
    Result<std::optional<Counts>> row =
        first_row(database_,
                  "SELECT (SELECT count(*) FROM device), (SELECT count(*) FROM minutes), "
                  "(SELECT count(*) FROM minutes WHERE opened = 0), (SELECT count(*) FROM inbox)",
                  {}, [](sql::Statement& found) {
                      return Counts{found.integer(0), found.integer(1), found.integer(2), found.integer(3)};
                  });
    if (!row) return std::unexpected(row.error());
    return **row;
}

} // namespace casustafel::bureau
