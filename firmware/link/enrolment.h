#pragma once

#include "link/http.h"

#include <array>

namespace casustafel::link {

/// A new P-256 key and the request to certify it (PKCS#10, DER): subject CN = device id, with the name
/// urn:casustafel:device:<id>.
struct KeyRequest {
    std::string private_key_pem;
    core::Bytes csr_der;
};

/// Errc::rejected: the id isn't 1 to 64 letters, digits, '-', '_' or '.'. Errc::crypto: no key could be made.
core::Result<KeyRequest> make_key_request(std::string_view device_id);

/// What a device holds after enrolment.
struct Enrolled {
    Identity identity;
    std::string ca_pem; ///< the pinned CA, from now on the only one trusted
};

/// First enrolment (RFC 7030): connects to a server whose chain ends in the CA with fingerprint `ca_sha256`, asks for
/// the CA certificates, and has a new key certified with the one-time code. Errc::denied: another CA, or the code isn't
/// (or no longer) valid. Errc::network: later. Errc::corrupt: the answer doesn't certify our key for this device.
core::Result<Enrolled> enrol(const Endpoint& endpoint, const core::Digest& ca_sha256, std::string_view device_id,
                             std::string_view one_time_code, Deadline deadline);

/// A certificate for a new key, asked for with the current one (RFC 7030, 4.2.2). Errors as `enrol`.
core::Result<Identity> re_enrol(const Endpoint& endpoint, const Trust& trust, const Identity& current,
                                std::string_view device_id, Deadline deadline);

/// When a certificate starts and ends, in seconds since 1970, to plan the next enrolment at two thirds.
struct Validity {
    std::int64_t not_before = 0;
    std::int64_t not_after = 0;
};
core::Result<Validity> validity_of(std::string_view certificate_pem);

/// The SHA-256 of a certificate's DER form: how a CA is named before it is trusted.
core::Result<core::Digest> certificate_fingerprint(std::string_view certificate_pem);

/// Six short Dutch words for the first 48 bits of a fingerprint, shown on both sides for people to compare. They help
/// against a mix-up; the machine compares all 256 bits.
std::array<std::string_view, 6> fingerprint_words(const core::Digest& digest);

} // namespace casustafel::link
