#pragma once

#include "app/courier.h"
#include "app/recorder.h"

#include <memory>
#include <thread>

namespace casustafel::app {

/// Runs recorder and courier on their own threads from construction to destruction. Destruction locks the vault, ends
/// the courier's talk through `break_off` (called from another thread) and joins both.
class Threads {
public:
    Threads(Recorder& recorder, Mailbox<ToRecorder>& to_recorder, Courier* courier, Mailbox<ToCourier>& to_courier,
            std::function<void()> break_off);
    ~Threads();
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

private:
    Mailbox<ToRecorder>& to_recorder_;
    Mailbox<ToCourier>& to_courier_;
    std::function<void()> break_off_;
    std::jthread recorder_;
    std::jthread courier_;
};

} // namespace casustafel::app
