#include "app/courier.h"

#include <algorithm>

namespace casustafel::app {

using core::Attempt;
using core::Errc;

namespace {

/// How often a person who plugs in a stick is noticed.
constexpr std::chrono::milliseconds stick_rhythm{3000};

/// The relay heard us and won't take these bytes: other bytes under the id, too large, or not what their digest says.
bool is_refusal(Errc code)
{
    return code == Errc::refused || code == Errc::conflict || code == Errc::corrupt;
}

} // namespace

Courier::Courier(CourierParts parts, Mailbox<ToCourier>& own, Mailbox<ToRecorder>& recorder)
    : parts_{std::move(parts)}, own_{own}, recorder_{recorder}
{
}

bool Courier::turn(std::chrono::milliseconds patience)
{
    if (parts_.stick) {
        look_at_stick();
        patience = std::min(patience, stick_rhythm);
    }
    const core::DeliveryAction action = planner_.next(parts_.now());
    if (const auto* sleep = std::get_if<core::SleepUntil>(&action))
        patience = std::min(patience, std::max(std::chrono::milliseconds{0}, sleep->when - parts_.now()));
    else if (!waiting_for_)
        patience = std::chrono::milliseconds{0};
    if (const auto message = own_.take(patience)) return handle(*message);
    if (!waiting_for_) std::visit([this](const auto& one) { act(one); }, action);
    return true;
}

bool Courier::handle(const ToCourier& message)
{
    return std::visit(
        core::overloaded{
            [&](const Offer& offer) {
                planner_.offer(offer.minutes, offer.already_stored, parts_.now());
                undelivered_.insert(offer.minutes);
                stick_at_ = {};
                return true;
            },
            [&](const EnvelopeReady& ready) {
                if (for_stick_ == ready.minutes) put_on_stick(ready);
                if (waiting_for_ != ready.minutes) return true;
                waiting_for_.reset();
                if (!ready.bytes) {
                    planner_.finished(core::Send{ready.minutes}, Attempt::unreachable, parts_.now(), parts_.jitter());
                    return true;
                }
                const auto receipt = parts_.bureau.deliver(ready.minutes, *ready.bytes);
                report(receipt ? core::Result<>{} : std::unexpected(receipt.error()));
                const bool refused = !receipt && is_refusal(receipt.error().code);
                if (refused) recorder_.post(DeliveryRefused{ready.minutes, receipt.error().detail});
                if (receipt) recorder_.post(ReceiptArrived{ready.minutes, *receipt});
                planner_.finished(core::Send{ready.minutes},
                                  receipt   ? Attempt::stored
                                  : refused ? Attempt::refused
                                            : Attempt::unreachable,
                                  parts_.now(), parts_.jitter());
                return true;
            },
            [&](const ReceiptJudged& judged) {
                // The verdict on the receipt that came with the sending changes nothing unless it is the
                // last word; one that was asked for ends the asking.
                const bool asked = waiting_for_ == judged.minutes;
                if (asked) waiting_for_.reset();
                // What the desk refused today it may open later: the asking goes on, ever more slowly.
                const bool final = judged.how == Attempt::opened;
                if (final) undelivered_.erase(judged.minutes);
                if (asked || final)
                    planner_.finished(core::AskReceipt{judged.minutes}, final ? judged.how : Attempt::waiting,
                                      parts_.now(), parts_.jitter());
                return true;
            },
            [&](const ItemDone& done) {
                if (taken_from_stick_.contains(done.item.id)) return true; // the relay doesn't know it
                // When this fails, the item comes again and is recognised by its id.
                report(parts_.bureau.forget(done.item));
                return true;
            },
            [&](const ItemNotKept& lost) {
                handed_over_.erase(lost.item.id);
                taken_from_stick_.erase(lost.item.id);
                return true;
            },
            [&](const Hurry&) {
                planner_.hurry(parts_.now());
                stick_at_ = {};
                return true;
            },
            [](const Stop&) { return false; },
        },
        message);
}

/// A stick may be pulled in the middle of anything: what fails is tried again at the next look.
void Courier::look_at_stick()
{
    const core::Instant now = parts_.now();
    if (stick_at_ > now && stick_at_ - now <= stick_rhythm) return;
    stick_at_ = now + stick_rhythm;
    if (!parts_.stick->present()) { // the next one is another one
        on_stick_.clear();
        taken_from_stick_.clear();
        for_stick_.reset();
        return;
    }
    take_from_stick();
    const auto next = std::ranges::find_if(undelivered_, [&](const auto& one) { return !on_stick_.contains(one); });
    if (for_stick_ || next == undelivered_.end()) return;
    for_stick_ = *next;
    recorder_.post(WantEnvelope{*next});
}

void Courier::take_from_stick()
{
    if (auto packages = parts_.stick->packages())
        for (core::StickPackage& one : *packages) {
            if (!taken_from_stick_.insert(one.item.id).second) continue;
            recorder_.post(PackageArrived{one.item, std::move(one.bytes)});
        }
    else
        recorder_.post(StickFailed{packages.error().detail});
    if (auto receipts = parts_.stick->receipts())
        for (core::StickReceipt& one : *receipts) {
            if (!undelivered_.contains(one.minutes) || !taken_from_stick_.insert(one.jws).second) continue;
            recorder_.post(ReceiptArrived{one.minutes, std::move(one.jws)});
        }
    else
        recorder_.post(StickFailed{receipts.error().detail});
}

void Courier::put_on_stick(const EnvelopeReady& ready)
{
    for_stick_.reset();
    if (!ready.bytes) return;
    const auto put = parts_.stick->put(ready.minutes, *ready.bytes);
    if (!put) return recorder_.post(StickFailed{put.error().detail});
    on_stick_.insert(ready.minutes);
    stick_at_ = {}; // the next one at once
    recorder_.post(OnStick{ready.minutes});
}

void Courier::act(const core::Send& action)
{
    waiting_for_ = action.minutes;
    recorder_.post(WantEnvelope{action.minutes});
}

void Courier::act(const core::AskReceipt& action)
{
    const auto receipt = parts_.bureau.receipt(action.minutes);
    report(receipt ? core::Result<>{} : std::unexpected(receipt.error()));
    if (receipt && *receipt) {
        waiting_for_ = action.minutes;
        recorder_.post(ReceiptArrived{action.minutes, **receipt});
        return;
    }
    planner_.finished(action, receipt ? Attempt::waiting : Attempt::unreachable, parts_.now(), parts_.jitter());
}

void Courier::act(const core::AskInbox& action)
{
    if (const auto keys = parts_.keys.key_set(); keys && *keys) recorder_.post(KeysArrived{**keys});
    const auto items = parts_.bureau.inbox();
    report(items ? core::Result<>{} : std::unexpected(items.error()));
    Attempt how = items ? Attempt::waiting : Attempt::unreachable;
    if (items) {
        for (const core::InboxItem& item : *items) {
            if (item.kind != "package" || handed_over_.contains(item.id)) continue;
            auto bytes = parts_.bureau.fetch(item);
            if (!bytes) {
                report(std::unexpected(bytes.error()));
                if (bytes.error().code == Errc::network) how = Attempt::unreachable;
                continue;
            }
            handed_over_.insert(item.id);
            recorder_.post(PackageArrived{item, std::move(*bytes)});
        }
    }
    planner_.finished(action, how, parts_.now(), parts_.jitter());
}

void Courier::report(const core::Result<>& how)
{
    recorder_.post(ContactMade{how.has_value(), parts_.now(), how ? std::string{} : how.error().detail});
}

} // namespace casustafel::app
