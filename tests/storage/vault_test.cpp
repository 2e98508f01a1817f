#include "storage/vault.h"

#include "storage/folder.h"
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

class Vault : public testing::Test {
protected:
    void SetUp() override
    {
        const auto created = create_vault(dir_.path());
        ASSERT_TRUE(created) << created.error().detail;
        reopen();
    }
    void reopen()
    {
        vault_.reset();
        auto opened = FileVault::open(parts(dir_.path()));
        ASSERT_TRUE(opened) << opened.error().detail;
        vault_ = *std::move(opened);
    }
    core::Unlocking unlock(const core::Secret& secret, core::Instant now)
    {
        const auto unlocking = vault_->unlock(secret, now);
        EXPECT_TRUE(unlocking) << unlocking.error().detail;
        return unlocking.value_or(core::Unlocking{});
    }

    TempDir dir_;
    std::unique_ptr<FileVault> vault_;
};

TEST_F(Vault, opens_with_each_of_its_protectors_and_says_which)
{
    const auto with_pin = unlock(pin, at(0s));
    EXPECT_TRUE(with_pin.open);
    EXPECT_EQ(with_pin.slot, "ontwikkelapparaat");
    vault_->lock();
    const auto with_phrase = unlock(passphrase, at(1s));
    EXPECT_TRUE(with_phrase.open);
    EXPECT_EQ(with_phrase.slot, "wachtwoordzin");
}

TEST_F(Vault, keeps_a_conference_over_locking_and_restarts)
{
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    auto ledger = vault_->open(conference("c-1"));
    ASSERT_TRUE(ledger) << ledger.error().detail;
    ASSERT_TRUE((*ledger)->append(0, facts_numbered(1, 3)));
    vault_->lock();
    EXPECT_EQ((*ledger)->load().error().code, Errc::denied);
    EXPECT_EQ(vault_->open(conference("c-1")).error().code, Errc::denied);
    reopen();
    ASSERT_TRUE(unlock(passphrase, at(1s)).open);
    auto again = vault_->open(conference("c-1"));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*(*again)->load(), facts_numbered(1, 3));
}

TEST_F(Vault, tells_while_locked_which_conferences_there_are_and_nothing_more)
{
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    ASSERT_TRUE(vault_->open(conference("c-1")));
    ASSERT_TRUE(vault_->open(conference("c-2")));
    auto moved = conference("c-1");
    moved.starts_at = at(5h);
    auto ledger = vault_->open(moved);
    ASSERT_TRUE(ledger) << ledger.error().detail;
    ASSERT_TRUE((*ledger)->append(0, facts_numbered(1, 1)));
    vault_->lock();
    EXPECT_EQ(*vault_->conferences(), (std::vector{conference("c-2"), moved}));
    reopen();
    EXPECT_EQ(*vault_->conferences(), (std::vector{conference("c-2"), moved}));
    EXPECT_FALSE(raw_folder(dir_.path()).contains(canary));
}

TEST_F(Vault, waits_longer_after_each_wrong_secret_and_remembers_it_over_a_restart)
{
    core::Instant now = at(0s);
    std::vector<std::chrono::milliseconds> waits;
    for (int attempt = 1; attempt <= 9; ++attempt) {
        const auto refused = unlock(nonsense, now);
        EXPECT_FALSE(refused.open);
        EXPECT_EQ(refused.wrong_attempts, attempt);
        waits.push_back(refused.retry_at ? *refused.retry_at - now : 0ms);
        reopen();
        if (refused.retry_at) {
            const auto too_early = unlock(pin, *refused.retry_at - 1ms);
            EXPECT_FALSE(too_early.open) << "the right secret doesn't open while waiting either";
            EXPECT_EQ(too_early.retry_at, refused.retry_at);
            now = *refused.retry_at;
        }
    }
    EXPECT_EQ(waits, (std::vector<std::chrono::milliseconds>{0s, 0s, 0s, 1s, 5s, 30s, 5min, 15min, 15min}));
    EXPECT_TRUE(unlock(pin, now).open);
    EXPECT_EQ(unlock(nonsense, now).wrong_attempts, 1) << "the count starts again";
}

TEST_F(Vault, is_not_opened_sooner_by_turning_the_clock_back)
{
    for (int attempt = 0; attempt < 6; ++attempt) unlock(nonsense, at(attempt * 1min));
    const auto earlier = unlock(pin, at(-24h));
    EXPECT_FALSE(earlier.open);
    EXPECT_EQ(earlier.retry_at, at(-24h) + wait_after(6));
    EXPECT_FALSE(unlock(pin, at(-24h) + wait_after(6) - 1ms).open);
    EXPECT_TRUE(unlock(pin, at(-24h) + wait_after(6)).open);
}

