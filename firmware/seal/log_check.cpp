#include "seal/log_check.h"

#include "protocol/audit_codec.h"
#include "protocol/base64url.h"
#include "seal/crypto.h"
#include "seal/log_head.h"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <unordered_map>

namespace casustafel::seal {

namespace {

using core::Digest;
using core::LogRows;

/// The tree as RFC 9162 defines it: MTH(D[n]) splits at the largest power of two below n.
class Definition {
public:
    Definition(std::uint64_t removed, const std::vector<Digest>& subtrees)
    {
        std::uint64_t start = 0;
        for (const Digest& one : subtrees) {
            const std::uint64_t width = std::bit_floor(removed - start);
            known_[key(level_of(width), start / width)] = one;
            start += width;
        }
    }
    void leaf(std::uint64_t n, std::string_view line)
    {
        std::string input(1, '\0');
        known_[key(0, n)] = sha256(core::bytes_of(input.append(line)));
    }
    Digest root(std::uint64_t size) { return size == 0 ? sha256({}) : tree(0, size); }
    /// The roots of the complete subtrees of `size`, the largest first.
    std::vector<Digest> subtrees(std::uint64_t size)
    {
        std::vector<Digest> all;
        for (std::uint64_t start = 0; start < size;) {
            const std::uint64_t width = std::bit_floor(size - start);
            all.push_back(tree(start, width));
            start += width;
        }
        return all;
    }

private:
    static unsigned level_of(std::uint64_t width) { return static_cast<unsigned>(std::countr_zero(width)); }
    static std::uint64_t key(unsigned level, std::uint64_t index) { return (std::uint64_t{level} << 56U) | index; }
    Digest tree(std::uint64_t start, std::uint64_t width)
    {
        const bool complete = std::has_single_bit(width);
        if (complete)
            if (const auto found = known_.find(key(level_of(width), start / width)); found != known_.end())
                return found->second;
        if (width == 1) return {}; // a line that isn't there: no root fits
        const std::uint64_t split = complete ? width / 2 : std::bit_floor(width);
        const Digest left = tree(start, split);
        const Digest right = tree(start + split, width - split);
        std::string input(1, '\1');
        input.append(core::text_of(left)).append(core::text_of(right));
        const Digest made = sha256(core::bytes_of(input));
        if (complete) known_[key(level_of(width), start / width)] = made;
        return made;
    }
    std::unordered_map<std::uint64_t, Digest> known_;
};

/// What a line says of a head.
struct Naming {
    std::string number;
    std::string digest;
};

class Check {
public:
    Check(const LogRows& rows, const LogRules& rules)
        : rows_{rows}, rules_{rules},
          tree_{well_formed(rows) ? rows.removed : 0, well_formed(rows) ? rows.subtrees : std::vector<Digest>{}}
    {
    }

    std::optional<std::string> first_broken()
    {
        if (!well_formed(rows_)) return "what stands for the removed lines is damaged";
        if (auto broken = lines()) return broken;
        if (auto broken = end()) return broken;
        if (auto broken = heads()) return broken;
        return witnessed();
    }

private:
    static bool well_formed(const LogRows& rows)
    {
        return rows.removed < (std::uint64_t{1} << 48U) &&
               rows.subtrees.size() == static_cast<std::size_t>(std::popcount(rows.removed));
    }
    static std::string entry(std::uint64_t n) { return "entry " + std::to_string(n); }

    std::optional<std::string> lines()
    {
        std::uint64_t n = rows_.removed;
        for (const LogRows::Line& line : rows_.lines) {
            if (line.n != n) return entry(std::min(n, line.n)) + (line.n > n ? " is missing" : " isn't in its place");
            const auto read = protocol::read_audit_entry(line.body);
            if (!read) return entry(n) + " isn't a line of a log (" + read.error().detail + ")";
            if (read->action == "head-signed") named_[n] = naming(*read);
            tree_.leaf(n, line.body);
            ++n;
            if (tree_.root(n) != line.root) return entry(n - 1) + " isn't what was written";
        }
        return std::nullopt;
    }

