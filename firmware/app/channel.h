#pragma once

#include "core/time.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

// Everything that threads share, and the only locks: a queue for what must all be handled, the newest value of what
// only matters in its newest form.

namespace casustafel::app {

/// Messages to one thread from any other. Nobody waits for the reader.
template <class Message>
class Mailbox {
public:
    void post(Message message)
    {
        {
            const std::lock_guard lock{mutex_};
            messages_.push_back(std::move(message));
        }
        arrived_.notify_one();
    }

    /// The oldest message, waiting for one until `patience` is over; nothing then.
    std::optional<Message> take(std::chrono::milliseconds patience)
    {
        std::unique_lock lock{mutex_};
        arrived_.wait_for(lock, patience, [&] { return !messages_.empty(); });
        if (messages_.empty()) return std::nullopt;
        Message message = std::move(messages_.front());
        messages_.pop_front();
        return message;
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Message> messages_;
};

/// The newest value, written by one thread and read by others. A reader never waits for the writer's work.
template <class Value>
class Latest {
public:
    void publish(Value value)
    {
        auto next = std::make_shared<const Value>(std::move(value)); // made before the lock is taken
        const std::lock_guard lock{mutex_};
        value_ = std::move(next);
    }
    std::shared_ptr<const Value> read() const
    {
        const std::lock_guard lock{mutex_};
        return value_;
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Value> value_ = std::make_shared<const Value>();
};

} // namespace casustafel::app
