#include "storage/vault_fixture.h"
#include "storage/vault_protectors.h"
#include "support/fido_authenticator.h"
#include "support/swtpm.h"
#include "tokens/tpm_token.h"

#include <fstream>
#include <gtest/gtest.h>

namespace casustafel::tokens {

namespace {

using core::Hindrance;
using storage::at;
using storage::cheap;
using storage::FileVault;
using storage::passphrase;
using namespace std::chrono_literals;

const core::Secret key_pin{"258036"};
const core::Secret chip_pin{"741852"};
const core::Secret wrong{"000000"};

/// A vault that a FIDO2 token opens, the device's TPM, and a passphrase.
class VaultWithTokens : public testing::Test {
protected:
    void SetUp() override
    {
        const auto made = FileVault::create(parts({"fido2", "tpm2", "wachtwoordzin"}),
                                            {{"fido2", key_pin, cheap}, {"wachtwoordzin", passphrase, cheap}});
        ASSERT_TRUE(made) << made.error().detail;
    }

    storage::VaultParts parts(const std::vector<std::string>& protectors)
    {
        storage::VaultParts made = storage::parts(dir_.path());
        made.protectors.clear();
        for (const std::string& name : protectors) {
            if (name == "wachtwoordzin") made.protectors.push_back(std::make_unique<storage::PassphraseProtector>());
            if (name == "fido2")
                made.protectors.push_back(std::make_unique<storage::PinProtector>(
                    name, std::make_unique<FidoToken>((spare_is_in_ ? spare_ : key_).port())));
            if (name == "tpm2")
                made.protectors.push_back(
                    std::make_unique<storage::PinProtector>(name, std::make_unique<TpmToken>(chip_.bus())));
        }
        return made;
    }

    std::unique_ptr<FileVault> vault()
    {
        auto opened = FileVault::open(parts({"fido2", "tpm2", "wachtwoordzin"}));
        EXPECT_TRUE(opened) << opened.error().detail;
        return *std::move(opened);
    }

    support::TempDir dir_;
    support::FidoAuthenticator key_;
    support::FidoAuthenticator spare_;
    bool spare_is_in_{};
    support::Swtpm chip_;
};

core::Unlocking must(core::Result<core::Unlocking> unlocking)
{
    EXPECT_TRUE(unlocking) << unlocking.error().detail;
    return unlocking.value_or(core::Unlocking{});
}

TEST_F(VaultWithTokens, opens_with_each_and_says_which)
{
    EXPECT_EQ(must(vault()->unlock(key_pin, at(0s))).slot, "fido2");
    EXPECT_EQ(must(vault()->unlock(passphrase, at(1s))).slot, "wachtwoordzin");
    EXPECT_EQ(*vault()->protectors(), (std::vector<std::string>{"fido2", "wachtwoordzin"}));
}

TEST_F(VaultWithTokens, opens_with_the_tpm_after_the_device_was_off)
{
    const support::TempDir other;
    auto with = parts({"tpm2"});
    with.folder = other.path();
    ASSERT_TRUE(FileVault::create(with, {{"tpm2", chip_pin, cheap}}));
    auto opened = FileVault::open(std::move(with));
    ASSERT_TRUE(opened);
    EXPECT_EQ(must((*opened)->unlock(wrong, at(0s))).tries_left, 4);
    chip_.restart();
    EXPECT_TRUE(must((*opened)->unlock(chip_pin, at(1s))).open);
}

TEST_F(VaultWithTokens, counts_no_attempt_that_nothing_could_judge)
{
    key_.state().plugged_in = false;
    const auto locked = vault();
    for (int i = 0; i < 6; ++i) {
        const auto refused = must(locked->unlock(key_pin, at(i * 1s)));
        EXPECT_FALSE(refused.open);
        EXPECT_EQ(refused.hindrance, Hindrance::absent);
        EXPECT_EQ(refused.wrong_attempts, 0);
        EXPECT_EQ(refused.retry_at, std::nullopt);
    }
    key_.state().plugged_in = true;
    EXPECT_TRUE(must(locked->unlock(key_pin, at(10s))).open);
}

TEST_F(VaultWithTokens, says_how_many_tries_the_token_leaves_and_counts_them_itself_too)
{
    const auto refused = must(vault()->unlock(wrong, at(0s)));
    EXPECT_EQ(refused.tries_left, 7);
    EXPECT_EQ(refused.hindrance, std::nullopt);
    EXPECT_EQ(refused.wrong_attempts, 1);
}

TEST_F(VaultWithTokens, costs_the_token_no_try_when_a_passphrase_is_typed)
{
    const auto locked = vault();
    EXPECT_FALSE(must(locked->unlock(core::Secret{"zes andere woorden die niet kloppen"}, at(0s))).open);
    EXPECT_TRUE(must(locked->unlock(passphrase, at(1s))).open);
    EXPECT_EQ(key_.state().tries, 8);
}

TEST_F(VaultWithTokens, opens_otherwise_when_what_a_token_kept_was_damaged)
{
    int damaged = 0;
    for (const auto& entry : std::filesystem::directory_iterator{dir_.path()}) {
        if (!entry.path().filename().string().starts_with("vault.protector-")) continue;
        std::fstream{entry.path(), std::ios::in | std::ios::out | std::ios::binary}.put('\x7f');
        ++damaged;
    }
    EXPECT_EQ(damaged, 1);
    EXPECT_FALSE(must(vault()->unlock(key_pin, at(0s))).open);
    EXPECT_TRUE(must(vault()->unlock(passphrase, at(1s))).open);
}

TEST_F(VaultWithTokens, asks_a_second_key_after_the_chip_said_wrong_and_the_first_key_is_not_there)
{
    const support::TempDir other;
    const auto with = [&] {
        auto made = parts({"tpm2", "fido2"});
        made.folder = other.path();
        return made;
    };
    ASSERT_TRUE(FileVault::create(with(), {{"tpm2", chip_pin, cheap}, {"fido2", key_pin, cheap}}));
    spare_is_in_ = true;
    ASSERT_TRUE(storage::add_key(with, chip_pin, {"fido2", key_pin, cheap}, at(0s)));
    auto opened = FileVault::open(with());
    ASSERT_TRUE(opened);
    EXPECT_EQ(must((*opened)->unlock(key_pin, at(1s))).slot, "fido2");
}

TEST_F(VaultWithTokens, sees_that_what_unlocked_it_was_pulled_out)
{
    const auto open = vault();
    EXPECT_TRUE(open->is_still_there());
    ASSERT_TRUE(must(open->unlock(key_pin, at(0s))).open);
    EXPECT_TRUE(open->is_still_there());
    key_.state().plugged_in = false;
    EXPECT_FALSE(open->is_still_there());
    open->lock();
    EXPECT_TRUE(open->is_still_there());
    ASSERT_TRUE(must(open->unlock(passphrase, at(1s))).open);
    EXPECT_TRUE(open->is_still_there());
}

TEST_F(VaultWithTokens, opens_nowhere_without_the_token_it_was_made_with)
{
    support::FidoAuthenticator other;
    auto with = parts({"wachtwoordzin"});
    with.protectors.push_back(
        std::make_unique<storage::PinProtector>("fido2", std::make_unique<FidoToken>(other.port())));
    auto opened = FileVault::open(std::move(with));
    ASSERT_TRUE(opened);
    EXPECT_EQ(must((*opened)->unlock(key_pin, at(0s))).hindrance, Hindrance::unknown);
}

} // namespace

} // namespace casustafel::tokens
