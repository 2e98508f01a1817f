#include "storage/log_fixture.h"

#include <algorithm>
#include <functional>
#include <map>
#include <random>

// Nobody changes, removes or adds anything in a log without being found (SR-14).

namespace casustafel::storage {
namespace {

using namespace std::chrono_literals;
using core::LogRows;
using support::TempDir;

class Dice {
public:
    std::size_t below(std::size_t most) { return std::uniform_int_distribution<std::size_t>{0, most - 1}(engine_); }
    template <class List>
    auto& one_of(List& list)
    {
        return list[below(list.size())];
    }
    void spoil(core::Digest& digest) { digest[below(digest.size())] ^= static_cast<std::uint8_t>(1U << below(8)); }
    void spoil(std::string& text)
    {
        char& one = one_of(text);
        one = static_cast<char>(one ^ static_cast<char>(1U << below(7)));
    }

private:
    std::mt19937_64 engine_{20261122};
};

/// One way to change a log. It may leave it as it was: that isn't counted.
using Mutation = std::function<void(LogRows&, Dice&)>;

void renumber(LogRows& rows)
{
    std::uint64_t n = rows.removed;
    for (LogRows::Line& line : rows.lines) line.n = n++;
}

std::map<std::string, Mutation> mutations()
{
    return {
        {"delete a line",
         [](LogRows& r, Dice& d) { r.lines.erase(r.lines.begin() + static_cast<long>(d.below(r.lines.size()))); }},
        {"delete a line and close the gap",
         [](LogRows& r, Dice& d) {
             r.lines.erase(r.lines.begin() + static_cast<long>(d.below(r.lines.size())));
             renumber(r);
             --r.size;
         }},
        {"insert a line",
         [](LogRows& r, Dice& d) {
             LogRows::Line line = d.one_of(r.lines);
             r.lines.insert(r.lines.begin() + static_cast<long>(d.below(r.lines.size() + 1)), line);
             renumber(r);
             ++r.size;
         }},
        {"duplicate a line",
         [](LogRows& r, Dice& d) {
             const std::size_t n = d.below(r.lines.size());
             r.lines.insert(r.lines.begin() + static_cast<long>(n), r.lines[n]);
         }},
        {"edit a line", [](LogRows& r, Dice& d) { d.spoil(d.one_of(r.lines).body); }},
        {"edit a root", [](LogRows& r, Dice& d) { d.spoil(d.one_of(r.lines).root); }},
        {"renumber a line", [](LogRows& r, Dice& d) { d.one_of(r.lines).n = d.below(1000); }},
        {"swap two lines", [](LogRows& r, Dice& d) { std::swap(d.one_of(r.lines), d.one_of(r.lines)); }},
        {"swap the texts of two lines",
         [](LogRows& r, Dice& d) { std::swap(d.one_of(r.lines).body, d.one_of(r.lines).body); }},
        {"truncate", [](LogRows& r, Dice& d) { r.lines.resize(d.below(r.lines.size())); }},
        {"truncate and say so",
         [](LogRows& r, Dice& d) {
             r.lines.resize(d.below(r.lines.size()));
             r.size = r.removed + r.lines.size();
         }},
        {"edit what stands for removed lines",
         [](LogRows& r, Dice& d) {
             if (!r.subtrees.empty()) d.spoil(d.one_of(r.subtrees));
         }},
        {"remove what stands for removed lines",
         [](LogRows& r, Dice&) {
             if (!r.subtrees.empty()) r.subtrees.pop_back();
         }},
        {"another count of removed lines", [](LogRows& r, Dice& d) { r.removed = d.below(100); }},
        {"edit an end", [](LogRows& r, Dice& d) { d.spoil(d.one_of(r.ends)); }},
        {"another size", [](LogRows& r, Dice& d) { r.size = d.below(200); }},
        {"delete a head",
         [](LogRows& r, Dice& d) { r.heads.erase(r.heads.begin() + static_cast<long>(d.below(r.heads.size()))); }},
        {"duplicate a head",
         [](LogRows& r, Dice& d) {
             const std::size_t n = d.below(r.heads.size());
             r.heads.insert(r.heads.begin() + static_cast<long>(n), r.heads[n]);
         }},
        {"swap two heads", [](LogRows& r, Dice& d) { std::swap(d.one_of(r.heads), d.one_of(r.heads)); }},
        {"edit a signed head", [](LogRows& r, Dice& d) { d.spoil(d.one_of(r.heads).jws); }},
        {"edit the key of a head", [](LogRows& r, Dice& d) { d.spoil(d.one_of(r.heads).jwk); }},
        {"another number of a head", [](LogRows& r, Dice& d) { d.one_of(r.heads).number = d.below(100); }},
        {"another size of a head", [](LogRows& r, Dice& d) { d.one_of(r.heads).size = d.below(200); }},
        {"exchange two signed heads",
         [](LogRows& r, Dice& d) { std::swap(d.one_of(r.heads).jws, d.one_of(r.heads).jws); }},
        {"truncate the heads", [](LogRows& r, Dice& d) { r.heads.resize(d.below(r.heads.size())); }},
    };
}

/// Sessions of a device: with lines of conferences, heads at sealing and at locking, and lines that were removed.
LogRows lived(LogWorld& world, const TempDir& dir, bool removed)
{
    auto log = world.open(dir.path());
    EXPECT_TRUE((*log)->begin("1.0.0"));
    for (int session = 1; session <= 3; ++session) {
        const std::string minutes = "m-" + std::to_string(session);
        for (int n = 0; n < 2 + session; ++n) {
            world.pass(7s);
            EXPECT_TRUE((*log)->note(event("export-" + std::to_string(n))));
        }
        EXPECT_TRUE((*log)->sign(core::MinutesId{minutes}));
        EXPECT_TRUE((*log)->take(world.opened(minutes, static_cast<std::uint64_t>(session))));
        EXPECT_TRUE((*log)->note(event("lock")));
        EXPECT_TRUE((*log)->sign(core::MinutesId{}));
        if (removed && session == 2) {
            world.pass(24h * 31);
            EXPECT_TRUE((*log)->keep_house());
        }
    }
    return *(*log)->rows();
}

TEST(LogMutations, of_ten_thousand_random_ones_are_all_found_and_an_untouched_log_is_sound)
{
    constexpr int wanted = 10'000;
    Dice dice;
    std::map<std::string, int> tried;
    int found = 0;
    int missed = 0;
    LogWorld world;
    const TempDir whole_dir;
    const TempDir removed_dir;
    const std::vector<LogRows> logs{lived(world, whole_dir, false), lived(world, removed_dir, true)};
    EXPECT_GT(logs[1].removed, 0U);
    const auto ways = mutations();
    while (found + missed < wanted)
        for (const auto& [name, mutate] : ways)
            for (const LogRows& log : logs) {
                LogRows changed = log;
                mutate(changed, dice);
                if (changed == log) continue;
                ++tried[name];
                if (!world.verdict(changed).sound()) {
                    ++found;
                } else {
                    ++missed;
                    ADD_FAILURE() << "not found: " << name;
                }
            }
    EXPECT_EQ(missed, 0);
    EXPECT_EQ(tried.size(), ways.size()) << "some way to change a log was never tried";
    for (const LogRows& log : logs) EXPECT_TRUE(world.verdict(log).sound()) << world.verdict(log).first_broken;
    std::cout << "mutations: " << found + missed << " in " << tried.size() << " ways, found " << found << '\n';
}

TEST(LogMutations, in_the_file_itself_are_named_by_the_first_entry_that_is_broken)
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"DROP TRIGGER line_is_never_changed; UPDATE line SET body = replace(body, 'export', 'unlock') WHERE n = 3",
         "entry 3 isn't what was written"},
        {"DROP TRIGGER line_is_removed_after_its_term; DELETE FROM line WHERE n = 5", "entry 5 is missing"},
        {"UPDATE head SET jws = (SELECT jws FROM head WHERE number = 2) WHERE number = 3",
         "signed head 3 isn't the one that entry"},
        {"UPDATE state SET size = size + 1", "is missing"},
    };
    for (const auto& [damage, sentence] : cases) {
        const TempDir dir;
        LogWorld world;
        lived(world, dir, false);
        {
            const SecretBytes key = device_log_key(hidden_bytes(1).view());
            auto database = sql::Database::open(SqlDeviceLog::file_in(dir.path()), {.raw_key = key.view()});
            ASSERT_TRUE(database->execute(damage)) << damage;
        }
        auto log = world.open(dir.path());
        const std::string said = log ? world.verdict(**log).first_broken : log.error().detail;
        if (damage.starts_with("UPDATE state")) {
            EXPECT_FALSE(said.empty());
            continue;
        }
        EXPECT_TRUE(said.contains(sentence)) << damage << ": " << said;
    }
}

TEST(LogMutations, by_who_has_the_key_and_writes_the_whole_tree_anew_are_found_by_the_signed_heads)
{
    LogWorld world;
    const TempDir dir;
    const LogRows log = lived(world, dir, false);
    LogRows forged = log;
    forged.lines[2].body.replace(forged.lines[2].body.find("export"), 6, "locked");
    core::MerkleTree tree{sha256};
    for (LogRows::Line& line : forged.lines) {
        tree.add(line.body);
        line.root = tree.root();
    }
    forged.ends = tree.subtrees();
    const std::string said = world.verdict(forged).first_broken;
    EXPECT_TRUE(said.starts_with("signed head 1 is of other lines")) << said;
}

} // namespace
} // namespace casustafel::storage
