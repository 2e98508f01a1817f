#include "link/https_client.h"

#include "tls_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace casustafel::link {
namespace {

using core::Errc;
using test::answering;
using test::http_answer;
using test::Peer;
using test::TlsServer;
using testing::HasSubstr;
using testing::StartsWith;

const Request hello{.method = "GET", .target = "/hello"};

TEST(HttpsClient, exchanges_a_request_and_an_answer_with_certificates_on_both_sides)
{
    const TlsWorld world;
    std::promise<std::string> name, request;
    TlsServer server{world.mutual(), {[&](Peer& peer) {
                         ASSERT_TRUE(peer.shake_hands());
                         name.set_value(peer.client_name());
                         request.set_value(peer.read_request().value_or(""));
                         peer.send(http_answer(201, "kept", "ETag: \"7\"\r\n"));
                         peer.wait_for_end();
                     }}};
    HttpsClient client = world.client(server.port());
    const Request put{"PUT", "/v1/minutes/m-1", {{"Content-Type", "application/jose+json"}}, {'a', 'b', 'c'}};
    const auto answer = client.send(put, ample());
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 201u);
    EXPECT_EQ(text(answer->body), "kept");
    EXPECT_EQ(answer->header("etag"), "\"7\"");
    EXPECT_EQ(answer->header("absent"), std::nullopt);
    EXPECT_EQ(name.get_future().get(), "tafel-007");
    const std::string sent = request.get_future().get();
    EXPECT_THAT(sent, StartsWith("PUT /v1/minutes/m-1 HTTP/1.1\r\n"));
    EXPECT_THAT(sent, HasSubstr("\r\nHost: localhost:" + std::to_string(server.port()) + "\r\n"));
    EXPECT_THAT(sent, HasSubstr("\r\nContent-Length: 3\r\n"));
    EXPECT_THAT(sent, testing::EndsWith("\r\n\r\nabc"));
}

TEST(HttpsClient, reaches_a_server_by_address_and_over_ipv6)
{
    const TlsWorld world;
    TlsServer v4{world.mutual(), {answering({http_answer(200, "four")})}};
    const auto by_address = world.client(v4.port(), {}, "127.0.0.1").send(hello, ample());
    ASSERT_TRUE(by_address) << by_address.error().detail;
    EXPECT_EQ(text(by_address->body), "four");

    test::ServerSettings settings = world.mutual();
    settings.ipv6 = true;
    TlsServer v6{settings, {answering({http_answer(200, "six")})}};
    const auto six = world.client(v6.port()).send(hello, ample());
    ASSERT_TRUE(six) << six.error().detail;
    EXPECT_EQ(text(six->body), "six");
}

TEST(HttpsClient, gives_up_at_the_deadline_when_the_server_never_shakes_hands)
{
    const TlsWorld world;
    TlsServer server{world.mutual(), {[](Peer& peer) { peer.wait_for_end(); }}};
    const auto answer = world.client(server.port()).send(hello, soon());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Errc::network);
    EXPECT_THAT(answer.error().detail, HasSubstr("in time"));
}

TEST(HttpsClient, gives_up_at_the_deadline_though_bytes_keep_coming)
{
    const TlsWorld world;
    std::promise<void> gave_up;
    TlsServer server{world.mutual(), {[given_up = gave_up.get_future().share()](Peer& peer) {
                         peer.shake_hands();
                         peer.read_request();
                         peer.send("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n");
                         while (given_up.wait_for(std::chrono::milliseconds{1}) != std::future_status::ready)
                             peer.send("drip");
                     }}};
    Limits limits;
    limits.body_bytes = 1'000'000'000;
    HttpsClient client = world.client(server.port(), limits);
    const auto answer = client.send(hello, std::chrono::steady_clock::now() + std::chrono::milliseconds{150});
    gave_up.set_value();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Errc::network);
}

TEST(HttpsClient, gives_up_before_the_deadline_when_the_server_falls_silent)
{
    const TlsWorld world;
    TlsServer server{world.mutual(), {[](Peer& peer) {
                         peer.shake_hands();
                         peer.read_request();
                         peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                         peer.wait_for_end();
                     }}};
    Limits limits;
    limits.silence = std::chrono::milliseconds{300};
    const auto answer = world.client(server.port(), limits).send(hello, ample());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Errc::network);
    EXPECT_THAT(answer.error().detail, HasSubstr("in time"));
}

TEST(HttpsClient, says_network_when_nobody_listens_or_the_name_is_unknown)
{
    const TlsWorld world;
    std::uint16_t port = 0;
    {
        const TlsServer gone{world.mutual(), {}};
        port = gone.port();
    }
    const auto nobody = world.client(port).send(hello, ample());
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().code, Errc::network);
    const auto unknown = world.client(port, {}, "relay.invalid").send(hello, ample());
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, Errc::network);
}

TEST(HttpsClient, keeps_the_connection_between_calls)
{
    const TlsWorld world;
    TlsServer server{world.mutual(),
                     {answering({http_answer(200, "one"), "HTTP/1.1 204 No Content\r\n\r\n",
                                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "3\r\nthr\r\n2;x=y\r\nee\r\n0\r\nTrailer: yes\r\n\r\n"})}};
    HttpsClient client = world.client(server.port());
    EXPECT_EQ(text(client.send(hello, ample()).value().body), "one");
    EXPECT_EQ(client.send(hello, ample()).value().status, 204u);
    const auto chunked = client.send(hello, ample());
    ASSERT_TRUE(chunked) << chunked.error().detail;
    EXPECT_EQ(text(chunked->body), "three");
    EXPECT_EQ(chunked->header("Trailer"), std::nullopt);
    EXPECT_EQ(server.connections(), 1);
}