    static Naming naming(const core::AuditEntry& read)
    {
        Naming made;
        for (const auto& [name, id] : read.about) {
            if (name == "number") made.number = id;
            if (name == "head") made.digest = id;
        }
        return made;
    }

    std::optional<std::string> end()
    {
        const std::uint64_t there = rows_.removed + rows_.lines.size();
        if (rows_.size > there) return entry(there) + " is missing";
        if (rows_.size < there) return entry(rows_.size) + " stands behind the log's end";
        if (tree_.subtrees(there) != rows_.ends) return std::string{"the log's end isn't what was written"};
        return std::nullopt;
    }

    std::optional<std::string> heads()
    {
        std::uint64_t expected = rows_.removed == 0 ? 1 : 0;
        std::string before;
        for (const LogRows::Head& head : rows_.heads) {
            const std::string name = "signed head " + std::to_string(head.number);
            if (rules_.all_heads) {
                if (expected != 0 && head.number != expected)
                    return "signed head " + std::to_string(expected) + " is missing";
                if (expected == 0 && head.size != rows_.removed) return name + " isn't the one after the removed lines";
            }
            expected = head.number + 1;
            if (!named(head)) return name + " isn't the one that " + entry(head.size) + " names";
            const auto said = message(head);
            if (!said) return name + ": " + said.error().detail;
            if (said->number != head.number || said->head.size != head.size)
                return name + " says something else than stands beside it";
            if (rules_.all_heads && !before.empty() && said->previous != before)
                return name + " doesn't follow the one before";
            if (head.size > rows_.size || head.size < rows_.removed) return name + " is of another log";
            if (tree_.root(head.size) != said->head.root)
                return name + " is of other lines than entries up to " + std::to_string(head.size);
            before = protocol::to_base64url(sha256(core::bytes_of(head.jws)));
        }
        for (const auto& [n, naming] : named_)
            if (rules_.all_heads &&
                std::ranges::none_of(rows_.heads, [&](const LogRows::Head& head) { return head.size == n; }))
                return "signed head " + naming.number + ", which " + entry(n) + " names, is missing";
        return std::nullopt;
    }

    /// The line after the head names it by number and digest. At the bureau that line comes with the next minutes.
    bool named(const LogRows::Head& head) const
    {
        const auto found = named_.find(head.size);
        if (found == named_.end()) return !rules_.all_heads && head.size == rows_.size;
        return found->second.number == std::to_string(head.number) &&
               found->second.digest == core::to_hex(sha256(core::bytes_of(head.jws)));
    }

    core::Result<LogHeadMessage> message(const LogRows::Head& head) const
    {
        if (!rules_.trusted.empty()) return read_log_head(head.jws, rules_.trusted);
        auto key = PublicKey::from_jwk_text(head.jwk);
        if (!key) return std::unexpected(key.error());
        const Signer signer{rules_.device, *std::move(key)};
        return read_log_head(head.jws, {&signer, 1});
    }

    std::optional<std::string> witnessed()
    {
        for (const core::LogHead& head : rules_.witnessed) {
            if (head.size > rows_.size)
                return "a head over " + std::to_string(head.size) + " lines was given out: " + entry(rows_.size) +
                       " is missing";
            if (head.size >= rows_.removed && tree_.root(head.size) != head.root)
                return "a head was given out over other lines than entries up to " + std::to_string(head.size);
        }
        return std::nullopt;
    }

    const LogRows& rows_;
    const LogRules& rules_;
    Definition tree_;
    std::map<std::uint64_t, Naming> named_;
};

} // namespace

LogVerdict check_log(const LogRows& rows, const LogRules& rules)
{
    LogVerdict verdict{rows.lines.size(), rows.heads.size(), {}};
    verdict.first_broken = Check{rows, rules}.first_broken().value_or("");
    return verdict;
}

} // namespace casustafel::seal
