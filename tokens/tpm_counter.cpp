#include "tokens/tpm_counter.h"

namespace casustafel::tokens {

using core::Errc;
using core::fail;

namespace {

constexpr UINT16 counter_bytes = 8;

core::Result<ESYS_TR> make(const Tpm& tpm, std::uint32_t index)
{
    TPM2B_NV_PUBLIC wanted{};
    wanted.nvPublic.nvIndex = index;
    wanted.nvPublic.nameAlg = TPM2_ALG_SHA256;
    wanted.nvPublic.attributes =
        (TPMA_NV{TPM2_NT_COUNTER} << TPMA_NV_TPM2_NT_SHIFT) | TPMA_NV_AUTHREAD | TPMA_NV_AUTHWRITE | TPMA_NV_NO_DA;
    wanted.nvPublic.dataSize = counter_bytes;
    const TPM2B_AUTH open_to_all{}; // who may use the TPM may count on: that never hides that a copy was put back
    ESYS_TR made = ESYS_TR_NONE;
    if (auto done = judged(Esys_NV_DefineSpace(tpm.esys(), ESYS_TR_RH_OWNER, tpm.session(), ESYS_TR_NONE, ESYS_TR_NONE,
                                               &open_to_all, &wanted, &made),
                           "making the counter");
        !done)
        return std::unexpected(done.error().error);
    return made;
}

} // namespace

core::Result<std::uint64_t> TpmCounter::use(bool one_more)
{
    const auto tpm = Tpm::open(bus_);
    if (!tpm) return std::unexpected(tpm.error());
    ESYS_TR counter = ESYS_TR_NONE;
    const auto found = judged(
        Esys_TR_FromTPMPublic(tpm->esys(), index_, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &counter), "the counter");
    if (!found && found.error().code != TPM2_RC_HANDLE) return std::unexpected(found.error().error);
    if (!found) {
        const auto made = make(*tpm, index_);
        if (!made) return std::unexpected(made.error());
        counter = *made;
        one_more = true; // before its first count it can't be read
    }
    if (one_more)
        if (auto done =
                judged(Esys_NV_Increment(tpm->esys(), counter, counter, tpm->session(), ESYS_TR_NONE, ESYS_TR_NONE),
                       "counting");
            !done)
            return std::unexpected(done.error().error);
    TPM2B_MAX_NV_BUFFER* told = nullptr;
    const auto done = judged(Esys_NV_Read(tpm->esys(), counter, counter, tpm->session(TPMA_SESSION_ENCRYPT),
                                          ESYS_TR_NONE, ESYS_TR_NONE, counter_bytes, 0, &told),
                             "reading the counter");
    if (!done && done.error().code == TPM2_RC_NV_UNINITIALIZED && !one_more) return use(true);
    if (!done) return std::unexpected(done.error().error);
    const Tss<TPM2B_MAX_NV_BUFFER> bytes{told};
    if (bytes->size != counter_bytes) return fail(Errc::corrupt, "the TPM's counter isn't one of ours");
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < counter_bytes; ++i) value = value << 8 | bytes->buffer[i];
    return value;
}

core::Result<std::uint64_t> TpmCounter::read()
{
    return use(false);
}

core::Result<std::uint64_t> TpmCounter::increment()
{
    return use(true);
}

} // namespace casustafel::tokens
