#pragma once

#include "protocol/base64url.h"
#include "protocol/json.h"
#include "seal/crypto.h"
#include "seal/jwe.h"
#include "seal/jws.h"
#include "seal/keys.h"

#include <string>
#include <vector>

namespace casustafel::seal {

/// A key that is the same in every run.
inline core::Digest scalar_of(std::string_view name)
{
    return sha256(core::bytes_of(name));
}

inline SigningKey signing_key(std::string_view name)
{
    return SigningKey::from_scalar(scalar_of(name)).value();
}

inline DecryptionKey decryption_key(std::string_view name)
{
    return DecryptionKey::from_scalar(scalar_of(name)).value();
}

/// The people of these tests: an invented bureau and its device.
struct Parties {
    SigningKey desk = signing_key("desk of zvh-rivierenkust");
    SigningKey device = signing_key("device CT-0017");
    DecryptionKey device_opens = decryption_key("inbox of CT-0017");
    DecryptionKey operational = decryption_key("operational key of zvh-rivierenkust");
    DecryptionKey recovery = decryption_key("recovery key of zvh-rivierenkust");

    std::vector<Signer> desk_signers() const { return {{"zvh-rivierenkust", desk.public_key()}}; }
    std::vector<Signer> device_signers() const { return {{"CT-0017", device.public_key()}}; }
    std::vector<PublicKey> minutes_recipients() const { return {operational.public_key(), recovery.public_key()}; }
    std::vector<PublicKey> package_recipients() const { return {device_opens.public_key()}; }
};

inline Frame minutes_frame(nlohmann::json body = {{"type", "casustafel/minutes"}})
{
    return {.iss = "CT-0017", .aud = {}, .iat = 1'795'000'000, .seq = 7, .prev = {}, .body = std::move(body)};
}

inline Frame package_frame(nlohmann::json body = {{"type", "casustafel/package"}})
{
    return {.iss = "zvh-rivierenkust", .aud = {}, .iat = 1'795'000'000, .seq = 3, .prev = {}, .body = std::move(body)};
}

/// The sentence of a refusal, or 'accepted'.
template <class T>
std::string refusal(const core::Result<T>& result)
{
    return result ? "accepted" : result.error().detail;
}

} // namespace casustafel::seal
