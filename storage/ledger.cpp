#include "storage/ledger.h"

#include "storage/schema.h"

#include <malloc.h>
#include <sodium.h>

#include <algorithm>

namespace casustafel::storage {

using core::Errc;
using core::fail;

namespace {

std::unexpected<core::Error> locked()
{
    return fail(Errc::denied, "the ledger was closed when the vault was locked");
}

} // namespace

core::Digest next_in_chain(const std::optional<core::Digest>& previous, std::string_view line)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    if (previous) crypto_hash_sha256_update(&state, previous->data(), previous->size());
    const core::ByteView bytes = core::bytes_of(line);
    crypto_hash_sha256_update(&state, bytes.data(), bytes.size());
    core::Digest next{};
    crypto_hash_sha256_final(&state, next.data());
    return next;
}

core::Result<std::unique_ptr<SqlLedger>>
SqlLedger::create(const File& file, const std::optional<core::Digest>& previous, FactFormat format)
{
    auto database = sql::Database::open(file.path, {.raw_key = file.raw_key, .vfs = file.vfs});
    if (!database) return std::unexpected(database.error());
    if (auto done = sql::migrate(*database, ledger_steps); !done) return std::unexpected(done.error());
    {
        auto insert = database->prepare("INSERT OR IGNORE INTO origin VALUES (1, ?)");
        if (!insert) return std::unexpected(insert.error());
        const auto done = previous ? insert->run({core::ByteView{*previous}}) : insert->run({nullptr});
        if (!done) return std::unexpected(done.error());
    }
    std::unique_ptr<SqlLedger> ledger{new SqlLedger{*std::move(database), std::move(format)}};
    if (auto done = ledger->prepare(); !done) return std::unexpected(done.error());
    return ledger;
}

core::Result<std::unique_ptr<SqlLedger>> SqlLedger::open(const File& file, FactFormat format)
{
    auto database = sql::Database::open(file.path, {.raw_key = file.raw_key, .create = false, .vfs = file.vfs});
    if (!database) return std::unexpected(database.error());
    std::unique_ptr<SqlLedger> ledger{new SqlLedger{*std::move(database), std::move(format)}};
    for (const auto step : {&SqlLedger::check, &SqlLedger::prepare, &SqlLedger::check_chain}) {
        if (auto done = (*ledger.*step)(); !done)
            return fail(done.error().code, done.error().detail + ": " + file.path.string());
    }
    return ledger;
}

core::Result<> SqlLedger::check()
{
    const auto verdict = database_->text("PRAGMA quick_check(1)");
    if (!verdict) return std::unexpected(verdict.error());
    if (*verdict != "ok") return fail(Errc::corrupt, "the database is damaged (" + *verdict + ")");
    return sql::migrate(*database_, ledger_steps);
}

core::Result<> SqlLedger::prepare()
{
    auto count = database_->prepare("SELECT coalesce(max(seq), 0) FROM fact");
    auto insert_fact = database_->prepare("INSERT INTO fact VALUES (?, ?, ?)");
    auto insert_line = database_->prepare("INSERT INTO audit VALUES (?, ?, ?)");
    auto last_line = database_->prepare("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
    for (const auto* statement : {&count, &insert_fact, &insert_line, &last_line})
        if (!*statement) return std::unexpected(statement->error());
    statements_.emplace(*std::move(count), *std::move(insert_fact), *std::move(insert_line), *std::move(last_line));
    return read_origin();
}

core::Result<> SqlLedger::check_chain()
{
    std::optional<core::Digest> head = origin_;
    auto lines = database_->prepare("SELECT audit.seq, line, hash FROM audit JOIN fact USING (seq) ORDER BY audit.seq");
    if (!lines) return std::unexpected(lines.error());
    std::int64_t seq = 0;
    auto row = lines->first();
    for (; row && *row; row = lines->next()) {
        ++seq;
        const core::Digest next = next_in_chain(head, lines->text(1));
        if (lines->integer(0) != seq || !std::ranges::equal(lines->blob(2), next))
            return fail(Errc::corrupt, "the audit chain breaks at entry " + std::to_string(seq));
        head = next;
    }
    if (!row) return std::unexpected(row.error());
    const auto facts = count();
    if (!facts) return std::unexpected(facts.error());
    if (*facts != static_cast<std::uint64_t>(seq))
        return fail(Errc::corrupt, std::to_string(*facts) + " facts and " + std::to_string(seq) + " audit entries");
    return {};
}

core::Result<std::uint64_t> SqlLedger::count()
{
    auto row = statements_->count.first();
    if (!row) return std::unexpected(row.error());
    const auto known = static_cast<std::uint64_t>(statements_->count.integer(0));
    statements_->count.reset();
    return known;
}

core::Result<> SqlLedger::read_origin()
{
    auto select = database_->prepare("SELECT previous FROM origin");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::corrupt, "the audit chain has no start");
    if (select->is_null(0)) return {};
    const auto digest = select->digest(0);
    if (!digest) return std::unexpected(digest.error());
    origin_ = *digest;
    return {};
}

