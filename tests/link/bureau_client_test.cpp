#include "link/bureau_client.h"

#include "tls_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::link {
namespace {

using core::Errc;
using test::answering;
using test::http_answer;
using test::Peer;
using test::Script;
using test::TlsServer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// SHA-256 of "sealed bytes", computed elsewhere (sha256sum).
constexpr std::string_view sealed = "sealed bytes";
constexpr std::string_view sealed_hex = "f35cf5b361b0eaf7b0c02e75808e260e3f379c4745abe45552ba768e85687749";
constexpr std::string_view sealed_base64 = "81z1s2Gw6vewwC51gI4mDj83nEdFq+RVUrp2joVod0k=";

/// A relay that answers each request with the next answer and remembers what it was asked; a client that talks to it.
class Conversation {
public:
    explicit Conversation(std::vector<std::string> answers)
        : server_{world_.mutual(), {[this, answers = std::move(answers)](Peer& peer) {
                      if (!peer.shake_hands()) return;
                      for (const std::string& answer : answers) {
                          auto request = peer.read_request();
                          if (!request) return;
                          {
                              const std::scoped_lock lock{mutex_};
                              requests_.push_back(std::move(*request));
                          }
                          peer.send(answer);
                      }
                      peer.wait_for_end();
                  }}},
          bureau{world_.client(server_.port()), core::DeviceId{"tafel-007"}, std::chrono::seconds{20}}
    {
    }

    std::string request(std::size_t index)
    {
        const std::scoped_lock lock{mutex_};
        return index < requests_.size() ? requests_[index] : "";
    }

private:
    TlsWorld world_;
    std::mutex mutex_;
    std::vector<std::string> requests_;
    TlsServer server_;

public:
    BureauClient bureau;
};

core::InboxItem sealed_item()
{
    core::InboxItem item{"item-1", {}, sealed.size(), "package"};
    for (std::size_t i = 0; i < item.sha256.size(); ++i)
        item.sha256[i] = static_cast<std::uint8_t>(std::stoul(std::string{sealed_hex.substr(2 * i, 2)}, nullptr, 16));
    return item;
}

const core::MinutesId minutes{"0b6e2f2a-7f8d-4c58-9a51-3a7d3a0f0001"};

TEST(BureauClient, lists_the_inbox)
{
    const std::string body = R"([{"id":"item-1","sha256":")" + std::string{sealed_hex} +
                             R"(","size":12,"kind":"package"},{"id":"o.2","sha256":")" + std::string{sealed_hex} +
                             R"(","size":1,"kind":"order","added":"by a newer bureau"}])";
    Conversation talk{{http_answer(200, body), http_answer(200, "[]")}};
    const auto items = talk.bureau.inbox();
    ASSERT_TRUE(items) << items.error().detail;
    ASSERT_EQ(items->size(), 2u);
    EXPECT_EQ(items->front(), sealed_item());
    EXPECT_EQ(items->back().kind, "order");
    EXPECT_TRUE(talk.bureau.inbox().value().empty());
    EXPECT_THAT(talk.request(0), StartsWith("GET /v1/devices/tafel-007/inbox HTTP/1.1\r\n"));
}

TEST(BureauClient, takes_no_inbox_that_isnt_one)
{
    const std::string good = R"("sha256":")" + std::string{sealed_hex} + R"(","size":12,"kind":"package"})";
    const std::vector<std::string> bodies{"",
                                          "{}",
                                          "[1]",
                                          R"([{"id":"../x",)" + good + "]",
                                          R"([{"id":"",)" + good + "]",
                                          R"([{"id":"a","id":"b",)" + good + "]",
                                          R"([{"id":"a","sha256":"AB","size":12,"kind":"package"}])",
                                          R"([{"id":"a","sha256":")" + std::string{sealed_hex} +
                                              R"(","size":-1,"kind":"package"}])"};
    std::vector<std::string> answers;
    for (const std::string& body : bodies) answers.push_back(http_answer(200, body));
    Conversation talk{answers};
    for (const std::string& body : bodies) {
        const auto items = talk.bureau.inbox();
        ASSERT_FALSE(items) << body;
        EXPECT_EQ(items.error().code, Errc::corrupt) << body;
    }
}

