#include "seal/jwe.h"

#include "protocol/base64url.h"
#include "protocol/json.h"
#include "seal/crypto.h"
#include "seal/jwe_parts.h"
#include "seal/jws_parts.h"

#include <algorithm>

namespace casustafel::seal {

using core::Bytes;
using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;
using nlohmann::json;

namespace {

constexpr std::string_view agreement = "ECDH-ES+A256KW";
constexpr std::string_view encryption = "A256GCM";
constexpr std::size_t key_size = content_key_size;

std::size_t fewest_recipients(MessageType type)
{
    return type == MessageType::minutes ? 2 : 1; // the operational and the recovery key
}

Result<> check_recipients(std::size_t fewest, std::size_t count, const std::vector<std::string>& kids, Errc code)
{
    if (count < fewest) return fail(code, "JWE: a recipient is missing");
    if (count > most_recipients) return fail(code, "JWE: more than 8 recipients");
    if (std::ranges::adjacent_find(kids) != kids.end()) return fail(code, "JWE: a recipient stands twice");
    return {};
}

/// The key that wraps the content key for one recipient (RFC 7518 section 4.6; no apu, no apv).
Result<SecretBytes> wrapping_key(ByteView scalar, const P256Point& point)
{
    const auto shared = p256_agree(scalar, point);
    if (!shared) return std::unexpected(shared.error());
    return concat_kdf(*shared, agreement, {}, {}, key_size);
}

Result<Recipient> wrap_for(const PublicKey& recipient, ByteView content_key)
{
    auto ephemeral = DecryptionKey::generate();
    if (!ephemeral) return std::unexpected(ephemeral.error());
    const auto wrapping = wrapping_key(ephemeral->scalar(), recipient.point());
    if (!wrapping) return std::unexpected(wrapping.error());
    auto wrapped = wrap_key(*wrapping, content_key);
    if (!wrapped) return std::unexpected(wrapped.error());
    return Recipient{recipient.kid(), ephemeral->public_key(), std::move(*wrapped)};
}

Result<JweKind> kind_of(MessageType type)
{
    const auto typ = jwe_typ(type);
    if (!typ) return std::unexpected(typ.error());
    return JweKind{*typ, jws_typ(type), fewest_recipients(type)};
}

/// How large `encrypt` makes the envelope of a JWS of `jws_size` bytes: every part but the ciphertext has a fixed size.
std::size_t envelope_size(const JweKind& kind, std::size_t recipients, std::size_t jws_size)
{
    const std::string kid(protocol::base64url_size(sizeof(core::Digest)), 'A');
    const std::string coordinate(protocol::base64url_size(key_size), 'A');
    const json recipient{
        {"header", {{"kid", kid}, {"epk", {{"kty", "EC"}, {"crv", "P-256"}, {"x", coordinate}, {"y", coordinate}}}}},
        {"encrypted_key", std::string(protocol::base64url_size(wrapped_size), 'A')}};
    const json frame{{"protected", protected_header(kind)},
                     {"recipients", std::vector<json>(recipients, recipient)},
                     {"iv", std::string(protocol::base64url_size(nonce_size), 'A')},
                     {"ciphertext", ""},
                     {"tag", std::string(protocol::base64url_size(tag_size), 'A')}};
    return protocol::canonical_json(frame).size() + protocol::base64url_size(jws_size);
}

Result<const json*> require_member(const json& object, const char* name)
{
    const auto member = object.find(name);
    if (member == object.end()) return fail(Errc::corrupt, std::string{"JWE: no "} + name);
    return &*member;
}

Result<Bytes> read_bytes(const json& object, const char* name)
{
    const auto member = require_member(object, name);
    if (!member) return std::unexpected(member.error());
    if (!(*member)->is_string()) return fail(Errc::corrupt, std::string{"JWE: wrong "} + name);
    auto bytes = protocol::from_base64url((*member)->get_ref<const std::string&>());
    if (!bytes) return fail(Errc::corrupt, std::string{"JWE: "} + name + ": " + bytes.error().detail);
    return bytes;
}

Result<Bytes> read_bytes(const json& object, const char* name, std::size_t size)
{
    auto bytes = read_bytes(object, name);
    if (bytes && bytes->size() != size) return fail(Errc::corrupt, std::string{"JWE: wrong size of "} + name);
    return bytes;
}

Result<Recipient> read_recipient(const json& value)
{
    if (!value.is_object()) return fail(Errc::corrupt, "JWE: a recipient is not an object");
    const auto header = require_member(value, "header");
    if (!header) return std::unexpected(header.error());
    auto wrapped = read_bytes(value, "encrypted_key", wrapped_size);
    if (!wrapped) return std::unexpected(wrapped.error());
    if (value.size() != 2) return fail(Errc::corrupt, "JWE: a recipient has a member too many");
    if (!(*header)->is_object() || (*header)->size() != 2)
        return fail(Errc::corrupt, "JWE: a recipient's header is not kid and epk");
    const auto kid = require_member(**header, "kid");
    if (!kid) return std::unexpected(kid.error());
    const auto epk = require_member(**header, "epk");
    if (!epk) return std::unexpected(epk.error());
    if (!(*kid)->is_string() || !is_kid((*kid)->get_ref<const std::string&>()))
        return fail(Errc::corrupt, "JWE: wrong kid");
    auto ephemeral = PublicKey::from_jwk(**epk);
    if (!ephemeral) return fail(Errc::corrupt, "JWE: epk: " + ephemeral.error().detail);
    return Recipient{(*kid)->get<std::string>(), std::move(*ephemeral), std::move(*wrapped)};
}

/// Each recipient has an ephemeral key of its own, which is nobody's long-lived key.
Result<> check_ephemerals(const Envelope& envelope)
{
    std::vector<std::string> kids = envelope.kids;
    for (const Recipient& recipient : envelope.recipients) kids.push_back(recipient.ephemeral.kid());
    std::ranges::sort(kids);
    if (std::ranges::adjacent_find(kids) != kids.end())
        return fail(Errc::corrupt, "JWE: an ephemeral key is used twice");
    return {};
}

Result<> read_recipients(const json& value, const JweKind& kind, Envelope& envelope)
{
    if (!value.is_array()) return fail(Errc::corrupt, "JWE: wrong recipients");
    if (value.size() > most_recipients) return fail(Errc::corrupt, "JWE: more than 8 recipients");
    for (const json& element : value) {
        auto recipient = read_recipient(element);
        if (!recipient) return std::unexpected(recipient.error());
        envelope.kids.push_back(recipient->kid);
        envelope.recipients.push_back(std::move(*recipient));
    }
    std::ranges::sort(envelope.kids);
    if (auto fine = check_recipients(kind.fewest_recipients, value.size(), envelope.kids, Errc::corrupt); !fine)
        return fine;
    return check_ephemerals(envelope);
}

} // namespace

std::string protected_header(const JweKind& kind)
{
    const std::string header =
        protocol::canonical_json({{"alg", agreement}, {"cty", kind.cty}, {"enc", encryption}, {"typ", kind.typ}});
    return protocol::to_base64url(core::bytes_of(header));
}

Result<Envelope> read_envelope(std::string_view text, const JweKind& kind)
{
    if (text.size() > largest_message) return fail(Errc::corrupt, "JWE: larger than 8 MiB");
    const auto value = protocol::read_json(text);
    if (!value) return fail(Errc::corrupt, "JWE: " + value.error().detail);
    if (!value->is_object()) return fail(Errc::corrupt, "JWE: not an object");

    Envelope envelope;
    const auto header_text = require_member(*value, "protected");
    if (!header_text) return std::unexpected(header_text.error());
    if (!(*header_text)->is_string()) return fail(Errc::corrupt, "JWE: wrong protected");
    envelope.protected_header = (*header_text)->get<std::string>();
    const auto header = read_protected_header(envelope.protected_header, "JWE");
    if (!header) return std::unexpected(header.error());
    const auto exact =
        require_texts(*header, {{"alg", agreement}, {"cty", kind.cty}, {"enc", encryption}, {"typ", kind.typ}}, "JWE");
    if (!exact) return std::unexpected(exact.error());

    const auto recipients = require_member(*value, "recipients");
    if (!recipients) return std::unexpected(recipients.error());
    if (auto read = read_recipients(**recipients, kind, envelope); !read) return std::unexpected(read.error());

    auto nonce = read_bytes(*value, "iv", nonce_size);
    if (!nonce) return std::unexpected(nonce.error());
    auto ciphertext = read_bytes(*value, "ciphertext");
    if (!ciphertext) return std::unexpected(ciphertext.error());
    auto tag = read_bytes(*value, "tag", tag_size);
    if (!tag) return std::unexpected(tag.error());
    if (value->size() != 5) return fail(Errc::corrupt, "JWE: a member too many");
    envelope.nonce = std::move(*nonce);
    envelope.ciphertext = std::move(*ciphertext);
    envelope.tag = std::move(*tag);
    return envelope;
}

Result<SecretBytes> decrypt(const Envelope& envelope, const DecryptionKey& own)
{
    const auto mine = std::ranges::find(envelope.recipients, own.public_key().kid(), &Recipient::kid);
    if (mine == envelope.recipients.end()) return fail(Errc::denied, "JWE: not sealed to this key");
    const auto wrapping = wrapping_key(own.scalar(), mine->ephemeral.point());
    if (!wrapping) return std::unexpected(wrapping.error());
    const auto content_key = unwrap_key(*wrapping, mine->wrapped);
    if (!content_key) return fail(Errc::denied, "JWE: the content key does not unwrap");
    if (std::ranges::all_of(*content_key, [](std::uint8_t byte) { return byte == 0; }))
        return fail(Errc::denied, "JWE: the content key is zero");
    auto plain = gcm_open(*content_key, envelope.nonce, envelope.ciphertext, envelope.tag,
                          core::bytes_of(envelope.protected_header));
    if (!plain) return fail(Errc::denied, "JWE: does not decrypt");
    return plain;
}

Result<Envelope> make_envelope(ByteView plain, const JweKind& kind, std::span<const PublicKey> recipients)
{
    if (auto fine = check_recipients(kind.fewest_recipients, recipients.size(), sorted_kids(recipients), Errc::crypto);
        !fine)
        return std::unexpected(fine.error());
    const SecretBytes content_key = random_secret(key_size);
    Envelope envelope;
    for (const PublicKey& recipient : recipients) {
        auto one = wrap_for(recipient, content_key);
        if (!one) return std::unexpected(one.error());
        envelope.recipients.push_back(std::move(*one));
    }
    envelope.kids = sorted_kids(recipients);
    envelope.protected_header = protected_header(kind);
    envelope.nonce = random_bytes(nonce_size);
    auto sealed = gcm_seal(content_key, envelope.nonce, plain, core::bytes_of(envelope.protected_header));
    if (!sealed) return std::unexpected(sealed.error());
    envelope.ciphertext = std::move(sealed->ciphertext);
    envelope.tag = std::move(sealed->tag);
    return envelope;
}

std::string write_envelope(const Envelope& envelope)
{
    json recipients = json::array();
    for (const Recipient& one : envelope.recipients)
        recipients.push_back({{"header", {{"kid", one.kid}, {"epk", one.ephemeral.jwk()}}},
                              {"encrypted_key", protocol::to_base64url(one.wrapped)}});
    return protocol::canonical_json({{"protected", envelope.protected_header},
                                     {"recipients", std::move(recipients)},
                                     {"iv", protocol::to_base64url(envelope.nonce)},
                                     {"ciphertext", protocol::to_base64url(envelope.ciphertext)},
                                     {"tag", protocol::to_base64url(envelope.tag)}});
}

Result<std::string> encrypt(std::string_view jws, MessageType type, std::span<const PublicKey> recipients)
{
    const auto kind = kind_of(type);
    if (!kind) return std::unexpected(kind.error());
    const auto made = make_envelope(core::bytes_of(jws), *kind, recipients);
    if (!made) return std::unexpected(made.error());
    std::string envelope = write_envelope(*made);
    if (envelope.size() > largest_message) return fail(Errc::crypto, "JWE: larger than 8 MiB");
    return envelope;
}

Result<SealedEnvelope> seal_envelope(const SigningKey& key, MessageType type, Frame frame,
                                     std::span<const PublicKey> recipients)
{
    const auto kind = kind_of(type);
    if (!kind) return std::unexpected(kind.error());
    frame.aud = sorted_kids(recipients);
    const auto bare = write_payload(frame, 0);
    if (!bare) return std::unexpected(bare.error());

    const std::size_t around = signing_header(key, type).size() + 2 + protocol::base64url_size(sizeof(P256Signature));
    const auto size_with = [&](std::size_t padding) {
        return envelope_size(*kind, recipients.size(), around + protocol::base64url_size(bare->size() + padding));
    };
    const std::size_t goal = padded_size(size_with(0));
    if (goal > largest_message) return fail(Errc::crypto, "JWE: larger than 8 MiB");
    // Each space in the payload becomes 16/9 characters; start a little below and take what still fits.
    std::size_t padding = (goal - size_with(0)) / 16 * 9;
    while (size_with(padding + 1) <= goal) ++padding;

    const auto payload = write_payload(frame, padding);
    if (!payload) return std::unexpected(payload.error());
    const auto jws = sign_payload(key, type, *payload);
    if (!jws) return std::unexpected(jws.error());
    auto envelope = encrypt(*jws, type, recipients);
    if (!envelope) return std::unexpected(envelope.error());
    // Some sizes no payload gives; JSON's white space before the last brace makes up for the one or two bytes.
    envelope->insert(envelope->size() - 1, goal - envelope->size(), ' ');
    return SealedEnvelope{std::move(*envelope), sha256(core::bytes_of(*jws))};
}

Result<Opened> open(std::string_view jwe, MessageType type, const DecryptionKey& own, std::span<const Signer> trusted)
{
    const auto kind = kind_of(type);
    if (!kind) return std::unexpected(kind.error());
    auto envelope = read_envelope(jwe, *kind);
    if (!envelope) return std::unexpected(envelope.error());
    const auto jws = decrypt(*envelope, own);
    if (!jws) return std::unexpected(jws.error());
    auto message = verify(core::text_of(*jws), type, trusted);
    if (!message) return std::unexpected(message.error());
    if (message->frame.aud != envelope->kids) return fail(Errc::denied, "JWE: aud is not the list of recipients");
    return Opened{std::move(*message), std::move(envelope->kids)};
}

} // namespace casustafel::seal
