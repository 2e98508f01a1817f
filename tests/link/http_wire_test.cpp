#include "link/http_wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::link {
namespace {

using core::bytes_of;
using core::Errc;

const Endpoint relay{"relay.voorbeeld.test", 8443};

/// Feeds `wire` in pieces of `step` bytes: the answer when complete, or the first error.
core::Result<Response> read(std::string_view wire, std::size_t step, const Limits& limits = {})
{
    ResponseReader reader{limits};
    for (; !wire.empty(); wire.remove_prefix(std::min(step, wire.size())))
        if (auto fed = reader.feed(bytes_of(wire.substr(0, step))); !fed) return std::unexpected(fed.error());
    if (!reader.is_complete()) return core::fail(Errc::not_found, "incomplete");
    return std::move(reader.response());
}

/// Errc::rejected stands for an answer that was taken.
Errc verdict(std::string_view wire, const Limits& limits = {})
{
    const auto response = read(wire, 7, limits);
    return response ? Errc::rejected : response.error().code;
}

TEST(RequestHead, is_written_as_given)
{
    const auto head = request_head(relay, {"GET", "/v1/keys?x=%20", {{"If-None-Match", "\"a\""}}, {}});
    ASSERT_TRUE(head);
    EXPECT_EQ(core::text_of(*head),
              "GET /v1/keys?x=%20 HTTP/1.1\r\nHost: relay.voorbeeld.test:8443\r\nIf-None-Match: \"a\"\r\n\r\n");
    EXPECT_THAT(std::string{core::text_of(request_head({"::1", 443}, {"GET", "/"}).value())},
                testing::HasSubstr("Host: [::1]\r\n"));
    EXPECT_THAT(std::string{core::text_of(request_head(relay, {"PUT", "/"}).value())},
                testing::HasSubstr("Content-Length: 0\r\n"));
}

TEST(RequestHead, lets_nobody_smuggle_a_line)
{
    EXPECT_FALSE(request_head(relay, {"GET\r\n", "/"}));
    EXPECT_FALSE(request_head(relay, {"GET", "/a b"}));
    EXPECT_FALSE(request_head(relay, {"GET", "/a\r\nX: y"}));
    EXPECT_FALSE(request_head(relay, {"GET", "elsewhere"}));
    EXPECT_FALSE(request_head(relay, {"GET", "/", {{"A", "b\r\nC: d"}}}));
    EXPECT_FALSE(request_head(relay, {"GET", "/", {{"A: b\r\nC", "d"}}}));
}

TEST(ResponseReader, reads_the_same_answer_in_pieces_of_any_size)
{
    const std::string wire = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                             "HTTP/1.1 200 OK\r\nA: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
                             "5;note=x\r\nhello\r\nA\r\n, is it me\r\n0\r\nT: t\r\n\r\n";
    for (std::size_t step = 1; step <= wire.size(); ++step) {
        const auto response = read(wire, step);
        ASSERT_TRUE(response) << step << ": " << response.error().detail;
        EXPECT_EQ(response->status, 200u);
        EXPECT_EQ(core::text_of(response->body), "hello, is it me");
        EXPECT_EQ(response->headers.size(), 2u);
    }
}

TEST(ResponseReader, says_whether_the_connection_may_be_used_again)
{
    const auto may_go_on = [](std::string_view wire) {
        ResponseReader reader{{}};
        EXPECT_TRUE(reader.feed(bytes_of(wire)));
        EXPECT_TRUE(reader.is_complete());
        return reader.may_go_on();
    };
    EXPECT_TRUE(may_go_on("HTTP/1.1 204 No Content\r\n\r\n"));
    EXPECT_TRUE(may_go_on("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n"));
    EXPECT_FALSE(may_go_on("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
    EXPECT_FALSE(may_go_on("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
}

TEST(ResponseReader, refuses_what_isnt_one_sound_answer)
{
    for (const std::string_view wire : {
             "SSH-2.0-x\r\n\r\n",
             "HTTP/2.0 200 OK\r\n\r\n",
             "HTTP/1.1 200 OK\r\n\r\nno length",
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
             "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
             "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
             "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
         })
        EXPECT_EQ(verdict(wire), Errc::network) << wire;
}

TEST(ResponseReader, bounds_everything_that_a_server_could_make_long)
{
    const Limits limits{.head_bytes = 200, .body_bytes = 10};
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(verdict("HTTP/1.1 200 OK\r\nX: " + std::string(300, 'x'), limits), Errc::refused);
    EXPECT_EQ(verdict("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n", limits), Errc::refused);
    EXPECT_EQ(verdict(chunked + "6\r\nabcdef\r\n6\r\nghijkl\r\n0\r\n\r\n", limits), Errc::refused);
    EXPECT_EQ(verdict(chunked + "1;" + std::string(500, 'x'), limits), Errc::refused);
    EXPECT_EQ(verdict(chunked + "0\r\nT: " + std::string(500, 'x'), limits), Errc::refused);
    std::string interim;
    for (int i = 0; i < 9; ++i) interim += "HTTP/1.1 100 Continue\r\n\r\n";
    EXPECT_EQ(verdict(interim, limits), Errc::network);
}

} // namespace
} // namespace casustafel::link
