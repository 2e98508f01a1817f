#include "storage/attempts.h"

#include <algorithm>
#include <array>

namespace casustafel::storage {

std::chrono::milliseconds wait_after(std::uint64_t wrong_attempts)
{
    using namespace std::chrono_literals;
    constexpr std::array<std::chrono::milliseconds, 9> waits{0s, 0s, 0s, 0s, 1s, 5s, 30s, 5min, 15min};
    return waits[std::min<std::uint64_t>(wrong_attempts, waits.size() - 1)];
}

Attempts as_of(const Attempts& counted, core::Instant now)
{
    if (now >= counted.last_at) return counted;
    return {.wrong = counted.wrong, .last_at = now, .retry_at = now + wait_after(counted.wrong)};
}

Attempts with_one_more(const Attempts& counted, core::Instant now)
{
    const std::uint64_t wrong = counted.wrong + 1;
    return {.wrong = wrong, .last_at = now, .retry_at = now + wait_after(wrong)};
}

} // namespace casustafel::storage