TEST(BureauClient, fetches_an_item_and_checks_its_digest_and_size)
{
    Conversation talk{{http_answer(200, sealed), http_answer(200, "sealed BYTES"), http_answer(200, "sealed"),
                       http_answer(404, ""), http_answer(200, "sealed bytes!")}};
    const auto bytes = talk.bureau.fetch(sealed_item());
    ASSERT_TRUE(bytes) << bytes.error().detail;
    EXPECT_EQ(text(*bytes), sealed);
    EXPECT_THAT(talk.request(0),
                AllOf(StartsWith("GET /v1/devices/tafel-007/inbox/item-1 HTTP/1.1\r\n"), Not(HasSubstr("Range"))));
    for (const Errc expected : {Errc::corrupt, Errc::corrupt, Errc::not_found, Errc::corrupt})
        EXPECT_EQ(talk.bureau.fetch(sealed_item()).error().code, expected);
}

/// Answers one request with `bytes`, waits until the client has them, and breaks the connection.
Script breaking_off(std::vector<std::string>& requests, std::string bytes)
{
    return [&requests, bytes = std::move(bytes)](Peer& peer) {
        if (!peer.shake_hands()) return;
        requests.push_back(peer.read_request().value_or(""));
        peer.send(bytes);
        // An orderly end of the TCP stream in the middle of a body, as a cable or a proxy makes it.
    };
}

