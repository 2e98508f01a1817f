#include "bureau/founding.h"
#include "bureau/https_server.h"
#include "bureau/one_time_code.h"
#include "bureau/relay.h"
#include "link/bureau_client.h"
#include "link/certificate.h"
#include "link/enrolment.h"
#include "seal/crypto.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The device's side against the bureau's real relay: two TLS libraries, two HTTP libraries, one protocol.

namespace casustafel::link {
namespace {

using core::Errc;

core::Instant now()
{
    return std::chrono::floor<core::Instant::duration>(std::chrono::system_clock::now());
}

Deadline ample()
{
    return std::chrono::steady_clock::now() + std::chrono::seconds{20};
}

/// A bureau in a fresh folder whose relay listens on loopback.
class RunningRelay {
public:
    RunningRelay()
        : info_{bureau::found(folder_, {"verzonnen-bureau", "Verzonnen Bureau", "Verzonnen regio", {"localhost"}},
                              now())
                    .value()},
          store_{bureau::RelayStore::open(folder_.relay_database()).value()},
          relay_{store_,
                 {info_.id,
                  ca_,
                  bureau::read_signing_key(folder_.receipt_key()).value(),
                  {info_.id, seal::PublicKey::from_jwk_text(info_.root_jwk).value()},
                  folder_.bundles()},
                 now},
          server_{
              bureau::HttpsServer::start({.certificate = chain(), .client_ca_pem = ca_.certificate, .limits = {}},
                                         [this](const bureau::HttpRequest& request) { return relay_.answer(request); })
                  .value()}
    {
    }

    Endpoint endpoint() const { return {"localhost", server_.port()}; }
    core::Digest fingerprint() const { return certificate_fingerprint(ca_.certificate).value(); }
    bureau::RelayStore& store() { return store_; }

    void expect(std::string_view device, std::string_view code)
    {
        ASSERT_TRUE(
            store_.expect_device(device, "zaal 1", bureau::hash_of_code(code), now(), now() + std::chrono::hours{24}));
    }

private:
    bureau::PemPair chain() const
    {
        const bureau::PemPair server = bureau::read_pair(folder_.server()).value();
        return {server.certificate + ca_.certificate, server.key};
    }

    support::TempDir dir_;
    bureau::Folder folder_{dir_ / "bureau"};
    bureau::BureauInfo info_;
    bureau::PemPair ca_ = bureau::read_pair(folder_.ca()).value();
    bureau::RelayStore store_;
    bureau::Relay relay_;
    bureau::HttpsServer server_;
};

BureauClient connected(const RunningRelay& relay, const Enrolled& enrolled, const char* device)
{
    return {HttpsClient::create(relay.endpoint(), {enrolled.ca_pem}, enrolled.identity).value(), core::DeviceId{device},
            std::chrono::seconds{20}};
}

TEST(Relay, enrols_a_device_once_and_renews_its_certificate)
{
    RunningRelay relay;
    relay.expect("tafel-007", "ABCD-EFGH");
    const auto wrong = enrol(relay.endpoint(), relay.fingerprint(), "tafel-007", "ABCD-EFGX", ample());
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, Errc::denied);

    const auto enrolled = enrol(relay.endpoint(), relay.fingerprint(), "tafel-007", "abcd efgh", ample());
    ASSERT_TRUE(enrolled) << enrolled.error().detail;
    const auto again = enrol(relay.endpoint(), relay.fingerprint(), "tafel-007", "ABCD-EFGH", ample());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Errc::denied);

    const auto renewed = re_enrol(relay.endpoint(), enrolled->ca_pem, enrolled->identity, "tafel-007", ample());
    ASSERT_TRUE(renewed) << renewed.error().detail;
    BureauClient bureau = connected(relay, {*renewed, enrolled->ca_pem}, "tafel-007");
    EXPECT_TRUE(bureau.inbox().has_value());
}

