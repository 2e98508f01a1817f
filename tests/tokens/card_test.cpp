#include "tokens/card_token.h"

#include "storage/place.h"
#include "support/process.h"
#include "support/temp_dir.h"

#include <p11-kit/pkcs11.h>

#include <cstdlib>
#include <dlfcn.h>
#include <fstream>
#include <gtest/gtest.h>
#include <stdexcept>

namespace casustafel::tokens {

namespace {

using core::Hindrance;
using storage::KeyAnswer;

const core::Secret pin{"258036"};
const core::Secret wrong{"258037"};
const core::Bytes salt(storage::salt_bytes, 7);
constexpr const char* module = "/usr/lib/softhsm/libsofthsm2.so";

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

/// A card in software (SoftHSM), with a folder of its own. The library reads where that is from the environment.
class Card {
public:
    Card() { empty(); }
    ~Card() { ::unsetenv("SOFTHSM2_CONF"); }
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

    /// No card in the reader.
    void empty()
    {
        std::filesystem::remove_all(folder_ / "tokens");
        std::filesystem::create_directory(folder_ / "tokens");
        std::ofstream{folder_ / "conf"} << "directories.tokendir = " << (folder_ / "tokens").string()
                                        << "\nobjectstore.backend = file\nlog.level = ERROR\n";
        ::setenv("SOFTHSM2_CONF", (folder_ / "conf").c_str(), 1);
    }
    void insert(const std::string& label)
    {
        const auto ran = support::run("/usr/bin/softhsm2-util", {"--init-token", "--free", "--label", label, "--pin",
                                                                 "258036", "--so-pin", "12345678"});
        if (ran.code != 0) throw std::runtime_error("softhsm2-util: " + ran.out);
    }

private:
    support::TempDir folder_;
};

/// Puts a key pair on P-256 on the only card, as its owner's tools do.
void make_key(bool may_derive)
{
    const std::unique_ptr<void, int (*)(void*)> handle{::dlopen(module, RTLD_NOW), ::dlclose};
    CK_FUNCTION_LIST* p11 = nullptr;
    ASSERT_EQ(reinterpret_cast<CK_C_GetFunctionList>(::dlsym(handle.get(), "C_GetFunctionList"))(&p11), CKR_OK);
    ASSERT_EQ(p11->C_Initialize(nullptr), CKR_OK);
    std::array<CK_SLOT_ID, 8> slots{};
    CK_ULONG count = slots.size();
    ASSERT_EQ(p11->C_GetSlotList(1, slots.data(), &count), CKR_OK);
    CK_SESSION_HANDLE session{};
    ASSERT_EQ(p11->C_OpenSession(slots[0], CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session), CKR_OK);
    std::string typed = "258036";
    ASSERT_EQ(p11->C_Login(session, CKU_USER, reinterpret_cast<unsigned char*>(typed.data()), typed.size()), CKR_OK);
    std::array<unsigned char, 10> p256{0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
    unsigned char yes = 1;
    unsigned char derives = may_derive ? 1 : 0;
    std::array<unsigned char, 1> id{3}; // 9D on a PIV card
    std::array<CK_ATTRIBUTE, 3> open{
        {{CKA_EC_PARAMS, p256.data(), p256.size()}, {CKA_TOKEN, &yes, sizeof yes}, {CKA_ID, id.data(), id.size()}}};
    std::array<CK_ATTRIBUTE, 5> closed{{{CKA_TOKEN, &yes, sizeof yes},
                                        {CKA_PRIVATE, &yes, sizeof yes},
                                        {CKA_SENSITIVE, &yes, sizeof yes},
                                        {CKA_DERIVE, &derives, sizeof derives},
                                        {CKA_ID, id.data(), id.size()}}};
    CK_MECHANISM how{CKM_EC_KEY_PAIR_GEN, nullptr, 0};
    CK_OBJECT_HANDLE public_key{};
    CK_OBJECT_HANDLE private_key{};
    ASSERT_EQ(p11->C_GenerateKeyPair(session, &how, open.data(), open.size(), closed.data(), closed.size(), &public_key,
                                     &private_key),
              CKR_OK);
    p11->C_Finalize(nullptr);
}

class CardTokens : public testing::Test {
protected:
    CardTokens()
    {
        EXPECT_TRUE(storage::check_cipher());
        card_.insert("a");
        make_key(true);
    }
    Card card_;
};

TEST_F(CardTokens, give_the_same_secret_for_the_pin)
{
    const core::Bytes kept = must(CardToken{module}.enrol(pin, salt));
    const core::Bytes first = bytes_of(must(CardToken{module}.answer(pin, salt, kept)));
    EXPECT_EQ(first.size(), storage::key_bytes);
    EXPECT_EQ(bytes_of(must(CardToken{module}.answer(pin, salt, kept))), first);
    const core::Bytes other = must(CardToken{module}.enrol(pin, salt));
    EXPECT_NE(bytes_of(must(CardToken{module}.answer(pin, salt, other))), first);
}

TEST_F(CardTokens, refuse_a_wrong_pin_and_take_the_right_one_after_it)
{
    CardToken token{module};
    const core::Bytes kept = must(token.enrol(pin, salt));
    const auto refused = must(token.answer(wrong, salt, kept));
    EXPECT_TRUE(refused.key.empty());
    EXPECT_EQ(refused.hindrance, std::nullopt);
    EXPECT_FALSE(must(token.answer(pin, salt, kept)).key.empty());
    EXPECT_EQ(token.enrol(wrong, salt).error().code, core::Errc::denied);
}

TEST_F(CardTokens, tell_another_card_and_none_from_a_wrong_pin)
{
    const core::Bytes kept = must(CardToken{module}.enrol(pin, salt));
    card_.empty();
    EXPECT_EQ(must(CardToken{module}.answer(pin, salt, kept)).hindrance, Hindrance::absent);
    EXPECT_EQ(CardToken{module}.enrol(pin, salt).error().code, core::Errc::not_found);
    card_.insert("b");
    EXPECT_EQ(must(CardToken{module}.answer(pin, salt, kept)).hindrance, Hindrance::unknown);
}

TEST_F(CardTokens, are_refused_without_a_key_that_derives_and_when_there_are_several)
{
    card_.empty();
    card_.insert("signs only");
    make_key(false);
    EXPECT_EQ(CardToken{module}.enrol(pin, salt).error().code, core::Errc::refused);
    card_.insert("second");
    EXPECT_EQ(CardToken{module}.enrol(pin, salt).error().code, core::Errc::conflict);
    EXPECT_EQ(CardToken{"/no/such/library.so"}.enrol(pin, salt).error().code, core::Errc::not_found);
}

TEST_F(CardTokens, are_seen_to_be_there)
{
    CardToken token{module};
    const core::Bytes kept = must(token.enrol(pin, salt));
    EXPECT_FALSE(token.answer(pin, salt, kept)->key.empty());
    EXPECT_TRUE(token.is_there());
}

TEST(CardFlags, say_that_one_try_is_left_or_none_as_the_card_does)
{
    EXPECT_EQ(after_wrong_pin(0).tries_left, std::nullopt);
    EXPECT_EQ(after_wrong_pin(CKF_USER_PIN_COUNT_LOW).tries_left, std::nullopt);
    EXPECT_EQ(after_wrong_pin(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY).tries_left, 1);
    EXPECT_EQ(after_wrong_pin(CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED).hindrance, Hindrance::blocked);
}

} // namespace

} // namespace casustafel::tokens
