#include "bureau/x509.h"
#include "fuzz/edits.h"
#include "link/certificate.h"
#include "link/pkcs7.h"

#include <array>
#include <cstdlib>

using namespace casustafel;

namespace {

constexpr core::Instant now{std::chrono::milliseconds{1'795'000'000'000}};

} // namespace

/// Whoever the request says it is: the certificate that is issued names the device that the relay expected, once as its
/// name and once as its address, and nobody else; base64 as EST sends it means the same when it is written again. The
/// last byte chooses whether the input is a request or changes one that is good.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const bureau::PemPair ca = bureau::make_ca("CA van zvh-rivierenkust", now).value();
    static const std::array requests{link::make_key_request("CT-0017").value().csr_der,
                                     link::make_key_request("CT-0018").value().csr_der};
    if (size == 0) return 0;
    const core::ByteView input{data, size - 1};
    if (const auto bytes = bureau::from_base64(core::text_of(input)))
        if (bureau::from_base64(bureau::to_base64(*bytes)) != bytes) std::abort();

    core::Bytes request{input.begin(), input.end()};
    bool for_another = false;
    if (const std::uint8_t choice = data[size - 1] % 3; choice != 0) {
        request = requests[choice - 1U];
        for_another = !fuzz::edit(request, input) && choice == 2;
    }
    const auto issued = bureau::issue_device_certificate(ca, request, "CT-0017", now);
    if (!issued) return 0;
    if (for_another) std::abort();
    const auto message = bureau::certs_only(std::array{issued->certificate_pem});
    const auto der = bureau::from_base64(message.value());
    const auto certificates = link::certificates_in(der.value());
    const auto peer = bureau::peer_of(certificates.value().at(0));
    if (!peer || peer->kind != bureau::PeerKind::device || peer->id != "CT-0017" ||
        peer->serial_hex != issued->serial_hex)
        std::abort();
    return 0;
}
