#include "seal/crypto.h"
#include "seal/recovery.h"
#include "storage/vault_fixture.h"
#include "support/crash_vfs.h"

#include <gtest/gtest.h>

namespace casustafel::storage {
namespace {

using namespace std::chrono_literals;
using core::Errc;
using support::CrashDisk;
using support::Surviving;
using support::TempDir;

/// A bureau as the vault sees it: the public half of its recovery key, which may come later or change.
class BureauCopies : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(seal::start());
        bureau_.emplace(seal::DecryptionKey::generate().value());
    }
    VaultParts with_bureau(const std::filesystem::path& folder, const std::string& vfs = {})
    {
        VaultParts made = parts(folder, vfs);
        made.bureau_copy = {
            .seal = [this](const core::ConferenceId& id, core::ByteView key) -> core::Result<core::Bytes> {
                if (!bureau_) return core::fail(Errc::not_found, "no key yet");
                return seal::seal_for_recovery(id, key, bureau_->public_key());
            },
            .is_current =
                [this](core::ByteView kept) {
                    return !bureau_ || seal::recovery_recipient(kept) == bureau_->public_key().kid();
                }};
        return made;
    }
    std::unique_ptr<FileVault> unlocked(const std::filesystem::path& folder, const std::string& vfs = {})
    {
        auto vault = FileVault::open(with_bureau(folder, vfs)).value();
        EXPECT_TRUE(vault->unlock(pin, at(0s))->open);
        return vault;
    }
    /// The facts of c-1 as the bureau reads them: from the copy of its key and its database alone.
    core::Result<std::vector<core::Recorded>> read_at_the_bureau(const std::filesystem::path& folder, FileVault& locked,
                                                                 const std::string& vfs = {})
    {
        const auto kept = locked.bureau_copy(core::ConferenceId{"c-1"});
        if (!kept) return std::unexpected(kept.error());
        if (!*kept) return core::fail(Errc::not_found, "no copy");
        const auto jwe = seal::recovery_jwe(**kept);
        const auto key = seal::open_recovery(*jwe, *bureau_);
        if (!key) return std::unexpected(key.error());
        const auto file = FileVault::database_file(folder, core::ConferenceId{"c-1"});
        auto ledger = SqlLedger::open({.path = file, .raw_key = key->database_key, .vfs = vfs}, format());
        if (!ledger) return std::unexpected(ledger.error());
        return (*ledger)->load();
    }

    std::optional<seal::DecryptionKey> bureau_;
};

TEST_F(BureauCopies, open_a_conference_that_nobody_can_unlock_any_more)
{
    const TempDir dir;
    ASSERT_TRUE(create_vault(dir.path()));
    ASSERT_TRUE((*unlocked(dir.path())->open(conference("c-1")))->append(0, facts_numbered(1, 3)));
    const auto vault = FileVault::open(with_bureau(dir.path()));
    const auto read = read_at_the_bureau(dir.path(), **vault);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, facts_numbered(1, 3));
    const auto other = seal::DecryptionKey::generate();
    const auto jwe = seal::recovery_jwe(**(*vault)->bureau_copy(core::ConferenceId{"c-1"}));
    EXPECT_EQ(seal::open_recovery(*jwe, *other).error().code, Errc::denied);
}

TEST_F(BureauCopies, are_made_when_the_bureaus_key_first_comes_and_again_when_it_changes)
{
    const TempDir dir;
    ASSERT_TRUE(create_vault(dir.path()));
    auto first_key = *std::exchange(bureau_, std::nullopt);
    ASSERT_TRUE((*unlocked(dir.path())->open(conference("c-1")))->append(0, facts_numbered(1, 1)));
    EXPECT_EQ(*unlocked(dir.path())->bureau_copy(core::ConferenceId{"c-1"}), std::nullopt);

    const std::string first_kid = first_key.public_key().kid();
    bureau_ = std::move(first_key);
    ASSERT_TRUE(unlocked(dir.path())->open(conference("c-1")));
    const auto first = *unlocked(dir.path())->bureau_copy(core::ConferenceId{"c-1"});
    EXPECT_EQ(seal::recovery_recipient(*first), first_kid);
    ASSERT_TRUE(unlocked(dir.path())->open(conference("c-1")));
    EXPECT_EQ(*unlocked(dir.path())->bureau_copy(core::ConferenceId{"c-1"}), first) << "made once for each key";

    bureau_.emplace(seal::DecryptionKey::generate().value());
    ASSERT_TRUE(unlocked(dir.path())->open(conference("c-1")));
    const auto vault = FileVault::open(with_bureau(dir.path()));
    EXPECT_TRUE(read_at_the_bureau(dir.path(), **vault));
    EXPECT_FALSE(raw_folder(dir.path()).contains(std::string{core::text_of(*first)}.substr(8, 40)))
        << "the copy for the key before is gone";
}

