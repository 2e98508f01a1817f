#include "bureau/relay.h"

#include "bureau/one_time_code.h"
#include "core/receipt.h"
#include "protocol/base64url.h"
#include "protocol/json.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "seal/jws.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace casustafel::bureau {

using core::Errc;
using core::Result;

namespace {

constexpr std::string_view envelope_type = "application/jose+json";
constexpr std::string_view receipt_type = "application/jose";
constexpr std::int64_t most_listed = 1000;

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_uuid(std::string_view id)
{
    if (id.size() != 36) return false;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (id[i] >= '0' && id[i] <= '9') || (id[i] >= 'a' && id[i] <= 'f');
        if (hyphen ? id[i] != '-' : !hex) return false;
    }
    return true;
}

/// The path's segments; nothing for one that isn't absolute or has an empty, dotted or encoded segment.
std::vector<std::string_view> segments_of(std::string_view path)
{
    std::vector<std::string_view> segments;
    if (!path.starts_with('/')) return {};
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, slash);
        if (segment != ".well-known" && !is_id(segment)) return {};
        segments.push_back(segment);
        path.remove_prefix(slash);
    }
    return segments;
}

std::string in_quotes(std::string_view tag)
{
    return '"' + std::string{tag} + '"';
}

std::string etag_of(std::string_view body)
{
    return in_quotes(core::to_hex(seal::sha256(core::bytes_of(body))));
}

/// What the database's failures mean to a client.
HttpResponse failed(const core::Error& error)
{
    switch (error.code) {
    case Errc::not_found:
        return problem(404, "not found");
    case Errc::conflict:
        return problem(409, error.detail);
    case Errc::full:
        return problem(507, "the relay has no room");
    case Errc::denied:
        return problem(403, "not allowed");
    case Errc::rejected:
        return problem(400, error.detail);
    case Errc::corrupt:
    case Errc::storage:
    case Errc::network:
    case Errc::refused:
    case Errc::crypto:
        return problem(500, "the relay failed");
    }
    return problem(500, "the relay failed");
}

HttpResponse method_not_allowed()
{
    return problem(405, "this can't be done here");
}

/// A document with its tag, or 304 when the client has it already.
HttpResponse tagged(const HttpRequest& request, std::string_view media_type, std::string_view body)
{
    const std::string etag = etag_of(body);
    if (none_match_hits(request.header("If-None-Match").value_or(""), etag)) return {304, {{"ETag", etag}}, {}};
    HttpResponse response = with_body(200, media_type, core::bytes_of(body));
    response.headers.emplace_back("ETag", etag);
    return response;
}

HttpResponse certificates(std::span<const std::string> pems)
{
    const Result<std::string> body = certs_only(pems);
    if (!body) return failed(body.error());
    HttpResponse response = with_body(200, "application/pkcs7-mime; smime-type=certs-only", core::bytes_of(*body));
    response.headers.emplace_back("Content-Transfer-Encoding", "base64");
    return response;
}

struct Credentials {
    std::string user;
    std::string password;
};

std::optional<Credentials> basic_credentials(const HttpRequest& request)
{
    constexpr std::string_view scheme = "Basic ";
    const std::string_view header = request.header("Authorization").value_or("");
    if (!header.starts_with(scheme)) return std::nullopt;
    const Result<core::Bytes> decoded = from_base64(header.substr(scheme.size()));
    if (!decoded) return std::nullopt;
    const std::string_view text = core::text_of(*decoded);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    return Credentials{std::string{text.substr(0, colon)}, std::string{text.substr(colon + 1)}};
}

std::int64_t seconds(core::Instant at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

bool from_loopback(const HttpRequest& request)
{
    return request.remote == "127.0.0.1" || request.remote == "::1";
}

} // namespace

