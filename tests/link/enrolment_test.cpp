#include "link/enrolment.h"

#include "link/bureau_client.h"
#include "link/certificate.h"
#include "tls_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::link {
namespace {

using core::Errc;
using test::answering;
using test::http_answer;
using test::Peer;
using test::Script;
using test::TlsServer;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view pkcs7_type = "Content-Type: application/pkcs7-mime; smime-type=certs-only\r\n";

std::string est_answer(const std::vector<std::string>& certificates)
{
    return http_answer(200, test::to_base64(test::certs_only(certificates)), pkcs7_type);
}

/// Signs whatever request comes, as a bureau that has checked the code.
Script certifying(const test::CertificateAuthority& ca, std::string* asked = nullptr)
{
    return [&ca, asked](Peer& peer) {
        if (!peer.shake_hands()) return;
        const std::string request = peer.read_request().value_or("");
        if (asked) *asked = request;
        const std::string certificate =
            ca.sign_request(test::from_base64(request.substr(request.find("\r\n\r\n") + 4)));
        peer.send(certificate.empty() ? http_answer(400, "") : est_answer({certificate}));
    };
}

/// A bureau that enrols: its server shows its CA in the chain.
struct Bureau : TlsWorld {
    test::ServerSettings open() const { return {.identity = server, .chain_pem = ca.pem()}; }
    Script ca_list() const { return answering({est_answer({ca.pem()})}); }
};

TEST(Enrolment, gets_a_certificate_that_opens_the_mutual_connection)
{
    const Bureau bureau;
    std::string asked;
    Enrolled enrolled;
    {
        TlsServer server{bureau.open(), {bureau.ca_list(), certifying(bureau.ca, &asked)}};
        auto done = enrol({"localhost", server.port()}, bureau.ca.fingerprint(), "tafel-007", "K3Y-0NCE", ample());
        ASSERT_TRUE(done) << done.error().detail;
        enrolled = std::move(*done);
    }
    EXPECT_THAT(asked, StartsWith("POST /.well-known/est/simpleenroll HTTP/1.1\r\n"));
    EXPECT_THAT(
        asked, HasSubstr("\r\nAuthorization: Basic " + test::to_base64(core::bytes_of("tafel-007:K3Y-0NCE")) + "\r\n"));
    EXPECT_THAT(asked, HasSubstr("\r\nContent-Type: application/pkcs10\r\n"));
    EXPECT_EQ(certificate_fingerprint(enrolled.ca_pem), bureau.ca.fingerprint());
    EXPECT_THAT(enrolled.identity.private_key_pem, StartsWith("-----BEGIN EC PRIVATE KEY-----"));

    std::string name;
    {
        TlsServer server{bureau.mutual(), {[&](Peer& peer) {
                             peer.shake_hands();
                             name = peer.client_name();
                             peer.read_request();
                             peer.send(http_answer(200, "[]"));
                         }}};
        auto client = HttpsClient::create({"localhost", server.port()}, {enrolled.ca_pem}, enrolled.identity);
        ASSERT_TRUE(client) << client.error().detail;
        EXPECT_TRUE(client->send({"GET", "/v1/devices/tafel-007/inbox"}, ample()));
    }
    EXPECT_EQ(name, "tafel-007");
}

TEST(Enrolment, says_no_code_to_a_server_that_isnt_the_pinned_bureaus)
{
    const Bureau bureau;
    const Bureau impostor;
    TlsServer server{impostor.open(), {impostor.ca_list(), certifying(impostor.ca)}};
    const auto done = enrol({"localhost", server.port()}, bureau.ca.fingerprint(), "tafel-007", "code", ample());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Errc::denied);
    EXPECT_EQ(server.connections(), 1);
}

TEST(Enrolment, says_no_code_when_the_list_of_cas_lacks_the_pinned_one)
{
    const Bureau bureau;
    const test::CertificateAuthority other{"Andere CA"};
    TlsServer server{bureau.open(), {answering({est_answer({other.pem()})}), certifying(bureau.ca)}};
    const auto done = enrol({"localhost", server.port()}, bureau.ca.fingerprint(), "tafel-007", "code", ample());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Errc::denied);
    EXPECT_EQ(server.connections(), 1);
}

/// What enrolment says when the bureau answers the request for a certificate by `script`.
Errc outcome(const Bureau& bureau, const Script& script)
{
    TlsServer server{bureau.open(), {bureau.ca_list(), script}};
    const auto done = enrol({"localhost", server.port()}, bureau.ca.fingerprint(), "tafel-007", "code", ample());
    return done ? Errc::rejected : done.error().code;
}