core::Result<std::vector<core::Recorded>> SqlLedger::read(const char* query)
{
    if (!database_) return locked();
    auto select = database_->prepare(query);
    if (!select) return std::unexpected(select.error());
    std::vector<core::Recorded> facts;
    auto row = select->first();
    for (; row && *row; row = select->next()) {
        auto fact = format_.decode(select->blob(1));
        if (!fact)
            return fail(Errc::corrupt, "fact " + std::to_string(select->integer(0)) + ": " + fact.error().detail);
        facts.push_back(*std::move(fact));
    }
    if (!row) return std::unexpected(row.error());
    return facts;
}

core::Result<std::vector<core::Recorded>> SqlLedger::load()
{
    auto facts = read("SELECT seq, body FROM fact ORDER BY seq");
    // Reading a package takes many times its size; without being asked the allocator would keep that.
    malloc_trim(0);
    return facts;
}

core::Result<> SqlLedger::keep_draft(std::span<const core::Recorded> facts)
{
    if (!database_) return locked();
    auto transaction = sql::Transaction::begin(*database_);
    if (!transaction) return std::unexpected(transaction.error());
    auto put = database_->prepare("INSERT OR REPLACE INTO draft VALUES (?, ?)");
    auto remove = database_->prepare("DELETE FROM draft WHERE part > ?");
    for (const auto* statement : {&put, &remove})
        if (!*statement) return std::unexpected(statement->error());
    std::int64_t part = 0;
    for (const core::Recorded& recorded : facts) {
        const core::Bytes body = format_.encode(recorded);
        if (auto done = put->run({++part, core::ByteView{body}}); !done) return done;
    }
    if (auto done = remove->run({part}); !done) return done;
    return transaction->commit();
}

core::Result<std::vector<core::Recorded>> SqlLedger::draft()
{
    return read("SELECT part, body FROM draft ORDER BY part");
}

core::Result<> SqlLedger::append(std::uint64_t expected, std::span<const core::Recorded> facts)
{
    if (!database_) return locked();
    auto transaction = sql::Transaction::begin(*database_);
    if (!transaction) return std::unexpected(transaction.error());
    const auto known = count();
    if (!known) return std::unexpected(known.error());
    if (*known != expected)
        return fail(Errc::conflict, std::to_string(*known) + " facts instead of " + std::to_string(expected));
    auto head = audit_head();
    if (!head) return std::unexpected(head.error());
    std::optional<core::Digest> chain = head->entries > 0 ? std::optional{head->head} : head->previous;

    auto seq = static_cast<std::int64_t>(expected);
    for (const core::Recorded& recorded : facts) {
        ++seq;
        const core::Bytes body = format_.encode(recorded);
        const std::string line = format_.audit_line(recorded);
        chain = next_in_chain(chain, line);
        const std::int64_t at_ms = recorded.at.time_since_epoch().count();
        if (auto done = statements_->insert_fact.run({seq, at_ms, core::ByteView{body}}); !done) return done;
        if (auto done = statements_->insert_line.run({seq, line, core::ByteView{*chain}}); !done) return done;
    }
    return transaction->commit();
}

core::Result<core::AuditHead> SqlLedger::audit_head()
{
    if (!database_) return locked();
    core::AuditHead head{.head = {}, .previous = origin_, .entries = 0};
    auto row = statements_->last_line.first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return head;
    head.entries = static_cast<std::uint64_t>(statements_->last_line.integer(0));
    const auto digest = statements_->last_line.digest(1);
    statements_->last_line.reset();
    if (!digest) return std::unexpected(digest.error());
    head.head = *digest;
    return head;
}

core::Result<core::Digest> SqlLedger::first_of_chain()
{
    if (!database_) return locked();
    auto select = database_->prepare("SELECT hash FROM audit WHERE seq = 1");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::not_found, "the audit chain has no line yet");
    return select->digest(0);
}

core::Result<std::vector<std::string>> SqlLedger::lines_after(std::int64_t seq)
{
    if (!database_) return locked();
    auto select = database_->prepare("SELECT line FROM audit WHERE seq > ? ORDER BY seq");
    if (!select) return std::unexpected(select.error());
    std::vector<std::string> lines;
    auto row = select->first({seq});
    for (; row && *row; row = select->next()) lines.push_back(select->text(0));
    if (!row) return std::unexpected(row.error());
    return lines;
}

void SqlLedger::close()
{
    statements_.reset();
    database_.reset();
}

} // namespace casustafel::storage
