#include "firmware/snapshot_of.h"

namespace casustafel::device {

namespace {

ui::NoticeKind kind_of(app::Notice notice)
{
    switch (notice) {
    case app::Notice::package_damaged:
    case app::Notice::package_unreadable_version:
        return ui::NoticeKind::package_damaged;
    case app::Notice::package_expired:
        return ui::NoticeKind::package_expired;
    case app::Notice::package_for_started_conference:
        return ui::NoticeKind::package_too_late;
    case app::Notice::conference_corrupt:
        return ui::NoticeKind::conference_unreadable;
    case app::Notice::keys_refused:
        return ui::NoticeKind::keys_refused;
    case app::Notice::sealing_failed:
        return ui::NoticeKind::sealing_waits;
    }
    return ui::NoticeKind::package_damaged;
}

} // namespace

ui::Snapshot snapshot_of(const app::Published& published, const DeviceFacts& facts, core::Instant now,
                         const core::Calendar& calendar)
{
    ui::Snapshot snapshot;
    snapshot.conference = published.conference;
    snapshot.draft = published.draft;
    snapshot.conferences = published.conferences;
    snapshot.headers = published.headers;
    snapshot.envelopes = published.envelopes;
    snapshot.on_stick = published.on_stick;
    for (const app::Answer& answer : published.answers)
        snapshot.answers.push_back({answer.id, answer.rejected, answer.fault.has_value()});
    ui::DeviceStatus& device = snapshot.device;
    device.bureau = facts.bureau;
    device.room = facts.room;
    device.device = facts.device;
    device.development = facts.development;
    device.unlocked = published.unlocked;
    // The lock screen has one sentence for a PIN that wasn't taken, whatever kept it from being judged.
    device.wrong_attempts = published.last_unlocking.wrong_attempts + published.hindered;
    device.retry_at = published.last_unlocking.retry_at;
    if (published.contact) device.bureau_reached = published.contact->reached;
    device.not_saved = published.storage_fault;
    device.waiting_packages = published.waiting_packages;
    if (!published.notices.empty()) device.notice = kind_of(published.notices.back().what);
    snapshot.now = now;
    snapshot.calendar = &calendar;
    return snapshot;
}

} // namespace casustafel::device
