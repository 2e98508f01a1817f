#include "bureau/https_server.h"

#include "bureau_world.h"
#include "link/certificate.h"

#include <gmock/gmock.h>
#include <gnutls/gnutls.h>
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// The server on real sockets, with a client that says exactly what the test wants.

namespace casustafel::bureau {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

/// A TLS connection without any manners.
class RawClient {
public:
    RawClient(std::uint16_t port, const char* priorities = "NORMAL:-VERS-ALL:+VERS-TLS1.3",
              const std::optional<PemPair>& certificate = std::nullopt)
    {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(port);
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0)
            throw std::runtime_error("no connection");
        gnutls_certificate_allocate_credentials(&credentials_);
        if (certificate) {
            const gnutls_datum_t pem = datum(certificate->certificate);
            const gnutls_datum_t key = datum(certificate->key);
            gnutls_certificate_set_x509_key_mem(credentials_, &pem, &key, GNUTLS_X509_FMT_PEM);
        }
        gnutls_init(&session_, GNUTLS_CLIENT | GNUTLS_FORCE_CLIENT_CERT | GNUTLS_NO_SIGNAL);
        gnutls_priority_set_direct(session_, priorities, nullptr);
        gnutls_credentials_set(session_, GNUTLS_CRD_CERTIFICATE, credentials_);
        gnutls_transport_set_int(session_, socket_);
        gnutls_handshake_set_timeout(session_, 10'000);
        gnutls_record_set_timeout(session_, 10'000);
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient()
    {
        gnutls_deinit(session_);
        gnutls_certificate_free_credentials(credentials_);
        ::close(socket_);
    }

    bool shake_hands()
    {
        int done = 0;
        do done = gnutls_handshake(session_);
        while (done < 0 && gnutls_error_is_fatal(done) == 0);
        return done == 0;
    }
    bool send(std::string_view text)
    {
        while (!text.empty()) {
            const ssize_t sent = gnutls_record_send(session_, text.data(), text.size());
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// Everything until the other side closes; nothing more comes after ten seconds of silence.
    std::string read_all()
    {
        std::string text;
        std::array<char, 4096> piece{};
        while (true) {
            const ssize_t got = gnutls_record_recv(session_, piece.data(), piece.size());
            if (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED) continue;
            if (got == GNUTLS_E_TIMEDOUT) return text + "(silence)";
            if (got <= 0) return text;
            text.append(piece.data(), static_cast<std::size_t>(got));
        }
    }

private:
    static gnutls_datum_t datum(const std::string& text)
    {
        return {reinterpret_cast<unsigned char*>(const_cast<char*>(text.data())), static_cast<unsigned>(text.size())};
    }
    int socket_ = -1;
    gnutls_certificate_credentials_t credentials_ = nullptr;
    gnutls_session_t session_ = nullptr;
};

class Https : public testing::Test {
protected:
    Https() { std::signal(SIGPIPE, SIG_IGN); } // as the bureau's program does: a peer may hang up at any moment
    /// Answers with who asked for what, and how much came with it.
    static HttpResponse echo(const HttpRequest& request)
    {
        const std::string text = (request.peer ? request.peer->id : "nobody") + " " + request.method + " " +
                                 request.path + " " + std::to_string(request.body.size());
        return with_body(200, "text/plain", core::bytes_of(text));
    }
    HttpsServer serve(ServerLimits limits = {})
    {
        return must(
            HttpsServer::start({.certificate = server_, .client_ca_pem = ca_.certificate, .limits = limits}, echo));
    }
    PemPair device_certificate(const PemPair& ca, const std::string& id, core::Instant at)
    {
        const link::KeyRequest request = must(link::make_key_request(id));
        return {must(issue_device_certificate(ca, request.csr_der, id, at)).certificate_pem, request.private_key_pem};
    }
    std::string ask(std::uint16_t port, const std::optional<PemPair>& certificate)
    {
        RawClient client{port, "NORMAL:-VERS-ALL:+VERS-TLS1.3", certificate};
        if (!client.shake_hands()) return "no handshake";
        client.send("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        return client.read_all();
    }

    PemPair ca_ = must(make_ca("Test-CA", test::now()));
    PemPair server_ =
        must(make_server_certificate(ca_, std::array<std::string, 2>{"localhost", "127.0.0.1"}, test::now()));
};

TEST_F(Https, a_device_is_known_by_its_certificate)
{
    const HttpsServer server = serve();
    EXPECT_THAT(ask(server.port(), device_certificate(ca_, "CT-1", test::now())), HasSubstr("CT-1 GET /x 0"));
    EXPECT_THAT(ask(server.port(), must(make_desk_certificate(ca_, test::now()))), HasSubstr("desk GET /x 0"));
}

TEST_F(Https, a_client_without_a_certificate_of_this_bureau_is_nobody)
{
    const HttpsServer server = serve();
    EXPECT_THAT(ask(server.port(), std::nullopt), HasSubstr("nobody GET"));
    const PemPair other_ca = must(make_ca("Test-CA", test::now()));
    EXPECT_THAT(ask(server.port(), device_certificate(other_ca, "CT-1", test::now())), HasSubstr("nobody GET"));
    const auto long_ago = test::now() - std::chrono::days{200};
    EXPECT_THAT(ask(server.port(), device_certificate(ca_, "CT-1", long_ago)), HasSubstr("nobody GET"));
    EXPECT_THAT(ask(server.port(), server_), HasSubstr("nobody GET")); // a server's certificate is no client's
}

TEST_F(Https, tls_1_2_is_refused)
{
    const HttpsServer server = serve();
    RawClient client{server.port(), "NORMAL:-VERS-ALL:+VERS-TLS1.2"};
    EXPECT_FALSE(client.shake_hands());
}

TEST_F(Https, too_large_a_body_is_refused_without_being_read)
{
    const HttpsServer server = serve({.body_bytes = 1000});
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n");
    EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 413"));
}

TEST_F(Https, a_length_that_is_absurd_is_refused)
{
    const HttpsServer server = serve();
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999999\r\n\r\n");
    EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 4"));
}

TEST_F(Https, a_body_in_chunks_is_limited_too)
{
    const HttpsServer server = serve({.body_bytes = 1000});
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("PUT /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 3; ++i) client.send("200\r\n" + std::string(512, 'x') + "\r\n");
    client.send("0\r\n\r\n");
    EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 413"));
}

TEST_F(Https, a_body_of_just_the_limit_is_taken)
{
    const HttpsServer server = serve({.body_bytes = 1000});
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("PUT /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n" +
                std::string(1000, 'x'));
    EXPECT_THAT(client.read_all(), HasSubstr("PUT /x 1000"));
}

TEST_F(Https, endless_headers_are_refused)
{
    const HttpsServer server = serve();
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("GET /x HTTP/1.1\r\nHost: h\r\nX-Long: " + std::string(64 << 10, 'x') + "\r\n\r\n");
    EXPECT_THAT(client.read_all(), testing::AnyOf(StartsWith("HTTP/1.1 4"), testing::Eq("")));
}

TEST_F(Https, somebody_who_never_ends_the_headers_is_cut_off)
{
    const HttpsServer server = serve({.for_head = std::chrono::milliseconds{300}});
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("GET /x HTTP/1.1\r\nHost: h\r\n");
    EXPECT_EQ(client.read_all(), "");
}

TEST_F(Https, somebody_who_never_ends_the_body_is_cut_off)
{
    const HttpsServer server = serve({.for_body = std::chrono::milliseconds{300}});
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345");
    EXPECT_EQ(client.read_all(), "");
}

TEST_F(Https, somebody_who_never_shakes_hands_is_cut_off)
{
    const HttpsServer server = serve({.for_head = std::chrono::milliseconds{300}});
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(server.port());
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::connect(socket, reinterpret_cast<const sockaddr*>(&where), sizeof where), 0);
    const timeval patience{10, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    char byte = 0;
    EXPECT_EQ(::recv(socket, &byte, 1, 0), 0); // closed by the server, not our patience
    ::close(socket);
}

TEST_F(Https, several_calls_go_over_one_connection)
{
    const HttpsServer server = serve();
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("GET /one HTTP/1.1\r\nHost: h\r\n\r\n");
    client.send("GET /two HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const std::string answers = client.read_all();
    EXPECT_THAT(answers, HasSubstr("GET /one"));
    EXPECT_THAT(answers, HasSubstr("GET /two"));
}

TEST_F(Https, a_path_is_not_decoded)
{
    const HttpsServer server = serve();
    RawClient client{server.port()};
    ASSERT_TRUE(client.shake_hands());
    client.send("GET /a%2f..%2Fb HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(client.read_all(), HasSubstr("GET /a%2f..%2Fb 0"));
}

TEST_F(Https, an_address_that_is_none_is_refused)
{
    const auto server = HttpsServer::start(
        {.address = "somewhere", .certificate = server_, .client_ca_pem = ca_.certificate, .limits = {}}, echo);
    ASSERT_FALSE(server);
    EXPECT_EQ(server.error().code, core::Errc::rejected);
}

TEST_F(Https, a_port_that_is_taken_is_said_so)
{
    const HttpsServer first = serve();
    const auto second = HttpsServer::start(
        {.port = first.port(), .certificate = server_, .client_ca_pem = ca_.certificate, .limits = {}}, echo);
    EXPECT_FALSE(second);
}

} // namespace
} // namespace casustafel::bureau
