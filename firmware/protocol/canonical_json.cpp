#include "protocol/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace casustafel::protocol {

namespace {

using nlohmann::json;

/// Whether `a` stands before `b` in the order of UTF-16 code units, which is that of UTF-8 bytes except that characters
/// above U+FFFF (lead byte F0 and up; in UTF-16 a surrogate) stand before U+E000 to U+FFFF (lead bytes EE and EF).
bool before_in_utf16(std::string_view a, std::string_view b)
{
    const auto [in_a, in_b] = std::ranges::mismatch(a, b);
    if (in_a == a.end() || in_b == b.end()) return in_a == a.end() && in_b != b.end();
    const auto left = static_cast<std::uint8_t>(*in_a);
    const auto right = static_cast<std::uint8_t>(*in_b);
    if (left >= 0xEE && right >= 0xEE && (left >= 0xF0) != (right >= 0xF0)) return left >= 0xF0;
    return left < right;
}

void write_string(std::string& out, std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char character : text) {
        switch (character) {
        case '"':
            out += "\\\"";
            continue;
        case '\\':
            out += "\\\\";
            continue;
        case '\b':
            out += "\\b";
            continue;
        case '\f':
            out += "\\f";
            continue;
        case '\n':
            out += "\\n";
            continue;
        case '\r':
            out += "\\r";
            continue;
        case '\t':
            out += "\\t";
            continue;
        }
        const auto byte = static_cast<std::uint8_t>(character);
        if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        } else {
            out += character;
        }
    }
    out += '"';
}

/// ECMAScript's Number::toString (ECMA-262 section 6.1.6.1.20), which RFC 8785 section 3.2.2.3 names: the shortest
/// digits that read back as the same double, plain between 1e-6 and 1e21.
void write_number(std::string& out, double value)
{
    if (!std::isfinite(value)) {
        out += "NaN"; // no JSON, so that nobody signs or reads it
        return;
    }
    if (value == 0) {
        out += '0';
        return;
    }
    std::array<char, 40> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value), std::chars_format::scientific)
            .ptr;
    const std::string_view scientific{buffer.data(), end};
    const std::size_t e = scientific.find('e');
    std::string digits{scientific.substr(0, e)};
    std::erase(digits, '.');
    int exponent = 0;
    const std::size_t first = scientific[e + 1] == '+' ? e + 2 : e + 1;
    std::from_chars(scientific.data() + first, end, exponent);

    if (value < 0) out += '-';
    const int point = exponent + 1; // where the decimal point stands, counted from the first digit
    const int count = static_cast<int>(digits.size());
    if (point > 21 || point < -5) {
        out += digits[0];
        if (count > 1) out.append(".").append(digits, 1);
        out.append(exponent < 0 ? "e-" : "e+").append(std::to_string(std::abs(exponent)));
    } else if (point <= 0) {
        out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
    } else if (point >= count) {
        out.append(digits).append(static_cast<std::size_t>(point - count), '0');
    } else {
        const auto whole = static_cast<std::size_t>(point);
        out.append(digits, 0, whole).append(".").append(digits, whole);
    }
}

void write(std::string& out, const json& value);

void write_object(std::string& out, const json& value)
{
    std::vector<json::const_iterator> members;
    members.reserve(value.size());
    for (auto member = value.begin(); member != value.end(); ++member) members.push_back(member);
    std::ranges::sort(members, [](const auto& a, const auto& b) { return before_in_utf16(a.key(), b.key()); });
    out += '{';
    bool first = true;
    for (const auto& member : members) {
        if (!first) out += ',';
        first = false;
        write_string(out, member.key());
        out += ':';
        write(out, member.value());
    }
    out += '}';
}

void write(std::string& out, const json& value)
{
    switch (value.type()) {
    case json::value_t::null:
        out += "null";
        return;
    case json::value_t::boolean:
        out += value.get<bool>() ? "true" : "false";
        return;
    case json::value_t::number_integer: {
        const auto number = value.get<std::int64_t>();
        if (number < -largest_json_integer || number > largest_json_integer)
            write_number(out, static_cast<double>(number));
        else
            out += std::to_string(number);
        return;
    }
    case json::value_t::number_unsigned: {
        const auto number = value.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(largest_json_integer))
            write_number(out, static_cast<double>(number));
        else
            out += std::to_string(number);
        return;
    }
    case json::value_t::number_float:
        write_number(out, value.get<double>());
        return;
    case json::value_t::string:
        write_string(out, value.get_ref<const std::string&>());
        return;
    case json::value_t::array: {
        out += '[';
        bool first = true;
        for (const json& element : value) {
            if (!first) out += ',';
            first = false;
            write(out, element);
        }
        out += ']';
        return;
    }
    case json::value_t::object:
        write_object(out, value);
        return;
    case json::value_t::binary:
    case json::value_t::discarded:
        out += "NaN";
        return;
    }
}

} // namespace

std::string canonical_json(const json& value)
{
    std::string out;
    write(out, value);
    return out;
}

} // namespace casustafel::protocol
