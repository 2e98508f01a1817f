#pragma once

#include "core/time.h"

#include <map>
#include <mutex>
#include <string>

namespace casustafel::bureau {

/// Lets each name do `burst` things at once and `per_second` on average. Any thread.
class RateLimit {
public:
    RateLimit(double burst, double per_second) : burst_{burst}, per_second_{per_second} {}

    /// Takes one; false when there is none left for `name`.
    bool take(const std::string& name, core::Instant now);

private:
    struct Bucket {
        double left = 0;
        core::Instant at{};
    };

    double burst_;
    double per_second_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

} // namespace casustafel::bureau
