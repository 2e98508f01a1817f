#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <cstdint>
#include <string>

// The technician's PIN as both programs know it: the bureau makes its hash, the device compares with that.

namespace casustafel::system {

/// What making or comparing a hash costs: Argon2id passes and memory. As much as the chair's secret costs.
struct PinCost {
    std::uint64_t passes{4};
    std::uint64_t memory_bytes{256u << 20};
};

/// Six to twelve digits and nothing else. Errc::rejected with the reason.
core::Result<> check_new_pin(const core::Secret& pin);

/// The salted Argon2id hash of a PIN in the usual text form (PHC string: parameters, salt, hash), another one each
/// time. Takes about a second. Errc::crypto: not enough memory.
core::Result<std::string> hash_pin(const core::Secret& pin, const PinCost& cost = {});

/// Whether `hash` was made of this PIN. Takes as long as that did. `hash` must have the form that
/// `protocol::is_pin_hash` asks for: it says how much memory is used.
bool is_pin(const core::Secret& pin, const std::string& hash);

} // namespace casustafel::system
