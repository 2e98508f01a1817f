#include "app/recorder.h"

#include <utility>

// What the recorder tells the device's log. A fact's own line is written with the fact, by its ledger.

namespace casustafel::app {

void Recorder::audit(core::AuditEvent event)
{
    unwritten_.push_back(std::move(event));
    while (!unwritten_.empty()) {
        if (const auto noted = parts_.audit.note(unwritten_.front()); !noted) {
            parts_.log("log: " + noted.error().detail);
            state_.storage_fault = true;
            return;
        }
        unwritten_.erase(unwritten_.begin());
    }
}

void Recorder::audit_chair(const std::string& action, const core::ConferenceId& meeting, core::AuditResult result)
{
    audit({.action = action,
           .origin = core::AuditOrigin::table,
           .role = core::AuditRole::chair,
           .result = result,
           .meeting = meeting});
}

void Recorder::audit_unlocking(const core::Result<core::Unlocking>& unlocking)
{
    core::AuditEvent event{.action = "unlock", .origin = core::AuditOrigin::table, .role = core::AuditRole::chair};
    if (unlocking && unlocking->open) {
        parts_.audit.scene().slot = unlocking->slot;
    } else {
        event.result = unlocking ? core::AuditResult::refused : core::AuditResult::failed;
        if (unlocking) event.about.emplace_back("wrong-attempts", std::to_string(unlocking->wrong_attempts));
        if (unlocking && unlocking->retry_at) event.about.emplace_back("waits", "yes");
    }
    audit(std::move(event));
}

void Recorder::audit_receipt(const core::Receipt& receipt)
{
    const auto fits = parts_.audit.take(receipt);
    if (!fits) return parts_.log("log: " + fits.error().detail);
    if (!*fits) parts_.log("the bureau's log is shorter than it was, or another one: " + receipt.minutes.value());
}

} // namespace casustafel::app
