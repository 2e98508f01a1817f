#include "storage/device_log.h"

#include "storage/device_log_rows.h"
#include "storage/schema.h"

#include <chrono>

namespace casustafel::storage {

using core::Errc;
using core::fail;
using core::Result;

namespace {

using namespace std::chrono_literals;

constexpr auto clock_may_drift = 2s;

} // namespace

SqlDeviceLog::SqlDeviceLog(sql::Database database, LogFormat format)
    : database_{std::move(database)}, format_{std::move(format)}, tree_{sha256}
{
}

Result<std::unique_ptr<SqlDeviceLog>> SqlDeviceLog::open(const std::filesystem::path& folder,
                                                         core::ByteView device_secret, LogFormat format,
                                                         const std::string& vfs)
{
    if (auto done = check_cipher(); !done) return std::unexpected(done.error());
    const SecretBytes key = device_log_key(device_secret);
    auto database = sql::Database::open(file_in(folder), {.raw_key = key.view(), .vfs = vfs});
    if (!database) return std::unexpected(database.error());
    if (auto done = sql::migrate(*database, log_steps); !done) return std::unexpected(done.error());
    const auto verdict = database->text("PRAGMA quick_check(1)");
    if (!verdict) return std::unexpected(verdict.error());
    if (*verdict != "ok")
        return fail(Errc::corrupt, "the log is damaged (" + *verdict + "): " + file_in(folder).string());
    std::unique_ptr<SqlDeviceLog> log{new SqlDeviceLog{*std::move(database), std::move(format)}};
    if (auto done = log->read_state(); !done)
        return fail(done.error().code, done.error().detail + ": " + file_in(folder).string());
    return log;
}

Result<> SqlDeviceLog::read_state()
{
    auto select = database_.prepare("SELECT size, subtrees, boot, running FROM state");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::corrupt, "the log has no end");
    const auto subtrees = digests_in(select->blob(1));
    if (!subtrees) return std::unexpected(subtrees.error());
    core::MerkleTree tree{sha256, static_cast<std::uint64_t>(select->integer(0)), *subtrees};
    if (!tree.whole()) return fail(Errc::corrupt, "the log's end is damaged");
    tree_ = std::move(tree);
    boot_ = static_cast<std::uint64_t>(select->integer(2));
    unclean_ = select->integer(3) != 0;
    return {};
}

Result<SqlDeviceLog::Addition> SqlDeviceLog::Addition::begin(SqlDeviceLog& log)
{
    auto transaction = sql::Transaction::begin(log.database_);
    if (!transaction) return std::unexpected(transaction.error());
    auto insert = log.database_.prepare("INSERT INTO line VALUES (?, ?, ?)");
    if (!insert) return std::unexpected(insert.error());
    return Addition{log, std::move(*transaction), std::move(*insert)};
}

Result<> SqlDeviceLog::Addition::add(std::string_view line)
{
    const auto n = static_cast<std::int64_t>(tree_.size());
    tree_.add(line);
    const core::Digest root = tree_.root();
    return insert_.run({n, line, core::ByteView{root}});
}

Result<> SqlDeviceLog::Addition::commit()
{
    auto update = log_->database_.prepare("UPDATE state SET size = ?, subtrees = ?");
    if (!update) return std::unexpected(update.error());
    const core::Bytes subtrees = bytes_of(tree_.subtrees());
    if (auto done = update->run({static_cast<std::int64_t>(tree_.size()), core::ByteView{subtrees}}); !done)
        return done;
    if (auto done = transaction_.commit(); !done) {
        // It may be there after all (a flush that failed); what is true then is what the disk says.
        std::ignore = log_->read_state();
        return done;
    }
    log_->tree_ = std::move(tree_);
    return {};
}

core::AuditEntry SqlDeviceLog::stamped(core::AuditEntry entry, const Clocks& now) const
{
    entry = core::in_scene(std::move(entry), scene_);
    entry.clock_trusted = now.trusted;
    entry.boot = boot_;
    entry.up_ms = now.up_ms;
    return entry;
}

std::string SqlDeviceLog::line_of(const core::Recorded& recorded) const
{
    return format_.write(stamped(core::audit_entry(recorded), format_.clocks()));
}

std::string SqlDeviceLog::line_of(const core::AuditEvent& event, const Clocks& now) const
{
    core::AuditEntry entry;
    entry.at = now.wall;
    entry.role = event.role;
    entry.origin = event.origin;
    entry.action = event.action;
    entry.result = event.result;
    entry.meeting = event.meeting;
    entry.about = event.about;
    return format_.write(stamped(std::move(entry), now));
}

