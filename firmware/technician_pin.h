#pragma once

#include "core/ports.h"
#include "core/secret.h"

#include <filesystem>
#include <string>

namespace casustafel::device {

/// What opens the technician's screen and nothing else: the hash that came with the bureau's file, and a count of wrong
/// PINs of its own in `technician-tries` of the data folder. docs/formats/README.md. One thread at a time.
class TechnicianPin {
public:
    /// An empty `hash`: the bureau gave this device no PIN, and none opens it.
    TechnicianPin(const std::filesystem::path& data, std::string hash)
        : tries_{data / "technician-tries"}, hash_{std::move(hash)}
    {
    }
    bool is_set() const { return !hash_.empty(); }

    /// Until when no PIN is taken, and after how many wrong ones. Errc::storage: the count can't be read.
    core::Result<core::Unlocking> waiting(core::Instant now) const;
    /// Counts the attempt durably, then compares, which takes about a second; waits as unlocking does (`wait_after`).
    core::Result<core::Unlocking> try_pin(const core::Secret& pin, core::Instant now) const;

private:
    std::filesystem::path tries_;
    std::string hash_;
};

} // namespace casustafel::device