TEST_F(Vault, counts_an_attempt_before_it_tries_so_that_a_power_cut_hides_none)
{
    int counted = 0;
    for (int nth_sync = 1; nth_sync <= 2; ++nth_sync) {
        const TempDir dir;
        CrashDisk disk;
        ASSERT_TRUE(create_vault(dir.path(), disk.name()));
        {
            auto vault = FileVault::open(parts(dir.path(), disk.name()));
            ASSERT_TRUE((*vault)->unlock(nonsense, at(0s)));
            disk.cut_at_sync(nth_sync, Surviving::nothing, 1);
            const auto second = (*vault)->unlock(nonsense, at(1s));
            EXPECT_EQ(second.has_value(), !disk.was_cut()) << "no answer before the attempt is durable";
        }
        const bool cut = disk.was_cut();
        disk.restart();
        auto vault = FileVault::open(parts(dir.path(), disk.name()));
        EXPECT_EQ((*vault)->unlock(nonsense, at(2s))->wrong_attempts, cut ? 2 : 3);
        counted += cut;
    }
    EXPECT_EQ(counted, 1);
}

TEST_F(Vault, opens_only_on_the_device_it_was_made_on)
{
    auto elsewhere = parts(dir_.path());
    elsewhere.device_secret = [] { return hidden_bytes(9); };
    auto vault = FileVault::open(std::move(elsewhere));
    EXPECT_EQ((*vault)->unlock(passphrase, at(0s)).error().code, Errc::corrupt);
    EXPECT_EQ((*vault)->open(conference("c-1")).error().code, Errc::denied);

    auto without_token = parts(dir_.path());
    without_token.protectors[0] = std::make_unique<PinProtector>(
        "ontwikkelapparaat", [](core::ByteView) -> core::Result<SecretBytes> { return hidden_bytes(3); });
    auto other = FileVault::open(std::move(without_token));
    EXPECT_FALSE((*other)->unlock(pin, at(1s))->open);
    EXPECT_TRUE((*other)->unlock(passphrase, at(2s))->open);
}

TEST_F(Vault, keeps_the_devices_own_keys_for_who_unlocked_it)
{
    EXPECT_EQ(vault_->secret("signing").error().code, Errc::denied);
    EXPECT_EQ(vault_->keep_secret("signing", core::bytes_of("scalar")).error().code, Errc::denied);
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    EXPECT_EQ(vault_->secret("signing").error().code, Errc::not_found);
    ASSERT_TRUE(vault_->keep_secret("signing", core::bytes_of("an older scalar")));
    ASSERT_TRUE(vault_->keep_secret("signing", core::bytes_of("a private scalar")));
    reopen();
    EXPECT_EQ(vault_->secret("signing").error().code, Errc::denied);
    ASSERT_TRUE(unlock(pin, at(1s)).open);
    EXPECT_EQ(core::text_of(*vault_->secret("signing")), "a private scalar");
    EXPECT_FALSE(raw_folder(dir_.path()).contains("scalar"));
}

TEST_F(Vault, begins_a_conferences_audit_chain_where_the_one_before_ended)
{
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    auto first = vault_->open(conference("c-1"));
    ASSERT_TRUE((*first)->append(0, facts_numbered(1, 2)));
    const auto end = (*first)->audit_head();
    EXPECT_EQ(end->previous, std::nullopt);
    ASSERT_TRUE(vault_->destroy(core::ConferenceId{"c-1"}));
    auto second = vault_->open(conference("c-2"));
    ASSERT_TRUE(second);
    EXPECT_EQ((*second)->audit_head()->previous, end->head);
}

TEST_F(Vault, destroys_a_conference_also_while_locked_and_again)
{
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    auto ledger = vault_->open(conference("c-1"));
    ASSERT_TRUE((*ledger)->append(0, facts_numbered(1, 3)));
    ASSERT_TRUE(vault_->open(conference("c-2")));
    const auto file = FileVault::database_file(dir_.path(), core::ConferenceId{"c-1"});

    std::string wrapped;
    {
        auto slots = SlotFile::open(dir_ / "vault.slots", {});
        const auto slot = slots->find(core::ConferenceId{"c-1"});
        ASSERT_TRUE(slot && *slot);
        wrapped.assign((*slot)->wrapped.begin(), (*slot)->wrapped.end());
    }
    EXPECT_TRUE(raw_folder(dir_.path()).contains(wrapped)) << "the search finds what is there";

    ASSERT_TRUE(vault_->destroy(core::ConferenceId{"c-1"}));
    EXPECT_EQ((*ledger)->load().error().code, Errc::denied);
    const std::string left = raw_folder(dir_.path());
    EXPECT_FALSE(left.contains(wrapped));
    EXPECT_FALSE(left.contains(wrapped.substr(nonce_bytes, 16))) << "nor a part of it";
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_FALSE(std::filesystem::exists(file.string() + "-wal"));
    EXPECT_EQ(*vault_->conferences(), std::vector{conference("c-2")});

    vault_->lock();
    EXPECT_TRUE(vault_->destroy(core::ConferenceId{"c-1"})) << "repeatable";
    EXPECT_TRUE(vault_->destroy(core::ConferenceId{"c-2"})) << "needs no key";
    EXPECT_TRUE(vault_->conferences()->empty());
}

