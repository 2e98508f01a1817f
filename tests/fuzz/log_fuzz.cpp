#include "core/merkle.h"
#include "protocol/audit_codec.h"
#include "seal/crypto.h"
#include "seal/log_check.h"

#include <cstdlib>

using namespace casustafel;

namespace {

/// A log of the lines in the input, as the writer makes it. The first byte says how many lines were removed from it.
core::LogRows written(std::string_view text, std::size_t removed)
{
    core::LogRows rows;
    core::MerkleTree tree{seal::sha256};
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::uint64_t n = tree.size();
        tree.add(line);
        if (n >= removed) rows.lines.push_back({n, std::string{line}, tree.root()});
        if (n + 1 <= removed) {
            rows.removed = n + 1;
            rows.subtrees = tree.subtrees();
        }
    }
    rows.size = tree.size();
    rows.ends = tree.subtrees();
    return rows;
}

} // namespace

/// A line that is accepted is the one form of what it says. A log is sound when, and only when, each of its lines is
/// one, and never after one bit of it changed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 3) return 0;
    const std::string_view text = core::text_of({data + 3, size - 3});
    core::LogRows rows = written(text, data[0] % 8U);
    bool readable = true;
    for (const core::LogRows::Line& line : rows.lines) {
        const auto entry = protocol::read_audit_entry(line.body);
        readable = readable && entry;
        if (entry && protocol::write_audit_entry(*entry) != line.body) std::abort();
    }
    if (seal::check_log(rows, {.device = "CT-0017", .trusted = {}}).sound() != readable) {
        // A line may name a signed head that isn't here.
        if (readable && !text.contains("head-signed")) std::abort();
        return 0;
    }
    if (rows.lines.empty() || !readable) return 0;
    core::LogRows::Line& spoilt = rows.lines[data[1] % rows.lines.size()];
    char& one = spoilt.body[data[2] % spoilt.body.size()];
    one = static_cast<char>(one ^ 1);
    if (seal::check_log(rows, {.device = "CT-0017", .trusted = {}}).sound()) std::abort();
    return 0;
}
