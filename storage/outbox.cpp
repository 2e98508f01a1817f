#include "storage/outbox.h"

#include "storage/keys.h"
#include "storage/schema.h"
#include "storage/sql/file.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace casustafel::storage {

using core::EnvelopeState;
using core::Errc;
using core::fail;

namespace {

std::string_view name_of(EnvelopeState state)
{
    switch (state) {
    case EnvelopeState::sealing:
        return "sealing";
    case EnvelopeState::sealed:
        return "sealed";
    case EnvelopeState::sent:
        return "sent";
    case EnvelopeState::opened:
        return "opened";
    case EnvelopeState::refused:
        return "refused";
    }
    std::unreachable();
}

core::Result<EnvelopeState> state_named(std::string_view name)
{
    for (const auto state : {EnvelopeState::sealing, EnvelopeState::sealed, EnvelopeState::sent, EnvelopeState::opened,
                             EnvelopeState::refused})
        if (name_of(state) == name) return state;
    return fail(Errc::corrupt, "unknown state of an envelope");
}

/// How far on its way. What the bureau refused may still be opened later (it keeps the bytes); never the other way
/// round.
int distance(EnvelopeState state)
{
    switch (state) {
    case EnvelopeState::sealing:
        return 0;
    case EnvelopeState::sealed:
        return 1;
    case EnvelopeState::sent:
        return 2;
    case EnvelopeState::refused:
        return 3;
    case EnvelopeState::opened:
        return 4;
    }
    std::unreachable();
}

constexpr std::string_view columns =
    "SELECT minutes, conference, seq, sha256, inner_sha256, state, sealed_at_ms, refused_because FROM envelope";

core::Result<core::Envelope> envelope_in(const sql::Statement& row)
{
    const auto digest = row.digest(3);
    const auto inner = row.digest(4);
    const auto state = state_named(row.text(5));
    if (!digest) return std::unexpected(digest.error());
    if (!inner) return std::unexpected(inner.error());
    if (!state) return std::unexpected(state.error());
    return core::Envelope{
        .minutes = core::MinutesId{row.text(0)},
        .conference = core::ConferenceId{row.text(1)},
        .seq = static_cast<std::uint64_t>(row.integer(2)),
        .sha256 = *digest,
        .inner_sha256 = *inner,
        .state = *state,
        .sealed_at = core::Instant{std::chrono::milliseconds{row.integer(6)}},
        .refused_because = row.text(7),
    };
}

} // namespace

core::Result<std::unique_ptr<SqlOutbox>> SqlOutbox::open(const std::filesystem::path& folder, const std::string& vfs)
{
    std::unique_ptr<SqlOutbox> outbox{new SqlOutbox{folder / "queue.db", vfs}};
    if (auto done = outbox->reopen(); !done) return std::unexpected(done.error());
    const auto verdict = outbox->database_->text("PRAGMA quick_check(1)");
    if (!verdict) return std::unexpected(verdict.error());
    if (*verdict != "ok") return fail(Errc::corrupt, "queue.db is damaged (" + *verdict + ")");
    if (auto done = sql::migrate(*outbox->database_, outbox_steps); !done) return std::unexpected(done.error());
    // Finishes an erasing that a power cut interrupted. On a full disk it waits for the next opening.
    std::ignore = outbox->database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return outbox;
}

core::Result<> SqlOutbox::ready()
{
    return database_ ? core::Result<>{} : reopen();
}

/// With nothing remembered of the file, neither by SQLite nor by the operating system.
core::Result<> SqlOutbox::reopen()
{
    database_.reset();
    sql::forget_cached(file_);
    auto database = sql::Database::open(file_, {.vfs = vfs_});
    if (!database) return std::unexpected(database.error());
    database_ = *std::move(database);
    return {};
}

