#include "tokens/card_token.h"

#include "seal/keys.h"
#include "storage/place.h"

#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

namespace casustafel::tokens {

using core::Errc;
using core::fail;
using core::Hindrance;
using storage::KeyAnswer;
using storage::SecretBytes;

namespace {

constexpr unsigned long serial_bytes = 16;
constexpr std::uint8_t uncompressed = 0x04;

std::unexpected<core::Error> broken(CK_RV code, const std::string& what)
{
    return fail(Errc::crypto, "card: " + what + ": PKCS#11 code " + std::to_string(code));
}

/// Ends what was begun, in whatever way a function is left.
class AtEnd {
public:
    explicit AtEnd(std::function<void()> end) : end_{std::move(end)} {}
    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;
    ~AtEnd() { end_(); }

private:
    std::function<void()> end_;
};

/// What was kept at enrolment.
struct Kept {
    core::Bytes serial; ///< of the card
    core::Bytes key_id; ///< CKA_ID
    core::Bytes point;  ///< whose other half is gone
};

core::Result<Kept> read_kept(core::ByteView bytes)
{
    storage::RecordReader record{bytes};
    Kept kept{.serial = record.bytes(), .key_id = record.bytes(), .point = record.bytes()};
    if (!record.complete()) return fail(Errc::corrupt, "what the card's protector kept can't be read");
    return kept;
}

/// A fresh point on P-256, of which nobody keeps the scalar.
core::Result<core::Bytes> fresh_point()
{
    const auto pair = seal::DecryptionKey::generate();
    if (!pair) return std::unexpected(pair.error());
    core::Bytes point{uncompressed};
    const auto& both = pair->public_key().point();
    point.insert(point.end(), both.begin(), both.end());
    return point;
}

} // namespace

/// A loaded PKCS#11 library. The functions take pointers that they don't write through although they aren't const.
struct CardToken::Library {
    struct Unload {
        void operator()(void* handle) const { ::dlclose(handle); }
    };
    std::unique_ptr<void, Unload> handle;
    CK_FUNCTION_LIST* functions{};

    Library() = default;
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library()
    {
        if (functions) functions->C_Finalize(nullptr);
    }

    /// The only card; nothing when there is none.
    core::Result<std::optional<CK_SLOT_ID>> card() const
    {
        std::array<CK_SLOT_ID, 16> slots{};
        CK_ULONG count = slots.size();
        if (const CK_RV code = functions->C_GetSlotList(1, slots.data(), &count); code != CKR_OK)
            return broken(code, "looking for readers");
        std::vector<CK_SLOT_ID> ready; // what has no PIN is no card of anybody
        for (const CK_SLOT_ID slot : std::span{slots}.first(count)) {
            CK_TOKEN_INFO info{};
            if (functions->C_GetTokenInfo(slot, &info) == CKR_OK && (info.flags & CKF_USER_PIN_INITIALIZED) != 0)
                ready.push_back(slot);
        }
        if (ready.size() > 1) return fail(Errc::conflict, "several cards are in the readers; leave one");
        return ready.empty() ? std::nullopt : std::optional{ready.front()};
    }

    core::Bytes serial(CK_SLOT_ID slot) const
    {
        CK_TOKEN_INFO info{};
        if (functions->C_GetTokenInfo(slot, &info) != CKR_OK) return {};
        return {info.serialNumber, info.serialNumber + serial_bytes};
    }

    unsigned long flags(CK_SLOT_ID slot) const
    {
        CK_TOKEN_INFO info{};
        return functions->C_GetTokenInfo(slot, &info) == CKR_OK ? info.flags : 0;
    }

    CK_RV log_in(CK_SESSION_HANDLE session, const core::Secret& pin) const
    {
        SecretBytes text = SecretBytes::copy_of(core::bytes_of(pin.view()));
        return functions->C_Login(session, CKU_USER, text.bytes().data(), pin.size());
    }

