#pragma once

#include "core/result.h"
#include "seal/jws.h"

#include <initializer_list>

// What jws.cpp and jwe.cpp share; nobody else includes this.

namespace casustafel::seal {

/// Reads a base64url protected header of at most 2 KiB into an object. `where` (JWS or JWE) begins the error's
/// sentence.
core::Result<nlohmann::json> read_protected_header(std::string_view encoded, const char* where);

struct RequiredText {
    const char* name;
    std::string_view text; ///< empty: any text
};

/// Whether `header` has exactly these members with these texts.
core::Result<> require_texts(const nlohmann::json& header, std::initializer_list<RequiredText> required,
                             const char* where);

/// The encoded protected header that `sign_payload` writes.
std::string signing_header(const SigningKey& key, MessageType type);

/// The compact JWS of a payload that `write_payload` made.
core::Result<std::string> sign_payload(const SigningKey& key, MessageType type, std::string_view payload);

} // namespace casustafel::seal