bool is_id(std::string_view id)
{
    return !id.empty() && id.size() <= 64 && is_letter_or_digit(id.front()) &&
           std::ranges::all_of(id, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

Relay::Relay(RelayStore& store, RelayKeys keys, Clock clock, RelayLimits limits)
    : store_{store}, keys_{std::move(keys)}, clock_{std::move(clock)}, limits_{limits},
      calls_{std::make_unique<RateLimit>(limits.calls_at_once, limits.calls_per_second)},
      enrolments_{std::make_unique<RateLimit>(limits.enrolments_at_once, limits.enrolments_per_second)}
{
}

HttpResponse Relay::answer(const HttpRequest& request)
{
    const std::vector<std::string_view> path = segments_of(request.path);
    if (path.empty()) return problem(404, "not found");
    if (path.size() == 1 && from_loopback(request)) {
        if (path[0] == "healthz" || path[0] == "metrics") {
            if (request.method != "GET") return method_not_allowed();
            return metrics();
        }
    }
    if (path.size() == 3 && path[0] == ".well-known" && path[1] == "est") return est(request, path[2]);
    if (path.size() < 2 || path[0] != "v1") return problem(404, "not found");

    if (!request.peer) return problem(401, "this needs a certificate of this bureau");
    const Peer& peer = *request.peer;
    if (!calls_->take(peer.id, clock_())) {
        HttpResponse response = problem(429, "too many calls");
        response.headers.emplace_back("Retry-After", "10");
        return response;
    }
    const Segments rest = Segments{path}.subspan(1);
    switch (peer.kind) {
    case PeerKind::desk:
        if (rest.size() == 1 && rest[0] == "keys") return bureau_keys(request);
        if (rest.size() >= 2 && rest[0] == "desk") return for_desk(request, rest.subspan(1));
        return problem(403, "not for the desk");
    case PeerKind::device:
        return for_device(request, peer, rest);
    }
    return problem(403, "not allowed");
}

HttpResponse Relay::metrics()
{
    const Result<RelayStore::Counts> counts = store_.counts();
    if (!counts) return failed(counts.error());
    std::string text;
    for (const auto& [name, value] : {std::pair{"devices", counts->devices},
                                      {"envelopes", counts->envelopes},
                                      {"envelopes_unopened", counts->unopened},
                                      {"inbox_items", counts->inbox_items}})
        text += "# TYPE casustafel_relay_" + std::string{name} + " gauge\ncasustafel_relay_" + name + " " +
                std::to_string(value) + "\n";
    return with_body(200, "text/plain; version=0.0.4; charset=utf-8", core::bytes_of(text));
}

HttpResponse Relay::est(const HttpRequest& request, std::string_view call)
{
    if (call == "cacerts") {
        if (request.method != "GET") return method_not_allowed();
        return certificates(std::span{&keys_.ca.certificate, 1});
    }
    if (call != "simpleenroll" && call != "simplereenroll") return problem(404, "not found");
    if (request.method != "POST") return method_not_allowed();
    return call == "simpleenroll" ? enrol(request) : re_enrol(request);
}

HttpResponse Relay::enrol(const HttpRequest& request)
{
    const core::Instant now = clock_();
    if (!enrolments_->take(request.remote, now)) {
        HttpResponse response = problem(429, "too many enrolments from this address");
        response.headers.emplace_back("Retry-After", "60");
        return response;
    }
    const auto refused = [] {
        HttpResponse response = problem(401, "the one-time code isn't valid for this device");
        response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"enrolment\"");
        return response;
    };
    const std::optional<Credentials> credentials = basic_credentials(request);
    if (!credentials || !is_id(credentials->user)) return refused();
    const Result<core::Bytes> csr = from_base64(core::text_of(request.body));
    if (!csr) return problem(400, "the body isn't a certificate request in base64");
    const Result<std::string> certificate = store_.enrol(
        credentials->user, hash_of_code(credentials->password), now, [&]() -> Result<RelayStore::Certificate> {
            Result<Issued> issued = issue_device_certificate(keys_.ca, *csr, credentials->user, now);
            if (!issued) return std::unexpected(issued.error());
            return RelayStore::Certificate{issued->certificate_pem, issued->serial_hex, issued->not_after_s};
        });
    if (!certificate) return certificate.error().code == Errc::denied ? refused() : failed(certificate.error());
    return certificates(std::span{&*certificate, 1});
}

HttpResponse Relay::re_enrol(const HttpRequest& request)
{
    if (!request.peer || request.peer->kind != PeerKind::device)
        return problem(401, "this needs a certificate of this bureau");
    const Result<bool> allowed = store_.may_call(request.peer->id, request.peer->serial_hex);
    if (!allowed) return failed(allowed.error());
    if (!*allowed) return problem(403, "this certificate was revoked");
    const Result<core::Bytes> csr = from_base64(core::text_of(request.body));
    if (!csr) return problem(400, "the body isn't a certificate request in base64");
    const Result<std::string> certificate = store_.re_enrol(request.peer->id, [&]() -> Result<RelayStore::Certificate> {
        Result<Issued> issued = issue_device_certificate(keys_.ca, *csr, request.peer->id, clock_());
        if (!issued) return std::unexpected(issued.error());
        return RelayStore::Certificate{issued->certificate_pem, issued->serial_hex, issued->not_after_s};
    });
    if (!certificate) return failed(certificate.error());
    return certificates(std::span{&*certificate, 1});
}

HttpResponse Relay::for_device(const HttpRequest& request, const Peer& peer, Segments path)
{
    const Result<bool> allowed = store_.may_call(peer.id, peer.serial_hex);
    if (!allowed) return failed(allowed.error());
    if (!*allowed) return problem(403, "this certificate was revoked");

    if (path.size() == 1 && path[0] == "keys") return bureau_keys(request);
    if (path.size() >= 2 && path[0] == "minutes") return minutes(request, peer.id, path.subspan(1));
    if (path.size() >= 3 && path[0] == "devices") {
        if (path[1] != peer.id) return problem(403, "a device may only touch what is its own");
        if (path[2] == "keys" && path.size() == 3) return put_device_keys(request, peer.id);
        if (path[2] == "inbox") return inbox(request, peer.id, path.subspan(3));
    }
    if (path[0] == "desk") return problem(403, "this is for the desk only");
    return problem(404, "not found");
}

HttpResponse Relay::inbox(const HttpRequest& request, std::string_view device, Segments rest)
{
    if (rest.size() == 1) return inbox_item(request, device, rest[0]);
    if (!rest.empty()) return problem(404, "not found");
    if (request.method != "GET") return method_not_allowed();
    const Result<std::vector<InboxRow>> rows = store_.inbox(device);
    if (!rows) return failed(rows.error());
    nlohmann::json list = nlohmann::json::array();
    for (const InboxRow& row : *rows)
        list.push_back({{"id", row.item}, {"sha256", row.sha256_hex}, {"size", row.size}, {"kind", row.kind}});
    return with_body(200, "application/json", core::bytes_of(list.dump()));
}

HttpResponse Relay::inbox_item(const HttpRequest& request, std::string_view device, std::string_view item)
{
    if (request.method == "DELETE") {
        const Result<> removed = store_.remove_inbox_item(device, item);
        return removed ? HttpResponse{} : failed(removed.error());
    }
    if (request.method != "GET") return method_not_allowed();
    const Result<core::Bytes> body = store_.inbox_item(device, item);
    if (!body) return failed(body.error());
    const std::string etag = etag_of(core::text_of(*body));
    if (none_match_hits(request.header("If-None-Match").value_or(""), etag)) return {304, {{"ETag", etag}}, {}};

    // A part is only given of the very bytes that the client has the beginning of (RFC 9110, 13.1.5).
    const bool same = request.header("If-Range").value_or(etag) == etag;
    const RangeAnswer range = same ? range_of(request.header("Range").value_or(""), body->size()) : RangeAnswer{};
    const std::string size = std::to_string(body->size());
    HttpResponse response;
    switch (range.kind) {
    case RangeKind::whole:
        response = with_body(200, envelope_type, *body);
        break;
    case RangeKind::part:
        response =
            with_body(206, envelope_type,
                      core::ByteView{*body}.subspan(range.range.first, range.range.last - range.range.first + 1));
        response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.range.first) + "-" +
                                                           std::to_string(range.range.last) + "/" + size);
        break;
    case RangeKind::unsatisfiable:
        response = problem(416, "the item has fewer bytes");
        response.headers.emplace_back("Content-Range", "bytes */" + size);
        return response;
    }
    response.headers.emplace_back("ETag", etag);
    response.headers.emplace_back("Accept-Ranges", "bytes");
    return response;
}

