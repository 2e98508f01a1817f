#include "storage/vault_fixture.h"
#include "support/own_memory.h"

#include <gtest/gtest.h>

namespace casustafel::storage {
namespace {

using namespace std::chrono_literals;
using support::Hidden;
using support::TempDir;
using support::times_in_own_memory;

/// The key of conference c-1 and the master above it, found as a thief with the PIN would: from the files.
struct Found {
    Hidden database_key;
    Hidden slot_key;
    Hidden master;
};

Found find_keys(const std::filesystem::path& folder)
{
    auto header = VaultHeader::open(folder / "vault.head", {});
    auto slots = SlotFile::open(folder / "vault.slots", {});
    const auto records = header->protectors();
    const VaultParts with = parts(folder);
    const ProtectorRecord& record = records->front();
    const auto protector_key = with.protectors.front()->key(pin, record);
    core::Bytes about{header->vault_id().begin(), header->vault_id().end()};
    about.insert(about.end(), record.name.begin(), record.name.end());
    const auto master = unwrap(record.wrapped_master, protector_key->key.view(), about);
    const auto device_secret = with.device_secret();
    const auto slot = slots->find(core::ConferenceId{"c-1"});
    const SecretBytes kek = slot_key(device_secret->view(), master->view(), "c-1");
    const auto key = unwrap((*slot)->wrapped, kek.view(), slot_about(header->vault_id(), **slot));
    return {Hidden{key->view().first(key_bytes)}, Hidden{kek.view()}, Hidden{master->view()}};
}

int times_in_any_form(const Hidden& key)
{
    return times_in_own_memory(key) + times_in_own_memory(key.as_hex(false)) + times_in_own_memory(key.as_hex(true));
}

TEST(LockedMemory, holds_no_key)
{
    const TempDir dir;
    ASSERT_TRUE(create_vault(dir.path()));
    auto vault = FileVault::open(parts(dir.path()));
    ASSERT_TRUE((*vault)->unlock(pin, at(0s))->open);
    auto ledger = (*vault)->open(conference("c-1"));
    ASSERT_TRUE(ledger) << ledger.error().detail;
    ASSERT_TRUE((*ledger)->append(0, facts_numbered(1, 3)));
    ASSERT_TRUE((*vault)->keep_secret("signing", hidden_bytes(5).view()));
    const Found found = find_keys(dir.path());
    const Hidden device_secret{hidden_bytes(1).view()};
    const Hidden private_key{hidden_bytes(5).view()};

    // The search sees what is there: the database's key inside SQLCipher, the master inside the vault.
    EXPECT_GE(times_in_any_form(found.database_key), 1);
    EXPECT_GE(times_in_any_form(found.master), 1);
    EXPECT_GE(times_in_any_form(device_secret), 1);

    (*vault)->lock();

    EXPECT_EQ(times_in_any_form(found.database_key), 0);
    EXPECT_EQ(times_in_any_form(found.slot_key), 0);
    EXPECT_EQ(times_in_any_form(found.master), 0);
    EXPECT_EQ(times_in_any_form(device_secret), 0);
    EXPECT_EQ(times_in_any_form(private_key), 0);
}

} // namespace
} // namespace casustafel::storage
