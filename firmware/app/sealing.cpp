#include "app/recorder.h"

#include <algorithm>

// The sealing state machine (protocol.md): live, sealing, sealed, sent, opened, erased. Each step can be repeated after
// a crash: the fact `Sealed` is committed first; then the envelope is made and durable; only then the key goes.

namespace casustafel::app {

using core::Errc;
using core::Result;

core::MinutesContext Recorder::context(const core::AuditHead& head) const
{
    return {parts_.device, parts_.software, state_.last_unlocking.slot, parts_.clock_trusted(), head};
}

/// The minutes of the open conference, signed, encrypted and durable.
Result<core::Envelope> Recorder::make_envelope()
{
    auto head = ledger_->audit_head(); // and every line of it is in the device's log
    if (!head) return std::unexpected(head.error());
    // A log that can't be signed keeps no conference unsealed: its lines go with the next minutes.
    if (auto log = parts_.audit.sign(conference_->minutes))
        head->log = *std::move(log);
    else
        parts_.log("log not signed: " + log.error().detail);
    auto made = seal_and_keep(core::minutes_of(*conference_, context(*head)));
    if (!made) return made;
    if (head->log) { // A correction goes with the same head; the lines went with the minutes.
        head->log->from = head->log->head.size;
        head->log->lines.clear();
    }
    sealed_with_ = std::move(*head);
    return made;
}

Result<core::Envelope> Recorder::seal_and_keep(const core::Minutes& minutes)
{
    const auto next = parts_.outbox.next();
    if (!next) return std::unexpected(next.error());
    const auto sealed = parts_.sealer.seal(minutes, *next, parts_.now());
    if (!sealed) return std::unexpected(sealed.error());
    core::Envelope envelope{minutes.id,           minutes.conference_id,       next->seq,         sealed->sha256,
                            sealed->inner_sha256, core::EnvelopeState::sealed, minutes.sealed_at, {}};
    if (const auto put = parts_.outbox.put(envelope, sealed->bytes); !put) return std::unexpected(put.error());
    return envelope;
}

Result<> Recorder::seal_open_conference()
{
    const auto envelopes = parts_.outbox.list();
    if (!envelopes) return std::unexpected(envelopes.error());
    const auto made = std::ranges::find_if(*envelopes, [&](const core::Envelope& one) {
        return one.minutes == conference_->minutes && one.state != core::EnvelopeState::sealing;
    });
    const auto envelope = made == envelopes->end() ? make_envelope() : Result<core::Envelope>{*made};
    if (!envelope) return std::unexpected(envelope.error());
    courier_.post(Offer{envelope->minutes, envelope->state == core::EnvelopeState::sent});
    if (const auto done = finish_sealing(*envelope); !done) return done;
    // The closing page still shows what was sealed, from memory, until the chair locks.
    ledger_.reset();
    parts_.log("sealed " + conference_->minutes.value());
    return {};
}

/// Seals the open conference, or remembers that it still has to be done: until then it isn't erased.
void Recorder::try_sealing()
{
    const core::ConferenceId id = conference_->package.conference.id;
    if (const auto gone = ledger_->keep_draft({}); !gone) parts_.log("draft not removed: " + gone.error().detail);
    if (const auto sealed = seal_open_conference(); !sealed) {
        if (half_sealed_.insert(id).second) audit_chair("seal", id, core::AuditResult::failed);
        return notice(Notice::sealing_failed, sealed.error().detail);
    }
    half_sealed_.erase(id);
    std::erase_if(state_.notices, [](const Noticed& one) { return one.what == Notice::sealing_failed; });
}

/// The key to the content goes when, and only when, the envelope can be read back from the disk. Repeatable.
Result<> Recorder::finish_sealing(const core::Envelope& envelope)
{
    if (envelope.state != core::EnvelopeState::opened)
        if (const auto there = parts_.outbox.bytes(envelope.minutes); !there) return std::unexpected(there.error());
    const auto known = parts_.vault.conferences();
    const bool there = known && std::ranges::contains(*known, envelope.conference, &core::ConferenceOnDevice::id);
    if (auto gone = parts_.vault.destroy(envelope.conference); !gone) return gone;
    if (there)
        audit({.action = "conference-erased",
               .meeting = envelope.conference,
               .about = {{"because", "sealed"},
                         {"minutes", envelope.minutes.value()},
                         {"sha256", core::to_hex(envelope.sha256)}}});
    return {};
}

/// Sealed and durable, once: asked again for the same one, what is there already counts.
Result<core::Envelope> Recorder::keep_correction(const core::Minutes& minutes)
{
    const auto envelopes = parts_.outbox.list();
    if (!envelopes) return std::unexpected(envelopes.error());
    const auto made = std::ranges::find_if(*envelopes, [&](const core::Envelope& one) {
        return one.minutes == minutes.id && one.state != core::EnvelopeState::sealing;
    });
    return made == envelopes->end() ? seal_and_keep(minutes) : Result<core::Envelope>{*made};
}

/// A correction is no fact of the conference, whose ledger is gone: it is what stands in its envelope.
void Recorder::on(const Correct& message)
{
    if (!conference_) return answer({message.id, {}, core::Error{Errc::denied, "no sealed conference is shown"}});
    const auto minutes = core::correction_of(*conference_, message.correction,
                                             context(sealed_with_.value_or(core::AuditHead{})), moment());
    if (!minutes) return answer({message.id, minutes.error(), {}});
    const auto kept = sealed_with_ ? keep_correction(*minutes)
                                   : core::fail(Errc::storage, "the minutes that it corrects aren't sealed yet");
    state_.storage_fault = !kept;
    if (!kept) {
        parts_.log("correction not sealed: " + kept.error().detail);
        return answer({message.id, {}, kept.error()});
    }
    courier_.post(Offer{kept->minutes, kept->state == core::EnvelopeState::sent});
    parts_.log("corrected " + minutes->corrects->value() + " by " + minutes->id.value());
    audit({.action = "correction-sealed",
           .origin = core::AuditOrigin::table,
           .role = core::AuditRole::chair,
           .meeting = minutes->conference_id,
           .about = {{"minutes", minutes->id.value()}, {"corrects", minutes->corrects->value()}}});
    answer({message.id, {}, {}});
    refresh_lists();
}

void Recorder::resume_sealing()
{
    const auto known = parts_.vault.conferences();
    if (!known) return;
    for (const core::ConferenceOnDevice& one : *known) {
        on(OpenConference{one.id});
        if (conference_ && conference_->sealed_at) try_sealing();
    }
    close();
}

void Recorder::on(const ReceiptArrived& message)
{
    const auto how = judge(message);
    if (!how) {
        parts_.log("receipt for " + message.minutes.value() + ": " + how.error().detail);
        audit({.action = "receipt",
               .origin = core::AuditOrigin::relay,
               .result = core::AuditResult::refused,
               .about = {{"minutes", message.minutes.value()}}});
    }
    courier_.post(ReceiptJudged{message.minutes, how ? *how : core::Attempt::waiting});
    refresh_lists();
}

/// Nothing is erased without a receipt that names exactly the bytes on disk (protocol.md, 'The envelope is erased').
Result<core::Attempt> Recorder::judge(const ReceiptArrived& message)
{
    const auto receipt = parts_.sealer.verify_receipt(message.jws);
    if (!receipt) return std::unexpected(receipt.error());
    const auto envelopes = parts_.outbox.list();
    if (!envelopes) return std::unexpected(envelopes.error());
    const auto envelope = std::ranges::find(*envelopes, message.minutes, &core::Envelope::minutes);
    if (envelope == envelopes->end()) return core::fail(Errc::not_found, "no such envelope");
    // Only who opened the envelope knows the number inside it; the digest ties the others to these bytes.
    const bool numbered = receipt->stage != core::ReceiptStage::opened || receipt->minutes_seq == envelope->seq;
    const bool fits = receipt->minutes == envelope->minutes && receipt->device == parts_.device && numbered &&
                      receipt->sha256 == envelope->sha256;
    if (!fits) return core::fail(Errc::denied, "the receipt is about another envelope");

    switch (receipt->stage) {
    case core::ReceiptStage::stored: {
        const auto marked = parts_.outbox.mark(message.minutes, core::EnvelopeState::sent, message.jws, {});
        // The desk has refused it since, or even opened it: its own word counts, and comes when it is asked for.
        if (!marked && marked.error().code == Errc::conflict) return core::Attempt::stored;
        if (!marked) return std::unexpected(marked.error());
        if (envelope->state != core::EnvelopeState::sent) audit_receipt(*receipt);
        return core::Attempt::stored;
    }
    case core::ReceiptStage::opened: {
        if (!receipt->inner_sha256 || *receipt->inner_sha256 != envelope->inner_sha256)
            return core::fail(Errc::denied, "the receipt doesn't name the inner document");
        // `bytes` reads from disk and checks the digest; only then may they go.
        if (envelope->state != core::EnvelopeState::opened)
            if (const auto there = parts_.outbox.bytes(message.minutes); !there) return std::unexpected(there.error());
        const auto marked = parts_.outbox.mark(message.minutes, core::EnvelopeState::opened, message.jws, {});
        if (!marked) return std::unexpected(marked.error());
        parts_.log("erased after proof of opening: " + message.minutes.value());
        if (envelope->state != core::EnvelopeState::opened) audit_receipt(*receipt);
        return core::Attempt::opened;
    }
    case core::ReceiptStage::refused: {
        if (envelope->state == core::EnvelopeState::refused) return core::Attempt::waiting;
        const auto marked =
            parts_.outbox.mark(message.minutes, core::EnvelopeState::refused, message.jws, receipt->reason);
        if (!marked) return std::unexpected(marked.error());
        audit_receipt(*receipt);
        return core::Attempt::refused;
    }
    }
    return core::fail(Errc::corrupt, "unknown stage");
}

} // namespace casustafel::app
