#include "seal/jws.h"

#include "protocol/base64url.h"
#include "protocol/json.h"
#include "seal/crypto.h"
#include "seal/jws_parts.h"

#include <algorithm>

namespace casustafel::seal {

using core::Bytes;
using core::Errc;
using core::fail;
using core::Result;

namespace {

struct Parts {
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
    std::string_view signed_part; ///< header, dot, payload
};

Result<Parts> split(std::string_view compact)
{
    if (compact.size() > largest_message) return fail(Errc::corrupt, "JWS: larger than 8 MiB");
    const std::size_t first = compact.find('.');
    const std::size_t last = compact.rfind('.');
    if (first == std::string_view::npos || first == last || compact.find('.', first + 1) != last)
        return fail(Errc::corrupt, "JWS: not three parts");
    return Parts{compact.substr(0, first), compact.substr(first + 1, last - first - 1), compact.substr(last + 1),
                 compact.substr(0, last)};
}

Result<const Signer*> find_signer(const std::string& kid, std::span<const Signer> trusted)
{
    for (const Signer& signer : trusted)
        if (signer.key.kid() == kid) return &signer;
    return fail(Errc::denied, "JWS: signed by an unknown key");
}

Result<P256Signature> read_signature(std::string_view text)
{
    const auto bytes = protocol::from_base64url(text);
    if (!bytes) return fail(Errc::corrupt, "JWS: signature: " + bytes.error().detail);
    P256Signature signature{};
    if (bytes->size() != signature.size()) return fail(Errc::corrupt, "JWS: a signature has 64 bytes");
    std::ranges::copy(*bytes, signature.begin());
    return signature;
}

} // namespace

Result<nlohmann::json> read_protected_header(std::string_view encoded, const char* where)
{
    if (encoded.size() > protocol::base64url_size(largest_header))
        return fail(Errc::corrupt, std::string{where} + ": header larger than 2 KiB");
    const auto bytes = protocol::from_base64url(encoded);
    if (!bytes) return fail(Errc::corrupt, std::string{where} + ": header: " + bytes.error().detail);
    auto header = protocol::read_json(core::text_of(*bytes), {.most_bytes = largest_header, .most_depth = 4});
    if (!header) return fail(Errc::corrupt, std::string{where} + ": header: " + header.error().detail);
    if (!header->is_object()) return fail(Errc::corrupt, std::string{where} + ": header is not an object");
    return header;
}

Result<> require_texts(const nlohmann::json& header, std::initializer_list<RequiredText> required, const char* where)
{
    for (const RequiredText& one : required) {
        const auto member = header.find(one.name);
        if (member == header.end() || !member->is_string() ||
            (!one.text.empty() && member->get_ref<const std::string&>() != one.text))
            return fail(Errc::corrupt, std::string{where} + ": wrong " + one.name);
    }
    if (header.size() != required.size()) return fail(Errc::corrupt, std::string{where} + ": a header member too many");
    return {};
}

std::string signing_header(const SigningKey& key, MessageType type)
{
    const std::string header = protocol::canonical_json(
        {{"alg", "ES256"}, {"cty", "application/json"}, {"kid", key.public_key().kid()}, {"typ", jws_typ(type)}});
    return protocol::to_base64url(core::bytes_of(header));
}

Result<std::string> sign_payload(const SigningKey& key, MessageType type, std::string_view payload)
{
    std::string jws = signing_header(key, type) + "." + protocol::to_base64url(core::bytes_of(payload));
    const auto signature = p256_sign(key.scalar(), core::bytes_of(jws));
    if (!signature) return std::unexpected(signature.error());
    jws.append(".").append(protocol::to_base64url(*signature));
    if (jws.size() > largest_message) return fail(Errc::crypto, "JWS: larger than 8 MiB");
    return jws;
}

Result<std::string> sign(const SigningKey& key, MessageType type, const Frame& frame)
{
    const auto payload = write_payload(frame, 0);
    if (!payload) return std::unexpected(payload.error());
    return sign_payload(key, type, *payload);
}

Result<Verified> verify(std::string_view compact, MessageType type, std::span<const Signer> trusted)
{
    const auto parts = split(compact);
    if (!parts) return std::unexpected(parts.error());
    const auto header = read_protected_header(parts->header, "JWS");
    if (!header) return std::unexpected(header.error());
    const auto exact = require_texts(
        *header, {{"alg", "ES256"}, {"cty", "application/json"}, {"kid", ""}, {"typ", jws_typ(type)}}, "JWS");
    if (!exact) return std::unexpected(exact.error());
    const auto signer = find_signer(header->at("kid").get_ref<const std::string&>(), trusted);
    if (!signer) return std::unexpected(signer.error());
    const auto signature = read_signature(parts->signature);
    if (!signature) return std::unexpected(signature.error());
    if (!p256_verify((*signer)->key.point(), core::bytes_of(parts->signed_part), *signature))
        return fail(Errc::denied, "JWS: the signature is wrong");

    const auto payload = protocol::from_base64url(parts->payload);
    if (!payload) return fail(Errc::corrupt, "JWS: payload: " + payload.error().detail);
    auto frame = read_payload(core::text_of(*payload));
    if (!frame) return std::unexpected(frame.error());
    if (frame->iss != (*signer)->id) return fail(Errc::denied, "JWS: the key does not speak for this iss");
    return Verified{std::move(*frame), (*signer)->key.kid(), std::string{compact}, sha256(core::bytes_of(compact))};
}

} // namespace casustafel::seal
