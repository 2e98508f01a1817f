#include "bureau/https_server.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <microhttpd.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
using Clock = std::chrono::steady_clock;

namespace {

constexpr const char* priorities = "NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-X25519:+GROUP-SECP256R1:"
                                   "+GROUP-SECP384R1:%NO_TICKETS";
constexpr std::chrono::seconds patience_at_stop{5};

/// Cuts off connections that don't get on. libmicrohttpd's own timeout starts anew with every byte, so that a client
/// with a byte now and then would hold a connection for days.
class Reaper {
public:
    Reaper() : thread_{[this](const std::stop_token& stop) { watch(stop); }} {}

    void set(int socket, std::chrono::milliseconds from_now)
    {
        const std::lock_guard lock{mutex_};
        deadlines_[socket] = Clock::now() + from_now;
    }
    void forget(int socket)
    {
        const std::lock_guard lock{mutex_};
        deadlines_.erase(socket);
    }

private:
    void watch(const std::stop_token& stop)
    {
        std::unique_lock lock{mutex_};
        while (!stop.stop_requested()) {
            wake_.wait_for(lock, stop, std::chrono::milliseconds{200}, [] { return false; });
            const Clock::time_point now = Clock::now();
            for (auto& [socket, deadline] : deadlines_) {
                if (deadline > now) continue;
                // The server still owns the socket and closes it; `forget` comes before that.
                ::shutdown(socket, SHUT_RDWR);
                deadline = Clock::time_point::max();
            }
        }
    }

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::map<int, Clock::time_point> deadlines_;
    std::jthread thread_;
};

/// One request while it comes in.
struct Exchange {
    HttpRequest request;
    bool too_large = false;
};

std::string address_of(const sockaddr* address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address == nullptr) return {};
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    } else if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, address, sizeof v6);
        inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    }
    return text.data();
}

int socket_of(MHD_Connection* connection)
{
    const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == nullptr ? -1 : info->connect_fd;
}

/// Whom the verified client certificate speaks for; nothing when there is none, or none of ours.
std::optional<Peer> verified_peer(MHD_Connection* connection)
{
    const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    if (info == nullptr) return std::nullopt;
    auto* session = static_cast<gnutls_session_t>(info->tls_session);
    unsigned count = 0;
    const gnutls_datum_t* chain = gnutls_certificate_get_peers(session, &count);
    if (chain == nullptr || count == 0) return std::nullopt;
    std::string purpose{GNUTLS_KP_TLS_WWW_CLIENT};
    gnutls_typed_vdata_st wanted{GNUTLS_DT_KEY_PURPOSE_OID, reinterpret_cast<unsigned char*>(purpose.data()), 0};
    unsigned status = 0;
    if (gnutls_certificate_verify_peers(session, &wanted, 1, &status) < 0 || status != 0) return std::nullopt;
    Result<Peer> peer = peer_of(core::ByteView{chain[0].data, chain[0].size});
    if (!peer) return std::nullopt;
    return *std::move(peer);
}

MHD_Result collect_header(void* headers, MHD_ValueKind /*kind*/, const char* name, const char* value)
{
    static_cast<Headers*>(headers)->emplace_back(name, value == nullptr ? "" : value);
    return MHD_YES;
}

/// Reads the file as it is sent. Null when the file isn't there any more.
MHD_Response* part_of_file(const FilePart& part)
{
    const int file = ::open(part.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return nullptr;
    MHD_Response* out = MHD_create_response_from_fd_at_offset64(part.size, file, part.first);
    if (out == nullptr) ::close(file); // else it is closed with the response
    return out;
}

MHD_Result send(MHD_Connection* connection, const HttpResponse& response)
{
    MHD_Response* out = response.part
                            ? part_of_file(*response.part)
                            : MHD_create_response_from_buffer_copy(response.body.size(), response.body.data());
    if (out == nullptr && response.part) return send(connection, problem(500, "the relay failed"));
    if (out == nullptr) return MHD_NO;
    for (const auto& [name, value] : response.headers) MHD_add_response_header(out, name.c_str(), value.c_str());
    const MHD_Result done = MHD_queue_response(connection, response.status, out);
    MHD_destroy_response(out);
    return done;
}

std::size_t keep_as_sent(void* /*context*/, MHD_Connection* /*connection*/, char* text)
{
    return std::strlen(text);
}

} // namespace

struct HttpsServer::State {
    ServerConfig config;
    HttpHandler handler;
    Reaper reaper;
    std::atomic<int> under_way{0};
    std::atomic<bool> stopping{false}; ///< takes no new connections
    MHD_Daemon* daemon = nullptr;

    MHD_Result begin(MHD_Connection* connection, const char* url, const char* method, void** slot);
    MHD_Result go_on(MHD_Connection* connection, Exchange& exchange, const char* data, std::size_t* size);

