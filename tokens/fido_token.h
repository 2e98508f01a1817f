#pragma once

#include "storage/protector.h"

#include <fido.h>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace casustafel::tokens {

/// Ends the conversation with a FIDO2 token.
struct CloseFido {
    void operator()(fido_dev_t* device) const;
};
using FidoDevice = std::unique_ptr<fido_dev_t, CloseFido>;

/// How FIDO2 tokens are reached.
struct FidoPort {
    std::function<std::vector<std::string>()> list; ///< the tokens that are plugged in, each by a name
    std::function<core::Result<FidoDevice>(const std::string& name)> open;
    std::function<bool(const std::string& name)> is_there; ///< quick
};

/// Tokens on USB, by their device file.
FidoPort usb_fido();

/// A FIDO2 token with the extensions hmac-secret and credProtect (CTAP 2.1, sections 12.1 and 12.5): its credential
/// says nothing before the token checked the PIN itself and somebody touched it. The token counts wrong PINs and ends
/// for good after eight. docs/decisions/0018.
class FidoToken : public storage::Token {
public:
    explicit FidoToken(FidoPort port) : port_{std::move(port)} {}
    /// Makes a credential in the one token that is plugged in. Errc::conflict: there are several.
    core::Result<core::Bytes> enrol(const core::Secret& pin, core::ByteView salt) override;
    core::Result<storage::KeyAnswer> answer(const core::Secret& pin, core::ByteView salt, core::ByteView kept) override;
    /// The token that answered last.
    bool is_there() override { return port_.is_there(last_); }

private:
    FidoPort port_;
    std::string last_;
};

} // namespace casustafel::tokens
