#include "protocol/base64url.h"
#include "protocol/json.h"
#include "seal/jwe.h"
#include "seal/jws.h"
#include "vectors/wycheproof.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace casustafel::vectors {
namespace {

using nlohmann::json;
using seal::MessageType;

constexpr std::array every_type{MessageType::package, MessageType::minutes, MessageType::receipt,
                                MessageType::keys,    MessageType::order,   MessageType::log_head};

/// The member of a test that holds the message, as text: some are in JSON serialization.
std::string message_of(const json& test, const char* name)
{
    const json& message = test.at(name);
    return message.is_string() ? message.get<std::string>() : message.dump();
}

std::vector<json> keys_of(const json& value)
{
    if (const auto keys = value.find("keys"); keys != value.end()) return keys->get<std::vector<json>>();
    return {value};
}

/// The keys of a group that our receiver can hold: points of P-256, without what says how to use them.
std::vector<seal::Signer> signers_of(const json& group)
{
    std::vector<seal::Signer> signers;
    for (const char* name : {"public", "private"}) {
        if (!group.contains(name)) continue;
        for (const json& jwk : keys_of(group.at(name))) {
            if (!jwk.contains("x") || !jwk.contains("y") || !jwk.contains("crv")) continue;
            const json bare{{"kty", "EC"}, {"crv", jwk.at("crv")}, {"x", jwk.at("x")}, {"y", jwk.at("y")}};
            if (auto key = seal::PublicKey::from_jwk(bare)) signers.push_back({"accounts.example.com", *key});
        }
    }
    return signers;
}

/// What `verify` does below the profile: strict base64url, strict JSON, ES256 and nothing else, a key that may sign.
bool verifies_as_es256(std::string_view text, const json& jwk, const seal::PublicKey& key)
{
    if (jwk.value("use", "sig") != "sig") return false;
    if (jwk.contains("key_ops") && !std::ranges::contains(jwk.at("key_ops"), json("verify"))) return false;
    const auto first = text.find('.');
    const auto last = text.rfind('.');
    if (first == text.npos || last == first || text.find('.', first + 1) != last) return false;
    const auto header_bytes = protocol::from_base64url(text.substr(0, first));
    const auto payload = protocol::from_base64url(text.substr(first + 1, last - first - 1));
    const auto signature_bytes = protocol::from_base64url(text.substr(last + 1));
    if (!header_bytes || !payload || !signature_bytes || signature_bytes->size() != 64) return false;
    const auto header = protocol::read_json(core::text_of(*header_bytes));
    if (!header || !header->is_object() || header->value("alg", "") != "ES256" || header->contains("crit"))
        return false;
    seal::P256Signature signature{};
    std::ranges::copy(*signature_bytes, signature.begin());
    return seal::p256_verify(key.point(), core::bytes_of(text.substr(0, last)), signature);
}

bool accepted_as_any_type(const std::string& message, const std::vector<seal::Signer>& signers)
{
    return std::ranges::any_of(every_type,
                               [&](MessageType type) { return seal::verify(message, type, signers).has_value(); });
}

/// Refused as we must; whether the label says so too decides if it counts as outside our profile.
Verdict refused_by_profile(const json& test)
{
    return test.at("result") == "invalid" ? Verdict::refused : Verdict::outside;
}

} // namespace

Verdict jws(const json& group, const json& test)
{
    const std::string message = message_of(test, "jws");
    const auto signers = signers_of(group);
    if (accepted_as_any_type(message, signers)) return Verdict::accepted;
    const json& jwk = group.contains("public") ? group.at("public") : group.at("private");
    if (signers.empty() || jwk.value("alg", "ES256") != "ES256") return refused_by_profile(test);
    return verifies_as_es256(message, jwk, signers.front().key) ? Verdict::accepted : Verdict::refused;
}

Verdict jwe(const json& group, const json& test)
{
    const std::string message = message_of(test, "jwe");
    for (const json& jwk : keys_of(group.at("private"))) {
        if (jwk.value("crv", "") != "P-256") continue;
        const auto scalar = protocol::from_base64url(jwk.at("d").get<std::string>());
        const auto own = scalar ? seal::DecryptionKey::from_scalar(*scalar)
                                : core::Result<seal::DecryptionKey>{std::unexpected(scalar.error())};
        if (!own) continue;
        for (const MessageType type : every_type)
            if (seal::open(message, type, *own, signers_of(group))) return Verdict::accepted;
    }
    return refused_by_profile(test);
}

Verdict either(const json& group, const json& test)
{
    if (test.contains("jwe")) return jwe(group, test);
    return accepted_as_any_type(message_of(test, "jws"), signers_of(group)) ? Verdict::accepted
                                                                            : refused_by_profile(test);
}

} // namespace casustafel::vectors
