#include "link/bureau_client.h"

#include "protocol/json.h"
#include "protocol/report_codec.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <mbedtls/base64.h>
#include <mbedtls/sha256.h>

namespace casustafel::link {
namespace {

using core::Errc;
using core::fail;
using core::Result;

constexpr std::uint64_t largest_item = 8 * 1024 * 1024;
constexpr std::size_t largest_problem = 4096;
constexpr std::size_t longest_title = 80;
constexpr std::size_t most_known = 64;
constexpr std::chrono::seconds longest_wait = std::chrono::hours{24};

core::Digest sha256(core::ByteView bytes)
{
    core::Digest digest{};
    mbedtls_sha256(bytes.data(), bytes.size(), digest.data(), 0);
    return digest;
}

/// RFC 9530.
Header content_digest(core::ByteView bytes)
{
    const core::Digest digest = sha256(bytes);
    std::array<unsigned char, 48> base64{};
    std::size_t size = 0;
    mbedtls_base64_encode(base64.data(), base64.size(), &size, digest.data(), digest.size());
    return {"Content-Digest", "sha-256=:" + std::string{core::text_of(core::ByteView{base64}.first(size))} + ":"};
}

template <class Number>
std::optional<Number> number_in(std::string_view text, int base = 10)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<core::Digest> digest_of(std::string_view hex)
{
    core::Digest digest{};
    if (hex.size() != 2 * digest.size()) return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const auto byte = number_in<std::uint8_t>(hex.substr(2 * i, 2), 16);
        if (!byte) return std::nullopt;
        digest[i] = *byte;
    }
    return core::to_hex(digest) == hex ? std::optional{digest} : std::nullopt; // lower case only
}

/// Ids stand in paths as they are, so that they need no escaping.
bool is_path_segment(std::string_view id)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    };
    return !id.empty() && id.size() <= 128 && id.front() != '.' && std::ranges::all_of(id, allowed);
}

/// `before` + `id` + `after`. Errc::rejected when the id can't stand in a path.
Result<std::string> target(std::string_view before, std::string_view id, std::string_view after = {})
{
    if (!is_path_segment(id)) return fail(Errc::rejected, "an id that can't stand in a path");
    return std::string{before} + std::string{id} + std::string{after};
}

/// The title of an RFC 9457 problem, if it is short and plain enough for a log.
std::string title_of(const Response& response)
{
    if (!response.header("Content-Type").value_or("").starts_with("application/problem+json")) return {};
    const auto problem = protocol::read_json(core::text_of(response.body), {.most_bytes = largest_problem});
    if (!problem || !problem->is_object()) return {};
    const auto title = problem->find("title");
    if (title == problem->end() || !title->is_string()) return {};
    const auto& text = title->get_ref<const std::string&>();
    const bool plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
    return plain && text.size() <= longest_title ? " (" + text + ")" : std::string{};
}

Errc kind_of(unsigned status)
{
    switch (status) {
    case 401:
    case 403:
        return Errc::denied;
    case 404:
    case 410:
        return Errc::not_found;
    case 409:
        return Errc::conflict;
    case 422:
        return Errc::corrupt;
    case 408:
    case 429:
        return Errc::network;
    case 507:
        return Errc::full;
    default:
        return status >= 500 ? Errc::network : Errc::refused;
    }
}

std::optional<core::InboxItem> item_in(const nlohmann::json& entry)
{
    const auto text = [&entry](const char* name) {
        const auto member = entry.find(name);
        return member != entry.end() && member->is_string() ? member->get<std::string>() : std::string{};
    };
    if (!entry.is_object()) return std::nullopt;
    const auto digest = digest_of(text("sha256"));
    const auto size = entry.find("size");
    if (!digest || size == entry.end() || !size->is_number_unsigned()) return std::nullopt;
    core::InboxItem item{text("id"),   *digest,         size->get<std::uint64_t>(),
                         text("kind"), text("version"), text("compatible")};
    if (!is_path_segment(item.id) || item.kind.empty() || item.size == 0) return std::nullopt;
    return item;
}

/// Where a 206 answer starts (RFC 9110, 14.4).
std::optional<std::uint64_t> start_of(const Response& head)
{
    const std::string_view range = head.header("Content-Range").value_or("");
    constexpr std::string_view unit = "bytes ";
    if (!range.starts_with(unit)) return std::nullopt;
    return number_in<std::uint64_t>(range.substr(unit.size(), range.find('-') - unit.size()));
}

} // namespace

