#pragma once

#include "core/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace casustafel::speech {

/// Reads sentences aloud in Dutch (espeak-ng), on the sound device of the machine or into a sink. One a process. All
/// calls from one thread.
class Speaker {
public:
    /// Gets 16-bit samples of one channel.
    using Sink = std::function<void(std::span<const std::int16_t>)>;

    /// Speaks through the sound device; `say` returns at once. Fails with storage when the voice isn't installed.
    static core::Result<Speaker> open();
    /// Speaks into `sink`; `say` returns when the sentence is finished.
    static core::Result<Speaker> open(Sink sink);
    ~Speaker();
    Speaker(Speaker&&) noexcept;
    Speaker& operator=(Speaker&&) noexcept;

    /// Says a sentence in place of what is being said.
    void say(const std::string& sentence);
    /// Is silent.
    void stop();

private:
    struct State;
    explicit Speaker(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace casustafel::speech
