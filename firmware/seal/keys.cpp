#include "seal/keys.h"

#include "protocol/base64url.h"
#include "protocol/json.h"
#include "seal/crypto.h"

#include <algorithm>

namespace casustafel::seal {

using core::Bytes;
using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::size_t coordinate_size = 32;

Result<> read_coordinate(const nlohmann::json& jwk, const char* name, std::span<std::uint8_t, coordinate_size> into)
{
    const auto member = jwk.find(name);
    if (member == jwk.end() || !member->is_string()) return fail(Errc::corrupt, std::string{"JWK: no "} + name);
    const auto bytes = protocol::from_base64url(member->get_ref<const std::string&>());
    if (!bytes) return fail(Errc::corrupt, std::string{"JWK: "} + name + ": " + bytes.error().detail);
    if (bytes->size() != coordinate_size) return fail(Errc::corrupt, std::string{"JWK: "} + name + " has not 32 bytes");
    std::ranges::copy(*bytes, into.begin());
    return {};
}

bool is_text(const nlohmann::json& object, const char* name, std::string_view text)
{
    const auto member = object.find(name);
    return member != object.end() && member->is_string() && member->get_ref<const std::string&>() == text;
}

} // namespace

PublicKey::PublicKey(const P256Point& point)
    : point_{point}, kid_{protocol::to_base64url(sha256(core::bytes_of(jwk_text())))}
{
}

Result<PublicKey> PublicKey::from_point(const P256Point& point)
{
    if (!p256_on_curve(point)) return fail(Errc::corrupt, "JWK: the point is not on P-256");
    return PublicKey{point};
}

Result<PublicKey> PublicKey::from_jwk_text(std::string_view text)
{
    const auto jwk = protocol::read_json(text, {.most_bytes = 2048, .most_depth = 2});
    if (!jwk) return std::unexpected(jwk.error());
    return from_jwk(*jwk);
}

Result<PublicKey> PublicKey::from_jwk(const nlohmann::json& jwk)
{
    if (!jwk.is_object()) return fail(Errc::corrupt, "JWK: not an object");
    if (!is_text(jwk, "kty", "EC")) return fail(Errc::corrupt, "JWK: kty is not EC");
    if (!is_text(jwk, "crv", "P-256")) return fail(Errc::corrupt, "JWK: crv is not P-256");
    P256Point point{};
    if (auto read = read_coordinate(jwk, "x", std::span{point}.first<coordinate_size>()); !read)
        return std::unexpected(read.error());
    if (auto read = read_coordinate(jwk, "y", std::span{point}.last<coordinate_size>()); !read)
        return std::unexpected(read.error());
    if (jwk.size() != 4) return fail(Errc::corrupt, "JWK: a member too many");
    return from_point(point);
}

nlohmann::json PublicKey::jwk() const
{
    const std::span point{point_};
    return {{"kty", "EC"},
            {"crv", "P-256"},
            {"x", protocol::to_base64url(point.first(coordinate_size))},
            {"y", protocol::to_base64url(point.last(coordinate_size))}};
}

std::string PublicKey::jwk_text() const
{
    // The canonical form of these four members is also what RFC 7638 section 3.1 hashes.
    return protocol::canonical_json(jwk());
}

SigningKey::SigningKey(SecretBytes scalar, PublicKey public_key)
    : scalar_{std::move(scalar)}, public_key_{std::move(public_key)}
{
}

Result<SigningKey> SigningKey::generate()
{
    const auto scalar = p256_generate();
    if (!scalar) return std::unexpected(scalar.error());
    return from_scalar(*scalar);
}

Result<SigningKey> SigningKey::from_scalar(ByteView scalar)
{
    const auto point = p256_public(scalar);
    if (!point) return std::unexpected(point.error());
    auto public_key = PublicKey::from_point(*point);
    if (!public_key) return std::unexpected(public_key.error());
    return SigningKey{SecretBytes(scalar.begin(), scalar.end()), std::move(*public_key)};
}

DecryptionKey::DecryptionKey(SecretBytes scalar, PublicKey public_key)
    : scalar_{std::move(scalar)}, public_key_{std::move(public_key)}
{
}

Result<DecryptionKey> DecryptionKey::generate()
{
    const auto scalar = p256_generate();
    if (!scalar) return std::unexpected(scalar.error());
    return from_scalar(*scalar);
}

Result<DecryptionKey> DecryptionKey::from_scalar(ByteView scalar)
{
    const auto point = p256_public(scalar);
    if (!point) return std::unexpected(point.error());
    auto public_key = PublicKey::from_point(*point);
    if (!public_key) return std::unexpected(public_key.error());
    return DecryptionKey{SecretBytes(scalar.begin(), scalar.end()), std::move(*public_key)};
}

bool is_kid(std::string_view text)
{
    const auto bytes = protocol::from_base64url(text);
    return bytes && bytes->size() == sizeof(core::Digest);
}

std::vector<std::string> sorted_kids(std::span<const PublicKey> keys)
{
    std::vector<std::string> kids;
    kids.reserve(keys.size());
    for (const PublicKey& key : keys) kids.push_back(key.kid());
    std::ranges::sort(kids);
    return kids;
}

} // namespace casustafel::seal
