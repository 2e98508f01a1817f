#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "core/time.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

/// A certificate and the private key to it, both PEM.
struct PemPair {
    std::string certificate;
    std::string key;
};

/// A certificate that was issued, with what the relay keeps about it.
struct Issued {
    std::string certificate_pem;
    std::string serial_hex;
    std::int64_t not_after_s = 0; ///< seconds since 1970
};

/// Who a client certificate speaks for. The id stands in it twice (common name and URI name) and both must agree.
enum class PeerKind : std::uint8_t { device, desk };
struct Peer {
    PeerKind kind{};
    std::string id;
    std::string serial_hex;
};

/// The id that the desk's own certificate carries.
inline constexpr std::string_view desk_id = "desk";

inline constexpr std::chrono::days device_certificate_life{180};
inline constexpr std::chrono::days server_certificate_life{45};

/// A new P-256 key with a self-signed certificate that may issue end certificates only (path length 0).
core::Result<PemPair> make_ca(std::string_view common_name, core::Instant now);

/// A server certificate for `hosts` (names or IP addresses). Errc::rejected for a host that is neither.
core::Result<PemPair> make_server_certificate(const PemPair& ca, std::span<const std::string> hosts, core::Instant now);

/// The client certificate with which the desk calls the relay.
core::Result<PemPair> make_desk_certificate(const PemPair& ca, core::Instant now);

/// Certifies the P-256 key in the request (PKCS#10, DER) for `device_id` for 180 days. Errc::rejected: not a request,
/// not signed by its own key, another kind of key, or for another id.
core::Result<Issued> issue_device_certificate(const PemPair& ca, core::ByteView csr_der, std::string_view device_id,
                                              core::Instant now);

/// The certificates as PKCS#7 'certs-only' in base64, as EST answers (RFC 7030, 4.1.3).
core::Result<std::string> certs_only(std::span<const std::string> certificates_pem);

/// Whom this certificate (DER, its chain already verified) speaks for. Errc::denied for a certificate that isn't one of
/// ours by form.
core::Result<Peer> peer_of(core::ByteView certificate_der);

/// SHA-256 of the DER form: how a CA is named before it is trusted.
core::Result<core::Digest> fingerprint_of(std::string_view certificate_pem);

/// When a certificate ends, in seconds since 1970.
core::Result<std::int64_t> not_after_of(std::string_view certificate_pem);

/// Standard base64 (RFC 4648, section 4), with padding and without line breaks.
std::string to_base64(core::ByteView bytes);
/// Accepts line breaks and spaces, as EST bodies have them (RFC 8951). Errc::corrupt for anything else.
core::Result<core::Bytes> from_base64(std::string_view text);

} // namespace casustafel::bureau
