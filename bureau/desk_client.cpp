#include "bureau/desk_client.h"

#include "protocol/json.h"

#include <algorithm>
#include <chrono>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::chrono::seconds patience{60};

int nibble(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

std::optional<core::Digest> digest_of_hex(std::string_view hex)
{
    core::Digest digest{};
    if (hex.size() != digest.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = nibble(hex[2 * i]);
        const int low = nibble(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

std::optional<Arrival> arrival_of(const nlohmann::json& row)
{
    if (!row.is_object()) return std::nullopt;
    Arrival arrival;
    for (const auto& [name, field] : {std::pair{"arrival", &arrival.arrival}, {"number", &arrival.number}}) {
        if (!row.contains(name) || !row[name].is_number_integer()) return std::nullopt;
        *field = row[name].get<std::int64_t>();
    }
    std::string sha256;
    for (const auto& [name, field] : {std::pair{"id", &arrival.id}, {"device", &arrival.device}, {"sha256", &sha256}}) {
        if (!row.contains(name) || !row[name].is_string()) return std::nullopt;
        *field = row[name].get<std::string>();
    }
    const std::optional<core::Digest> digest = digest_of_hex(sha256);
    if (!digest) return std::nullopt;
    arrival.sha256 = *digest;
    return arrival;
}

Result<DeskClient::BundleThere> there_in(const Result<link::Response>& response)
{
    if (!response) return std::unexpected(response.error());
    const auto answer = protocol::read_json(core::text_of(response->body));
    const bool understood = answer && answer->is_object() && answer->contains("bytes") &&
                            (*answer)["bytes"].is_number_unsigned() && answer->contains("whole") &&
                            (*answer)["whole"].is_boolean();
    if (!understood) return fail(Errc::corrupt, "the relay's answer can't be read");
    return DeskClient::BundleThere{(*answer)["bytes"].get<std::uint64_t>(), (*answer)["whole"].get<bool>()};
}

std::unexpected<core::Error> refusal(const link::Request& request, const link::Response& response)
{
    std::string detail =
        request.method + " " + request.target + ": the relay answered " + std::to_string(response.status);
    if (const Result<nlohmann::json> body = protocol::read_json(core::text_of(response.body));
        body && body->is_object() && body->contains("title") && (*body)["title"].is_string())
        detail += " (" + (*body)["title"].get<std::string>() + ")";
    const bool later = response.status >= 500 || response.status == 429;
    return fail(response.status == 404 ? Errc::not_found : later ? Errc::network : Errc::refused, detail);
}

} // namespace

Result<link::Response> DeskClient::call(link::Request request)
{
    Result<link::Response> response = client_.send(request, std::chrono::steady_clock::now() + patience);
    if (!response)
        return fail(response.error().code, "calling the relay at " + where_ + " failed: " + response.error().detail);
    if (response->status < 200 || response->status > 299) return refusal(request, *response);
    return response;
}

Result<std::optional<std::string>> DeskClient::device_keys(std::string_view device)
{
    const Result<link::Response> response =
        call({.method = "GET", .target = "/v1/desk/devices/" + std::string{device} + "/keys"});
    if (response) return std::string{core::text_of(response->body)};
    if (response.error().code == Errc::not_found) return std::nullopt;
    return std::unexpected(response.error());
}

Result<> DeskClient::put_package(std::string_view device, std::string_view item, core::ByteView envelope)
{
    const Result<link::Response> response =
        call({.method = "PUT",
              .target = "/v1/desk/devices/" + std::string{device} + "/inbox/" + std::string{item},
              .headers = {{"Content-Type", "application/jose+json"}},
              .body = {envelope.begin(), envelope.end()}});
    if (!response) return std::unexpected(response.error());
    return {};
}

Result<std::vector<Arrival>> DeskClient::minutes_after(std::int64_t arrival)
{
    const Result<link::Response> response =
        call({.method = "GET", .target = "/v1/desk/minutes?after=" + std::to_string(arrival)});
    if (!response) return std::unexpected(response.error());
    const Result<nlohmann::json> list = protocol::read_json(core::text_of(response->body));
    if (!list || !list->is_array()) return fail(Errc::corrupt, "the relay's list of minutes can't be read");
    std::vector<Arrival> arrivals;
    for (const nlohmann::json& row : *list) {
        std::optional<Arrival> read = arrival_of(row);
        if (!read) return fail(Errc::corrupt, "the relay's list of minutes can't be read");
        arrivals.push_back(std::move(*read));
    }
    return arrivals;
}

Result<core::Bytes> DeskClient::envelope(std::string_view minutes)
{
    Result<link::Response> response = call({.method = "GET", .target = "/v1/desk/minutes/" + std::string{minutes}});
    if (!response) return std::unexpected(response.error());
    return std::move(response->body);
}

Result<DeskClient::BundleThere> DeskClient::bundle(const std::string& sha256_hex)
{
    return there_in(call({.method = "GET", .target = "/v1/desk/bundles/" + sha256_hex}));
}

Result<DeskClient::BundleThere> DeskClient::put_bundle_piece(const std::string& sha256_hex, std::uint64_t first,
                                                             core::Bytes piece, std::uint64_t whole)
{
    const std::string range =
        "bytes " + std::to_string(first) + "-" + std::to_string(first + piece.size() - 1) + "/" + std::to_string(whole);
    return there_in(call({.method = "PUT",
                          .target = "/v1/desk/bundles/" + sha256_hex,
                          .headers = {{"Content-Type", "application/octet-stream"}, {"Content-Range", range}},
                          .body = std::move(piece)}));
}

Result<std::int64_t> DeskClient::publish(const BundleInfo& bundle, const std::string& channel,
                                         const std::vector<std::string>& devices)
{
    nlohmann::json body{{"sha256", bundle.sha256_hex}, {"compatible", bundle.compatible}, {"version", bundle.version}};
    if (devices.empty())
        body["channel"] = channel;
    else
        body["devices"] = devices;
    const std::string text = body.dump();
    const core::ByteView bytes = core::bytes_of(text);
    const Result<link::Response> response = call({.method = "POST",
                                                  .target = "/v1/desk/updates",
                                                  .headers = {{"Content-Type", "application/json"}},
                                                  .body = {bytes.begin(), bytes.end()}});
    if (!response) return std::unexpected(response.error());
    const auto answer = protocol::read_json(core::text_of(response->body));
    if (!answer || !answer->is_object() || !answer->contains("number") || !(*answer)["number"].is_number_integer())
        return fail(Errc::corrupt, "the relay's answer can't be read");
    return (*answer)["number"].get<std::int64_t>();
}

Result<std::vector<UpdateRow>> DeskClient::updates()
{
    const Result<link::Response> response = call({.method = "GET", .target = "/v1/desk/updates"});
    if (!response) return std::unexpected(response.error());
    const Result<nlohmann::json> list = protocol::read_json(core::text_of(response->body));
    if (!list || !list->is_array()) return fail(Errc::corrupt, "the relay's list of updates can't be read");
    std::vector<UpdateRow> rows;
    for (const nlohmann::json& one : *list) {
        const auto member = [&](const char* name) {
            return one.is_object() && one.contains(name) ? one[name] : nlohmann::json{};
        };
        const auto text = [&](const char* name) {
            const auto value = member(name);
            return value.is_string() ? value.get<std::string>() : std::string{};
        };
        const auto number = [&](const char* name) {
            const auto value = member(name);
            return value.is_number_integer() ? value.get<std::int64_t>() : 0;
        };
        rows.push_back({number("number"), text("sha256"), number("size"), text("compatible"), text("version"),
                        text("channel"), text("state"), number("devices"), text("published_at")});
    }
    return rows;
}

Result<> DeskClient::withdraw(std::int64_t number)
{
    const Result<link::Response> response =
        call({.method = "DELETE", .target = "/v1/desk/updates/" + std::to_string(number)});
    if (!response) return std::unexpected(response.error());
    return {};
}

Result<> DeskClient::put_receipt(std::string_view minutes, std::string_view jws)
{
    const core::ByteView bytes = core::bytes_of(jws);
    const Result<link::Response> response = call({.method = "PUT",
                                                  .target = "/v1/desk/minutes/" + std::string{minutes} + "/receipt",
                                                  .headers = {{"Content-Type", "application/jose"}},
                                                  .body = {bytes.begin(), bytes.end()}});
    if (!response) return std::unexpected(response.error());
    return {};
}

} // namespace casustafel::bureau
