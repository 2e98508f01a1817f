#pragma once

#include "core/minutes.h"
#include "core/package.h"
#include "core/time.h"

#include <optional>
#include <string>

namespace casustafel::bureau {

/// The minutes as people at the bureau read them: Dutch, in the order of the agenda, the legal basis in the head of
/// each part. `package` gives the names behind the ids; without it the ids themselves stand there. Points of attention
/// stand apart from the agreements: they were not promised by anybody.
std::string minutes_text(const core::Minutes& minutes, const std::optional<core::Package>& package,
                         const core::Calendar& calendar);

/// The same of minutes that the bureau recovered itself: they say in their head that nobody sealed them.
std::string recovered_text(const core::Minutes& minutes, core::Instant recovered_at,
                           const std::optional<core::Package>& package, const core::Calendar& calendar);

/// `21 november 2026`.
std::string dutch_date(core::Date date);

} // namespace casustafel::bureau
