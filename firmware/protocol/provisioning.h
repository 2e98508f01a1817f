#pragma once

#include "core/package.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace casustafel::protocol {

/// What a device is told before its first contact: the file that the bureau makes for it and the technician brings.
/// The one-time code is secret; of the technician's PIN there is a hash, which somebody with time can try digits
/// against. The rest is public.
struct Provisioning {
    core::DeviceId device;
    std::string room;
    core::Bureau bureau;
    std::string host; ///< of the relay
    std::uint16_t port{};
    std::string ca_pem;
    std::string root_jwk;       ///< the bureau's root, a public JWK: it signs the key sets
    std::string code;           ///< one-time enrolment code; empty once it was used
    std::string technician_pin; ///< its salted hash, see `is_pin_hash`; empty: the device has no technician's screen
    bool operator==(const Provisioning&) const = default;
};

/// One JSON object with `type` 'casustafel/provisioning' and `version` 1. The detail of an error is one Dutch sentence
/// with the path of the first flaw.
core::Result<Provisioning> read_provisioning(std::string_view text);
std::string write_provisioning(const Provisioning& provisioning);

/// Whether `text` is an Argon2id hash in the usual form, `$argon2id$v=19$m=KIB,t=PASSES,p=1$SALT$HASH` with a salt of
/// 16 bytes and a hash of 32 in base64 without padding, of a cost that a device can bear: 8 to 256 MiB and 1 to 10
/// passes.
bool is_pin_hash(std::string_view text);

} // namespace casustafel::protocol
