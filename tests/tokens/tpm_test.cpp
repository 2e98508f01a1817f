#include "tokens/tpm_counter.h"
#include "tokens/tpm_token.h"

#include "storage/place.h"
#include "support/own_memory.h"
#include "support/swtpm.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sodium.h>
#include <tss2/tss2_mu.h>

namespace casustafel::tokens {

namespace {

using core::Hindrance;
using storage::KeyAnswer;
using support::Swtpm;

const core::Secret pin{"258036"};
const core::Secret wrong{"258037"};
const core::Bytes salt(storage::salt_bytes, 7);

KeyAnswer must(core::Result<KeyAnswer> answer)
{
    EXPECT_TRUE(answer) << answer.error().detail;
    return answer ? *std::move(answer) : KeyAnswer{};
}

core::Bytes must(core::Result<core::Bytes> kept)
{
    EXPECT_TRUE(kept) << kept.error().detail;
    return kept ? *std::move(kept) : core::Bytes{};
}

core::Bytes bytes_of(const KeyAnswer& answer)
{
    return {answer.key.view().begin(), answer.key.view().end()};
}

bool stands_in(const std::vector<std::uint8_t>& where, core::ByteView what)
{
    return !std::ranges::search(where, what).empty();
}

class TpmTokens : public testing::Test {
protected:
    TpmTokens() { EXPECT_TRUE(storage::check_cipher()); }
    Swtpm tpm_;
};

TEST_F(TpmTokens, give_the_same_secret_for_the_pin_after_a_restart)
{
    const core::Bytes kept = must(TpmToken{tpm_.bus()}.enrol(pin, salt));
    const auto first = must(TpmToken{tpm_.bus()}.answer(pin, salt, kept));
    ASSERT_EQ(first.key.view().size(), storage::key_bytes);
    tpm_.restart();
    EXPECT_EQ(bytes_of(must(TpmToken{tpm_.bus()}.answer(pin, salt, kept))), bytes_of(first));
    const core::Bytes other = must(TpmToken{tpm_.bus()}.enrol(pin, salt));
    EXPECT_NE(bytes_of(must(TpmToken{tpm_.bus()}.answer(pin, salt, other))), bytes_of(first));
}

TEST_F(TpmTokens, count_wrong_pins_down_and_then_refuse_the_right_one_as_well)
{
    TpmToken token{tpm_.bus()};
    const core::Bytes kept = must(token.enrol(pin, salt));
    for (const int left : {4, 3, 2, 1, 0}) {
        const auto refused = must(token.answer(wrong, salt, kept));
        EXPECT_TRUE(refused.key.empty());
        EXPECT_EQ(refused.tries_left, left);
        EXPECT_EQ(refused.hindrance, std::nullopt);
    }
    const auto locked_out = must(token.answer(pin, salt, kept));
    EXPECT_TRUE(locked_out.key.empty());
    EXPECT_EQ(locked_out.hindrance, Hindrance::waiting);
    EXPECT_EQ(locked_out.wait, std::chrono::hours{2});
    tpm_.restart();
    EXPECT_EQ(must(token.answer(pin, salt, kept)).hindrance, Hindrance::waiting);
}

TEST_F(TpmTokens, take_a_pin_again_when_the_wait_is_over)
{
    TpmToken token{tpm_.bus(), {.most_tries = 1, .recovery_s = 1, .reset_s = 1}};
    const core::Bytes kept = must(token.enrol(pin, salt));
    EXPECT_EQ(must(token.answer(wrong, salt, kept)).tries_left, 0);
    KeyAnswer answer;
    do answer = must(token.answer(pin, salt, kept));
    while (answer.hindrance == Hindrance::waiting);
    EXPECT_FALSE(answer.key.empty());
}

TEST_F(TpmTokens, leave_nobody_a_way_to_loosen_the_count)
{
    TpmToken token{tpm_.bus()};
    const core::Bytes kept = must(token.enrol(pin, salt));
    const auto tpm = Tpm::open(tpm_.bus());
    ASSERT_TRUE(tpm) << tpm.error().detail;
    EXPECT_FALSE(judged(
        Esys_DictionaryAttackLockReset(tpm->esys(), ESYS_TR_RH_LOCKOUT, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE),
        "resetting"));
    EXPECT_FALSE(judged(Esys_DictionaryAttackParameters(tpm->esys(), ESYS_TR_RH_LOCKOUT, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                                        ESYS_TR_NONE, 1000000, 1, 1),
                        "loosening"));
}

TEST_F(TpmTokens, are_refused_by_a_defence_that_is_loose_and_final)
{
    ASSERT_TRUE((TpmToken{tpm_.bus(), {.most_tries = 1000, .recovery_s = 1, .reset_s = 1}}.enrol(pin, salt)));
    EXPECT_EQ(TpmToken{tpm_.bus()}.enrol(pin, salt).error().code, core::Errc::refused);
}

TEST_F(TpmTokens, tell_another_tpm_and_none_from_a_wrong_pin)
{
    const core::Bytes kept = must(TpmToken{tpm_.bus()}.enrol(pin, salt));
    const Swtpm other;
    EXPECT_EQ(must(TpmToken{other.bus()}.answer(pin, salt, kept)).hindrance, Hindrance::unknown);
    EXPECT_EQ(must(TpmToken{tpm_bus("device:/dev/no-tpm-here")}.answer(pin, salt, kept)).hindrance, Hindrance::absent);
    EXPECT_EQ(TpmToken{tpm_bus("device:/dev/no-tpm-here")}.enrol(pin, salt).error().code, core::Errc::not_found);
    core::Bytes damaged = kept;
    damaged.resize(40);
    EXPECT_EQ((TpmToken{tpm_.bus()}.answer(pin, salt, damaged).error().code), core::Errc::corrupt);
}

/// What `kept` holds opens in no session that doesn't prove the PIN, whatever the TPM's owner may do.
TEST_F(TpmTokens, open_in_no_session_without_the_pin)
{
    const core::Bytes kept = must(TpmToken{tpm_.bus()}.enrol(pin, salt));
    storage::RecordReader record{kept};
    record.bytes();
    const core::Bytes area_bytes = record.bytes();
    const core::Bytes sealed_bytes = record.bytes();
    TPM2B_PUBLIC area{};
    TPM2B_PRIVATE sealed{};
    std::size_t at = 0;
    ASSERT_EQ(Tss2_MU_TPM2B_PUBLIC_Unmarshal(area_bytes.data(), area_bytes.size(), &at, &area), TSS2_RC_SUCCESS);
    at = 0;
    ASSERT_EQ(Tss2_MU_TPM2B_PRIVATE_Unmarshal(sealed_bytes.data(), sealed_bytes.size(), &at, &sealed), TSS2_RC_SUCCESS);
    const auto tpm = Tpm::open(tpm_.bus());
    ASSERT_TRUE(tpm) << tpm.error().detail;
    ESYS_TR object = ESYS_TR_NONE;
    ASSERT_TRUE(
        judged(Esys_Load(tpm->esys(), tpm->root(), tpm->session(), ESYS_TR_NONE, ESYS_TR_NONE, &sealed, &area, &object),
               "loading"));
    TPM2B_SENSITIVE_DATA* told = nullptr;
    for (const ESYS_TR session : {ESYS_TR(ESYS_TR_PASSWORD), tpm->session(TPMA_SESSION_ENCRYPT)})
        EXPECT_FALSE(judged(Esys_Unseal(tpm->esys(), object, session, ESYS_TR_NONE, ESYS_TR_NONE, &told), "unsealing"));
    const auto without = tpm->start_pin_session();
    ASSERT_TRUE(without);
    EXPECT_FALSE(judged(Esys_Unseal(tpm->esys(), object, *without, ESYS_TR_NONE, ESYS_TR_NONE, &told), "unsealing"));
    EXPECT_EQ(told, nullptr);
    tpm->flush(*without);
    tpm->flush(object);
}

TEST_F(TpmTokens, say_neither_secret_nor_pin_on_the_bus)
{
    const auto heard = std::make_shared<std::vector<std::uint8_t>>();
    TpmToken token{support::tapped(tpm_.bus(), heard)};
    const core::Bytes kept = must(token.enrol(pin, salt));
    const auto answer = must(token.answer(pin, salt, kept));
    ASSERT_FALSE(answer.key.empty());
    EXPECT_GT(heard->size(), 1000U);
    EXPECT_FALSE(stands_in(*heard, answer.key.view()));
    const auto auth =
        storage::hkdf_sha256(core::bytes_of(pin.view()), salt, core::bytes_of("casustafel tpm pin v1"), 32);
    EXPECT_FALSE(stands_in(*heard, auth.view()));
    EXPECT_FALSE(stands_in(*heard, core::bytes_of(pin.view())));

    // The search sees what does go over the bus in clear: the sealed object, which is encrypted already; and a secret
    // that is unsealed without an encrypted session would stand there as it is.
    storage::RecordReader record{kept};
    record.bytes();
    EXPECT_TRUE(stands_in(*heard, record.bytes()));
    EXPECT_TRUE(stands_in(*heard, record.bytes()));
}

/// The control of the one before: the same unsealing in a session whose answers aren't encrypted is overheard.
TEST_F(TpmTokens, would_be_overheard_without_an_encrypted_session)
{
    const auto heard = std::make_shared<std::vector<std::uint8_t>>();
    const core::Bytes kept = must(TpmToken{tpm_.bus()}.enrol(pin, salt));
    const auto answer = must(TpmToken{tpm_.bus()}.answer(pin, salt, kept));
    storage::RecordReader record{kept};
    record.bytes();
    const core::Bytes area_bytes = record.bytes();
    const core::Bytes sealed_bytes = record.bytes();
    TPM2B_PUBLIC area{};
    TPM2B_PRIVATE sealed{};
    std::size_t at = 0;
    Tss2_MU_TPM2B_PUBLIC_Unmarshal(area_bytes.data(), area_bytes.size(), &at, &area);
    at = 0;
    Tss2_MU_TPM2B_PRIVATE_Unmarshal(sealed_bytes.data(), sealed_bytes.size(), &at, &sealed);
    const auto tpm = Tpm::open(support::tapped(tpm_.bus(), heard));
    ASSERT_TRUE(tpm) << tpm.error().detail;
    ESYS_TR object = ESYS_TR_NONE;
    ASSERT_TRUE(
        judged(Esys_Load(tpm->esys(), tpm->root(), tpm->session(), ESYS_TR_NONE, ESYS_TR_NONE, &sealed, &area, &object),
               "loading"));
    const auto session = tpm->start_pin_session();
    ASSERT_TRUE(session);
    ASSERT_EQ(Esys_TRSess_SetAttributes(tpm->esys(), *session, 0, TPMA_SESSION_ENCRYPT), TSS2_RC_SUCCESS);
    const auto auth =
        storage::hkdf_sha256(core::bytes_of(pin.view()), salt, core::bytes_of("casustafel tpm pin v1"), 32);
    TPM2B_AUTH told_auth{};
    told_auth.size = 32;
    std::ranges::copy(auth.view(), told_auth.buffer);
    ASSERT_EQ(Esys_TR_SetAuth(tpm->esys(), object, &told_auth), TSS2_RC_SUCCESS);
    TPM2B_SENSITIVE_DATA* told = nullptr;
    ASSERT_TRUE(judged(Esys_Unseal(tpm->esys(), object, *session, ESYS_TR_NONE, ESYS_TR_NONE, &told), "unsealing"));
    const Tss<TPM2B_SENSITIVE_DATA> secret{told};
    tpm->flush(*session);
    tpm->flush(object);
    EXPECT_TRUE(stands_in(*heard, answer.key.view()));
}

TEST_F(TpmTokens, leave_neither_secret_nor_pin_in_memory)
{
    TpmToken token{tpm_.bus()};
    const core::Bytes kept = must(token.enrol(pin, salt));
    auto answer = must(token.answer(pin, salt, kept));
    const support::Hidden secret{answer.key.view()};
    EXPECT_GE(support::times_in_own_memory(secret), 1);
    answer.key = {};
    EXPECT_EQ(support::times_in_own_memory(secret), 0);
    const auto auth = support::Hidden{
        storage::hkdf_sha256(core::bytes_of(pin.view()), salt, core::bytes_of("casustafel tpm pin v1"), 32).view()};
    sodium_stackzero(16384); // what the line above left, as the vault does when it locks
    EXPECT_EQ(support::times_in_own_memory(auth), 0);
}

TEST(TpmCounters, only_go_up)
{
    Swtpm tpm;
    TpmCounter counter{tpm.bus()};
    const auto first = counter.read();
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(counter.read(), first);
    EXPECT_EQ(counter.increment(), *first + 1);
    EXPECT_EQ(counter.increment(), *first + 2);
    tpm.restart();
    EXPECT_EQ(TpmCounter{tpm.bus()}.read(), *first + 2);
}

TEST(TpmCounters, that_are_removed_and_made_again_begin_above_what_was_reached)
{
    Swtpm tpm;
    TpmCounter counter{tpm.bus()};
    ASSERT_TRUE(counter.read());
    const auto reached = counter.increment();
    ASSERT_TRUE(reached) << reached.error().detail;
    {
        const auto attacker = Tpm::open(tpm.bus());
        ASSERT_TRUE(attacker);
        ESYS_TR index = ESYS_TR_NONE;
        ASSERT_TRUE(judged(Esys_TR_FromTPMPublic(attacker->esys(), TpmCounter::own_index, ESYS_TR_NONE, ESYS_TR_NONE,
                                                 ESYS_TR_NONE, &index),
                           "finding"));
        ASSERT_TRUE(judged(Esys_NV_UndefineSpace(attacker->esys(), ESYS_TR_RH_OWNER, index, ESYS_TR_PASSWORD,
                                                 ESYS_TR_NONE, ESYS_TR_NONE),
                           "removing"));
    }
    const auto again = counter.read();
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_GT(*again, *reached);
}

} // namespace

} // namespace casustafel::tokens
