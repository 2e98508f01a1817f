#pragma once

#include "support/certificates.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gnutls/gnutls.h>

namespace casustafel::test {

/// The server's end of one connection, in the hands of a script.
class Peer {
public:
    Peer(int socket, gnutls_session_t session) : socket_{socket}, session_{session} {}

    /// Whether the TLS handshake succeeded, which includes the client's certificate when one is asked for.
    bool shake_hands();
    /// Head and body (by Content-Length) of the next request; nothing when the client ended or broke the connection.
    std::optional<std::string> read_request();
    /// One read of what has come, at most `size` bytes; empty at the end.
    std::string read_some(std::size_t size);
    void send(std::string_view bytes);
    /// Tells the client to change its receiving key (RFC 8446, 4.6.3).
    void update_key();
    /// Breaks the connection off, without a farewell.
    void reset();
    /// Waits until the client ends the connection, or the server is stopped.
    void wait_for_end();
    /// The common name in the client's certificate.
    std::string client_name() const;

private:
    int socket_;
    gnutls_session_t session_;
    std::string surplus_; ///< read, but of the next request
};

/// What the server does with one connection. When it returns, the connection is closed in an orderly way.
using Script = std::function<void(Peer&)>;

struct ServerSettings {
    Issued identity;
    std::string chain_pem = {};     ///< sent after the certificate
    std::string client_ca_pem = {}; ///< asks for a certificate of this CA; empty: doesn't ask
    std::string priority = "NORMAL:-VERS-ALL:+VERS-TLS1.3";
    bool ipv6 = false;
};

/// A real TLS server on loopback, made with GnuTLS: not the library that the device uses. Each connection gets the next
/// script, one after the other; with none left the server stops accepting.
class TlsServer {
public:
    TlsServer(const ServerSettings& settings, std::vector<Script> scripts);
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;
    /// Breaks off what is under way and waits for the script to end.
    ~TlsServer();

    std::uint16_t port() const { return port_; }
    /// How many connections were accepted.
    int connections() const { return connections_; }

private:
    void run();
    void serve(int socket, const Script& script);

    std::vector<Script> scripts_;
    std::string priority_;
    gnutls_certificate_credentials_t credentials_ = nullptr;
    gnutls_datum_t ticket_key_{};
    bool asks_client_ = false;
    int listening_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    std::mutex mutex_;
    int current_ = -1;
    bool stopping_ = false;
    std::thread thread_;
};

/// A script that shakes hands and answers each request in turn with the next of `answers`.
Script answering(std::vector<std::string> answers);

/// An answer with Content-Length. `headers` are whole lines with CR LF.
std::string http_answer(int status, std::string_view body, std::string_view headers = {});

} // namespace casustafel::test