TEST_F(Vault, never_makes_a_new_key_for_a_database_whose_key_is_gone)
{
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    ASSERT_TRUE((*vault_->open(conference("c-1")))->append(0, facts_numbered(1, 1)));
    vault_->lock();
    const auto file = FileVault::database_file(dir_.path(), core::ConferenceId{"c-1"});
    {
        auto slots = SlotFile::open(dir_ / "vault.slots", {});
        ASSERT_TRUE(slots->shred(core::ConferenceId{"c-1"}));
    }
    ASSERT_TRUE(unlock(pin, at(1s)).open);
    const auto refused = vault_->open(conference("c-1"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::corrupt);
    EXPECT_TRUE(refused.error().detail.contains("is gone")) << refused.error().detail;
    EXPECT_TRUE(std::filesystem::exists(file));
}

TEST_F(Vault, says_so_when_a_conferences_database_is_gone_or_damaged)
{
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    ASSERT_TRUE((*vault_->open(conference("c-1")))->append(0, facts_numbered(1, 1)));
    vault_->lock();
    const auto file = FileVault::database_file(dir_.path(), core::ConferenceId{"c-1"});
    const std::string bytes = raw_bytes(file);
    std::ofstream{file, std::ios::binary} << bytes.substr(0, 5000) << std::string(bytes.size() - 5000, 'x');
    ASSERT_TRUE(unlock(pin, at(1s)).open);
    EXPECT_EQ(vault_->open(conference("c-1")).error().code, Errc::corrupt);
    EXPECT_EQ(raw_bytes(file).size(), bytes.size()) << "the file is kept";
    std::filesystem::remove(file);
    EXPECT_EQ(vault_->open(conference("c-1")).error().code, Errc::corrupt);
    EXPECT_FALSE(std::filesystem::exists(file)) << "no empty one in its place";
}

TEST_F(Vault, is_never_made_over_another)
{
    EXPECT_EQ(create_vault(dir_.path()).error().code, Errc::conflict);
    ASSERT_TRUE(unlock(pin, at(0s)).open);
    ASSERT_TRUE(vault_->open(conference("c-1")));
    vault_.reset();
    std::filesystem::remove(dir_ / "vault.head");
    EXPECT_EQ(create_vault(dir_.path()).error().code, Errc::conflict);
    EXPECT_EQ(FileVault::open(parts(dir_.path())).error().code, Errc::not_found);
}

TEST_F(Vault, opens_while_one_sector_of_its_header_is_damaged_but_the_identity)
{
    vault_.reset();
    const std::string good = raw_bytes(dir_ / "vault.head");
    for (std::size_t place = 0; place < 5; ++place) {
        std::string bytes = good;
        bytes[place * 4096 + 100] ^= 1;
        std::ofstream{dir_ / "vault.head", std::ios::binary} << bytes;
        auto vault = FileVault::open(parts(dir_.path()));
        if (place == 0) {
            EXPECT_EQ(vault.error().code, Errc::corrupt);
            continue;
        }
        ASSERT_TRUE(vault) << vault.error().detail;
        const bool by_pin = (*vault)->unlock(pin, at(0s))->open;
        const bool by_phrase = (*vault)->unlock(passphrase, at(1s))->open;
        EXPECT_EQ(by_pin, place != 3);
        EXPECT_EQ(by_phrase, place != 4);
    }
}

TEST(DataFolder, belongs_to_one_program_and_says_so)
{
    const TempDir dir;
    auto folder = DataFolder::open(dir / "data");
    ASSERT_TRUE(folder) << folder.error().detail;
    EXPECT_EQ(std::filesystem::status(dir / "data").permissions(), std::filesystem::perms::owner_all);
    const auto second = DataFolder::open(dir / "data");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::conflict);
    EXPECT_EQ(second.error().detail, "another program works in " + (dir / "data").string() + "; end that one first");
    {
        const DataFolder ending = *std::move(folder);
    }
    EXPECT_TRUE(DataFolder::open(dir / "data"));
}

} // namespace
} // namespace casustafel::storage
