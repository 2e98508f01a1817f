#include "tokens/fido_token.h"

#include "storage/place.h"
#include "support/fido_authenticator.h"

#include <gtest/gtest.h>

namespace casustafel::tokens {

namespace {

using core::Hindrance;
using storage::KeyAnswer;
using support::FidoAuthenticator;

const core::Secret pin{"258036"};
const core::Secret wrong{"258037"};
const core::Bytes salt(storage::salt_bytes, 7);
const core::Bytes other_salt(storage::salt_bytes, 8);

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

/// With the PIN protocol that most tokens have, and with the newer one.
class FidoTokens : public testing::TestWithParam<int> {
protected:
    FidoTokens() { EXPECT_TRUE(storage::check_cipher()); }
    FidoAuthenticator authenticator_{GetParam()};
    FidoToken token_{authenticator_.port()};
};

INSTANTIATE_TEST_SUITE_P(PinProtocol, FidoTokens, testing::Values(1, 2));

TEST_P(FidoTokens, give_the_same_secret_for_the_same_salt_and_pin)
{
    const core::Bytes kept = must(token_.enrol(pin, salt));
    const auto first = must(token_.answer(pin, salt, kept));
    ASSERT_EQ(first.key.view().size(), 32U);
    authenticator_.replug();
    EXPECT_EQ(bytes_of(must(token_.answer(pin, salt, kept))), bytes_of(first));
    EXPECT_NE(bytes_of(must(token_.answer(pin, other_salt, kept))), bytes_of(first));
    EXPECT_NE(bytes_of(must(token_.answer(pin, salt, must(token_.enrol(pin, salt))))), bytes_of(first));
}

TEST_P(FidoTokens, count_wrong_pins_down_ask_to_be_replugged_and_end_for_good)
{
    const core::Bytes kept = must(token_.enrol(pin, salt));
    for (const int left : {7, 6}) {
        const auto refused = must(token_.answer(wrong, salt, kept));
        EXPECT_TRUE(refused.key.empty());
        EXPECT_EQ(refused.tries_left, left);
    }
    EXPECT_EQ(must(token_.answer(wrong, salt, kept)).hindrance, Hindrance::replug);
    EXPECT_EQ(must(token_.answer(pin, salt, kept)).hindrance, Hindrance::replug);
    authenticator_.replug();
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(must(token_.answer(wrong, salt, kept)).key.empty());
    EXPECT_EQ(must(token_.answer(wrong, salt, kept)).hindrance, Hindrance::replug);
    authenticator_.replug();
    EXPECT_EQ(must(token_.answer(wrong, salt, kept)).tries_left, 1);
    const auto ended = must(token_.answer(wrong, salt, kept));
    EXPECT_EQ(ended.hindrance, Hindrance::blocked);
    EXPECT_EQ(must(token_.answer(pin, salt, kept)).hindrance, Hindrance::blocked);
    EXPECT_EQ(token_.enrol(pin, salt).error().code, core::Errc::denied);
}

TEST_P(FidoTokens, take_a_right_pin_after_a_wrong_one_and_count_anew)
{
    const core::Bytes kept = must(token_.enrol(pin, salt));
    EXPECT_EQ(must(token_.answer(wrong, salt, kept)).tries_left, 7);
    EXPECT_FALSE(must(token_.answer(pin, salt, kept)).key.empty());
    EXPECT_EQ(must(token_.answer(wrong, salt, kept)).tries_left, 7);
}

TEST_P(FidoTokens, tell_that_they_are_absent_another_or_untouched)
{
    const core::Bytes kept = must(token_.enrol(pin, salt));
    authenticator_.state().touched = false;
    EXPECT_EQ(must(token_.answer(pin, salt, kept)).hindrance, Hindrance::untouched);
    authenticator_.state().plugged_in = false;
    EXPECT_EQ(must(token_.answer(pin, salt, kept)).hindrance, Hindrance::absent);
    EXPECT_EQ(token_.enrol(pin, salt).error().code, core::Errc::not_found);
    FidoAuthenticator other{GetParam()};
    EXPECT_EQ(must(FidoToken{other.port()}.answer(pin, salt, kept)).hindrance, Hindrance::unknown);
}

TEST_P(FidoTokens, are_touched_for_nothing_never)
{
    const core::Bytes kept = must(token_.enrol(pin, salt));
    FidoAuthenticator other{GetParam()};
    FidoToken stranger{other.port()};
    EXPECT_EQ(must(stranger.answer(pin, salt, kept)).hindrance, Hindrance::unknown);
    EXPECT_TRUE(must(stranger.answer(wrong, salt, kept)).key.empty());
    EXPECT_EQ(other.state().touches_asked, 0);
    const int before = authenticator_.state().touches_asked;
    EXPECT_FALSE(must(token_.answer(pin, salt, kept)).key.empty());
    EXPECT_EQ(authenticator_.state().touches_asked, before + 1);
}

/// Who has disk and token but not the PIN can ask the token directly; it must say nothing.
TEST_P(FidoTokens, say_nothing_to_who_gives_no_pin)
{
    const core::Bytes kept = must(token_.enrol(pin, salt));
    const auto port = authenticator_.port();
    const auto device = port.open(port.list().front());
    ASSERT_TRUE(device);
    storage::RecordReader record{kept};
    const core::Bytes credential = record.bytes();
    fido_assert_t* assertion = fido_assert_new();
    const core::Bytes challenge(32, 1);
    fido_assert_set_clientdata_hash(assertion, challenge.data(), challenge.size());
    fido_assert_set_rp(assertion, "casustafel");
    fido_assert_allow_cred(assertion, credential.data(), credential.size());
    fido_assert_set_extensions(assertion, FIDO_EXT_HMAC_SECRET);
    fido_assert_set_hmac_salt(assertion, challenge.data(), challenge.size());
    EXPECT_EQ(fido_dev_get_assert(device->get(), assertion, nullptr), FIDO_ERR_NO_CREDENTIALS);
    fido_assert_free(&assertion);
}

TEST_P(FidoTokens, are_refused_when_they_cant_keep_secrets_or_have_no_pin)
{
    authenticator_.state().with_secrets = false;
    EXPECT_EQ(token_.enrol(pin, salt).error().code, core::Errc::refused);
    authenticator_.state().with_secrets = true;
    authenticator_.state().pin.clear();
    EXPECT_EQ(token_.enrol(pin, salt).error().code, core::Errc::refused);
    authenticator_.state().pin = "258036";
    FidoAuthenticator second{GetParam()};
    EXPECT_EQ((FidoToken{authenticator_.port({&second})}.enrol(pin, salt).error().code), core::Errc::conflict);
}

TEST_P(FidoTokens, are_seen_to_be_pulled_out)
{
    const core::Bytes kept = must(token_.enrol(pin, salt));
    ASSERT_FALSE(must(token_.answer(pin, salt, kept)).key.empty());
    EXPECT_TRUE(token_.is_there());
    authenticator_.state().plugged_in = false;
    EXPECT_FALSE(token_.is_there());
}

} // namespace

} // namespace casustafel::tokens
