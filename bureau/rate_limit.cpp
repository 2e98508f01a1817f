#include "bureau/rate_limit.h"

#include <algorithm>

namespace casustafel::bureau {

namespace {

/// Above this many names those that have all of theirs back are forgotten.
constexpr std::size_t many_names = 4096;

} // namespace

bool RateLimit::take(const std::string& name, core::Instant now)
{
    const std::lock_guard lock{mutex_};
    const auto refilled = [&](const Bucket& bucket) {
        const double seconds = std::chrono::duration<double>{now - bucket.at}.count();
        return std::min(burst_, bucket.left + std::max(0.0, seconds) * per_second_);
    };
    if (buckets_.size() > many_names)
        std::erase_if(buckets_, [&](const auto& entry) { return refilled(entry.second) >= burst_; });
    const auto [entry, fresh] = buckets_.try_emplace(name, Bucket{burst_, now});
    Bucket& bucket = entry->second;
    if (!fresh) bucket = {refilled(bucket), now};
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
}

} // namespace casustafel::bureau
