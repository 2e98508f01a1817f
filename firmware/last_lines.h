#pragma once

#include "core/time.h"

#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace casustafel::device {

/// The last lines of the journal, for the technician's screen. Any thread.
class LastLines {
public:
    static constexpr std::size_t most = 20;
    struct Line {
        core::Instant at{};
        std::string text;
    };
    /// A line of more than 300 bytes is cut off.
    void keep(core::Instant at, const std::string& text);
    std::vector<Line> newest_first() const;

private:
    mutable std::mutex mutex_;
    std::deque<Line> lines_; ///< guarded by `mutex_`, newest first
};

} // namespace casustafel::device
