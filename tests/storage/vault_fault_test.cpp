#include "storage/vault.h"

#include "storage/outbox.h"
#include "storage/vault_fixture.h"
#include "support/crash_vfs.h"

#include <gtest/gtest.h>

namespace casustafel::storage {
namespace {

using namespace std::chrono_literals;
using core::Errc;
using support::CrashDisk;
using support::DiskFault;
using support::Surviving;
using support::TempDir;

TEST(VaultAside, keeps_a_conference_that_was_set_aside_and_its_key_and_makes_room_for_it_anew)
{
    const TempDir dir;
    ASSERT_TRUE(create_vault(dir.path()));
    auto vault = FileVault::open(parts(dir.path()));
    ASSERT_TRUE((*vault)->unlock(pin, at(0s))->open);
    {
        auto ledger = (*vault)->open(conference("c-1"));
        ASSERT_TRUE((*ledger)->append(0, facts_numbered(1, 3)));
    }
    ASSERT_TRUE((*vault)->set_aside(core::ConferenceId{"c-1"}, "aside-"));
    EXPECT_TRUE((*vault)->conferences()->empty());
    const auto name = FileVault::database_file(dir.path(), core::ConferenceId{"c-1"});
    EXPECT_TRUE(std::filesystem::exists(dir / ("aside-" + name.filename().string())));
    auto slots = SlotFile::open(dir / ("aside-" + name.stem().string() + ".slot"), {});
    ASSERT_TRUE(slots);
    EXPECT_EQ(slots->list()->size(), 1U) << "with the secret it can still be opened by who repairs it";
    auto again = (*vault)->open(conference("c-1"));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_TRUE((*again)->load()->empty());
}

/// Makes a vault and a conference of eight facts; how many facts and what else was acknowledged.
struct Story {
    bool made{};
    std::size_t facts{};
    bool kept_secret{};
    bool destroyed_other{};
};

Story play(const std::filesystem::path& folder, const std::string& vfs)
{
    Story story;
    story.made = create_vault(folder, vfs).has_value();
    auto vault = FileVault::open(parts(folder, vfs));
    if (!vault) return story;
    const auto unlocking = (*vault)->unlock(pin, at(0s));
    if (!unlocking || !unlocking->open) return story;
    story.kept_secret = (*vault)->keep_secret("signing", core::bytes_of("scalar")).has_value();
    if (auto other = (*vault)->open(conference("other"))) {
        if (!(*other)->append(0, facts_numbered(1, 1))) return story;
        story.destroyed_other = (*vault)->destroy(core::ConferenceId{"other"}).has_value();
    }
    auto ledger = (*vault)->open(conference("c-1"));
    for (int n = 1; ledger && n <= 8; ++n)
        if ((*ledger)->append(static_cast<std::uint64_t>(n - 1), facts_numbered(n, n)))
            story.facts = static_cast<std::size_t>(n);
    return story;
}

TEST(VaultPowerCut, at_any_sync_loses_nothing_acknowledged_and_needs_no_repair)
{
    int cuts = 0;
    for (const Surviving surviving : {Surviving::nothing, Surviving::some, Surviving::everything}) {
        bool was_cut = true;
        for (int nth_sync = 1; was_cut; ++nth_sync) {
            const TempDir dir;
            CrashDisk disk;
            disk.cut_at_sync(nth_sync, surviving, static_cast<std::uint32_t>(nth_sync));
            const Story story = play(dir.path(), disk.name());
            was_cut = disk.was_cut();
            cuts += was_cut;
            disk.restart();

            const auto where = "cut at sync " + std::to_string(nth_sync);
            auto vault = FileVault::open(parts(dir.path(), disk.name()));
            if (!vault) {
                EXPECT_FALSE(story.made) << where;
                EXPECT_EQ(vault.error().code, Errc::not_found) << where << ": " << vault.error().detail;
                EXPECT_TRUE(create_vault(dir.path(), disk.name())) << where;
                continue;
            }
            const auto unlocking = (*vault)->unlock(passphrase, at(1h));
            ASSERT_TRUE(unlocking) << where << ": " << unlocking.error().detail;
            EXPECT_TRUE(unlocking->open) << where;
            EXPECT_TRUE(!story.kept_secret || (*vault)->secret("signing")) << where;
            if (story.destroyed_other) {
                const auto left = (*vault)->conferences();
                ASSERT_TRUE(left);
                for (const auto& c : *left) EXPECT_NE(c.id.value(), "other") << where;
                EXPECT_FALSE(
                    std::filesystem::exists(FileVault::database_file(dir.path(), core::ConferenceId{"other"})));
            }
            EXPECT_TRUE((*vault)->destroy(core::ConferenceId{"other"})) << where;
            auto ledger = (*vault)->open(conference("c-1"));
            ASSERT_TRUE(ledger) << where << ": " << ledger.error().detail;
            const auto found = (*ledger)->load();
            ASSERT_TRUE(found) << where;
            EXPECT_GE(found->size(), story.facts) << where;
            EXPECT_LE(found->size(), story.facts + 1) << where;
        }
    }
    EXPECT_GE(cuts, 100) << "the program synced so rarely that nothing was tested";
    std::cout << "power cuts: " << cuts << '\n';
}

TEST(VaultKill, in_the_middle_of_destroying_leaves_no_key_once_it_is_repeated)
{
    int kills = 0;
    bool was_cut = true;
    for (int nth_sync = 1; was_cut; ++nth_sync) {
        const TempDir dir;
        CrashDisk disk;
        ASSERT_TRUE(create_vault(dir.path(), disk.name()));
        std::string wrapped;
        {
            auto vault = FileVault::open(parts(dir.path(), disk.name()));
            ASSERT_TRUE((*vault)->unlock(pin, at(0s))->open);
            ASSERT_TRUE((*(*vault)->open(conference("c-1")))->append(0, facts_numbered(1, 1)));
            auto slots = SlotFile::open(dir / "vault.slots", {});
            const auto slot = slots->find(core::ConferenceId{"c-1"});
            wrapped.assign((*slot)->wrapped.begin(), (*slot)->wrapped.end());
            disk.cut_at_sync(nth_sync, Surviving::some, static_cast<std::uint32_t>(nth_sync));
            std::ignore = (*vault)->destroy(core::ConferenceId{"c-1"});
        }
        was_cut = disk.was_cut();
        kills += was_cut;
        disk.restart();
        auto vault = FileVault::open(parts(dir.path(), disk.name()));
        ASSERT_TRUE(vault);
        ASSERT_TRUE((*vault)->destroy(core::ConferenceId{"c-1"}));
        EXPECT_FALSE(raw_folder(dir.path()).contains(wrapped.substr(nonce_bytes, 48)));
        EXPECT_TRUE((*vault)->conferences()->empty());
        ASSERT_TRUE((*vault)->unlock(pin, at(1h))->open);
        EXPECT_TRUE((*(*vault)->open(conference("c-1")))->load()->empty());
    }
    EXPECT_GE(kills, 4);
}

TEST(VaultFault, in_any_single_write_is_answered_and_harms_nothing_kept)
{
    for (const DiskFault fault : {DiskFault::full, DiskFault::broken}) {
        int faults = 0;
        bool happened = true;
        for (int nth = 1; happened; ++nth) {
            const TempDir dir;
            CrashDisk disk;
            ASSERT_TRUE(create_vault(dir.path(), disk.name()));
            {
                auto vault = FileVault::open(parts(dir.path(), disk.name()));
                ASSERT_TRUE((*vault)->unlock(pin, at(0s))->open);
                ASSERT_TRUE((*(*vault)->open(conference("kept")))->append(0, facts_numbered(1, 2)));
                disk.fail_at_write(nth, fault, true);
                if (auto ledger = (*vault)->open(conference("new")))
                    std::ignore = (*ledger)->append(0, facts_numbered(1, 2));
                happened = disk.fault_happened();
                faults += happened;
            }
            disk.restart();
            auto vault = FileVault::open(parts(dir.path(), disk.name()));
            ASSERT_TRUE(vault);
            ASSERT_TRUE((*vault)->unlock(pin, at(1s))->open);
            auto kept = (*vault)->open(conference("kept"));
            ASSERT_TRUE(kept) << kept.error().detail;
            EXPECT_EQ(*(*kept)->load(), facts_numbered(1, 2));
            auto made = (*vault)->open(conference("new"));
            ASSERT_TRUE(made) << made.error().detail;
            EXPECT_TRUE((*made)->load());
        }
        EXPECT_GE(faults, 10);
    }
}

TEST(VaultFault, of_a_disk_that_can_only_be_read_still_shows_which_conferences_there_are)
{
    const TempDir dir;
    CrashDisk disk;
    ASSERT_TRUE(create_vault(dir.path(), disk.name()));
    {
        auto vault = FileVault::open(parts(dir.path(), disk.name()));
        ASSERT_TRUE((*vault)->unlock(pin, at(0s))->open);
        ASSERT_TRUE((*vault)->open(conference("c-1")));
        ASSERT_TRUE(SqlOutbox::open(dir.path(), disk.name()));
    }
    disk.mount_read_only();
    const std::string before = raw_folder(dir.path());
    auto vault = FileVault::open(parts(dir.path(), disk.name()));
    ASSERT_TRUE(vault) << vault.error().detail;
    EXPECT_EQ(*(*vault)->conferences(), std::vector{conference("c-1")});
    EXPECT_EQ((*vault)->unlock(pin, at(1s)).error().code, Errc::full) << "an attempt that can't be counted isn't made";
    EXPECT_EQ((*vault)->destroy(core::ConferenceId{"c-1"}).error().code, Errc::full);
    EXPECT_EQ(SqlOutbox::open(dir.path(), disk.name()).error().code, Errc::full);
    EXPECT_EQ(raw_folder(dir.path()), before);
}

} // namespace
} // namespace casustafel::storage
