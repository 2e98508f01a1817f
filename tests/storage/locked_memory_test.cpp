#include "storage/found_keys.h"

#include <gtest/gtest.h>

namespace casustafel::storage {
namespace {

using namespace std::chrono_literals;
using support::Hidden;
using support::TempDir;

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
