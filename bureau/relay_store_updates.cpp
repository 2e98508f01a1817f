#include "bureau/query.h"
#include "bureau/relay_store.h"

#include <algorithm>
#include <set>

// Updates, channels and reports.

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
using sql::Transaction;

namespace {

constexpr std::string_view update_columns =
    "SELECT number, sha256, size, compatible, version, coalesce(channel, ''), state, "
    "CASE WHEN channel IS NULL THEN (SELECT count(*) FROM published_to WHERE published_to.number = published.number) "
    "ELSE (SELECT count(*) FROM device LEFT JOIN device_channel ON device_channel.device = device.id "
    "WHERE device.state <> 'revoked' AND coalesce(device_channel.channel, ?1) = published.channel) END, published_at "
    "FROM published ";

UpdateRow read_update(sql::Statement& row)
{
    return {row.integer(0), row.text(1), row.integer(2), row.text(3), row.text(4),
            row.text(5),    row.text(6), row.integer(7), row.text(8)};
}

Result<bool> is_known(sql::Database& database, std::string_view device)
{
    const auto row =
        first_row(database, "SELECT 1 FROM device WHERE id = ?1", {device}, [](sql::Statement&) { return true; });
    if (!row) return std::unexpected(row.error());
    return row->has_value();
}

Result<> must_be_known(sql::Database& database, std::string_view device)
{
    const Result<bool> known = is_known(database, device);
    if (!known) return std::unexpected(known.error());
    if (!*known) return fail(Errc::not_found, "no device '" + std::string{device} + "'");
    return {};
}

/// The number under which the very same is offered already.
Result<std::optional<std::int64_t>> same_as(sql::Database& database, const UpdateOffer& offer)
{
    const auto candidates = all_rows(
        database,
        "SELECT number, coalesce(channel, '') FROM published WHERE state = 'offered' AND sha256 = ?1 "
        "AND compatible = ?2 AND version = ?3",
        {std::string_view{offer.sha256_hex}, std::string_view{offer.compatible}, std::string_view{offer.version}},
        [](sql::Statement& row) { return std::pair{row.integer(0), row.text(1)}; });
    if (!candidates) return std::unexpected(candidates.error());
    for (const auto& [number, channel] : *candidates) {
        if (channel != offer.channel) continue;
        const auto devices = all_rows(database, "SELECT device FROM published_to WHERE number = ?1", {number},
                                      [](sql::Statement& row) { return row.text(0); });
        if (!devices) return std::unexpected(devices.error());
        if (std::set(devices->begin(), devices->end()) == std::set(offer.devices.begin(), offer.devices.end()))
            return number;
    }
    return std::nullopt;
}

/// What the new one takes the place of: the same channel's, or the same devices' as far as it names them.
Result<> replace_older(sql::Database& database, const UpdateOffer& offer, std::int64_t number)
{
    const std::string_view compatible = offer.compatible;
    if (offer.devices.empty())
        return run(database,
                   "UPDATE published SET state = 'replaced' WHERE state = 'offered' AND channel = ?1 "
                   "AND compatible = ?2 AND number < ?3",
                   {std::string_view{offer.channel}, compatible, number});
    for (const std::string& device : offer.devices)
        if (Result<> done = run(database,
                                "DELETE FROM published_to WHERE device = ?1 AND number IN "
                                "(SELECT number FROM published WHERE compatible = ?2 AND number < ?3)",
                                {std::string_view{device}, compatible, number});
            !done)
            return done;
    return run(database, "UPDATE published SET state = 'replaced' WHERE state = 'offered' AND channel IS NULL "
                         "AND NOT EXISTS (SELECT 1 FROM published_to WHERE published_to.number = published.number)");
}

} // namespace

Result<> RelayStore::set_channel(std::string_view device, std::string_view channel)
{
    const std::lock_guard lock{*mutex_};
    if (Result<> known = must_be_known(database_, device); !known) return known;
    return run(database_, "INSERT OR REPLACE INTO device_channel VALUES (?1, ?2)", {device, channel});
}

Result<std::int64_t> RelayStore::publish(const UpdateOffer& offer, core::Instant now)
{
    const std::lock_guard lock{*mutex_};
    Result<Transaction> transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    for (const std::string& device : offer.devices)
        if (Result<> known = must_be_known(database_, device); !known) return std::unexpected(known.error());
    const auto same = same_as(database_, offer);
    if (!same) return std::unexpected(same.error());
    if (*same) return **same;

    const std::string at = core::format(now);
    const std::string_view channel = offer.channel;
    if (Result<> done = run(database_,
                            "INSERT INTO published (sha256, size, compatible, version, channel, state, published_at) "
                            "VALUES (?1, ?2, ?3, ?4, nullif(?5, ''), 'offered', ?6)",
                            {std::string_view{offer.sha256_hex}, offer.size, std::string_view{offer.compatible},
                             std::string_view{offer.version}, channel, std::string_view{at}});
        !done)
        return std::unexpected(done.error());
    const auto number = first_row(database_, "SELECT max(number) FROM published", {},
                                  [](sql::Statement& row) { return row.integer(0); });
    if (!number) return std::unexpected(number.error());
    for (const std::string& device : offer.devices)
        if (Result<> done = run(database_, "INSERT OR IGNORE INTO published_to VALUES (?1, ?2)",
                                {**number, std::string_view{device}});
            !done)
            return std::unexpected(done.error());
    if (Result<> done = replace_older(database_, offer, **number); !done) return std::unexpected(done.error());
    if (Result<> done = transaction->commit(); !done) return std::unexpected(done.error());
    return **number;
}

Result<std::vector<UpdateRow>> RelayStore::published()
{
    const std::lock_guard lock{*mutex_};
    return all_rows(database_, std::string{update_columns} + "ORDER BY number DESC", {usual_channel}, read_update);
}

Result<> RelayStore::withdraw(std::int64_t number)
{
    const std::lock_guard lock{*mutex_};
    if (Result<> done = run(database_, "UPDATE published SET state = 'withdrawn' WHERE number = ?1", {number}); !done)
        return done;
    if (database_.changes() == 0) return fail(Errc::not_found, "no update " + std::to_string(number));
    return {};
}

Result<std::vector<UpdateRow>> RelayStore::updates_for(std::string_view device)
{
    const std::lock_guard lock{*mutex_};
    auto rows =
        all_rows(database_,
                 std::string{update_columns} + "WHERE state = 'offered' AND (EXISTS (SELECT 1 FROM published_to WHERE "
                                               "published_to.number = published.number AND device = ?2) OR channel = "
                                               "coalesce((SELECT channel FROM device_channel WHERE device = ?2), ?1)) "
                                               "ORDER BY number DESC",
                 {usual_channel, device}, read_update);
    if (!rows) return rows;
    std::set<std::string> seen;
    std::erase_if(*rows, [&](const UpdateRow& row) { return !seen.insert(row.compatible).second; });
    return rows;
}

Result<> RelayStore::keep_report(std::string_view device, std::string_view body, core::Instant now)
{
    const std::lock_guard lock{*mutex_};
    const std::string at = core::format(now);
    return run(database_, "INSERT OR REPLACE INTO report VALUES (?1, ?2, ?3)", {device, std::string_view{at}, body});
}

} // namespace casustafel::bureau