TEST(BureauClient, resumes_a_fetch_where_it_broke_off)
{
    const TlsWorld world;
    std::vector<std::string> requests;
    {
        TlsServer server{
            world.mutual(),
            {breaking_off(requests, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nsea"),
             breaking_off(requests,
                          "HTTP/1.1 206 Partial\r\nContent-Range: bytes 3-11/12\r\nContent-Length: 9\r\n\r\nled "),
             breaking_off(requests,
                          "HTTP/1.1 206 Partial\r\nContent-Range: bytes 7-11/12\r\nContent-Length: 5\r\n\r\nbytes")}};
        BureauClient bureau{world.client(server.port()), core::DeviceId{"tafel-007"}, std::chrono::seconds{20}};
        const auto bytes = bureau.fetch(sealed_item());
        ASSERT_TRUE(bytes) << bytes.error().detail;
        EXPECT_EQ(text(*bytes), sealed);
    }
    ASSERT_EQ(requests.size(), 3u);
    EXPECT_THAT(requests[1], HasSubstr("\r\nRange: bytes=3-\r\n"));
    EXPECT_THAT(requests[1], HasSubstr("\r\nIf-Range: \"" + std::string{sealed_hex} + "\"\r\n"));
    EXPECT_THAT(requests[2], HasSubstr("\r\nRange: bytes=7-\r\n"));
}

TEST(BureauClient, resumes_in_a_later_call_and_starts_over_when_the_server_does)
{
    const TlsWorld world;
    std::vector<std::string> requests;
    {
        TlsServer server{world.mutual(),
                         {breaking_off(requests, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nsealed"),
                          breaking_off(requests, http_answer(503, "", "Retry-After: 7\r\n")),
                          breaking_off(requests, http_answer(200, sealed))}};
        BureauClient bureau{world.client(server.port()), core::DeviceId{"tafel-007"}, std::chrono::seconds{20}};
        const auto first = bureau.fetch(sealed_item());
        ASSERT_FALSE(first);
        EXPECT_EQ(first.error().code, Errc::network);
        EXPECT_EQ(bureau.retry_after(), std::chrono::seconds{7});
        const auto second = bureau.fetch(sealed_item());
        ASSERT_TRUE(second) << second.error().detail;
        EXPECT_EQ(text(*second), sealed);
        EXPECT_EQ(bureau.retry_after(), std::nullopt);
    }
    ASSERT_EQ(requests.size(), 3u);
    EXPECT_THAT(requests[2], HasSubstr("\r\nRange: bytes=6-\r\n"));
}

TEST(BureauClient, takes_no_other_range_than_it_asked_for)
{
    const TlsWorld world;
    std::vector<std::string> requests;
    TlsServer server{
        world.mutual(),
        {breaking_off(requests, "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nsealed"),
         breaking_off(requests,
                      "HTTP/1.1 206 Partial\r\nContent-Range: bytes 5-11/12\r\nContent-Length: 7\r\n\r\nd bytes")}};
    BureauClient bureau{world.client(server.port()), core::DeviceId{"tafel-007"}, std::chrono::seconds{20}};
    const auto bytes = bureau.fetch(sealed_item());
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().code, Errc::corrupt);
}

TEST(BureauClient, forgets_an_item_also_when_it_is_gone_already)
{
    Conversation talk{{"HTTP/1.1 204 No Content\r\n\r\n", http_answer(404, ""), http_answer(500, "")}};
    EXPECT_TRUE(talk.bureau.forget(sealed_item()));
    EXPECT_TRUE(talk.bureau.forget(sealed_item()));
    EXPECT_EQ(talk.bureau.forget(sealed_item()).error().code, Errc::network);
    EXPECT_THAT(talk.request(0), StartsWith("DELETE /v1/devices/tafel-007/inbox/item-1 HTTP/1.1\r\n"));
}

TEST(BureauClient, delivers_the_bytes_unchanged_with_their_digest)
{
    Conversation talk{{http_answer(201, "a.b.c"), http_answer(200, "a.b.c")}};
    EXPECT_EQ(talk.bureau.deliver(minutes, core::bytes_of(sealed)), "a.b.c");
    EXPECT_EQ(talk.bureau.deliver(minutes, core::bytes_of(sealed)), "a.b.c");
    EXPECT_THAT(talk.request(0), StartsWith("PUT /v1/minutes/" + minutes.value() + " HTTP/1.1\r\n"));
    EXPECT_THAT(talk.request(0), HasSubstr("\r\nContent-Type: application/jose+json\r\n"));
    EXPECT_THAT(talk.request(0), HasSubstr("\r\nContent-Digest: sha-256=:" + std::string{sealed_base64} + ":\r\n"));
    EXPECT_THAT(talk.request(0), testing::EndsWith("\r\n\r\n" + std::string{sealed}));
    EXPECT_EQ(talk.request(0), talk.request(1));
}

TEST(BureauClient, tells_the_bureaus_refusals_apart)
{
    const std::vector<std::pair<int, Errc>> cases{{400, Errc::refused},  {401, Errc::denied},  {403, Errc::denied},
                                                  {409, Errc::conflict}, {413, Errc::refused}, {422, Errc::corrupt},
                                                  {429, Errc::network},  {500, Errc::network}, {503, Errc::network},
                                                  {507, Errc::full},     {302, Errc::refused}, {202, Errc::refused}};
    std::vector<std::string> answers;
    for (const auto& [status, code] : cases) answers.push_back(http_answer(status, ""));
    Conversation talk{answers};
    for (const auto& [status, code] : cases) {
        const auto receipt = talk.bureau.deliver(minutes, core::bytes_of(sealed));
        ASSERT_FALSE(receipt) << status;
        EXPECT_EQ(receipt.error().code, code) << status;
        EXPECT_THAT(receipt.error().detail, HasSubstr(": " + std::to_string(status)));
    }
}

TEST(BureauClient, logs_only_a_short_plain_title_of_a_problem)
{
    const auto problem = [](const std::string& body) {
        return http_answer(409, body, "Content-Type: application/problem+json\r\n");
    };
    Conversation talk{{problem(R"({"title":"same id, other bytes","detail":"Jansen zei"})"),
                       problem(R"({"title":"caf\u00e9"})"), problem(R"({"title":")" + std::string(81, 'x') + "\"}"),
                       problem(R"({"title":"line\nbreak"})"), problem("{"),
                       http_answer(409, R"({"title":"untyped"})")}};
    const std::string call = "PUT /v1/minutes/" + minutes.value() + ": 409";
    EXPECT_EQ(talk.bureau.deliver(minutes, {}).error().detail, call + " (same id, other bytes)");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(talk.bureau.deliver(minutes, {}).error().detail, call);
}

