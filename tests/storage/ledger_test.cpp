#include "storage/ledger.h"

#include "storage/fixture.h"
#include "storage/keys.h"
#include "support/crash_vfs.h"

#include <gtest/gtest.h>

#include <sodium.h>

namespace casustafel::storage {
namespace {

using core::Errc;
using support::CrashDisk;
using support::DiskFault;
using support::Surviving;
using support::TempDir;

class Ledger : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(check_cipher()); }
    SqlLedger::File file() const { return {.path = dir_ / "c.db", .raw_key = key_, .vfs = {}}; }
    SqlLedger::File file(const CrashDisk& disk) const
    {
        return {.path = dir_ / "c.db", .raw_key = key_, .vfs = disk.name()};
    }
    std::unique_ptr<SqlLedger> created(const SqlLedger::File& where)
    {
        auto ledger = SqlLedger::create(where, std::nullopt, format());
        EXPECT_TRUE(ledger) << ledger.error().detail;
        return *std::move(ledger);
    }

    TempDir dir_;
    core::Bytes key_ = core::Bytes(database_key_bytes, 0x5a);
};

TEST_F(Ledger, gives_back_what_was_appended_after_it_was_closed_and_opened)
{
    {
        auto ledger = created(file());
        ASSERT_TRUE(ledger->append(0, facts_numbered(1, 3)));
        ASSERT_TRUE(ledger->append(3, facts_numbered(4, 4)));
        EXPECT_EQ(*ledger->load(), facts_numbered(1, 4));
    }
    auto again = SqlLedger::open(file(), format());
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*(*again)->load(), facts_numbered(1, 4));
}

TEST_F(Ledger, refuses_facts_that_were_decided_on_another_state)
{
    auto ledger = created(file());
    ASSERT_TRUE(ledger->append(0, facts_numbered(1, 2)));
    EXPECT_EQ(ledger->append(1, facts_numbered(2, 2)).error().code, Errc::conflict);
    EXPECT_EQ(ledger->append(3, facts_numbered(4, 4)).error().code, Errc::conflict);
    EXPECT_EQ(ledger->load()->size(), 2u);
}

TEST_F(Ledger, keeps_one_draft_beside_the_facts_until_it_is_taken_away)
{
    {
        auto ledger = created(file());
        ASSERT_TRUE(ledger->append(0, facts_numbered(1, 2)));
        const auto head = *ledger->audit_head();
        ASSERT_TRUE(ledger->keep_draft(facts_numbered(7, 9)));
        ASSERT_TRUE(ledger->keep_draft(facts_numbered(5, 6)));
        EXPECT_EQ(*ledger->load(), facts_numbered(1, 2));
        EXPECT_EQ(*ledger->audit_head(), head);
    }
    EXPECT_EQ(raw_bytes(file().path).find("KANARIE"), std::string::npos);
    auto again = SqlLedger::open(file(), format());
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*(*again)->draft(), facts_numbered(5, 6)) << "the last one, and nothing of the one before";
    ASSERT_TRUE((*again)->append(2, facts_numbered(3, 3)));
    ASSERT_TRUE((*again)->keep_draft({}));
    EXPECT_TRUE((*again)->draft()->empty());
    (*again)->close();
    EXPECT_EQ((*again)->keep_draft({}).error().code, Errc::denied);
}

TEST_F(Ledger, chains_each_audit_line_to_the_one_before)
{
    const core::Digest before = next_in_chain(std::nullopt, "the conference before");
    {
        auto ledger = SqlLedger::create(file(), before, format());
        ASSERT_TRUE(ledger);
        EXPECT_EQ(*(*ledger)->audit_head(), (core::AuditHead{.head = {}, .previous = before, .entries = 0}));
        ASSERT_TRUE((*ledger)->append(0, facts_numbered(1, 3)));
    }
    std::optional<core::Digest> expected = before;
    for (int n = 1; n <= 3; ++n) expected = next_in_chain(expected, format().audit_line(fact_number(n)));
    auto ledger = SqlLedger::open(file(), format());
    ASSERT_TRUE(ledger);
    EXPECT_EQ(*(*ledger)->audit_head(), (core::AuditHead{.head = *expected, .previous = before, .entries = 3}));
}

