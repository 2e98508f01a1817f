#include "storage/device_log_rows.h"

#include <algorithm>
#include <chrono>

// Heads of the device's log: signed, given to the bureau with minutes, and forgotten when the bureau has had the lines
// for their term.

namespace casustafel::storage {

using core::Errc;
using core::fail;
using core::Result;

namespace {

using namespace std::chrono_literals;

constexpr auto kept_after_receipt = 24h * 30; // SR-36
/// More than this of lines doesn't fit in minutes, whose envelope has 8 MiB for everything. Years of conferences don't
/// make it; somebody who makes the device write lines could.
constexpr std::size_t most_of_lines = 2u << 20;

std::int64_t ms(core::Instant at)
{
    return at.time_since_epoch().count();
}

} // namespace

core::Bytes bytes_of(const std::vector<core::Digest>& digests)
{
    core::Bytes bytes;
    for (const core::Digest& one : digests) bytes.insert(bytes.end(), one.begin(), one.end());
    return bytes;
}

Result<std::vector<core::Digest>> digests_in(const core::Bytes& bytes)
{
    constexpr std::size_t size = core::Digest{}.size();
    if (bytes.size() % size != 0) return fail(Errc::corrupt, "the log's subtrees are damaged");
    std::vector<core::Digest> digests(bytes.size() / size);
    for (std::size_t n = 0; n < digests.size(); ++n) std::copy_n(&bytes[n * size], size, digests[n].begin());
    return digests;
}

/// Up to where lines went to the bureau without a gap, in heads that `which` takes. Of minutes that were made twice
/// either may have gone: what both hold counts.
Result<std::uint64_t> SqlDeviceLog::given(std::string_view which, std::initializer_list<sql::Value> values)
{
    const auto removed = database_.integer("SELECT size FROM removed");
    if (!removed) return std::unexpected(removed.error());
    auto select = database_.prepare("SELECT max(start), min(size) FROM head WHERE " + std::string{which} +
                                    " GROUP BY minutes ORDER BY 1, 2");
    if (!select) return std::unexpected(select.error());
    std::int64_t end = *removed;
    auto row = select->first(values);
    for (; row && *row; row = select->next())
        if (select->integer(0) <= end) end = std::max(end, select->integer(1));
    if (!row) return std::unexpected(row.error());
    return static_cast<std::uint64_t>(end);
}

Result<> SqlDeviceLog::add_lines(core::LogExcerpt& excerpt)
{
    auto lines = database_.prepare("SELECT body FROM line WHERE n >= ? AND n < ? ORDER BY n");
    if (!lines) return std::unexpected(lines.error());
    auto row = lines->first({static_cast<std::int64_t>(excerpt.from), static_cast<std::int64_t>(excerpt.head.size)});
    std::size_t size = 0;
    for (; row && *row && size <= most_of_lines; row = lines->next()) {
        excerpt.lines.push_back(lines->text(0));
        size += excerpt.lines.back().size();
    }
    if (!row) return std::unexpected(row.error());
    if (size > most_of_lines) { // the head goes without them, and they stay here
        excerpt.from = excerpt.head.size;
        excerpt.lines.clear();
    }
    return {};
}

/// Whether nothing came since the last head, which was for the same minutes: then it serves again.
Result<bool> SqlDeviceLog::signed_already(const core::MinutesId& minutes, core::LogExcerpt& excerpt)
{
    auto select = database_.prepare("SELECT start, size, jws, minutes FROM head ORDER BY number DESC LIMIT 1");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    if (!*row || select->text(3) != minutes.value()) return false;
    const auto size = static_cast<std::uint64_t>(select->integer(1));
    if (tree_.size() != size + 1) return false;
    const auto tree = tree_at(size);
    if (!tree) return std::unexpected(tree.error());
    excerpt.from = static_cast<std::uint64_t>(select->integer(0));
    excerpt.head = tree->head();
    excerpt.signed_head = select->text(2);
    if (minutes.empty()) return true;
    if (auto done = add_lines(excerpt); !done) return std::unexpected(done.error());
    return true;
}

Result<core::LogExcerpt> SqlDeviceLog::sign(const core::MinutesId& minutes)
{
    core::LogExcerpt excerpt;
    if (auto again = signed_already(minutes, excerpt); !again || *again) {
        if (!again) return std::unexpected(again.error());
        return excerpt;
    }
    const auto from = given("state IN ('given', 'opened') AND minutes IS NOT ?1", {std::string_view{minutes.value()}});
    if (!from) return std::unexpected(from.error());
    excerpt.from = *from;
    excerpt.head = tree_.head();
    const Clocks now = format_.clocks();
    if (!minutes.empty())
        if (auto done = add_lines(excerpt); !done) return std::unexpected(done.error());

    auto addition = Addition::begin(*this);
    if (!addition) return std::unexpected(addition.error());
    std::uint64_t number = 1;
    std::string previous;
    {
        auto last = database_.prepare("SELECT number, jws FROM head ORDER BY number DESC LIMIT 1");
        if (!last) return std::unexpected(last.error());
        const auto row = last->first();
        if (!row) return std::unexpected(row.error());
        if (*row) {
            number = static_cast<std::uint64_t>(last->integer(0)) + 1;
            previous = last->text(1);
        }
    }
    const auto signed_head = format_.sign(excerpt.head, number, previous, now.wall);
    if (!signed_head) return std::unexpected(signed_head.error());
    excerpt.signed_head = signed_head->jws;
    {
        auto keep = database_.prepare("INSERT INTO head VALUES (?, ?, ?, ?, ?, ?, ?, 0)");
        if (!keep) return std::unexpected(keep.error());
        if (auto done = keep->run({static_cast<std::int64_t>(number), static_cast<std::int64_t>(excerpt.from),
                                   static_cast<std::int64_t>(excerpt.head.size), std::string_view{signed_head->jws},
                                   std::string_view{signed_head->jwk}, std::string_view{minutes.value()},
                                   minutes.empty() || excerpt.from == excerpt.head.size ? "kept" : "given"});
            !done)
            return std::unexpected(done.error());
    }
    // The line holds on to the head: one that is taken away is missed.
    core::AuditEvent event{.action = "head-signed",
                           .about = {{"number", std::to_string(number)},
                                     {"head", core::to_hex(sha256(core::bytes_of(signed_head->jws)))}}};
    if (!minutes.empty()) event.about.emplace_back("minutes", minutes.value());
    if (auto done = addition->add(line_of(event, now)); !done) return std::unexpected(done.error());
    if (auto done = addition->commit(); !done) return std::unexpected(done.error());
    return excerpt;
}

/// Whether the head of the bureau's log can follow on the newest one known.
Result<bool> SqlDeviceLog::compare_bureau(const core::Receipt& receipt)
{
    if (!receipt.log) return true;
    auto select = database_.prepare("SELECT number, at_ms, size, root FROM bureau_head");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    if (*row) {
        const auto number = static_cast<std::uint64_t>(select->integer(0));
        const auto size = static_cast<std::uint64_t>(select->integer(2));
        const auto root = select->digest(3);
        if (!root) return std::unexpected(root.error());
        const bool older = receipt.number <= number && ms(receipt.at) <= select->integer(1);
        const bool same = receipt.log->size == size && receipt.log->root == *root;
        if (older) return receipt.log->size < size || same;
        if (receipt.number <= number || receipt.log->size < size || (receipt.log->size == size && !same)) return false;
    }
    auto keep = database_.prepare("INSERT OR REPLACE INTO bureau_head VALUES (1, ?, ?, ?, ?)");
    if (!keep) return std::unexpected(keep.error());
    select->reset();
    if (auto done = keep->run({static_cast<std::int64_t>(receipt.number), ms(receipt.at),
                               static_cast<std::int64_t>(receipt.log->size), core::ByteView{receipt.log->root}});
        !done)
        return std::unexpected(done.error());
    return true;
}

Result<bool> SqlDeviceLog::take(const core::Receipt& receipt)
{
    const Clocks now = format_.clocks();
    auto addition = Addition::begin(*this);
    if (!addition) return std::unexpected(addition.error());
    const bool opened = receipt.stage == core::ReceiptStage::opened;
    const bool refused = receipt.stage == core::ReceiptStage::refused;
    core::AuditEvent event{.action = opened    ? "receipt-opened"
                                     : refused ? "receipt-refused"
                                               : "receipt-stored",
                           .origin = core::AuditOrigin::relay,
                           .role = core::AuditRole::bureau,
                           .result = refused ? core::AuditResult::refused : core::AuditResult::done,
                           .about = {{"minutes", receipt.minutes.value()}}};
    if (receipt.log) {
        event.about.emplace_back("bureau-size", std::to_string(receipt.log->size));
        event.about.emplace_back("bureau-root", core::to_hex(receipt.log->root));
    }
    if (opened || refused) {
        auto mark = database_.prepare("UPDATE head SET state = ?2, opened_ms = ?3 WHERE minutes = ?1");
        if (!mark) return std::unexpected(mark.error());
        if (auto done =
                mark->run({std::string_view{receipt.minutes.value()}, opened ? "opened" : "refused", ms(now.wall)});
            !done)
            return std::unexpected(done.error());
    }
    const auto fits = compare_bureau(receipt);
    if (!fits) return std::unexpected(fits.error());
    if (auto done = addition->add(line_of(event, now)); !done) return std::unexpected(done.error());
    if (!*fits) {
        event.action = "bureau-log-broken";
        event.result = core::AuditResult::failed;
        if (auto done = addition->add(line_of(event, now)); !done) return std::unexpected(done.error());
    }
    if (auto done = addition->commit(); !done) return std::unexpected(done.error());
    return *fits;
}

/// The tree as it was at `size`, from what stands for the removed lines and the lines after them.
Result<core::MerkleTree> SqlDeviceLog::tree_at(std::uint64_t size)
{
    auto removed = database_.prepare("SELECT size, subtrees FROM removed");
    if (!removed) return std::unexpected(removed.error());
    const auto found = removed->first();
    if (!found) return std::unexpected(found.error());
    if (!*found) return fail(Errc::corrupt, "the log has no beginning");
    const auto subtrees = digests_in(removed->blob(1));
    if (!subtrees) return std::unexpected(subtrees.error());
    core::MerkleTree tree{sha256, static_cast<std::uint64_t>(removed->integer(0)), *subtrees};
    if (!tree.whole()) return fail(Errc::corrupt, "the log's beginning is damaged");
    auto lines = database_.prepare("SELECT body FROM line WHERE n < ? ORDER BY n");
    if (!lines) return std::unexpected(lines.error());
    auto row = lines->first({static_cast<std::int64_t>(size)});
    for (; row && *row; row = lines->next()) tree.add(lines->text(0));
    if (!row) return std::unexpected(row.error());
    if (tree.size() != size) return fail(Errc::corrupt, "lines of the log are missing");
    return tree;
}

Result<> SqlDeviceLog::keep_house()
{
    const Clocks now = format_.clocks();
    if (!now.trusted) return {};
    const auto end = given("state = 'opened' AND opened_ms <= ?1", {ms(now.wall - kept_after_receipt)});
    if (!end) return std::unexpected(end.error());
    const auto size = static_cast<std::int64_t>(*end);
    const auto removed = database_.integer("SELECT size FROM removed");
    if (!removed) return std::unexpected(removed.error());
    if (size <= *removed) return {};
    const auto tree = tree_at(*end);
    if (!tree) return std::unexpected(tree.error());
    auto addition = Addition::begin(*this);
    if (!addition) return std::unexpected(addition.error());
    auto stand_in = database_.prepare("UPDATE removed SET size = ?, subtrees = ?");
    auto lines = database_.prepare("DELETE FROM line WHERE n < ?");
    auto heads = database_.prepare("DELETE FROM head WHERE size < ?");
    for (const auto* one : {&stand_in, &lines, &heads})
        if (!*one) return std::unexpected(one->error());
    const core::Bytes subtrees = bytes_of(tree->subtrees());
    if (auto done = stand_in->run({size, core::ByteView{subtrees}}); !done) return done;
    if (auto done = lines->run({size}); !done) return done;
    if (auto done = heads->run({size}); !done) return done;
    const core::AuditEvent event{.action = "lines-removed", .about = {{"up-to", std::to_string(size)}}};
    if (auto done = addition->add(line_of(event, now)); !done) return done;
    return addition->commit();
}

Result<core::LogRows> SqlDeviceLog::rows()
{
    core::LogRows rows;
    auto removed = database_.prepare("SELECT size, subtrees FROM removed");
    auto lines = database_.prepare("SELECT n, body, root FROM line ORDER BY n");
    auto heads = database_.prepare("SELECT number, size, jws, jwk FROM head ORDER BY number");
    auto state = database_.prepare("SELECT size, subtrees FROM state");
    for (auto* one : {&removed, &lines, &heads, &state})
        if (!*one) return std::unexpected(one->error());
    for (const auto& [select, size, subtrees] :
         {std::tuple{&*removed, &rows.removed, &rows.subtrees}, std::tuple{&*state, &rows.size, &rows.ends}}) {
        const auto row = select->first();
        if (!row) return std::unexpected(row.error());
        if (!*row) return fail(Errc::corrupt, "the log has no beginning or no end");
        *size = static_cast<std::uint64_t>(select->integer(0));
        auto digests = digests_in(select->blob(1));
        if (!digests) return std::unexpected(digests.error());
        *subtrees = std::move(*digests);
    }
    auto row = lines->first();
    for (; row && *row; row = lines->next()) {
        const auto root = lines->digest(2);
        if (!root) return std::unexpected(root.error());
        rows.lines.push_back({static_cast<std::uint64_t>(lines->integer(0)), lines->text(1), *root});
    }
    if (!row) return std::unexpected(row.error());
    row = heads->first();
    for (; row && *row; row = heads->next())
        rows.heads.push_back({static_cast<std::uint64_t>(heads->integer(0)),
                              static_cast<std::uint64_t>(heads->integer(1)), heads->text(2), heads->text(3)});
    if (!row) return std::unexpected(row.error());
    return rows;
}

} // namespace casustafel::storage
