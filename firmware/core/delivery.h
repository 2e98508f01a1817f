#pragma once

#include "core/ids.h"
#include "core/time.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace casustafel::core {

/// How one attempt to send, or to ask for a receipt, ended.
enum class Attempt : std::uint8_t {
    stored,      ///< the relay has it; now wait for the bureau to open it
    opened,      ///< the bureau opened it
    waiting,     ///< no news yet
    refused,     ///< told to chair and technician, tried again after hours; never blocks the queue
    unreachable, ///< no connection; later
};

struct Send {
    MinutesId minutes;
    bool operator==(const Send&) const = default;
};
struct AskReceipt {
    MinutesId minutes;
    bool operator==(const AskReceipt&) const = default;
};
struct AskInbox {
    bool operator==(const AskInbox&) const = default;
};
struct SleepUntil {
    Instant when{};
    bool operator==(const SleepUntil&) const = default;
};
using DeliveryAction = std::variant<Send, AskReceipt, AskInbox, SleepUntil>;

/// What the courier shall do next. Pure: no clock, no network, no randomness of its own. Waits grow after each failure
/// from 2 s to 15 min, and after a refusal from one hour to a day, with `jitter` (0..1, given by the caller) spreading
/// them over half to the whole of the wait.
class DeliveryPlanner {
public:
    void offer(const MinutesId& minutes, bool already_stored, Instant now);
    /// 'Nu proberen': forget the waits.
    void hurry(Instant now);
    DeliveryAction next(Instant now) const;
    void finished(const Send& action, Attempt how, Instant now, double jitter);
    void finished(const AskReceipt& action, Attempt how, Instant now, double jitter);
    void finished(const AskInbox& action, Attempt how, Instant now, double jitter);

private:
    struct Waiting {
        MinutesId minutes;
        bool stored{};
        bool refused{};
        Instant at{};
        std::chrono::milliseconds backoff{};
    };
    static bool is_due(const Waiting& one, Instant now);
    static void wait_after(Waiting& one, bool refused, Instant now, double jitter);
    std::vector<Waiting> waiting_;
    Instant inbox_at_{};
    std::chrono::milliseconds inbox_backoff_{};
};

} // namespace casustafel::core
