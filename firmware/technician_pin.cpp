#include "firmware/technician_pin.h"

#include "storage/attempts.h"
#include "system/file.h"
#include "system/pin_hash.h"

#include <algorithm>
#include <chrono>
#include <sstream>

namespace casustafel::device {

using core::Errc;
using core::Result;
using storage::Attempts;

namespace {

constexpr std::uint64_t most_wrong = 1'000'000; ///< from there on nothing grows
constexpr std::uint64_t longest_wait_after = 8;
constexpr std::int64_t latest_ms = 1'000'000'000'000'000; ///< no moment of a device lies beyond

std::string text_of(const Attempts& attempts)
{
    const auto ms = [](core::Instant at) { return std::to_string(at.time_since_epoch().count()); };
    return std::to_string(attempts.wrong) + " " + ms(attempts.last_at) + " " + ms(attempts.retry_at) + "\n";
}

/// A file that isn't what was written counts as many wrong ones: damaging it gains nothing.
Attempts attempts_in(const std::string& text, core::Instant now)
{
    std::uint64_t wrong = 0;
    std::int64_t last = 0;
    std::int64_t retry = 0;
    std::istringstream in{text};
    in >> wrong >> last >> retry;
    const Attempts read{wrong, core::Instant{std::chrono::milliseconds{last}},
                        core::Instant{std::chrono::milliseconds{retry}}};
    const auto longest = storage::wait_after(longest_wait_after);
    const auto sound = [](std::int64_t ms) { return ms >= 0 && ms <= latest_ms; };
    if (in.fail() || wrong > most_wrong || !sound(last) || !sound(retry) || text != text_of(read) ||
        read.retry_at < read.last_at || read.retry_at - read.last_at > longest)
        return {longest_wait_after, now, now + longest};
    return read;
}

Result<Attempts> attempts_of(const std::filesystem::path& file, core::Instant now)
{
    const auto text = system::read_whole(file, 4096);
    if (!text && text.error().code == Errc::not_found) return Attempts{};
    if (!text && text.error().code != Errc::corrupt) return std::unexpected(text.error());
    const Attempts read = attempts_in(text.value_or(""), now);
    const Attempts counted = storage::as_of(read, now);
    if (!text || text_of(counted) != *text)
        if (auto kept = system::write_durably(file, text_of(counted)); !kept) return std::unexpected(kept.error());
    return counted;
}

core::Unlocking refusal(const Attempts& attempts, core::Instant now)
{
    core::Unlocking refused{
        .open = false, .slot = {}, .retry_at = {}, .wrong_attempts = static_cast<int>(attempts.wrong)};
    if (attempts.retry_at > now) refused.retry_at = attempts.retry_at;
    return refused;
}

} // namespace

Result<core::Unlocking> TechnicianPin::waiting(core::Instant now) const
{
    const auto attempts = attempts_of(tries_, now);
    if (!attempts) return std::unexpected(attempts.error());
    return refusal(*attempts, now);
}

Result<core::Unlocking> TechnicianPin::try_pin(const core::Secret& pin, core::Instant now) const
{
    if (!is_set()) return core::fail(Errc::denied, "this device has no technician's PIN");
    const auto before = attempts_of(tries_, now);
    if (!before) return std::unexpected(before.error());
    if (now < before->retry_at) return refusal(*before, now);
    Attempts counted = storage::with_one_more(*before, now);
    counted.wrong = std::min(counted.wrong, most_wrong);
    if (auto kept = system::write_durably(tries_, text_of(counted)); !kept) return std::unexpected(kept.error());
    if (!system::is_pin(pin, hash_)) return refusal(counted, now);
    if (auto kept = system::write_durably(tries_, text_of({0, now, now})); !kept) return std::unexpected(kept.error());
    return core::Unlocking{.open = true, .slot = "technician", .retry_at = {}, .wrong_attempts = 0};
}

} // namespace casustafel::device
