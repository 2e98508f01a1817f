#pragma once

#include "link/http.h"

#include <functional>
#include <memory>

namespace casustafel::link {

/// Takes a piece of a body as it arrives, with the head of its answer (whose `body` stays empty). An error ends the
/// call.
using BodySink = std::function<core::Result<>(const Response& head, core::ByteView piece)>;

/// One authenticated request at a time to one server: HTTP/1.1 over TLS 1.3, with the device's certificate when it has
/// one.
///
/// The connection is kept between calls and made anew when the other side closed it. Redirects are not followed.
/// `send` belongs to one thread; only `cancel` may be called from another.
class HttpsClient {
public:
    /// Reads certificates and key; doesn't connect yet.
    /// Errc::denied: the CA, certificate or key can't be read or don't belong together. Errc::crypto: no random
    /// numbers.
    static core::Result<HttpsClient> create(Endpoint endpoint, const Trust& trust,
                                            const std::optional<Identity>& identity, Limits limits = {});

    HttpsClient(HttpsClient&&) noexcept;
    HttpsClient& operator=(HttpsClient&&) noexcept;
    ~HttpsClient();

    /// The answer, whatever its status. A call whose kept connection turned out to be closed is repeated once on a new
    /// one, if its method may be repeated (RFC 9110, 9.2.2).
    ///
    /// Errc::network: not reachable, broken off, too slow, cancelled, or not HTTP; trying later may help.
    /// Errc::denied: the server's certificate isn't one of our bureau, or the server didn't take ours. TLS 1.3 says the
    /// latter only after the handshake, so a server is known to have accepted the device when a call was answered.
    /// Errc::refused: the answer is larger than allowed, or not one the protocol knows.
    core::Result<Response> send(const Request& request, Deadline deadline);

    /// As above, with the body of a 2xx answer handed over in pieces, so that what arrived before a break isn't lost.
    /// The body of any other answer is in the result.
    core::Result<Response> send(const Request& request, Deadline deadline, const BodySink& sink);

    /// Ends the call under way and all later ones at once with Errc::network. Any thread, any number of times.
    void cancel() noexcept;

private:
    struct State;
    explicit HttpsClient(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace casustafel::link
