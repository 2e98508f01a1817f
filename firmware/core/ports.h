#pragma once

#include "core/audit.h"
#include "core/bytes.h"
#include "core/facts.h"
#include "core/minutes.h"
#include "core/receipt.h"
#include "core/result.h"
#include "core/secret.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

// What the appliance needs from the world. Implemented by storage, seal, link and board; used by app. At most five
// methods each: a wider need is a wider value.

namespace casustafel::core {

/// Where the facts of one conference become permanent. Recorder thread only.
class Ledger {
public:
    virtual ~Ledger() = default;

    /// Everything committed so far, in order.
    virtual Result<std::vector<Recorded>> load() = 0;

    /// Appends `facts` after the first `expected` ones, with their audit lines, in one transaction. When this returns
    /// success they survive a power cut; otherwise none was written.
    /// Errc::conflict: there aren't exactly `expected` facts. Errc::full: no room or read-only, nothing was written.
    virtual Result<> append(std::uint64_t expected, std::span<const Recorded> facts) = 0;

    /// The audit chain's head after the last commit.
    virtual Result<AuditHead> audit_head() = 0;

    /// What somebody is filling in: the facts that saving it would make. No part of the conference; takes the place of
    /// what was kept before, and an empty one of nothing. Survives a power cut when this returns success.
    virtual Result<> keep_draft(std::span<const Recorded> facts) = 0;
    virtual Result<std::vector<Recorded>> draft() = 0;
};

/// One conference on this device, as much as may be known while it is locked: no title, no case.
struct ConferenceOnDevice {
    ConferenceId id;
    Instant starts_at{};
    Instant expires_at{};
    bool operator==(const ConferenceOnDevice&) const = default;
};

/// Why a token, card or TPM could not judge a PIN.
enum class Hindrance : std::uint8_t {
    absent,    ///< it isn't plugged in
    replug,    ///< too many wrong PINs in a row: it must be taken out and put back
    unknown,   ///< what is plugged in isn't one of this vault's
    untouched, ///< nobody touched it in time
    blocked,   ///< too many wrong PINs: it gives nothing any more
    waiting,   ///< too many wrong PINs: it takes the next one after a wait of its own
};

/// How unlocking went.
struct Unlocking {
    bool open{};
    std::string slot;                ///< which key slot opened
    std::optional<Instant> retry_at; ///< wrong: when the next attempt is taken
    int wrong_attempts{};
    std::optional<Hindrance> hindrance{}; ///< nothing was judged, so no attempt was counted here
    std::optional<int> tries_left{};      ///< of a PIN, as the token, card or TPM counts them
    /// The secret is right, but the device's data is an older copy that was put back: why, for the log. Empty: it
    /// isn't.
    std::string put_back{};
};

/// The conferences' encrypted databases and the keys to them. A locked vault has no key in memory. Recorder thread
/// only.
class Vault {
public:
    virtual ~Vault() = default;
    virtual Result<Unlocking> unlock(const Secret& secret, Instant now) = 0;
    virtual void lock() = 0;
    /// Known also while locked.
    virtual Result<std::vector<ConferenceOnDevice>> conferences() = 0;
    /// Opens an existing conference, or makes an empty one with a fresh random key. Errc::denied while locked,
    /// Errc::corrupt when the database isn't readable with its key (the file is kept).
    virtual Result<std::unique_ptr<Ledger>> open(const ConferenceOnDevice& conference) = 0;
    /// Overwrites the key slot in place, syncs, and removes the database. Repeatable; works while locked.
    virtual Result<> destroy(const ConferenceId& conference) = 0;
};

/// The log over the device's whole life, written also while it is locked. Conferences' own lines come to it by
/// themselves, whenever a ledger is closed or its head is asked for. Recorder thread only.
class AuditLog {
public:
    virtual ~AuditLog() = default;
    /// What the lines from now on have in common.
    virtual AuditScene& scene() = 0;
    /// Adds a line. Durable when it returns.
    virtual Result<> note(const AuditEvent& event) = 0;
    /// Signs the head as it stands, for these minutes (empty: for none, at the end of a session), with what the bureau
    /// doesn't have yet. The vault must be open. Repeated for the same minutes it gives all of it again.
    virtual Result<LogExcerpt> sign(const MinutesId& minutes) = 0;
    /// Remembers what a receipt says: which lines the bureau has, and its own log's head. False: its log is shorter
    /// than it was or another one, which the log then says.
    virtual Result<bool> take(const Receipt& receipt) = 0;
    /// Removes lines that the bureau has had for thirty days; their subtrees stay.
    virtual Result<> keep_house() = 0;
};

/// Where an envelope is on its way (protocol.md). `live` has no envelope yet and isn't in the queue.
enum class EnvelopeState : std::uint8_t { sealing, sealed, sent, opened, refused };

/// A sealed envelope on its way to the bureau. Its bytes were made once and are sent unchanged.
struct Envelope {
    MinutesId minutes;
    ConferenceId conference;
    std::uint64_t seq{};
    Digest sha256{};
    Digest inner_sha256{}; ///< of the inner JWS: the next one's `prev`
    EnvelopeState state{};
    Instant sealed_at{};
    std::string refused_because;
    bool operator==(const Envelope&) const = default;
};

/// The queue of sealed envelopes: not secret, survives everything. Any thread; each call is its own transaction.
class Outbox {
public:
    virtual ~Outbox() = default;
    /// Durable point 2: when this returns, envelope and bytes are synced and were read back, past every cache, with
    /// the right digest, and the envelope is `sealed` whatever its state said. Before that it is a draft (`sealing`)
    /// that another `put` replaces. Repeating it with the same bytes is fine; other bytes under the same id are
    /// Errc::conflict.
    virtual Result<> put(const Envelope& envelope, ByteView bytes) = 0;
    virtual Result<std::vector<Envelope>> list() = 0;
    /// The bytes as stored, read from disk now and compared with their digest (Errc::corrupt).
    virtual Result<Bytes> bytes(const MinutesId& minutes) = 0;
    /// Moves an envelope on, never back (Errc::conflict; but what was refused without a receipt, by the relay, may
    /// still be sent), and keeps the receipt that says so (empty: there is none). Erases the bytes when the state is
    /// `opened`. `refused_because` is kept for `refused` only.
    virtual Result<> mark(const MinutesId& minutes, EnvelopeState state, const std::string& receipt_jws,
                          const std::string& refused_because) = 0;
    /// The next `seq` for minutes and the inner digest of the one before (empty for the first).
    struct Next {
        std::uint64_t seq{};
        std::optional<Digest> previous_inner;
    };
    virtual Result<Next> next() = 0;
};

/// Makes and opens messages with this device's keys. Signing and opening need an unlocked vault. Recorder thread only.
class Sealer {
public:
    virtual ~Sealer() = default;
    struct SealedMinutes {
        Bytes bytes;
        Digest sha256{}; ///< of `bytes`
        Digest inner_sha256{};
    };
    /// Signs and encrypts for the bureau. From then on nobody on this device can read the result.
    virtual Result<SealedMinutes> seal(const Minutes& minutes, const Outbox::Next& next, Instant now) = 0;
    /// Opens a package that is addressed to this device, and checks all of protocol.md. The detail of the error names
    /// the first flaw by path, never by content. Errc::not_found: no key set of the bureau is in force; later it may
    /// be.
    virtual Result<Package> open_package(ByteView envelope, Instant now) = 0;
    /// A receipt whose signature and addressee are right. Needs no unlocked vault.
    virtual Result<Receipt> verify_receipt(std::string_view jws) = 0;
    /// The bureau's key set, signed by its root: newer than the one before or refused. Durable when this returns.
    virtual Result<> take_keys(std::string_view jws) = 0;
};

/// Something the bureau has ready for this device.
struct InboxItem {
    std::string id;
    Digest sha256{};
    std::uint64_t size{};
    std::string kind;         ///< package, order, update
    std::string version{};    ///< of an update
    std::string compatible{}; ///< of an update: which kind of device it is for
    bool operator==(const InboxItem&) const = default;
};

/// Packages that came in and can't be opened yet: still encrypted, kept through power cuts. Recorder thread only.
class PackageStore {
public:
    virtual ~PackageStore() = default;
    virtual Result<> keep(const InboxItem& item, ByteView bytes) = 0;
    virtual Result<std::vector<InboxItem>> waiting() = 0;
    virtual Result<Bytes> bytes(const InboxItem& item) = 0;
    virtual Result<> drop(const InboxItem& item) = 0;
};

/// One authenticated conversation with the bureau's relay. Courier thread only. Errc::network: try again later.
class BureauPort {
public:
    virtual ~BureauPort() = default;
    virtual Result<std::vector<InboxItem>> inbox() = 0;
    /// The item's bytes with the right digest.
    virtual Result<Bytes> fetch(const InboxItem& item) = 0;
    virtual Result<> forget(const InboxItem& item) = 0;
    /// Sends the stored bytes; the answer is the relay's receipt (compact JWS). Errc::refused: it won't take them.
    virtual Result<std::string> deliver(const MinutesId& minutes, ByteView bytes) = 0;
    /// The newest receipt, or nothing when there is none.
    virtual Result<std::optional<std::string>> receipt(const MinutesId& minutes) = 0;
};

struct StickPackage {
    InboxItem item; ///< named after its bytes
    Bytes bytes;
};
struct StickReceipt {
    MinutesId minutes; ///< as the file's name says; what counts stands in the receipt
    std::string jws;
};

/// A USB stick of the bureau, which may come and go in the middle of any call. Courier thread only.
class Stick {
public:
    virtual ~Stick() = default;
    virtual bool present() = 0;
    /// Puts a sealed envelope on it, whole and synced or not at all. Repeating it is fine. Errc::full: no room.
    virtual Result<> put(const MinutesId& minutes, ByteView bytes) = 0;
    virtual Result<std::vector<StickPackage>> packages() = 0;
    virtual Result<std::vector<StickReceipt>> receipts() = 0;
};

/// Where the bureau's signed key set is asked for. Courier thread only.
class KeySource {
public:
    virtual ~KeySource() = default;
    /// The key set, or nothing when it is the one that was given last.
    virtual Result<std::optional<std::string>> key_set() = 0;
};

} // namespace casustafel::core
