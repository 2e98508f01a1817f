#pragma once

#include "storage/protector.h"
#include "tokens/tpm.h"

namespace casustafel::tokens {

/// How the TPM defends PINs against guessing: so many wrong ones, then one more each `recovery`.
struct PinDefence {
    std::uint32_t most_tries{5};
    std::uint32_t recovery_s{7200};
    std::uint32_t reset_s{86400};
};

/// A secret that a TPM 2.0 sealed and gives to who knows the PIN (a keyed object under PolicyAuthValue). The TPM counts
/// wrong PINs for all that is under its dictionary attack defence. docs/decisions/0018.
class TpmToken : public storage::Token {
public:
    explicit TpmToken(OpenTpmBus bus, const PinDefence& defence = {}) : bus_{std::move(bus)}, defence_{defence} {}
    /// Sets the TPM's defence first, and makes that final by a password that nobody keeps. One that somebody else made
    /// final is taken when it is as strict (Errc::refused).
    core::Result<core::Bytes> enrol(const core::Secret& pin, core::ByteView salt) override;
    core::Result<storage::KeyAnswer> answer(const core::Secret& pin, core::ByteView salt, core::ByteView kept) override;

private:
    core::Result<> defend(const Tpm& tpm) const;
    OpenTpmBus bus_;
    PinDefence defence_;
};

} // namespace casustafel::tokens