/// A clock that went another way than the one that nobody can set.
Result<> SqlDeviceLog::add_clock_set(Addition& addition, const Clocks& now)
{
    if (!seen_ || seen_->boot_id != now.boot_id) return {};
    const auto passed = std::chrono::milliseconds{now.up_ms - seen_->up_ms};
    const auto moved = now.wall - seen_->wall - passed;
    if (std::chrono::abs(moved) <= clock_may_drift && seen_->trusted == now.trusted) return {};
    const auto seconds = std::chrono::round<std::chrono::seconds>(moved).count();
    return addition.add(
        line_of({.action = "clock-set",
                 .about = {{"by-seconds", std::to_string(seconds)}, {"trusted", now.trusted ? "yes" : "no"}}},
                now));
}

Result<> SqlDeviceLog::note(const core::AuditEvent& event)
{
    const Clocks now = format_.clocks();
    auto addition = Addition::begin(*this);
    if (!addition) return std::unexpected(addition.error());
    if (auto done = add_clock_set(*addition, now); !done) return done;
    if (auto done = addition->add(line_of(event, now)); !done) return done;
    if (auto done = addition->commit(); !done) return done;
    seen_ = now;
    return {};
}

Result<> SqlDeviceLog::begin(const std::string& version)
{
    const Clocks now = format_.clocks();
    auto addition = Addition::begin(*this);
    if (!addition) return std::unexpected(addition.error());
    auto update = database_.prepare("UPDATE state SET boot = boot + (boot_id IS NOT ?1), boot_id = ?1, running = 1");
    if (!update) return std::unexpected(update.error());
    if (auto done = update->run({std::string_view{now.boot_id}}); !done) return done;
    const auto boot = database_.integer("SELECT boot FROM state");
    if (!boot) return std::unexpected(boot.error());
    const std::uint64_t before = std::exchange(boot_, static_cast<std::uint64_t>(*boot));
    const auto written = [&]() -> Result<> {
        if (unclean_)
            if (auto done =
                    addition->add(line_of({.action = "stopped-unclean", .result = core::AuditResult::failed}, now));
                !done)
                return done;
        if (auto done = addition->add(line_of({.action = "started", .about = {{"version", version}}}, now)); !done)
            return done;
        return addition->commit();
    }();
    if (!written) {
        boot_ = before;
        return written;
    }
    unclean_ = true;
    seen_ = now;
    return {};
}

Result<> SqlDeviceLog::end()
{
    auto addition = Addition::begin(*this);
    if (!addition) return std::unexpected(addition.error());
    if (auto done = database_.execute("UPDATE state SET running = 0"); !done) return done;
    if (auto done = addition->add(line_of({.action = "stopped"}, format_.clocks())); !done) return done;
    return addition->commit();
}

/// The conference has fewer lines than it had: its database, or a disk, went back in time. It goes on, and what comes
/// after is copied from where it stands now; the bureau reads that it happened.
Result<> SqlDeviceLog::put_back(const core::ConferenceId& conference, SqlLedger& ledger, Addition& addition,
                                std::int64_t& seq)
{
    const auto there = ledger.lines_after(0);
    if (!there) return std::unexpected(there.error());
    const auto left = static_cast<std::int64_t>(there->size());
    const core::AuditEvent event{.action = "conference-put-back",
                                 .result = core::AuditResult::failed,
                                 .meeting = conference,
                                 .about = {{"lines", std::to_string(seq)}, {"left", std::to_string(left)}}};
    seq = left;
    return addition.add(line_of(event, format_.clocks()));
}

Result<> SqlDeviceLog::copy(const core::ConferenceId& conference, SqlLedger& ledger)
{
    const auto first = ledger.first_of_chain();
    if (!first && first.error().code == Errc::not_found) return {};
    if (!first) return std::unexpected(first.error());
    auto addition = Addition::begin(*this);
    if (!addition) return std::unexpected(addition.error());
    std::int64_t seq = 0;
    {
        auto known = database_.prepare("SELECT seq FROM copied WHERE first = ?");
        if (!known) return std::unexpected(known.error());
        const auto row = known->first({core::ByteView{*first}});
        if (!row) return std::unexpected(row.error());
        if (*row) seq = known->integer(0);
    }
    // With the last one that is here already, which has to be there still.
    auto lines = ledger.lines_after(seq > 0 ? seq - 1 : 0);
    if (!lines) return std::unexpected(lines.error());
    if (seq > 0 && lines->empty()) {
        if (auto done = put_back(conference, ledger, *addition, seq); !done) return done;
    } else {
        if (seq > 0) lines->erase(lines->begin());
        if (lines->empty()) return {};
    }
    for (const std::string& line : *lines)
        if (auto done = addition->add(line); !done) return done;
    auto note = database_.prepare("INSERT INTO copied VALUES (?1, ?2, ?3) ON CONFLICT (first) DO UPDATE SET seq = ?3");
    if (!note) return std::unexpected(note.error());
    seq += static_cast<std::int64_t>(lines->size());
    if (auto done = note->run({core::ByteView{*first}, std::string_view{conference.value()}, seq}); !done) return done;
    return addition->commit();
}

} // namespace casustafel::storage
