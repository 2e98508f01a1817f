#include "storage/counter.h"
#include "storage/place.h"
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
namespace fs = std::filesystem;

/// A vault in DIR/data whose counter stands beside it.
class PutBack : public testing::Test {
protected:
    fs::path data() const { return dir_ / "data"; }
    static VaultParts counted(const fs::path& folder, const std::string& vfs = {})
    {
        VaultParts made = parts(folder, vfs);
        made.counter = std::make_unique<FileCounter>(folder.string() + ".counter", vfs);
        return made;
    }
    static core::Result<> create(const fs::path& folder, const std::string& vfs = {})
    {
        fs::create_directories(folder);
        return FileVault::create(counted(folder, vfs),
                                 {{"ontwikkelapparaat", pin, cheap}, {"wachtwoordzin", passphrase, cheap}});
    }
    static std::unique_ptr<FileVault> open(const fs::path& folder, const std::string& vfs = {})
    {
        return FileVault::open(counted(folder, vfs)).value();
    }
    std::unique_ptr<FileVault> unlocked()
    {
        auto vault = open(data());
        const auto unlocking = vault->unlock(pin, at(0s));
        EXPECT_TRUE(unlocking && unlocking->open) << unlocking->put_back;
        return vault;
    }
    void SetUp() override { ASSERT_TRUE(create(data())); }
    void copy_aside() { fs::copy(data(), dir_ / "copy", fs::copy_options::recursive); }
    void put_back()
    {
        fs::remove_all(data());
        fs::copy(dir_ / "copy", data(), fs::copy_options::recursive);
    }
    std::string why_refused()
    {
        auto vault = open(data());
        const auto unlocking = vault->unlock(pin, at(1h));
        EXPECT_TRUE(unlocking);
        EXPECT_FALSE(unlocking->open);
        EXPECT_EQ(vault->open(conference("c-1")).error().code, Errc::denied);
        return unlocking->put_back;
    }

    TempDir dir_;
};

TEST_F(PutBack, is_a_copy_from_before_the_last_unlocking)
{
    ASSERT_TRUE((*unlocked()->open(conference("c-1")))->append(0, facts_numbered(1, 2)));
    copy_aside();
    ASSERT_TRUE(unlocked());
    put_back();
    EXPECT_TRUE(why_refused().starts_with("an older copy of the data was put back: the vault is of epoch "));
    auto vault = open(data());
    const auto again = vault->unlock(pin, at(2h));
    EXPECT_EQ(again->wrong_attempts, 0) << "the secret was right; nobody waits for it";
    EXPECT_FALSE(again->retry_at);
    EXPECT_EQ(*vault->conferences(), std::vector{conference("c-1")}) << "and what is in it isn't lost: rescue takes it";
}

TEST_F(PutBack, revives_no_conference_that_was_destroyed_since)
{
    ASSERT_TRUE((*unlocked()->open(conference("c-1")))->append(0, facts_numbered(1, 2)));
    for (const bool while_locked : {false, true}) {
        ASSERT_TRUE(unlocked()->open(conference("c-1")));
        auto vault = while_locked ? open(data()) : unlocked();
        fs::remove_all(dir_ / "copy");
        copy_aside(); // in the very session, so that only the destruction is later
        ASSERT_TRUE(vault->destroy(core::ConferenceId{"c-1"}));
        vault.reset();
        const auto newest = dir_ / "newest";
        fs::remove_all(newest);
        fs::copy(data(), newest, fs::copy_options::recursive);
        put_back();
        EXPECT_NE(why_refused(), "") << while_locked;
        fs::remove_all(data());
        fs::copy(newest, data(), fs::copy_options::recursive);
    }
}

TEST_F(PutBack, is_noticed_too_when_only_the_slots_and_the_database_are_old)
{
    ASSERT_TRUE((*unlocked()->open(conference("c-1")))->append(0, facts_numbered(1, 2)));
    copy_aside();
    ASSERT_TRUE(unlocked()->destroy(core::ConferenceId{"c-1"}));
    for (const auto& entry : fs::directory_iterator{dir_ / "copy"}) {
        const std::string name = entry.path().filename().string();
        if (name == "vault.slots" || name.starts_with("conference-"))
            fs::copy(entry.path(), data() / name, fs::copy_options::overwrite_existing);
    }
    EXPECT_TRUE(why_refused().starts_with("an older key slot was put back: of conference c-1"));
    // Nor does it come in with what is written later.
    ASSERT_TRUE(open(data())->destroy(core::ConferenceId{"another"}));
    EXPECT_NE(why_refused(), "");
}

