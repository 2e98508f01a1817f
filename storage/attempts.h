#pragma once

#include "core/time.h"

#include <chrono>
#include <cstdint>

// How often a secret was tried, and how long the next try has to wait. Whoever counts keeps it over a restart.

namespace casustafel::storage {

/// Attempts since the last that opened.
struct Attempts {
    std::uint64_t wrong{};
    core::Instant last_at{};
    core::Instant retry_at{};
    bool operator==(const Attempts&) const = default;
};

/// How long to wait after so many wrong attempts in a row: three cost nothing, then it grows to a quarter of an hour.
std::chrono::milliseconds wait_after(std::uint64_t wrong_attempts);

/// What was counted, as it is at `now`: with a clock that was turned back since, the whole wait begins again.
Attempts as_of(const Attempts& counted, core::Instant now);

/// One more. Keep it before the secret is tried: then switching off at the right moment gains nothing.
Attempts with_one_more(const Attempts& counted, core::Instant now);

} // namespace casustafel::storage
