#include "link/https_client.h"

#include "link/http_wire.h"
#include "link/tls.h"

#include <array>

namespace casustafel::link {

using core::Errc;
using core::fail;
using core::Result;

namespace {

/// May be sent again when nobody knows whether it arrived.
bool may_be_repeated(std::string_view method)
{
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE";
}

/// One request and its answer over one connection.
class Exchange {
public:
    Exchange(TlsConnection& connection, const Limits& limits, const BodySink& sink)
        : connection_{connection}, sink_{sink}, reader_{limits}
    {
    }

    Result<Response> run(core::ByteView head, core::ByteView body, const Patience& patience)
    {
        auto sent = connection_.write(head, patience);
        if (sent) sent = connection_.write(body, patience);
        if (!sent) return salvage(sent.error());
        while (!reader_.is_complete()) {
            auto size = connection_.read(piece_, patience);
            if (!size) return std::unexpected(size.error());
            if (auto done = take(*size); !done) return std::unexpected(done.error());
        }
        may_go_on_ = reader_.may_go_on();
        return std::move(reader_.response());
    }

    bool may_go_on() const { return may_go_on_; }
    /// Whether any byte of an answer came.
    bool was_heard() const { return heard_; }

private:
    Result<> take(std::size_t size)
    {
        if (size == 0) return fail(Errc::network, "the connection ended before the answer did");
        heard_ = true;
        auto fed = reader_.feed(core::ByteView{piece_}.first(size));
        // What arrived before a flaw is sound and may be kept.
        if (auto passed = pass_on(); !passed) return passed;
        return fed;
    }

    Result<> pass_on()
    {
        Response& response = reader_.response();
        if (!sink_ || !reader_.has_head() || response.status / 100 != 2) return {};
        const core::Bytes body = std::exchange(response.body, {});
        return sink_(response, body);
    }

    /// The other side stopped listening. It may have said why: an alert about our certificate, or an early answer.
    Result<Response> salvage(const core::Error& error)
    {
        while (!reader_.is_complete()) {
            auto size = connection_.read_now(piece_);
            if (!size && size.error().code == Errc::denied) return std::unexpected(size.error());
            if (!size || *size == 0) return std::unexpected(error);
            if (auto done = take(*size); !done) return std::unexpected(done.error());
        }
        return std::move(reader_.response());
    }

    TlsConnection& connection_;
    const BodySink& sink_;
    ResponseReader reader_;
    std::array<std::uint8_t, 16 * 1024> piece_{};
    bool heard_ = false;
    bool may_go_on_ = false;
};

} // namespace

struct HttpsClient::State {
    Result<Response> send(const Request& request, Deadline deadline, const BodySink& sink);

    Endpoint endpoint;
    std::unique_ptr<TlsSettings> settings;
    Bell bell;
    Limits limits;
    std::unique_ptr<TlsConnection> connection = nullptr; ///< kept from the last call, if it may be used again
};

Result<HttpsClient> HttpsClient::create(Endpoint endpoint, const Trust& trust, const std::optional<Identity>& identity,
                                        Limits limits)
{
    auto settings = TlsSettings::create(trust, identity);
    if (!settings) return std::unexpected(settings.error());
    auto bell = Bell::create();
    if (!bell) return std::unexpected(bell.error());
    auto state = std::make_unique<State>(std::move(endpoint), std::move(*settings), std::move(*bell), limits);
    return HttpsClient{std::move(state)};
}

HttpsClient::HttpsClient(std::unique_ptr<State> state) : state_{std::move(state)} {}
HttpsClient::HttpsClient(HttpsClient&&) noexcept = default;
HttpsClient& HttpsClient::operator=(HttpsClient&&) noexcept = default;
HttpsClient::~HttpsClient() = default;

Result<Response> HttpsClient::send(const Request& request, Deadline deadline)
{
    return state_->send(request, deadline, {});
}

Result<Response> HttpsClient::send(const Request& request, Deadline deadline, const BodySink& sink)
{
    return state_->send(request, deadline, sink);
}

void HttpsClient::cancel() noexcept
{
    state_->bell.ring();
}

Result<Response> HttpsClient::State::send(const Request& request, Deadline deadline, const BodySink& sink)
{
    const auto head = request_head(endpoint, request);
    if (!head) return std::unexpected(head.error());
    const Patience patience{deadline, limits.silence, bell};

    for (;;) {
        std::unique_ptr<TlsConnection> used = std::move(connection);
        const bool kept = used && used->is_idle();
        if (!kept) {
            auto fresh = TlsConnection::open(*settings, endpoint, patience);
            if (!fresh) return std::unexpected(fresh.error());
            used = std::move(*fresh);
        }
        Exchange exchange{*used, limits, sink};
        auto answer = exchange.run(*head, request.body, patience);
        if (answer) {
            if (exchange.may_go_on()) connection = std::move(used);
            return answer;
        }
        // A kept connection may have died unseen, by the server's time limit or a router's.
        const bool stale = kept && !exchange.was_heard() && answer.error().code == Errc::network;
        if (!stale || !may_be_repeated(request.method)) return answer;
    }
}

} // namespace casustafel::link
