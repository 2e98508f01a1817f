#pragma once

#include "link/https_client.h"
#include "support/tls_server.h"

namespace casustafel::link {

/// A bureau's CA, a relay called 'localhost' and a device, made anew for each test.
struct TlsWorld {
    test::CertificateAuthority ca{"Verzonnen Bureau CA"};
    test::Issued server = ca.issue({.common_name = "relay", .dns_names = {"localhost"}, .addresses = {"127.0.0.1"}});
    test::Issued device = ca.issue({.common_name = "tafel-007", .uris = {"urn:casustafel:device:tafel-007"}});

    /// Asks for the device's certificate.
    test::ServerSettings mutual() const { return {.identity = server, .client_ca_pem = ca.pem()}; }

    Identity identity() const { return {device.certificate_pem, device.private_key_pem}; }

    HttpsClient client(std::uint16_t port, Limits limits = {}, const std::string& host = "localhost") const
    {
        return std::move(HttpsClient::create({host, port}, {ca.pem()}, identity(), limits).value());
    }
};

/// Long enough never to be met in a test that succeeds.
inline Deadline ample()
{
    return std::chrono::steady_clock::now() + std::chrono::seconds{20};
}

inline Deadline soon()
{
    return std::chrono::steady_clock::now() + std::chrono::milliseconds{40};
}

inline std::string text(const core::Bytes& bytes)
{
    return std::string{core::text_of(bytes)};
}

} // namespace casustafel::link