TEST(Enrolment, tells_a_wrong_code_from_a_bureau_that_isnt_ready)
{
    const Bureau bureau;
    EXPECT_EQ(outcome(bureau, answering({http_answer(401, "", "WWW-Authenticate: Basic realm=\"est\"\r\n")})),
              Errc::denied);
    EXPECT_EQ(outcome(bureau, answering({http_answer(202, "", "Retry-After: 60\r\n")})), Errc::network);
    EXPECT_EQ(outcome(bureau, answering({http_answer(503, "")})), Errc::network);
    EXPECT_EQ(outcome(bureau, answering({http_answer(400, "")})), Errc::refused);
}

TEST(Enrolment, takes_only_a_certificate_for_its_own_key_and_name_by_the_pinned_ca)
{
    const Bureau bureau;
    const test::CertificateAuthority other{"Andere CA"};
    EXPECT_EQ(outcome(bureau, certifying(other)), Errc::corrupt);
    EXPECT_EQ(outcome(bureau, answering({est_answer({bureau.device.certificate_pem})})), Errc::corrupt)
        << "another key";
    EXPECT_EQ(outcome(bureau, answering({est_answer({bureau.ca.pem(), bureau.device.certificate_pem})})),
              Errc::corrupt);
    EXPECT_EQ(outcome(bureau, answering({http_answer(200, "not base64!", pkcs7_type)})), Errc::corrupt);
    EXPECT_EQ(outcome(bureau, answering({http_answer(200, "AAAA", pkcs7_type)})), Errc::corrupt);
    EXPECT_EQ(outcome(bureau, answering({http_answer(200, "", "Content-Type: text/html\r\n")})), Errc::corrupt);
    EXPECT_EQ(outcome(bureau,
                      [&](Peer& peer) { // sound, but for another device
                          peer.shake_hands();
                          peer.read_request();
                          const auto request = make_key_request("tafel-008");
                          peer.send(est_answer({bureau.ca.sign_request(request->csr_der)}));
                      }),
              Errc::corrupt);
}

TEST(Enrolment, renews_over_the_current_certificate)
{
    const Bureau bureau;
    std::string asked;
    Identity renewed;
    {
        TlsServer server{bureau.mutual(), {certifying(bureau.ca, &asked)}};
        const auto done =
            re_enrol({"localhost", server.port()}, bureau.ca.pem(), bureau.identity(), "tafel-007", ample());
        ASSERT_TRUE(done) << done.error().detail;
        renewed = *done;
    }
    EXPECT_THAT(asked, StartsWith("POST /.well-known/est/simplereenroll HTTP/1.1\r\n"));
    EXPECT_THAT(asked, testing::Not(HasSubstr("Authorization")));
    EXPECT_NE(renewed.private_key_pem, bureau.identity().private_key_pem);
}

TEST(Enrolment, asks_nothing_for_a_name_or_code_that_cant_be_one)
{
    const core::Digest pin{};
    for (const char* code : {"", "line\r\nbreak", "caf\xc3\xa9"})
        EXPECT_EQ(enrol({"localhost", 1}, pin, "tafel-007", code, soon()).error().code, Errc::rejected) << code;
    for (const char* id : {"", "a:b", "a,O=b", "a b", "..", "caf\xc3\xa9"})
        EXPECT_EQ(make_key_request(id).error().code, Errc::rejected) << id;
    EXPECT_FALSE(make_key_request(std::string(65, 'a')));
    EXPECT_TRUE(make_key_request(std::string(64, 'a')));
}

TEST(Certificate, tells_when_it_starts_and_ends)
{
    const TlsWorld world;
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    const auto validity = validity_of(world.device.certificate_pem);
    ASSERT_TRUE(validity);
    EXPECT_NEAR(static_cast<double>(validity->not_before), static_cast<double>(now - 3600), 30);
    EXPECT_EQ(validity->not_after - validity->not_before, 7200);
    EXPECT_EQ(validity_of("").error().code, Errc::corrupt);
    EXPECT_EQ(certificate_fingerprint("x").error().code, Errc::corrupt);
}

TEST(Certificate, may_start_a_little_in_the_future_but_not_be_expired)
{
    const test::CertificateAuthority ca{"Verzonnen Bureau CA"};
    const auto verdict = [&](std::chrono::seconds starts, std::chrono::seconds ends) {
        const auto issued = ca.issue(
            {.common_name = "tafel-007", .uris = {"urn:casustafel:device:tafel-007"}, .starts = starts, .ends = ends});
        const std::size_t from = std::string_view{"-----BEGIN CERTIFICATE-----"}.size();
        const core::Bytes der =
            test::from_base64(issued.certificate_pem.substr(from, issued.certificate_pem.find("-----END") - from));
        return check_certificate(der, issued.private_key_pem, ca.pem(), "tafel-007").has_value();
    };
    EXPECT_TRUE(verdict(std::chrono::seconds{600}, std::chrono::seconds{3600}));
    EXPECT_FALSE(verdict(std::chrono::seconds{-3600}, std::chrono::seconds{-600}));
}

} // namespace
} // namespace casustafel::link