    static MHD_Result on_accept(void* self, const sockaddr* /*from*/, socklen_t /*size*/)
    {
        return static_cast<State*>(self)->stopping ? MHD_NO : MHD_YES;
    }
    static MHD_Result on_access(void* self, MHD_Connection* connection, const char* url, const char* method,
                                const char* /*version*/, const char* data, std::size_t* size, void** slot)
    {
        auto& state = *static_cast<State*>(self);
        if (*slot == nullptr) return state.begin(connection, url, method, slot);
        return state.go_on(connection, *static_cast<Exchange*>(*slot), data, size);
    }
    static void on_completed(void* self, MHD_Connection* connection, void** slot, MHD_RequestTerminationCode /*how*/)
    {
        auto& state = *static_cast<State*>(self);
        const std::unique_ptr<Exchange> over{static_cast<Exchange*>(*slot)};
        *slot = nullptr;
        if (over) --state.under_way;
        state.reaper.set(socket_of(connection), state.config.limits.for_head);
    }
    static void on_connection(void* self, MHD_Connection* connection, void** /*context*/,
                              MHD_ConnectionNotificationCode what)
    {
        auto& state = *static_cast<State*>(self);
        if (what == MHD_CONNECTION_NOTIFY_STARTED)
            state.reaper.set(socket_of(connection), state.config.limits.for_head);
        else
            state.reaper.forget(socket_of(connection));
    }
};

MHD_Result HttpsServer::State::begin(MHD_Connection* connection, const char* url, const char* method, void** slot)
{
    auto exchange = std::make_unique<Exchange>();
    HttpRequest& request = exchange->request;
    request.method = method;
    request.path = url;
    if (const char* after = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "after"))
        request.query = after;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, &collect_header, &request.headers);
    const MHD_ConnectionInfo* client = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (client != nullptr) request.remote = address_of(client->client_addr);
    request.peer = verified_peer(connection);
    reaper.set(socket_of(connection), config.limits.for_body);
    ++under_way;

    const std::string length{request.header("Content-Length").value_or("0")};
    *slot = exchange.release();
    if (length.size() > 18 || std::strtoull(length.c_str(), nullptr, 10) > config.limits.body_bytes)
        return send(connection, problem(413, "the body is larger than the relay takes"));
    return MHD_YES;
}

MHD_Result HttpsServer::State::go_on(MHD_Connection* connection, Exchange& exchange, const char* data,
                                     std::size_t* size)
{
    if (*size == 0) {
        if (exchange.too_large) return send(connection, problem(413, "the body is larger than the relay takes"));
        return send(connection, handler(exchange.request));
    }
    core::Bytes& body = exchange.request.body;
    // A chunked body shows its size only as it comes.
    if (body.size() + *size > config.limits.body_bytes) exchange.too_large = true;
    if (exchange.too_large)
        body.clear();
    else
        body.insert(body.end(), data, data + *size);
    *size = 0;
    return MHD_YES;
}

HttpsServer::HttpsServer(std::unique_ptr<State> state) : state_{std::move(state)} {}
HttpsServer::HttpsServer(HttpsServer&&) noexcept = default;
HttpsServer& HttpsServer::operator=(HttpsServer&&) noexcept = default;

HttpsServer::~HttpsServer()
{
    if (!state_ || state_->daemon == nullptr) return;
    // Not by MHD_quiesce_daemon: with a pool of threads it races them for the listening socket and ends the program.
    state_->stopping = true;
    const Clock::time_point until = Clock::now() + patience_at_stop;
    while (state_->under_way > 0 && Clock::now() < until) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    MHD_stop_daemon(state_->daemon);
}

std::uint16_t HttpsServer::port() const
{
    const MHD_DaemonInfo* info = MHD_get_daemon_info(state_->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == nullptr ? std::uint16_t{0} : info->port;
}

Result<HttpsServer> HttpsServer::start(ServerConfig config, HttpHandler handler)
{
    sockaddr_storage where{};
    auto* v4 = reinterpret_cast<sockaddr_in*>(&where);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&where);
    unsigned family = 0;
    if (inet_pton(AF_INET, config.address.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(config.port);
    } else if (inet_pton(AF_INET6, config.address.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(config.port);
        family = MHD_USE_IPv6;
    } else {
        return fail(Errc::rejected, "'" + config.address + "' isn't an IP address");
    }

    auto state = std::make_unique<State>();
    state->config = std::move(config);
    state->handler = std::move(handler);
    const ServerLimits& limits = state->config.limits;
    const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TLS | MHD_USE_ITC | family;
    state->daemon = MHD_start_daemon(
        flags, 0, &State::on_accept, state.get(), &State::on_access, state.get(), MHD_OPTION_SOCK_ADDR, &where,
        MHD_OPTION_HTTPS_MEM_CERT, state->config.certificate.certificate.c_str(), MHD_OPTION_HTTPS_MEM_KEY,
        state->config.certificate.key.c_str(), MHD_OPTION_HTTPS_MEM_TRUST, state->config.client_ca_pem.c_str(),
        MHD_OPTION_HTTPS_PRIORITIES, priorities, MHD_OPTION_THREAD_POOL_SIZE, limits.threads,
        MHD_OPTION_CONNECTION_LIMIT, limits.connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits.connections_per_ip,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.head_bytes, MHD_OPTION_CONNECTION_TIMEOUT, 30U,
        MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1, MHD_OPTION_UNESCAPE_CALLBACK, &keep_as_sent, nullptr,
        MHD_OPTION_NOTIFY_COMPLETED, &State::on_completed, state.get(), MHD_OPTION_NOTIFY_CONNECTION,
        &State::on_connection, state.get(), MHD_OPTION_END);
    if (state->daemon == nullptr)
        return fail(Errc::network,
                    "can't listen on " + state->config.address + " port " + std::to_string(state->config.port));
    return HttpsServer{std::move(state)};
}

} // namespace casustafel::bureau
