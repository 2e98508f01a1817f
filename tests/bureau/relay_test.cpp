#include "relay_rules.h"

#include <atomic>

namespace casustafel::bureau {
namespace {

using testing::HasSubstr;

TEST_F(RelayRules, without_a_certificate_only_enrolment_answers)
{
    EXPECT_EQ(call(std::nullopt, "GET", "/.well-known/est/cacerts").status, 200U);
    for (const std::string path : {"/v1/keys", "/v1/devices/CT-1/inbox", "/v1/desk/minutes", "/v1/minutes/x/receipt"})
        EXPECT_EQ(call(std::nullopt, "GET", path).status, 401U) << path;
}

TEST_F(RelayRules, a_device_touches_only_what_is_its_own)
{
    const Peer one = enrolled("CT-1");
    const Peer two = enrolled("CT-2");
    put_in_inbox("CT-2", "p", "for two");
    EXPECT_EQ(call(one, "GET", "/v1/devices/CT-2/inbox").status, 403U);
    EXPECT_EQ(call(one, "GET", "/v1/devices/CT-2/inbox/p").status, 403U);
    EXPECT_EQ(call(one, "DELETE", "/v1/devices/CT-2/inbox/p").status, 403U);
    EXPECT_EQ(call(one, "PUT", "/v1/devices/CT-2/keys", "x").status, 403U);
    ASSERT_EQ(put_minutes(two, some_id, "sealed").status, 201U);
    EXPECT_EQ(call(one, "GET", "/v1/minutes/" + std::string{some_id} + "/receipt").status, 404U);
    EXPECT_EQ(put_minutes(one, some_id, "sealed").status, 409U);
    for (const std::string path : {"/v1/desk/minutes", "/v1/desk/devices/CT-2/keys", "/v1/desk/keys"})
        EXPECT_EQ(call(one, "GET", path).status, 403U) << path;
    EXPECT_EQ(call(two, "GET", "/v1/devices/CT-2/inbox/p").status, 200U);
}

TEST_F(RelayRules, the_desk_has_no_inbox_and_sends_no_minutes)
{
    EXPECT_EQ(call(desk_, "GET", "/v1/devices/desk/inbox").status, 403U);
    EXPECT_EQ(put_minutes(desk_, some_id, "x").status, 403U);
}

TEST_F(RelayRules, paths_are_taken_as_they_are_written)
{
    const Peer peer = enrolled("CT-1");
    for (const std::string path : {"",
                                   "/",
                                   "//",
                                   "v1/keys",
                                   "//v1/keys",
                                   "/v1//keys",
                                   "/v1/keys/",
                                   "/v1/./keys",
                                   "/v1/../v1/keys",
                                   "/v1/%6beys",
                                   "/v1/devices/CT-1/../CT-2/inbox",
                                   "/v1/devices/CT-1%2f..%2fCT-2/inbox",
                                   "/v1/devices/CT-1/inbox/..",
                                   "/v1/devices/CT-1/inbox/%2e%2e",
                                   "/v1/devices/CT-1/inbox/a/b",
                                   "/v1/minutes/not-a-uuid",
                                   "/v1/minutes/AAAAAAAA-0000-4000-8000-000000000001",
                                   "/v1/keys\n",
                                   "/v2/keys",
                                   "/.well-known/est/../est/cacerts",
                                   "/.well-known/est/fullcmc"})
        EXPECT_EQ(call(peer, "GET", path).status, 404U) << path;
}

TEST_F(RelayRules, another_method_is_refused)
{
    const Peer peer = enrolled("CT-1");
    EXPECT_EQ(call(peer, "POST", "/v1/keys").status, 405U);
    EXPECT_EQ(call(peer, "DELETE", "/v1/minutes/" + std::string{some_id}).status, 405U);
    EXPECT_EQ(call(peer, "GET", "/.well-known/est/simpleenroll").status, 405U);
}

TEST_F(RelayRules, minutes_need_the_digest_of_their_bytes)
{
    const Peer peer = enrolled("CT-1");
    const std::string path = "/v1/minutes/" + std::string{some_id};
    EXPECT_EQ(call(peer, "PUT", path, "sealed").status, 400U);
    EXPECT_EQ(call(peer, "PUT", path, "sealed", {{"Content-Digest", "sha-256=:AAAA:"}}).status, 400U);
    EXPECT_EQ(call(peer, "PUT", path, "sealed", {{"Content-Digest", content_digest(core::bytes_of("other"))}}).status,
              422U);
    EXPECT_EQ(call(peer, "GET", path + "/receipt").status, 404U);
}

TEST_F(RelayRules, the_same_minutes_again_give_the_same_receipt)
{
    const Peer peer = enrolled("CT-1");
    const HttpResponse first = put_minutes(peer, some_id, "sealed");
    now_ += std::chrono::hours{1};
    const HttpResponse second = put_minutes(peer, some_id, "sealed");
    EXPECT_EQ(first.status, 201U);
    EXPECT_EQ(second.status, 200U);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(put_minutes(peer, some_id, "others").status, 409U);
}

TEST_F(RelayRules, many_at_once_leave_one_row_and_one_receipt)
{
    const Peer peer = enrolled("CT-1");
    std::atomic<int> created{0};
    std::vector<std::string> receipts(16);
    {
        std::vector<std::jthread> threads;
        for (std::string& receipt : receipts)
            threads.emplace_back([&] {
                const HttpResponse response = put_minutes(peer, some_id, "sealed");
                if (response.status == 201) ++created;
                receipt = body(response);
            });
    }
    EXPECT_EQ(created, 1);
    EXPECT_THAT(receipts, testing::Each(receipts.front()));
    EXPECT_EQ(must(store_.counts()).envelopes, 1);
}

TEST_F(RelayRules, receipts_form_a_chain)
{
    const Peer peer = enrolled("CT-1");
    const seal::Signer relay{must(read_info(world_.folder())).id,
                             must(read_signing_key(world_.folder().receipt_key())).public_key()};
    const auto first =
        must(seal::verify(body(put_minutes(peer, some_id, "one")), seal::MessageType::receipt, {{relay}}));
    const auto second =
        must(seal::verify(body(put_minutes(peer, other_id, "two")), seal::MessageType::receipt, {{relay}}));
    EXPECT_EQ(first.frame.seq, 1U);
    EXPECT_EQ(first.frame.prev, "");
    EXPECT_EQ(second.frame.seq, 2U);
    EXPECT_EQ(second.frame.prev, protocol::to_base64url(first.jws_digest));
}

TEST_F(RelayRules, a_device_that_fills_its_share_is_told_so)
{
    const Peer one = enrolled("CT-1");
    const Peer two = enrolled("CT-2");
    Relay small = make({.unopened_bytes_per_device = 10});
    const auto put = [&](const Peer& peer, std::string_view id) {
        const core::ByteView bytes = core::bytes_of("12345678");
        return small
            .answer({.method = "PUT",
                     .path = "/v1/minutes/" + std::string{id},
                     .query = "",
                     .headers = {{"Content-Digest", content_digest(bytes)}},
                     .body = {bytes.begin(), bytes.end()},
                     .remote = "",
                     .peer = peer})
            .status;
    };
    EXPECT_EQ(put(one, some_id), 201U);
    EXPECT_EQ(put(one, other_id), 507U);
    EXPECT_EQ(put(two, other_id), 201U);
    EXPECT_EQ(put(one, some_id), 200U);
}

TEST_F(RelayRules, a_device_that_calls_too_often_has_to_wait)
{
    const Peer one = enrolled("CT-1");
    const Peer two = enrolled("CT-2");
    for (int i = 0; i < 240; ++i) ASSERT_EQ(call(one, "GET", "/v1/keys").status, 200U);
    const HttpResponse response = call(one, "GET", "/v1/keys");
    EXPECT_EQ(response.status, 429U);
    EXPECT_NE(header(response, "Retry-After"), "");
    EXPECT_EQ(call(two, "GET", "/v1/keys").status, 200U);
    now_ += std::chrono::seconds{1};
    EXPECT_EQ(call(one, "GET", "/v1/keys").status, 200U);
}

TEST_F(RelayRules, an_item_is_given_whole_in_parts_or_not_again)
{
    const Peer peer = enrolled("CT-1");
    put_in_inbox("CT-1", "p", "0123456789");
    const std::string path = "/v1/devices/CT-1/inbox/p";
    const HttpResponse whole = call(peer, "GET", path);
    EXPECT_EQ(body(whole), "0123456789");
    const std::string etag = header(whole, "ETag");
    EXPECT_EQ(etag, '"' + core::to_hex(seal::sha256(core::bytes_of("0123456789"))) + '"');

    const HttpResponse part = call(peer, "GET", path, {}, {{"Range", "bytes=4-"}, {"If-Range", etag}});
    EXPECT_EQ(part.status, 206U);
    EXPECT_EQ(body(part), "456789");
    EXPECT_EQ(header(part, "Content-Range"), "bytes 4-9/10");
    EXPECT_EQ(body(call(peer, "GET", path, {}, {{"Range", "bytes=4-"}, {"If-Range", "\"old\""}})), "0123456789");
    EXPECT_EQ(body(call(peer, "GET", path, {}, {{"Range", "bytes=2-3"}})), "23");
    EXPECT_EQ(body(call(peer, "GET", path, {}, {{"Range", "bytes=-3"}})), "789");
    EXPECT_EQ(call(peer, "GET", path, {}, {{"Range", "bytes=10-"}}).status, 416U);
    EXPECT_EQ(call(peer, "GET", path, {}, {{"Range", "bytes=0-1,3-4"}}).status, 200U);
    EXPECT_EQ(call(peer, "GET", path, {}, {{"Range", "bytes=99999999999999999999999-"}}).status, 200U);
    EXPECT_EQ(call(peer, "GET", path, {}, {{"If-None-Match", etag}}).status, 304U);
    EXPECT_EQ(call(peer, "DELETE", path).status, 204U);
    EXPECT_EQ(call(peer, "DELETE", path).status, 204U);
    EXPECT_EQ(call(peer, "GET", path).status, 404U);
}

TEST_F(RelayRules, an_item_is_not_replaced_under_its_name)
{
    put_in_inbox("CT-1", "p", "one");
    put_in_inbox("CT-1", "p", "one");
    EXPECT_EQ(call(desk_, "PUT", "/v1/desk/devices/CT-1/inbox/p", "two").status, 409U);
    EXPECT_EQ(call(desk_, "PUT", "/v1/desk/devices/CT-9/inbox/p", "two").status, 404U);
}

TEST_F(RelayRules, the_bureaus_keys_are_sent_once)
{
    const Peer peer = enrolled("CT-1");
    const HttpResponse first = call(peer, "GET", "/v1/keys");
    EXPECT_EQ(first.status, 200U);
    EXPECT_EQ(call(peer, "GET", "/v1/keys", {}, {{"If-None-Match", header(first, "ETag")}}).status, 304U);
    EXPECT_EQ(call(desk_, "GET", "/v1/keys").status, 200U);
}

TEST_F(RelayRules, a_key_set_that_the_root_did_not_sign_is_refused)
{
    EXPECT_EQ(call(desk_, "PUT", "/v1/desk/keys", "a.b.c").status, 409U);
    const std::string present = body(call(desk_, "GET", "/v1/keys"));
    EXPECT_EQ(call(desk_, "PUT", "/v1/desk/keys", present).status, 204U);
}

TEST_F(RelayRules, the_desk_sees_envelopes_in_the_order_of_their_arrival)
{
    const Peer one = enrolled("CT-1");
    ASSERT_EQ(put_minutes(one, other_id, "first").status, 201U);
    ASSERT_EQ(put_minutes(one, some_id, "second").status, 201U);
    const nlohmann::json list = must(protocol::read_json(body(call(desk_, "GET", "/v1/desk/minutes"))));
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0]["id"], other_id);
    EXPECT_EQ(list[1]["number"], 2);
    HttpRequest later{.method = "GET",
                      .path = "/v1/desk/minutes",
                      .query = std::to_string(list[0]["arrival"].get<int>()),
                      .headers = {},
                      .body = {},
                      .remote = "",
                      .peer = desk_};
    EXPECT_EQ(must(protocol::read_json(body(relay_.answer(later)))).size(), 1U);
    later.query = "1; DROP TABLE minutes";
    EXPECT_EQ(relay_.answer(later).status, 400U);
    EXPECT_EQ(body(call(desk_, "GET", "/v1/desk/minutes/" + std::string{other_id})), "first");
}

