#pragma once

#include "app/channel.h"
#include "app/messages.h"
#include "core/delivery.h"
#include "core/ports.h"

#include <functional>
#include <set>
#include <string>

namespace casustafel::app {

struct CourierParts {
    core::BureauPort& bureau;
    core::KeySource& keys;
    std::function<core::Instant()> now;
    std::function<double()> jitter; ///< 0..1, fresh each time
    core::Stick* stick{};           ///< null: this device takes none
};

/// Carries envelopes to the bureau and packages back. Owns the network, never the database: bytes come from the
/// recorder and what arrives goes to it. What to do when is the planner's word.
class Courier {
public:
    Courier(CourierParts parts, Mailbox<ToCourier>& own, Mailbox<ToRecorder>& recorder);

    /// Handles what waits in the mailbox and takes at most one action; false once told to stop. `patience` bounds the
    /// wait for a message when there is nothing to do.
    bool turn(std::chrono::milliseconds patience);

private:
    bool handle(const ToCourier& message);
    void act(const core::Send& action);
    void act(const core::AskReceipt& action);
    void act(const core::AskInbox& action);
    void act(const core::SleepUntil&) {}
    void report(const core::Result<>& how);
    void look_at_stick();
    void take_from_stick();
    void put_on_stick(const EnvelopeReady& ready);

    CourierParts parts_;
    Mailbox<ToCourier>& own_;
    Mailbox<ToRecorder>& recorder_;
    core::DeliveryPlanner planner_;
    std::set<std::string> handed_over_;          ///< inbox items that the recorder has
    std::optional<core::MinutesId> waiting_for_; ///< bytes or a verdict that the recorder owes us
    std::set<core::MinutesId> undelivered_;      ///< offered and not yet opened by the bureau
    std::optional<core::MinutesId> for_stick_;   ///< whose bytes the recorder owes us for the stick
    std::set<core::MinutesId> on_stick_;
    std::set<std::string> taken_from_stick_; ///< packages by id and receipts as they are
    core::Instant stick_at_{};               ///< when to look again
};

} // namespace casustafel::app
