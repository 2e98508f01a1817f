#include "bureau/log_store.h"

#include "bureau/query.h"
#include "protocol/audit_codec.h"
#include "seal/crypto.h"

#include <algorithm>

namespace casustafel::bureau {

using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

namespace {

std::int64_t number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

Result<std::vector<core::Digest>> digests_in(const core::Bytes& bytes)
{
    constexpr std::size_t size = core::Digest{}.size();
    if (bytes.size() % size != 0) return fail(Errc::corrupt, "a log's subtrees are damaged");
    std::vector<core::Digest> digests(bytes.size() / size);
    for (std::size_t n = 0; n < digests.size(); ++n) std::copy_n(&bytes[n * size], size, digests[n].begin());
    return digests;
}

std::string entry(std::uint64_t n)
{
    return "entry " + std::to_string(n);
}

} // namespace

Result<core::MerkleTree> LogStore::tree(std::string_view log)
{
    const auto row = first_row(*database_, "SELECT size, subtrees FROM log_state WHERE log = ?1", {log},
                               [](sql::Statement& one) { return std::pair{one.integer(0), one.blob(1)}; });
    if (!row) return std::unexpected(row.error());
    if (!*row) return core::MerkleTree{seal::sha256};
    const auto subtrees = digests_in((*row)->second);
    if (!subtrees) return std::unexpected(subtrees.error());
    core::MerkleTree tree{seal::sha256, static_cast<std::uint64_t>((*row)->first), *subtrees};
    if (!tree.whole()) return fail(Errc::corrupt, "the end of log '" + std::string{log} + "' is damaged");
    return tree;
}

Result<> LogStore::append(std::string_view log, std::span<const std::string> lines)
{
    auto grown = tree(log);
    if (!grown) return std::unexpected(grown.error());
    auto insert = database_->prepare("INSERT INTO log_line VALUES (?1, ?2, ?3, ?4)");
    if (!insert) return std::unexpected(insert.error());
    for (const std::string& line : lines) {
        const std::int64_t n = number(grown->size());
        grown->add(line);
        const core::Digest root = grown->root();
        if (auto done = insert->run({log, n, std::string_view{line}, ByteView{root}}); !done) return done;
    }
    core::Bytes subtrees;
    for (const core::Digest& one : grown->subtrees()) subtrees.insert(subtrees.end(), one.begin(), one.end());
    return run(*database_, "INSERT OR REPLACE INTO log_state VALUES (?1, ?2, ?3)",
               {log, number(grown->size()), ByteView{subtrees}});
}

Result<core::LogRows> LogStore::rows(std::string_view log)
{
    core::LogRows rows;
    const auto end = tree(log);
    if (!end) return std::unexpected(end.error());
    rows.size = end->size();
    rows.ends = end->subtrees();
    auto lines = all_rows(*database_, "SELECT n, body, root FROM log_line WHERE log = ?1 ORDER BY n", {log},
                          [](sql::Statement& row) {
                              return core::LogRows::Line{static_cast<std::uint64_t>(row.integer(0)), row.text(1),
                                                         row.digest(2).value_or(core::Digest{})};
                          });
    if (!lines) return std::unexpected(lines.error());
    rows.lines = std::move(*lines);
    auto heads =
        all_rows(*database_, "SELECT number, size, jws FROM log_head WHERE device = ?1 AND size <= ?2 ORDER BY number",
                 {log, number(rows.size)}, [](sql::Statement& row) {
                     return core::LogRows::Head{static_cast<std::uint64_t>(row.integer(0)),
                                                static_cast<std::uint64_t>(row.integer(1)),
                                                row.text(2),
                                                {}};
                 });
    if (!heads) return std::unexpected(heads.error());
    rows.heads = std::move(*heads);
    return rows;
}

Result<std::vector<std::string>> LogStore::devices()
{
    return all_rows(*database_,
                    "SELECT log FROM log_state WHERE log IS NOT '' UNION SELECT device FROM log_head"
                    " UNION SELECT device FROM log_trouble ORDER BY 1",
                    {}, [](sql::Statement& row) { return row.text(0); });
}

Result<std::string> LogStore::judge(const ArrivedLog& arrived)
{
    const core::LogExcerpt& excerpt = arrived.excerpt;
    if (!arrived.signed_by_device) return std::string{"the head isn't signed by the device"};
    if (excerpt.from > excerpt.head.size || excerpt.head.size - excerpt.from != excerpt.lines.size())
        return std::string{"the lines don't reach the head"};
    const auto wrong =
        first_row(*database_,
                  "SELECT max(size) FROM log_head WHERE device = ?1 AND minutes IS NOT ?4 AND"
                  " ((seq <= ?2 AND size > ?3) OR (seq >= ?2 AND size < ?3)) HAVING max(size) IS NOT NULL",
                  {std::string_view{arrived.device}, number(arrived.seq), number(excerpt.head.size),
                   std::string_view{arrived.minutes}},
                  [](sql::Statement& row) { return row.integer(0); });
    if (!wrong) return std::unexpected(wrong.error());
    if (*wrong)
        return "the log has " + std::to_string(excerpt.head.size) + " entries where it had " + std::to_string(**wrong) +
               ": " + entry(std::min(excerpt.head.size, static_cast<std::uint64_t>(**wrong))) + " is missing";
    return judge_lines(arrived);
}

/// Whether the lines are the same where both are known, and lead to the head.
Result<std::string> LogStore::judge_lines(const ArrivedLog& arrived)
{
    const core::LogExcerpt& excerpt = arrived.excerpt;
    auto known = tree(arrived.device);
    if (!known) return std::unexpected(known.error());
    auto select = database_->prepare("SELECT body, root FROM log_line WHERE log = ?1 AND n = ?2");
    if (!select) return std::unexpected(select.error());
    const auto stored = [&](std::uint64_t n) { return select->first({std::string_view{arrived.device}, number(n)}); };
    const std::uint64_t both = std::min(known->size(), excerpt.head.size);
    for (std::uint64_t n = excerpt.from; n < both; ++n) {
        const auto row = stored(n);
        if (!row) return std::unexpected(row.error());
        if (!*row || select->text(0) != excerpt.lines[n - excerpt.from])
            return entry(n) + " is another one than came before";
    }
    if (excerpt.from > known->size()) return std::string{}; // waits for what comes between
    if (excerpt.head.size > 0 && excerpt.head.size <= known->size()) {
        const auto row = stored(excerpt.head.size - 1);
        if (!row) return std::unexpected(row.error());
        const auto root = *row ? select->digest(1) : fail(Errc::corrupt, "a line is gone");
        if (!root || *root != excerpt.head.root)
            return "entries up to " + std::to_string(excerpt.head.size) + " are others than came before";
        return std::string{};
    }
    for (std::uint64_t n = known->size(); n < excerpt.head.size; ++n) known->add(excerpt.lines[n - excerpt.from]);
    if (known->head() != excerpt.head) return std::string{"the lines aren't those of the signed head"};
    return std::string{};
}

Result<> LogStore::keep(const ArrivedLog& arrived, const std::string& trouble)
{
    const std::string_view device = arrived.device;
    if (!trouble.empty())
        return run(*database_, "INSERT OR REPLACE INTO log_trouble VALUES (?1, ?2, ?3)",
                   {device, std::string_view{arrived.minutes}, std::string_view{trouble}});
    const core::LogExcerpt& excerpt = arrived.excerpt;
    const auto known = tree(device);
    if (!known) return std::unexpected(known.error());
    for (std::size_t at = 0; at < excerpt.lines.size(); ++at)
        if (excerpt.from + at >= known->size())
            if (auto done = run(*database_, "INSERT OR REPLACE INTO log_waiting VALUES (?1, ?2, ?3)",
                                {device, number(excerpt.from + at), std::string_view{excerpt.lines[at]}});
                !done)
                return done;
    if (auto done = run(*database_, "INSERT OR REPLACE INTO log_head VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                        {device, std::string_view{arrived.minutes}, number(arrived.seq), number(excerpt.head.size),
                         number(arrived.number), std::string_view{excerpt.signed_head}});
        !done)
        return done;
    return take_waiting(device);
}