TEST(BureauClient, asks_for_a_receipt_only_when_it_is_newer)
{
    Conversation talk{{http_answer(404, ""), http_answer(200, "stored.jws", "ETag: \"s1\"\r\n"),
                       "HTTP/1.1 304 Not Modified\r\nETag: \"s1\"\r\n\r\n",
                       http_answer(200, "opened.jws", "ETag: \"o1\"\r\n"), http_answer(500, "")}};
    EXPECT_EQ(talk.bureau.receipt(minutes).value(), std::nullopt);
    EXPECT_EQ(talk.bureau.receipt(minutes).value(), "stored.jws");
    EXPECT_EQ(talk.bureau.receipt(minutes).value(), "stored.jws");
    EXPECT_EQ(talk.bureau.receipt(minutes).value(), "opened.jws");
    EXPECT_EQ(talk.bureau.receipt(minutes).error().code, Errc::network);
    EXPECT_THAT(talk.request(1), Not(HasSubstr("If-None-Match")));
    EXPECT_THAT(talk.request(2), HasSubstr("\r\nIf-None-Match: \"s1\"\r\n"));
    EXPECT_THAT(talk.request(4), HasSubstr("\r\nIf-None-Match: \"o1\"\r\n"));
    EXPECT_THAT(talk.request(0), StartsWith("GET /v1/minutes/" + minutes.value() + "/receipt HTTP/1.1\r\n"));
}

TEST(BureauClient, reads_the_bureaus_keys_and_sends_its_own)
{
    Conversation talk{{http_answer(200, "keys.jws", "ETag: \"3\"\r\n"), "HTTP/1.1 304 Not Modified\r\n\r\n",
                       "HTTP/1.1 204 No Content\r\n\r\n", http_answer(409, "")}};
    EXPECT_EQ(talk.bureau.keys(), "keys.jws");
    EXPECT_EQ(talk.bureau.keys(), "keys.jws");
    EXPECT_TRUE(talk.bureau.put_device_keys("own.jws"));
    EXPECT_EQ(talk.bureau.put_device_keys("own.jws").error().code, Errc::conflict);
    EXPECT_THAT(talk.request(0), StartsWith("GET /v1/keys HTTP/1.1\r\n"));
    EXPECT_THAT(talk.request(2), StartsWith("PUT /v1/devices/tafel-007/keys HTTP/1.1\r\n"));
    EXPECT_THAT(talk.request(2), testing::EndsWith("\r\n\r\nown.jws"));
}

TEST(BureauClient, keeps_the_wait_that_the_bureau_asks_for_within_a_day)
{
    Conversation talk{{http_answer(429, "", "Retry-After: 120\r\n"), http_answer(503, "", "Retry-After: 999999\r\n"),
                       http_answer(503, "", "Retry-After: soon\r\n")}};
    EXPECT_FALSE(talk.bureau.keys());
    EXPECT_EQ(talk.bureau.retry_after(), std::chrono::seconds{120});
    EXPECT_FALSE(talk.bureau.keys());
    EXPECT_EQ(talk.bureau.retry_after(), std::chrono::hours{24});
    EXPECT_FALSE(talk.bureau.keys());
    EXPECT_EQ(talk.bureau.retry_after(), std::nullopt);
}

TEST(BureauClient, asks_nothing_under_an_id_that_would_change_the_path)
{
    Conversation talk{{http_answer(200, "")}};
    for (const char* id : {"", "..", "a/b", "a?b", "a b", "%2e", "\xc3\xa9"}) {
        EXPECT_EQ(talk.bureau.receipt(core::MinutesId{id}).error().code, Errc::rejected) << id;
        EXPECT_EQ(talk.bureau.deliver(core::MinutesId{id}, {}).error().code, Errc::rejected) << id;
    }
    EXPECT_EQ(talk.request(0), "");
}

} // namespace
} // namespace casustafel::link