core::Result<> SqlOutbox::put(const core::Envelope& envelope, core::ByteView bytes)
{
    const std::lock_guard lock{mutex_};
    if (sha256(bytes) != envelope.sha256) return fail(Errc::corrupt, "the envelope's digest isn't that of its bytes");
    if (auto done = ready(); !done) return done;
    const auto earlier = find(envelope.minutes);
    if (!earlier) return std::unexpected(earlier.error());
    if (*earlier && (*earlier)->state != EnvelopeState::sealing) {
        if ((*earlier)->sha256 != envelope.sha256)
            return fail(Errc::conflict, "other bytes are kept for minutes " + envelope.minutes.value());
        if ((*earlier)->state == EnvelopeState::opened) return {};
    } else if (auto done = insert_draft(envelope, bytes); !done) {
        return done;
    }
    if (auto done = reopen(); !done) return done; // what the disk has, not what memory has
    const auto stored = read_bytes(envelope.minutes);
    if (!stored) return std::unexpected(stored.error());
    const auto known = find(envelope.minutes);
    if (!known) return std::unexpected(known.error());
    if (!*known) return fail(Errc::storage, "the disk lost the envelope of minutes " + envelope.minutes.value());
    if ((*known)->state != EnvelopeState::sealing) return {};
    return move_on(**known, EnvelopeState::sealed, {}, {});
}

/// Takes the place of any draft that was left, of these minutes or of others: it counts for nothing.
core::Result<> SqlOutbox::insert_draft(const core::Envelope& envelope, core::ByteView bytes)
{
    auto transaction = sql::Transaction::begin(*database_);
    if (!transaction) return std::unexpected(transaction.error());
    if (auto done = database_->execute("DELETE FROM envelope WHERE state = 'sealing'"); !done) return done;
    const auto expected = read_next();
    if (!expected) return std::unexpected(expected.error());
    if (expected->seq != envelope.seq)
        return fail(Errc::conflict,
                    "the next envelope is " + std::to_string(expected->seq) + ", not " + std::to_string(envelope.seq));
    {
        auto statement =
            database_->prepare("INSERT INTO envelope (seq, minutes, conference, sha256, inner_sha256, state,"
                               " sealed_at_ms, refused_because, bytes) VALUES (?, ?, ?, ?, ?, 'sealing', ?, '', ?)");
        if (!statement) return std::unexpected(statement.error());
        auto done = statement->run({static_cast<std::int64_t>(envelope.seq), envelope.minutes.value(),
                                    envelope.conference.value(), core::ByteView{envelope.sha256},
                                    core::ByteView{envelope.inner_sha256},
                                    envelope.sealed_at.time_since_epoch().count(), bytes});
        if (!done) return done;
    }
    return transaction->commit();
}

core::Result<std::vector<core::Envelope>> SqlOutbox::list()
{
    const std::lock_guard lock{mutex_};
    if (auto done = ready(); !done) return std::unexpected(done.error());
    auto select = database_->prepare(std::string{columns} + " ORDER BY seq");
    if (!select) return std::unexpected(select.error());
    std::vector<core::Envelope> envelopes;
    auto row = select->first();
    for (; row && *row; row = select->next()) {
        auto envelope = envelope_in(*select);
        if (!envelope) return std::unexpected(envelope.error());
        envelopes.push_back(*std::move(envelope));
    }
    if (!row) return std::unexpected(row.error());
    return envelopes;
}

core::Result<std::optional<core::Envelope>> SqlOutbox::find(const core::MinutesId& minutes)
{
    auto select = database_->prepare(std::string{columns} + " WHERE minutes = ?");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first({minutes.value()});
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    return envelope_in(*select);
}

core::Result<core::Bytes> SqlOutbox::bytes(const core::MinutesId& minutes)
{
    const std::lock_guard lock{mutex_};
    if (auto done = reopen(); !done) return std::unexpected(done.error());
    return read_bytes(minutes);
}

