#pragma once

#include "core/ports.h"
#include "storage/freshness.h"
#include "storage/header.h"
#include "storage/keys.h"
#include "storage/ledger.h"
#include "storage/protector.h"
#include "storage/recovery.h"
#include "storage/slots.h"
#include "storage/sql/database.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::storage {

/// What a vault is made of besides its files.
struct VaultParts {
    std::filesystem::path folder; ///< exists and is ours: see DataFolder
    /// 32 bytes or more that never leave this device. Asked for when unlocking; not kept while locked.
    std::function<core::Result<SecretBytes>()> device_secret;
    std::vector<std::unique_ptr<Protector>> protectors;
    FactFormat format;
    std::string vfs{};
    /// What tells an old copy of the folder that is put back; without it none is noticed.
    std::unique_ptr<MonotonicCounter> counter{};
    BureauCopy bureau_copy{}; ///< without it conferences have no copy of their key for the bureau
    /// Brings a conference's audit lines to the device's log; see SqlDeviceLog::copy. Called whenever a ledger was
    /// opened, before it is closed or destroyed, and before its head is given.
    std::function<core::Result<>(const core::ConferenceId&, SqlLedger&)> keep_lines{};
};

/// What one protector of `VaultParts` opens with, when the vault is made.
struct Enrolment {
    std::string protector; ///< its name
    core::Secret secret;
    Argon2Cost cost{};
};

/// The vault as files in one folder: `vault.head` (protectors, attempts), `vault.slots` (wrapped keys),
/// `vault.recovery` (the same keys sealed to the bureau), `device.db` (the device's own keys) and one database for each
/// conference. Recorder thread only. docs/formats/slots.md.
class FileVault : public core::Vault {
public:
    /// Makes the files of a new vault, with one enrolment or more. Errc::conflict: there is one already, or slots in
    /// use without a header. Errors as `Token::enrol`.
    static core::Result<> create(const VaultParts& parts, const std::vector<Enrolment>& enrolments);
    /// Opens a vault, locked. Errc::not_found: there is none (or its making was interrupted: make it again).
    static core::Result<std::unique_ptr<FileVault>> open(VaultParts parts);
    ~FileVault() override;

    /// Counts the attempt durably, then tries the secret with each protector; see `wait_after`. A clock that was turned
    /// back starts the wait anew. A folder that was put back stays locked, and the answer says so.
    core::Result<core::Unlocking> unlock(const core::Secret& secret, core::Instant now) override;
    /// The protectors that stand in the vault, by name. Works while locked.
    core::Result<std::vector<std::string>> protectors();
    /// Whether what unlocked the vault is still plugged in; true while locked. Recorder thread, quick.
    bool is_still_there();
    /// Closes every database and wipes every key. Ledgers that were given out answer Errc::denied from then on.
    void lock() override;
    core::Result<std::vector<core::ConferenceOnDevice>> conferences() override;
    core::Result<std::unique_ptr<core::Ledger>> open(const core::ConferenceOnDevice& conference) override;
    core::Result<> destroy(const core::ConferenceId& conference) override;

    /// Moves a conference's database and its wrapped key, in a slot file of its own, to names that begin with
    /// `mark`: out of the way but not gone. Works while locked; repeatable.
    core::Result<> set_aside(const core::ConferenceId& conference, const std::string& mark);

    /// What the bureau opens this conference's database with; nothing when there is no copy. Works while locked.
    core::Result<std::optional<core::Bytes>> bureau_copy(const core::ConferenceId& conference);

    /// One of the device's own keys. Errc::denied while locked, Errc::not_found: never kept.
    core::Result<core::Bytes> secret(const std::string& name);
    /// Keeps a key under a name; the one before is overwritten. Errc::denied while locked.
    core::Result<> keep_secret(const std::string& name, core::ByteView bytes);

    /// The file of a conference's database. Named after a digest of the id, so that no id can name another path.
    static std::filesystem::path database_file(const std::filesystem::path& folder,
                                               const core::ConferenceId& conference);

private:
    /// In memory while unlocked.
    struct Keys {
        SecretBytes device_secret;
        SecretBytes master;
    };
    struct Opened {
        std::string slot;
        Keys keys;
    };
    FileVault(VaultParts parts, VaultHeader header, SlotFile slots, RecoveryFile recovery,
              std::optional<Freshness> fresh)
        : parts_{std::move(parts)}, header_{std::move(header)}, slots_{std::move(slots)},
          recovery_{std::move(recovery)}, fresh_{std::move(fresh)}
    {
    }
    /// What asking the protectors one after the other led to.
    struct Tried {
        std::optional<Opened> opened;
        bool judged{}; ///< one of them took the secret, rightly or not
        KeyAnswer refusal;
    };
    core::Result<Tried> try_protectors(const core::Secret& secret);
    core::Result<std::optional<Opened>> open_with(const ProtectorRecord& record, core::ByteView key);
    core::Result<> open_device_keys(const Keys& keys);
    core::Result<std::shared_ptr<SqlLedger>> make(const core::ConferenceOnDevice& conference);
    core::Result<std::shared_ptr<SqlLedger>> open_existing(Slot slot, const core::ConferenceOnDevice& wanted);
    core::Result<> confirm_fresh(core::ByteView device_secret);
    core::Result<> leave_earlier_copies_behind();
    core::Result<> put_slot(Slot slot, core::ByteView database_key);
    core::Result<> keep_bureau_copy(const core::ConferenceId& conference, core::ByteView database_key);
    core::Result<> remove_database(const core::ConferenceId& conference);
    core::Result<std::optional<core::Digest>> chain_end();
    void close(const core::ConferenceId& conference);
    core::Result<> keep_lines(const core::ConferenceId& conference);
    core::Result<> keep_last_lines(const core::ConferenceId& conference);

    VaultParts parts_;
    VaultHeader header_;
    SlotFile slots_;
    RecoveryFile recovery_;
    std::optional<Freshness> fresh_; // empty: without a counter, or its file is gone
    std::optional<Keys> keys_;       // empty while locked
    std::string unlocked_by_;        // a protector's name
    std::optional<sql::Database> device_;
    std::map<core::ConferenceId, std::shared_ptr<SqlLedger>> ledgers_;
};

/// Renames a database with its log to a name that begins with `mark`. Only while it is closed.
core::Result<> set_files_aside(const std::filesystem::path& database, const std::string& mark);

} // namespace casustafel::storage
