#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace casustafel::link {

/// A new P-256 key and the request to certify it (PKCS#10, DER): subject CN = device id, with the URI name
/// urn:casustafel:device:<id>.
struct KeyRequest {
    std::string private_key_pem;
    core::Bytes csr_der;
};

/// Errc::rejected: the id isn't 1 to 64 letters, digits, '-', '_' or '.'. Errc::crypto: no key could be made.
core::Result<KeyRequest> make_key_request(std::string_view device_id);

/// When a certificate starts and ends, in seconds since 1970, to plan the next enrolment at two thirds.
struct Validity {
    std::int64_t not_before = 0;
    std::int64_t not_after = 0;
    bool operator==(const Validity&) const = default;
};

/// Of the first certificate in the text. Errc::corrupt: there is none.
core::Result<Validity> validity_of(std::string_view certificate_pem);

/// The SHA-256 of the DER form of the first certificate in the text: how a CA is named before it is trusted.
/// Errc::corrupt: there is none.
core::Result<core::Digest> certificate_fingerprint(std::string_view certificate_pem);

/// The certificate as PEM. Errc::corrupt: it can't be read as one.
core::Result<std::string> certificate_pem(core::ByteView certificate_der);

/// Checks that the CA certified this key as this device: chain, dates, CN and URI name. A start in the future is let
/// through, because the device's clock may run behind the bureau's. Errc::corrupt otherwise.
core::Result<> check_certificate(core::ByteView certificate_der, std::string_view private_key_pem,
                                 std::string_view ca_pem, std::string_view device_id);

} // namespace casustafel::link