core::Result<core::Bytes> SqlOutbox::read_bytes(const core::MinutesId& minutes)
{
    auto select = database_->prepare("SELECT bytes, sha256 FROM envelope WHERE minutes = ? AND bytes IS NOT NULL");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first({minutes.value()});
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::not_found, "no envelope with bytes for minutes " + minutes.value());
    core::Bytes stored = select->blob(0);
    if (!std::ranges::equal(sha256(stored), select->blob(1)))
        return fail(Errc::corrupt, "the stored envelope of minutes " + minutes.value() + " isn't what was sealed");
    return stored;
}

core::Result<> SqlOutbox::mark(const core::MinutesId& minutes, EnvelopeState state, const std::string& receipt_jws,
                               const std::string& refused_because)
{
    const std::lock_guard lock{mutex_};
    if (auto done = ready(); !done) return done;
    const auto known = find(minutes);
    if (!known) return std::unexpected(known.error());
    if (!*known) return fail(Errc::not_found, "no envelope for minutes " + minutes.value());
    return move_on(**known, state, receipt_jws, refused_because);
}

/// Whether the envelope may become this. What the relay refused it may take later; what the desk refused, which its
/// receipt says, only the desk can still open.
core::Result<bool> SqlOutbox::may_become(const core::Envelope& envelope, EnvelopeState state)
{
    if (distance(state) >= distance(envelope.state)) return true;
    if (envelope.state != EnvelopeState::refused || state != EnvelopeState::sent) return false;
    auto select = database_->prepare("SELECT 1 FROM receipt WHERE seq = ? AND state = 'refused'");
    if (!select) return std::unexpected(select.error());
    const auto by_desk = select->first({static_cast<std::int64_t>(envelope.seq)});
    if (!by_desk) return std::unexpected(by_desk.error());
    return !*by_desk;
}

core::Result<> SqlOutbox::move_on(const core::Envelope& envelope, EnvelopeState state, const std::string& receipt_jws,
                                  const std::string& refused_because)
{
    const auto may = may_become(envelope, state);
    if (!may) return std::unexpected(may.error());
    if (!*may)
        return fail(Errc::conflict, "minutes " + envelope.minutes.value() + " are " +
                                        std::string{name_of(envelope.state)} + " and can't become " +
                                        std::string{name_of(state)});
    {
        auto transaction = sql::Transaction::begin(*database_);
        if (!transaction) return std::unexpected(transaction.error());
        auto update = database_->prepare(
            "UPDATE envelope SET state = ?1, refused_because = CASE ?1 WHEN 'refused' THEN ?2 ELSE '' END,"
            " bytes = CASE ?1 WHEN 'opened' THEN NULL ELSE bytes END WHERE seq = ?3");
        auto keep = database_->prepare("INSERT OR IGNORE INTO receipt (seq, state, jws) VALUES (?, ?, ?)");
        if (!update) return std::unexpected(update.error());
        if (!keep) return std::unexpected(keep.error());
        const auto seq = static_cast<std::int64_t>(envelope.seq);
        if (auto done = update->run({name_of(state), refused_because, seq}); !done) return done;
        if (!receipt_jws.empty())
            if (auto done = keep->run({seq, name_of(state), receipt_jws}); !done) return done;
        if (auto done = transaction->commit(); !done) return done;
    }
    // Brings the overwriting of erased bytes into the file itself and empties the log that still held them.
    if (state == EnvelopeState::opened) return database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return {};
}

core::Result<core::Outbox::Next> SqlOutbox::next()
{
    const std::lock_guard lock{mutex_};
    if (auto done = ready(); !done) return std::unexpected(done.error());
    return read_next();
}

core::Result<core::Outbox::Next> SqlOutbox::read_next()
{
    auto select =
        database_->prepare("SELECT seq, inner_sha256 FROM envelope WHERE state <> 'sealing' ORDER BY seq DESC LIMIT 1");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return Next{.seq = 1, .previous_inner = std::nullopt};
    const auto inner = select->digest(1);
    if (!inner) return std::unexpected(inner.error());
    return Next{.seq = static_cast<std::uint64_t>(select->integer(0)) + 1, .previous_inner = *inner};
}

} // namespace casustafel::storage
