#pragma once

#include "core/bytes.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace casustafel::test {

/// A certificate with its key, as PEM.
struct Issued {
    std::string certificate_pem;
    std::string private_key_pem;
};

/// What a certificate says. Names are DNS names, IP addresses in text, or URIs.
struct CertificateWish {
    std::string common_name;
    std::vector<std::string> dns_names = {};
    std::vector<std::string> addresses = {};
    std::vector<std::string> uris = {};
    std::chrono::seconds starts{-3600}; ///< from now
    std::chrono::seconds ends{3600};    ///< from now
};

/// A certificate authority made for one test, P-256, by GnuTLS: not the library that the device uses.
class CertificateAuthority {
public:
    explicit CertificateAuthority(const std::string& name);
    CertificateAuthority(const CertificateAuthority&) = delete;
    CertificateAuthority& operator=(const CertificateAuthority&) = delete;
    ~CertificateAuthority();

    std::string pem() const;
    /// SHA-256 of the DER form.
    core::Digest fingerprint() const;
    Issued issue(const CertificateWish& wish) const;
    /// A certificate for the key and names of a PKCS#10 request (DER), whose own signature is checked; empty when it
    /// isn't sound.
    std::string sign_request(core::ByteView request_der) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The certificates as a certs-only PKCS#7 (RFC 5652, 'degenerate'), DER.
core::Bytes certs_only(const std::vector<std::string>& certificates_pem);

std::string to_base64(core::ByteView bytes);
core::Bytes from_base64(std::string_view text);

} // namespace casustafel::test
