#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>

// How one vector of Project Wycheproof is judged by what we would do with it. `group` and `test` are as in its files.

namespace casustafel::vectors {

enum class Verdict : std::uint8_t {
    accepted, ///< and the result is the one in the vector
    refused,
    outside, ///< refused, because we don't do this at all
    lenient, ///< accepted by the library that reads certificates: another spelling of the same valid signature
};

using Judge = Verdict(const nlohmann::json& group, const nlohmann::json& test);

Judge ecdsa_raw, ecdsa_jwk, ecdsa_der;
Judge ecdh_point, ecdh_jwk, ecdh_der, ecdh_pem;
Judge aes_gcm, aes_wrap, hkdf;

/// Whole messages. What is labelled valid isn't in our profile (no `typ`, no frame), so `verify` and `open` refuse
/// every one. A signature with ES256 is judged once more by the steps below the profile, which then have to agree with
/// the label.
Judge jws, jwe, either;

} // namespace casustafel::vectors
