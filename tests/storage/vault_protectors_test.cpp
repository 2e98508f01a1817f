#include "storage/vault_protectors.h"

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

const core::Secret second{"een andere zin van de tweede voorzitter"};
const Enrolment of_second{"wachtwoordzin", second, cheap};

bool opens(const std::filesystem::path& folder, const core::Secret& secret, const std::string& vfs = {})
{
    auto vault = FileVault::open(parts(folder, vfs)).value();
    const auto unlocking = vault->unlock(secret, at(1h));
    EXPECT_TRUE(unlocking) << unlocking.error().detail;
    return unlocking && unlocking->open;
}

class VaultKeys : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(create_vault(dir_.path())); }
    MakeParts make() const
    {
        return [this] { return parts(dir_.path()); };
    }
    std::vector<std::string> listed() const
    {
        std::vector<std::string> names;
        const auto slots = key_slots(parts(dir_.path()));
        for (const KeySlot& slot : *slots) names.push_back(std::to_string(slot.number) + " " + slot.protector);
        return names;
    }
    TempDir dir_;
};

TEST_F(VaultKeys, are_added_by_who_can_open_the_vault_and_then_open_what_was_there_before)
{
    {
        auto vault = FileVault::open(parts(dir_.path())).value();
        ASSERT_TRUE(vault->unlock(pin, at(0s))->open);
        ASSERT_TRUE((*vault->open(conference("c-1")))->append(0, facts_numbered(1, 2)));
    }
    EXPECT_EQ(add_key(make(), nonsense, of_second, at(0s)).error().code, Errc::denied);
    const auto number = add_key(make(), passphrase, of_second, at(1s));
    ASSERT_TRUE(number) << number.error().detail;
    EXPECT_EQ(*number, 3U);
    EXPECT_EQ(listed(), (std::vector<std::string>{"1 ontwikkelapparaat", "2 wachtwoordzin", "3 wachtwoordzin"}));
    auto vault = FileVault::open(parts(dir_.path())).value();
    ASSERT_TRUE(vault->unlock(second, at(2s))->open);
    EXPECT_EQ((*vault->open(conference("c-1")))->load(), facts_numbered(1, 2));
    vault.reset();
    EXPECT_TRUE(opens(dir_.path(), passphrase)) << "and the others go on";
}

TEST_F(VaultKeys, are_changed_so_that_only_the_new_secret_opens)
{
    const auto number = change_key(make(), passphrase, of_second, at(0s));
    ASSERT_TRUE(number) << number.error().detail;
    EXPECT_EQ(listed(), (std::vector<std::string>{"1 ontwikkelapparaat", "3 wachtwoordzin"}));
    EXPECT_TRUE(opens(dir_.path(), second));
    EXPECT_FALSE(opens(dir_.path(), passphrase));
    EXPECT_TRUE(opens(dir_.path(), pin));
}

TEST_F(VaultKeys, that_are_removed_leave_nothing_of_their_wrapped_master_and_the_last_one_stays)
{
    auto header = VaultHeader::open(dir_ / "vault.head", {});
    const core::Bytes wrapped = header->protectors()->back().wrapped_master;
    const std::string bytes{core::text_of(wrapped)};
    ASSERT_TRUE(raw_folder(dir_.path()).contains(bytes)) << "the search sees what is there";
    EXPECT_EQ(remove_key(make(), nonsense, 2, at(0s)).error().code, Errc::denied);
    EXPECT_EQ(remove_key(make(), pin, 5, at(0s)).error().code, Errc::rejected);
    ASSERT_TRUE(remove_key(make(), pin, 2, at(0s)));
    EXPECT_FALSE(raw_folder(dir_.path()).contains(bytes.substr(24, 16)));
    EXPECT_EQ(remove_key(make(), pin, 1, at(0s)).error().code, Errc::rejected);
    EXPECT_EQ(listed(), std::vector<std::string>{"1 ontwikkelapparaat"});
    EXPECT_TRUE(opens(dir_.path(), pin));
    EXPECT_FALSE(opens(dir_.path(), passphrase));
}

TEST_F(VaultKeys, are_at_most_eight)
{
    for (int n = 3; n <= 8; ++n) ASSERT_TRUE(add_key(make(), pin, of_second, at(0s)));
    EXPECT_EQ(add_key(make(), pin, of_second, at(0s)).error().code, Errc::full);
    EXPECT_EQ(change_key(make(), pin, of_second, at(0s)).error().code, Errc::full);
    EXPECT_TRUE(opens(dir_.path(), pin));
}

TEST_F(VaultKeys, cost_a_wrong_secret_the_same_wait_as_at_the_lock)
{
    for (int n = 0; n < 5; ++n) EXPECT_FALSE(add_key(make(), nonsense, of_second, at(n * 1min)));
    EXPECT_EQ(add_key(make(), pin, of_second, at(4min + 1s)).error().code, Errc::denied) << "the wait isn't over";
    EXPECT_EQ(listed().size(), 2U);
}

TEST_F(VaultKeys, lock_nobody_out_whenever_the_power_is_cut)
{
    int cuts = 0;
    for (const Surviving surviving : {Surviving::nothing, Surviving::everything}) {
        bool was_cut = true;
        for (int nth_sync = 1; was_cut; ++nth_sync) {
            const TempDir dir;
            CrashDisk disk;
            ASSERT_TRUE(create_vault(dir.path(), disk.name()));
            const MakeParts make = [&] { return parts(dir.path(), disk.name()); };
            disk.cut_at_sync(nth_sync, surviving, static_cast<std::uint32_t>(nth_sync));
            const auto changed = change_key(make, passphrase, of_second, at(0s));
            was_cut = disk.was_cut();
            cuts += was_cut;
            disk.restart();
            const auto where = "cut at sync " + std::to_string(nth_sync);
            const bool by_old = opens(dir.path(), passphrase, disk.name());
            const bool by_new = opens(dir.path(), second, disk.name());
            EXPECT_TRUE(opens(dir.path(), pin, disk.name())) << where;
            EXPECT_TRUE(by_old || by_new) << where;
            if (changed) {
                EXPECT_TRUE(by_new && !by_old) << where;
            }
        }
    }
    EXPECT_GE(cuts, 10);
    std::cout << "power cuts: " << cuts << '\n';
}

} // namespace
} // namespace casustafel::storage
