#pragma once

#include "seal/parties.h"

#include <string>
#include <string_view>
#include <vector>

// What an attacker or a careless sender can make: messages in any form, with real keys. Shares no code with the sender
// under test but the primitives.

namespace casustafel::seal {

inline std::string encoded(std::string_view text)
{
    return protocol::to_base64url(core::bytes_of(text));
}

/// A correctly signed compact JWS with any header and payload text.
inline std::string forge_jws(const SigningKey& key, std::string_view header, std::string_view payload)
{
    std::string jws = encoded(header) + "." + encoded(payload);
    return jws + "." + protocol::to_base64url(p256_sign(key.scalar(), core::bytes_of(jws)).value());
}

/// The protected header that the profile asks for, as an object to spoil.
inline nlohmann::json jws_header(const SigningKey& key, MessageType type)
{
    return {{"alg", "ES256"}, {"cty", "application/json"}, {"kid", key.public_key().kid()}, {"typ", jws_typ(type)}};
}

/// Everything that goes into an envelope, to be spoiled before it is encrypted.
struct Forgery {
    std::string plain; ///< the inner JWS
    std::string header =
        R"({"alg":"ECDH-ES+A256KW","cty":"casustafel-minutes+jws","enc":"A256GCM","typ":"casustafel-minutes+jwe"})";
    std::string wrapping_alg = "ECDH-ES+A256KW"; ///< as hashed into the wrapping key
    SecretBytes content_key = random_secret(32);
    std::vector<PublicKey> recipients;
};

inline nlohmann::json forge_recipient(const PublicKey& to, core::ByteView content_key, std::string_view alg)
{
    const auto ephemeral = DecryptionKey::generate().value();
    const auto shared = p256_agree(ephemeral.scalar(), to.point()).value();
    const auto wrapped = wrap_key(concat_kdf(shared, alg, {}, {}, 32), content_key).value();
    return {{"header", {{"kid", to.kid()}, {"epk", ephemeral.public_key().jwk()}}},
            {"encrypted_key", protocol::to_base64url(wrapped)}};
}

inline nlohmann::json forge_recipients(const Forgery& forgery)
{
    nlohmann::json recipients = nlohmann::json::array();
    for (const PublicKey& to : forgery.recipients)
        recipients.push_back(forge_recipient(to, forgery.content_key, forgery.wrapping_alg));
    return recipients;
}

/// The envelope of a forgery as JSON, to be spoiled further.
inline nlohmann::json forge_jwe(const Forgery& forgery, const nlohmann::json& recipients)
{
    const std::string header = encoded(forgery.header);
    const core::Bytes nonce = random_bytes(12);
    // The primitive takes 32-byte keys only; a shorter one is for envelopes that are refused before it is used.
    SecretBytes key = forgery.content_key;
    key.resize(32);
    const auto sealed = gcm_seal(key, nonce, core::bytes_of(forgery.plain), core::bytes_of(header)).value();
    return {{"protected", header},
            {"recipients", recipients},
            {"iv", protocol::to_base64url(nonce)},
            {"ciphertext", protocol::to_base64url(sealed.ciphertext)},
            {"tag", protocol::to_base64url(sealed.tag)}};
}

inline nlohmann::json forge_jwe(const Forgery& forgery)
{
    return forge_jwe(forgery, forge_recipients(forgery));
}

/// Good minutes of the device for both recipients, ready to be spoiled.
inline Forgery good_minutes(const Parties& parties)
{
    Forgery forgery;
    forgery.recipients = parties.minutes_recipients();
    Frame frame = minutes_frame();
    frame.aud = sorted_kids(forgery.recipients);
    forgery.plain = sign(parties.device, MessageType::minutes, frame).value();
    return forgery;
}

} // namespace casustafel::seal