TEST_F(RelayRules, a_receipt_that_the_desk_did_not_sign_is_refused)
{
    const Peer peer = enrolled("CT-1");
    const std::string stored = body(put_minutes(peer, some_id, "sealed"));
    const std::string path = "/v1/desk/minutes/" + std::string{some_id} + "/receipt";
    EXPECT_EQ(call(desk_, "PUT", path, stored).status, 400U); // signed by the relay's own key
    EXPECT_EQ(call(desk_, "PUT", path, "x").status, 400U);
    EXPECT_EQ(body(call(peer, "GET", "/v1/minutes/" + std::string{some_id} + "/receipt")), stored);
}

TEST_F(RelayRules, a_receipt_about_other_bytes_is_refused)
{
    const Peer peer = enrolled("CT-1");
    ASSERT_EQ(put_minutes(peer, some_id, "sealed").status, 201U);
    core::Receipt receipt;
    receipt.stage = core::ReceiptStage::opened;
    receipt.minutes = core::MinutesId{std::string{some_id}};
    receipt.device = core::DeviceId{"CT-1"};
    receipt.minutes_seq = 1;
    receipt.sha256 = seal::sha256(core::bytes_of("other"));
    receipt.inner_sha256 = core::Digest{1};
    receipt.at = now_;
    const seal::SigningKey desk = must(read_signing_key(world_.folder().desk_signing_key()));
    const auto sign = [&] {
        const seal::Frame frame{must(read_info(world_.folder())).id,
                                {},
                                1,
                                1,
                                "",
                                must(protocol::read_json(protocol::write_receipt(receipt)))};
        return must(seal::sign(desk, seal::MessageType::receipt, frame));
    };
    const std::string path = "/v1/desk/minutes/" + std::string{some_id} + "/receipt";
    EXPECT_EQ(call(desk_, "PUT", path, sign()).status, 409U);
    receipt.sha256 = seal::sha256(core::bytes_of("sealed"));
    const std::string right = sign();
    EXPECT_EQ(call(desk_, "PUT", path, right).status, 204U);
    EXPECT_EQ(call(desk_, "PUT", path, right).status, 204U);
    EXPECT_EQ(body(call(peer, "GET", "/v1/minutes/" + std::string{some_id} + "/receipt")), right);
    EXPECT_EQ(must(store_.counts()).unopened, 0);
}

TEST_F(RelayRules, counts_are_for_this_machine_only)
{
    HttpRequest request{.method = "GET",
                        .path = "/metrics",
                        .query = "",
                        .headers = {},
                        .body = {},
                        .remote = "192.0.2.1",
                        .peer = std::nullopt};
    EXPECT_EQ(relay_.answer(request).status, 404U);
    request.remote = "127.0.0.1";
    EXPECT_THAT(body(relay_.answer(request)), HasSubstr("casustafel_relay_devices 2\n"));
    request.path = "/healthz";
    EXPECT_EQ(relay_.answer(request).status, 200U);
}

TEST_F(RelayRules, errors_are_problem_documents)
{
    const HttpResponse response = call(std::nullopt, "GET", "/v1/keys");
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
    EXPECT_EQ(must(protocol::read_json(body(response)))["status"], 401);
}

} // namespace
} // namespace casustafel::bureau
