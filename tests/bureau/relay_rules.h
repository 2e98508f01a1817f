#pragma once

#include "bureau/relay.h"

#include "bureau/founding.h"
#include "bureau/one_time_code.h"
#include "bureau_world.h"
#include "link/certificate.h"
#include "protocol/base64url.h"
#include "protocol/json.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "seal/jws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The relay's rules, without the wire and with a clock that the test sets.

namespace casustafel::bureau {

using test::BureauWorld;

inline constexpr std::string_view some_id = "aaaaaaaa-0000-4000-8000-000000000001";
inline constexpr std::string_view other_id = "aaaaaaaa-0000-4000-8000-000000000002";
inline const std::string code = "ABCD-EFGH-JKLM-NPQR-STUV";

template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

inline std::string basic(const std::string& user, const std::string& password)
{
    return "Basic " + to_base64(core::bytes_of(user + ":" + password));
}

inline std::string content_digest(core::ByteView body)
{
    return "sha-256=:" + to_base64(seal::sha256(body)) + ":";
}

class RelayRules : public testing::Test {
protected:
    RelayRules()
    {
        for (const std::string id : {"CT-1", "CT-2"})
            EXPECT_TRUE(store_.expect_device(id, "room", hash_of_code(code), now_, now_ + std::chrono::hours{24}));
    }

    Relay make(RelayLimits limits)
    {
        const BureauInfo info = must(read_info(world_.folder()));
        return Relay{store_,
                     {info.id,
                      must(read_pair(world_.folder().ca())),
                      must(read_signing_key(world_.folder().receipt_key())),
                      {info.id, must(seal::PublicKey::from_jwk_text(info.root_jwk))},
                      world_.folder().bundles()},
                     [this] { return now_; },
                     limits};
    }

    static core::Bytes request_for(const std::string& id)
    {
        const std::string text = to_base64(must(link::make_key_request(id)).csr_der);
        const core::ByteView bytes = core::bytes_of(text);
        return {bytes.begin(), bytes.end()};
    }
    HttpResponse enrol(const std::string& user, const std::string& password, const std::string& csr_id)
    {
        return relay_.answer({.method = "POST",
                              .path = "/.well-known/est/simpleenroll",
                              .query = "",
                              .headers = {{"Authorization", basic(user, password)}},
                              .body = request_for(csr_id),
                              .remote = "192.0.2.1",
                              .peer = std::nullopt});
    }
    /// The peer that a device is after it enrolled, as its certificate says.
    Peer enrolled(const std::string& id)
    {
        const core::Bytes csr = must(from_base64(core::text_of(request_for(id))));
        Peer peer{PeerKind::device, id, {}};
        const auto pem = store_.enrol(id, hash_of_code(code), now_, [&]() -> core::Result<RelayStore::Certificate> {
            const Issued issued = must(issue_device_certificate(must(read_pair(world_.folder().ca())), csr, id, now_));
            peer.serial_hex = issued.serial_hex;
            return RelayStore::Certificate{issued.certificate_pem, issued.serial_hex, issued.not_after_s};
        });
        EXPECT_TRUE(pem);
        return peer;
    }
    HttpResponse call(const std::optional<Peer>& peer, const std::string& method, const std::string& path,
                      std::string_view body = {}, Headers headers = {})
    {
        const core::ByteView bytes = core::bytes_of(body);
        return relay_.answer({.method = method,
                              .path = path,
                              .query = "",
                              .headers = std::move(headers),
                              .body = {bytes.begin(), bytes.end()},
                              .remote = "192.0.2.1",
                              .peer = peer});
    }
    HttpResponse put_minutes(const Peer& peer, std::string_view id, std::string_view body)
    {
        return call(peer, "PUT", "/v1/minutes/" + std::string{id}, body,
                    {{"Content-Digest", content_digest(core::bytes_of(body))}});
    }
    void put_in_inbox(const std::string& device, const std::string& item, std::string_view body)
    {
        EXPECT_EQ(call(desk_, "PUT", "/v1/desk/devices/" + device + "/inbox/" + item, body).status, 204U);
    }
    static std::string header(const HttpResponse& response, std::string_view name)
    {
        for (const auto& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }
    static std::string body(const HttpResponse& response) { return std::string{core::text_of(response.body)}; }

    BureauWorld world_;
    core::Instant now_ = *core::parse_instant("2026-11-21T12:00:00Z");
    RelayStore store_ = must(RelayStore::open(world_.folder().relay_database()));
    Relay relay_ = make({});
    Peer desk_{PeerKind::desk, std::string{desk_id}, "01"};
};

} // namespace casustafel::bureau
