#include "bureau/one_time_code.h"
#include "bureau/relay.h"
#include "bureau/relay_answers.h"

// Enrolment over secure transport (RFC 7030), as much as a device needs.

namespace casustafel::bureau {

using core::Errc;
using core::Result;

namespace {

HttpResponse certificates(std::span<const std::string> pems)
{
    const Result<std::string> body = certs_only(pems);
    if (!body) return failed(body.error());
    HttpResponse response = with_body(200, "application/pkcs7-mime; smime-type=certs-only", core::bytes_of(*body));
    response.headers.emplace_back("Content-Transfer-Encoding", "base64");
    return response;
}

struct Credentials {
    std::string user;
    std::string password;
};

std::optional<Credentials> basic_credentials(const HttpRequest& request)
{
    constexpr std::string_view scheme = "Basic ";
    const std::string_view header = request.header("Authorization").value_or("");
    if (!header.starts_with(scheme)) return std::nullopt;
    const Result<core::Bytes> decoded = from_base64(header.substr(scheme.size()));
    if (!decoded) return std::nullopt;
    const std::string_view text = core::text_of(*decoded);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    return Credentials{std::string{text.substr(0, colon)}, std::string{text.substr(colon + 1)}};
}

} // namespace

HttpResponse Relay::est(const HttpRequest& request, std::string_view call)
{
    if (call == "cacerts") {
        if (request.method != "GET") return method_not_allowed();
        return certificates(std::span{&keys_.ca.certificate, 1});
    }
    if (call != "simpleenroll" && call != "simplereenroll") return problem(404, "not found");
    if (request.method != "POST") return method_not_allowed();
    return call == "simpleenroll" ? enrol(request) : re_enrol(request);
}

HttpResponse Relay::enrol(const HttpRequest& request)
{
    const core::Instant now = clock_();
    if (!enrolments_->take(request.remote, now)) {
        HttpResponse response = problem(429, "too many enrolments from this address");
        response.headers.emplace_back("Retry-After", "60");
        return response;
    }
    const auto refused = [] {
        HttpResponse response = problem(401, "the one-time code isn't valid for this device");
        response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"enrolment\"");
        return response;
    };
    const std::optional<Credentials> credentials = basic_credentials(request);
    if (!credentials || !is_id(credentials->user)) return refused();
    const Result<core::Bytes> csr = from_base64(core::text_of(request.body));
    if (!csr) return problem(400, "the body isn't a certificate request in base64");
    const Result<std::string> certificate = store_.enrol(
        credentials->user, hash_of_code(credentials->password), now, [&]() -> Result<RelayStore::Certificate> {
            Result<Issued> issued = issue_device_certificate(keys_.ca, *csr, credentials->user, now);
            if (!issued) return std::unexpected(issued.error());
            return RelayStore::Certificate{issued->certificate_pem, issued->serial_hex, issued->not_after_s};
        });
    if (!certificate) return certificate.error().code == Errc::denied ? refused() : failed(certificate.error());
    return certificates(std::span{&*certificate, 1});
}

HttpResponse Relay::re_enrol(const HttpRequest& request)
{
    if (!request.peer || request.peer->kind != PeerKind::device)
        return problem(401, "this needs a certificate of this bureau");
    const Result<bool> allowed = store_.may_call(request.peer->id, request.peer->serial_hex);
    if (!allowed) return failed(allowed.error());
    if (!*allowed) return problem(403, "this certificate was revoked");
    const Result<core::Bytes> csr = from_base64(core::text_of(request.body));
    if (!csr) return problem(400, "the body isn't a certificate request in base64");
    const Result<std::string> certificate = store_.re_enrol(request.peer->id, [&]() -> Result<RelayStore::Certificate> {
        Result<Issued> issued = issue_device_certificate(keys_.ca, *csr, request.peer->id, clock_());
        if (!issued) return std::unexpected(issued.error());
        return RelayStore::Certificate{issued->certificate_pem, issued->serial_hex, issued->not_after_s};
    });
    if (!certificate) return failed(certificate.error());
    return certificates(std::span{&*certificate, 1});
}

} // namespace casustafel::bureau