    /// A private key on a curve that may derive; with `id` that one. Nothing when there is none.
    core::Result<std::optional<CK_OBJECT_HANDLE>> key(CK_SESSION_HANDLE session, core::Bytes id) const
    {
        CK_OBJECT_CLASS kind = CKO_PRIVATE_KEY;
        CK_KEY_TYPE type = CKK_EC;
        unsigned char yes = 1;
        std::array<CK_ATTRIBUTE, 4> wanted{{{CKA_CLASS, &kind, sizeof kind},
                                            {CKA_KEY_TYPE, &type, sizeof type},
                                            {CKA_DERIVE, &yes, sizeof yes},
                                            {CKA_ID, id.data(), id.size()}}};
        const CK_ULONG how_many = id.empty() ? 3 : 4;
        if (const CK_RV code = functions->C_FindObjectsInit(session, wanted.data(), how_many); code != CKR_OK)
            return broken(code, "looking for a key");
        CK_OBJECT_HANDLE found{};
        CK_ULONG count = 0;
        const CK_RV code = functions->C_FindObjects(session, &found, 1, &count);
        functions->C_FindObjectsFinal(session);
        if (code != CKR_OK) return broken(code, "looking for a key");
        return count == 0 ? std::nullopt : std::optional{found};
    }

    core::Result<core::Bytes> id_of(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key) const
    {
        core::Bytes id(64);
        CK_ATTRIBUTE wanted{CKA_ID, id.data(), id.size()};
        if (const CK_RV code = functions->C_GetAttributeValue(session, key, &wanted, 1); code != CKR_OK)
            return broken(code, "reading the key's id");
        id.resize(wanted.ulValueLen);
        return id;
    }

    /// The x coordinate that the card's key and `point` share (NIST SP 800-56A, without a KDF: HKDF follows).
    core::Result<SecretBytes> derive(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key, core::Bytes point) const
    {
        CK_ECDH1_DERIVE_PARAMS with{CKD_NULL, 0, nullptr, point.size(), point.data()};
        CK_MECHANISM how{CKM_ECDH1_DERIVE, &with, sizeof with};
        CK_OBJECT_CLASS kind = CKO_SECRET_KEY;
        CK_KEY_TYPE type = CKK_GENERIC_SECRET;
        CK_ULONG size = storage::key_bytes;
        unsigned char yes = 1;
        unsigned char no = 0;
        std::array<CK_ATTRIBUTE, 6> made{{{CKA_CLASS, &kind, sizeof kind},
                                          {CKA_KEY_TYPE, &type, sizeof type},
                                          {CKA_VALUE_LEN, &size, sizeof size},
                                          {CKA_TOKEN, &no, sizeof no},
                                          {CKA_SENSITIVE, &no, sizeof no},
                                          {CKA_EXTRACTABLE, &yes, sizeof yes}}};
        CK_OBJECT_HANDLE derived{};
        if (const CK_RV code = functions->C_DeriveKey(session, &how, key, made.data(), made.size(), &derived);
            code != CKR_OK)
            return broken(code, "deriving");
        SecretBytes secret{storage::key_bytes};
        CK_ATTRIBUTE value{CKA_VALUE, secret.bytes().data(), storage::key_bytes};
        const CK_RV code = functions->C_GetAttributeValue(session, derived, &value, 1);
        functions->C_DestroyObject(session, derived);
        if (code != CKR_OK || value.ulValueLen != storage::key_bytes) return broken(code, "reading what was derived");
        return secret;
    }
};

storage::KeyAnswer after_wrong_pin(unsigned long token_flags)
{
    if ((token_flags & CKF_USER_PIN_LOCKED) != 0) return {.hindrance = Hindrance::blocked, .tries_left = 0};
    if ((token_flags & CKF_USER_PIN_FINAL_TRY) != 0) return {.tries_left = 1};
    return {};
}

CardToken::CardToken(std::filesystem::path module) : module_{std::move(module)} {}

CardToken::~CardToken() = default;

core::Result<CardToken::Library*> CardToken::library()
{
    if (library_) return library_.get();
    auto loaded = std::make_unique<Library>();
    loaded->handle.reset(::dlopen(module_.c_str(), RTLD_NOW | RTLD_LOCAL));
    if (!loaded->handle) return fail(Errc::not_found, "no PKCS#11 library at " + module_.string());
    const auto list = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(loaded->handle.get(), "C_GetFunctionList"));
    if (!list || list(&loaded->functions) != CKR_OK)
        return fail(Errc::crypto, module_.string() + " isn't a PKCS#11 library");
    if (const CK_RV code = loaded->functions->C_Initialize(nullptr);
        code != CKR_OK && code != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
        loaded->functions = nullptr;
        return broken(code, "starting " + module_.string());
    }
    library_ = std::move(loaded);
    return library_.get();
}

