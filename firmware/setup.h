#pragma once

#include "core/ports.h"
#include "firmware/device_files.h"

#include <functional>
#include <string>

namespace casustafel::device {

/// Names of the device's own keys in the vault.
inline constexpr std::string_view signing_secret = "signing-key";
inline constexpr std::string_view decryption_secret = "decryption-key";

/// What setting up needs from a vault that is open: a place for the two private keys.
using KeepSecret = std::function<core::Result<>(std::string_view name, core::ByteView scalar)>;

/// Makes a device of an empty folder: own keys into the vault, enrolment at the bureau with the one-time code, the
/// device's public keys published, the bureau's key set fetched and returned. Each step is taken once: after a break it
/// goes on where it stopped, as long as the code wasn't used. `report` gets a sentence per step.
core::Result<std::string> set_up(const DeviceFiles& files, const protocol::Provisioning& provisioning,
                                 const KeepSecret& keep_secret, core::Instant now,
                                 const std::function<void(const std::string&)>& report);

} // namespace casustafel::device
