#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "storage/keys.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tss2/tss2_esys.h>

// What the token and the counter of a TPM 2.0 share: a connection, the storage root key, sessions. TPM 2.0 Library,
// parts 1 to 3; TSS 2.0 Enhanced System API.

namespace casustafel::tokens {

/// The wire to a TPM: commands out, answers in. Closed when it goes.
using TpmBus = std::shared_ptr<TSS2_TCTI_CONTEXT>;
/// Opens the wire; called for each use, since nothing is kept open between two. Errc::not_found: there is no TPM.
using OpenTpmBus = std::function<core::Result<TpmBus>()>;

/// By the name and parameters of a TCTI module: "device:/dev/tpmrm0".
OpenTpmBus tpm_bus(const std::string& name);

/// Memory that the TSS allocated; wiped before it is given back, since an unsealed secret may stand in it.
template <class T>
struct FreeTss {
    void operator()(T* memory) const;
};
template <class T>
using Tss = std::unique_ptr<T, FreeTss<T>>;

/// How a command went: nothing, or the TPM's response code (TPM2_RC_*) without session and parameter numbers.
struct TpmFailure {
    TSS2_RC code{};
    core::Error error;
};
template <class T = void>
using TpmResult = std::expected<T, TpmFailure>;

/// One conversation with a TPM: a storage root key of its own, and a session whose answers are signed, and whose
/// parameters encrypted, under a secret that only that key can read (salted HMAC session, AES-128-CFB). One thread.
class Tpm {
public:
    static core::Result<Tpm> open(const OpenTpmBus& bus);
    Tpm(Tpm&& other) noexcept;
    Tpm& operator=(Tpm&&) = delete;
    ~Tpm();

    ESYS_CONTEXT* esys() const { return esys_.get(); }
    ESYS_TR root() const { return root_; }
    /// The session, readied for one command: what is encrypted of it is the first parameter of the command
    /// (TPMA_SESSION_DECRYPT), of the answer (TPMA_SESSION_ENCRYPT), both or neither, as it has them. Where a command
    /// needs no authorisation, TPMA_SESSION_AUDIT has its answer signed.
    ESYS_TR session(TPMA_SESSION use = 0) const;
    /// The storage root key's name (part 1, clause 16): a digest of its public part. Compared with the one of before,
    /// it shows a TPM, or something between, that is another one.
    core::ByteView root_name() const { return root_name_; }
    /// A session for unsealing: its answer is encrypted, and by PolicyAuthValue it needs the object's PIN.
    TpmResult<ESYS_TR> start_pin_session() const;
    void flush(ESYS_TR handle) const;
    /// One of the TPM's properties (TPM2_PT_*). Errc::refused: it doesn't say.
    core::Result<std::uint32_t> property(std::uint32_t which) const;

private:
    struct EndEsys {
        void operator()(ESYS_CONTEXT* esys) const;
    };
    Tpm(TpmBus bus, ESYS_CONTEXT* esys) : bus_{std::move(bus)}, esys_{esys} {}
    core::Result<> make_root();
    TpmResult<ESYS_TR> start_session(std::uint8_t type) const;

    TpmBus bus_;
    std::unique_ptr<ESYS_CONTEXT, EndEsys> esys_;
    ESYS_TR root_ = ESYS_TR_NONE;
    ESYS_TR session_ = ESYS_TR_NONE;
    core::Bytes root_name_;
};

/// Nothing when `code` is success; else the code without its numbers, and an error that names `what`.
TpmResult<> judged(TSS2_RC code, std::string_view what);

} // namespace casustafel::tokens
