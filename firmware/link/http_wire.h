#pragma once

#include "link/http.h"

#include <memory>

namespace casustafel::link {

/// The head of a request as it goes over the wire; its body follows unchanged.
/// Errc::rejected: method, target or a header isn't made of the characters that HTTP allows there.
core::Result<core::Bytes> request_head(const Endpoint& endpoint, const Request& request);

/// Puts a response together from the bytes as they arrive. Interim answers (1xx) are skipped. An answer must say how
/// long its body is, by Content-Length or chunks: one that ends with its connection could be cut short unseen.
class ResponseReader {
public:
    explicit ResponseReader(const Limits& limits);
    ResponseReader(ResponseReader&&) noexcept;
    ResponseReader& operator=(ResponseReader&&) noexcept;
    ~ResponseReader();

    /// Errc::refused: larger than the limits. Errc::network: not HTTP, or more bytes than the answer has. Of no more
    /// use after an error.
    core::Result<> feed(core::ByteView bytes);
    bool has_head() const;
    bool is_complete() const;
    /// Whether another request may follow on the same connection, once complete.
    bool may_go_on() const;
    /// The answer so far. The caller may take the body out while it grows; its limit counts all of it.
    Response& response();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace casustafel::link
