#pragma once

#include "core/ports.h"
#include "firmware/device_files.h"

#include <functional>
#include <string>

namespace casustafel::device {

/// Names of the device's own keys in the vault, and of the signed set of their public halves as it was published.
inline constexpr std::string_view signing_secret = "signing-key";
inline constexpr std::string_view decryption_secret = "decryption-key";
inline constexpr std::string_view own_key_set = "own-key-set";

// What `report` is told, in the order of the steps.
inline constexpr const char* own_keys_made = "own keys made";
inline constexpr const char* enrolled_at_bureau = "enrolled at the bureau";
inline constexpr const char* public_keys_published = "public keys published";
inline constexpr const char* key_set_fetched = "key set of the bureau fetched";

/// What setting up needs from a vault that is open: what is kept there goes on after a break.
struct KeyStore {
    /// Errc::not_found: never kept.
    std::function<core::Result<core::Bytes>(std::string_view name)> find;
    std::function<core::Result<>(std::string_view name, core::ByteView bytes)> keep;
};

/// Makes a device of an empty folder: own keys into the vault, enrolment at the bureau with the one-time code, the
/// device's public keys published, the bureau's key set fetched and returned. Each step is taken once, also when the
/// program was killed in between: keys that were made are used again, and the set that was published is published
/// again byte for byte. Errc::denied: the code isn't valid (any more). `report` gets the sentence of each step.
core::Result<std::string> set_up(const DeviceFiles& files, const protocol::Provisioning& provisioning,
                                 const KeyStore& store, core::Instant now,
                                 const std::function<void(const std::string&)>& report);

} // namespace casustafel::device
