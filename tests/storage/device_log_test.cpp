#include "storage/device_log.h"

#include "storage/log_fixture.h"
#include "support/crash_vfs.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace casustafel::storage {
namespace {

using namespace std::chrono_literals;
using core::Errc;
using support::CrashDisk;
using support::Surviving;
using support::TempDir;

using Names = std::vector<std::string>;

TEST(MerkleTree, has_the_roots_that_certificate_transparency_publishes)
{
    const auto hex = [](std::string_view text) {
        std::string bytes;
        for (std::size_t i = 0; i < text.size(); i += 2)
            bytes.push_back(static_cast<char>(std::stoi(std::string{text.substr(i, 2)}, nullptr, 16)));
        return bytes;
    };
    const std::vector<std::pair<std::string, std::string>> known{
        {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
        {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
        {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
        {"606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
    core::MerkleTree tree{sha256};
    EXPECT_EQ(core::to_hex(tree.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (const auto& [line, root] : known) {
        tree.add(hex(line));
        EXPECT_EQ(core::to_hex(tree.root()), root) << tree.size();
    }
}

TEST(DeviceLog, is_written_while_nobody_has_unlocked_the_device_and_is_ciphertext)
{
    const TempDir dir;
    LogWorld world;
    {
        auto log = world.open(dir.path());
        ASSERT_TRUE(log) << log.error().detail;
        ASSERT_TRUE((*log)->begin("1.0.0"));
        ASSERT_TRUE((*log)->note({.action = "unlock", .result = core::AuditResult::refused}));
        ASSERT_TRUE((*log)->end());
        EXPECT_EQ(actions(**log), (Names{"started", "unlock", "stopped"}));
        EXPECT_TRUE(world.verdict(**log).sound()) << world.verdict(**log).first_broken;
    }
    EXPECT_FALSE(raw_folder(dir.path()).contains("unlock"));
    EXPECT_EQ(SqlDeviceLog::open(dir.path(), hidden_bytes(9).view(), world.format()).error().code, Errc::corrupt)
        << "another device's secret opens nothing";
}

TEST(DeviceLog, says_that_the_device_stopped_without_a_word_and_counts_how_often_it_was_switched_on)
{
    const TempDir dir;
    LogWorld world;
    ASSERT_TRUE((*world.open(dir.path()))->begin("1.0.0"));
    world.clocks.boot_id = "second boot";
    auto log = world.open(dir.path());
    ASSERT_TRUE((*log)->begin("1.0.0"));
    EXPECT_EQ(actions(**log), (Names{"started", "stopped-unclean", "started"}));
    const auto rows = (*log)->rows();
    EXPECT_EQ(protocol::read_audit_entry(rows->lines.front().body)->boot, 1U);
    EXPECT_EQ(protocol::read_audit_entry(rows->lines.back().body)->boot, 2U);
}

TEST(DeviceLog, says_that_the_clock_was_set_and_by_how_much)
{
    const TempDir dir;
    LogWorld world;
    auto log = world.open(dir.path());
    ASSERT_TRUE((*log)->begin("1.0.0"));
    world.pass(1h);
    ASSERT_TRUE((*log)->note(event("export")));
    world.pass(1s);
    world.clocks.wall -= 24h;
    ASSERT_TRUE((*log)->note(event("export")));
    EXPECT_EQ(actions(**log), (Names{"started", "export", "clock-set", "export"}));
    const auto set = protocol::read_audit_entry((*log)->rows()->lines[2].body);
    EXPECT_EQ(set->about.front(), (std::pair<std::string, std::string>{"by-seconds", "-86400"}));
}

TEST(DeviceLog, takes_each_line_of_a_conference_once_and_in_order)
{
    const TempDir dir;
    LogWorld world;
    ASSERT_TRUE(create_vault(dir.path()));
    auto log = world.open(dir.path());
    auto vault = FileVault::open(world.vault_parts(dir.path(), **log));
    ASSERT_TRUE((*vault)->unlock(pin, at(0s))->open);
    {
        auto ledger = (*vault)->open(conference("c-1"));
        ASSERT_TRUE((*ledger)->append(0, facts_numbered(1, 3)));
        ASSERT_TRUE((*ledger)->audit_head());
        ASSERT_TRUE((*ledger)->append(3, facts_numbered(4, 5)));
        ASSERT_TRUE((*ledger)->audit_head());
    }
    ASSERT_TRUE((*vault)->open(conference("c-1")));
    EXPECT_EQ(actions(**log), Names(5, "conclusion-recorded"));
    const auto raw = (*log)->rows();
    for (const core::LogRows::Line& line : raw->lines) EXPECT_FALSE(line.body.contains("KANARIE")) << line.body;

    // Erased and sent again it has other lines under the same numbers.
    ASSERT_TRUE((*vault)->destroy(core::ConferenceId{"c-1"}));
    ASSERT_TRUE((*(*vault)->open(conference("c-1")))->append(0, facts_numbered(7, 8)));
    (*vault)->lock();
    EXPECT_EQ(actions(**log), Names(7, "conclusion-recorded"));
    EXPECT_TRUE(world.verdict(**log).sound());
}

TEST(DeviceLog, is_refused_whole_when_any_page_of_it_is_damaged)
{
    const TempDir dir;
    LogWorld world;
    {
        auto log = world.open(dir.path());
        for (int i = 0; i < 60; ++i) ASSERT_TRUE((*log)->note({.action = "unlock"}));
    }
    ASSERT_TRUE(world.open(dir.path()));
    const auto file = dir.path() / "log.db";
    const auto pages = std::filesystem::file_size(file) / 4096;
    ASSERT_GE(pages, 6U);
    for (std::uintmax_t page = 0; page < pages; ++page) {
        std::filesystem::copy_file(file, dir.path() / "whole", std::filesystem::copy_options::overwrite_existing);
        {
            std::fstream disk{file, std::ios::in | std::ios::out | std::ios::binary};
            disk.seekp(static_cast<std::streamoff>(page * 4096 + 100));
            disk.write("\x5a\x5a\x5a\x5a", 4);
        }
        const auto opened = world.open(dir.path());
        EXPECT_EQ(opened ? Errc::rejected : opened.error().code, Errc::corrupt) << "page " << page;
        std::filesystem::rename(dir.path() / "whole", file);
    }
}

TEST(DeviceLog, gives_a_head_without_lines_when_they_would_not_fit_in_minutes)
{
    const TempDir dir;
    LogWorld world;
    auto log = world.open(dir.path());
    core::AuditEvent long_one{.action = "receipt"};
    for (int i = 0; i < 900; ++i) long_one.about.emplace_back("item", "d09249ac-4c44-51d7-8e02-c144b564d015");
    for (int i = 0; i < 60; ++i) ASSERT_TRUE((*log)->note(long_one));
    const auto first = (*log)->sign(core::MinutesId{"m-1"});
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_TRUE(first->lines.empty());
    EXPECT_EQ(first->from, 60U);
    EXPECT_EQ(first->head.size, 60U);
    const auto next = (*log)->sign(core::MinutesId{"m-2"});
    ASSERT_TRUE(next) << next.error().detail;
    EXPECT_TRUE(next->lines.empty()) << "nothing counts as given, so nothing is removed";
    EXPECT_TRUE(world.verdict(**log).sound());
}

TEST(DeviceLog, says_that_a_conference_was_put_back_and_goes_on_from_there)
{
    const TempDir dir;
    const TempDir aside;
    LogWorld world;
    ASSERT_TRUE(create_vault(dir.path()));
    auto log = world.open(dir.path());
    auto vault = FileVault::open(world.vault_parts(dir.path(), **log));
    const std::string database = FileVault::database_file("", core::ConferenceId{"c-1"}).filename().string();
    ASSERT_TRUE((*vault)->unlock(pin, at(0s))->open);
    ASSERT_TRUE((*(*vault)->open(conference("c-1")))->append(0, facts_numbered(1, 3)));
    (*vault)->lock();
    std::filesystem::copy_file(dir.path() / database, aside.path() / database);

    ASSERT_TRUE((*vault)->unlock(pin, at(1s))->open);
    ASSERT_TRUE((*(*vault)->open(conference("c-1")))->append(3, facts_numbered(4, 5)));
    (*vault)->lock();
    ASSERT_EQ(actions(**log), Names(5, "conclusion-recorded"));
    std::filesystem::remove(dir.path() / (database + "-wal"));
    std::filesystem::copy_file(aside.path() / database, dir.path() / database,
                               std::filesystem::copy_options::overwrite_existing);

    ASSERT_TRUE((*vault)->unlock(pin, at(2s))->open);
    auto ledger = (*vault)->open(conference("c-1"));
    ASSERT_TRUE(ledger) << "it goes on: " << ledger.error().detail;
    ASSERT_TRUE((*ledger)->append(3, facts_numbered(6, 6)));
    (*vault)->lock();
    Names wanted(5, "conclusion-recorded");
    wanted.insert(wanted.end(), {"conference-put-back", "conclusion-recorded"});
    EXPECT_EQ(actions(**log), wanted);
    EXPECT_TRUE(world.verdict(**log).sound());
}

TEST(DeviceLog, gives_the_bureau_each_line_and_again_those_of_minutes_that_it_refused)
{
    const TempDir dir;
    LogWorld world;
    auto log = world.open(dir.path());
    ASSERT_TRUE((*log)->note(event("one")));
    const auto first = (*log)->sign(core::MinutesId{"m-1"});
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(first->from, 0U);
    EXPECT_EQ(first->lines.size(), 1U);
    EXPECT_EQ(*(*log)->sign(core::MinutesId{"m-1"}), *first) << "made again, it is the same";

    ASSERT_TRUE((*log)->note(event("two")));
    const auto second = (*log)->sign(core::MinutesId{"m-2"});
    EXPECT_EQ(second->from, 1U);
    EXPECT_EQ(second->lines.size(), 2U) << "the line that names the first head, and the new one";

    core::Receipt refused = world.opened("m-1", 1);
    refused.stage = core::ReceiptStage::refused;
    ASSERT_TRUE((*log)->take(refused));
    const auto third = (*log)->sign(core::MinutesId{"m-3"});
    EXPECT_EQ(third->from, 0U);
    EXPECT_EQ(third->lines.size(), third->head.size);
    EXPECT_TRUE(world.verdict(**log).sound()) << world.verdict(**log).first_broken;
}

TEST(DeviceLog, removes_lines_thirty_days_after_the_bureau_had_them_and_keeps_its_root)
{
    const TempDir dir;
    LogWorld world;
    auto log = world.open(dir.path());
    for (int n = 0; n < 5; ++n) ASSERT_TRUE((*log)->note(event("export")));
    ASSERT_TRUE((*log)->sign(core::MinutesId{"m-1"}));
    ASSERT_TRUE((*log)->note(event("export")));
    ASSERT_TRUE((*log)->sign(core::MinutesId{"m-2"}));
    ASSERT_TRUE(*(*log)->take(world.opened("m-2", 1)));
    world.pass(24h * 31);
    ASSERT_TRUE((*log)->keep_house());
    EXPECT_EQ((*log)->rows()->removed, 0U) << "what came before isn't at the bureau";

    ASSERT_TRUE(*(*log)->take(world.opened("m-1", 2)));
    world.pass(24h * 29);
    ASSERT_TRUE((*log)->keep_house());
    EXPECT_EQ((*log)->rows()->removed, 0U);
    world.pass(24h * 2);
    world.clocks.trusted = false;
    ASSERT_TRUE((*log)->keep_house());
    EXPECT_EQ((*log)->rows()->removed, 0U) << "a clock that nobody set removes nothing";
    world.clocks.trusted = true;
    const core::LogHead before = (*log)->head();
    core::MerkleTree all{sha256};
    const auto lines_before = (*log)->rows();
    for (const core::LogRows::Line& line : lines_before->lines) all.add(line.body);
    EXPECT_EQ(all.head(), before);
    ASSERT_TRUE((*log)->keep_house());
    const auto rows = (*log)->rows();
    EXPECT_EQ(rows->removed, 7U);
    EXPECT_EQ(actions(**log).back(), "lines-removed");
    const auto added = (*log)->rows();
    for (const core::LogRows::Line& line : added->lines)
        if (line.n >= before.size) all.add(line.body);
    EXPECT_EQ(all.head(), (*log)->head()) << "the root doesn't know that lines were removed";
    EXPECT_TRUE(world.verdict(*rows).sound()) << world.verdict(*rows).first_broken;
    ASSERT_TRUE((*log)->sign(core::MinutesId{"m-3"}));
    log->reset();
    log = world.open(dir.path());
    EXPECT_TRUE(world.verdict(**log).sound()) << world.verdict(**log).first_broken;
}

TEST(DeviceLog, notices_that_the_log_of_the_bureau_became_shorter_or_another_one)
{
    const TempDir dir;
    LogWorld world;
    auto log = world.open(dir.path());
    const core::Digest root{1};
    const core::Digest other{2};
    EXPECT_TRUE(*(*log)->take(world.opened("m-1", 4, core::LogHead{10, root})));
    world.pass(1min);
    EXPECT_TRUE(*(*log)->take(world.opened("m-2", 5, core::LogHead{12, root})));
    core::Receipt late = world.opened("m-3", 3, core::LogHead{9, root});
    late.at -= 1h;
    EXPECT_TRUE(*(*log)->take(late)) << "one that was given before and comes later";
    EXPECT_FALSE(*(*log)->take(world.opened("m-4", 6, core::LogHead{11, root})));
    EXPECT_FALSE(*(*log)->take(world.opened("m-5", 7, core::LogHead{12, other})));
    world.pass(1min);
    EXPECT_FALSE(*(*log)->take(world.opened("m-6", 2, core::LogHead{13, root}))) << "its count of messages went back";
    EXPECT_TRUE(*(*log)->take(world.opened("m-7", 8, core::LogHead{13, root})));
    EXPECT_EQ(std::ranges::count(actions(**log), "bureau-log-broken"), 3);
}

/// What happened to a log and a conference until the power went.
struct Story {
    std::size_t facts{}; ///< acknowledged
    std::size_t notes{};
    bool sealed{};
    bool destroyed{};
};

Story play(LogWorld& world, const TempDir& dir)
{
    Story story;
    auto log = world.open(dir.path());
    if (!log || !(*log)->begin("1.0.0")) return story;
    auto vault = FileVault::open(world.vault_parts(dir.path(), **log));
    if (!vault) return story;
    const auto unlocking = (*vault)->unlock(pin, at(0s));
    if (!unlocking || !unlocking->open) return story;
    for (int session = 0; session < 2; ++session) {
        auto ledger = (*vault)->open(conference("c-1"));
        if (!ledger) return story;
        for (int n = 1; n <= 3; ++n) {
            const int number = session * 3 + n;
            if (!(*ledger)->append(static_cast<std::uint64_t>(number - 1), facts_numbered(number, number)))
                return story;
            story.facts = static_cast<std::size_t>(number);
        }
        if (!(*log)->note(event("noted"))) return story;
        ++story.notes;
    }
    {
        auto ledger = (*vault)->open(conference("c-1"));
        if (!ledger || !(*ledger)->audit_head()) return story;
    }
    story.sealed = (*log)->sign(core::MinutesId{"m-1"}).has_value();
    if (!story.sealed) return story;
    story.destroyed = (*vault)->destroy(core::ConferenceId{"c-1"}).has_value();
    (*vault)->lock();
    std::ignore = (*log)->end();
    return story;
}

TEST(DeviceLogPowerCut, at_any_sync_leaves_no_change_without_its_line_and_no_line_twice)
{
    int cuts = 0;
    for (const Surviving surviving : {Surviving::nothing, Surviving::some, Surviving::everything}) {
        bool was_cut = true;
        for (int nth_sync = 1; was_cut; ++nth_sync) {
            const TempDir dir;
            CrashDisk disk;
            LogWorld world{disk.name()};
            ASSERT_TRUE(create_vault(dir.path(), disk.name()));
            disk.cut_at_sync(nth_sync, surviving, static_cast<std::uint32_t>(nth_sync));
            const Story story = play(world, dir);
            was_cut = disk.was_cut();
            cuts += was_cut;
            disk.restart();

            const auto where = "cut at sync " + std::to_string(nth_sync);
            auto log = world.open(dir.path());
            ASSERT_TRUE(log) << where << ": " << log.error().detail;
            std::size_t facts = 0;
            {
                auto vault = FileVault::open(world.vault_parts(dir.path(), **log));
                ASSERT_TRUE((*vault)->unlock(pin, at(1h))->open) << where;
                if (!(*vault)->conferences()->empty()) {
                    auto ledger = (*vault)->open(conference("c-1"));
                    ASSERT_TRUE(ledger) << where << ": " << ledger.error().detail;
                    facts = (*ledger)->load()->size();
                }
            }
            const Names found = actions(**log);
            const auto lines = static_cast<std::size_t>(std::ranges::count(found, "conclusion-recorded"));
            EXPECT_GE(lines, story.facts) << where;
            EXPECT_LE(lines, story.facts + 1) << where;
            if (facts > 0) {
                EXPECT_EQ(lines, facts) << where;
            }
            EXPECT_GE(static_cast<std::size_t>(std::ranges::count(found, "noted")), story.notes) << where;
            EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).contains("unreadable"), false) << where;
            std::set<std::string> bodies;
            const auto rows = (*log)->rows();
            for (const core::LogRows::Line& line : rows->lines)
                if (line.body.contains("conclusion-recorded")) {
                    EXPECT_TRUE(bodies.insert(line.body).second) << where;
                }
            EXPECT_TRUE(world.verdict(*rows).sound()) << where << ": " << world.verdict(*rows).first_broken;
        }
    }
    EXPECT_GE(cuts, 100);
    std::cout << "power cuts: " << cuts << '\n';
}

} // namespace
} // namespace casustafel::storage
