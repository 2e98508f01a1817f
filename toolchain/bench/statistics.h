#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <vector>

namespace casustafel::bench {

/// What `clock` shows, in milliseconds.
inline double milliseconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

/// The smallest of `values` that at least `percent` of them don't exceed; 0 without values.
inline double percentile(std::vector<double> values, std::size_t percent)
{
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const std::size_t rank = (values.size() * percent + 99) / 100;
    return values[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace casustafel::bench
