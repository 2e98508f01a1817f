#include "firmware/heartbeat.h"

#include <algorithm>
#include <ctime>
#include <systemd/sd-daemon.h>

namespace casustafel::device {

namespace {

std::int64_t now_ms()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace

Heartbeat::Heartbeat()
{
    std::uint64_t patience_us = 0;
    watched_ = sd_watchdog_enabled(0, &patience_us) > 0;
    // Each quarter of the manager's patience: told every second time at the latest, that is at half of it.
    if (watched_) every_ms_ = static_cast<int>(std::clamp<std::uint64_t>(patience_us / 4000, 1, 10'000));
}

void Heartbeat::beat(bool frame_shown)
{
    if (!up_ && frame_shown) {
        up_ = true;
        sd_notify(0, "READY=1");
    }
    const std::int64_t now = now_ms();
    if (!watched_ || (told_ms_ != 0 && now - told_ms_ < every_ms_)) return;
    told_ms_ = now;
    sd_notify(0, "WATCHDOG=1");
}

} // namespace casustafel::device