TEST_F(BureauCopies, go_with_the_conference_also_while_locked)
{
    const TempDir dir;
    ASSERT_TRUE(create_vault(dir.path()));
    ASSERT_TRUE(unlocked(dir.path())->open(conference("c-1")));
    auto vault = FileVault::open(with_bureau(dir.path())).value();
    const auto copy = *vault->bureau_copy(core::ConferenceId{"c-1"});
    const std::string ephemeral = std::string{core::text_of(*copy)}.substr(32, 64);
    ASSERT_TRUE(raw_folder(dir.path()).contains(ephemeral)) << "the search finds what is there";
    ASSERT_TRUE(vault->destroy(core::ConferenceId{"c-1"}));
    EXPECT_FALSE(raw_folder(dir.path()).contains(ephemeral));
    EXPECT_FALSE(raw_folder(dir.path()).contains(ephemeral.substr(0, 16))) << "nor a part of it";
    EXPECT_EQ(*vault->bureau_copy(core::ConferenceId{"c-1"}), std::nullopt);
}

TEST_F(BureauCopies, are_there_for_every_acknowledged_fact_through_a_power_cut_at_any_sync)
{
    int cuts = 0;
    for (const Surviving surviving : {Surviving::nothing, Surviving::some, Surviving::everything}) {
        bool was_cut = true;
        for (int nth_sync = 1; was_cut; ++nth_sync) {
            const TempDir dir;
            CrashDisk disk;
            ASSERT_TRUE(create_vault(dir.path(), disk.name()));
            bool acknowledged = false;
            {
                auto vault = unlocked(dir.path(), disk.name());
                disk.cut_at_sync(nth_sync, surviving, static_cast<std::uint32_t>(nth_sync));
                if (auto ledger = vault->open(conference("c-1")))
                    acknowledged = (*ledger)->append(0, facts_numbered(1, 1)).has_value();
            }
            was_cut = disk.was_cut();
            cuts += was_cut;
            disk.restart();
            const auto where = "cut at sync " + std::to_string(nth_sync);
            auto locked = FileVault::open(with_bureau(dir.path(), disk.name())).value();
            if (acknowledged) {
                const auto read = read_at_the_bureau(dir.path(), *locked, disk.name());
                ASSERT_TRUE(read) << where << ": " << read.error().detail;
                EXPECT_EQ(*read, facts_numbered(1, 1)) << where;
            }
            ASSERT_TRUE(locked->unlock(pin, at(1s))->open);
            auto again = locked->open(conference("c-1"));
            ASSERT_TRUE(again) << where << ": " << again.error().detail;
            const auto facts = (*again)->load();
            locked->lock();
            EXPECT_EQ(read_at_the_bureau(dir.path(), *locked, disk.name()), facts) << where << ", opened again";
        }
    }
    EXPECT_GE(cuts, 40);
    std::cout << "power cuts: " << cuts << '\n';
}

TEST_F(BureauCopies, are_gone_when_a_destruction_that_was_cut_off_looks_finished)
{
    int cuts = 0;
    bool was_cut = true;
    for (int nth_sync = 1; was_cut; ++nth_sync) {
        const TempDir dir;
        CrashDisk disk;
        ASSERT_TRUE(create_vault(dir.path(), disk.name()));
        {
            auto vault = unlocked(dir.path(), disk.name());
            ASSERT_TRUE((*vault->open(conference("c-1")))->append(0, facts_numbered(1, 1)));
            disk.cut_at_sync(nth_sync, Surviving::some, static_cast<std::uint32_t>(nth_sync));
            std::ignore = vault->destroy(core::ConferenceId{"c-1"});
        }
        was_cut = disk.was_cut();
        cuts += was_cut;
        disk.restart();
        auto vault = FileVault::open(with_bureau(dir.path(), disk.name())).value();
        const bool known = !vault->conferences()->empty();
        const bool copied = vault->bureau_copy(core::ConferenceId{"c-1"})->has_value();
        EXPECT_TRUE(known || !copied) << "nobody would repeat it, and the bureau's copy would stay: sync " << nth_sync;
    }
    EXPECT_GE(cuts, 6);
}

} // namespace
} // namespace casustafel::storage
