#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::link {

/// Where the bureau's relay listens. `host` is the name (or address) that its certificate must carry.
struct Endpoint {
    std::string host;
    std::uint16_t port = 443;
    bool operator==(const Endpoint&) const = default;
};

/// The device's certificate (with its chain, leaf first) and private key for mutual TLS.
struct Identity {
    std::string certificate_pem;
    std::string private_key_pem;
};

/// Whom the device believes to be the bureau: its own CA, never the system's list.
///
/// Before enrolment only the fingerprint is known. Then `ca_pem` is empty and the CA certificate that the server sends
/// in its chain is accepted when the SHA-256 of its DER form is `ca_sha256`. With both, both must hold.
struct Trust {
    std::string ca_pem;
    std::optional<core::Digest> ca_sha256 = std::nullopt;
};

/// The instant at which a call gives up, whatever it was waiting for.
using Deadline = std::chrono::steady_clock::time_point;

/// What an answer may cost. A server that exceeds one is treated as a broken one.
struct Limits {
    std::uint32_t head_bytes = 16 * 1024;
    std::uint64_t body_bytes = 9 * 1024 * 1024; ///< an envelope is at most 8 MiB
    std::chrono::milliseconds silence{20'000};  ///< without a byte in either direction
};

struct Header {
    std::string name;
    std::string value;
    bool operator==(const Header&) const = default;
};

/// One call. `target` is the path with its query; Host, Content-Length and Connection are added by the client.
struct Request {
    std::string method;
    std::string target;
    std::vector<Header> headers = {};
    core::Bytes body = {};
};

struct Response {
    unsigned status = 0;
    std::vector<Header> headers = {}; ///< in the order received; trailers of a chunked body are left out
    core::Bytes body = {};

    /// The first header of that name, without regard to case.
    std::optional<std::string_view> header(std::string_view name) const;
};

} // namespace casustafel::link
