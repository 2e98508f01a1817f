#include "bureau/relay.h"
#include "bureau/relay_answers.h"
#include "protocol/json.h"
#include "protocol/report_codec.h"

#include <algorithm>
#include <charconv>

// Updates: the desk brings and publishes them, devices fetch them; and what devices report.

namespace casustafel::bureau {

using core::Result;

namespace {

constexpr std::string_view bundle_type = "application/octet-stream";
constexpr std::string_view item_prefix = "update-";
constexpr std::size_t most_devices = 1000;

std::optional<std::int64_t> number_in(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number <= 0) return std::nullopt;
    return number;
}

std::string text_of(const nlohmann::json& body, const char* name)
{
    const auto member = body.find(name);
    return member != body.end() && member->is_string() ? member->get<std::string>() : std::string{};
}

/// The offer in a body, without the size; nothing when it isn't one.
std::optional<UpdateOffer> offer_in(const nlohmann::json& body)
{
    if (!body.is_object()) return std::nullopt;
    UpdateOffer offer{text_of(body, "sha256"),  0, text_of(body, "compatible"), text_of(body, "version"),
                      text_of(body, "channel"), {}};
    if (const auto devices = body.find("devices"); devices != body.end()) {
        if (!devices->is_array() || devices->size() > most_devices) return std::nullopt;
        for (const nlohmann::json& one : *devices) {
            if (!one.is_string() || !is_id(one.get_ref<const std::string&>())) return std::nullopt;
            offer.devices.push_back(one.get<std::string>());
        }
    }
    const bool one_of_two = offer.channel.empty() != offer.devices.empty();
    if (!one_of_two || (!offer.channel.empty() && !is_id(offer.channel)) || !is_sha256_hex(offer.sha256_hex) ||
        !is_id(offer.compatible) || !is_id(offer.version))
        return std::nullopt;
    return offer;
}

nlohmann::json json_of(const UpdateRow& row)
{
    return {{"number", row.number},         {"sha256", row.sha256_hex}, {"size", row.size},
            {"compatible", row.compatible}, {"version", row.version},   {"channel", row.channel},
            {"state", row.state},           {"devices", row.devices},   {"published_at", row.published_at}};
}

HttpResponse json_answer(unsigned status, const nlohmann::json& body)
{
    return with_body(status, "application/json", core::bytes_of(body.dump()));
}

} // namespace

std::string item_of_update(std::int64_t number)
{
    return std::string{item_prefix} + std::to_string(number);
}

std::optional<std::int64_t> number_of_update(std::string_view item)
{
    if (!item.starts_with(item_prefix)) return std::nullopt;
    return number_in(item.substr(item_prefix.size()));
}

HttpResponse Relay::desk_bundle(const HttpRequest& request, std::string_view sha256_hex)
{
    if (!is_sha256_hex(sha256_hex)) return problem(404, "not found");
    const std::string name{sha256_hex};
    const auto answer = [](const BundleShelf::Have& have) {
        return json_answer(200, {{"bytes", have.bytes}, {"whole", have.whole}});
    };
    if (request.method == "GET") {
        const auto have = shelf_.have(name);
        return have ? answer(*have) : failed(have.error());
    }
    if (request.method != "PUT") return method_not_allowed();
    const auto placed = placed_by(request.header("Content-Range").value_or(""));
    if (!placed || placed->range.last - placed->range.first + 1 != request.body.size())
        return problem(400, "a piece of a bundle says in Content-Range which bytes it is");
    const auto have = shelf_.take(name, placed->range.first, request.body, placed->whole);
    if (!have && have.error().code == core::Errc::corrupt) return problem(422, have.error().detail);
    return have ? answer(*have) : failed(have.error());
}

HttpResponse Relay::desk_updates(const HttpRequest& request, Segments rest)
{
    if (rest.size() == 1) {
        const auto number = number_in(rest[0]);
        if (!number) return problem(404, "not found");
        if (request.method != "DELETE") return method_not_allowed();
        const Result<> done = store_.withdraw(*number);
        return done ? HttpResponse{} : failed(done.error());
    }
    if (!rest.empty()) return problem(404, "not found");
    if (request.method == "POST") return publish_update(request);
    if (request.method != "GET") return method_not_allowed();
    const Result<std::vector<UpdateRow>> rows = store_.published();
    if (!rows) return failed(rows.error());
    nlohmann::json list = nlohmann::json::array();
    for (const UpdateRow& row : *rows) list.push_back(json_of(row));
    return json_answer(200, list);
}

HttpResponse Relay::publish_update(const HttpRequest& request)
{
    const Result<nlohmann::json> body = protocol::read_json(core::text_of(request.body));
    std::optional<UpdateOffer> offer = body ? offer_in(*body) : std::nullopt;
    if (!offer) return problem(400, "not an update: sha256, compatible, version, and channel or devices");
    const auto have = shelf_.have(offer->sha256_hex);
    if (!have) return failed(have.error());
    if (!have->whole) return problem(409, "the relay doesn't have the whole bundle yet");
    offer->size = static_cast<std::int64_t>(have->bytes);
    const Result<std::int64_t> number = store_.publish(*offer, clock_());
    if (!number && number.error().code == core::Errc::not_found) return problem(409, number.error().detail);
    if (!number) return failed(number.error());

    const Result<std::vector<UpdateRow>> rows = store_.published();
    if (!rows) return failed(rows.error());
    std::set<std::string> offered;
    for (const UpdateRow& row : *rows)
        if (row.state == "offered") offered.insert(row.sha256_hex);
    shelf_.clear(offered);
    return json_answer(201, {{"number", *number}});
}

HttpResponse Relay::update_item(const HttpRequest& request, std::string_view device, std::int64_t number)
{
    // It goes when the bureau withdraws or replaces it, not when one of its many readers has it.
    if (request.method != "GET") return method_not_allowed();
    const Result<std::vector<UpdateRow>> offered = store_.updates_for(device);
    if (!offered) return failed(offered.error());
    const auto row = std::ranges::find(*offered, number, &UpdateRow::number);
    if (row == offered->end()) return problem(404, "not found");
    const auto have = shelf_.have(row->sha256_hex);
    if (!have) return failed(have.error());
    if (!have->whole) return problem(404, "not found");
    return ranged(request, bundle_type, in_quotes(row->sha256_hex), have->bytes,
                  [&](HttpResponse& response, std::uint64_t first, std::uint64_t size) {
                      response.part = FilePart{shelf_.file(row->sha256_hex), first, size};
                  });
}

HttpResponse Relay::put_report(const HttpRequest& request, std::string_view device)
{
    if (request.method != "PUT") return method_not_allowed();
    const auto report = protocol::read_report(core::text_of(request.body));
    if (!report) return problem(400, "not a report: " + report.error().detail);
    const Result<> kept = store_.keep_report(device, protocol::write_report(*report), clock_());
    return kept ? HttpResponse{} : failed(kept.error());
}

} // namespace casustafel::bureau
