#pragma once

#include "link/http.h"

namespace casustafel::link {

/// What a device holds after enrolment.
struct Enrolled {
    Identity identity;
    std::string ca_pem; ///< the pinned CA, from now on the only one trusted
};

/// First enrolment (RFC 7030): connects to a server whose chain holds the CA with fingerprint `ca_sha256`, asks for the
/// CA certificates, and has a new key certified with the one-time code. The server must send the CA's certificate in
/// its chain: nothing is said to a server, and nothing of it is read, before it is known to be the bureau's.
///
/// Errc::denied: another CA, or the code isn't (or no longer) valid. Errc::network: later. Errc::corrupt: the answer
/// doesn't certify our key for this device. Errc::rejected: the device id or the code can't be one.
core::Result<Enrolled> enrol(const Endpoint& endpoint, const core::Digest& ca_sha256, std::string_view device_id,
                             std::string_view one_time_code, Deadline deadline);

/// A certificate for a new key, asked for with the current one (RFC 7030, 4.2.2). Errors as `enrol`.
core::Result<Identity> re_enrol(const Endpoint& endpoint, const std::string& ca_pem, const Identity& current,
                                std::string_view device_id, Deadline deadline);

} // namespace casustafel::link
