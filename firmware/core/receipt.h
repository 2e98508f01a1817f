#pragma once

#include "core/bytes.h"
#include "core/ids.h"
#include "core/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace casustafel::core {

enum class ReceiptStage : std::uint8_t { stored, opened, refused };

/// Head of the bureau's own log, as a receipt carries it.
struct LogHead {
    std::uint64_t size{};
    Digest root{};
    bool operator==(const LogHead&) const = default;
};

/// What the bureau answers about one envelope of minutes (receipt.schema.json).
struct Receipt {
    ReceiptStage stage{};
    MinutesId minutes;
    DeviceId device;
    std::uint64_t minutes_seq{};
    Digest sha256{}; ///< of the envelope's bytes as sent
    std::optional<Digest> inner_sha256;
    std::optional<LogHead> log;
    Instant at{};
    std::string reason;
    std::uint64_t number{}; ///< of the message that carries it: counts up per sender
    bool operator==(const Receipt&) const = default;
};

} // namespace casustafel::core
