#include "bureau/http.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace casustafel::bureau {

using core::ByteView;

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// The pieces of a list with commas, trimmed.
std::vector<std::string_view> split_list(std::string_view list)
{
    std::vector<std::string_view> pieces;
    while (true) {
        const std::size_t comma = list.find(',');
        pieces.push_back(trim(list.substr(0, comma)));
        if (comma == std::string_view::npos) return pieces;
        list.remove_prefix(comma + 1);
    }
}

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace

std::optional<std::string_view> HttpRequest::header(std::string_view name) const
{
    for (const auto& [key, value] : headers)
        if (same_name(key, name)) return value;
    return std::nullopt;
}

std::string printable(std::string_view text)
{
    std::string shown{text.substr(0, 200)};
    std::ranges::replace_if(shown, [](char c) { return c < ' ' || c > '~'; }, '?');
    return shown;
}

HttpResponse problem(unsigned status, std::string_view title)
{
    const nlohmann::json body{{"type", "about:blank"}, {"title", title}, {"status", status}};
    return with_body(status, "application/problem+json", core::bytes_of(body.dump()));
}

HttpResponse with_body(unsigned status, std::string_view media_type, ByteView body)
{
    return {status, {{"Content-Type", std::string{media_type}}}, core::Bytes{body.begin(), body.end()}};
}

RangeAnswer range_of(std::string_view header, std::uint64_t size)
{
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit)) return {};
    const std::string_view range = trim(header.substr(unit.size()));
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos || range.find(',') != std::string_view::npos) return {};
    const std::string_view from = range.substr(0, dash);
    const std::string_view to = range.substr(dash + 1);
    if (from.empty()) { // the last so many bytes
        const std::optional<std::uint64_t> count = number(to);
        if (!count) return {};
        if (*count == 0 || size == 0) return {RangeKind::unsatisfiable, {}};
        return {RangeKind::part, {size - std::min(*count, size), size - 1}};
    }
    const std::optional<std::uint64_t> first = number(from);
    if (!first) return {};
    std::optional<std::uint64_t> last;
    if (!to.empty()) {
        last = number(to);
        if (!last || *last < *first) return {};
    }
    if (*first >= size) return {RangeKind::unsatisfiable, {}};
    return {RangeKind::part, {*first, std::min(last.value_or(size - 1), size - 1)}};
}

std::optional<Placed> placed_by(std::string_view header)
{
    constexpr std::string_view unit = "bytes ";
    if (!header.starts_with(unit)) return std::nullopt;
    header.remove_prefix(unit.size());
    const std::size_t dash = header.find('-');
    const std::size_t slash = header.find('/');
    if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
    const auto first = number(header.substr(0, dash));
    const auto last = number(header.substr(dash + 1, slash - dash - 1));
    const auto whole = number(header.substr(slash + 1));
    if (!first || !last || !whole || *last < *first || *last >= *whole) return std::nullopt;
    return Placed{{*first, *last}, *whole};
}

std::optional<core::Digest> sha256_of_content_digest(std::string_view header)
{
    constexpr std::string_view start = "sha-256=:";
    for (const std::string_view member : split_list(header)) {
        if (!member.starts_with(start) || member.size() <= start.size() || member.back() != ':') continue;
        const core::Result<core::Bytes> bytes =
            from_base64(member.substr(start.size(), member.size() - start.size() - 1));
        core::Digest digest{};
        if (!bytes || bytes->size() != digest.size()) return std::nullopt;
        std::ranges::copy(*bytes, digest.begin());
        return digest;
    }
    return std::nullopt;
}

bool none_match_hits(std::string_view header, std::string_view etag)
{
    for (std::string_view candidate : split_list(header)) {
        if (candidate == "*") return true;
        if (candidate.starts_with("W/")) candidate.remove_prefix(2);
        if (candidate == etag) return true;
    }
    return false;
}

} // namespace casustafel::bureau
