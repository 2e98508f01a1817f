#include "seal/crypto.h"
#include "seal/p256.h"
#include "seal/recovery.h"
#include "storage/found_keys.h"

#include <gtest/gtest.h>

#include <set>

// Destroying a conference's key erases the conference everywhere: every byte of every file, and of the memory of this
// process, is searched for it, before and after.

namespace casustafel::storage {
namespace {

using namespace std::chrono_literals;
using support::Hidden;
using support::TempDir;
using support::times_in_own_memory;

/// What was on the disk of one conference, as short pieces that stand nowhere else by chance.
std::set<std::string> pieces_of(const std::filesystem::path& file, std::size_t every)
{
    const std::string bytes = raw_bytes(file);
    std::set<std::string> pieces;
    for (std::size_t at = 0; at + 16 <= bytes.size(); at += every)
        if (const std::string piece = bytes.substr(at, 16); piece != std::string(16, '\0')) pieces.insert(piece);
    return pieces;
}

std::size_t pieces_in(const std::string& disk, const std::set<std::string>& pieces)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(pieces, [&](const std::string& piece) { return disk.contains(piece); }));
}

/// What the copy for the bureau was wrapped with (RFC 7518, section 4.6): who had one of these had the database key.
struct Wrapping {
    Hidden agreed;
    Hidden wrapping_key;
    Hidden content_key;
};

Wrapping wrapping_of(core::ByteView copy, const seal::DecryptionKey& recovery)
{
    seal::P256Point ephemeral{};
    std::ranges::copy(copy.subspan(32, 64), ephemeral.begin());
    const auto agreed = seal::p256_agree(recovery.scalar(), ephemeral);
    const auto wrapping = seal::concat_kdf(*agreed, "ECDH-ES+A256KW", {}, {}, 32);
    const auto content = seal::unwrap_key(wrapping, copy.subspan(96, 40));
    return {Hidden{*agreed}, Hidden{wrapping}, Hidden{*content}};
}

class Erasure : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(seal::start());
        recovery_.emplace(seal::DecryptionKey::generate().value());
        ASSERT_TRUE(create_vault(dir_.path()));
        VaultParts made = parts(dir_.path());
        made.bureau_copy = {
            .seal = [this](const core::ConferenceId& id,
                           core::ByteView key) { return seal::seal_for_recovery(id, key, recovery_->public_key()); },
            .is_current = [](core::ByteView) { return true; }};
        vault_ = FileVault::open(std::move(made)).value();
        ASSERT_TRUE(vault_->unlock(pin, at(0s))->open);
        for (const char* id : {"c-1", "c-2"})
            ASSERT_TRUE((*vault_->open(conference(id)))->append(0, facts_numbered(1, 60)));
    }
    core::Bytes copy() { return vault_->bureau_copy(core::ConferenceId{"c-1"})->value(); }
    std::filesystem::path database() const { return FileVault::database_file(dir_.path(), core::ConferenceId{"c-1"}); }

    TempDir dir_;
    std::optional<seal::DecryptionKey> recovery_;
    std::unique_ptr<FileVault> vault_;
};

TEST_F(Erasure, of_a_sealed_conference_leaves_nothing_of_its_keys_on_disk_or_in_memory)
{
    const Found keys = find_keys(dir_.path());
    const Wrapping wrapping = wrapping_of(copy(), *recovery_);
    std::set<std::string> pieces = pieces_of(database(), 512);
    pieces.merge(pieces_of(database().string() + "-wal", 512));
    {
        auto slots = SlotFile::open(dir_ / "vault.slots", {});
        const core::Bytes wrapped = (*slots->find(core::ConferenceId{"c-1"}))->wrapped;
        for (std::size_t at = 0; at + 16 <= wrapped.size(); at += 8)
            pieces.insert(std::string{core::text_of(wrapped).substr(at, 16)});
        const core::Bytes for_bureau = copy();
        for (std::size_t at = 32; at + 16 <= for_bureau.size(); at += 8) // after the thumbprint, which others have too
            pieces.insert(std::string{core::text_of(for_bureau).substr(at, 16)});
    }
    const auto other = FileVault::database_file(dir_.path(), core::ConferenceId{"c-2"});
    const std::string others =
        raw_bytes(other) + raw_bytes(other.string() + "-wal"); // the head of each log is the same
    std::erase_if(pieces, [&](const std::string& piece) { return others.contains(piece); });
    // The search sees what is there.
    ASSERT_GE(pieces.size(), 50U);
    EXPECT_EQ(pieces_in(raw_folder(dir_.path()), pieces), pieces.size());
    EXPECT_GE(times_in_any_form(keys.database_key), 1);

    ASSERT_TRUE(vault_->destroy(core::ConferenceId{"c-1"}));

    EXPECT_EQ(pieces_in(raw_folder(dir_.path()), pieces), 0U);
    EXPECT_EQ(times_in_any_form(keys.database_key), 0) << "although the vault is still open";
    EXPECT_EQ(times_in_any_form(keys.slot_key), 0);
    EXPECT_EQ(times_in_any_form(wrapping.agreed), 0);
    EXPECT_EQ(times_in_any_form(wrapping.wrapping_key), 0);
    EXPECT_EQ(times_in_any_form(wrapping.content_key), 0);
    EXPECT_GE(times_in_any_form(keys.master), 1) << "which the other conference needs";
    EXPECT_EQ((*vault_->open(conference("c-2")))->load(), facts_numbered(1, 60));
    std::cout << "pieces searched for: " << pieces.size() << '\n';
}

TEST_F(Erasure, of_the_keys_in_memory_comes_with_locking)
{
    const Found keys = find_keys(dir_.path());
    const Wrapping wrapping = wrapping_of(copy(), *recovery_);
    const Hidden device_secret{hidden_bytes(1).view()};
    ASSERT_TRUE(vault_->keep_secret("signing", hidden_bytes(5).view()));
    const Hidden private_key{hidden_bytes(5).view()};
    EXPECT_GE(times_in_any_form(keys.database_key), 1);
    EXPECT_GE(times_in_any_form(keys.master), 1);
    EXPECT_GE(times_in_any_form(device_secret), 1);

    vault_->lock();

    for (const Hidden* key : {&keys.database_key, &keys.slot_key, &keys.master, &keys.protector_key, &device_secret,
                              &private_key, &wrapping.agreed, &wrapping.wrapping_key, &wrapping.content_key})
        EXPECT_EQ(times_in_any_form(*key), 0);
    EXPECT_FALSE(raw_folder(dir_.path()).contains(canary)) << "nor does the disk ever hold a word of it";
}

} // namespace
} // namespace casustafel::storage
