#pragma once

#include "core/package.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace casustafel::protocol {

/// What a device is told before its first contact: the file that the bureau makes for it and the technician brings.
/// Everything but the one-time code is public.
struct Provisioning {
    core::DeviceId device;
    std::string room;
    core::Bureau bureau;
    std::string host; ///< of the relay
    std::uint16_t port{};
    std::string ca_pem;
    std::string root_jwk; ///< the bureau's root, a public JWK: it signs the key sets
    std::string code;     ///< one-time enrolment code; empty once it was used
    bool operator==(const Provisioning&) const = default;
};

/// One JSON object with `type` 'casustafel/provisioning' and `version` 1. The detail of an error is one Dutch sentence
/// with the path of the first flaw.
core::Result<Provisioning> read_provisioning(std::string_view text);
std::string write_provisioning(const Provisioning& provisioning);

} // namespace casustafel::protocol
