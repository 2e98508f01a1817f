#include "link/enrolment.h"

#include "link/certificate.h"
#include "link/https_client.h"
#include "link/pkcs7.h"

#include <algorithm>

#include <mbedtls/base64.h>

namespace casustafel::link {
namespace {

using core::Errc;
using core::fail;
using core::Result;

constexpr std::uint64_t largest_answer = 64 * 1024; // certificates only

std::string base64(core::ByteView bytes)
{
    core::Bytes text(bytes.size() / 3 * 4 + 8);
    std::size_t size = 0;
    mbedtls_base64_encode(text.data(), text.size(), &size, bytes.data(), bytes.size());
    return std::string{core::text_of(core::ByteView{text}.first(size))};
}

/// The bytes of a body in base64, with or without line breaks (RFC 8951).
Result<core::Bytes> from_base64(core::ByteView body)
{
    core::Bytes text;
    for (const std::uint8_t byte : body)
        if (byte != '\r' && byte != '\n') text.push_back(byte);
    core::Bytes bytes(text.size());
    std::size_t size = 0;
    if (mbedtls_base64_decode(bytes.data(), bytes.size(), &size, text.data(), text.size()) != 0)
        return fail(Errc::corrupt, "enrolment: the answer isn't base64");
    bytes.resize(size);
    return bytes;
}

Result<std::vector<core::Bytes>> certificates_of(HttpsClient& client, const Request& request, Deadline deadline)
{
    const auto response = client.send(request, deadline);
    if (!response) return std::unexpected(response.error());
    const std::string status = "enrolment: " + request.target + ": " + std::to_string(response->status);
    if (response->status == 401 || response->status == 403) return fail(Errc::denied, status);
    // 202: a person at the bureau has yet to agree.
    if (response->status == 202 || response->status == 429 || response->status >= 500)
        return fail(Errc::network, status);
    if (response->status != 200) return fail(Errc::refused, status);
    if (!response->header("Content-Type").value_or("").starts_with("application/pkcs7-mime"))
        return fail(Errc::corrupt, status + " of another type");
    const auto der = from_base64(response->body);
    if (!der) return std::unexpected(der.error());
    return certificates_in(*der);
}

/// Has a new key certified and checks the certificate.
Result<Identity> certified(HttpsClient& client, Request request, const std::string& ca_pem, std::string_view device_id,
                           Deadline deadline)
{
    auto key = make_key_request(device_id);
    if (!key) return std::unexpected(key.error());
    request.method = "POST";
    request.headers.push_back({"Content-Type", "application/pkcs10"});
    const std::string csr = base64(key->csr_der);
    request.body.assign(csr.begin(), csr.end());

    const auto certificates = certificates_of(client, request, deadline);
    if (!certificates) return std::unexpected(certificates.error());
    // The answer is the device's certificate alone (RFC 7030, 4.2.3).
    if (certificates->size() != 1) return fail(Errc::corrupt, "enrolment: more than one certificate");
    const core::Bytes& der = certificates->front();
    if (auto sound = check_certificate(der, key->private_key_pem, ca_pem, device_id); !sound)
        return std::unexpected(sound.error());
    auto pem = certificate_pem(der);
    if (!pem) return std::unexpected(pem.error());
    return Identity{std::move(*pem), std::move(key->private_key_pem)};
}

/// The pinned CA out of the bureau's list, as PEM.
Result<std::string> pinned_ca(HttpsClient& client, const core::Digest& ca_sha256, Deadline deadline)
{
    const auto certificates = certificates_of(client, {"GET", "/.well-known/est/cacerts"}, deadline);
    if (!certificates) return std::unexpected(certificates.error());
    for (const core::Bytes& der : *certificates) {
        auto pem = certificate_pem(der);
        if (!pem) return pem;
        if (certificate_fingerprint(*pem) == ca_sha256) return pem;
    }
    return fail(Errc::denied, "enrolment: the pinned CA isn't among the bureau's");
}

} // namespace

Result<Enrolled> enrol(const Endpoint& endpoint, const core::Digest& ca_sha256, std::string_view device_id,
                       std::string_view one_time_code, Deadline deadline)
{
    if (one_time_code.empty() || !std::ranges::all_of(one_time_code, [](char c) { return c >= ' ' && c <= '~'; }))
        return fail(Errc::rejected, "not a one-time code");
    auto first = HttpsClient::create(endpoint, {"", ca_sha256}, std::nullopt, {.body_bytes = largest_answer});
    if (!first) return std::unexpected(first.error());
    auto ca_pem = pinned_ca(*first, ca_sha256, deadline);
    if (!ca_pem) return std::unexpected(ca_pem.error());

    // The code goes over a connection that trusts the CA as every later one does.
    auto client = HttpsClient::create(endpoint, {*ca_pem, ca_sha256}, std::nullopt, {.body_bytes = largest_answer});
    if (!client) return std::unexpected(client.error());
    const std::string credentials = std::string{device_id} + ':' + std::string{one_time_code};
    Request request{.method = "POST", .target = "/.well-known/est/simpleenroll"};
    request.headers.push_back({"Authorization", "Basic " + base64(core::bytes_of(credentials))});
    auto identity = certified(*client, std::move(request), *ca_pem, device_id, deadline);
    if (!identity) return std::unexpected(identity.error());
    return Enrolled{std::move(*identity), std::move(*ca_pem)};
}

Result<Identity> re_enrol(const Endpoint& endpoint, const std::string& ca_pem, const Identity& current,
                          std::string_view device_id, Deadline deadline)
{
    auto client = HttpsClient::create(endpoint, {ca_pem}, current, {.body_bytes = largest_answer});
    if (!client) return std::unexpected(client.error());
    return certified(*client, {.method = "POST", .target = "/.well-known/est/simplereenroll"}, ca_pem, device_id,
                     deadline);
}

} // namespace casustafel::link
