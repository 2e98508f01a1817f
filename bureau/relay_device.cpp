#include "bureau/receiving.h"
#include "bureau/relay.h"
#include "bureau/relay_answers.h"
#include "protocol/json.h"
#include "seal/crypto.h"
#include "seal/jws.h"

// A device's calls. Whose it is was settled by its certificate.

namespace casustafel::bureau {

using core::Result;

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
        if (path[2] == "report" && path.size() == 3) return put_report(request, peer.id);
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
    const Result<std::vector<UpdateRow>> updates = store_.updates_for(device);
    if (!updates) return failed(updates.error());
    for (const UpdateRow& row : *updates)
        list.push_back({{"id", item_of_update(row.number)},
                        {"sha256", row.sha256_hex},
                        {"size", row.size},
                        {"kind", "update"},
                        {"version", row.version},
                        {"compatible", row.compatible}});
    return with_body(200, "application/json", core::bytes_of(list.dump()));
}

HttpResponse Relay::inbox_item(const HttpRequest& request, std::string_view device, std::string_view item)
{
    if (const auto number = number_of_update(item)) return update_item(request, device, *number);
    if (request.method == "DELETE") {
        const Result<> removed = store_.remove_inbox_item(device, item);
        return removed ? HttpResponse{} : failed(removed.error());
    }
    if (request.method != "GET") return method_not_allowed();
    const Result<core::Bytes> body = store_.inbox_item(device, item);
    if (!body) return failed(body.error());
    return ranged(request, envelope_type, etag_of(core::text_of(*body)), body->size(),
                  [&](HttpResponse& response, std::uint64_t first, std::uint64_t size) {
                      const core::ByteView part = core::ByteView{*body}.subspan(first, size);
                      response.body.assign(part.begin(), part.end());
                  });
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
    if (seal::sha256(request.body) != *announced) return problem(422, "the body isn't what Content-Digest says");
    const Result<Stored> stored =
        receive_minutes(store_, {keys_.receipt, keys_.bureau_id, limits_.unopened_bytes_per_device}, id, device,
                        request.body, clock_());
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

} // namespace casustafel::bureau