Result<> LogStore::take_waiting(std::string_view device)
{
    const auto known = tree(device);
    if (!known) return std::unexpected(known.error());
    std::uint64_t next = known->size();
    const auto waiting = all_rows(
        *database_, "SELECT n, body FROM log_waiting WHERE device = ?1 ORDER BY n", {device},
        [](sql::Statement& row) { return std::pair{static_cast<std::uint64_t>(row.integer(0)), row.text(1)}; });
    if (!waiting) return std::unexpected(waiting.error());
    std::vector<std::string> lines;
    for (const auto& [n, body] : *waiting) {
        if (n > next) break;
        if (n < next) continue;
        lines.push_back(body);
        ++next;
    }
    if (lines.empty()) return {};
    if (auto done = append(device, lines); !done) return done;
    return run(*database_, "DELETE FROM log_waiting WHERE device = ?1 AND n < ?2", {device, number(next)});
}

Result<std::vector<std::string>> LogStore::troubles(std::string_view device)
{
    return all_rows(*database_, "SELECT minutes, what FROM log_trouble WHERE device = ?1 ORDER BY rowid", {device},
                    [](sql::Statement& row) { return row.text(1) + " (minutes " + row.text(0) + ")"; });
}

Result<std::int64_t> LogStore::waiting(std::string_view device)
{
    const auto count = first_row(*database_, "SELECT count(*) FROM log_waiting WHERE device = ?1", {device},
                                 [](sql::Statement& row) { return row.integer(0); });
    if (!count) return std::unexpected(count.error());
    return **count;
}

std::string bureau_line(const std::string& bureau, std::string_view action, core::AuditOrigin origin,
                        core::AuditResult result, core::Instant now,
                        std::vector<std::pair<std::string, std::string>> about)
{
    core::AuditEntry line;
    line.at = now;
    line.actor = "desk";
    line.role = core::AuditRole::bureau;
    line.org = bureau;
    line.origin = origin;
    line.action = action;
    line.result = result;
    line.about = std::move(about);
    return protocol::write_audit_entry(line);
}

} // namespace casustafel::bureau
