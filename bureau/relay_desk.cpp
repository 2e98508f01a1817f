#include "bureau/relay.h"
#include "bureau/relay_answers.h"
#include "core/receipt.h"
#include "protocol/json.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "seal/jws.h"

#include <charconv>

// The desk's calls.

namespace casustafel::bureau {

using core::Result;

namespace {

constexpr std::int64_t most_listed = 1000;

} // namespace

HttpResponse Relay::for_desk(const HttpRequest& request, Segments path)
{
    if (path[0] == "minutes") return desk_minutes(request, path.subspan(1));
    if (path[0] == "keys" && path.size() == 1) return desk_keys(request);
    if (path[0] == "bundles" && path.size() == 2) return desk_bundle(request, path[1]);
    if (path[0] == "updates") return desk_updates(request, path.subspan(1));
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
        if (number_of_update(rest[1])) return problem(400, "updates are published, not put");
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
