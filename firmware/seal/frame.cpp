#include "seal/frame.h"

#include "protocol/json.h"
#include "seal/keys.h"

#include <algorithm>

namespace casustafel::seal {

using core::Errc;
using core::fail;
using core::Result;
using nlohmann::json;

namespace {

constexpr std::size_t longest_iss = 128;

bool is_id(const json& value)
{
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    return !text.empty() && text.size() <= longest_iss &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_sorted_kids(const json& value)
{
    if (!value.is_array()) return false;
    const std::string* before = nullptr;
    for (const json& element : value) {
        if (!element.is_string()) return false;
        const auto& kid = element.get_ref<const std::string&>();
        if (!is_kid(kid) || (before && *before >= kid)) return false;
        before = &kid;
    }
    return true;
}

bool is_count(const json& value)
{
    return value.is_number_unsigned() || (value.is_number_integer() && value.get<std::int64_t>() >= 0);
}

bool is_prev(const json& value)
{
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    return text.empty() || is_kid(text); // both are SHA-256 values
}

bool is_padding(const json& value)
{
    return value.is_string() && value.get_ref<const std::string&>().find_first_not_of(' ') == std::string::npos;
}

struct MemberRule {
    const char* name;
    bool (*holds)(const json&);
};

constexpr MemberRule members[] = {
    {"iss", is_id},      {"aud", is_sorted_kids}, {"iat", is_count},
    {"seq", is_count},   {"prev", is_prev},       {"body", [](const json& value) { return value.is_object(); }},
    {"pad", is_padding},
};

} // namespace

std::string_view jws_typ(MessageType type)
{
    switch (type) {
    case MessageType::package:
        return "casustafel-package+jws";
    case MessageType::minutes:
        return "casustafel-minutes+jws";
    case MessageType::receipt:
        return "casustafel-receipt+jws";
    case MessageType::keys:
        return "casustafel-keys+jws";
    case MessageType::order:
        return "casustafel-order+jws";
    case MessageType::log_head:
        return "casustafel-log-head+jws";
    }
    std::unreachable();
}

Result<std::string_view> jwe_typ(MessageType type)
{
    switch (type) {
    case MessageType::package:
        return "casustafel-package+jwe";
    case MessageType::minutes:
        return "casustafel-minutes+jwe";
    case MessageType::receipt:
    case MessageType::keys:
    case MessageType::order:
    case MessageType::log_head:
        break;
    }
    return fail(Errc::crypto, "JWE: messages of this type are only signed");
}

Result<std::string> write_payload(const Frame& frame, std::size_t padding)
{
    std::string payload = protocol::canonical_json({{"iss", frame.iss},
                                                    {"aud", frame.aud},
                                                    {"iat", frame.iat},
                                                    {"seq", frame.seq},
                                                    {"prev", frame.prev},
                                                    {"body", frame.body},
                                                    {"pad", std::string(padding, ' ')}});
    // Reading one's own work keeps a message that nobody would accept from ever being signed.
    if (const auto read = read_payload(payload); !read)
        return fail(Errc::crypto, "not to be signed: " + read.error().detail);
    return payload;
}

Result<Frame> read_payload(std::string_view payload)
{
    auto value = protocol::read_json(payload);
    if (!value) return std::unexpected(value.error());
    if (!value->is_object()) return fail(Errc::corrupt, "payload: not an object");
    for (const MemberRule& rule : members) {
        const auto member = value->find(rule.name);
        if (member == value->end()) return fail(Errc::corrupt, std::string{"payload: no "} + rule.name);
        if (!rule.holds(*member)) return fail(Errc::corrupt, std::string{"payload: wrong "} + rule.name);
    }
    if (value->size() != std::size(members)) return fail(Errc::corrupt, "payload: a member too many");
    if (protocol::canonical_json(*value) != payload) return fail(Errc::corrupt, "payload: not in canonical form");
    return Frame{value->at("iss").get<std::string>(),  value->at("aud").get<std::vector<std::string>>(),
                 value->at("iat").get<std::int64_t>(), value->at("seq").get<std::uint64_t>(),
                 value->at("prev").get<std::string>(), std::move(value->at("body"))};
}

} // namespace casustafel::seal
