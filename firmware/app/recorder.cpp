#include "app/recorder.h"

#include <algorithm>
#include <utility>

namespace casustafel::app {

using core::Result;

namespace {

constexpr std::size_t answers_kept = 64;
constexpr std::size_t notices_kept = 8;

std::vector<core::Recorded> stamped(core::Facts facts, core::Instant now)
{
    std::vector<core::Recorded> recorded;
    recorded.reserve(facts.size());
    for (core::Fact& fact : facts) recorded.push_back({now, std::move(fact)});
    return recorded;
}

} // namespace

Recorder::Recorder(RecorderParts parts, Latest<Published>& published, Mailbox<ToCourier>& courier,
                   std::function<void()> wake)
    : parts_{std::move(parts)}, published_{published}, courier_{courier}, wake_{std::move(wake)}
{
}

Recorder::~Recorder() = default;

void Recorder::start()
{
    if (const auto envelopes = parts_.outbox.list()) {
        for (const core::Envelope& envelope : *envelopes) take_up(envelope);
    } else {
        parts_.log("outbox: " + envelopes.error().detail);
        state_.storage_fault = true;
    }
    keep_house();
}

/// Ends what a power cut left of this envelope's sealing or erasing, before anyone unlocks, and has it sent.
void Recorder::take_up(core::Envelope envelope)
{
    if (envelope.state == core::EnvelopeState::sealing) {
        // A draft that the disk doesn't have whole is made again, from the conference, after unlocking.
        if (!parts_.outbox.bytes(envelope.minutes)) return;
        const auto marked = parts_.outbox.mark(envelope.minutes, core::EnvelopeState::sealed, {}, {});
        if (!marked) return parts_.log("outbox: " + marked.error().detail);
        envelope.state = core::EnvelopeState::sealed;
    }
    // The envelope is durable, or was opened: whatever is left of its content's key and database goes now.
    if (const auto done = finish_sealing(envelope); !done)
        notice(Notice::sealing_failed, envelope.minutes.value() + ": " + done.error().detail);
    if (envelope.state == core::EnvelopeState::opened) return;
    // What was refused is sent once more: the relay knows the bytes if it has them, and may take them if it hasn't.
    courier_.post(Offer{envelope.minutes, envelope.state == core::EnvelopeState::sent});
}

void Recorder::handle(ToRecorder message)
{
    std::visit([this](auto& one) { on(one); }, message);
    publish();
}

void Recorder::on(const Perform& message)
{
    if (!ledger_ || !conference_) {
        answer({message.id, {}, core::Error{core::Errc::denied, "no conference is open"}});
        return;
    }
    auto facts = core::decide(*conference_, message.command, moment(), parts_.calendar, parts_.digests);
    if (!facts) {
        answer({message.id, facts.error(), {}});
        return;
    }
    const auto saved = commit(std::move(*facts));
    state_.storage_fault = !saved;
    if (!saved) {
        audit({.action = "storage-error", .result = core::AuditResult::failed});
        parts_.log("not saved: " + saved.error().detail);
        answer({message.id, {}, saved.error()});
        return;
    }
    answer({message.id, {}, {}});
    if (conference_->sealed_at) {
        try_sealing();
        refresh_lists();
    }
}

core::Instant Recorder::moment() const
{
    return std::max(parts_.now(), conference_->last_at);
}

Result<> Recorder::commit(core::Facts facts)
{
    if (facts.empty()) return {};
    const std::vector<core::Recorded> recorded = stamped(std::move(facts), moment());
    parts_.audit.scene().conference = conference_;
    if (const auto saved = ledger_->append(conference_->fact_count, recorded); !saved) return saved;
    core::Conference next = *conference_;
    for (const core::Recorded& one : recorded) next = core::apply(std::move(next), one);
    conference_ = std::make_shared<const core::Conference>(std::move(next));
    return {};
}

void Recorder::on(Unlock& message)
{
    // Wiped before anybody hears how it went: the message itself lives on until after that.
    const auto unlocking = parts_.vault.unlock(std::exchange(message.secret, {}), parts_.now());
    audit_unlocking(unlocking);
    if (!unlocking) {
        parts_.log("unlock: " + unlocking.error().detail);
        state_.storage_fault = true;
        return;
    }
    state_.storage_fault = !unlocking->put_back.empty(); // the technician's to solve, and the log says how
    state_.last_unlocking = *unlocking;
    if (unlocking->hindrance) ++state_.hindered;
    state_.unlocked = unlocking->open;
    parts_.log(unlocking->open ? "unlocked with slot " + unlocking->slot
                               : "unlocking refused" + (unlocking->put_back.empty() ? "" : ": " + unlocking->put_back));
    if (!unlocking->open) return;
    state_.hindered = 0;
    resume_sealing();
    import_waiting();
    keep_house();
}

void Recorder::on(const Lock&)
{
    if (state_.unlocked) {
        if (ledger_) std::ignore = ledger_->audit_head(); // brings its lines to the log, before the head is signed
        audit_chair("lock", {});
        if (const auto head = parts_.audit.sign({}); !head) parts_.log("log not signed: " + head.error().detail);
    }
    close();
    parts_.vault.lock();
    parts_.audit.scene().slot.clear();
    state_.unlocked = false;
    state_.last_unlocking = {};
    state_.headers.clear();
    parts_.log("locked");
}

bool Recorder::watch_key()
{
    if (!state_.unlocked || !parts_.key_is_there) return false;
    if (parts_.key_is_there()) return true;
    parts_.log("the key was pulled out");
    on(Lock{});
    publish();
    return false;
}

void Recorder::on(const CloseConference&)
{
    if (conference_ && conference_->sealed_at) return; // until the envelope is there, sealing needs it
    if (conference_) audit_chair("conference-closed", open_.id);
    close();
}

void Recorder::close()
{
    ledger_.reset();
    conference_.reset();
    parts_.audit.scene().conference.reset();
    sealed_with_.reset();
    state_.draft.clear();
    open_ = {};
}

/// Not worth a word on the screen: what is saved is saved without it.
void Recorder::on(const KeepDraft& message)
{
    if (!ledger_ || !conference_ || conference_->sealed_at) return;
    if (const auto kept = ledger_->keep_draft(stamped(message.facts, moment())); !kept)
        parts_.log("draft not kept: " + kept.error().detail);
}

core::Facts Recorder::draft()
{
    auto kept = ledger_->draft();
    if (!kept) parts_.log("draft not read: " + kept.error().detail);
    core::Facts facts;
    if (kept)
        for (core::Recorded& one : *kept) facts.push_back(std::move(one.fact));
    return facts;
}

void Recorder::on(const OpenConference& message)
{
    const auto known = parts_.vault.conferences();
    if (!known) return notice(Notice::conference_corrupt, known.error().detail);
    const auto found = std::ranges::find(*known, message.conference, &core::ConferenceOnDevice::id);
    if (found == known->end()) return;
    close();
    auto ledger = parts_.vault.open(*found);
    if (!ledger) {
        parts_.log("open " + message.conference.value() + ": " + ledger.error().detail +
                   "; 'casustafel rescue' sets it aside");
        audit_chair("conference-opened", message.conference, core::AuditResult::failed);
        return notice(Notice::conference_corrupt, message.conference.value());
    }
    const auto facts = (*ledger)->load();
    if (!facts) {
        parts_.log("load " + message.conference.value() + ": " + facts.error().detail);
        return notice(Notice::conference_corrupt, message.conference.value());
    }
    ledger_ = std::move(*ledger);
    conference_ = std::make_shared<const core::Conference>(core::fold(*facts));
    open_ = *found;
    parts_.audit.scene().conference = conference_;
    audit_chair("conference-opened", message.conference);
    state_.draft = draft();
    remember(conference_->package.conference);
}

void Recorder::on(const WantEnvelope& message)
{
    auto bytes = parts_.outbox.bytes(message.minutes);
    if (!bytes) parts_.log("envelope " + message.minutes.value() + ": " + bytes.error().detail);
    courier_.post(
        EnvelopeReady{message.minutes, bytes ? std::make_shared<const core::Bytes>(std::move(*bytes)) : nullptr});
}

void Recorder::on(const ContactMade& message)
{
    if (!message.reached) parts_.log("bureau not reached: " + message.detail);
    state_.contact = message;
}

/// Kept without a reason: what the relay says is for the technician, and the screen has its own words.
void Recorder::on(const DeliveryRefused& message)
{
    parts_.log("relay refused " + message.minutes.value() + ": " + message.why);
    audit({.action = "send",
           .origin = core::AuditOrigin::relay,
           .result = core::AuditResult::refused,
           .about = {{"minutes", message.minutes.value()}}});
    if (const auto marked = parts_.outbox.mark(message.minutes, core::EnvelopeState::refused, {}, {}); !marked)
        parts_.log("outbox: " + marked.error().detail);
    refresh_lists();
}

void Recorder::on(const KeysArrived& message)
{
    const auto taken = parts_.sealer.take_keys(message.jws);
    audit({.action = "bureau-keys",
           .origin = core::AuditOrigin::relay,
           .role = core::AuditRole::bureau,
           .result = taken ? core::AuditResult::done : core::AuditResult::refused});
    if (!taken)
        notice(Notice::keys_refused, taken.error().detail);
    else if (state_.unlocked)
        import_waiting();
    refresh_lists();
}

void Recorder::on(const OnStick& message)
{
    parts_.log("on the stick: " + message.minutes.value());
    audit({.action = "export", .origin = core::AuditOrigin::stick, .about = {{"minutes", message.minutes.value()}}});
    state_.on_stick.push_back(message.minutes);
}

void Recorder::on(const StickFailed& message)
{
    parts_.log("stick: " + message.detail);
}

void Recorder::on(const Audit& message)
{
    audit(message.event);
}

void Recorder::on(const Stop&)
{
    on(Lock{});
}

void Recorder::notice(Notice what, std::string detail)
{
    parts_.log("notice: " + detail);
    state_.notices.push_back({what, parts_.now(), std::move(detail)});
    if (state_.notices.size() > notices_kept) state_.notices.erase(state_.notices.begin());
}

void Recorder::answer(Answer answer)
{
    state_.answers.push_back(std::move(answer));
    if (state_.answers.size() > answers_kept) state_.answers.erase(state_.answers.begin());
}

/// Reads from disk what other messages than a person's commands change; a command must not wait for it.
void Recorder::refresh_lists()
{
    if (auto known = parts_.vault.conferences()) state_.conferences = std::move(*known);
    if (auto envelopes = parts_.outbox.list()) state_.envelopes = std::move(*envelopes);
    if (auto waiting = parts_.packages.waiting()) state_.waiting_packages = static_cast<int>(waiting->size());
}

/// What the chooser tells conferences apart by: they are opened one at a time.
void Recorder::remember(const core::ConferenceHeader& header)
{
    std::erase_if(state_.headers, [&](const core::ConferenceHeader& one) { return one.id == header.id; });
    if (!header.id.empty()) state_.headers.push_back(header);
}

void Recorder::publish()
{
    state_.conference = conference_;
    published_.publish(state_);
    wake_();
}

} // namespace casustafel::app
