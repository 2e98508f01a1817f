#include "tokens/tpm_token.h"

#include "storage/place.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <string.h>
#include <tss2/tss2_mu.h>

namespace casustafel::tokens {

using core::Errc;
using core::fail;
using storage::KeyAnswer;
using storage::SecretBytes;

namespace {

constexpr std::uint32_t loosest_tries = 10;
constexpr std::uint32_t shortest_recovery_s = 600;

/// What the TPM gets to know of the PIN.
SecretBytes auth_of(const core::Secret& pin, core::ByteView salt)
{
    return storage::hkdf_sha256(core::bytes_of(pin.view()), salt, core::bytes_of("casustafel tpm pin v1"),
                                storage::key_bytes);
}

/// A TPM2B that holds a secret, wiped when it goes.
template <class T>
struct Wiped {
    T value{};
    Wiped() = default;
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { ::explicit_bzero(&value, sizeof value); }
};

void fill(TPM2B_AUTH& into, const SecretBytes& secret)
{
    into.size = static_cast<UINT16>(secret.view().size());
    std::ranges::copy(secret.view(), into.buffer);
}

/// A sealed secret that opens for PolicyAuthValue alone, and whose wrong PINs count. The digest is that of a policy
/// with this one command (part 3, TPM2_PolicyAuthValue).
TPM2B_PUBLIC sealed_template()
{
    TPM2B_PUBLIC made{};
    TPMT_PUBLIC& area = made.publicArea;
    area.type = TPM2_ALG_KEYEDHASH;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT;
    area.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
    std::array<std::uint8_t, TPM2_SHA256_DIGEST_SIZE + 4> extended{};
    extended[extended.size() - 2] = 0x01;
    extended[extended.size() - 1] = 0x6B;
    static_assert(TPM2_CC_PolicyAuthValue == 0x0000016B);
    crypto_hash_sha256(area.authPolicy.buffer, extended.data(), extended.size());
    area.authPolicy.size = TPM2_SHA256_DIGEST_SIZE;
    return made;
}

core::Bytes marshalled(const TPM2B_PUBLIC& area)
{
    core::Bytes bytes(sizeof area);
    std::size_t size = 0;
    if (Tss2_MU_TPM2B_PUBLIC_Marshal(&area, bytes.data(), bytes.size(), &size) != TSS2_RC_SUCCESS) return {};
    bytes.resize(size);
    return bytes;
}

core::Bytes marshalled(const TPM2B_PRIVATE& area)
{
    core::Bytes bytes(sizeof area);
    std::size_t size = 0;
    if (Tss2_MU_TPM2B_PRIVATE_Marshal(&area, bytes.data(), bytes.size(), &size) != TSS2_RC_SUCCESS) return {};
    bytes.resize(size);
    return bytes;
}

/// What was kept at enrolment.
struct Kept {
    core::Bytes root_name;
    TPM2B_PUBLIC area{};
    TPM2B_PRIVATE sealed{};
};

core::Result<Kept> read_kept(core::ByteView bytes)
{
    storage::RecordReader record{bytes};
    Kept kept;
    kept.root_name = record.bytes();
    const core::Bytes area = record.bytes();
    const core::Bytes sealed = record.bytes();
    std::size_t at_area = 0;
    std::size_t at_sealed = 0;
    if (!record.complete() ||
        Tss2_MU_TPM2B_PUBLIC_Unmarshal(area.data(), area.size(), &at_area, &kept.area) != TSS2_RC_SUCCESS ||
        Tss2_MU_TPM2B_PRIVATE_Unmarshal(sealed.data(), sealed.size(), &at_sealed, &kept.sealed) != TSS2_RC_SUCCESS)
        return fail(Errc::corrupt, "what the TPM's protector kept can't be read");
    return kept;
}

/// After a wrong PIN: how many more the TPM takes.
core::Result<KeyAnswer> wrong_pin(const Tpm& tpm)
{
    const auto most = tpm.property(TPM2_PT_MAX_AUTH_FAIL);
    if (!most) return std::unexpected(most.error());
    const auto wrong = tpm.property(TPM2_PT_LOCKOUT_COUNTER);
    if (!wrong) return std::unexpected(wrong.error());
    return KeyAnswer{.tries_left = static_cast<int>(*most - std::min(*most, *wrong))};
}

core::Result<KeyAnswer> must_wait(const Tpm& tpm)
{
    const auto recovery = tpm.property(TPM2_PT_LOCKOUT_INTERVAL);
    if (!recovery) return std::unexpected(recovery.error());
    return KeyAnswer{.hindrance = core::Hindrance::waiting, .tries_left = 0, .wait = std::chrono::seconds{*recovery}};
}

core::Result<KeyAnswer> unseal(const Tpm& tpm, ESYS_TR sealed)
{
    const auto session = tpm.start_pin_session();
    if (!session) return std::unexpected(session.error().error);
    TPM2B_SENSITIVE_DATA* told = nullptr;
    const auto done = judged(Esys_Unseal(tpm.esys(), sealed, *session, ESYS_TR_NONE, ESYS_TR_NONE, &told),
                             "giving the sealed secret");
    tpm.flush(*session);
    if (!done && done.error().code == TPM2_RC_AUTH_FAIL) return wrong_pin(tpm);
    if (!done && done.error().code == TPM2_RC_LOCKOUT) return must_wait(tpm);
    if (!done) return std::unexpected(done.error().error);
    const Tss<TPM2B_SENSITIVE_DATA> secret{told};
    return KeyAnswer{.key = SecretBytes::copy_of({secret->buffer, secret->size})};
}

} // namespace

core::Result<> TpmToken::defend(const Tpm& tpm) const
{
    const auto permanent = tpm.property(TPM2_PT_PERMANENT);
    if (!permanent) return std::unexpected(permanent.error());
    if ((*permanent & TPMA_PERMANENT_LOCKOUTAUTHSET) == 0) {
        if (auto done = judged(Esys_DictionaryAttackParameters(tpm.esys(), ESYS_TR_RH_LOCKOUT, tpm.session(),
                                                               ESYS_TR_NONE, ESYS_TR_NONE, defence_.most_tries,
                                                               defence_.recovery_s, defence_.reset_s),
                               "setting how many wrong PINs it takes");
            !done)
            return std::unexpected(done.error().error);
        Wiped<TPM2B_AUTH> forgotten;
        fill(forgotten.value, SecretBytes::random(storage::key_bytes));
        if (auto done =
                judged(Esys_HierarchyChangeAuth(tpm.esys(), ESYS_TR_RH_LOCKOUT, tpm.session(TPMA_SESSION_DECRYPT),
                                                ESYS_TR_NONE, ESYS_TR_NONE, &forgotten.value),
                       "making that final");
            !done)
            return std::unexpected(done.error().error);
    }
    const auto most = tpm.property(TPM2_PT_MAX_AUTH_FAIL);
    if (!most) return std::unexpected(most.error());
    const auto recovery = tpm.property(TPM2_PT_LOCKOUT_INTERVAL);
    if (!recovery) return std::unexpected(recovery.error());
    const auto permitted = std::max(loosest_tries, defence_.most_tries);
    if (*most == 0 || *most > permitted || *recovery < std::min(shortest_recovery_s, defence_.recovery_s))
        return fail(Errc::refused, "the TPM takes " + std::to_string(*most) + " wrong PINs and one more each " +
                                       std::to_string(*recovery) + " s, and somebody made that final: clear it first");
    return {};
}

core::Result<core::Bytes> TpmToken::enrol(const core::Secret& pin, core::ByteView salt)
{
    const auto tpm = Tpm::open(bus_);
    if (!tpm) return std::unexpected(tpm.error());
    if (auto done = defend(*tpm); !done) return std::unexpected(done.error());

    Wiped<TPM2B_SENSITIVE_CREATE> inside;
    fill(inside.value.sensitive.userAuth, auth_of(pin, salt));
    const SecretBytes secret = SecretBytes::random(storage::key_bytes);
    inside.value.sensitive.data.size = storage::key_bytes;
    std::ranges::copy(secret.view(), inside.value.sensitive.data.buffer);
    const TPM2B_PUBLIC wanted = sealed_template();
    const TPM2B_DATA nothing_outside{};
    const TPML_PCR_SELECTION no_pcrs{};
    TPM2B_PRIVATE* sealed = nullptr;
    TPM2B_PUBLIC* area = nullptr;
    if (auto done = judged(Esys_Create(tpm->esys(), tpm->root(), tpm->session(TPMA_SESSION_DECRYPT), ESYS_TR_NONE,
                                       ESYS_TR_NONE, &inside.value, &wanted, &nothing_outside, &no_pcrs, &sealed, &area,
                                       nullptr, nullptr, nullptr),
                           "sealing a secret");
        !done)
        return std::unexpected(done.error().error);
    const Tss<TPM2B_PRIVATE> own_sealed{sealed};
    const Tss<TPM2B_PUBLIC> own_area{area};
    storage::RecordWriter kept;
    kept.bytes(tpm->root_name()).bytes(marshalled(*own_area)).bytes(marshalled(*own_sealed));
    return kept.payload();
}

core::Result<KeyAnswer> TpmToken::answer(const core::Secret& pin, core::ByteView salt, core::ByteView kept)
{
    const auto known = read_kept(kept);
    if (!known) return std::unexpected(known.error());
    const auto tpm = Tpm::open(bus_);
    if (!tpm && tpm.error().code == Errc::not_found) return KeyAnswer{.hindrance = core::Hindrance::absent};
    if (!tpm) return std::unexpected(tpm.error());
    if (!std::ranges::equal(tpm->root_name(), known->root_name))
        return KeyAnswer{.hindrance = core::Hindrance::unknown};
    ESYS_TR sealed = ESYS_TR_NONE;
    if (auto done = judged(Esys_Load(tpm->esys(), tpm->root(), tpm->session(), ESYS_TR_NONE, ESYS_TR_NONE,
                                     &known->sealed, &known->area, &sealed),
                           "loading the sealed secret");
        !done)
        return std::unexpected(done.error().error);
    Wiped<TPM2B_AUTH> auth;
    fill(auth.value, auth_of(pin, salt));
    auto answer = judged(Esys_TR_SetAuth(tpm->esys(), sealed, &auth.value), "taking the PIN")
                      ? unseal(*tpm, sealed)
                      : core::Result<KeyAnswer>{fail(Errc::crypto, "TPM: the PIN can't be given")};
    const TPM2B_AUTH none{};
    Esys_TR_SetAuth(tpm->esys(), sealed, &none); // over the one before
    tpm->flush(sealed);
    return answer;
}

} // namespace casustafel::tokens