HttpResponse Relay::put_device_keys(const HttpRequest& request, std::string_view device)
{
    if (request.method != "PUT") return method_not_allowed();
    const std::string_view jws = core::text_of(request.body);
    const Result<std::optional<KeySetRow>> before = store_.device_keys(device);
    if (!before) return failed(before.error());
    if (*before && (*before)->jws == jws) return {};

    const std::uint64_t seen = *before ? static_cast<std::uint64_t>((*before)->seq) : 0;
    const Result<seal::VerifiedKeySet> set = seal::verify_device_key_set(jws, device, 0);
    if (!set) return problem(400, "not a key set of this device: " + set.error().detail);
    if (set->set.seq <= seen) return problem(409, "a key set with this seq or a later one is there already");
    if (*before) {
        // A later set counts only when a signing key known already vouches for it.
        const Result<seal::VerifiedKeySet> known = seal::verify_device_key_set((*before)->jws, device, 0);
        if (!known) return failed(known.error());
        const std::vector<seal::Signer> signers = known->set.signers_for(seal::KeyUse::device_signature);
        if (!seal::verify(jws, seal::MessageType::keys, signers))
            return problem(409, "the key set isn't signed by a key that the relay knows for this device");
    }
    const Result<> stored = store_.put_device_keys(device, jws, static_cast<std::int64_t>(set->set.seq));
    return stored ? HttpResponse{} : failed(stored.error());
}