TEST_F(PutBack, is_not_hidden_by_who_edits_the_record_or_removes_it)
{
    ASSERT_TRUE(unlocked());
    copy_aside();
    ASSERT_TRUE(unlocked());
    const std::string newest = raw_bytes(data() / "vault.fresh");
    put_back();
    {
        auto file = sql::File::open(data() / "vault.fresh", false, {}); // a higher epoch with a right checksum
        for (std::size_t place = 0; place < 2; ++place) {
            const auto payload = read_place(*file, place, "CTFRESH1");
            if (!*payload) continue;
            RecordReader reader{**payload};
            const auto epoch = reader.number();
            RecordWriter forged;
            forged.number(epoch + 1).number(reader.number()).bytes(reader.bytes()).bytes(reader.bytes());
            ASSERT_TRUE(write_place(*file, place, "CTFRESH1", forged));
        }
    }
    EXPECT_TRUE(why_refused().starts_with("vault.fresh isn't what this device wrote"));
    fs::remove(data() / "vault.fresh");
    EXPECT_TRUE(why_refused().starts_with("vault.fresh is gone"));
    std::ofstream{data() / "vault.fresh", std::ios::binary} << newest;
    EXPECT_TRUE(unlocked()) << "the newest record is of the newest epoch";
}

TEST_F(PutBack, locks_nobody_out_whose_folder_is_as_it_was)
{
    ASSERT_TRUE((*unlocked()->open(conference("c-1")))->append(0, facts_numbered(1, 2)));
    copy_aside();
    put_back();
    auto vault = unlocked();
    EXPECT_EQ((*vault->open(conference("c-1")))->load(), facts_numbered(1, 2));
    ASSERT_TRUE(vault->open(conference("c-2")));
    ASSERT_TRUE(vault->destroy(core::ConferenceId{"c-1"}));
    vault.reset();
    for (int session = 0; session < 3; ++session) ASSERT_TRUE(unlocked()->open(conference("c-2")));
    fs::remove(data().string() + ".counter");
    EXPECT_TRUE(why_refused().starts_with("the counter isn't this vault's"));
}

/// As a chip has it: what it counted stays counted, whatever the disk forgets.
class ChipCounter final : public MonotonicCounter {
public:
    explicit ChipCounter(std::uint64_t& value) : value_{value} {}
    core::Result<std::uint64_t> read() override { return value_; }
    core::Result<std::uint64_t> increment() override { return ++value_; }

private:
    std::uint64_t& value_;
};

TEST_F(PutBack, is_never_what_a_power_cut_looks_like)
{
    int cuts = 0;
    for (const bool chip : {false, true}) {
        for (const Surviving surviving : {Surviving::nothing, Surviving::everything}) {
            bool was_cut = true;
            for (int nth_sync = 1; was_cut; ++nth_sync) {
                const TempDir dir;
                const fs::path folder = dir / "data";
                CrashDisk disk;
                std::uint64_t counted_by_chip = 0;
                const auto with = [&] {
                    VaultParts made = counted(folder, disk.name());
                    if (chip) made.counter = std::make_unique<ChipCounter>(counted_by_chip);
                    return made;
                };
                fs::create_directories(folder);
                ASSERT_TRUE(FileVault::create(
                    with(), {{"ontwikkelapparaat", pin, cheap}, {"wachtwoordzin", passphrase, cheap}}));
                disk.cut_at_sync(nth_sync, surviving, static_cast<std::uint32_t>(nth_sync));
                std::size_t facts = 0;
                {
                    auto vault = FileVault::open(with()).value();
                    const auto unlocking = vault->unlock(pin, at(0s));
                    if (unlocking && unlocking->open) {
                        std::ignore = vault->open(conference("other"));
                        if (auto ledger = vault->open(conference("c-1")))
                            facts = (*ledger)->append(0, facts_numbered(1, 1)) ? 1 : 0;
                        std::ignore = vault->destroy(core::ConferenceId{"other"});
                    }
                }
                was_cut = disk.was_cut();
                cuts += was_cut;
                disk.restart();
                for (int again = 0; again < 2; ++again) {
                    auto vault = FileVault::open(with()).value();
                    const auto unlocking = vault->unlock(pin, at(1h));
                    ASSERT_TRUE(unlocking) << "sync " << nth_sync << ": " << unlocking.error().detail;
                    ASSERT_TRUE(unlocking->open) << "sync " << nth_sync << ": " << unlocking->put_back;
                    auto ledger = vault->open(conference("c-1"));
                    ASSERT_TRUE(ledger) << ledger.error().detail;
                    EXPECT_GE((*ledger)->load()->size(), facts);
                }
            }
        }
    }
    EXPECT_GE(cuts, 100);
    std::cout << "power cuts: " << cuts << '\n';
}

} // namespace
} // namespace casustafel::storage
