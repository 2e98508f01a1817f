#include "fuzz/edits.h"
#include "link/certificate.h"
#include "link/pkcs7.h"
#include "seal/crypto.h"
#include "support/certificates.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

using namespace casustafel;

namespace {

/// A device with a certificate of a CA made for this run.
struct Enrolled {
    test::CertificateAuthority ca{"CA van zvh-rivierenkust"};
    link::KeyRequest request = link::make_key_request("CT-0017").value();
    core::Bytes certificate =
        link::certificates_in(test::certs_only({ca.sign_request(request.csr_der)})).value().front();
    bool accepts(core::ByteView der) const
    {
        return link::check_certificate(der, request.private_key_pem, ca.pem(), "CT-0017").has_value();
    }
};

/// The part of a certificate that its CA signed: the first element inside the outer one, both with two bytes of length.
core::ByteView signed_part(core::ByteView certificate)
{
    const std::size_t size = std::size_t{certificate[6]} << 8 | certificate[7];
    return certificate.subspan(4, size + 4);
}

} // namespace

/// The last byte chooses. A text or bytes that are read as a certificate are named by a digest and come back as PEM
/// that means the same; a valid certificate that was changed anywhere is taken only while what the CA signed is
/// unchanged.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Enrolled device;
    if (size == 0) return 0;
    const core::ByteView input{data, size - 1};
    if (data[size - 1] % 3 == 0) {
        const auto validity = link::validity_of(core::text_of(input));
        const auto fingerprint = link::certificate_fingerprint(core::text_of(input));
        if (validity.has_value() != fingerprint.has_value()) std::abort();
    } else if (data[size - 1] % 3 == 1) {
        const auto pem = link::certificate_pem(input);
        if (pem && !link::certificate_fingerprint(*pem)) std::abort();
        if (device.accepts(input)) std::abort(); // made for this run, so nobody can have sent it
    } else {
        core::Bytes changed = device.certificate;
        const bool is_changed = fuzz::edit(changed, input);
        const bool accepted = device.accepts(changed);
        if (!is_changed && !accepted) std::abort();
        if (accepted && std::ranges::search(changed, signed_part(device.certificate)).empty()) std::abort();
    }
    return 0;
}
