#include "core/delivery.h"

#include <algorithm>

namespace casustafel::core {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds first_backoff = 2s;
constexpr milliseconds longest_backoff = 15min;
/// What was refused isn't accepted a minute later; a person at the bureau has to do something first.
constexpr milliseconds first_refusal_wait = 1h;
constexpr milliseconds longest_refusal_wait = 24h;
/// How soon the bureau's word about a stored envelope is asked for; it opens them when its people are at work.
constexpr milliseconds first_question = 1s;
constexpr milliseconds inbox_rhythm = 60s;

/// The wait that `backoff` allows: spread over its second half, so that devices don't come back all at once.
milliseconds spread(milliseconds backoff, double jitter)
{
    const double share = 0.5 + 0.5 * std::clamp(jitter, 0.0, 1.0);
    return std::chrono::round<milliseconds>(backoff * share);
}

/// No wait is longer than the longest: when one seems to be, the clock was set back, and the wait is over.
bool is_over(Instant at, Instant now, milliseconds longest)
{
    return at <= now || at - now > longest;
}

milliseconds doubled(milliseconds backoff)
{
    return std::min(std::max(backoff * 2, first_backoff), longest_backoff);
}

milliseconds doubled_refusal(milliseconds backoff)
{
    return std::min(std::max(backoff * 2, first_refusal_wait), longest_refusal_wait);
}

} // namespace

void DeliveryPlanner::offer(const MinutesId& minutes, bool already_stored, Instant now)
{
    if (std::ranges::find(waiting_, minutes, &Waiting::minutes) != waiting_.end()) return;
    waiting_.push_back({.minutes = minutes, .stored = already_stored, .refused = false, .at = now, .backoff = 0ms});
}

bool DeliveryPlanner::is_due(const Waiting& one, Instant now)
{
    return is_over(one.at, now, one.refused ? longest_refusal_wait : longest_backoff);
}

void DeliveryPlanner::wait_after(Waiting& one, bool refused, Instant now, double jitter)
{
    one.backoff = refused ? doubled_refusal(one.refused ? one.backoff : 0ms) : doubled(one.refused ? 0ms : one.backoff);
    one.refused = refused;
    one.at = now + spread(one.backoff, jitter);
}

void DeliveryPlanner::hurry(Instant now)
{
    for (Waiting& one : waiting_) {
        one.at = now;
        one.backoff = 0ms;
    }
    inbox_at_ = now;
    inbox_backoff_ = 0ms;
}

DeliveryAction DeliveryPlanner::next(Instant now) const
{
    // Sending first: what was sealed longest ago, then news about it, then what the bureau has for us.
    for (const Waiting& one : waiting_)
        if (!one.stored && is_due(one, now)) return Send{one.minutes};
    for (const Waiting& one : waiting_)
        if (one.stored && is_due(one, now)) return AskReceipt{one.minutes};
    if (is_over(inbox_at_, now, longest_backoff)) return AskInbox{};
    Instant soonest = inbox_at_;
    for (const Waiting& one : waiting_) soonest = std::min(soonest, one.at);
    return SleepUntil{soonest};
}

void DeliveryPlanner::finished(const Send& action, Attempt how, Instant now, double jitter)
{
    const auto found = std::ranges::find(waiting_, action.minutes, &Waiting::minutes);
    if (found == waiting_.end()) return;
    switch (how) {
    case Attempt::stored:
    case Attempt::waiting:
        found->stored = true;
        found->refused = false;
        found->backoff = 0ms;
        found->at = now + first_question;
        return;
    case Attempt::opened:
        waiting_.erase(found);
        return;
    case Attempt::refused:
    case Attempt::unreachable:
        wait_after(*found, how == Attempt::refused, now, jitter);
        return;
    }
}

void DeliveryPlanner::finished(const AskReceipt& action, Attempt how, Instant now, double jitter)
{
    const auto found = std::ranges::find(waiting_, action.minutes, &Waiting::minutes);
    if (found == waiting_.end()) return;
    switch (how) {
    case Attempt::opened:
        waiting_.erase(found);
        return;
    case Attempt::stored:
    case Attempt::waiting:
    case Attempt::refused:
    case Attempt::unreachable:
        wait_after(*found, how == Attempt::refused, now, jitter);
        return;
    }
}

void DeliveryPlanner::finished(const AskInbox&, Attempt how, Instant now, double jitter)
{
    switch (how) {
    case Attempt::stored:
    case Attempt::opened:
    case Attempt::refused:
    case Attempt::waiting:
        inbox_backoff_ = 0ms;
        inbox_at_ = now + spread(inbox_rhythm, jitter);
        return;
    case Attempt::unreachable:
        inbox_backoff_ = doubled(inbox_backoff_);
        inbox_at_ = now + spread(inbox_backoff_, jitter);
        return;
    }
}

} // namespace casustafel::core