BureauClient::BureauClient(HttpsClient client, core::DeviceId device, std::chrono::milliseconds patience)
    : client_{std::move(client)}, device_{std::move(device)}, patience_{patience}
{
}

Deadline BureauClient::deadline() const
{
    return std::chrono::steady_clock::now() + patience_;
}

Result<Response> BureauClient::call(const Request& request, Deadline deadline, const BodySink& sink)
{
    retry_after_.reset();
    const std::string name = request.method + " " + request.target;
    auto response = client_.send(request, deadline, sink);
    if (!response) return fail(response.error().code, name + ": " + response.error().detail);
    if (const auto wait = number_in<std::uint32_t>(response->header("Retry-After").value_or("")))
        retry_after_ = std::min(std::chrono::seconds{*wait}, longest_wait);
    if (response->status / 100 == 2 || response->status == 304) return response;
    return fail(kind_of(response->status), name + ": " + std::to_string(response->status) + title_of(*response));
}

Result<std::vector<core::InboxItem>> BureauClient::inbox()
{
    const auto path = target("/v1/devices/", device_.value(), "/inbox");
    if (!path) return std::unexpected(path.error());
    const auto response = call({"GET", *path}, deadline());
    if (!response) return std::unexpected(response.error());
    const auto list = protocol::read_json(core::text_of(response->body));
    if (!list) return fail(Errc::corrupt, "inbox: " + list.error().detail);
    if (!list->is_array()) return fail(Errc::corrupt, "inbox: not a list");

    std::vector<core::InboxItem> items;
    for (const nlohmann::json& entry : *list) {
        auto item = item_in(entry);
        if (!item) return fail(Errc::corrupt, "inbox: entry " + std::to_string(items.size()) + " isn't an item");
        items.push_back(std::move(*item));
    }
    return items;
}

Result<core::Bytes> BureauClient::fetch(const core::InboxItem& item)
{
    if (item.size > largest_item) return fail(Errc::refused, "inbox item " + item.id + ": larger than an envelope");
    if (!partial_ || partial_->item != item) partial_ = Partial{item, {}};

    const Deadline until = deadline();
    while (partial_->bytes.size() < item.size) {
        const std::size_t before = partial_->bytes.size();
        const auto done = fetch_rest(until);
        if (done) continue;
        const bool broke_off = done.error().code == Errc::network && partial_->bytes.size() > before;
        if (done.error().code != Errc::network) partial_.reset();
        if (!broke_off) return std::unexpected(done.error());
    }
    core::Bytes bytes = std::move(partial_->bytes);
    partial_.reset();
    if (sha256(bytes) != item.sha256) return fail(Errc::corrupt, "inbox item " + item.id + ": not its digest");
    return bytes;
}

Result<> BureauClient::fetch_rest(Deadline deadline)
{
    Partial& partial = *partial_;
    const auto path = target("/v1/devices/", device_.value(), "/inbox/");
    if (!path) return std::unexpected(path.error());
    const auto whole = target(*path, partial.item.id);
    if (!whole) return std::unexpected(whole.error());

    const std::size_t have = partial.bytes.size();
    Request request{"GET", *whole};
    if (have > 0) {
        request.headers.push_back({"Range", "bytes=" + std::to_string(have) + "-"});
        request.headers.push_back({"If-Range", '"' + core::to_hex(partial.item.sha256) + '"'});
    }
    bool started = false;
    const auto response = call(request, deadline, [&](const Response& head, core::ByteView piece) -> Result<> {
        if (!started && head.status == 206 && start_of(head) != have)
            return fail(Errc::corrupt, "another range than asked for");
        if (!started && head.status != 206) partial.bytes.clear();
        started = true;
        if (piece.size() > partial.item.size - partial.bytes.size())
            return fail(Errc::corrupt, "more bytes than announced");
        partial.bytes.insert(partial.bytes.end(), piece.begin(), piece.end());
        return {};
    });
    if (!response) return std::unexpected(response.error());
    if (partial.bytes.size() != partial.item.size)
        return fail(Errc::corrupt, "inbox item " + partial.item.id + ": fewer bytes than announced");
    return {};
}