TEST_F(Ledger, hashes_the_previous_value_followed_by_the_line)
{
    // printf 'abc' | sha256sum, then those 32 bytes and 'def' again
    const core::Digest first = next_in_chain(std::nullopt, "abc");
    EXPECT_EQ(core::to_hex(first), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    core::Bytes both{first.begin(), first.end()};
    both.insert(both.end(), {'d', 'e', 'f'});
    core::Digest second{};
    crypto_hash_sha256(second.data(), both.data(), both.size());
    EXPECT_EQ(next_in_chain(first, "def"), second);
}

/// Opens the ledger's file beside it, as someone with the key and bad intentions.
core::Result<> tamper(const SqlLedger::File& file, const std::string& statements)
{
    auto database = sql::Database::open(file.path, {.raw_key = file.raw_key});
    if (!database) return std::unexpected(database.error());
    return database->execute(statements);
}

TEST_F(Ledger, never_lets_a_fact_or_an_audit_line_change)
{
    ASSERT_TRUE(created(file())->append(0, facts_numbered(1, 2)));
    for (const char* wish : {"UPDATE fact SET at_ms = 0", "DELETE FROM fact WHERE seq = 2", "DELETE FROM audit",
                             "UPDATE audit SET line = 'x'", "INSERT INTO fact VALUES (9, 0, x'00')",
                             "INSERT OR REPLACE INTO fact VALUES (2, 0, x'00')", "UPDATE origin SET previous = NULL",
                             "INSERT OR REPLACE INTO audit SELECT 1, line, hash FROM audit WHERE seq = 2"})
        EXPECT_EQ(tamper(file(), wish).error().code, Errc::conflict) << wish;
}

TEST_F(Ledger, sees_a_chain_that_was_tampered_with_by_someone_who_has_the_key)
{
    ASSERT_TRUE(created(file())->append(0, facts_numbered(1, 3)));
    ASSERT_TRUE(tamper(file(), "DROP TRIGGER line_is_never_changed; UPDATE audit SET line = 'x' WHERE seq = 2"));
    const auto opened = SqlLedger::open(file(), format());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::corrupt);
    EXPECT_TRUE(opened.error().detail.contains("entry 2")) << opened.error().detail;
    ASSERT_TRUE(tamper(file(), "DROP TRIGGER line_is_never_removed; DELETE FROM audit WHERE seq >= 2"));
    EXPECT_EQ(SqlLedger::open(file(), format()).error().code, Errc::corrupt);
}

TEST_F(Ledger, opens_with_its_own_key_only)
{
    created(file()).reset();
    const core::Bytes other(database_key_bytes, 0x5b);
    EXPECT_EQ(SqlLedger::open({.path = dir_ / "c.db", .raw_key = other, .vfs = {}}, format()).error().code,
              Errc::corrupt);
    EXPECT_TRUE(SqlLedger::open(file(), format()));
}

TEST_F(Ledger, keeps_a_damaged_file_and_says_so)
{
    ASSERT_TRUE(created(file())->append(0, facts_numbered(1, 200)));
    std::string bytes = raw_bytes(dir_ / "c.db");
    ASSERT_GT(bytes.size(), 40000u);
    int refused = 0;
    for (std::size_t at = 20; at < bytes.size(); at += 4096, ++refused) {
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        std::ofstream{dir_ / "c.db", std::ios::binary} << bytes;
        const auto opened = SqlLedger::open(file(), format());
        ASSERT_FALSE(opened) << "a flipped bit at " << at;
        EXPECT_EQ(opened.error().code, Errc::corrupt);
        EXPECT_EQ(raw_bytes(dir_ / "c.db"), bytes);
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
    }
    EXPECT_GE(refused, 10);
    std::ofstream{dir_ / "c.db", std::ios::binary} << bytes;
    EXPECT_TRUE(SqlLedger::open(file(), format()));
}

TEST_F(Ledger, refuses_a_file_of_a_newer_program)
{
    created(file()).reset();
    ASSERT_TRUE(tamper(file(), "PRAGMA user_version = 9; UPDATE schema_info SET readable_from = 9"));
    EXPECT_EQ(SqlLedger::open(file(), format()).error().code, Errc::refused);
    ASSERT_TRUE(tamper(file(), "UPDATE schema_info SET readable_from = 1"));
    EXPECT_TRUE(SqlLedger::open(file(), format()));
}

TEST_F(Ledger, leaves_no_readable_text_on_disk)
{
    auto ledger = created(file());
    ASSERT_TRUE(ledger->append(0, facts_numbered(1, 20)));
    const std::string on_disk = raw_folder(dir_.path());
    EXPECT_GT(on_disk.size(), 20 * canary.size());
    EXPECT_FALSE(on_disk.contains(canary));
    EXPECT_FALSE(on_disk.contains("CREATE TABLE"));
    std::ofstream{dir_ / "control"} << "x" << canary;
    EXPECT_TRUE(raw_folder(dir_.path()).contains(canary));
}

TEST_F(Ledger, answers_denied_once_it_was_closed)
{
    auto ledger = created(file());
    ledger->close();
    EXPECT_EQ(ledger->load().error().code, Errc::denied);
    EXPECT_EQ(ledger->append(0, facts_numbered(1, 1)).error().code, Errc::denied);
    EXPECT_EQ(ledger->audit_head().error().code, Errc::denied);
}