HttpResponse Relay::bureau_keys(const HttpRequest& request)
{
    if (request.method != "GET") return method_not_allowed();
    const Result<std::optional<KeySetRow>> keys = store_.bureau_keys();
    if (!keys) return failed(keys.error());
    if (!*keys) return problem(404, "the bureau has published no keys yet");
    return tagged(request, receipt_type, (*keys)->jws);
}

HttpResponse Relay::minutes(const HttpRequest& request, std::string_view device, Segments rest)
{
    if (!is_uuid(rest[0])) return problem(404, "not found");
    if (rest.size() == 1) return request.method == "PUT" ? put_minutes(request, device, rest[0]) : method_not_allowed();
    if (rest.size() == 2 && rest[1] == "receipt")
        return request.method == "GET" ? receipt(request, device, rest[0]) : method_not_allowed();
    return problem(404, "not found");
}

HttpResponse Relay::put_minutes(const HttpRequest& request, std::string_view device, std::string_view id)
{
    if (request.body.empty()) return problem(400, "an envelope has a body");
    const std::optional<core::Digest> announced =
        sha256_of_content_digest(request.header("Content-Digest").value_or(""));
    if (!announced) return problem(400, "Content-Digest with sha-256 is missing");
    const core::Digest digest = seal::sha256(request.body);
    if (digest != *announced) return problem(422, "the body isn't what Content-Digest says");

    const core::Instant now = clock_();
    const auto make = [&](const ReceiptOrder& order) -> Result<SignedReceipt> {
        core::Receipt receipt;
        receipt.stage = core::ReceiptStage::stored;
        receipt.minutes = core::MinutesId{std::string{id}};
        receipt.device = core::DeviceId{std::string{device}};
        // The relay can't see the sender's own count inside the envelope; it counts arrivals.
        receipt.minutes_seq = order.arrival_of_device;
        receipt.sha256 = digest;
        receipt.at = now;
        Result<nlohmann::json> body = protocol::read_json(protocol::write_receipt(receipt));
        if (!body) return std::unexpected(body.error());
        const seal::Frame frame{keys_.bureau_id, {}, seconds(now), order.place.seq, order.place.prev, std::move(*body)};
        Result<std::string> jws = seal::sign(keys_.receipt, seal::MessageType::receipt, frame);
        if (!jws) return std::unexpected(jws.error());
        return SignedReceipt{*jws, protocol::to_base64url(seal::sha256(core::bytes_of(*jws)))};
    };
    const Result<Stored> stored =
        store_.put_minutes(id, device, request.body, digest, limits_.unopened_bytes_per_device, make);
    if (!stored) return failed(stored.error());
    return with_body(stored->repeated ? 200 : 201, receipt_type, core::bytes_of(stored->receipt));
}

HttpResponse Relay::receipt(const HttpRequest& request, std::string_view device, std::string_view id)
{
    const Result<ReceiptRow> row = store_.newest_receipt(id);
    if (!row) return failed(row.error());
    // Whether somebody else's minutes exist is nobody's business.
    if (row->device != device) return problem(404, "not found");
    return tagged(request, receipt_type, row->jws);
}

HttpResponse Relay::for_desk(const HttpRequest& request, Segments path)
{
    if (path[0] == "minutes") return desk_minutes(request, path.subspan(1));
    if (path[0] == "keys" && path.size() == 1) return desk_keys(request);
    if (path[0] == "devices" && path.size() >= 3) return desk_device(request, path[1], path.subspan(2));
    return problem(404, "not found");
}

