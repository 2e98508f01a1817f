#include "link/http_wire.h"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>

// The only file that knows Boost.Beast.

namespace casustafel::link {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using core::Errc;
using core::fail;
using core::Result;

constexpr int most_interim_answers = 8;

// As long as a chunked body isn't complete, at least `0 CR LF CR LF` is still to come. Beast before 1.86 ends the
// program on an assertion when it gets less of it.
constexpr std::size_t shortest_chunked_rest = 5;

bool is_token_character(char c)
{
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return alphanumeric || std::string_view{"!#$%&'*+-.^_`|~"}.contains(c);
}

bool is_token(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_token_character);
}

bool is_printable(std::string_view text, char lowest)
{
    return std::ranges::all_of(text, [lowest](char c) { return c >= lowest && c <= '~'; });
}

Result<> check(const Request& request)
{
    if (!is_token(request.method)) return fail(Errc::rejected, "not an HTTP method");
    if (!request.target.starts_with('/') || !is_printable(request.target, '!'))
        return fail(Errc::rejected, "not a request target");
    for (const Header& header : request.headers)
        if (!is_token(header.name) || !is_printable(header.value, ' '))
            return fail(Errc::rejected, "not an HTTP header: " + header.name);
    return {};
}

/// The value of the Host header: an IPv6 address stands in brackets, the usual port is left out.
std::string authority(const Endpoint& endpoint)
{
    const std::string host = endpoint.host.contains(':') ? '[' + endpoint.host + ']' : endpoint.host;
    return endpoint.port == 443 ? host : host + ':' + std::to_string(endpoint.port);
}

using Text = boost::beast::string_view;

/// Beast's parser with our own storage behind it.
class Parser final : public http::basic_parser<false> {
public:
    Response response;

private:
    void on_request_impl(http::verb, Text, Text, int, error_code&) override {}
    void on_response_impl(int code, Text, int, error_code&) override { response.status = static_cast<unsigned>(code); }
    void on_field_impl(http::field, Text name, Text value, error_code&) override
    {
        if (!is_header_done()) response.headers.push_back({std::string{name}, std::string{value}});
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}
    std::size_t on_body_impl(Text body, error_code&) override
    {
        const core::ByteView bytes = core::bytes_of({body.data(), body.size()});
        response.body.insert(response.body.end(), bytes.begin(), bytes.end());
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code& error) override
    {
        return on_body_impl(body, error);
    }
    void on_finish_impl(error_code&) override {}
};

core::Error failure(const error_code& error)
{
    const bool too_large =
        error == http::error::header_limit || error == http::error::body_limit || error == http::error::buffer_overflow;
    return {too_large ? Errc::refused : Errc::network, "the answer: " + error.message()};
}

} // namespace

Result<core::Bytes> request_head(const Endpoint& endpoint, const Request& request)
{
    if (auto sound = check(request); !sound) return std::unexpected(sound.error());

    http::request<http::empty_body> message;
    message.version(11);
    message.method_string(request.method);
    message.target(request.target);
    message.set(http::field::host, authority(endpoint));
    for (const Header& header : request.headers) message.insert(header.name, header.value);
    if (!request.body.empty() || request.method == "PUT" || request.method == "POST")
        message.set(http::field::content_length, std::to_string(request.body.size()));

    core::Bytes head;
    http::request_serializer<http::empty_body> serializer{message};
    error_code error;
    while (!serializer.is_done() && !error) {
        serializer.next(error, [&](error_code&, const auto& buffers) {
            for (const boost::asio::const_buffer piece : boost::beast::buffers_range_ref(buffers)) {
                const core::ByteView bytes{static_cast<const std::uint8_t*>(piece.data()), piece.size()};
                head.insert(head.end(), bytes.begin(), bytes.end());
            }
            serializer.consume(boost::beast::buffer_bytes(buffers));
        });
    }
    if (error) return fail(Errc::rejected, "the request: " + error.message());
    return head;
}

struct ResponseReader::State {
    explicit State(const Limits& allowed) : limits{allowed} { begin(); }

    void begin()
    {
        parser.emplace();
        parser->header_limit(limits.head_bytes);
        parser->body_limit(limits.body_bytes);
        parser->eager(true);
    }

    Result<> step();

    Limits limits;
    std::optional<Parser> parser;
    core::Bytes pending; ///< arrived, but too little for the parser to go on
    int interim_answers = 0;
};

ResponseReader::ResponseReader(const Limits& limits) : state_{std::make_unique<State>(limits)} {}
ResponseReader::ResponseReader(ResponseReader&&) noexcept = default;
ResponseReader& ResponseReader::operator=(ResponseReader&&) noexcept = default;
ResponseReader::~ResponseReader() = default;

Result<> ResponseReader::feed(core::ByteView bytes)
{
    state_->pending.insert(state_->pending.end(), bytes.begin(), bytes.end());
    while (!state_->pending.empty()) {
        if (is_complete()) return fail(Errc::network, "the answer: bytes after its end");
        const std::size_t before = state_->pending.size();
        if (auto done = state_->step(); !done) return done;
        if (state_->pending.size() == before) break; // needs more
    }
    // Beast limits the head and the body; lines between chunks are limited here.
    if (state_->pending.size() > std::size_t{2} * state_->limits.head_bytes)
        return fail(Errc::refused, "the answer: a line is too long");
    return {};
}

Result<> ResponseReader::State::step()
{
    const bool in_chunks = parser->is_header_done() && parser->chunked();
    if (in_chunks && pending.size() < shortest_chunked_rest) return {};
    error_code error;
    const std::size_t used = parser->put(boost::asio::buffer(pending.data(), pending.size()), error);
    if (error && error != http::error::need_more) return std::unexpected(failure(error));
    pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(used));
    if (!parser->is_header_done()) return {};
    if (parser->need_eof()) return fail(Errc::network, "the answer: no length");
    if (!parser->is_done() || parser->response.status >= 200) return {};
    if (++interim_answers > most_interim_answers || parser->response.status == 101)
        return fail(Errc::network, "the answer: unexpected interim answers");
    begin();
    return {};
}

bool ResponseReader::has_head() const
{
    return state_->parser->is_header_done() && state_->parser->response.status >= 200;
}

bool ResponseReader::is_complete() const
{
    return state_->parser->is_done() && state_->parser->response.status >= 200;
}

bool ResponseReader::may_go_on() const
{
    return is_complete() && state_->parser->keep_alive();
}

Response& ResponseReader::response()
{
    return state_->parser->response;
}

} // namespace casustafel::link