TEST(HttpsClient, connects_anew_when_the_server_closed_the_kept_connection)
{
    const TlsWorld world;
    TlsServer server{world.mutual(),
                     {answering({http_answer(200, "one")}),
                      answering({http_answer(200, "two", "Connection: close\r\n")}),
                      answering({http_answer(200, "three")})}};
    HttpsClient client = world.client(server.port());
    EXPECT_EQ(text(client.send(hello, ample()).value().body), "one");
    const auto second = client.send(hello, ample());
    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(text(second->body), "two");
    EXPECT_EQ(text(client.send(hello, ample()).value().body), "three");
    EXPECT_EQ(server.connections(), 3);
}

TEST(HttpsClient, doesnt_repeat_a_request_that_may_not_be_repeated)
{
    const TlsWorld world;
    TlsServer server{world.mutual(),
                     {[](Peer& peer) {
                          peer.shake_hands();
                          peer.read_request();
                          peer.send(http_answer(200, "one"));
                          peer.read_request(); // taken, and never answered
                          peer.reset();
                      },
                      answering({http_answer(200, "again")})}};
    HttpsClient client = world.client(server.port());
    EXPECT_TRUE(client.send(hello, ample()));
    const auto post = client.send({"POST", "/once", {}, {'x'}}, ample());
    ASSERT_FALSE(post);
    EXPECT_EQ(post.error().code, Errc::network);
    EXPECT_EQ(server.connections(), 1);
    EXPECT_TRUE(client.send(hello, ample())) << "a broken connection doesn't spoil the client";
}

TEST(HttpsClient, survives_session_tickets_and_reports_a_key_update_as_a_broken_connection)
{
    const TlsWorld world;
    TlsServer server{world.mutual(),
                     {[](Peer& peer) { // the server has sent its tickets by now
                          peer.shake_hands();
                          peer.read_request();
                          peer.update_key();
                          peer.send(http_answer(200, "new key"));
                          peer.wait_for_end();
                      },
                      answering({http_answer(200, "later")})}};
    HttpsClient client = world.client(server.port());
    const auto updated = client.send(hello, ample());
    ASSERT_FALSE(updated);
    EXPECT_EQ(updated.error().code, Errc::network) << updated.error().detail;
    EXPECT_EQ(text(client.send(hello, ample()).value().body), "later");
}

TEST(HttpsClient, refuses_an_answer_that_is_too_large)
{
    const TlsWorld world;
    TlsServer server{world.mutual(),
                     {answering({http_answer(200, std::string(2000, 'b'))}),
                      answering({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
                                 std::string(2000, 'c') + "\r\n0\r\n\r\n"}),
                      answering({http_answer(200, "", "X: " + std::string(5000, 'h') + "\r\n")})}};
    Limits limits;
    limits.body_bytes = 1000;
    limits.head_bytes = 4096;
    HttpsClient client = world.client(server.port(), limits);
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.send(hello, ample());
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, Errc::refused) << answer.error().detail;
    }
}

TEST(HttpsClient, hands_over_what_arrived_before_the_connection_broke)
{
    const TlsWorld world;
    std::promise<void> arrived;
    TlsServer server{world.mutual(), {[got = arrived.get_future().share()](Peer& peer) {
                         peer.shake_hands();
                         peer.read_request();
                         peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                         got.wait();
                         peer.reset();
                     }}};
    HttpsClient client = world.client(server.port());
    std::string kept;
    const auto answer = client.send(hello, ample(), [&](const Response& head, core::ByteView piece) -> core::Result<> {
        EXPECT_EQ(head.status, 200u);
        kept += core::text_of(piece);
        if (kept == "half") arrived.set_value();
        return {};
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Errc::network);
    EXPECT_EQ(kept, "half");
}

TEST(HttpsClient, reads_an_answer_that_comes_before_it_has_sent_all)
{
    const TlsWorld world;
    TlsServer server{world.mutual(), {[](Peer& peer) {
                         peer.shake_hands();
                         peer.read_some(100); // the head is enough to say no
                         peer.send(http_answer(413, "too large", "Connection: close\r\n"));
                     }}};
    HttpsClient client = world.client(server.port());
    const auto answer = client.send({"PUT", "/v1/minutes/m-1", {}, core::Bytes(8'000'000, 'x')}, ample());
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 413u);
}

TEST(HttpsClient, doesnt_follow_a_redirect)
{
    const TlsWorld world;
    TlsServer server{world.mutual(), {answering({http_answer(302, "", "Location: https://localhost/\r\n")})}};
    EXPECT_EQ(world.client(server.port()).send(hello, ample()).value().status, 302u);
    EXPECT_EQ(server.connections(), 1);
}

TEST(HttpsClient, is_cancelled_from_another_thread_and_stays_so)
{
    const TlsWorld world;
    std::promise<void> asked;
    TlsServer server{world.mutual(), {[&](Peer& peer) {
                         peer.shake_hands();
                         peer.read_request();
                         asked.set_value();
                         peer.wait_for_end();
                     }}};
    HttpsClient client = world.client(server.port());
    std::thread other{[&] {
        asked.get_future().wait();
        client.cancel();
    }};
    const auto answer = client.send(hello, ample());
    other.join();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error(), (core::Error{Errc::network, "cancelled"}));
    EXPECT_FALSE(client.send(hello, ample()));
}

} // namespace
} // namespace casustafel::link
