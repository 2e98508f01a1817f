#pragma once

#include "bureau/http.h"
#include "core/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace casustafel::bureau {

/// How much one client may ask of the server.
struct ServerLimits {
    std::size_t body_bytes = 8U << 20;
    std::size_t head_bytes = 32U << 10; ///< memory of one connection: request line and headers
    unsigned connections = 256;
    unsigned connections_per_ip = 64;
    unsigned threads = 4;
    std::chrono::milliseconds for_head{20'000}; ///< from connecting (or the last answer) to the end of the headers
    std::chrono::milliseconds for_body{120'000};
};

struct ServerConfig {
    std::string address = "127.0.0.1"; ///< IPv4 or IPv6
    std::uint16_t port = 0;            ///< 0: a free one
    PemPair certificate;
    std::string client_ca_pem;
    ServerLimits limits;
};

/// Answers one call. Called by several threads at once.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

/// HTTP/1.1 over TLS 1.3 by libmicrohttpd with GnuTLS. A client certificate is asked for and not insisted on; a
/// request carries a peer only when its chain ends in `client_ca_pem`, is valid now and is meant for clients.
///
/// Too large a body is answered 413 without being read; who is slower than the limits allow is cut off.
class HttpsServer {
public:
    /// Listens from now on. Errc::rejected: the address isn't one, Errc::network: it can't be listened on.
    static core::Result<HttpsServer> start(ServerConfig config, HttpHandler handler);

    HttpsServer(HttpsServer&&) noexcept;
    HttpsServer& operator=(HttpsServer&&) noexcept;
    /// Takes no new calls, lets those under way end (up to five seconds) and closes.
    ~HttpsServer();

    std::uint16_t port() const;

private:
    struct State;
    explicit HttpsServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace casustafel::bureau
