#include "ui/say.h"
#include "ui/views/agenda_views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

/// What went wrong before says nothing about the secret that is being tried now.
bool is_trying(const Snapshot& snapshot, const State& state)
{
    const DeviceStatus& device = snapshot.device;
    return state.unlocking == device.wrong_attempts && state.digits.empty() && !device.notice && !device.not_saved;
}

Sentence trouble_of(const Snapshot& snapshot, const State& state)
{
    const DeviceStatus& device = snapshot.device;
    const bool must_wait = device.retry_at && *device.retry_at > snapshot.now;
    if (device.not_saved && !must_wait) return Sentence{say::storage_fault};
    if (is_trying(snapshot, state)) return {};
    if (device.wrong_attempts > 0) {
        if (must_wait)
            return fill(say::wait_until,
                        {clock_time(snapshot.calendar->time_of_day(*device.retry_at + std::chrono::seconds{59}))});
        return Sentence{say::wrong_secret};
    }
    return device.notice ? words(*device.notice) : Sentence{};
}

Sentence news_of(const Snapshot& snapshot, const State& state)
{
    if (is_trying(snapshot, state)) return Sentence{say::unlocking};
    return snapshot.device.waiting_packages > 0 ? Sentence{say::packages_waiting} : Sentence{};
}

Sentence next_of(const Snapshot& snapshot)
{
    const auto soonest = std::ranges::min_element(snapshot.conferences, {}, &ConferenceOnDevice::starts_at);
    if (soonest == snapshot.conferences.end())
        return snapshot.device.waiting_packages > 0 ? Sentence{say::conference_in_package}
                                                    : Sentence{say::no_conference};
    const bool due = soonest->starts_at <= snapshot.now;
    return fill(due ? say::this_conference : say::next_conference,
                {middle_date(snapshot.calendar->day_of(soonest->starts_at)),
                 clock_time(snapshot.calendar->time_of_day(soonest->starts_at))});
}

} // namespace

LockView lock_view(const Snapshot& snapshot, const State& state)
{
    LockView view;
    view.time = clock_time(snapshot.calendar->time_of_day(snapshot.now));
    view.day = long_date(today_of(snapshot));
    view.room = fill(say::room, {snapshot.device.room});
    view.bureau = snapshot.device.bureau;
    view.next = next_of(snapshot);
    view.delivery = delivery_sentence(snapshot);
    view.refused = std::ranges::contains(snapshot.envelopes, EnvelopeState::refused, &Envelope::state);
    view.connection = connection_sentence(snapshot);
    view.cut_off = snapshot.device.bureau_reached == false;
    if (snapshot.device.development) view.development = Sentence{say::development_device};
    view.trouble = trouble_of(snapshot, state);
    if (view.trouble.empty()) view.news = news_of(snapshot, state);
    view.trying = is_trying(snapshot, state);
    view.may_try = !view.trying && (!snapshot.device.retry_at || *snapshot.device.retry_at <= snapshot.now);
    view.with_pad = snapshot.device.development;
    view.digits = static_cast<int>(code_points(state.digits.view()));
    return view;
}

} // namespace casustafel::ui