TEST_F(Ledger, loses_nothing_acknowledged_when_the_power_is_cut_at_any_sync)
{
    int cuts = 0;
    for (const Surviving surviving : {Surviving::nothing, Surviving::some, Surviving::everything}) {
        bool was_cut = true;
        for (int nth_sync = 1; was_cut; ++nth_sync) {
            const TempDir dir;
            CrashDisk disk;
            const SqlLedger::File where{.path = dir / "c.db", .raw_key = key_, .vfs = disk.name()};
            std::size_t acknowledged = 0;
            {
                // Larger than one checkpoint, so that cuts fall into checkpoints too.
                auto ledger = created(where);
                disk.cut_at_sync(nth_sync, surviving, static_cast<std::uint32_t>(nth_sync));
                for (int n = 1; n <= 12; ++n) {
                    core::Recorded fact = fact_number(n);
                    std::get<core::fact::ConclusionRecorded>(fact.fact).text += std::string(400000, 'x');
                    if (ledger->append(static_cast<std::uint64_t>(n - 1), {&fact, 1}))
                        acknowledged = static_cast<std::size_t>(n);
                }
            }
            was_cut = disk.was_cut();
            disk.restart();
            auto ledger = SqlLedger::open(where, format());
            ASSERT_TRUE(ledger) << "cut at sync " << nth_sync << ": " << ledger.error().detail;
            const auto found = (*ledger)->load();
            ASSERT_TRUE(found) << found.error().detail;
            EXPECT_GE(found->size(), acknowledged) << "cut at sync " << nth_sync;
            EXPECT_LE(found->size(), acknowledged + 1) << "cut at sync " << nth_sync;
            EXPECT_EQ((*ledger)->audit_head()->entries, found->size());
            if (was_cut) ++cuts;
        }
    }
    EXPECT_GE(cuts, 40) << "the program synced so rarely that nothing was tested";
}

TEST_F(Ledger, asks_the_disk_for_little_more_than_one_flush_for_each_commit)
{
    CrashDisk disk;
    auto ledger = created(file(disk));
    const int before = disk.syncs();
    constexpr int commits = 1000;
    for (int n = 1; n <= commits; ++n)
        ASSERT_TRUE(ledger->append(static_cast<std::uint64_t>(n - 1), facts_numbered(n, n)));
    const double flushes = static_cast<double>(disk.syncs() - before) / commits;
    EXPECT_GE(flushes, 1.0);
    EXPECT_LE(flushes, 1.10);
    RecordProperty("flushes_per_commit", std::to_string(flushes));
}

TEST_F(Ledger, would_lose_facts_on_a_disk_that_lies_so_the_cuts_are_real)
{
    CrashDisk disk;
    {
        auto ledger = created(file(disk));
        ASSERT_TRUE(ledger->append(0, facts_numbered(1, 1)));
        disk.lie();
        ASSERT_TRUE(ledger->append(1, facts_numbered(2, 5)));
        disk.cut();
    }
    disk.restart();
    auto ledger = SqlLedger::open(file(disk), format());
    ASSERT_TRUE(ledger) << ledger.error().detail;
    EXPECT_EQ((*ledger)->load()->size(), 1u);
}

TEST_F(Ledger, writes_all_or_nothing_when_any_single_write_fails_and_goes_on_readable)
{
    for (const DiskFault fault : {DiskFault::full, DiskFault::read_only, DiskFault::broken}) {
        for (const bool from_then_on : {false, true}) {
            int faults = 0;
            bool failed = true;
            for (int nth = 1; failed; ++nth) {
                const TempDir dir;
                CrashDisk disk;
                const SqlLedger::File where{.path = dir / "c.db", .raw_key = key_, .vfs = disk.name()};
                auto ledger = created(where);
                ASSERT_TRUE(ledger->append(0, facts_numbered(1, 3)));
                disk.fail_at_write(nth, fault, from_then_on);
                const auto appended = ledger->append(3, facts_numbered(4, 30));
                failed = !appended;
                ASSERT_EQ(failed, disk.fault_happened());
                EXPECT_EQ(ledger->load()->size(), failed ? 3u : 30u);
                if (!failed) break;
                ++faults;
                EXPECT_EQ(appended.error().code, fault == DiskFault::broken ? Errc::storage : Errc::full);
                disk.restart(); // there is room again
                ASSERT_TRUE(ledger->append(3, facts_numbered(4, 30)));
                ledger.reset();
                auto again = SqlLedger::open(where, format());
                ASSERT_TRUE(again) << again.error().detail;
                EXPECT_EQ(*(*again)->load(), facts_numbered(1, 30));
            }
            EXPECT_GE(faults, 4);
        }
    }
}

} // namespace
} // namespace casustafel::storage
