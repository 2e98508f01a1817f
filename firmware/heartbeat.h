#pragma once

#include <cstdint>

namespace casustafel::device {

/// Tells the service manager that started this program that it is up, and from then on that it lives; nothing when no
/// manager asked for it. A program that stops telling so is ended and started again. One thread.
class Heartbeat {
public:
    /// Reads from the environment whether a manager listens, and how soon it takes silence for death.
    Heartbeat();

    /// Call it between frames, at least every `every_ms`: the first time with a frame shown says that the program is
    /// up. Tells no more often than is useful.
    void beat(bool frame_shown);
    /// How often to beat, milliseconds.
    int every_ms() const { return every_ms_; }

private:
    int every_ms_ = 10'000;
    bool watched_ = false;
    bool up_ = false;
    std::int64_t told_ms_ = 0;
};

} // namespace casustafel::device
