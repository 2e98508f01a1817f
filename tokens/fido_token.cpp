#include "tokens/fido_token.h"

#include "storage/place.h"

#include <fido/es256.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace casustafel::tokens {

using core::Errc;
using core::fail;
using core::Hindrance;
using storage::KeyAnswer;
using storage::SecretBytes;

namespace {

constexpr const char* relying_party = "casustafel";
constexpr std::size_t most_tokens = 16;
constexpr int patience_ms = 30000; // for a touch

template <class T, void (*free)(T**)>
struct Free {
    void operator()(T* one) const { free(&one); }
};
using Credential = std::unique_ptr<fido_cred_t, Free<fido_cred_t, fido_cred_free>>;
using Assertion = std::unique_ptr<fido_assert_t, Free<fido_assert_t, fido_assert_free>>;
using Info = std::unique_ptr<fido_cbor_info_t, Free<fido_cbor_info_t, fido_cbor_info_free>>;
using PublicKey = std::unique_ptr<es256_pk_t, Free<es256_pk_t, es256_pk_free>>;

/// What libfido2 wants of a PIN: ends with a zero byte.
SecretBytes with_end(const core::Secret& pin)
{
    SecretBytes text{pin.size() + 1};
    *std::ranges::copy(pin.view(), text.bytes().begin()).out = 0;
    return text;
}

const char* as_text(const SecretBytes& text)
{
    return reinterpret_cast<const char*>(text.view().data());
}

std::unexpected<core::Error> broken(int code, std::string_view what)
{
    return fail(Errc::crypto, "FIDO2 token: " + std::string{what} + ": " + fido_strerr(code));
}

std::array<std::uint8_t, 32> fresh_challenge()
{
    std::array<std::uint8_t, 32> challenge{};
    randombytes_buf(challenge.data(), challenge.size());
    return challenge;
}

/// What keeps the token from judging the PIN, or that it judged it wrong; an error for all the rest.
core::Result<KeyAnswer> refusal(int code, fido_dev_t* device)
{
    switch (code) {
    case FIDO_ERR_PIN_INVALID: {
        int left = 0;
        if (const int asked = fido_dev_get_retry_count(device, &left); asked != FIDO_OK)
            return broken(asked, "asking how many tries are left");
        return KeyAnswer{.tries_left = left};
    }
    case FIDO_ERR_PIN_AUTH_BLOCKED:
        return KeyAnswer{.hindrance = Hindrance::replug};
    case FIDO_ERR_PIN_BLOCKED:
        return KeyAnswer{.hindrance = Hindrance::blocked, .tries_left = 0};
    case FIDO_ERR_NO_CREDENTIALS:
    case FIDO_ERR_INVALID_CREDENTIAL:
    case FIDO_ERR_PIN_NOT_SET:
        return KeyAnswer{.hindrance = Hindrance::unknown};
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_OPERATION_DENIED:
    case FIDO_ERR_KEEPALIVE_CANCEL:
        return KeyAnswer{.hindrance = Hindrance::untouched};
    case FIDO_ERR_TX:
    case FIDO_ERR_RX:
        return KeyAnswer{.hindrance = Hindrance::absent}; // pulled out meanwhile
    default:
        return broken(code, "asking for the secret");
    }
}

/// Both extensions, and a PIN that its owner set.
core::Result<> can_do_it(fido_dev_t* device)
{
    const Info info{fido_cbor_info_new()};
    if (!info || !fido_dev_is_fido2(device)) return fail(Errc::refused, "the token has no FIDO2");
    if (const int code = fido_dev_get_cbor_info(device, info.get()); code != FIDO_OK)
        return broken(code, "asking what it can do");
    const std::span extensions{fido_cbor_info_extensions_ptr(info.get()), fido_cbor_info_extensions_len(info.get())};
    for (const std::string_view needed : {"hmac-secret", "credProtect"})
        if (!std::ranges::contains(extensions, needed))
            return fail(Errc::refused, "the token can't do " + std::string{needed});
    if (!fido_dev_has_pin(device)) return fail(Errc::refused, "the token has no PIN yet; its owner sets one first");
    return {};
}

core::Result<Credential> ready_credential()
{
    Credential credential{fido_cred_new()};
    const auto challenge = fresh_challenge();
    const auto user = fresh_challenge();
    if (!credential || fido_cred_set_type(credential.get(), COSE_ES256) != FIDO_OK ||
        fido_cred_set_clientdata_hash(credential.get(), challenge.data(), challenge.size()) != FIDO_OK ||
        fido_cred_set_rp(credential.get(), relying_party, "Casustafel") != FIDO_OK ||
        fido_cred_set_user(credential.get(), user.data(), user.size(), "casustafel", nullptr, nullptr) != FIDO_OK ||
        fido_cred_set_extensions(credential.get(), FIDO_EXT_HMAC_SECRET | FIDO_EXT_CRED_PROTECT) != FIDO_OK ||
        fido_cred_set_prot(credential.get(), FIDO_CRED_PROT_UV_REQUIRED) != FIDO_OK)
        return fail(Errc::crypto, "libfido2 readies no credential");
    return credential;
}

/// What was kept at enrolment.
struct Kept {
    core::Bytes credential;
    PublicKey key;
};

core::Result<Kept> read_kept(core::ByteView bytes)
{
    storage::RecordReader record{bytes};
    Kept kept{.credential = record.bytes(), .key = PublicKey{es256_pk_new()}};
    const core::Bytes point = record.bytes();
    if (!record.complete() || !kept.key || es256_pk_from_ptr(kept.key.get(), point.data(), point.size()) != FIDO_OK)
        return fail(Errc::corrupt, "what the FIDO2 token's protector kept can't be read");
    return kept;
}

core::Result<Assertion> ready_assertion(core::ByteView credential)
{
    Assertion assertion{fido_assert_new()};
    const auto challenge = fresh_challenge();
    if (!assertion || fido_assert_set_clientdata_hash(assertion.get(), challenge.data(), challenge.size()) != FIDO_OK ||
        fido_assert_set_rp(assertion.get(), relying_party) != FIDO_OK ||
        fido_assert_allow_cred(assertion.get(), credential.data(), credential.size()) != FIDO_OK)
        return fail(Errc::crypto, "libfido2 readies no assertion");
    return assertion;
}

/// Checks the PIN, and whether the credential is this token's, without a touch: nobody touches one in vain.
core::Result<std::optional<KeyAnswer>> look_ahead(fido_dev_t* device, const Kept& kept, const SecretBytes& pin)
{
    const auto assertion = ready_assertion(kept.credential);
    if (!assertion) return std::unexpected(assertion.error());
    if (fido_assert_set_up(assertion->get(), FIDO_OPT_FALSE) != FIDO_OK)
        return fail(Errc::crypto, "libfido2 readies no assertion");
    const int code = fido_dev_get_assert(device, assertion->get(), as_text(pin));
    if (code == FIDO_OK) return std::nullopt;
    return refusal(code, device);
}

core::Result<KeyAnswer> ask(fido_dev_t* device, const Kept& kept, const SecretBytes& pin, core::ByteView salt)
{
    auto seen = look_ahead(device, kept, pin);
    if (!seen) return std::unexpected(seen.error());
    if (*seen) return *std::move(*seen);
    const auto assertion = ready_assertion(kept.credential);
    if (!assertion) return std::unexpected(assertion.error());
    const SecretBytes long_salt = storage::hkdf_sha256(salt, {}, core::bytes_of("casustafel fido salt v1"), 32);
    if (fido_assert_set_extensions(assertion->get(), FIDO_EXT_HMAC_SECRET) != FIDO_OK ||
        fido_assert_set_hmac_salt(assertion->get(), long_salt.view().data(), long_salt.view().size()) != FIDO_OK)
        return fail(Errc::crypto, "libfido2 readies no assertion");
    if (const int code = fido_dev_get_assert(device, assertion->get(), as_text(pin)); code != FIDO_OK)
        return refusal(code, device);
    if (fido_assert_set_uv(assertion->get(), FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_verify(assertion->get(), 0, COSE_ES256, kept.key.get()) != FIDO_OK)
        return KeyAnswer{.hindrance = Hindrance::unknown};
    const core::ByteView secret{fido_assert_hmac_secret_ptr(assertion->get(), 0),
                                fido_assert_hmac_secret_len(assertion->get(), 0)};
    if (secret.size() != 32) return fail(Errc::crypto, "FIDO2 token: it gave no secret");
    return KeyAnswer{.key = SecretBytes::copy_of(secret)};
}

} // namespace

void CloseFido::operator()(fido_dev_t* device) const
{
    fido_dev_close(device);
    fido_dev_free(&device);
}

FidoPort usb_fido()
{
    FidoPort port;
    port.list = [] {
        fido_init(0);
        std::vector<std::string> names;
        fido_dev_info_t* found = fido_dev_info_new(most_tokens);
        std::size_t count = 0;
        if (found && fido_dev_info_manifest(found, most_tokens, &count) == FIDO_OK)
            for (std::size_t i = 0; i < count; ++i) names.emplace_back(fido_dev_info_path(fido_dev_info_ptr(found, i)));
        fido_dev_info_free(&found, most_tokens);
        return names;
    };
    port.open = [](const std::string& name) -> core::Result<FidoDevice> {
        fido_init(0);
        FidoDevice device{fido_dev_new()};
        if (!device) return fail(Errc::crypto, "libfido2 has no memory");
        if (const int code = fido_dev_open(device.get(), name.c_str()); code != FIDO_OK)
            return fail(Errc::not_found, "FIDO2 token " + name + ": " + fido_strerr(code));
        fido_dev_set_timeout(device.get(), patience_ms);
        return device;
    };
    port.is_there = [](const std::string& name) {
        std::error_code unknown;
        return std::filesystem::exists(name, unknown);
    };
    return port;
}

core::Result<core::Bytes> FidoToken::enrol(const core::Secret& pin, core::ByteView)
{
    const auto names = port_.list();
    if (names.empty()) return fail(Errc::not_found, "no FIDO2 token is plugged in");
    if (names.size() > 1) return fail(Errc::conflict, "several FIDO2 tokens are plugged in; leave one");
    const auto device = port_.open(names.front());
    if (!device) return std::unexpected(device.error());
    if (auto can = can_do_it(device->get()); !can) return std::unexpected(can.error());
    const auto credential = ready_credential();
    if (!credential) return std::unexpected(credential.error());
    const SecretBytes text = with_end(pin);
    const int code = fido_dev_make_cred(device->get(), credential->get(), as_text(text));
    if (code == FIDO_ERR_PIN_INVALID || code == FIDO_ERR_PIN_BLOCKED || code == FIDO_ERR_PIN_AUTH_BLOCKED)
        return fail(Errc::denied, std::string{"FIDO2 token: "} + fido_strerr(code));
    if (code != FIDO_OK) return broken(code, "making a credential");
    storage::RecordWriter kept;
    kept.bytes({fido_cred_id_ptr(credential->get()), fido_cred_id_len(credential->get())})
        .bytes({fido_cred_pubkey_ptr(credential->get()), fido_cred_pubkey_len(credential->get())});
    return kept.payload();
}

core::Result<KeyAnswer> FidoToken::answer(const core::Secret& pin, core::ByteView salt, core::ByteView kept)
{
    const auto known = read_kept(kept);
    if (!known) return std::unexpected(known.error());
    const auto names = port_.list();
    // With several plugged in the first is asked: a PIN must not cost a try of a token that it isn't for.
    if (names.empty()) return KeyAnswer{.hindrance = Hindrance::absent};
    const auto device = port_.open(names.front());
    if (!device && device.error().code == Errc::not_found) return KeyAnswer{.hindrance = Hindrance::absent};
    if (!device) return std::unexpected(device.error());
    const SecretBytes text = with_end(pin);
    auto answer = ask(device->get(), *known, text, salt);
    if (answer && !answer->key.empty()) last_ = names.front();
    return answer;
}

} // namespace casustafel::tokens
