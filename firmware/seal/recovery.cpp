#include "seal/recovery.h"

#include "protocol/base64url.h"
#include "protocol/json.h"
#include "seal/crypto.h"
#include "seal/jwe_parts.h"

#include <algorithm>

namespace casustafel::seal {

using core::Bytes;
using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr JweKind kind{"casustafel-recovery+jwe", "jwk+json", 1};
constexpr std::size_t kid_size = sizeof(core::Digest);
constexpr std::size_t point_size = sizeof(P256Point);
constexpr std::size_t before_ciphertext = kid_size + point_size + wrapped_size + nonce_size + tag_size;

// The JWK by hand, so that the key stands in no memory but what is wiped. Canonical: members in order, no spaces.
constexpr std::string_view jwk_start = R"({"k":")";
constexpr std::string_view jwk_middle = R"(","kid":")";
constexpr std::string_view jwk_end = R"(","kty":"oct"})";

void append(SecretBytes& to, std::string_view text)
{
    to.insert(to.end(), text.begin(), text.end());
}

/// An id that needs no escapes in JSON.
bool is_plain(std::string_view id)
{
    return !id.empty() && id.size() <= 90 &&
           std::ranges::all_of(id, [](char c) { return c > ' ' && c < 127 && c != '"' && c != '\\'; });
}

Bytes packed(const Envelope& envelope)
{
    const Recipient& one = envelope.recipients.front();
    const Bytes kid = protocol::from_base64url(one.kid).value_or(Bytes{});
    Bytes bytes;
    for (const ByteView part : {ByteView{kid}, ByteView{one.ephemeral.point()}, ByteView{one.wrapped},
                                ByteView{envelope.nonce}, ByteView{envelope.tag}, ByteView{envelope.ciphertext}})
        bytes.insert(bytes.end(), part.begin(), part.end());
    return bytes;
}

Result<Envelope> unpacked(ByteView kept)
{
    if (kept.size() <= before_ciphertext) return fail(Errc::corrupt, "recovery: too short");
    const auto take = [&kept](std::size_t size) {
        const ByteView part = kept.first(size);
        kept = kept.subspan(size);
        return Bytes{part.begin(), part.end()};
    };
    std::string kid = protocol::to_base64url(take(kid_size));
    P256Point point{};
    std::ranges::copy(take(point_size), point.begin());
    auto ephemeral = PublicKey::from_point(point);
    if (!ephemeral) return fail(Errc::corrupt, "recovery: " + ephemeral.error().detail);
    Envelope envelope;
    envelope.protected_header = protected_header(kind);
    envelope.kids = {kid};
    envelope.recipients.push_back({std::move(kid), std::move(*ephemeral), take(wrapped_size)});
    envelope.nonce = take(nonce_size);
    envelope.tag = take(tag_size);
    envelope.ciphertext = {kept.begin(), kept.end()};
    return envelope;
}

} // namespace

Result<Bytes> seal_for_recovery(const core::ConferenceId& conference, ByteView database_key, const PublicKey& recovery)
{
    if (!is_plain(conference.value())) return fail(Errc::rejected, "recovery: the conference's id can't be written");
    std::string encoded = protocol::to_base64url(database_key);
    SecretBytes jwk;
    jwk.reserve(jwk_start.size() + encoded.size() + jwk_middle.size() + conference.value().size() + jwk_end.size());
    append(jwk, jwk_start);
    append(jwk, encoded);
    wipe(encoded.data(), encoded.size());
    append(jwk, jwk_middle);
    append(jwk, conference.value());
    append(jwk, jwk_end);
    const auto envelope = make_envelope(jwk, kind, std::span{&recovery, 1});
    if (!envelope) return std::unexpected(envelope.error());
    return packed(*envelope);
}

std::string recovery_recipient(ByteView kept)
{
    const auto envelope = unpacked(kept);
    return envelope ? envelope->kids.front() : std::string{};
}

Result<std::string> recovery_jwe(ByteView kept)
{
    const auto envelope = unpacked(kept);
    if (!envelope) return std::unexpected(envelope.error());
    return write_envelope(*envelope);
}

Result<RecoveredKey> open_recovery(std::string_view jwe, const DecryptionKey& recovery)
{
    const auto envelope = read_envelope(jwe, kind);
    if (!envelope) return std::unexpected(envelope.error());
    const auto jwk = decrypt(*envelope, recovery);
    if (!jwk) return std::unexpected(jwk.error());
    const std::string_view text = core::text_of(*jwk);
    const std::size_t middle = text.find(jwk_middle);
    if (!text.starts_with(jwk_start) || !text.ends_with(jwk_end) || middle == std::string_view::npos)
        return fail(Errc::corrupt, "recovery: the key inside isn't in its form");
    const std::size_t id_at = middle + jwk_middle.size();
    const std::string_view id = text.substr(id_at, text.size() - jwk_end.size() - id_at);
    auto key = protocol::from_base64url(text.substr(jwk_start.size(), middle - jwk_start.size()));
    if (!key || !is_plain(id)) return fail(Errc::corrupt, "recovery: the key inside isn't in its form");
    RecoveredKey recovered{core::ConferenceId{std::string{id}}, {key->begin(), key->end()}};
    wipe(key->data(), key->size());
    return recovered;
}

} // namespace casustafel::seal
