#include "support/tls_server.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace casustafel::test {
namespace {

gnutls_datum_t datum(const std::string& text)
{
    const core::ByteView bytes = core::bytes_of(text);
    return {const_cast<unsigned char*>(bytes.data()), static_cast<unsigned>(bytes.size())}; // GnuTLS only reads it
}

void must(bool done, const char* what)
{
    if (!done) throw std::runtime_error{what};
}

/// The value of Content-Length in a request's head, 0 without one.
std::size_t body_size(std::string_view head)
{
    constexpr std::string_view name = "\r\nContent-Length: ";
    const std::size_t at = head.find(name);
    std::size_t size = 0;
    if (at != std::string_view::npos) std::from_chars(head.data() + at + name.size(), head.data() + head.size(), size);
    return size;
}

} // namespace

bool Peer::shake_hands()
{
    for (;;) {
        const int code = gnutls_handshake(session_);
        if (code == GNUTLS_E_SUCCESS) return true;
        if (gnutls_error_is_fatal(code) == 0) continue;
        gnutls_alert_send_appropriate(session_, code);
        return false;
    }
}

std::string Peer::read_some(std::size_t size)
{
    std::string piece(size, '\0');
    for (;;) {
        const ssize_t got = gnutls_record_recv(session_, piece.data(), piece.size());
        if (got == GNUTLS_E_INTERRUPTED || got == GNUTLS_E_AGAIN) continue;
        piece.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return piece;
    }
}

std::optional<std::string> Peer::read_request()
{
    std::string request = std::move(surplus_);
    surplus_.clear();
    for (;;) {
        const std::size_t end = request.find("\r\n\r\n");
        if (end != std::string::npos) {
            const std::size_t size = end + 4 + body_size(std::string_view{request}.substr(0, end + 2));
            if (request.size() >= size) {
                surplus_ = request.substr(size);
                request.resize(size);
                return request;
            }
        }
        const std::string piece = read_some(16 * 1024);
        if (piece.empty()) return std::nullopt;
        request += piece;
    }
}

void Peer::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = gnutls_record_send(session_, bytes.data(), bytes.size());
        if (sent == GNUTLS_E_INTERRUPTED || sent == GNUTLS_E_AGAIN) continue;
        if (sent < 0) return; // the client has gone, which is for the client's side of the test to judge
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Peer::update_key()
{
    gnutls_session_key_update(session_, 0);
}

void Peer::reset()
{
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    // From here on GnuTLS can't say farewell; the close that follows sends the reset.
    gnutls_transport_set_int(session_, -1);
}

void Peer::wait_for_end()
{
    std::array<char, 512> dropped{};
    while (::recv(socket_, dropped.data(), dropped.size(), 0) > 0) {
    }
}

std::string Peer::client_name() const
{
    unsigned count = 0;
    const gnutls_datum_t* chain = gnutls_certificate_get_peers(session_, &count);
    if (chain == nullptr || count == 0) return {};
    gnutls_x509_crt_t certificate = nullptr;
    gnutls_x509_crt_init(&certificate);
    gnutls_x509_crt_import(certificate, chain, GNUTLS_X509_FMT_DER);
    std::array<char, 256> name{};
    std::size_t size = name.size();
    gnutls_x509_crt_get_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name.data(), &size);
    gnutls_x509_crt_deinit(certificate);
    return name.data();
}

TlsServer::TlsServer(const ServerSettings& settings, std::vector<Script> scripts)
    : scripts_{std::move(scripts)}, priority_{settings.priority}, asks_client_{!settings.client_ca_pem.empty()}
{
    must(gnutls_certificate_allocate_credentials(&credentials_) == 0, "credentials");
    const std::string chain = settings.identity.certificate_pem + settings.chain_pem;
    const gnutls_datum_t certificate = datum(chain);
    const gnutls_datum_t key = datum(settings.identity.private_key_pem);
    must(gnutls_certificate_set_x509_key_mem(credentials_, &certificate, &key, GNUTLS_X509_FMT_PEM) >= 0, "identity");
    if (asks_client_) {
        const gnutls_datum_t ca = datum(settings.client_ca_pem);
        must(gnutls_certificate_set_x509_trust_mem(credentials_, &ca, GNUTLS_X509_FMT_PEM) > 0, "client CA");
    }

    must(gnutls_session_ticket_key_generate(&ticket_key_) == 0, "ticket key");

    const int family = settings.ipv6 ? AF_INET6 : AF_INET;
    listening_ = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(listening_ >= 0, "socket");
    sockaddr_storage address{};
    address.ss_family = static_cast<sa_family_t>(family);
    if (settings.ipv6)
        reinterpret_cast<sockaddr_in6&>(address).sin6_addr = in6addr_loopback;
    else
        reinterpret_cast<sockaddr_in&>(address).sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = settings.ipv6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
    must(::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) == 0, "bind");
    must(::listen(listening_, 8) == 0, "listen");
    must(::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) == 0, "getsockname");
    port_ = ntohs(settings.ipv6 ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                                : reinterpret_cast<sockaddr_in&>(address).sin_port);
    thread_ = std::thread{[this] { run(); }};
}

TlsServer::~TlsServer()
{
    {
        const std::scoped_lock lock{mutex_};
        stopping_ = true;
        ::shutdown(listening_, SHUT_RDWR);
        if (current_ >= 0) ::shutdown(current_, SHUT_RDWR);
    }
    thread_.join();
    ::close(listening_);
    gnutls_certificate_free_credentials(credentials_);
    gnutls_free(ticket_key_.data);
}

void TlsServer::run()
{
    for (const Script& script : scripts_) {
        const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        {
            const std::scoped_lock lock{mutex_};
            if (stopping_) {
                ::close(socket);
                return;
            }
            current_ = socket;
        }
        ++connections_;
        serve(socket, script);
        const std::scoped_lock lock{mutex_};
        current_ = -1;
        ::close(socket);
    }
    ::shutdown(listening_, SHUT_RDWR);
}

void TlsServer::serve(int socket, const Script& script)
{
    const int at_once = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    gnutls_session_t session = nullptr;
    gnutls_init(&session, GNUTLS_SERVER | GNUTLS_NO_SIGNAL);
    gnutls_priority_set_direct(session, priority_.c_str(), nullptr);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials_);
    if (asks_client_) {
        gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUIRE);
        gnutls_session_set_verify_cert(session, nullptr, 0);
    }
    gnutls_session_ticket_enable_server(session, &ticket_key_); // sent after the handshake, unasked
    gnutls_transport_set_int(session, socket);
    Peer peer{socket, session};
    script(peer);
    gnutls_bye(session, GNUTLS_SHUT_WR);
    gnutls_deinit(session);
}

Script answering(std::vector<std::string> answers)
{
    return [answers = std::move(answers)](Peer& peer) {
        if (!peer.shake_hands()) return;
        for (const std::string& answer : answers) {
            if (!peer.read_request()) return;
            peer.send(answer);
        }
    };
}

std::string http_answer(int status, std::string_view body, std::string_view headers)
{
    return "HTTP/1.1 " + std::to_string(status) + " Answer\r\n" + std::string{headers} +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

} // namespace casustafel::test
