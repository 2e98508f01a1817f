#pragma once

#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace casustafel::device {

/// What a screen may know, and the work that changes it: one job at a time on a thread of its own; what asks for a
/// second one meanwhile is ignored. Last member of whoever owns it: what a job uses must outlive the thread.
template <class Facts>
class Work {
public:
    /// What a job found or did.
    using Change = std::function<void(Facts&)>;

    Work() = default;
    /// Waits for the job under way.
    ~Work()
    {
        if (thread_.joinable()) thread_.join();
    }
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    /// `wake` is called from the job's thread after each thing that changed. Once, and before everything else.
    void start(std::function<void()> wake) { wake_ = std::move(wake); }
    /// Any thread.
    Facts facts() const
    {
        const std::lock_guard lock{mutex_};
        return facts_;
    }
    /// Any thread.
    void change(const Change& how)
    {
        {
            const std::lock_guard lock{mutex_};
            how(facts_);
        }
        wake_();
    }
    /// `first` is known at once; `job` gives what changed when it was done: from then on the next job may begin. UI
    /// thread. False: another one isn't done yet.
    bool begin(const Change& first, std::function<Change()> job)
    {
        {
            const std::lock_guard lock{mutex_};
            if (working_) return false;
            working_ = true;
            first(facts_);
        }
        if (thread_.joinable()) thread_.join();
        thread_ = std::thread{[this, job = std::move(job)] {
            const Change last = job();
            {
                const std::lock_guard lock{mutex_};
                last(facts_);
                working_ = false;
            }
            wake_();
        }};
        return true;
    }

private:
    std::function<void()> wake_;
    mutable std::mutex mutex_;
    Facts facts_;          ///< guarded by `mutex_`
    bool working_ = false; ///< guarded by `mutex_`
    std::thread thread_;
};

} // namespace casustafel::device