TEST(Relay, hands_out_the_inbox_and_takes_minutes)
{
    RunningRelay relay;
    relay.expect("tafel-007", "ABCD-EFGH");
    const auto enrolled = enrol(relay.endpoint(), relay.fingerprint(), "tafel-007", "ABCD-EFGH", ample());
    ASSERT_TRUE(enrolled) << enrolled.error().detail;
    const core::Bytes package(300'000, 'p');
    ASSERT_TRUE(
        relay.store().put_inbox_item("tafel-007", "package-1", "package", package, seal::sha256(package), now()));

    BureauClient bureau = connected(relay, *enrolled, "tafel-007");
    const auto items = bureau.inbox();
    ASSERT_TRUE(items) << items.error().detail;
    ASSERT_EQ(items->size(), 1u);
    EXPECT_EQ(items->front(), (core::InboxItem{"package-1", seal::sha256(package), package.size(), "package"}));
    EXPECT_EQ(bureau.fetch(items->front()), package);
    EXPECT_TRUE(bureau.forget(items->front()));
    EXPECT_TRUE(bureau.inbox().value().empty());
    EXPECT_TRUE(bureau.forget(items->front()));
    EXPECT_EQ(bureau.fetch(items->front()).error().code, Errc::not_found);

    const core::MinutesId minutes{"0b6e2f2a-7f8d-4c58-9a51-3a7d3a0f0001"};
    EXPECT_EQ(bureau.receipt(minutes).value(), std::nullopt);
    const core::Bytes envelope(64 * 1024, 'e');
    const auto stored = bureau.deliver(minutes, envelope);
    ASSERT_TRUE(stored) << stored.error().detail;
    EXPECT_EQ(bureau.deliver(minutes, envelope), stored);
    EXPECT_EQ(bureau.receipt(minutes).value(), *stored);
    EXPECT_EQ(bureau.receipt(minutes).value(), *stored) << "not modified";
    EXPECT_EQ(relay.store().envelope(minutes.value()).value(), envelope);
    EXPECT_EQ(bureau.deliver(minutes, package).error().code, Errc::conflict);
    EXPECT_TRUE(bureau.keys().has_value());
    EXPECT_EQ(bureau.keys(), bureau.keys());
}

TEST(Relay, gives_the_rest_of_an_item_by_range)
{
    RunningRelay relay;
    relay.expect("tafel-007", "ABCD-EFGH");
    const auto enrolled = enrol(relay.endpoint(), relay.fingerprint(), "tafel-007", "ABCD-EFGH", ample());
    ASSERT_TRUE(enrolled) << enrolled.error().detail;
    const core::Bytes item{'s', 'e', 'a', 'l', 'e', 'd'};
    ASSERT_TRUE(relay.store().put_inbox_item("tafel-007", "item-1", "package", item, seal::sha256(item), now()));

    auto client = HttpsClient::create(relay.endpoint(), {enrolled->ca_pem}, enrolled->identity).value();
    const std::string tag = '"' + core::to_hex(seal::sha256(item)) + '"';
    const Request rest{"GET", "/v1/devices/tafel-007/inbox/item-1", {{"Range", "bytes=2-"}, {"If-Range", tag}}, {}};
    const auto answer = client.send(rest, ample());
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 206u);
    EXPECT_EQ(core::text_of(answer->body), "aled");
    EXPECT_EQ(answer->header("ETag"), tag);
    EXPECT_EQ(answer->header("Content-Range"), "bytes 2-5/6");
}

TEST(Relay, denies_a_revoked_device_and_anothers_inbox)
{
    RunningRelay relay;
    relay.expect("tafel-007", "ABCD-EFGH");
    const auto enrolled = enrol(relay.endpoint(), relay.fingerprint(), "tafel-007", "ABCD-EFGH", ample());
    ASSERT_TRUE(enrolled) << enrolled.error().detail;
    EXPECT_EQ(connected(relay, *enrolled, "tafel-008").inbox().error().code, Errc::denied);
    ASSERT_TRUE(relay.store().revoke("tafel-007"));
    EXPECT_EQ(connected(relay, *enrolled, "tafel-007").inbox().error().code, Errc::denied);
}

} // namespace
} // namespace casustafel::link
