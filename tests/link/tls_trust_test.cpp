#include "link/https_client.h"

#include "tls_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

// Who is believed to be the bureau, and how the device learns that it isn't believed itself.

namespace casustafel::link {
namespace {

using core::Errc;
using test::answering;
using test::http_answer;
using test::Peer;
using test::TlsServer;
using testing::HasSubstr;

const Request hello{.method = "GET", .target = "/hello"};

/// What a client that trusts `world` says about a server with `settings`.
core::Error refusal(const TlsWorld& world, const test::ServerSettings& settings)
{
    std::atomic<bool> asked = false;
    core::Error error{Errc::rejected, "the server was believed"};
    {
        TlsServer server{settings, {[&](Peer& peer) { asked = peer.shake_hands() && peer.read_request(); }}};
        const auto answer = world.client(server.port()).send(hello, ample());
        if (!answer) error = answer.error();
    }
    EXPECT_FALSE(asked) << "a request went out to a server that isn't ours";
    return error;
}

TEST(TlsTrust, denies_a_server_whose_certificate_is_of_another_ca)
{
    const TlsWorld world;
    const test::CertificateAuthority other{"Verzonnen Bureau CA"};
    const auto error = refusal(world, {.identity = other.issue({.common_name = "relay", .dns_names = {"localhost"}})});
    EXPECT_EQ(error.code, Errc::denied) << error.detail;
}

TEST(TlsTrust, denies_a_server_with_another_name)
{
    const TlsWorld world;
    const auto identity = world.ca.issue({.common_name = "localhost", .dns_names = {"relay.voorbeeld.test"}});
    const auto error = refusal(world, {.identity = identity});
    EXPECT_EQ(error.code, Errc::denied) << error.detail;
}

TEST(TlsTrust, denies_a_server_whose_certificate_has_expired)
{
    const TlsWorld world;
    const auto identity =
        world.ca.issue({.common_name = "relay", .dns_names = {"localhost"}, .ends = std::chrono::seconds{-60}});
    const auto error = refusal(world, {.identity = identity});
    EXPECT_EQ(error.code, Errc::denied) << error.detail;
    EXPECT_THAT(error.detail, HasSubstr("expired"));
}

TEST(TlsTrust, denies_a_server_that_speaks_only_tls_1_2)
{
    const TlsWorld world;
    const auto error = refusal(world, {.identity = world.server, .priority = "NORMAL:-VERS-ALL:+VERS-TLS1.2"});
    EXPECT_EQ(error.code, Errc::denied) << error.detail;
}

TEST(TlsTrust, denies_a_server_that_offers_only_a_group_it_doesnt_take)
{
    const TlsWorld world;
    const auto error = refusal(
        world, {.identity = world.server, .priority = "NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-SECP521R1"});
    EXPECT_EQ(error.code, Errc::denied) << error.detail;
}

TEST(TlsTrust, learns_at_the_first_answer_that_a_server_wants_its_certificate)
{
    const TlsWorld world;
    std::promise<bool> accepted;
    TlsServer server{world.mutual(), {[&](Peer& peer) { accepted.set_value(peer.shake_hands()); }}};
    auto client = HttpsClient::create({"localhost", server.port()}, {world.ca.pem()}, std::nullopt);
    ASSERT_TRUE(client);
    const auto answer = client->send(hello, ample());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Errc::denied) << answer.error().detail;
    EXPECT_FALSE(accepted.get_future().get());
}

TEST(TlsTrust, learns_that_a_server_doesnt_take_its_certificate_also_while_sending_a_large_body)
{
    const TlsWorld world;
    const test::CertificateAuthority other{"Andere CA"};
    const auto foreign = other.issue({.common_name = "tafel-007"});
    TlsServer server{world.mutual(), {[](Peer& peer) { peer.shake_hands(); }}};
    auto client = HttpsClient::create({"localhost", server.port()}, {world.ca.pem()},
                                      Identity{foreign.certificate_pem, foreign.private_key_pem});
    ASSERT_TRUE(client);
    const Request large{"PUT", "/v1/minutes/m-1", {}, core::Bytes(4'000'000, 'x')};
    const auto answer = client->send(large, ample());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Errc::denied) << answer.error().detail;
}

TEST(TlsTrust, accepts_a_pinned_ca_in_the_servers_chain_and_no_other)
{
    const TlsWorld world;
    const test::CertificateAuthority other{"Verzonnen Bureau CA"};
    const test::ServerSettings settings{.identity = world.server, .chain_pem = world.ca.pem()};
    TlsServer server{settings, {answering({http_answer(200, "ours")}), [](Peer& peer) { peer.shake_hands(); }}};
    auto pinned = HttpsClient::create({"localhost", server.port()}, {"", world.ca.fingerprint()}, std::nullopt);
    ASSERT_TRUE(pinned);
    const auto answer = pinned->send(hello, ample());
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(text(answer->body), "ours");

    auto wrong = HttpsClient::create({"localhost", server.port()}, {"", other.fingerprint()}, std::nullopt);
    ASSERT_TRUE(wrong);
    const auto refused = wrong->send(hello, ample());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::denied);
}

TEST(TlsTrust, denies_a_chain_that_names_the_pinned_ca_without_being_signed_by_it)
{
    const TlsWorld world;
    const test::CertificateAuthority impostor{"Verzonnen Bureau CA"}; // the same name, another key
    const auto code_for = [&](const test::Issued& identity, const std::string& chain) {
        TlsServer server{{.identity = identity, .chain_pem = chain}, {[](Peer& peer) { peer.shake_hands(); }}};
        auto client = HttpsClient::create({"localhost", server.port()}, {"", world.ca.fingerprint()}, std::nullopt);
        const auto answer = client->send(hello, ample());
        return answer ? Errc::rejected : answer.error().code;
    };
    const auto forged = impostor.issue({.common_name = "relay", .dns_names = {"localhost"}});
    EXPECT_EQ(code_for(forged, world.ca.pem()), Errc::denied);
    EXPECT_EQ(code_for(forged, impostor.pem() + world.ca.pem()), Errc::denied);
    const auto elsewhere = world.ca.issue({.common_name = "relay", .dns_names = {"elders.voorbeeld.test"}});
    EXPECT_EQ(code_for(elsewhere, world.ca.pem()), Errc::denied) << "a pin doesn't replace the name";
}

TEST(TlsTrust, isnt_made_of_certificates_that_dont_fit)
{
    const TlsWorld world;
    const auto code = [](const Trust& trust, const std::optional<Identity>& identity) {
        const auto client = HttpsClient::create({"localhost", 1}, trust, identity);
        return client ? Errc::rejected : client.error().code;
    };
    EXPECT_EQ(code({""}, std::nullopt), Errc::denied);
    EXPECT_EQ(code({"no certificate"}, std::nullopt), Errc::denied);
    EXPECT_EQ(code({world.ca.pem(), core::Digest{}}, std::nullopt), Errc::denied);
    EXPECT_EQ(code({world.ca.pem()}, Identity{world.device.certificate_pem, world.server.private_key_pem}),
              Errc::denied);
    EXPECT_EQ(code({world.ca.pem()}, Identity{world.device.certificate_pem, "no key"}), Errc::denied);
}

} // namespace
} // namespace casustafel::link
