#pragma once

#include "core/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::seal {

/// What a message is. Each has its own `typ`, so that none can be taken for another.
enum class MessageType : std::uint8_t { package, minutes, receipt, keys, order, log_head };

/// `casustafel-<type>+jws`.
std::string_view jws_typ(MessageType type);
/// `casustafel-<type>+jwe`; `Errc::crypto` for the types that are only signed.
core::Result<std::string_view> jwe_typ(MessageType type);

/// The signed frame around every document.
struct Frame {
    std::string iss;              ///< device or bureau id: 1 to 128 printable ASCII characters
    std::vector<std::string> aud; ///< kids of all recipients, sorted; empty for messages that are only signed
    std::int64_t iat = 0;         ///< seconds since 1970
    std::uint64_t seq = 0;        ///< counts up per sender and type
    std::string prev;             ///< base64url SHA-256 of the sender's previous inner JWS of this type, or empty
    nlohmann::json body;          ///< the document by its schema

    bool operator==(const Frame&) const = default;
};

/// The payload of a JWS: `frame` with `padding` spaces, canonical (RFC 8785). `Errc::crypto` if a receiver would refuse
/// it: numbers out of range, text that isn't UTF-8, `aud` not sorted.
core::Result<std::string> write_payload(const Frame& frame, std::size_t padding);

/// Reads what `write_payload` writes and nothing else. `Errc::corrupt` names the first flaw.
core::Result<Frame> read_payload(std::string_view payload);

} // namespace casustafel::seal