HttpResponse Relay::desk_minutes(const HttpRequest& request, Segments rest)
{
    if (rest.empty()) {
        if (request.method != "GET") return method_not_allowed();
        std::int64_t after = 0;
        const std::string& text = request.query;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
        if (!text.empty() && (error != std::errc{} || end != text.data() + text.size()))
            return problem(400, "'after' isn't a number");
        const Result<std::vector<MinutesRow>> rows = store_.minutes_after(after, most_listed);
        if (!rows) return failed(rows.error());
        nlohmann::json list = nlohmann::json::array();
        for (const MinutesRow& row : *rows)
            list.push_back({{"arrival", row.arrival},
                            {"number", row.number},
                            {"id", row.id},
                            {"device", row.device},
                            {"sha256", row.sha256_hex},
                            {"size", row.size}});
        return with_body(200, "application/json", core::bytes_of(list.dump()));
    }
    if (!is_uuid(rest[0])) return problem(404, "not found");
    if (rest.size() == 1) {
        if (request.method != "GET") return method_not_allowed();
        const Result<core::Bytes> body = store_.envelope(rest[0]);
        return body ? with_body(200, envelope_type, *body) : failed(body.error());
    }
    if (rest.size() == 2 && rest[1] == "receipt")
        return request.method == "PUT" ? desk_receipt(request, rest[0]) : method_not_allowed();
    return problem(404, "not found");
}

HttpResponse Relay::desk_receipt(const HttpRequest& request, std::string_view id)
{
    const std::string_view jws = core::text_of(request.body);
    const Result<std::optional<KeySetRow>> keys = store_.bureau_keys();
    if (!keys) return failed(keys.error());
    if (!*keys) return problem(409, "the bureau has published no keys yet");
    const Result<seal::VerifiedKeySet> set = seal::verify_key_set((*keys)->jws, keys_.root, 0);
    if (!set) return failed(set.error());
    const std::vector<seal::Signer> signers = set->set.signers_for(seal::KeyUse::desk_signature);
    const Result<seal::Verified> message = seal::verify(jws, seal::MessageType::receipt, signers);
    if (!message) return problem(400, "not a receipt of the desk: " + message.error().detail);
    const Result<core::Receipt> receipt = protocol::read_receipt(message->frame.body.dump());
    if (!receipt) return problem(400, "not a receipt: " + receipt.error().detail);
    const Result<MinutesRow> row = store_.minutes(id);
    if (!row) return failed(row.error());
    if (receipt->stage == core::ReceiptStage::stored || receipt->minutes.value() != id ||
        receipt->device.value() != row->device || core::to_hex(receipt->sha256) != row->sha256_hex)
        return problem(409, "the receipt is about something else");
    const Result<> added =
        store_.add_receipt(id, receipt->stage == core::ReceiptStage::opened ? "opened" : "refused", jws);
    return added ? HttpResponse{} : failed(added.error());
}

HttpResponse Relay::desk_device(const HttpRequest& request, std::string_view device, Segments rest)
{
    if (rest.size() == 1 && rest[0] == "keys") {
        if (request.method != "GET") return method_not_allowed();
        const Result<std::optional<KeySetRow>> keys = store_.device_keys(device);
        if (!keys) return failed(keys.error());
        if (!*keys) return problem(404, "this device has published no keys");
        return tagged(request, receipt_type, (*keys)->jws);
    }
    if (request.method != "PUT") return method_not_allowed();
    if (rest.size() == 1 && rest[0] == "state") {
        const Result<nlohmann::json> body = protocol::read_json(core::text_of(request.body));
        if (!body || *body != nlohmann::json{{"state", "revoked"}})
            return problem(400, R"(the only state that can be set is {"state":"revoked"})");
        const Result<> done = store_.revoke(device);
        return done ? HttpResponse{} : failed(done.error());
    }
    if (rest.size() == 2 && rest[0] == "inbox") {
        const Result<> done =
            store_.put_inbox_item(device, rest[1], "package", request.body, seal::sha256(request.body), clock_());
        return done ? HttpResponse{} : failed(done.error());
    }
    return problem(404, "not found");
}

HttpResponse Relay::desk_keys(const HttpRequest& request)
{
    if (request.method != "PUT") return method_not_allowed();
    const std::string_view jws = core::text_of(request.body);
    const Result<std::optional<KeySetRow>> before = store_.bureau_keys();
    if (!before) return failed(before.error());
    if (*before && (*before)->jws == jws) return {};
    const std::uint64_t lowest = *before ? static_cast<std::uint64_t>((*before)->seq) + 1 : 0;
    const Result<seal::VerifiedKeySet> set = seal::verify_key_set(jws, keys_.root, lowest);
    if (!set) return problem(409, "not a newer key set signed by the root: " + set.error().detail);
    const Result<> done = store_.put_bureau_keys(jws, static_cast<std::int64_t>(set->set.seq));
    return done ? HttpResponse{} : failed(done.error());
}

} // namespace casustafel::bureau
