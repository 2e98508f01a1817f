#pragma once

#include "app/channel.h"
#include "app/messages.h"
#include "core/ports.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>

namespace casustafel::app {

/// What the recorder works with. Everything outlives it.
struct RecorderParts {
    core::Vault& vault;
    core::Outbox& outbox;
    core::PackageStore& packages;
    core::Sealer& sealer;
    core::AuditLog& audit;
    const core::Digests& digests;
    const core::Calendar& calendar;
    std::function<core::Instant()> now;
    std::function<void(const std::string&)> log; ///< one line for the technician: ids and paths, never case text
    core::DeviceId device;
    std::string software;
    std::function<bool()> clock_trusted;
    std::function<bool()> key_is_there{}; ///< what unlocked the vault is still plugged in; none: nobody looks
};

/// The one writer: turns commands into facts, commits them, publishes what follows, and seals. `handle` is called by
/// one thread; `published` may be read by all.
class Recorder {
public:
    Recorder(RecorderParts parts, Latest<Published>& published, Mailbox<ToCourier>& courier,
             std::function<void()> wake);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    /// Takes up what a power cut left: ends half-done sealings that need no key, offers waiting envelopes to the
    /// courier.
    void start();
    void handle(ToRecorder message);
    /// What time asks for: expired packages and conferences are erased (rule 12). Call every now and then.
    void keep_house();
    /// Locks when the token that unlocked was pulled out. True while there is something to look at: call it each
    /// second.
    bool watch_key();

private:
    void on(const Perform& message);
    void on(const Correct& message);
    void on(Unlock& message);
    void on(const Lock& message);
    void on(const OpenConference& message);
    void on(const CloseConference& message);
    void on(const KeepDraft& message);
    void on(const PackageArrived& message);
    void on(const KeysArrived& message);
    void on(const ReceiptArrived& message);
    void on(const WantEnvelope& message);
    void on(const ContactMade& message);
    void on(const DeliveryRefused& message);
    void on(const OnStick& message);
    void on(const StickFailed& message);
    void on(const Audit& message);
    void on(const Stop& message);

    /// Now, and never before what was recorded already: a clock that is put back leaves the minutes in order.
    core::Instant moment() const;
    core::Result<> commit(core::Facts facts);
    void close();
    core::Facts draft();
    void import_waiting();
    bool take_in(const core::InboxItem& item, core::ByteView bytes);
    core::Result<> import(core::Package package);
    core::Result<> replace(core::Package package, const core::ConferenceOnDevice& known);
    void refuse_package(const core::InboxItem& item, const core::Error& error);
    void resume_sealing();
    core::Result<> seal_open_conference();
    core::Result<> finish_sealing(const core::Envelope& envelope);
    core::Result<core::Envelope> make_envelope();
    core::MinutesContext context(const core::AuditHead& head) const;
    core::Result<core::Envelope> seal_and_keep(const core::Minutes& minutes);
    core::Result<core::Envelope> keep_correction(const core::Minutes& minutes);
    void take_up(core::Envelope envelope);
    void try_sealing();
    void erase_expired(const core::ConferenceOnDevice& one);
    core::Result<bool> was_sealed(const core::ConferenceId& conference);
    core::Result<core::Attempt> judge(const ReceiptArrived& message);
    bool has_unsent(const core::ConferenceId& conference);
    void notice(Notice what, std::string detail);
    /// Adds a line to the device's log, after those that couldn't be written before.
    void audit(core::AuditEvent event);
    /// The same of something that the chair did.
    void audit_chair(const std::string& action, const core::ConferenceId& meeting,
                     core::AuditResult result = core::AuditResult::done);
    void audit_unlocking(const core::Result<core::Unlocking>& unlocking);
    void audit_receipt(const core::Receipt& receipt);
    void answer(Answer answer);
    void refresh_lists();
    void remember(const core::ConferenceHeader& header);
    void publish();

    RecorderParts parts_;
    Latest<Published>& published_;
    Mailbox<ToCourier>& courier_;
    std::function<void()> wake_;
    std::unique_ptr<core::Ledger> ledger_;
    std::shared_ptr<const core::Conference> conference_;
    core::ConferenceOnDevice open_;
    std::optional<core::AuditHead> sealed_with_; ///< of the conference that was sealed and is still shown
    std::set<core::ConferenceId> half_sealed_;   ///< sealed, and no envelope yet: never erased
    std::vector<core::AuditEvent> unwritten_;    ///< lines that the disk didn't take yet
    Published state_;
};

} // namespace casustafel::app
