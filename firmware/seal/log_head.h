#pragma once

#include "core/receipt.h"
#include "core/result.h"
#include "core/time.h"
#include "seal/jws.h"
#include "seal/keys.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace casustafel::seal {

/// A head of a device's log, as its signature says it (docs/formats/device-log.md).
struct LogHeadMessage {
    core::LogHead head;
    std::uint64_t number{}; ///< counts up from 1
    std::string previous;   ///< base64url SHA-256 of the head before, as it was signed; empty for the first
    bool operator==(const LogHeadMessage&) const = default;
};

/// A compact JWS of type `casustafel-log-head+jws`. `previous` is the JWS before, empty for the first.
core::Result<std::string> sign_log_head(const SigningKey& key, std::string_view device, const core::LogHead& head,
                                        std::uint64_t number, std::string_view previous, core::Instant at);

/// Errc::denied for a signature or signer that isn't right, Errc::corrupt for another form.
core::Result<LogHeadMessage> read_log_head(std::string_view jws, std::span<const Signer> trusted);

} // namespace casustafel::seal
