#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <vector>

namespace casustafel::link {

/// The certificates (DER) in a certs-only PKCS#7 (RFC 5652 SignedData without content, signers and CRLs), as an EST
/// server sends them. At least one, at most eight. Errc::corrupt: anything else, or bytes after it.
///
/// mbedTLS's own reader wants signers and refuses these messages.
core::Result<std::vector<core::Bytes>> certificates_in(core::ByteView pkcs7_der);

} // namespace casustafel::link