Result<> BureauClient::piece(const core::InboxItem& item, std::uint64_t first, std::uint64_t size, const Take& take)
{
    const auto path = target("/v1/devices/", device_.value(), "/inbox/");
    if (!path) return std::unexpected(path.error());
    const auto whole = target(*path, item.id);
    if (!whole) return std::unexpected(whole.error());
    const Request request{"GET",
                          *whole,
                          {{"Range", "bytes=" + std::to_string(first) + "-" + std::to_string(first + size - 1)},
                           {"If-Range", '"' + core::to_hex(item.sha256) + '"'}}};
    std::uint64_t left = size;
    const auto response = call(request, deadline(), [&](const Response& head, core::ByteView bytes) -> Result<> {
        if (head.status != 206 || start_of(head) != first || bytes.size() > left)
            return fail(Errc::corrupt, "another range than asked for");
        left -= bytes.size();
        return take(bytes);
    });
    if (!response) return std::unexpected(response.error());
    if (left != 0) return fail(Errc::corrupt, "inbox item " + item.id + ": fewer bytes than asked for");
    return {};
}

Result<> BureauClient::tell(const core::DeviceReport& report)
{
    const auto path = target("/v1/devices/", device_.value(), "/report");
    if (!path) return std::unexpected(path.error());
    const std::string text = protocol::write_report(report);
    const core::ByteView bytes = core::bytes_of(text);
    const auto response =
        call({"PUT", *path, {{"Content-Type", "application/json"}}, {bytes.begin(), bytes.end()}}, deadline());
    if (!response) return std::unexpected(response.error());
    return {};
}

Result<> BureauClient::forget(const core::InboxItem& item)
{
    const auto path = target("/v1/devices/", device_.value(), "/inbox/");
    if (!path) return std::unexpected(path.error());
    const auto whole = target(*path, item.id);
    if (!whole) return std::unexpected(whole.error());
    const auto response = call({"DELETE", *whole}, deadline());
    if (!response && response.error().code != Errc::not_found) return std::unexpected(response.error());
    return {};
}

Result<std::string> BureauClient::deliver(const core::MinutesId& minutes, core::ByteView bytes)
{
    const auto path = target("/v1/minutes/", minutes.value());
    if (!path) return std::unexpected(path.error());
    const Request request{
        "PUT", *path, {{"Content-Type", "application/jose+json"}, content_digest(bytes)}, {bytes.begin(), bytes.end()}};
    const auto response = call(request, deadline());
    if (!response) return std::unexpected(response.error());
    if (response->status != 200 && response->status != 201)
        return fail(Errc::refused, "PUT " + *path + ": " + std::to_string(response->status) + " without a receipt");
    return std::string{core::text_of(response->body)};
}

Result<std::optional<std::string>> BureauClient::receipt(const core::MinutesId& minutes)
{
    const auto path = target("/v1/minutes/", minutes.value(), "/receipt");
    if (!path) return std::unexpected(path.error());
    auto text = newest(*path);
    if (text) return std::move(*text);
    if (text.error().code == Errc::not_found) return std::nullopt;
    return std::unexpected(text.error());
}

Result<std::string> BureauClient::keys()
{
    return newest("/v1/keys");
}

Result<std::string> BureauClient::newest(const std::string& target)
{
    Request request{"GET", target};
    const auto known = known_.find(target);
    if (known != known_.end()) request.headers.push_back({"If-None-Match", known->second.etag});
    const auto response = call(request, deadline());
    if (!response) return std::unexpected(response.error());
    if (response->status == 304) {
        if (known == known_.end()) return fail(Errc::network, "GET " + target + ": 304 to a first question");
        return known->second.text;
    }
    std::string text{core::text_of(response->body)};
    if (known_.size() >= most_known) known_.clear();
    if (const auto etag = response->header("ETag"))
        known_[target] = {std::string{*etag}, text};
    else
        known_.erase(target);
    return text;
}

Result<> BureauClient::put_device_keys(std::string_view key_set)
{
    const auto path = target("/v1/devices/", device_.value(), "/keys");
    if (!path) return std::unexpected(path.error());
    const core::ByteView bytes = core::bytes_of(key_set);
    const auto response = call(
        {"PUT", *path, {{"Content-Type", "application/jose"}, content_digest(bytes)}, {bytes.begin(), bytes.end()}},
        deadline());
    if (!response) return std::unexpected(response.error());
    return {};
}

std::optional<std::chrono::seconds> BureauClient::retry_after() const
{
    return retry_after_;
}

void BureauClient::cancel() noexcept
{
    client_.cancel();
}

} // namespace casustafel::link
