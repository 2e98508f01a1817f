#include "seal/forger.h"

#include <cstdlib>

using namespace casustafel;
using namespace casustafel::seal;

namespace {

/// Whatever is accepted is accepted as one type only, and from its signer only.
void check(std::string_view jws, const std::vector<Signer>& trusted)
{
    const auto verified = verify(jws, MessageType::receipt, trusted);
    if (!verified) return;
    if (verified->frame.iss != trusted.front().id || verified->kid != trusted.front().key.kid()) std::abort();
    if (verify(jws, MessageType::order, trusted) || verify(jws, MessageType::receipt, {})) std::abort();
    const auto again = sign(signing_key("device CT-0017"), MessageType::receipt, verified->frame);
    if (!again || verify(*again, MessageType::receipt, trusted)->frame != verified->frame) std::abort();
}

} // namespace

/// The last byte chooses: the input is a message as it comes from the network, or the payload or header of one that is
/// signed rightly, so that the reader behind the signature is reached too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Parties parties;
    static const std::vector<Signer> trusted = parties.device_signers();
    static const std::string header = jws_header(parties.device, MessageType::receipt).dump();
    static const std::string payload = write_payload(minutes_frame(), 0).value();
    if (size == 0) return 0;
    const std::string_view input = core::text_of({data, size - 1});
    switch (data[size - 1] % 3) {
    case 0:
        check(input, trusted);
        break;
    case 1:
        check(forge_jws(parties.device, header, input), trusted);
        break;
    case 2:
        check(forge_jws(parties.device, input, payload), trusted);
        break;
    }
    return 0;
}