core::Result<core::Bytes> CardToken::enrol(const core::Secret& pin, core::ByteView)
{
    const auto with = library();
    if (!with) return std::unexpected(with.error());
    const Library& card = **with;
    const auto slot = card.card();
    if (!slot) return std::unexpected(slot.error());
    if (!*slot) return fail(Errc::not_found, "no card is in the reader");
    CK_SESSION_HANDLE session{};
    if (const CK_RV code = card.functions->C_OpenSession(**slot, CKF_SERIAL_SESSION, nullptr, nullptr, &session);
        code != CKR_OK)
        return broken(code, "opening a session");
    const AtEnd close{[&] { card.functions->C_CloseSession(session); }};
    if (const CK_RV code = card.log_in(session, pin); code == CKR_PIN_INCORRECT || code == CKR_PIN_LOCKED)
        return fail(Errc::denied, "card: the PIN is wrong or blocked");
    else if (code != CKR_OK)
        return broken(code, "giving the PIN");
    const AtEnd log_out{[&] { card.functions->C_Logout(session); }};
    const auto key = card.key(session, {});
    if (!key) return std::unexpected(key.error());
    if (!*key) return fail(Errc::refused, "the card has no key that may derive (ECDH)");
    const auto id = card.id_of(session, **key);
    if (!id) return std::unexpected(id.error());
    const auto point = fresh_point();
    if (!point) return std::unexpected(point.error());
    if (const auto tried = card.derive(session, **key, *point); !tried)
        return fail(Errc::refused, "the card's key doesn't derive on P-256: " + tried.error().detail);
    storage::RecordWriter kept;
    kept.bytes(card.serial(**slot)).bytes(*id).bytes(*point);
    return kept.payload();
}

core::Result<KeyAnswer> CardToken::answer(const core::Secret& pin, core::ByteView, core::ByteView kept)
{
    const auto known = read_kept(kept);
    if (!known) return std::unexpected(known.error());
    const auto with = library();
    if (!with) return std::unexpected(with.error());
    const Library& card = **with;
    const auto slot = card.card();
    if (!slot) return std::unexpected(slot.error());
    if (!*slot) return KeyAnswer{.hindrance = Hindrance::absent};
    if (card.serial(**slot) != known->serial) return KeyAnswer{.hindrance = Hindrance::unknown};
    CK_SESSION_HANDLE session{};
    if (const CK_RV code = card.functions->C_OpenSession(**slot, CKF_SERIAL_SESSION, nullptr, nullptr, &session);
        code != CKR_OK)
        return KeyAnswer{.hindrance = Hindrance::absent};
    const AtEnd close{[&] { card.functions->C_CloseSession(session); }};
    const CK_RV logged_in = card.log_in(session, pin);
    if (logged_in == CKR_PIN_LOCKED) return KeyAnswer{.hindrance = Hindrance::blocked, .tries_left = 0};
    if (logged_in == CKR_PIN_INCORRECT || logged_in == CKR_PIN_LEN_RANGE) return after_wrong_pin(card.flags(**slot));
    if (logged_in != CKR_OK) return broken(logged_in, "giving the PIN");
    const AtEnd log_out{[&] { card.functions->C_Logout(session); }};
    const auto key = card.key(session, known->key_id);
    if (!key) return std::unexpected(key.error());
    if (!*key) return KeyAnswer{.hindrance = Hindrance::unknown};
    auto secret = card.derive(session, **key, known->point);
    if (!secret) return std::unexpected(secret.error());
    slot_ = **slot;
    return KeyAnswer{.key = *std::move(secret)};
}

bool CardToken::is_there()
{
    CK_SLOT_INFO info{};
    return library_ && library_->functions->C_GetSlotInfo(slot_, &info) == CKR_OK &&
           (info.flags & CKF_TOKEN_PRESENT) != 0;
}

} // namespace casustafel::tokens
