#include "tokens/tpm.h"

#include <array>
#include <malloc.h>
#include <sodium.h>
#include <string.h>
#include <tss2/tss2_rc.h>
#include <tss2/tss2_tctildr.h>
#include <utility>

namespace casustafel::tokens {

using core::Errc;
using core::fail;

namespace {

/// Session number and parameter number of a format-one code say which of several; not what.
TSS2_RC without_numbers(TSS2_RC code)
{
    constexpr TSS2_RC format_one = 0x080;
    if ((code & TSS2_RC_LAYER_MASK) != 0 || (code & format_one) == 0) return code;
    return code & 0x0BFu;
}

/// The template of the storage root key: ECC P-256 with AES-128-CFB, as TCG's provisioning guidance has it. Made anew
/// each time from the TPM's own seed, so it is always the same key and takes no place.
TPM2B_PUBLIC root_template()
{
    TPM2B_PUBLIC made{};
    TPMT_PUBLIC& area = made.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT | TPMA_OBJECT_FIXEDTPM |
                            TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN | TPMA_OBJECT_USERWITHAUTH |
                            TPMA_OBJECT_NODA;
    area.parameters.eccDetail.symmetric.algorithm = TPM2_ALG_AES;
    area.parameters.eccDetail.symmetric.keyBits.aes = 128;
    area.parameters.eccDetail.symmetric.mode.aes = TPM2_ALG_CFB;
    area.parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL;
    area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
    area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    return made;
}

/// Overwrites the small pieces that were freed and wait in the C library's cache of this thread (at most seven of each
/// size up to 1032 bytes, in steps of 16): M_PERTURB leaves those as they are.
void overwrite_freed_pieces()
{
    constexpr std::size_t largest = 1032;
    constexpr std::size_t of_each = 7;
    std::array<std::unique_ptr<char[]>, of_each> taken;
    for (std::size_t size = 24; size <= largest; size += 16) {
        for (auto& piece : taken) {
            piece = std::make_unique_for_overwrite<char[]>(size);
            ::explicit_bzero(piece.get(), size);
        }
        for (auto& piece : taken) piece.reset();
    }
}

} // namespace

template <class T>
void FreeTss<T>::operator()(T* memory) const
{
    ::explicit_bzero(memory, sizeof(T));
    Esys_Free(memory);
}
template struct FreeTss<TPM2B_SENSITIVE_DATA>;
template struct FreeTss<TPM2B_PRIVATE>;
template struct FreeTss<TPM2B_PUBLIC>;
template struct FreeTss<TPM2B_NAME>;
template struct FreeTss<TPM2B_MAX_NV_BUFFER>;
template struct FreeTss<TPMS_CAPABILITY_DATA>;

OpenTpmBus tpm_bus(const std::string& name)
{
    return [name]() -> core::Result<TpmBus> {
        TSS2_TCTI_CONTEXT* opened = nullptr;
        if (const TSS2_RC code = Tss2_TctiLdr_Initialize(name.c_str(), &opened); code != TSS2_RC_SUCCESS)
            return fail(Errc::not_found, "no TPM at " + name + ": " + Tss2_RC_Decode(code));
        return TpmBus{opened, [](TSS2_TCTI_CONTEXT* bus) { Tss2_TctiLdr_Finalize(&bus); }};
    };
}

TpmResult<> judged(TSS2_RC code, std::string_view what)
{
    if (code == TSS2_RC_SUCCESS) return {};
    return std::unexpected{TpmFailure{
        without_numbers(code), {Errc::crypto, "TPM: " + std::string{what} + ": " + std::string{Tss2_RC_Decode(code)}}}};
}

/// The TSS keeps copies of what it is given, and of what it decrypts, in memory that it frees without wiping.
void Tpm::EndEsys::operator()(ESYS_CONTEXT* esys) const
{
    Esys_Finalize(&esys);
    ::mallopt(M_PERTURB, 0);
    overwrite_freed_pieces();
    sodium_stackzero(65536); // and on the stack
}

Tpm::Tpm(Tpm&& other) noexcept
    : bus_{std::move(other.bus_)}, esys_{std::move(other.esys_)}, root_{std::exchange(other.root_, ESYS_TR_NONE)},
      session_{std::exchange(other.session_, ESYS_TR_NONE)}, root_name_{std::move(other.root_name_)}
{
}

Tpm::~Tpm()
{
    if (session_ != ESYS_TR_NONE) flush(session_);
    if (root_ != ESYS_TR_NONE) flush(root_);
}

core::Result<Tpm> Tpm::open(const OpenTpmBus& bus)
{
    auto opened = bus();
    if (!opened) return std::unexpected(opened.error());
    ESYS_CONTEXT* esys = nullptr;
    constexpr int written_over_freed = 0x5a;
    ::mallopt(M_PERTURB, written_over_freed);
    if (auto done = judged(Esys_Initialize(&esys, opened->get(), nullptr), "starting"); !done)
        return std::unexpected(done.error().error);
    Tpm tpm{*std::move(opened), esys};
    if (auto done = tpm.make_root(); !done) return std::unexpected(done.error());
    auto session = tpm.start_session(TPM2_SE_HMAC);
    if (!session) return std::unexpected(session.error().error);
    tpm.session_ = *session;
    return tpm;
}

core::Result<> Tpm::make_root()
{
    const TPM2B_SENSITIVE_CREATE no_secret{};
    const TPM2B_PUBLIC wanted = root_template();
    const TPM2B_DATA nothing_outside{};
    const TPML_PCR_SELECTION no_pcrs{};
    if (auto made = judged(Esys_CreatePrimary(esys(), ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                                              &no_secret, &wanted, &nothing_outside, &no_pcrs, &root_, nullptr, nullptr,
                                              nullptr, nullptr),
                           "making the storage root key");
        !made)
        return std::unexpected(made.error().error);
    TPM2B_NAME* told = nullptr;
    if (auto named = judged(Esys_TR_GetName(esys(), root_, &told), "naming the storage root key"); !named)
        return std::unexpected(named.error().error);
    const Tss<TPM2B_NAME> name{told};
    root_name_.assign(name->name, name->name + name->size);
    return {};
}

TpmResult<ESYS_TR> Tpm::start_session(std::uint8_t type) const
{
    TPMT_SYM_DEF cipher{};
    cipher.algorithm = TPM2_ALG_AES;
    cipher.keyBits.aes = 128;
    cipher.mode.aes = TPM2_ALG_CFB;
    ESYS_TR session = ESYS_TR_NONE;
    if (auto done = judged(Esys_StartAuthSession(esys(), root_, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                                 nullptr, type, &cipher, TPM2_ALG_SHA256, &session),
                           "starting a session");
        !done)
        return std::unexpected(done.error());
    return session;
}

ESYS_TR Tpm::session(TPMA_SESSION use) const
{
    // Fails only for a handle that isn't a session's; then the command fails too.
    Esys_TRSess_SetAttributes(esys(), session_, static_cast<TPMA_SESSION>(TPMA_SESSION_CONTINUESESSION | use), 0xff);
    return session_;
}

TpmResult<ESYS_TR> Tpm::start_pin_session() const
{
    auto session = start_session(TPM2_SE_POLICY);
    if (!session) return session;
    auto readied =
        judged(Esys_TRSess_SetAttributes(esys(), *session, TPMA_SESSION_CONTINUESESSION | TPMA_SESSION_ENCRYPT, 0xff),
               "setting up a session");
    if (readied)
        readied = judged(Esys_PolicyAuthValue(esys(), *session, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE),
                         "asking for the PIN");
    if (!readied) {
        flush(*session);
        return std::unexpected(readied.error());
    }
    return session;
}

void Tpm::flush(ESYS_TR handle) const
{
    Esys_FlushContext(esys(), handle); // what stays behind goes when the connection does
}

core::Result<std::uint32_t> Tpm::property(std::uint32_t which) const
{
    TPMS_CAPABILITY_DATA* told = nullptr;
    if (auto done = judged(Esys_GetCapability(esys(), session(TPMA_SESSION_AUDIT), ESYS_TR_NONE, ESYS_TR_NONE,
                                              TPM2_CAP_TPM_PROPERTIES, which, 1, nullptr, &told),
                           "reading a property");
        !done)
        return std::unexpected(done.error().error);
    const Tss<TPMS_CAPABILITY_DATA> data{told};
    const TPML_TAGGED_TPM_PROPERTY& found = data->data.tpmProperties;
    if (found.count < 1 || found.tpmProperty[0].property != which)
        return fail(Errc::refused, "the TPM doesn't say property " + std::to_string(which));
    return found.tpmProperty[0].value;
}

} // namespace casustafel::tokens
